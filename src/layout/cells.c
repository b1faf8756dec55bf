#include "layout/cells.h"

#include "layout/lines.h"

enum { ENDLESS = 20000 * EMU_PER_MM }; /* 20 m: no line is so long */

enum err
cells_copy(struct plan *plan, struct loc loc, struct str text, struct str ids,
    struct node **out)
{
    return copy_plain(&plan->copy, loc, text, ids, out);
}

const struct cell *
cells_at(const struct record_set *records, size_t row, size_t column)
{
    return &records->cell[row * records->n_columns + column];
}

enum err
cells_show(struct plan *plan, const struct cell *cell, const char *format,
    struct node **out)
{
    struct str text;
    *out = NULL;
    enum err err = cell_show(plan->arena, plan->diag, cell, format, &text);
    if (err != ERR_OK)
        return err;
    return cells_copy(plan, cell->loc, text, STR(""), out);
}

enum err
cells_natural(struct plan *plan, const struct set_style *style, int32_t milli,
    const struct node *root, struct set_flow *flow, emu *width)
{
    enum err err = lines_set_aligned(
        plan, NULL, style, milli, TEXT_START, root, ENDLESS, flow);
    *width = err == ERR_OK ? set_flow_extent(flow) : 0;
    return err;
}

bool
cells_may_spread(struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
            return false;
    }
    return true;
}
