#include "config/key.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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

static int
has_variant(const struct key_spec *spec, const char *variant)
{
    if (spec->variant == NULL)
        return 1;
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
key_find_among(struct key_rows rows, const char *variant, const char *name)
{
    const struct key_spec *best = NULL;
    size_t best_fit = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct key_spec *spec = &rows.spec[i];
        /* Most rows leave here: every getter comes this way. */
        if (spec->name[0] != name[0] || !has_variant(spec, variant))
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

const struct key_spec *
key_find(const char *kind, const char *variant, const char *name)
{
    return key_find_among(key_rows(kind), variant, name);
}

const struct kind_spec *
kind_find(const char *kind)
{
    for (size_t i = 0; i < kind_registry_n; i++)
        if (strcmp(kind_registry[i].kind, kind) == 0)
            return &kind_registry[i];
    return NULL;
}
