#include "pdf/metadata.h"

#include <string.h>

#include "pdf/attach.h"
#include "pdf/intent.h"
#include "pdf/pages.h"
#include "pdf/pdfx.h"
#include "pdf/tags.h"
#include "pdf/xmp.h"

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
    if (w->print != NULL)
        pdfx_info(w);
    for (size_t i = 0; i < w->n_fonts; i++) /* then titles may vary, too */
        w->varies = w->varies || w->font[i].varies;
    writer_dict(w, haru_info(w->haru));
    w->varies = false;
}

/* XMP, which agrees with Info, as the stream REF. */
static void
write_xmp(struct writer *w, struct ref ref)
{
    const struct document *d = w->document;
    const struct pdf_options *options = w->options;
    struct xmp xmp = {.title = d->title,
        .author = d->author,
        .subject = d->subject,
        .keywords = d->keywords,
        .lang = d->lang,
        .producer = options->producer,
        .date = d->date,
        .pdfa = options->pdfa,
        .ua = options->ua};
    struct buf x = {0};
    if (w->print != NULL)
        pdfx_xmp(w, &xmp);
    xmp_packet(&xmp, &x);
    char *p = x.failed ? NULL : arena_strndup(w->arena, x.p, x.n);
    w->body.failed = w->body.failed || p == NULL;
    buf_text(&w->body, "/Type/Metadata/Subtype/XML");
    writer_stream_raw(w, ref, (struct str){p, x.n});
    buf_fini(&x);
}

/* How a sheet is turned over is said as printers ask: about which of its edges
 * (ISO 32000-1, 12.2).  Ours are turned about the upright one. */
static const char *
duplex_of(const struct imposed *imposed)
{
    if (imposed->n == imposed->n_sheets)
        return "Simplex";
    return imposed->width > imposed->height ? "DuplexFlipShortEdge"
                                            : "DuplexFlipLongEdge";
}

static void
put_preferences(struct writer *w)
{
    const struct imposed *imposed = w->options->imposed;
    bool titled = w->document->title != NULL;
    if (!titled && imposed == NULL)
        return;
    buf_text(&w->body, "/ViewerPreferences<<");
    if (titled)
        buf_text(&w->body, "/DisplayDocTitle true");
    if (imposed != NULL)
        buf_printf(
            &w->body, "/PrintScaling/None/Duplex/%s", duplex_of(imposed));
    buf_text(&w->body, ">>");
}

enum err
metadata_write(struct writer *w, struct ref outline)
{
    const struct document *d = w->document;
    if (d->date != NULL && !is_date(d->date))
        return DIAG(w->diag, LOC_NONE, &bad_date, d->date);
    write_info(w, w->options->producer);
    struct ref xmp = haru_reserve(w->haru);
    struct buf parts = {0}, *b = &w->body;
    write_xmp(w, xmp);
    if (w->options->pdfa != 0)
        intent_srgb(w, &parts);
    enum err err = attach_write(w, &parts);
    if (err == ERR_OK)
        err = tags_write(w, &parts);
    syntax_entry(b, "/Metadata", xmp);
    if (d->lang != NULL) {
        buf_text(b, "/Lang");
        syntax_text(b, str_of(d->lang));
    }
    put_preferences(w);
    pages_labels(w, b);
    syntax_entry(b, "/Outlines", outline);
    if (outline.id != 0)
        buf_text(b, "/PageMode/UseOutlines");
    buf_put(b, parts.p, parts.n);
    b->failed = b->failed || parts.failed;
    buf_fini(&parts);
    if (w->print != NULL)
        pdfx_catalogue(w);
    writer_dict(w, haru_catalog(w->haru));
    return err == ERR_OK ? haru_status(w->haru) : err;
}
