#include "pdf/metadata.h"

#include <string.h>

#include "pdf/pages.h"
#include "pdf/tags.h"

DIAG_MESSAGE(bad_date, "pdf.date", DIAG_ERROR,
    "日付「{1}」は 2023-07-01 のような年-月-日ではありません。"
    "[document] の date を直してください",
    "the date \"{1}\" is not a year-month-day like 2023-07-01; correct date "
    "in [document]");

static bool
digits(const char *s, int n)
{
    for (int i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9')
            return false;
    }
    return true;
}

static bool
is_date(const char *s)
{
    if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' || !digits(s, 4) ||
        !digits(s + 5, 2) || !digits(s + 8, 2))
        return false;
    int month = (s[5] - '0') * 10 + s[6] - '0';
    int day = (s[8] - '0') * 10 + s[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static void
put_info(struct writer *w, const char *key, const char *value)
{
    if (value == NULL)
        return;
    buf_text(&w->body, key);
    syntax_text(&w->body, str_of(value));
}

static void
write_info(struct writer *w, const char *producer)
{
    const struct document *d = w->document;
    struct buf *b = &w->body;
    put_info(w, "/Title", d->title);
    put_info(w, "/Author", d->author);
    put_info(w, "/Subject", d->subject);
    put_info(w, "/Keywords", d->keywords);
    put_info(w, "/Producer", producer);
    static const char *const key[] = {"/CreationDate", "/ModDate"};
    for (int i = 0; i < 2 && d->date != NULL; i++)
        buf_printf(b, "%s(D:%.4s%.2s%.2s000000+09'00')", key[i], d->date,
            d->date + 5, d->date + 8);
    writer_dict(w, haru_info(w->haru));
}

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

/* Dublin Core for what has a name there, Adobe's own schemas for the rest. */
static void
put_xmp(struct buf *x, const struct document *d, const char *producer)
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
        d->title, "</rdf:li></rdf:Alt></dc:title>");
    put_element(x, "<dc:creator><rdf:Seq><rdf:li>", d->author,
        "</rdf:li></rdf:Seq></dc:creator>");
    put_element(x, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
        d->subject, "</rdf:li></rdf:Alt></dc:description>");
    put_element(x, "<dc:language><rdf:Bag><rdf:li>", d->lang,
        "</rdf:li></rdf:Bag></dc:language>");
    put_element(x, "<pdf:Keywords>", d->keywords, "</pdf:Keywords>");
    put_element(x, "<pdf:Producer>", producer, "</pdf:Producer>");
    put_element(
        x, "<xmp:CreateDate>", d->date, "T00:00:00+09:00</xmp:CreateDate>");
    put_element(
        x, "<xmp:ModifyDate>", d->date, "T00:00:00+09:00</xmp:ModifyDate>");
    put_element(
        x, "<xmp:MetadataDate>", d->date, "T00:00:00+09:00</xmp:MetadataDate>");
    buf_text(
        x, "</rdf:Description>\n</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
}

static void
write_xmp(struct writer *w, const char *producer, struct ref ref)
{
    struct buf x = {0};
    put_xmp(&x, w->document, producer);
    char *p = x.failed ? NULL : arena_strndup(w->arena, x.p, x.n);
    w->body.failed = w->body.failed || p == NULL;
    buf_text(&w->body, "/Type/Metadata/Subtype/XML");
    writer_stream_raw(w, ref, (struct str){p, x.n});
    buf_fini(&x);
}

enum err
metadata_write(struct writer *w, struct ref outline)
{
    const struct document *d = w->document;
    const char *producer = w->options->producer;
    if (d->date != NULL && !is_date(d->date))
        return DIAG(w->diag, LOC_NONE, &bad_date, d->date);
    write_info(w, producer);
    struct ref xmp = haru_reserve(w->haru);
    write_xmp(w, producer, xmp);
    struct buf tags = {0}, *b = &w->body;
    enum err err = tags_write(w, &tags);
    syntax_entry(b, "/Metadata", xmp);
    if (d->lang != NULL) {
        buf_text(b, "/Lang");
        syntax_text(b, str_of(d->lang));
    }
    if (d->title != NULL)
        buf_text(b, "/ViewerPreferences<</DisplayDocTitle true>>");
    pages_labels(w, b);
    syntax_entry(b, "/Outlines", outline);
    if (outline.id != 0)
        buf_text(b, "/PageMode/UseOutlines");
    buf_put(b, tags.p, tags.n);
    b->failed = b->failed || tags.failed;
    buf_fini(&tags);
    writer_dict(w, haru_catalog(w->haru));
    return err == ERR_OK ? haru_status(w->haru) : err;
}
