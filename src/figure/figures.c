/* Figures as large accents: side by side, each with words above (lead), its
 * name, the number with a small unit on the same base line, and words below.
 * All names of a row begin at one height, all numbers stand on one base line.
 */
#include <string.h>

#include "figure/drawing.h"

enum {
    GAP = 700,      /* 1/1000 em of the numbers between accents */
    UNIT_GAP = 180, /* 1/1000 em of the unit between number and unit */
    PART_GAP = 300, /* 1/1000 em of the words above and below the number */
    ROW_GAP = 1000, /* 1/1000 em of the numbers between rows */
    DIVIDER = EMU_PER_MM / 10
};

/* The words of a figure, in the order in which they are read. */
static const char *const families[] = {"lead", "label", "unit", "note"};
enum { FAMILIES = sizeof families / sizeof families[0] };

struct accent {
    struct label lead, name, number, unit, note;
};

struct accents {
    const struct set_context *context;
    const struct section *block;
    struct accent *accent;
    size_t n, columns;
    emu gap, width; /* between accents, and of each */
};

/* What the rows of accents share. */
struct accent_row {
    emu lead, name, number, note; /* heights, 0 when nothing stands there */
};

static emu
em(const struct set_style *style, int32_t milli)
{
    return (emu)unit_scale(style->size, milli, 1000);
}

/* --- reading -------------------------------------------------------------- */

static enum err
set_copy(const struct accents *a, const char *family, const char *value,
    const char *style_key, struct label *out)
{
    const struct entry *entry = section_member(a->block, family, value);
    const struct set_style *style = draw_style(a->context, a->block, style_key);
    struct label_form form = {a->block, style, draw_text_align(style)};
    if (entry == NULL)
        return label_copy(a->context, &form, LOC_NONE, NULL, a->width, out);
    return label_copy(
        a->context, &form, entry->loc, entry->value, a->width, out);
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* SHOWN up to its last digit is the number; what follows is its unit, when the
 * job gives no other: 7.0 and %. */
static struct str
number_of(struct str shown, struct str *tail)
{
    size_t n = shown.n;
    while (n > 0 && !is_digit(shown.p[n - 1]))
        n--;
    n = n == 0 ? shown.n : n;
    *tail = (struct str){shown.p + n, shown.n - n};
    return (struct str){shown.p, n};
}

static enum err
set_number(const struct accents *a, const char *value, struct accent *out)
{
    const struct set_context *context = a->context;
    struct loc loc = section_loc(a->block, "values");
    struct label_form form = {
        a->block, draw_style(context, a->block, "number-style"), TEXT_START};
    struct label_form unit = {
        a->block, draw_style(context, a->block, "unit-style"), TEXT_START};
    const struct entry *said = section_member(a->block, "unit", value);
    struct str shown, tail = {NULL, 0};
    enum err err = dataset_show(context->arena, context->diag, context->dataset,
        loc, str_of(value), NULL, &shown);
    if (err != ERR_OK)
        return err;
    if (said == NULL)
        shown = number_of(shown, &tail);
    err = label_plain(context, &form, loc, shown, DRAW_OPEN, &out->number);
    if (err != ERR_OK)
        return err;
    if (said == NULL)
        return label_plain(context, &unit, loc, tail, DRAW_OPEN, &out->unit);
    return label_copy(
        context, &unit, said->loc, said->value, DRAW_OPEN, &out->unit);
}

static emu
unit_gap(const struct accent *accent)
{
    return accent->unit.width == 0 ? 0 : em(accent->unit.style, UNIT_GAP);
}

static emu
number_width(const struct accent *accent)
{
    return accent->number.width + unit_gap(accent) + accent->unit.width;
}

static enum err
set_accent(const struct accents *a, const char *value, struct accent *out)
{
    enum err worst = set_number(a, value, out), err;
    err = set_copy(a, "lead", value, "note-style", &out->lead);
    worst = err == ERR_OK ? worst : err;
    err = set_copy(a, "label", value, "label-style", &out->name);
    worst = err == ERR_OK ? worst : err;
    err = set_copy(a, "note", value, "note-style", &out->note);
    worst = err == ERR_OK ? worst : err;
    if (worst == ERR_OK)
        worst =
            draw_fits_width(a->context, a->block, number_width(out), a->width);
    return worst;
}

static enum err
set_accents(const struct accents *a, const char **values)
{
    enum err worst = ERR_OK;
    for (size_t i = 0; i < FAMILIES; i++) {
        enum err err =
            draw_check_members(a->context, a->block, families[i], values, a->n);
        worst = err == ERR_OK ? worst : err;
    }
    for (size_t i = 0; i < a->n; i++) {
        enum err err = set_accent(a, values[i], &a->accent[i]);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

static enum err
read_accents(const struct set_context *context, const struct section *block,
    emu width, struct accents *a)
{
    *a = (struct accents){.context = context, .block = block};
    const char **values = section_list(context->arena, block, "values", &a->n);
    if (values == NULL)
        return ERR_NOMEM;
    if (a->n == 0) /* config lets no empty list pass */
        return ERR_INTERNAL;
    a->columns = section_has(block, "columns")
                     ? (size_t)section_integer(block, "columns")
                     : a->n;
    a->gap = em(draw_style(context, block, "number-style"), GAP);
    a->accent = arena_array(context->arena, a->n, sizeof *a->accent);
    if (a->accent == NULL)
        return ERR_NOMEM;
    emu gaps = a->gap * (emu)(a->columns - 1);
    a->width = (width - gaps) / (emu)a->columns;
    if (a->width <= 0)
        return draw_fits_width(context, block, gaps + 1, width);
    return set_accents(a, values);
}

/* --- placing -------------------------------------------------------------- */

static struct accent_row
row_of(const struct accents *a, size_t first)
{
    struct accent_row row = {0, 0, 0, 0};
    for (size_t i = first; i < a->n && i < first + a->columns; i++) {
        const struct accent *accent = &a->accent[i];
        row.lead = draw_most(row.lead, accent->lead.height);
        row.name = draw_most(row.name, accent->name.height);
        row.number = draw_most(row.number, accent->number.height);
        row.note = draw_most(row.note, accent->note.height);
    }
    return row;
}

/* The space between two parts, when both are there. */
static emu
part_gap(const struct accents *a)
{
    return em(draw_style(a->context, a->block, "note-style"), PART_GAP);
}

static emu
row_height(const struct accents *a, struct accent_row row)
{
    emu gap = part_gap(a);
    emu above = row.lead + row.name;
    return above + (above > 0 ? gap : 0) + row.number +
           (row.note > 0 ? gap + row.note : 0);
}

static emu
all_height(const struct accents *a)
{
    emu gap = em(draw_style(a->context, a->block, "number-style"), ROW_GAP);
    int64_t height = 0;
    for (size_t i = 0; i < a->n; i += a->columns)
        height += row_height(a, row_of(a, i)) + (i > 0 ? gap : 0);
    return (emu)(height > UNIT_MAX ? UNIT_MAX : height);
}

/* Where words of WIDTH begin in an accent at X, set as STYLE says. */
static emu
aligned(
    const struct accents *a, const struct set_style *style, emu x, emu width)
{
    enum text_align align = draw_text_align(style);
    emu slack = a->width - width;
    return align == TEXT_START ? x
           : align == TEXT_END ? x + slack
                               : x + slack / 2;
}

/* The number and its unit are one paragraph. */
static enum err
place_number(const struct accents *a, struct page *page, struct element *parent,
    const struct accent *accent, emu x, emu y)
{
    emu at = aligned(a, accent->number.style, x, number_width(accent));
    emu line = y + label_baseline(&accent->number);
    page->element = structure_add(page->structure, parent, ROLE_P);
    enum err err = label_place(a->context, page, &accent->number, at, y);
    if (err == ERR_OK)
        err = label_place(a->context, page, &accent->unit,
            at + accent->number.width + unit_gap(accent),
            line - label_baseline(&accent->unit));
    page->element = NULL;
    return err;
}

/* Names stand on the last line above the number, however many lines theirs
 * have; words below begin on the first. */
static enum err
place_accent(const struct accents *a, struct page *page, struct element *list,
    const struct accent *accent, struct accent_row row, emu x, emu y)
{
    const struct set_context *context = a->context;
    emu above = row.lead + row.name;
    emu number = y + above + (above > 0 ? part_gap(a) : 0);
    struct element *item = draw_child(page, list, ROLE_LI, accent);
    struct element *body = draw_child(page, item, ROLE_LBODY, accent);
    enum err err = label_paragraph(context, page, body, &accent->lead, x,
        y + row.lead - accent->lead.height);
    if (err == ERR_OK)
        err = label_paragraph(context, page, body, &accent->name, x,
            y + above - accent->name.height);
    if (err == ERR_OK)
        err = place_number(a, page, body, accent, x, number);
    if (err == ERR_OK)
        err = label_paragraph(context, page, body, &accent->note, x,
            number + row.number + part_gap(a));
    return err;
}

/* A thin upright line in the middle of the gap left of X. */
static enum err
place_divider(
    const struct accents *a, struct page *page, emu x, emu y, emu height)
{
    const emu from[2] = {x - a->gap / 2, y};
    const emu to[2] = {x - a->gap / 2, y + height};
    return draw_line(a->context, page, from, to, DIVIDER,
        section_colour(a->block, "divider"), a->block->loc);
}

static enum err
place_row(const struct accents *a, struct page *page, struct element *list,
    size_t first, emu x, emu y)
{
    struct accent_row row = row_of(a, first);
    enum err err = ERR_OK;
    for (size_t i = first; i < a->n && i < first + a->columns && err == ERR_OK;
         i++) {
        emu at = x + (emu)(i - first) * (a->width + a->gap);
        if (i > first)
            err = place_divider(a, page, at, y, row_height(a, row));
        if (err == ERR_OK)
            err = place_accent(a, page, list, &a->accent[i], row, at, y);
    }
    return err;
}

/* --- the drawing ---------------------------------------------------------- */

static enum err
figures_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    struct accents a;
    enum err err = read_accents(context, block, width, &a);
    *stretch = false;
    if (err == ERR_OK)
        *height = all_height(&a);
    return err;
}

static enum err
figures_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    struct accents a;
    emu y = box.y;
    enum err err = read_accents(context, block, box.width, &a);
    if (err == ERR_OK)
        err = draw_fits_height(context, block, all_height(&a), box.height);
    struct element *list = draw_child(page, page->element, ROLE_L, block);
    page->element = NULL;
    for (size_t i = 0; err == ERR_OK && i < a.n; i += a.columns) {
        err = place_row(&a, page, list, i, box.x, y);
        y += row_height(&a, row_of(&a, i)) +
             em(draw_style(context, block, "number-style"), ROW_GAP);
    }
    return err;
}

/* Figure by figure, as they are read. */
static enum err
figures_number(const struct set_context *context, const struct section *block)
{
    size_t n;
    const char **values = section_list(context->arena, block, "values", &n);
    enum err worst = values == NULL ? ERR_NOMEM : ERR_OK;
    for (size_t i = 0; worst == ERR_OK && i < n; i++)
        for (size_t k = 0; worst == ERR_OK && k < FAMILIES; k++)
            worst = draw_number_notes(
                context, section_member(block, families[k], values[i]));
    return worst;
}

const struct drawing drawing_figures = {
    "figures", figures_measure, figures_draw, figures_number};
