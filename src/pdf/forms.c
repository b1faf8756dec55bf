/* A form has the page's own coordinates, from the lower left corner of its
 * trim; what it is seen through is in the group of the side it stands on, as it
 * would be in that of its page. */
#include "pdf/forms.h"

#include "pdf/boxes.h"
#include "pdf/pages.h"

static enum err
find_shown(struct writer *w, const struct imposed_side *side)
{
    for (size_t i = 0; i < side->n; i++) {
        size_t page = side->cell[i].page;
        if (page != IMPOSED_BLANK && page >= w->document->n_pages)
            return ERR_INTERNAL;
        if (page != IMPOSED_BLANK)
            w->form[page].shown = true;
    }
    return ERR_OK;
}

enum err
forms_reserve(struct writer *w)
{
    const struct imposed *imposed = w->options->imposed;
    size_t n = w->document->n_pages;
    w->form = arena_array(w->arena, n, sizeof *w->form);
    enum err err = w->form == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; i < imposed->n && err == ERR_OK; i++)
        err = find_shown(w, &imposed->side[i]);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        if (w->form[i].shown)
            w->form[i].ref = haru_reserve(w->haru);
    return err == ERR_OK ? haru_status(w->haru) : err;
}

bool
forms_has(const struct writer *w, size_t number)
{
    return w->form == NULL || w->form[number].shown;
}

void
forms_put(struct writer *w, size_t number, const struct content *c)
{
    const struct page *page = w->document->page[number];
    int64_t bleed = w->options->imposed->bleed;
    const int64_t side[4] = {
        -bleed, -bleed, page->width + bleed, page->height + bleed};
    struct buf *b = &w->body;
    buf_text(b, "/Type/XObject/Subtype/Form/BBox");
    for (int i = 0; i < 4; i++) {
        buf_byte(b, i == 0 ? '[' : ' ');
        syntax_points(b, side[i]);
    }
    buf_byte(b, ']');
    resource_put(w, &c->resources, b);
    w->form[number].blended = c->blended;
    writer_stream(
        w, w->form[number].ref, DEFLATE_TEXT, (struct str){c->out.p, c->out.n});
}

static void
put_numbers(struct buf *b, const int64_t *length, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        syntax_points(b, length[i]);
        buf_byte(b, ' ');
    }
}

/* Where the page's lower left corner comes to be on a side HEIGHT high, behind
 * the four numbers that turn it. */
static void
put_matrix(struct buf *b, const struct imposed_cell *cell,
    const struct page *page, emu height)
{
    static const char *const turns[] = {
        "1 0 0 1 ", "0 -1 1 0 ", "-1 0 0 -1 ", "0 1 -1 0 "};
    int quarter = cell->turn / 90 % 4;
    bool lies = quarter % 2 != 0;
    emu across = lies ? page->height : page->width;
    emu down = lies ? page->width : page->height;
    const int64_t corner[2] = {(int64_t)cell->x + (quarter >= 2 ? across : 0),
        (int64_t)height - cell->y - (quarter == 0 || quarter == 3 ? down : 0)};
    buf_text(b, turns[quarter]);
    put_numbers(b, corner, 2);
    buf_text(b, "cm\n");
}

static enum err
put_cell(struct content *c, const struct imposed_cell *cell)
{
    struct writer *w = c->w;
    emu height = c->page->height;
    const int64_t clip[4] = {cell->left, (int64_t)height - cell->bottom,
        (int64_t)cell->right - cell->left, (int64_t)cell->bottom - cell->top};
    if (cell->page == IMPOSED_BLANK)
        return ERR_OK;
    enum err err = content_save(c);
    if (err != ERR_OK)
        return err;
    put_numbers(&c->out, clip, 4);
    buf_text(&c->out, "re W n\n");
    put_matrix(&c->out, cell, w->document->page[cell->page], height);
    resource_name(w, &c->resources, RESOURCE_FORM, cell->page, &c->out);
    buf_text(&c->out, " Do\n");
    content_restore(c);
    c->blended = c->blended || w->form[cell->page].blended;
    return ERR_OK;
}

static enum err
put_side(struct content *c, size_t number, const struct imposed_side *side)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < side->n && err == ERR_OK; i++)
        err = put_cell(c, &side->cell[i]);
    for (size_t i = 0; i < side->marks->n_items && err == ERR_OK; i++)
        err = content_item(c, &side->marks->item[i]);
    if (err == ERR_OK)
        err = content_end(c);
    if (err == ERR_OK)
        pages_put(c->w, number, side->marks, c);
    return err;
}

enum err
forms_sides(struct writer *w)
{
    const struct imposed *imposed = w->options->imposed;
    enum err err = ERR_OK;
    for (size_t i = 0; i < imposed->n && err == ERR_OK; i++) {
        struct content c;
        content_init(&c, w, imposed->side[i].marks);
        err = put_side(&c, i, &imposed->side[i]);
        content_fini(&c);
    }
    return err == ERR_OK ? haru_status(w->haru) : err;
}
