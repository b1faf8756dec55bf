#include "pdf/opaque.h"

DIAG_MESSAGE(path_in_x1a, "pdf.x1a-opacity", DIAG_ERROR,
    "PDF/X-1a に透明は使えず、下地が 1 色ではないので計算でも消せません"
    "（{1} ページ、不透明度 {2}%）。不透明にするか、pdfx = X-4 にしてください",
    "PDF/X-1a knows no transparency, and what lies below is not one plain "
    "colour, so that it cannot be computed away (page {1}, opacity {2}%); "
    "make it opaque, or write pdfx = X-4");
DIAG_MESSAGE(image_in_x1a, "pdf.x1a-alpha", DIAG_ERROR,
    "画像「{1}」には透明な部分があり、PDF/X-1a では使えません。下地と統合した"
    "画像にするか、pdfx = X-4 にしてください",
    "the picture \"{1}\" is transparent in parts, which PDF/X-1a does not "
    "take; flatten it in an image program, or write pdfx = X-4");
DIAG_MESSAGE(path_in_a1, "pdf.a1-opacity", DIAG_ERROR,
    "PDF/A-1 に透明は使えません（{1} ページ、不透明度 {2}%）。不透明にするか、"
    "pdfa = 2u にしてください",
    "PDF/A-1 knows no transparency (page {1}, opacity {2}%); make it opaque, "
    "or write pdfa = 2u");
DIAG_MESSAGE(image_in_a1, "pdf.a1-alpha", DIAG_ERROR,
    "画像「{1}」には透明な部分があり、PDF/A-1 では使えません。下地と統合した"
    "画像にするか、pdfa = 2u にしてください",
    "the picture \"{1}\" is transparent in parts, which PDF/A-1 does not "
    "take; flatten it in an image program, or write pdfa = 2u");

bool
opaque_only(const struct writer *w)
{
    return w->print == NULL ? w->options->pdfa == 1 : w->print->x1a;
}

bool
opaque_knows_profile(struct str icc)
{
    enum { VERSION = 8 }; /* ICC.1, 7.2.4: the major one */
    return icc.n <= VERSION || icc.p[VERSION] < 4;
}

enum err
opaque_say_path(
    const struct writer *w, const struct page *page, const struct item *item)
{
    const struct diag_message *message =
        w->print == NULL ? &path_in_a1 : &path_in_x1a;
    return DIAG(w->diag, item->loc, message,
        diag_int(w->diag, (int64_t)page->number + 1),
        diag_int(w->diag, item->paint.opacity / 10));
}

enum err
opaque_say_image(const struct writer *w, const struct item *item)
{
    const char *path = item->image->path;
    return DIAG(w->diag, item->loc,
        w->print == NULL ? &image_in_a1 : &image_in_x1a,
        path == NULL ? "" : path);
}
