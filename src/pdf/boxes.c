/* All places are rounded from the sheet's corner in the same way, so that what
 * is painted and the boxes agree to 0.0001 pt. */
#include "pdf/boxes.h"

/* /NAME with what lies INSET within the sheet of PAGE. */
static void
put_box(struct buf *b, const char *name, const struct page *page, emu margin,
    emu inset)
{
    const int64_t side[4] = {inset, inset,
        (int64_t)page->width + 2 * margin - inset,
        (int64_t)page->height + 2 * margin - inset};
    buf_text(b, name);
    for (int i = 0; i < 4; i++) {
        buf_byte(b, i == 0 ? '[' : ' ');
        syntax_points(b, side[i]);
    }
    buf_byte(b, ']');
}

void
boxes_put(const struct writer *w, const struct page *page, struct buf *b)
{
    const struct pdf_print *print = w->print;
    bool imposed = w->options->imposed != NULL;
    emu margin = print == NULL || imposed ? 0 : print->margin;
    put_box(b, "/MediaBox", page, margin, 0);
    if (print == NULL)
        return;
    put_box(b, "/BleedBox", page, margin, imposed ? 0 : margin - print->bleed);
    put_box(b, "/TrimBox", page, margin, margin);
}

enum err
boxes_begin(struct content *c)
{
    const struct pdf_print *print = c->w->print;
    if (print == NULL || c->w->options->imposed != NULL)
        return ERR_OK;
    struct buf *b = &c->out;
    buf_text(b, "1 0 0 1 ");
    syntax_points(b, print->margin);
    buf_byte(b, ' ');
    syntax_points(b, print->margin);
    buf_text(b, " cm\n");
    enum err err = content_save(c);
    syntax_points(b, -(int64_t)print->bleed);
    buf_byte(b, ' ');
    syntax_points(b, -(int64_t)print->bleed);
    buf_byte(b, ' ');
    syntax_points(b, (int64_t)c->page->width + 2 * (int64_t)print->bleed);
    buf_byte(b, ' ');
    syntax_points(b, (int64_t)c->page->height + 2 * (int64_t)print->bleed);
    buf_text(b, " re W n\n");
    return err;
}

enum err
boxes_end(struct content *c, size_t number)
{
    enum err err = ERR_OK;
    const struct pdf_print *print = c->w->print;
    if (print == NULL || c->w->options->imposed != NULL)
        return ERR_OK;
    err = content_part(c);
    if (err != ERR_OK)
        return err;
    if (c->depth != 1)
        return ERR_INTERNAL;
    content_restore(c);
    if (print->around == NULL)
        return ERR_OK;
    c->page = print->around->page[number];
    for (size_t i = 0; i < c->page->n_items && err == ERR_OK; i++)
        err = content_item(c, &c->page->item[i]);
    return err;
}
