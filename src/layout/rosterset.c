#include "layout/rosterset.h"

#include <string.h>

#include "layout/cells.h"
#include "layout/frame.h"
#include "layout/lines.h"
#include "layout/tags.h"

enum { FIELDS = 5 }; /* role, family, given, company, position */

DIAG_MESSAGE(too_narrow, "layout.roster-narrow", DIAG_ERROR,
    "名簿「{1}」の役職と氏名だけで幅を {2} mm 超えます。枠を広げるか "
    "role-width、name-width、gap を減らしてください",
    "role and name alone make roster \"{1}\" {2} mm too wide; widen its area "
    "or reduce role-width, name-width or gap");

/* What stands in one row: set copy beside each other. */
struct row_set {
    struct set_flow flow[FIELDS];
    emu x[FIELDS];
    size_t n, given;       /* the given name's field; 0: none */
    emu baseline;          /* of the first line, from the row's top */
    emu rule_up;           /* from the row's top up to the rule before it */
    struct text_line line; /* the first of all fields; no longer in theirs */
    const struct block *block;
    const struct roster_row *row;
};

struct building {
    struct plan *plan;
    const struct block *block;
    const struct roster *roster;
    int32_t milli;
    emu width, em, gap;
    const struct set_style *role_style, *name_style, *company_style;
    emu role_width, role_spread; /* the column; what roles are spread over */
    emu name_width;              /* the column */
    emu family_width, given_width;
    bool name_spread; /* the job gives a width for names */
    emu company_width;
    bool two; /* company and position side by side */
};

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static enum err
widen(struct building *b, const struct set_style *style,
    const struct node *copy, emu *widest)
{
    struct set_flow flow;
    emu width;
    if (copy == NULL)
        return ERR_OK;
    enum err err = cells_natural(b->plan, style, b->milli, copy, &flow, &width);
    *widest = larger(*widest, width);
    return err;
}

/* Names over the job's width: one em between two equal halves.  Without a width
 * the longest family and given names make it. */
static enum err
measure_names(struct building *b)
{
    const struct section *s = b->block->section;
    emu family = 0, given = 0, longest = 0;
    enum err err = ERR_OK;
    for (size_t i = 0; i < b->roster->n && err == ERR_OK; i++) {
        const struct roster_row *row = &b->roster->row[i];
        emu one = 0, two = 0;
        err = widen(b, b->name_style, row->family.copy, &one);
        if (err == ERR_OK)
            err = widen(b, b->name_style, row->given.copy, &two);
        bool whole = row->given.copy == NULL;
        family = whole ? family : larger(family, one);
        given = larger(given, two);
        longest = larger(longest, one + two);
    }
    emu em = (emu)unit_scale(b->name_style->size, b->milli, 1000);
    b->name_spread = section_has(s, "name-width");
    b->family_width = family;
    b->given_width = given;
    b->name_width = larger(longest, given > 0 ? family + em + given : family);
    if (b->name_spread) {
        emu width = plan_length(s, "name-width", em);
        b->family_width = b->given_width = larger((width - em) / 2, 0);
        b->name_width = larger(width, longest);
    }
    return err;
}

static enum err
measure_roles(struct building *b)
{
    const struct section *s = b->block->section;
    enum err err = ERR_OK;
    for (size_t i = 0; i < b->roster->n && err == ERR_OK; i++)
        err = widen(
            b, b->role_style, b->roster->row[i].role.copy, &b->role_spread);
    emu em = (emu)unit_scale(b->role_style->size, b->milli, 1000);
    b->role_width = b->role_spread;
    if (section_has(s, "role-width"))
        b->role_width = larger(b->role_width, plan_length(s, "role-width", em));
    return err;
}

/* Positions stand in a column of their own when at least two fifths of the room
 * beside the names are left for them. */
static enum err
measure_companies(struct building *b, emu room)
{
    emu company = 0, position = 0;
    enum err err = ERR_OK;
    for (size_t i = 0; i < b->roster->n && err == ERR_OK; i++) {
        const struct roster_row *row = &b->roster->row[i];
        err = widen(b, b->company_style, row->company, &company);
        if (err == ERR_OK)
            err = widen(b, b->company_style, row->position, &position);
    }
    emu rest = room - company - b->gap;
    b->company_width = company;
    b->two = rest >= position || rest >= room / 5 * 2;
    return err;
}

static enum err
set_field(struct building *b, struct row_set *set,
    const struct set_style *style, enum text_align align,
    const struct node *copy, emu x, emu width)
{
    struct set_flow *flow = &set->flow[set->n];
    if (copy == NULL)
        return ERR_OK;
    set->x[set->n++] = x;
    enum err err = lines_set_aligned(
        b->plan, NULL, style, b->milli, align, copy, larger(width, 1), flow);
    if (err == ERR_OK && flow->para->turned)
        err = lines_say_turned(b->plan, flow->para);
    return err;
}

static enum text_align
align_of(const struct building *b, const struct roster_text *text,
    enum text_align lone)
{
    if (!b->name_spread || text->characters < 2)
        return lone;
    return text->spread ? TEXT_SPREAD : lone;
}

/* A part wider than its half keeps its outer edge and takes of the middle. */
static enum err
set_name(struct building *b, const struct roster_row *row, struct row_set *set,
    emu x)
{
    emu family = 0, given = 0;
    enum err err = widen(b, b->name_style, row->family.copy, &family);
    if (err == ERR_OK)
        err = widen(b, b->name_style, row->given.copy, &given);
    if (err != ERR_OK)
        return err;
    if (row->given.copy == NULL)
        return set_field(b, set, b->name_style,
            align_of(b, &row->family, TEXT_START), row->family.copy, x,
            b->name_width);
    emu family_width = larger(family, b->family_width);
    emu given_width = larger(given, b->given_width);
    err =
        set_field(b, set, b->name_style, align_of(b, &row->family, TEXT_START),
            row->family.copy, x, family_width);
    if (err != ERR_OK)
        return err;
    enum text_align lone = b->name_spread ? TEXT_END : TEXT_START;
    err = set_field(b, set, b->name_style, align_of(b, &row->given, lone),
        row->given.copy, x + b->name_width - given_width, given_width);
    set->given = set->n - 1;
    return err;
}

/* In one column a position that does not fit behind the company starts a line
 * of its own. */
static enum err
set_company(struct building *b, const struct roster_row *row,
    struct row_set *set, emu x)
{
    emu room = b->width - x, beside = 0;
    enum err err = widen(b, b->company_style, row->beside, &beside);
    if (err == ERR_OK && !b->two)
        return set_field(b, set, b->company_style, TEXT_START,
            beside <= room ? row->beside : row->below, x, room);
    if (err == ERR_OK)
        err = set_field(b, set, b->company_style, TEXT_START, row->company, x,
            b->company_width);
    emu right = x + (b->company_width > 0 ? b->company_width + b->gap : 0);
    if (err != ERR_OK)
        return err;
    return set_field(b, set, b->company_style, TEXT_START, row->position, right,
        b->width - right);
}

/* Plain copy is one paragraph, which has a line even when it is empty. */
static const struct text_line *
first_line(const struct set_flow *flow)
{
    return flow->para->line;
}

/* The first lines of SET's fields as one text. */
static const char *
join_text(struct arena *arena, const struct roster_row *row,
    const struct row_set *set)
{
    const char *all = "";
    for (size_t i = 0; i < set->n && all != NULL; i++) {
        struct str text = first_line(&set->flow[i])->text;
        struct str blank = set->given > 0 && i == set->given
                               ? row->blank
                               : STR("\xE3\x80\x80");
        blank.n = *all == '\0' ? 0 : blank.n;
        all = arena_printf(arena, "%s%.*s%.*s", all, (int)blank.n, blank.p,
            (int)text.n, text.p);
    }
    return all;
}

/* Takes the pieces off the first line of FLOW, which keeps its place. */
static bool
empty_first_line(struct arena *arena, struct set_flow *flow)
{
    struct set_para *para = flow->para;
    struct text_line *own = arena_array(arena, para->n, sizeof *own);
    if (own == NULL)
        return false;
    memcpy(own, para->line, para->n * sizeof *own);
    own->n = 0;
    para->line = own;
    return true;
}

/* Makes one line of the first lines of all fields, which share a base line:
 * readers would take the fields of all rows for columns and tear names apart.
 */
static enum err
join_row(struct building *b, const struct roster_row *row, struct row_set *set)
{
    struct arena *arena = b->plan->arena;
    struct text_line all = {.n = 0};
    size_t n = 0;
    for (size_t i = 0; i < set->n; i++)
        n += first_line(&set->flow[i])->n;
    const char *text = join_text(arena, row, set);
    all.piece = arena_array(arena, n, sizeof *all.piece);
    if (text == NULL || all.piece == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < set->n; i++) {
        const struct text_line *line = first_line(&set->flow[i]);
        emu left = set->x[i] + set->flow[i].para->indent + line->start;
        for (size_t k = 0; k < line->n; k++) {
            all.piece[all.n] = line->piece[k];
            all.piece[all.n++].x += left;
        }
        if (!empty_first_line(arena, &set->flow[i]))
            return ERR_NOMEM;
    }
    all.text = str_of(text);
    set->line = all;
    return ERR_OK;
}

static emu
first_baseline(const struct set_flow *flow)
{
    return flow->n == 0 ? 0 : set_first_baseline(flow->para[0].style);
}

/* What a row's text belongs to. */
static struct element *
row_element(struct plan *plan, const struct row_set *set)
{
    struct element *list = tags_child(plan, NULL, ROLE_L, set->block->content);
    if (list == NULL)
        return NULL;
    struct element *item = tags_child(plan, list, ROLE_LI, set->row);
    return item == NULL ? NULL : tags_child(plan, item, ROLE_LBODY, set->row);
}

static enum err
draw_row(struct plan *plan, const struct unit *unit, struct page *page,
    struct box box)
{
    const struct row_set *set = unit->self;
    const struct section *s = set->block->section;
    enum err err = ERR_OK;
    emu y = box.y - set->rule_up;
    if (unit->index > 0)
        err = frame_rule(plan, page, section_colour(s, "rule"),
            plan_length(s, "border-width", set->block->style->size), box.x, y,
            box.x + box.width, y, s->loc);
    page->element = row_element(plan, set);
    if (err == ERR_OK)
        err = set_line(
            &plan->set, page, &set->line, box.x, box.y + set->baseline);
    for (size_t i = 0; i < set->n && err == ERR_OK; i++) {
        const struct set_flow *flow = &set->flow[i];
        emu bottom, top = box.y + set->baseline - first_baseline(flow);
        err =
            set_place(&plan->set, page, flow, box.x + set->x[i], top, &bottom);
    }
    page->element = NULL;
    return err;
}

static enum err
add_row(struct building *b, size_t index, struct unit *unit)
{
    const struct roster_row *row = &b->roster->row[index];
    struct row_set *set = arena_alloc(b->plan->arena, sizeof *set);
    emu x = b->role_width > 0 ? b->role_width + b->gap : 0;
    if (set == NULL)
        return ERR_NOMEM;
    bool spread = row->role.spread && row->role.characters > 1;
    enum err err = set_field(b, set, b->role_style,
        spread ? TEXT_SPREAD : TEXT_START, row->role.copy, 0, b->role_spread);
    if (err == ERR_OK)
        err = set_name(b, row, set, x);
    if (err == ERR_OK)
        err = set_company(b, row, set, x + b->name_width + b->gap);
    if (err == ERR_OK)
        err = join_row(b, row, set);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < set->n; i++)
        set->baseline = larger(set->baseline, first_baseline(&set->flow[i]));
    for (size_t i = 0; i < set->n; i++)
        unit->height =
            larger(unit->height, set->baseline - first_baseline(&set->flow[i]) +
                                     set->flow[i].height);
    set->block = b->block;
    set->row = row;
    unit->before = plan_length(b->block->section, "row-gap", b->em);
    set->rule_up = unit->before / 2;
    unit->baseline = set->baseline;
    unit->line = true;
    unit->draw = draw_row;
    unit->self = set;
    unit->index = index;
    return ERR_OK;
}

static const struct set_style *
style_of(const struct building *b, const char *key)
{
    return theme_style_of(
        b->plan->set.theme, b->block->section, key, b->block->style->name);
}

enum err
rosterset_build(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    struct building b = {.plan = plan,
        .block = block,
        .roster = block->content,
        .milli = milli,
        .width = width,
        .em = (emu)unit_scale(block->style->size, milli, 1000)};
    b.role_style = style_of(&b, "role-style");
    b.name_style = style_of(&b, "name-style");
    b.company_style = style_of(&b, "company-style");
    b.gap = plan_length(block->section, "gap", b.em);
    struct strip *strip = block_add_strip(out, width);
    strip->unit = arena_array(plan->arena, b.roster->n, sizeof *strip->unit);
    if (strip->unit == NULL)
        return ERR_NOMEM;
    enum err err = measure_roles(&b);
    if (err == ERR_OK)
        err = measure_names(&b);
    if (err != ERR_OK)
        return err;
    int64_t room = (int64_t)width - b.role_width - b.name_width - 2 * b.gap;
    if (room < 0)
        return DIAG(plan->diag, block->section->loc, &too_narrow,
            block->section->name, plan_over(plan->diag, -room));
    err = measure_companies(&b, (emu)room);
    for (size_t i = 0; i < b.roster->n && err == ERR_OK; i++)
        err = add_row(&b, i, &strip->unit[strip->n++]);
    return err;
}
