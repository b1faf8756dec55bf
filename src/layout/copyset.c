#include "layout/copyset.h"

#include <string.h>

struct copyset {
    struct set_options options;
    struct set_flow flow;
    emu measure;
    size_t cut; /* the paragraph that was set in several measures */
    struct text_measure *turn; /* its measures, without indents */
    size_t n_turns;
};

static enum err
make_units(struct plan *plan, const struct copyset *set, struct strip *out)
{
    struct unit_list list = {0};
    enum err err = lines_add(plan, &list, &set->flow);
    out->unit = list.unit;
    out->n = list.n;
    out->copy = set;
    return err;
}

enum err
copyset_make(struct plan *plan, const struct section *section,
    const struct set_style *style, int32_t milli, const struct node *root,
    emu measure, struct strip *out)
{
    struct copyset *set = arena_alloc(plan->arena, sizeof *set);
    if (set == NULL)
        return ERR_NOMEM;
    set->options = (struct set_options){.block = section,
        .style = style,
        .milli = milli,
        .heading = section_integer(section, "heading")};
    set->measure = measure;
    set->cut = SIZE_MAX;
    enum err err =
        set_flow(&plan->set, &set->options, root, measure, &set->flow);
    return err == ERR_OK ? make_units(plan, set, out) : err;
}

/* The paragraph that unit UNIT is a line of; *LINE is which. */
static size_t
find_para(const struct set_flow *flow, size_t unit, size_t *line)
{
    size_t p = 0;
    for (; p < flow->n; p++) {
        size_t n = set_para_rows(&flow->para[p]);
        if (unit < n)
            break;
        unit -= n;
    }
    *line = unit;
    return p;
}

static emu
room_of(const struct copyset *set, const struct set_para *para)
{
    return set->measure - para->indent - para->style->indent_right;
}

/* Sets the cut paragraph of SET with OLD's measures before LINE and its own
 * from there. */
static enum err
set_cut(struct plan *plan, const struct copyset *old, struct copyset *set,
    size_t line)
{
    struct set_para *para = &set->flow.para[set->cut];
    size_t n = old->cut == set->cut ? old->n_turns : 0;
    set->turn = arena_array(plan->arena, n + 2, sizeof *set->turn);
    if (set->turn == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n && old->turn[i].from < line; i++)
        set->turn[set->n_turns++] = old->turn[i];
    if (n == 0)
        set->turn[set->n_turns++] =
            (struct text_measure){0, room_of(old, para)};
    set->turn[set->n_turns++] = (struct text_measure){line, room_of(set, para)};
    return set_para_again(
        &plan->set, &set->options, set->turn, set->n_turns, para);
}

/* One line must not go on alone where the paragraph can spare another. */
static enum err
cut_para(struct plan *plan, const struct copyset *old, struct copyset *set,
    size_t *line)
{
    const struct set_para *para = &set->flow.para[set->cut];
    set->n_turns = 0;
    enum err err = set_cut(plan, old, set, *line);
    if (err == ERR_OK && para->n == *line + 1 && *line >= 3) {
        (*line)--;
        set->n_turns = 0;
        err = set_cut(plan, old, set, *line);
    }
    if (err == ERR_OK && para->n < *line)
        *line = para->n;
    return err;
}

enum err
copyset_turn(struct plan *plan, const struct strip *old_strip,
    const struct strip *fresh, size_t *unit, struct strip *out)
{
    const struct copyset *old = old_strip->copy;
    struct copyset *set = arena_alloc(plan->arena, sizeof *set);
    size_t line, p = find_para(&old->flow, *unit, &line);
    if (set == NULL)
        return ERR_NOMEM;
    *set = *fresh->copy;
    set->flow.para =
        arena_array(plan->arena, set->flow.n, sizeof *set->flow.para);
    if (set->flow.para == NULL)
        return ERR_NOMEM;
    size_t kept = line > 0 ? p + 1 : p;
    memcpy(set->flow.para, fresh->copy->flow.para,
        set->flow.n * sizeof *set->flow.para);
    memcpy(set->flow.para, old->flow.para, kept * sizeof *set->flow.para);
    *out = *fresh;
    if (line > 0) {
        size_t before = line;
        set->cut = p;
        enum err err = cut_para(plan, old, set, &line);
        if (err != ERR_OK)
            return err;
        *unit -= before - line;
    }
    return make_units(plan, set, out);
}
