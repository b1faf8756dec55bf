/* base/map - names to numbers, in order of arrival. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* A zeroed struct map is an empty one; its storage belongs to the arena that
 * is passed in.  Keys are borrowed. */
struct map {
    struct map_slot *slot;
    size_t cap, n;
};

struct map_slot {
    struct str key; /* key.p is NULL in a free slot */
    size_t value;
};

/* Adds KEY or replaces its value.  False when memory runs out. */
bool map_put(
    struct map *map, struct arena *arena, struct str key, size_t value);

/* True and *VALUE when KEY is there. */
bool map_find(const struct map *map, struct str key, size_t *value);

#endif
