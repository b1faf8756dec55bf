#include "layout/block.h"

#include <string.h>

#include "data/condition.h"
#include "layout/area.h"
#include "layout/boxed.h"
#include "layout/frame.h"
#include "layout/lines.h"
#include "layout/tags.h"
#include "layout/types.h"

DIAG_MESSAGE(too_wide, "layout.block-wide", DIAG_ERROR,
    "ブロック「{1}」の幅は枠「{2}」より {3} mm 広すぎます。width を"
    "減らしてください",
    "block \"{1}\" is {3} mm wider than its area \"{2}\"; reduce its width");
DIAG_MESSAGE(no_inside, "layout.block-padding", DIAG_ERROR,
    "ブロック「{1}」は padding だけで一杯です（{2} mm 超過）。padding を"
    "減らしてください",
    "the padding of block \"{1}\" leaves no room ({2} mm too much); reduce it");
DIAG_MESSAGE(notes_twice, "layout.notes-twice", DIAG_ERROR,
    "ページ「{1}」に注のブロックが「{2}」と「{3}」の二つあります。"
    "一つにしてください",
    "page \"{1}\" has two blocks of type notes, \"{2}\" and \"{3}\"; keep one");
DIAG_MESSAGE(no_column, "layout.no-column", DIAG_ERROR,
    "「{1}」という列は「{2}」にありません。{3}",
    "\"{2}\" has no column \"{1}\"; {4}");
DIAG_MESSAGE(no_rows, "layout.rows-empty", DIAG_ERROR,
    "「{1}」には行がありません。CSV か where の条件を確かめてください",
    "\"{1}\" has no rows; check the CSV or its where condition");

DIAG_MESSAGE(no_turn, "layout.vertical-type", DIAG_ERROR,
    "種類 {2} のブロック「{1}」は縦組みの枠に置けません。横組みの枠を別に"
    "作って置いてください",
    "block \"{1}\" of type {2} cannot stand in a vertical area; give it a "
    "horizontal area of its own");

static const struct block_type *
find_type(const char *name)
{
    for (size_t i = 0; block_types[i] != NULL; i++)
        if (strcmp(block_types[i]->name, name) == 0)
            return block_types[i];
    return &figureblock_type;
}

enum err
block_add_tree(struct plan *plan, struct block *block, struct node *tree)
{
    struct node **grown = arena_grow(plan->arena, block->tree, block->n_trees,
        &block->cap_trees, sizeof *grown);
    if (grown == NULL)
        return ERR_NOMEM;
    block->tree = grown;
    block->tree[block->n_trees++] = tree;
    return ERR_OK;
}

enum err
block_copy(
    struct plan *plan, struct block *block, const char *key, struct node **out)
{
    const struct section *s = block->section;
    *out = NULL;
    if (!section_has(s, key))
        return ERR_OK;
    enum err err = copy_inline(
        &plan->copy, section_loc(s, key), str_of(section_text(s, key)), out);
    return err == ERR_OK ? block_add_tree(plan, block, *out) : err;
}

struct strip *
block_add_strip(struct strips *out, emu width)
{
    struct strip *strip = &out->strip[out->n++];
    *strip = (struct strip){.columns = 1, .width = width};
    return strip;
}

emu
block_measure(const struct strip *strip)
{
    int64_t gaps = (int64_t)(strip->columns - 1) * strip->gap;
    int64_t width = (strip->width - gaps) / (int64_t)strip->columns;
    return width < 1 ? 1 : (emu)width;
}

enum err
block_rows(
    struct plan *plan, const struct block *block, const struct record_set **out)
{
    const struct section *rows = section_ref(block->section, "rows");
    *out = rows == NULL ? NULL : dataset_records(plan->set.dataset, rows->name);
    if (*out != NULL && (*out)->n_rows > 0)
        return ERR_OK;
    return DIAG(plan->diag, section_loc(block->section, "rows"), &no_rows,
        rows == NULL ? "rows" : rows->name);
}

enum err
block_column(struct plan *plan, const struct block *block, struct loc loc,
    const struct record_set *records, const char *name, size_t *out)
{
    *out = records_column(records, name);
    if (*out < records->n_columns)
        return ERR_OK;
    const char *near = str_nearest(name, records->column, records->n_columns);
    const char *ja = "列の名前を確かめてください";
    const char *en = "check the column names";
    if (near != NULL) {
        ja =
            arena_printf(plan->arena, "「%s」の書き誤りではありませんか", near);
        en = arena_printf(plan->arena, "did you mean \"%s\"?", near);
    }
    if (ja == NULL || en == NULL)
        return ERR_NOMEM;
    return DIAG(plan->diag, loc, &no_column, name,
        section_ref(block->section, "rows")->name, ja, en);
}

static void
read_measures(struct block *block)
{
    const struct section *s = block->section;
    emu em = block->style->size;
    struct length padding[4];
    /* In vertical writing the line's head is at the top, the first line at the
     * right. */
    int turn = block->area != NULL && block->area->vertical ? 1 : 0;
    section_lengths(s, "padding", padding);
    for (int i = 0; i < 4; i++) {
        block->padding[i] = unit_resolve(padding[(i + turn) % 4], em);
        block->boxed = block->boxed || block->padding[i] != 0;
    }
    block->boxed = block->boxed || !section_colour(s, "fill").transparent ||
                   !section_colour(s, "border").transparent;
    block->before = plan_length(s, "space-before", em);
    block->after = plan_length(s, "space-after", em);
    block->width = section_has(s, "width") ? plan_length(s, "width", em) : 0;
    block->least = section_milli(s, "fit");
}

static enum err
check_width(struct plan *plan, const struct block *block)
{
    const struct area *area = block->area;
    emu measure = area_measure(area);
    if (block->width > measure)
        return DIAG(plan->diag, section_loc(block->section, "width"), &too_wide,
            block->section->name, area->name,
            plan_over(plan->diag, block->width - measure));
    emu room = block_width(block, measure);
    int64_t sides =
        (int64_t)block->padding[SIDE_LEFT] + block->padding[SIDE_RIGHT];
    if (sides < room)
        return ERR_OK;
    return DIAG(plan->diag, section_loc(block->section, "padding"), &no_inside,
        block->section->name, plan_over(plan->diag, sides - room + 1));
}

static enum err
check_notes(struct plan *plan, struct block *block)
{
    struct page_plan *page = &plan->page[block->area->page];
    if (block->type != &notesblock_type)
        return ERR_OK;
    if (page->notes == NULL) {
        page->notes = block;
        return ERR_OK;
    }
    return DIAG(plan->diag, block->section->loc, &notes_twice,
        page->grid.section->name, page->notes->section->name,
        block->section->name);
}

/* The styles for what stands in AREA, which may be NULL. */
static void
use_theme(struct plan *plan, const struct area *area)
{
    bool vertical = area != NULL && area->vertical && plan->turned != NULL;
    plan->set.theme = vertical ? plan->turned : plan->plain;
}

static enum err
check_type(struct plan *plan, const struct block *block)
{
    const struct section *s = block->section;
    if (!block->area->vertical || block->type->turns)
        return ERR_OK;
    return DIAG(plan->diag, section_loc(s, "area"), &no_turn, s->name,
        section_text(s, "type"));
}

/* True when rows may change S, or leave it out. */
static bool
is_by_row(const struct section *s)
{
    return s->job->row != NULL && (section_by_row(s) || section_has(s, "when"));
}

static enum err
read_one(struct plan *plan, const struct section *s, struct block *block)
{
    enum err err = ERR_OK;
    size_t uses = dataset_row_uses(plan->set.dataset);
    size_t notes = notes_count(plan->set.notes), index = block->index;
    const struct block_type *type = find_type(section_text(s, "type"));
    struct area *area = area_find(plan, section_text(s, "area"));
    use_theme(plan, area);
    *block = (struct block){.section = s,
        .index = index,
        .type = type,
        .area = area,
        .style = theme_style_of(plan->set.theme, s, "style", type->style)};
    read_measures(block);
    if (block->area == NULL)
        err = area_say_unknown(
            plan, section_loc(s, "area"), section_text(s, "area"));
    else
        err = plan_worse(check_type(plan, block),
            plan_worse(check_width(plan, block), check_notes(plan, block)));
    err = plan_worse(err, block_copy(plan, block, "title", &block->title));
    if (block->type->read != NULL)
        err = plan_worse(err, block->type->read(plan, block));
    tags_read(plan, block);
    use_theme(plan, NULL);
    block->varies = is_by_row(s) || dataset_row_uses(plan->set.dataset) != uses;
    block->adds_notes = notes_count(plan->set.notes) != notes;
    return err;
}

/* The copy of a figure is not ours to see: the notes first used in it are those
 * that have numbers behind *LAST afterwards. */
static enum err
number_figure(struct plan *plan, struct block *block, int *last)
{
    struct note_list list = {0};
    const struct notes *notes = plan->set.notes;
    while (notes_at(notes, *last + 1) != NULL)
        ++*last;
    enum err err = figure_number_notes(&plan->set, block->section);
    const struct note *note;
    while ((note = notes_at(notes, *last + 1)) != NULL) {
        if (!plan_add_note(plan->arena, &list, note))
            return ERR_NOMEM;
        ++*last;
    }
    block->figure_note = list.note;
    block->n_figure_notes = list.n;
    return err;
}

/* Notes are numbered as they are read: page after page, on each page the blocks
 * in the order of the job.  A number depends on nothing else. */
static enum err
number_notes(struct plan *plan)
{
    enum err worst = ERR_OK;
    int last = 0;
    for (size_t p = 0; p < plan->n_pages; p++) {
        for (size_t i = 0; i < plan->n_blocks; i++) {
            struct block *block = plan->block[i];
            if (block->area->page != p)
                continue;
            for (size_t t = 0; t < block->n_trees; t++)
                notes_number(plan->set.notes, block->tree[t]);
            if (block->type == &figureblock_type)
                worst = plan_worse(worst, number_figure(plan, block, &last));
        }
    }
    return plan_worse(worst, notes_check(plan->set.notes, plan->diag));
}

static enum err
is_wanted(struct plan *plan, const struct section *s, bool *wanted)
{
    *wanted = true;
    if (!section_has(s, "when"))
        return ERR_OK;
    return condition_holds(plan->arena, plan->diag, plan->set.dataset,
        section_loc(s, "when"), str_of(section_text(s, "when")), wanted);
}

/* A block of the section S at the end of PLAN's. */
static enum err
add_block(struct plan *plan, const struct section *s)
{
    struct block *block = arena_alloc(plan->arena, sizeof *block);
    if (block == NULL)
        return ERR_NOMEM;
    block->section = s;
    block->index = plan->n_blocks;
    plan->block[plan->n_blocks++] = block;
    return ERR_OK;
}

/* The sections of all blocks that are wanted, so that a block may know which
 * others there are when it is read. */
static enum err
add_blocks(struct plan *plan)
{
    const struct section *s = NULL;
    size_t n = 0;
    enum err worst = ERR_OK;
    while ((s = job_next(plan->job, "block", s)) != NULL)
        n++;
    plan->n_blocks = 0;
    plan->block = arena_array(plan->arena, n, sizeof(*plan->block));
    if (plan->block == NULL)
        return ERR_NOMEM;
    while ((s = job_next(plan->job, "block", s)) != NULL) {
        bool wanted;
        worst = plan_worse(worst, is_wanted(plan, s, &wanted));
        if (wanted)
            worst = plan_worse(worst, add_block(plan, s));
    }
    return worst;
}

enum err
block_read(struct plan *plan)
{
    enum err worst = add_blocks(plan);
    for (size_t i = 0; i < plan->n_blocks && worst != ERR_NOMEM; i++) {
        struct block *block = plan->block[i];
        worst = plan_worse(worst, read_one(plan, block->section, block));
    }
    return worst == ERR_OK ? number_notes(plan) : worst;
}

/* --- blocks that editions share ------------------------------------------- */

/* The block of SHARED with the section S that is the same in all editions. */
static struct block *
find_shared(const struct plan *shared, const struct section *s)
{
    for (size_t i = 0; i < shared->n_blocks; i++) {
        struct block *block = shared->block[i];
        if (block->section == s && !block->varies)
            return block;
    }
    return NULL;
}

static bool
same_numbers(const struct plan *plan, const struct plan *shared)
{
    const struct note_list *list = &shared->numbered;
    for (size_t i = 0; i < list->n; i++)
        if (notes_at(plan->set.notes, (int)i + 1) != list->note[i])
            return false;
    return notes_at(plan->set.notes, (int)list->n + 1) == NULL;
}

/* What was set with other note numbers is set anew. */
static void
check_numbers(struct plan *plan, const struct plan *shared)
{
    if (same_numbers(plan, shared))
        return;
    for (size_t i = 0; i < plan->n_blocks; i++)
        if (!plan->block[i]->varies)
            plan->block[i]->cache = NULL;
}

enum err
block_take(struct plan *plan, const struct plan *shared)
{
    enum err worst = add_blocks(plan);
    for (size_t i = 0; i < plan->n_blocks && worst != ERR_NOMEM; i++) {
        struct block *block = plan->block[i];
        struct block *own = find_shared(shared, block->section);
        if (own == NULL) {
            worst = plan_worse(worst, read_one(plan, block->section, block));
            continue;
        }
        own->cache = own->kept;
        own->index = i;
        plan->block[i] = own;
        worst = plan_worse(worst, check_notes(plan, own));
    }
    if (worst == ERR_OK)
        worst = number_notes(plan);
    if (worst == ERR_OK)
        check_numbers(plan, shared);
    return worst;
}

bool
block_share(struct plan *plan)
{
    const struct note *note;
    for (int i = 1; (note = notes_at(plan->set.notes, i)) != NULL; i++)
        if (!plan_add_note(plan->arena, &plan->numbered, note))
            return false;
    for (size_t i = 0; i < plan->n_blocks; i++) {
        struct block *block = plan->block[i];
        const struct section *s = block->section;
        bool main = str_equal(str_of(s->type), STR("text")) &&
                    section_integer(s, "heading") == 1;
        block->kept = block->cache;
        if (block->varies && (block->adds_notes || main))
            return false;
    }
    return true;
}

emu
block_width(const struct block *block, emu room)
{
    return block->width > 0 && block->width < room ? block->width : room;
}

emu
block_left(const struct block *block, emu room)
{
    emu spare = room - block_width(block, room);
    if (spare == 0)
        return 0;
    if (section_word_is(block->section, "align", "centre"))
        return spare / 2;
    return section_word_is(block->section, "align", "end") ? spare : 0;
}

/* The heading's rule stands at the foot of its last line. */
static enum err
draw_title_rule(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct block *block = unit->self;
    const struct section *s = block->section;
    return frame_rule(plan, page, section_colour(s, "title-rule"), unit->height,
        box.x, box.y + unit->height / 2, box.x + box.width,
        box.y + unit->height / 2, s->loc);
}

static enum err
add_title_rule(
    struct plan *plan, const struct block *block, struct unit_list *list)
{
    if (section_colour(block->section, "title-rule").transparent)
        return ERR_OK;
    emu after = list->unit[list->n - 1].after;
    list->unit[list->n - 1].after = 0;
    struct unit *rule = lines_add_unit(plan, list);
    if (rule == NULL)
        return ERR_NOMEM;
    rule->height =
        plan_length(block->section, "border-width", plan->body->size);
    rule->after = after;
    rule->draw = draw_title_rule;
    rule->self = block;
    return ERR_OK;
}

/* A title stays with what it is the title of. */
static enum err
lay_title(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    const struct set_style *style =
        theme_style_of(plan->set.theme, block->section, "title-style", "title");
    struct set_flow flow;
    struct unit_list list = {0};
    if (block->title == NULL)
        return ERR_OK;
    enum err err =
        lines_set(plan, NULL, style, milli, block->title, width, &flow);
    for (size_t i = 0; i < flow.n && err == ERR_OK; i++)
        flow.para[i].title = tags_title_level(plan, block);
    if (err == ERR_OK)
        err = lines_add(plan, &list, &flow);
    if (err == ERR_OK && list.n > 0)
        err = add_title_rule(plan, block, &list);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < list.n; i++)
        list.unit[i].glue = true;
    struct strip *strip = block_add_strip(out, width);
    strip->unit = list.unit;
    strip->n = list.n;
    return ERR_OK;
}

static enum err
lay(struct plan *plan, struct block *block, int32_t milli, struct laid *laid)
{
    emu inside =
        laid->width - block->padding[SIDE_LEFT] - block->padding[SIDE_RIGHT];
    laid->strips.strip =
        arena_array(plan->arena, STRIPS_MAX, sizeof *laid->strips.strip);
    if (laid->strips.strip == NULL)
        return ERR_NOMEM;
    use_theme(plan, block->area);
    enum err err = lay_title(plan, block, inside, milli, &laid->strips);
    err = plan_worse(
        err, block->type->build(plan, block, inside, milli, &laid->strips));
    use_theme(plan, NULL);
    if (err == ERR_OK && block->boxed)
        err = boxed_wrap(plan, block, laid);
    return err;
}

/* Does LAID say what is to be said here? */
static bool
says_same(const struct plan *plan, const struct laid *laid)
{
    if (!laid->block->type->notes)
        return true;
    if (laid->n_notes != plan->here.n)
        return false;
    for (size_t i = 0; i < laid->n_notes; i++)
        if (laid->note[i] != plan->here.note[i])
            return false;
    return true;
}

/* Keeps with LAID which notes it says. */
static bool
keep_notes(struct plan *plan, struct laid *laid)
{
    size_t n = plan->here.n;
    if (!laid->block->type->notes || n == 0)
        return true;
    laid->note = arena_array(plan->arena, n, sizeof *laid->note);
    if (laid->note == NULL)
        return false;
    memcpy(laid->note, plan->here.note, n * sizeof *laid->note);
    laid->n_notes = n;
    return true;
}

enum err
block_lay(struct plan *plan, struct block *block, emu width, int32_t milli,
    struct laid **out)
{
    if (milli < block->least)
        milli = block->least;
    for (*out = block->cache; *out != NULL; *out = (*out)->next)
        if ((*out)->width == width && (*out)->milli == milli &&
            says_same(plan, *out))
            return ERR_OK;
    struct laid *laid = arena_alloc(plan->arena, sizeof *laid);
    if (laid == NULL)
        return ERR_NOMEM;
    *laid = (struct laid){.block = block, .width = width, .milli = milli};
    if (!keep_notes(plan, laid))
        return ERR_NOMEM;
    size_t uses = dataset_row_uses(plan->set.dataset);
    enum err err = lay(plan, block, milli, laid);
    block->varies =
        block->varies || dataset_row_uses(plan->set.dataset) != uses;
    if (err != ERR_OK)
        return err;
    laid->next = block->cache;
    block->cache = *out = laid;
    return ERR_OK;
}
