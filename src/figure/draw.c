#include "figure/draw.h"

#include <string.h>

DIAG_MESSAGE(too_high, "figure.too-high", DIAG_ERROR,
    "図の高さが {1} mm 足りません（必要 {2} mm、場所 {3} mm）。"
    "場所を広げるか、内容か文字の大きさを減らしてください",
    "the figure is {1} mm too high (needs {2} mm, has {3} mm); enlarge its "
    "area, or reduce its content or type size");
DIAG_MESSAGE(too_wide, "figure.too-wide", DIAG_ERROR,
    "図の幅が {1} mm 足りません（必要 {2} mm、場所 {3} mm）。"
    "場所を広げるか、内容か文字の大きさを減らしてください",
    "the figure is {1} mm too wide (needs {2} mm, has {3} mm); enlarge its "
    "area, or reduce its content or type size");
DIAG_MESSAGE(no_rows, "figure.no-rows", DIAG_ERROR,
    "「{1}」に行がありません。CSV か抽出の条件を確かめてください",
    "\"{1}\" has no rows; check the CSV or the condition that picks them");
DIAG_MESSAGE(no_column, "figure.no-column", DIAG_ERROR,
    "列「{1}」が「{2}」にありません。列の見出しを確かめてください",
    "\"{2}\" has no column \"{1}\"; check the heads of its columns");
DIAG_MESSAGE(no_column_near, "figure.no-column", DIAG_ERROR,
    "列「{1}」が「{2}」にありません。「{3}」のことですか",
    "\"{2}\" has no column \"{1}\"; did you mean \"{3}\"?");

DIAG_MESSAGE(no_member, "figure.no-member", DIAG_ERROR,
    "{1} の「{2}」はこの図にありません。名前を確かめてください",
    "this figure has no \"{2}\" for {1}; check the name");
DIAG_MESSAGE(no_member_near, "figure.no-member", DIAG_ERROR,
    "{1} の「{2}」はこの図にありません。「{3}」のことですか",
    "this figure has no \"{2}\" for {1}; did you mean \"{3}\"?");

emu
draw_least(emu a, emu b)
{
    return a < b ? a : b;
}

emu
draw_most(emu a, emu b)
{
    return a > b ? a : b;
}

const struct set_style *
draw_style(const struct set_context *context, const struct section *block,
    const char *key)
{
    const struct section *named = section_ref(block, key);
    const struct set_style *style =
        named == NULL ? NULL : theme_style(context->theme, named->name);
    return style != NULL
               ? style
               : theme_style_of(context->theme, block, "style", "body");
}

const struct set_style *
draw_variant(const struct set_context *context, const struct set_style *style,
    const struct colour *colour, bool bold)
{
    struct set_style *copy = arena_alloc(context->arena, sizeof *copy);
    if (copy == NULL)
        return NULL;
    *copy = *style;
    if (bold)
        copy->regular = copy->bold;
    if (colour != NULL)
        copy->regular.colour = copy->bold.colour = copy->mark.colour = *colour;
    return copy;
}

enum text_align
draw_text_align(const struct set_style *style)
{
    enum text_align align = style->setting.align;
    return align == TEXT_JUSTIFY || align == TEXT_SPREAD ? TEXT_START : align;
}

emu
draw_length(const struct set_context *context, const struct section *block,
    const char *key)
{
    struct length length = section_length(block, key);
    if (length.em_milli == 0)
        return theme_length(context->theme, length.fixed);
    return unit_resolve(length, draw_style(context, block, "style")->size);
}

struct colour
draw_colour(
    const struct section *block, const char *key, struct colour fallback)
{
    return section_has(block, key) ? section_colour(block, key) : fallback;
}

emu
draw_align(const struct section *block, emu slack)
{
    if (section_word_is(block, "align", "end"))
        return slack;
    return section_word_is(block, "align", "centre") ? slack / 2 : 0;
}

/* --- labels --------------------------------------------------------------- */

static enum err
set(const struct set_context *context, const struct label_form *form,
    const struct node *root, emu measure, struct label *out)
{
    const struct set_options options = {.block = form->block,
        .style = form->style,
        .align = form->align,
        .has_align = true,
        .milli = 1000};
    enum err err = set_flow(context, &options, root, measure, &out->flow);
    out->width = set_flow_extent(&out->flow);
    out->height = out->flow.height;
    return err;
}

static struct copy_context
copy_of(const struct set_context *context)
{
    return (struct copy_context){context->arena, context->diag, context->job,
        context->dataset, context->notes};
}

enum err
label_copy(const struct set_context *context, const struct label_form *form,
    struct loc loc, const char *text, emu measure, struct label *out)
{
    struct copy_context copy = copy_of(context);
    struct node *root;
    *out = (struct label){.style = form->style};
    if (text == NULL || text[0] == '\0')
        return ERR_OK;
    enum err err = copy_inline(&copy, loc, str_of(text), &root);
    return err == ERR_OK ? set(context, form, root, measure, out) : err;
}

enum err
label_plain(const struct set_context *context, const struct label_form *form,
    struct loc loc, struct str text, emu measure, struct label *out)
{
    struct copy_context copy = copy_of(context);
    struct node *root;
    *out = (struct label){.style = form->style};
    if (text.n == 0)
        return ERR_OK;
    enum err err = copy_plain(&copy, loc, text, (struct str){NULL, 0}, &root);
    return err == ERR_OK ? set(context, form, root, measure, out) : err;
}

enum err
label_place(const struct set_context *context, struct page *page,
    const struct label *label, emu x, emu y)
{
    emu bottom;
    if (label->flow.n == 0)
        return ERR_OK;
    return set_place(context, page, &label->flow, x, y, &bottom);
}

emu
label_baseline(const struct label *label)
{
    return set_first_baseline(label->style);
}

emu
label_lead(const struct label *label)
{
    return (label->style->leading - label->style->size) / 2;
}

/* --- complaints ----------------------------------------------------------- */

static enum err
complain(const struct set_context *context, const struct section *block,
    const struct diag_message *message, emu need, emu have)
{
    struct diag *diag = context->diag;
    if (need <= have)
        return ERR_OK;
    return DIAG(diag, block->loc, message, diag_mm(diag, (int64_t)need - have),
        diag_mm(diag, need), diag_mm(diag, have));
}

enum err
draw_fits_height(const struct set_context *context, const struct section *block,
    emu need, emu have)
{
    return complain(context, block, &too_high, need, have);
}

enum err
draw_fits_width(const struct set_context *context, const struct section *block,
    emu need, emu have)
{
    return complain(context, block, &too_wide, need, have);
}

/* --- items ---------------------------------------------------------------- */

void
draw_picture(struct page *page, const struct section *block, const char *alt,
    struct box box)
{
    struct element *figure =
        structure_child(page->structure, page->element, ROLE_FIGURE, block);
    struct element_extra *extra = structure_extra(page->structure, figure);
    page->element = figure;
    if (extra == NULL)
        return;
    *extra = (struct element_extra){.alt = alt,
        .boxed = true,
        .page = page->number,
        .x = box.x,
        .y = box.y,
        .width = box.width,
        .height = box.height,
        .loc = section_loc(block, "alt")};
}

struct element *
draw_child(struct page *page, struct element *parent, enum role role,
    const void *source)
{
    return structure_child(page->structure, parent, role, source);
}

enum err
label_paragraph(const struct set_context *context, struct page *page,
    struct element *parent, const struct label *label, emu x, emu y)
{
    if (label->flow.n > 0)
        page->element = structure_add(page->structure, parent, ROLE_P);
    enum err err = label_place(context, page, label, x, y);
    page->element = NULL;
    return err;
}

enum err
draw_rect(const struct set_context *context, struct page *page, struct box box,
    emu radius, struct colour colour, struct loc loc)
{
    const struct paint paint = {.fill = colour, .stroke = COLOUR_NONE};
    if (colour.transparent || box.width <= 0 || box.height <= 0)
        return ERR_OK;
    return page_add_rect(context->arena, page, box.x, box.y, box.width,
        box.height, radius, &paint, loc);
}

enum err
draw_line(const struct set_context *context, struct page *page,
    const emu from[2], const emu to[2], emu width, struct colour colour,
    struct loc loc)
{
    const struct paint paint = {
        .fill = COLOUR_NONE, .stroke = colour, .line_width = width};
    if (colour.transparent || width <= 0)
        return ERR_OK;
    return page_add_line(
        context->arena, page, from[0], from[1], to[0], to[1], &paint, loc);
}

bool
draw_share(emu length, struct number num, struct number den, emu *out)
{
    struct number ratio;
    *out = 0;
    if (!number_op(NUMBER_DIV, num, den, &ratio))
        return false;
    /* A picture needs no more than 31 bits of either. */
    while (ratio.den > INT32_MAX || ratio.num > INT32_MAX ||
           ratio.num < -INT32_MAX) {
        ratio.num /= 2;
        ratio.den = ratio.den > 1 ? ratio.den / 2 : 1;
    }
    int64_t value = unit_scale(length, ratio.num, ratio.den);
    if (value > UNIT_MAX || value < -UNIT_MAX)
        return false;
    *out = (emu)value;
    return true;
}

/* --- rows ----------------------------------------------------------------- */

static enum err
find_column(const struct set_context *context, const struct section *block,
    const struct record_set *rows, const char *key, size_t *column)
{
    const char *name = section_text(block, key);
    const char *source = section_text(block, "rows");
    *column = rows->n_columns;
    if (name == NULL)
        return ERR_OK;
    *column = records_column(rows, name);
    if (*column < rows->n_columns)
        return ERR_OK;
    const char *near = str_nearest(name, rows->column, rows->n_columns);
    struct loc loc = section_loc(block, key);
    if (near == NULL)
        return DIAG(context->diag, loc, &no_column, name, source);
    return DIAG(context->diag, loc, &no_column_near, name, source, near);
}

enum err
draw_rows(const struct set_context *context, const struct section *block,
    const char *const *keys, size_t n, const struct record_set **rows,
    size_t *column)
{
    static const struct record_set none;
    const struct section *from = section_ref(block, "rows");
    const struct record_set *found =
        from == NULL ? NULL : dataset_records(context->dataset, from->name);
    enum err worst = ERR_OK;
    *rows = found == NULL ? &none : found;
    if ((*rows)->n_rows == 0)
        return DIAG(context->diag, section_loc(block, "rows"), &no_rows,
            from == NULL ? "" : from->name);
    for (size_t i = 0; i < n; i++) {
        enum err err = find_column(context, block, *rows, keys[i], &column[i]);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

const struct cell *
draw_cell(const struct record_set *rows, size_t row, size_t column)
{
    static const struct cell empty = {.kind = CELL_EMPTY, .text = ""};
    if (column >= rows->n_columns)
        return &empty;
    return &rows->cell[row * rows->n_columns + column];
}

static bool
is_among(const char *name, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

enum err
draw_check_members(const struct set_context *context,
    const struct section *block, const char *family, const char *const *names,
    size_t n)
{
    size_t length = strlen(family);
    enum err err = ERR_OK;
    for (size_t i = 0; i < block->n; i++) {
        const struct entry *entry = &block->entry[i];
        const char *member = entry->key + length + 1;
        if (strncmp(entry->key, family, length) != 0 ||
            entry->key[length] != '.' || is_among(member, names, n))
            continue;
        const char *near = str_nearest(member, names, n);
        err = near == NULL
                  ? DIAG(context->diag, entry->loc, &no_member, family, member)
                  : DIAG(context->diag, entry->loc, &no_member_near, family,
                        member, near);
    }
    return err;
}

enum err
draw_number_notes(const struct set_context *context, const struct entry *entry)
{
    struct copy_context copy = copy_of(context);
    struct node *root;
    if (entry == NULL)
        return ERR_OK;
    enum err err = copy_inline(&copy, entry->loc, str_of(entry->value), &root);
    if (err == ERR_OK)
        notes_number(context->notes, root);
    return err;
}
