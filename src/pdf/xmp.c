#include "pdf/xmp.h"

/* TEXT as the inside of an XML element; XML knows no control characters. */
static void
put_xml(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            buf_text(out, "&amp;");
        else if (*text == '<')
            buf_text(out, "&lt;");
        else if (*text == '>')
            buf_text(out, "&gt;");
        else if ((unsigned char)*text < 0x20)
            buf_byte(out, ' ');
        else
            buf_byte(out, *text);
    }
}

static void
put_element(
    struct buf *out, const char *before, const char *value, const char *behind)
{
    if (value == NULL)
        return;
    buf_text(out, before);
    put_xml(out, value);
    buf_text(out, behind);
    buf_byte(out, '\n');
}

/* PDF/A knows no properties of PDF/UA: what its identifier is must be said
 * (ISO 19005-2, 6.6.2.3.3). */
static void
put_extension(struct buf *x)
{
    buf_text(x,
        "<rdf:Description rdf:about=\"\""
        " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
        " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
        "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
        "</pdfaSchema:namespaceURI>\n"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
        "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
        "<pdfaProperty:name>part</pdfaProperty:name>\n"
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
        "<pdfaProperty:category>internal</pdfaProperty:category>\n"
        "<pdfaProperty:description>Part of ISO 14289 that the file conforms to"
        "</pdfaProperty:description>\n"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n</rdf:Description>\n");
}

static void
put_standards(struct buf *x, const struct xmp *xmp)
{
    if (xmp->pdfa != 0)
        buf_printf(x,
            "<rdf:Description rdf:about=\"\""
            " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
            "<pdfaid:part>%d</pdfaid:part>\n"
            "<pdfaid:conformance>%s</pdfaid:conformance>\n"
            "</rdf:Description>\n",
            xmp->pdfa, xmp->pdfa == 1 ? "B" : "U");
    if (xmp->ua)
        buf_text(x, "<rdf:Description rdf:about=\"\""
                    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
                    "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n");
    if (xmp->ua && xmp->pdfa != 0)
        put_extension(x);
}

static void
put_uuid(struct buf *x, const uint64_t id[2])
{
    buf_printf(x, "uuid:%08llx-%04llx-8%03llx-a%03llx-%012llx",
        (unsigned long long)(id[0] >> 32),
        (unsigned long long)(id[0] >> 16 & 0xFFFF),
        (unsigned long long)(id[0] & 0xFFF),
        (unsigned long long)(id[1] >> 48 & 0xFFF),
        (unsigned long long)(id[1] & 0xFFFFFFFFFFFF));
}

/* What PDF/X-4 wants to be said (ISO 15930-7). */
static void
put_press(struct buf *x, const struct xmp *xmp)
{
    buf_text(x, "<rdf:Description rdf:about=\"\""
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
                " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
                " xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\">\n"
                "<pdf:Trapped>False</pdf:Trapped>\n<xmpMM:DocumentID>");
    put_uuid(x, xmp->id);
    buf_text(x, "</xmpMM:DocumentID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
                "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n");
    put_element(
        x, "<pdfxid:GTS_PDFXVersion>", xmp->pdfx, "</pdfxid:GTS_PDFXVersion>");
    buf_text(x, "</rdf:Description>\n");
}

/* A file of records (ISO 16612-2). */
static void
put_records(struct buf *x, const struct xmp *xmp)
{
    buf_text(x, "<rdf:Description rdf:about=\"\""
                " xmlns:pdfvtid=\"http://www.npes.org/pdfvt/ns/id/\">\n");
    put_element(x, "<pdfvtid:GTS_PDFVTVersion>", xmp->pdfvt,
        "</pdfvtid:GTS_PDFVTVersion>");
    put_element(x, "<pdfvtid:GTS_PDFVTModDate>", xmp->date,
        "T00:00:00+09:00</pdfvtid:GTS_PDFVTModDate>");
    buf_text(x, "</rdf:Description>\n");
}

/* Dublin Core for what has a name there, Adobe's own schemas for the rest. */
void
xmp_packet(const struct xmp *xmp, struct buf *x)
{
    buf_text(x,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\""
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
        "<dc:format>application/pdf</dc:format>\n");
    put_element(x, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
        xmp->title, "</rdf:li></rdf:Alt></dc:title>");
    put_element(x, "<dc:creator><rdf:Seq><rdf:li>", xmp->author,
        "</rdf:li></rdf:Seq></dc:creator>");
    put_element(x, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
        xmp->subject, "</rdf:li></rdf:Alt></dc:description>");
    put_element(x, "<dc:language><rdf:Bag><rdf:li>", xmp->lang,
        "</rdf:li></rdf:Bag></dc:language>");
    put_element(x, "<pdf:Keywords>", xmp->keywords, "</pdf:Keywords>");
    put_element(x, "<pdf:Producer>", xmp->producer, "</pdf:Producer>");
    put_element(
        x, "<xmp:CreateDate>", xmp->date, "T00:00:00+09:00</xmp:CreateDate>");
    put_element(
        x, "<xmp:ModifyDate>", xmp->date, "T00:00:00+09:00</xmp:ModifyDate>");
    put_element(x, "<xmp:MetadataDate>", xmp->date,
        "T00:00:00+09:00</xmp:MetadataDate>");
    buf_text(x, "</rdf:Description>\n");
    put_standards(x, xmp);
    if (xmp->press)
        put_press(x, xmp);
    if (xmp->pdfvt != NULL)
        put_records(x, xmp);
    buf_text(x, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}
