#include "config/key.h"

#include <stdint.h>
#include <string.h>

#include "base/str.h"

size_t
key_family(const struct key_spec *spec)
{
    size_t n = strlen(spec->name);
    if (n < 2 || strcmp(spec->name + n - 2, ".*") != 0)
        return 0;
    return n - (size_t)(strchr(spec->name, '*') - spec->name) > 1 ? n - 4
                                                                  : n - 2;
}

bool
key_is_member(const struct key_spec *spec, const char *rest)
{
    bool two = strstr(spec->name, "*.*") != NULL;
    const char *dot = strchr(rest, '.');
    if (!two)
        return rest[0] != '\0';
    return dot != NULL && dot > rest && dot[1] != '\0' &&
           strchr(dot + 1, '.') == NULL;
}

/* How well SPEC's name fits NAME: 0 not at all, more the better; an exact
 * name beats every family, a longer family a shorter one. */
static size_t
fits(const struct key_spec *spec, const char *name)
{
    if (strcmp(spec->name, name) == 0)
        return SIZE_MAX;
    size_t n = key_family(spec);
    if (n == 0 || strncmp(spec->name, name, n) != 0 || name[n] != '.' ||
        !key_is_member(spec, name + n + 1))
        return 0;
    return n;
}

bool
key_suits(const struct key_spec *spec, const char *variant)
{
    if (spec->variant == NULL)
        return true;
    return variant != NULL && strcmp(spec->variant, variant) == 0;
}

struct key_rows
key_rows(const char *kind)
{
    size_t first = 0;
    while (
        first < key_registry_n && strcmp(key_registry[first].kind, kind) != 0)
        first++;
    size_t end = first;
    while (end < key_registry_n && strcmp(key_registry[end].kind, kind) == 0)
        end++;
    return (struct key_rows){key_registry + first, end - first};
}

const struct key_spec *
key_find(const char *kind, const char *variant, const char *name)
{
    struct key_rows rows = key_rows(kind);
    const struct key_spec *best = NULL;
    size_t best_fit = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct key_spec *spec = &rows.spec[i];
        if (!key_suits(spec, variant))
            continue;
        size_t fit = fits(spec, name);
        bool nearer = best != NULL && best->variant == NULL &&
                      spec->variant != NULL && fit == best_fit;
        if (fit > best_fit || (fit > 0 && nearer)) {
            best = spec;
            best_fit = fit;
        }
    }
    return best;
}

/* --- the table ------------------------------------------------------------ */

enum { CHAINS = 512 };

/* Rows whose names have the same hash are chained; numbers are 1 + the row. */
struct key_table {
    uint16_t first[CHAINS];
    uint16_t *next;        /* by row */
    struct key_rows *rows; /* by kind */
};

/* Of the N bytes at NAME and TAIL ("", "*" or "*.*") behind them, from a few of
 * all. */
static size_t
chain_of(const char *name, size_t n, const char *tail)
{
    size_t all = n + strlen(tail), hash = all * 31;
    const size_t at[] = {0, all / 3, all / 2, all - 1};
    static const unsigned weight[] = {61, 7, 37, 101};
    for (size_t i = 0; all > 0 && i < sizeof at / sizeof *at; i++) {
        char c = at[i] < n ? name[at[i]] : tail[at[i] - n];
        hash += (unsigned char)c * (size_t)weight[i];
    }
    return (hash ^ hash >> 9) % CHAINS;
}

const struct key_table *
key_table_new(struct arena *arena)
{
    struct key_table *table = arena_alloc(arena, sizeof *table);
    if (table == NULL)
        return NULL;
    table->next = arena_array(arena, key_registry_n, sizeof *table->next);
    table->rows = arena_array(arena, kind_registry_n, sizeof *table->rows);
    if (table->next == NULL || table->rows == NULL)
        return NULL;
    for (size_t i = 0; i < kind_registry_n; i++)
        table->rows[i] = key_rows(kind_registry[i].kind);
    for (size_t i = key_registry_n; i-- > 0;) {
        const char *name = key_registry[i].name;
        size_t chain = chain_of(name, strlen(name), "");
        table->next[i] = table->first[chain];
        table->first[chain] = (uint16_t)(i + 1);
    }
    return table;
}

struct key_rows
key_table_rows(const struct key_table *table, const char *kind)
{
    const struct kind_spec *spec = kind_find(kind);
    return spec == NULL ? (struct key_rows){NULL, 0}
                        : table->rows[spec - kind_registry];
}

static bool
is_called(const char *row, struct str name, const char *tail)
{
    if (tail[0] == '\0') /* then NAME is a string */
        return strcmp(row, name.p) == 0;
    return strncmp(row, name.p, name.n) == 0 && strcmp(row + name.n, tail) == 0;
}

/* The row called NAME with TAIL behind it. */
static const struct key_spec *
find_row(const struct key_table *table, struct key_rows rows,
    const char *variant, struct str name, const char *tail)
{
    const struct key_spec *best = NULL;
    size_t i = table->first[chain_of(name.p, name.n, tail)];
    for (; i > 0; i = table->next[i - 1]) {
        const struct key_spec *spec = &key_registry[i - 1];
        bool here = spec >= rows.spec && spec < rows.spec + rows.n;
        if (here && is_called(spec->name, name, tail) &&
            key_suits(spec, variant) &&
            (best == NULL || (best->variant == NULL && spec->variant != NULL)))
            best = spec;
    }
    return best;
}

const struct key_spec *
key_table_find(const struct key_table *table, struct key_rows rows,
    const char *variant, const char *name)
{
    static const char *const tails[] = {"*", "*.*"};
    struct str whole = str_of(name);
    const struct key_spec *found = find_row(table, rows, variant, whole, "");
    for (size_t n = whole.n; found == NULL && n-- > 1;) {
        if (name[n - 1] != '.')
            continue;
        for (size_t t = 0; t < 2 && found == NULL; t++) {
            struct str family = {name, n};
            found = find_row(table, rows, variant, family, tails[t]);
            if (found != NULL && !key_is_member(found, name + n))
                found = NULL;
        }
    }
    return found;
}

const struct kind_spec *
kind_find(const char *kind)
{
    for (size_t i = 0; i < kind_registry_n; i++) {
        const char *other = kind_registry[i].kind;
        if (other[0] == kind[0] && strcmp(other, kind) == 0)
            return &kind_registry[i];
    }
    return NULL;
}
