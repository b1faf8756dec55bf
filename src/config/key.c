#include "config/key.h"

#include <stdint.h>
#include <string.h>

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
