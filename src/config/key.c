#include "config/key.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

/* How well SPEC's name fits NAME: 0 not at all, more the better; an exact
 * name beats every family, a longer family a shorter one. */
static size_t
fits(const struct key_spec *spec, const char *name)
{
    size_t n = strlen(spec->name);
    if (strcmp(spec->name, name) == 0)
        return SIZE_MAX;
    if (n < 2 || strcmp(spec->name + n - 2, ".*") != 0)
        return 0;
    if (strncmp(spec->name, name, n - 1) != 0 || name[n - 1] == '\0')
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

/* --- the table -------------------------------------------------------------
 */

enum { CHAINS = 512 };

/* Rows whose names have the same hash are chained; numbers are 1 + the row. */
struct key_table {
    uint16_t first[CHAINS];
    uint16_t *next;        /* by row */
    struct key_rows *rows; /* by kind */
};

/* Of the N bytes at NAME and TAIL ("" or "*") behind them, from a few of all.
 */
static size_t
chain_of(const char *name, size_t n, const char *tail)
{
    size_t all = n + (tail[0] != '\0'), hash = all * 31;
    const unsigned char *p = (const unsigned char *)name;
    if (n > 0)
        hash += p[0] * 61U + p[all / 3] * 7U + p[all / 2] * 37U +
                (tail[0] != '\0' ? (unsigned char)tail[0] : p[n - 1]) * 101U;
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
    struct str whole = str_of(name);
    const struct key_spec *found = find_row(table, rows, variant, whole, "");
    for (size_t n = whole.n; found == NULL && n-- > 1;)
        if (name[n - 1] == '.')
            found = find_row(table, rows, variant, (struct str){name, n}, "*");
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
