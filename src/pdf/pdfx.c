#include "pdf/pdfx.h"

#include <string.h>

#include "pdf/save.h"

DIAG_MESSAGE(no_date, "pdf.pdfx-date", DIAG_ERROR,
    "PDF/X には文書の日付が必要です。[document] に date = 2023-09-01 のように"
    "書くか、--date で指定してください（時計は使いません）",
    "PDF/X needs the date of the document; write date = 2023-09-01 in "
    "[document], or give --date (the clock is not asked)");
DIAG_MESSAGE(no_profile, "pdf.x4-profile", DIAG_WARN,
    "intent-profile がないので PDF/X-4 とは名乗りません（X-4 "
    "には印刷条件「{1}」"
    "の ICC プロファイルの埋め込みが必要です）。プロファイルのパスを書くか、"
    "名前だけでよい pdfx = X-1a にしてください",
    "without intent-profile the file does not claim PDF/X-4, which must hold "
    "the ICC profile of the printing condition \"{1}\"; write its path, or "
    "pdfx = X-1a, which needs only the name");
DIAG_MESSAGE(bad_profile, "pdf.intent-profile", DIAG_ERROR,
    "「{1}」は CMYK の出力プロファイル（ICC）ではありません（{2}）。印刷所の"
    "プロファイルを指定してください",
    "\"{1}\" is no ICC output profile for CMYK ({2}); name the printer's "
    "profile");

DIAG_MESSAGE(bad_source, "pdf.source-profile", DIAG_ERROR,
    "「{1}」は RGB のプロファイル（ICC）ではありません（{2}）。RGB 画像の"
    "プロファイルを指定するか、source-profile を消してください（sRGB "
    "になります）",
    "\"{1}\" is no ICC profile for RGB ({2}); name that of the RGB pictures, "
    "or "
    "leave source-profile out (they are then sRGB)");

enum { ICC_HEADER = 128 };

/* What is wrong with a profile of colour space SPACE (ICC.1, 7.2), or NULL. */
static const char *
profile_fault(struct str icc, const char *space)
{
    if (icc.n < ICC_HEADER || memcmp(icc.p + 36, "acsp", 4) != 0)
        return "acsp";
    size_t size = 0;
    for (int i = 0; i < 4; i++)
        size = size << 8 | (unsigned char)icc.p[i];
    if (size != icc.n)
        return "size";
    return memcmp(icc.p + 16, space, 4) == 0 ? NULL : "colour space";
}

static const char *
output_fault(struct str icc)
{
    const char *fault = profile_fault(icc, "CMYK");
    bool output = fault != NULL || memcmp(icc.p + 12, "prtr", 4) == 0;
    return output ? fault : "class";
}

static enum err
check_source(struct writer *w)
{
    const struct pdf_profile *source = &w->print->source;
    const char *fault =
        source->path == NULL ? NULL : profile_fault(source->bytes, "RGB ");
    if (fault == NULL)
        return ERR_OK;
    return DIAG(w->diag, source->loc, &bad_source, source->path, fault);
}

enum err
pdfx_check(struct writer *w)
{
    const struct pdf_print *print = w->print;
    const struct pdf_profile *profile = &print->profile;
    enum err err = ERR_OK;
    if (w->document->date == NULL)
        err = DIAG(w->diag, print->dated, &no_date, NULL);
    if (profile->path == NULL && !print->x1a) {
        enum err said =
            DIAG(w->diag, print->loc, &no_profile, print->condition);
        err = err == ERR_OK ? said : err;
    }
    enum err said = check_source(w);
    err = err == ERR_OK ? said : err;
    const char *fault =
        profile->path == NULL ? NULL : output_fault(profile->bytes);
    if (fault == NULL)
        return err;
    return DIAG(w->diag, profile->loc, &bad_profile, profile->path, fault);
}

const char *
pdfx_claim(const struct pdf_print *print)
{
    if (print->x1a)
        return "PDF/X-1a:2003";
    return print->profile.bytes.n > 0 ? "PDF/X-4" : NULL;
}

void
pdfx_info(struct writer *w)
{
    const char *standard = pdfx_claim(w->print);
    buf_text(&w->body, "/Trapped/False");
    if (standard == NULL)
        return;
    buf_printf(&w->body, "/GTS_PDFXVersion(%s)", standard);
    if (w->print->x1a)
        buf_printf(&w->body, "/GTS_PDFXConformance(%s)", standard);
}

void
pdfx_catalogue(struct writer *w)
{
    const struct pdf_print *print = w->print;
    struct ref icc = {0};
    struct buf outer = w->body;
    if (print->profile.bytes.n > 0) {
        icc = haru_reserve(w->haru);
        w->body = (struct buf){0};
        buf_text(&w->body, "/N 4/Alternate/DeviceCMYK");
        writer_stream(w, icc, DEFLATE_TEXT, print->profile.bytes);
        buf_fini(&w->body);
        w->body = outer;
    }
    struct buf *b = &w->body;
    buf_text(b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX"
                "/OutputConditionIdentifier");
    syntax_text(b, str_of(print->condition));
    buf_text(b, "/Info");
    syntax_text(b, str_of(print->condition));
    buf_text(b, "/RegistryName(http://www.color.org)");
    syntax_entry(b, "/DestOutputProfile", icc);
    buf_text(b, ">>]");
}

void
pdfx_xmp(struct writer *w, struct xmp *xmp)
{
    struct buf all = {0};
    for (unsigned id = 1; id < haru_count(w->haru); id++)
        haru_write(w->haru, id, &all);
    w->body.failed = w->body.failed || all.failed;
    save_digest((struct str){all.p, all.n}, xmp->id);
    buf_fini(&all);
    xmp->press = true;
    xmp->pdfx = pdfx_claim(w->print);
}
