#include "sheet/proof.h"

#include <string.h>

#include "sheet/legend.h"

/* Thin lines in colours of their own: what they are on must stay readable. */
static const struct colour cyan = {.rgb = {0x00, 0x9f, 0xe3}};
static const struct colour green = {.rgb = {0x2f, 0x9e, 0x44}};
static const struct colour violet = {.rgb = {0x84, 0x3d, 0xc4}};
static const struct colour orange = {.rgb = {0xf0, 0x8c, 0x00}};

static struct paint
pen(struct colour colour, emu width, int32_t opacity)
{
    return (struct paint){.fill = COLOUR_NONE,
        .stroke = colour,
        .line_width = width,
        .opacity = opacity};
}

static enum err
box(struct arena *arena, struct page *page, const struct proof_box *b,
    const struct paint *paint)
{
    if (b->width <= 0 || b->height <= 0)
        return ERR_OK;
    return page_add_rect(
        arena, page, b->x, b->y, b->width, b->height, 0, paint, LOC_NONE);
}

static enum err
draw_tracks(
    struct arena *arena, struct page *page, const struct scaffold *s, emu paper)
{
    const struct paint columns = {
        .fill = cyan, .stroke = COLOUR_NONE, .opacity = 35};
    struct paint line = pen(cyan, EMU_PER_MM / 12, 700);
    emu top = s->margin[0], bottom = page->height - s->margin[2];
    emu left = s->margin[3], right = paper - s->margin[1];
    enum err err = box(arena, page,
        &(struct proof_box){left, top, right - left, bottom - top}, &line);
    for (size_t i = 0; i < s->n_columns && err == ERR_OK; i++)
        err = box(arena, page,
            &(struct proof_box){
                s->column[i].at, top, s->column[i].length, bottom - top},
            &columns);
    line.dash = EMU_PER_MM;
    line.gap = EMU_PER_MM;
    for (size_t i = 0; i < s->n_rows && err == ERR_OK; i++) {
        err = page_add_line(arena, page, left, s->row[i].at, right,
            s->row[i].at, &line, LOC_NONE);
        emu foot = s->row[i].at + s->row[i].length;
        if (err == ERR_OK)
            err = page_add_line(
                arena, page, left, foot, right, foot, &line, LOC_NONE);
    }
    return err;
}

static enum err
draw_grid(
    struct arena *arena, struct page *page, const struct scaffold *s, emu paper)
{
    const struct paint line = pen(cyan, EMU_PER_MM / 20, 450);
    int64_t bottom = (int64_t)page->height - s->margin[2];
    enum err err = draw_tracks(arena, page, s, paper);
    for (int64_t y = s->baseline; s->pitch > 0 && y <= bottom && err == ERR_OK;
         y += s->pitch)
        err = page_add_line(arena, page, s->margin[3], (emu)y,
            paper - s->margin[1], (emu)y, &line, LOC_NONE);
    return err;
}

/* Of upright lines it is the centre. */
static enum err
draw_baseline(struct arena *arena, struct page *page, const struct item *item)
{
    const struct paint line = pen(orange, EMU_PER_MM / 20, 600);
    const struct glyph_run *run = item->run;
    if (run->n == 0)
        return ERR_OK;
    const struct glyph *last = &run->glyph[run->n - 1];
    emu x = item->x, y = item->y;
    if (run->direction == RUN_HORIZONTAL)
        x += last->x + last->advance;
    else if (run->direction == RUN_TURNED)
        y += last->x + last->advance;
    else
        y += run->glyph[0].y - last->y + run->size;
    return page_add_line(arena, page, item->x, item->y, x, y, &line, LOC_NONE);
}

static enum err
draw_baselines(struct arena *arena, struct page *page, size_t items)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < items && err == ERR_OK; i++)
        if (page->item[i].kind == ITEM_GLYPHS) {
            const struct item item = page->item[i]; /* the array may move */
            err = draw_baseline(arena, page, &item);
        }
    return err;
}

/* The name stands above the frame's edge, on a ground that lets through what
 * is behind it. */
static enum err
draw_tag(struct legend *l, struct page *page, const struct frame *f,
    struct colour colour, const char *text, bool right)
{
    const struct paint ground = {.fill = {{255, 255, 255}, {0}, false, false},
        .stroke = COLOUR_NONE,
        .opacity = 700};
    struct label label = {l->arena, l->diag, l->font, TAG_SIZE, colour};
    struct label_lines lines;
    enum err err = label_set(&label, text, UNIT_MAX, &lines);
    emu width = err == ERR_OK ? label_width(&lines, 0) : 0;
    emu x = right ? f->x + f->width - width : f->x;
    emu y = f->y - EMU_PER_MM / 8;
    if (y < TAG_SIZE)
        y = TAG_SIZE;
    if (err == ERR_OK)
        err = page_add_rect(l->arena, page, x, y - TAG_SIZE, width, TAG_SIZE, 0,
            &ground, LOC_NONE);
    if (err == ERR_OK)
        err = label_put(&label, page, &lines, 0, x, y - TAG_SIZE * 15 / 100);
    return err;
}

/* The file's name without its folders. */
static const char *
tail(const char *file)
{
    const char *slash = strrchr(file, '/');
    return slash == NULL ? file : slash + 1;
}

static enum err
draw_frame(
    struct legend *l, struct page *page, const struct frame *f, bool area)
{
    const struct paint line = area ? pen(green, EMU_PER_MM / 6, 900)
                                   : pen(violet, EMU_PER_MM / 10, 900);
    const char *text = f->name;
    if (!area && f->loc.file != NULL)
        text = arena_printf(
            l->arena, "%s %s:%d", f->name, tail(f->loc.file), (int)f->loc.line);
    if (text == NULL)
        return ERR_NOMEM;
    enum err err = box(l->arena, page,
        &(struct proof_box){f->x, f->y, f->width, f->height}, &line);
    if (err != ERR_OK || f->part == FRAME_REPEATS)
        return err;
    return draw_tag(l, page, f, area ? green : violet, text, area);
}

static enum err
draw_scaffold(struct legend *l, struct page *page, emu paper)
{
    const struct scaffold *s = page->scaffold;
    size_t items = page->n_items;
    if (s == NULL)
        return ERR_OK;
    enum err err = draw_grid(l->arena, page, s, paper);
    if (err == ERR_OK)
        err = draw_baselines(l->arena, page, items);
    for (size_t i = 0; i < s->n_areas && err == ERR_OK; i++)
        err = draw_frame(l, page, &s->area[i], true);
    for (size_t i = 0; i < s->n_blocks && err == ERR_OK; i++)
        err = draw_frame(l, page, &s->block[i], false);
    return err;
}

/* A gap between words is shown by an upright stroke with a foot. */
static enum err
draw_gap(struct legend *l, struct page *page, const struct proof_box *b,
    struct colour colour)
{
    const struct paint line = pen(colour, EMU_PER_MM / 3, 1000);
    emu foot = b->y + b->height, wide = EMU_PER_MM / 2;
    enum err err =
        page_add_line(l->arena, page, b->x, b->y, b->x, foot, &line, LOC_NONE);
    if (err != ERR_OK)
        return err;
    return page_add_line(
        l->arena, page, b->x - wide, foot, b->x + wide, foot, &line, LOC_NONE);
}

static enum err
draw_mark(struct legend *l, struct page *page, size_t number,
    const struct proof_mark *mark)
{
    struct colour colour = legend_colour(mark->kind);
    const struct paint edge = pen(colour, EMU_PER_MM / 5, 1000);
    const struct paint ground = {
        .fill = colour, .stroke = COLOUR_NONE, .opacity = 160};
    enum err err = ERR_OK;
    for (size_t i = 0; i < mark->n_boxes && err == ERR_OK; i++) {
        const struct proof_box *b = &mark->box[i];
        if (b->width == 0)
            err = draw_gap(l, page, b, colour);
        else if (mark->kind == PROOF_CHANGE)
            err = box(l->arena, page, b, &ground);
        if (err == ERR_OK && b->width > 0)
            err = box(l->arena, page, b, &edge);
        if (err == ERR_OK && i == 0)
            err = legend_badge(l, page, number, mark->kind,
                b->x + EMU_PER_MM / 2, b->y + EMU_PER_MM / 2);
    }
    return err;
}

/* What belongs to no page is said on the first. */
static bool
is_on(
    const struct proof_mark *mark, const struct document *document, size_t page)
{
    size_t on = mark->page < document->n_pages ? mark->page : 0;
    return on == page;
}

static enum err
draw_page(struct legend *l, const struct document *document, size_t number,
    struct page *page, const struct proof_mark *mark, size_t n, size_t *count)
{
    emu paper = page->width;
    page->width += LEGEND_WIDTH;
    enum err err = draw_scaffold(l, page, paper);
    if (err == ERR_OK)
        err = legend_begin(l, page, paper, number);
    for (size_t i = 0; i < n && err == ERR_OK; i++) {
        if (!is_on(&mark[i], document, number))
            continue;
        ++*count;
        if (mark[i].page == number)
            err = draw_mark(l, page, *count, &mark[i]);
        if (err == ERR_OK)
            err = legend_add(l, *count, &mark[i]);
    }
    return err;
}

/* A copy of PAGE whose items may be added to. */
static struct page *
copy_page(struct arena *arena, const struct page *page)
{
    struct page *copy = arena_alloc(arena, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *page;
    copy->element = NULL; /* all that is added is an artifact */
    copy->item = arena_array(arena, page->n_items + 1, sizeof *copy->item);
    copy->cap_items = page->n_items + 1;
    if (copy->item == NULL)
        return NULL;
    if (page->n_items > 0)
        memcpy(copy->item, page->item, page->n_items * sizeof *copy->item);
    return copy;
}

static enum err
copy_document(
    struct arena *arena, const struct document *document, struct document **out)
{
    struct document *copy = arena_alloc(arena, sizeof *copy);
    if (copy == NULL)
        return ERR_NOMEM;
    *copy = *document;
    copy->arena = arena;
    copy->page = arena_array(arena, document->n_pages, sizeof(*copy->page));
    copy->cap_pages = document->n_pages;
    if (copy->page == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < document->n_pages; i++) {
        copy->page[i] = copy_page(arena, document->page[i]);
        if (copy->page[i] == NULL)
            return ERR_NOMEM;
    }
    *out = copy;
    return ERR_OK;
}

enum err
proof_make(struct arena *arena, struct diag *diag,
    const struct document *document, const struct proof_mark *mark, size_t n,
    bool japanese, struct document **out)
{
    size_t count = 0;
    enum err err = copy_document(arena, document, out);
    struct legend legend = {.arena = arena,
        .diag = diag,
        .document = err == ERR_OK ? *out : NULL,
        .font = document->font,
        .japanese = japanese};
    for (size_t i = 0; i < document->n_pages && err == ERR_OK; i++)
        err = draw_page(&legend, document, i, (*out)->page[i], mark, n, &count);
    return err;
}
