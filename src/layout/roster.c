/* Blocks of type roster: role, name, company, position.  Names are spaced
 * evenly over a width (姓名の字取り), so that those of two, three and four
 * characters align; a role that repeats is shown once. */
#include <string.h>

#include "base/utf8.h"
#include "layout/cells.h"
#include "layout/rosterset.h"
#include "layout/types.h"

static struct str
show(struct plan *plan, const struct cell *cell, enum err *worst)
{
    struct str text = {"", 0};
    *worst = plan_worse(
        *worst, cell_show(plan->arena, plan->diag, cell, NULL, &text));
    return str_trim(text);
}

static struct node *
copy_of(struct plan *plan, struct loc loc, struct str text, enum err *worst)
{
    struct node *copy = NULL;
    if (text.n > 0)
        *worst =
            plan_worse(*worst, cells_copy(plan, loc, text, STR(""), &copy));
    return copy;
}

static struct roster_text
text_of(struct plan *plan, struct loc loc, struct str text, enum err *worst)
{
    struct roster_text out = {.copy = copy_of(plan, loc, text, worst),
        .spread = cells_may_spread(text),
        .characters = utf8_count(text)};
    return out;
}

/* Cuts a name at its first blank, ASCII or ideographic (全角スペース). */
static struct str
family_of(struct str name, struct str *blanks, struct str *given)
{
    static const char wide[] = "\xE3\x80\x80";
    for (size_t i = 0; i < name.n; i++) {
        size_t blank = name.p[i] == ' ' ? 1 : 0;
        if (i + 3 <= name.n && memcmp(name.p + i, wide, 3) == 0)
            blank = 3;
        if (blank == 0)
            continue;
        *given = str_trim((struct str){name.p + i + blank, name.n - i - blank});
        *blanks = (struct str){name.p + i, blank};
        return (struct str){name.p, i};
    }
    *given = (struct str){"", 0};
    return name;
}

struct columns {
    size_t role, company, position; /* SIZE_MAX: the job names none */
    size_t name[2], n_names;        /* one column, or family and given name */
};

static enum err
find(struct plan *plan, const struct block *block,
    const struct record_set *records, const char *key, size_t *out)
{
    const struct section *s = block->section;
    *out = SIZE_MAX;
    if (!section_has(s, key))
        return ERR_OK;
    return block_column(
        plan, block, section_loc(s, key), records, section_text(s, key), out);
}

static enum err
find_columns(struct plan *plan, const struct block *block,
    const struct record_set *records, struct columns *out)
{
    const struct section *s = block->section;
    enum err worst = find(plan, block, records, "role", &out->role);
    worst =
        plan_worse(worst, find(plan, block, records, "company", &out->company));
    worst = plan_worse(
        worst, find(plan, block, records, "position", &out->position));
    size_t n;
    const char **names = section_list(plan->arena, s, "name", &n);
    if (names == NULL)
        return ERR_NOMEM;
    out->n_names = n < 2 ? n : 2;
    for (size_t i = 0; i < out->n_names; i++)
        worst =
            plan_worse(worst, block_column(plan, block, section_loc(s, "name"),
                                  records, names[i], &out->name[i]));
    return worst;
}

static void
read_name(struct plan *plan, const struct record_set *records, size_t row,
    const struct columns *columns, struct roster_row *out, enum err *worst)
{
    const struct cell *cell = cells_at(records, row, columns->name[0]);
    struct str given, family = show(plan, cell, worst);
    out->blank = cells_may_spread(family) ? STR("\xE3\x80\x80") : STR(" ");
    if (columns->n_names == 2)
        given = show(plan, cells_at(records, row, columns->name[1]), worst);
    else
        family = family_of(family, &out->blank, &given);
    out->loc = cell->loc;
    out->family = text_of(plan, cell->loc, family, worst);
    out->given = text_of(plan, cell->loc, given, worst);
}

static struct str
read_cell(struct plan *plan, const struct record_set *records, size_t row,
    size_t column, enum err *worst)
{
    if (column == SIZE_MAX)
        return (struct str){"", 0};
    return show(plan, cells_at(records, row, column), worst);
}

static const char *
join(struct plan *plan, struct str a, const char *between, struct str b)
{
    return arena_printf(
        plan->arena, "%.*s%s%.*s", (int)a.n, a.p, between, (int)b.n, b.p);
}

static enum err
read_row(struct plan *plan, const struct record_set *records, size_t row,
    const struct columns *columns, struct str *role, struct roster_row *out)
{
    enum err worst = ERR_OK;
    read_name(plan, records, row, columns, out, &worst);
    struct str here = read_cell(plan, records, row, columns->role, &worst);
    struct str none = {"", 0};
    bool again = row > 0 && str_equal(here, *role);
    out->role = text_of(plan, out->loc, again ? none : here, &worst);
    *role = here;
    struct str company =
        read_cell(plan, records, row, columns->company, &worst);
    struct str position =
        read_cell(plan, records, row, columns->position, &worst);
    bool two = company.n > 0 && position.n > 0;
    const char *beside =
        join(plan, company, two ? "\xE3\x80\x80" : "", position);
    const char *below = join(plan, company, two ? "\n" : "", position);
    if (beside == NULL || below == NULL)
        return ERR_NOMEM;
    out->company = copy_of(plan, out->loc, company, &worst);
    out->position = copy_of(plan, out->loc, position, &worst);
    out->beside = copy_of(plan, out->loc, str_of(beside), &worst);
    out->below = copy_of(plan, out->loc, str_of(below), &worst);
    return worst;
}

static enum err
read_roster(struct plan *plan, struct block *block)
{
    const struct record_set *records;
    struct columns columns;
    struct str role = {"", 0};
    struct roster *roster = arena_alloc(plan->arena, sizeof *roster);
    if (roster == NULL)
        return ERR_NOMEM;
    enum err worst = block_rows(plan, block, &records);
    if (worst == ERR_OK)
        worst = find_columns(plan, block, records, &columns);
    if (worst != ERR_OK)
        return worst;
    roster->row =
        arena_array(plan->arena, records->n_rows, sizeof *roster->row);
    if (roster->row == NULL)
        return ERR_NOMEM;
    for (size_t row = 0; row < records->n_rows; row++)
        worst = plan_worse(worst, read_row(plan, records, row, &columns, &role,
                                      &roster->row[roster->n++]));
    block->content = roster;
    return worst;
}

const struct block_type roster_type = {.name = "roster",
    .read = read_roster,
    .build = rosterset_build};
