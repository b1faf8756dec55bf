/* The display list as text: what tests compare, and what `text` outputs. */
#include "base/sha256.h"
#include "page/document.h"

static void
put_quoted(struct buf *out, struct str s)
{
    buf_byte(out, '"');
    buf_json(out, s);
    buf_byte(out, '"');
}

/* #RRGGBB, with the process values behind it, or `none`. */
static void
put_colour(struct buf *out, struct colour c)
{
    if (c.transparent) {
        buf_text(out, "none");
        return;
    }
    buf_printf(out, "#%02x%02x%02x", c.rgb[0], c.rgb[1], c.rgb[2]);
    if (c.has_cmyk)
        buf_printf(
            out, "/%d,%d,%d,%d", c.cmyk[0], c.cmyk[1], c.cmyk[2], c.cmyk[3]);
    if (c.role != NULL && c.role->spot != NULL) {
        buf_printf(out, "/%d ", c.tint);
        put_quoted(out, str_of(c.role->spot));
    }
}

static void
put_glyphs(struct buf *out, const struct item *item)
{
    const struct glyph_run *run = item->run;
    buf_printf(out, "glyphs %d %d %s %d", item->x, item->y,
        face_info(run->face)->postscript, run->size);
    if (run->condense != 1000)
        buf_printf(out, " condense %d", run->condense);
    if (run->direction == RUN_UPRIGHT)
        buf_text(out, " upright");
    if (run->direction == RUN_TURNED)
        buf_text(out, " turned");
    buf_byte(out, ' ');
    put_colour(out, item->colour);
    buf_byte(out, ' ');
    put_quoted(out, run->text);
    if (item->space)
        buf_text(out, " space");
    if (item->turns)
        buf_text(out, " turns");
    for (size_t i = 0; i < run->n; i++) {
        const struct glyph *g = &run->glyph[i];
        buf_printf(out, " %u@%d", g->gid, g->x);
        if (g->y != 0)
            buf_printf(out, ",%d", g->y);
    }
}

static void
put_path(struct buf *out, const struct item *item)
{
    static const char letter[] = {'m', 'l', 'c', 'z'};
    static const int points[] = {1, 1, 3, 0};
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        buf_printf(out, " %c", letter[op->verb]);
        for (int k = 0; k < points[op->verb]; k++)
            buf_printf(out, " %d %d", op->x[k], op->y[k]);
    }
}

static void
put_paint(struct buf *out, const struct paint *p)
{
    if (p->gradient != NULL) {
        const struct gradient *g = p->gradient;
        buf_printf(out, " gradient %d %d %d %d ", g->x0, g->y0, g->x1, g->y1);
        put_colour(out, g->from);
        buf_byte(out, ' ');
        put_colour(out, g->to);
    } else if (!p->fill.transparent) {
        buf_text(out, " fill ");
        put_colour(out, p->fill);
    }
    if (p->even_odd)
        buf_text(out, " even-odd");
    if (!p->stroke.transparent) {
        buf_text(out, " stroke ");
        put_colour(out, p->stroke);
        buf_printf(out, " %d", p->line_width);
        if (p->dash > 0)
            buf_printf(out, " dash %d %d", p->dash, p->gap);
        if (p->cap == CAP_ROUND)
            buf_text(out, " round");
    }
    if (p->opacity != 0 && p->opacity != 1000)
        buf_printf(out, " opacity %d", p->opacity);
}

static void
put_image(struct buf *out, const struct item *item)
{
    const struct image *image = item->image;
    char hash[SHA256_HEX + 1];
    sha256_hex(image->bytes, hash);
    buf_printf(out, "image %d %d %d %d %s %dx%d %s", item->x, item->y,
        item->width, item->height, image->kind == IMAGE_PNG ? "png" : "jpeg",
        image->width, image->height, hash);
}

static void
put_item(struct buf *out, const struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        put_glyphs(out, item);
        break;
    case ITEM_PATH:
        buf_text(out, "path");
        put_paint(out, &item->paint);
        put_path(out, item);
        break;
    case ITEM_IMAGE:
        put_image(out, item);
        break;
    case ITEM_SPAN_BEGIN:
        buf_text(out, "span ");
        put_quoted(out, item->actual);
        if (item->ornament)
            buf_text(out, " ornament");
        if (item->space)
            buf_text(out, " space");
        if (item->turns)
            buf_text(out, " turns");
        if (item->reading)
            buf_text(out, " reading");
        break;
    case ITEM_SPAN_END:
        buf_text(out, "end span");
        break;
    case ITEM_CLIP_BEGIN:
        buf_text(out, item->paint.even_odd ? "clip even-odd" : "clip");
        put_path(out, item);
        break;
    case ITEM_CLIP_END:
        buf_text(out, "end clip");
        break;
    }
    buf_byte(out, '\n');
}

static void
put_field(struct buf *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(out, "%s ", name);
    put_quoted(out, str_of(value));
    buf_byte(out, '\n');
}

/* Says where items begin that belong to something else than those before. */
static void
put_sequence(struct buf *out, const struct item *item, uint32_t *now)
{
    bool span = item->kind == ITEM_SPAN_BEGIN || item->kind == ITEM_SPAN_END;
    if (span || item->sequence == *now)
        return;
    *now = item->sequence;
    if (*now == 0)
        buf_text(out, "artifact\n");
    else
        buf_printf(out, "sequence %u\n", (unsigned)*now);
}

static void
put_frame(struct buf *out, const char *kind, const struct frame *frame)
{
    static const char *const part[] = {"", " goes-on", " repeats"};
    buf_printf(out, "%s %d %d %d %d ", kind, frame->x, frame->y, frame->width,
        frame->height);
    put_quoted(out, str_of(frame->name));
    buf_text(out, part[frame->part]);
    buf_byte(out, '\n');
}

/* Says which blocks begin and end before the item INDEX; *BLOCK is the next.
 */
static void
put_blocks(struct buf *out, const struct scaffold *s, size_t index,
    size_t *block, bool *open)
{
    while (*block < s->n_blocks) {
        const struct frame *frame = &s->block[*block];
        if (!*open && index >= frame->first) {
            put_frame(out, "block", frame);
            *open = true;
        }
        if (!*open || index < frame->end)
            return;
        buf_text(out, "end block\n");
        *open = false;
        ++*block;
    }
}

static void
put_page(struct buf *out, const struct page *page, size_t number)
{
    static const struct scaffold none;
    const struct scaffold *s = page->scaffold == NULL ? &none : page->scaffold;
    size_t block = 0;
    bool open = false;
    buf_printf(out, "page %zu %d %d", number + 1, page->width, page->height);
    if (page->label != NULL) {
        buf_byte(out, ' ');
        put_quoted(out, str_of(page->label));
    }
    buf_byte(out, '\n');
    uint32_t now = 0;
    for (size_t i = 0; i < s->n_areas; i++)
        put_frame(out, "area", &s->area[i]);
    for (size_t i = 0; i < page->n_items; i++) {
        put_blocks(out, s, i, &block, &open);
        put_sequence(out, &page->item[i], &now);
        put_item(out, &page->item[i]);
    }
    put_blocks(out, s, page->n_items, &block, &open);
    for (size_t i = 0; i < page->n_links; i++) {
        const struct link *l = &page->link[i];
        buf_printf(out, "link %d %d %d %d ", l->x, l->y, l->width, l->height);
        put_quoted(out, str_of(l->url));
        buf_byte(out, ' ');
        put_quoted(out, str_of(l->contents));
        buf_byte(out, '\n');
    }
}

static void
put_extra(struct buf *out, const struct element_extra *extra)
{
    if (extra->lang != NULL)
        buf_printf(out, " lang %s", extra->lang);
    if (extra->alt != NULL) {
        buf_text(out, " alt ");
        put_quoted(out, str_of(extra->alt));
    }
    if (extra->id != NULL)
        buf_printf(out, " id %s", extra->id);
    if (extra->target != NULL)
        buf_printf(out, " to %s", extra->target);
    if (extra->script != 0)
        buf_text(out, extra->script > 0 ? " raised" : " lowered");
    if (extra->strong)
        buf_text(out, " strong");
    if (extra->stressed)
        buf_text(out, " stressed");
    if (extra->ordered)
        buf_text(out, " ordered");
    if (extra->boxed)
        buf_printf(out, " box %u %d %d %d %d", (unsigned)extra->page + 1,
            extra->x, extra->y, extra->width, extra->height);
}

/* Types, and sequences and links by page and number, one a line, indented by
 * depth.
 */
static void
put_structure(struct buf *out, const struct element *root)
{
    size_t depth = 0;
    for (const struct kid *kid = root->first; kid != NULL;) {
        for (size_t i = 0; i < depth; i++)
            buf_byte(out, ' ');
        if (kid->kind == KID_SEQUENCE)
            buf_printf(out, "sequence %u.%u", (unsigned)kid->page + 1,
                (unsigned)kid->number + 1);
        else if (kid->kind == KID_LINK)
            buf_printf(out, "link %u.%u", (unsigned)kid->page + 1,
                (unsigned)kid->number + 1);
        else
            buf_text(out, structure_name(kid->element->role));
        if (kid->kind == KID_ELEMENT && kid->element->role == ROLE_TH_ROW)
            buf_text(out, " row");
        if (kid->kind == KID_ELEMENT && kid->element->extra != NULL)
            put_extra(out, kid->element->extra);
        buf_byte(out, '\n');
        kid = structure_next(kid, root, &depth);
    }
}

void
document_dump_page(
    const struct document *document, size_t number, struct buf *out)
{
    put_page(out, document->page[number], number);
}

void
document_dump(const struct document *document, struct buf *out)
{
    put_field(out, "title", document->title);
    put_field(out, "author", document->author);
    put_field(out, "subject", document->subject);
    put_field(out, "keywords", document->keywords);
    put_field(out, "lang", document->lang);
    put_field(out, "date", document->date);
    for (size_t i = 0; i < document->n_pages; i++)
        put_page(out, document->page[i], i);
    for (size_t i = 0; i < document->n_bookmarks; i++) {
        const struct bookmark *b = &document->bookmark[i];
        buf_printf(out, "bookmark %d %zu %d ", b->level, b->page + 1, b->y);
        put_quoted(out, str_of(b->title));
        buf_byte(out, '\n');
    }
    if (document->structure->root->first != NULL)
        buf_text(out, "structure\n");
    put_structure(out, document->structure->root);
}

/* Inside a span its own text stands for what the items show. */
static void
put_text(struct buf *out, const struct page *page)
{
    size_t depth = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        struct str text = {NULL, 0};
        if (item->kind == ITEM_SPAN_END && depth > 0)
            depth--;
        else if (item->kind == ITEM_SPAN_BEGIN && depth++ == 0)
            text = item->actual;
        else if (item->kind == ITEM_GLYPHS && depth == 0)
            text = item->run->text;
        if (text.n > 0) {
            buf_str(out, text);
            buf_byte(out, '\n');
        }
    }
}

void
document_text(const struct document *document, struct buf *out)
{
    for (size_t i = 0; i < document->n_pages; i++) {
        if (i > 0)
            buf_byte(out, '\f');
        put_text(out, document->page[i]);
    }
}
