/* Blocks of type members: names in the order of their readings (50 音順). */
#include <stdlib.h>
#include <string.h>

#include "data/kana.h"
#include "layout/cells.h"
#include "layout/lines.h"
#include "layout/types.h"

struct member {
    struct str reading;
    struct node *name;
    struct node *head; /* あ, か, ...: a row of the syllabary begins */
    size_t row;
};

struct members {
    struct member *member;
    size_t n;
    struct node *marker; /* or NULL */
};

static int
by_reading(const void *a, const void *b)
{
    const struct member *x = a, *y = b;
    int order = kana_compare(x->reading, y->reading);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

static enum err
read_members(struct plan *plan, const struct block *block,
    const struct record_set *records, struct members *members)
{
    const struct section *s = block->section;
    size_t name, reading = SIZE_MAX;
    enum err worst = block_column(plan, block, section_loc(s, "name"), records,
        section_text(s, "name"), &name);
    if (section_has(s, "reading"))
        worst = plan_worse(
            worst, block_column(plan, block, section_loc(s, "reading"), records,
                       section_text(s, "reading"), &reading));
    if (worst != ERR_OK)
        return worst;
    for (size_t row = 0; row < records->n_rows; row++) {
        struct member *member = &members->member[members->n++];
        member->row = row;
        if (reading != SIZE_MAX)
            member->reading = str_of(cells_at(records, row, reading)->text);
        worst = plan_worse(worst, cells_show(plan, cells_at(records, row, name),
                                      NULL, &member->name));
    }
    if (reading != SIZE_MAX)
        qsort(members->member, members->n, sizeof(struct member), by_reading);
    return worst;
}

/* Gives the first member of each row of the syllabary its head. */
static enum err
add_heads(struct plan *plan, const struct section *s, struct members *members)
{
    const char *last = "";
    enum err worst = ERR_OK;
    for (size_t i = 0; i < members->n && section_boolean(s, "index"); i++) {
        struct member *member = &members->member[i];
        const char *row = kana_row(member->reading);
        if (*row != '\0' && strcmp(row, last) != 0)
            worst = plan_worse(worst,
                cells_copy(plan, s->loc, str_of(row), STR(""), &member->head));
        last = *row != '\0' ? row : last;
    }
    return worst;
}

static enum err
read_block(struct plan *plan, struct block *block)
{
    const struct section *s = block->section;
    const struct record_set *records;
    struct members *members = arena_alloc(plan->arena, sizeof *members);
    if (members == NULL)
        return ERR_NOMEM;
    enum err err = block_rows(plan, block, &records);
    if (err != ERR_OK)
        return err;
    block->content = members;
    members->member =
        arena_array(plan->arena, records->n_rows, sizeof *members->member);
    if (members->member == NULL)
        return ERR_NOMEM;
    err = read_members(plan, block, records, members);
    if (err == ERR_OK)
        err = add_heads(plan, s, members);
    if (err == ERR_OK && section_has(s, "marker"))
        err = cells_copy(plan, section_loc(s, "marker"),
            str_of(section_text(s, "marker")), STR(""), &members->marker);
    return err;
}

/* What is around a name: its item in the list of its row of the syllabary.
 * NULL: no memory. */
static const struct set_around *
around_of(
    struct plan *plan, const struct member *member, const struct member *first)
{
    struct set_around *around = arena_array(plan->arena, 3, sizeof *around);
    if (around == NULL)
        return NULL;
    around[0] = (struct set_around){
        .role = ROLE_LBODY, .source = member, .outer = &around[1]};
    around[1] = (struct set_around){
        .role = ROLE_LI, .source = member, .outer = &around[2]};
    around[2] = (struct set_around){.role = ROLE_L, .source = first};
    return around;
}

struct building {
    struct plan *plan;
    const struct set_style *style, *head_style;
    int32_t milli;
    emu measure;
    const struct text_line *marker;
    emu room;                   /* of the marker */
    const struct member *first; /* of the list that goes on */
    struct unit_list list;
};

/* Lines of one name stay together. */
static enum err
add_name(struct building *b, const struct member *member)
{
    struct set_flow flow;
    size_t first = b->list.n;
    enum err err = lines_set(b->plan, NULL, b->style, b->milli, member->name,
        b->measure - b->room, &flow);
    if (err == ERR_OK && b->room > 0)
        err = lines_hang(b->plan, &flow, b->marker, b->room);
    if (err == ERR_OK)
        err =
            lines_around(b->plan, &flow, around_of(b->plan, member, b->first));
    for (size_t i = 0; i < flow.n && err == ERR_OK; i++)
        flow.para[i].bare = true;
    if (err == ERR_OK)
        err = lines_add(b->plan, &b->list, &flow);
    for (size_t i = first; i < b->list.n; i++)
        b->list.unit[i].glue = i + 1 < b->list.n;
    return err;
}

/* A head stays with its first name. */
static enum err
add_head(struct building *b, const struct node *copy)
{
    struct set_flow flow;
    size_t first = b->list.n;
    enum err err = lines_set(b->plan, NULL, b->head_style, b->milli, copy,
        b->measure - b->room, &flow);
    if (err == ERR_OK)
        err = lines_add(b->plan, &b->list, &flow);
    for (size_t i = first; i < b->list.n; i++)
        b->list.unit[i].glue = true;
    return err;
}

static enum err
set_marker(struct building *b, const struct members *members)
{
    struct set_flow flow;
    emu width;
    if (members->marker == NULL)
        return ERR_OK;
    enum err err = cells_natural(
        b->plan, b->style, b->milli, members->marker, &flow, &width);
    if (err != ERR_OK || flow.n == 0)
        return err;
    if (flow.para[0].turned)
        return lines_say_turned(b->plan, flow.para);
    b->marker = &flow.para[0].line[0];
    b->room = b->style->marker_width > width ? b->style->marker_width : width;
    return ERR_OK;
}

static enum err
build_members(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    const struct section *s = block->section;
    const struct members *members = block->content;
    struct strip *strip = block_add_strip(out, width);
    strip->columns = (size_t)section_integer(s, "columns");
    strip->gap = plan_length(s, "column-gap", block->style->size);
    struct building b = {.plan = plan,
        .style = theme_style_of(
            plan->set.theme, s, "item-style", block->style->name),
        .milli = milli,
        .measure = block_measure(strip)};
    b.head_style = theme_element(plan->set.theme, NULL, "index", b.style);
    enum err err = set_marker(&b, members);
    for (size_t i = 0; i < members->n && err == ERR_OK; i++) {
        const struct member *member = &members->member[i];
        if (i == 0 || member->head != NULL)
            b.first = member;
        if (member->head != NULL)
            err = add_head(&b, member->head);
        if (err == ERR_OK)
            err = add_name(&b, member);
    }
    strip->unit = b.list.unit;
    strip->n = b.list.n;
    return err;
}

const struct block_type members_type = {.name = "members",
    .read = read_block,
    .build = build_members};
