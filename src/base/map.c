/* Open addressing with linear probing, at most three quarters full. */
#include "base/map.h"

/* The slot of KEY, or the free one where it belongs. */
static struct map_slot *
seek(struct map_slot *slot, size_t cap, struct str key)
{
    size_t at = (size_t)str_hash(key) & (cap - 1);
    while (slot[at].key.p != NULL && !str_equal(slot[at].key, key))
        at = (at + 1) & (cap - 1);
    return &slot[at];
}

static bool
grow(struct map *map, struct arena *arena)
{
    size_t cap = map->cap == 0 ? 32 : map->cap * 2;
    struct map_slot *slot = arena_array(arena, cap, sizeof *slot);
    if (slot == NULL)
        return false;
    for (size_t i = 0; i < map->cap; i++)
        if (map->slot[i].key.p != NULL)
            *seek(slot, cap, map->slot[i].key) = map->slot[i];
    map->slot = slot;
    map->cap = cap;
    return true;
}

bool
map_put(struct map *map, struct arena *arena, struct str key, size_t value)
{
    if (key.p == NULL)
        key.p = "";
    if (map->n * 4 >= map->cap * 3 && !grow(map, arena))
        return false;
    struct map_slot *slot = seek(map->slot, map->cap, key);
    map->n += slot->key.p == NULL ? 1 : 0;
    *slot = (struct map_slot){key, value};
    return true;
}

bool
map_find(const struct map *map, struct str key, size_t *value)
{
    *value = 0;
    if (map->n == 0)
        return false;
    const struct map_slot *slot = seek(map->slot, map->cap, key);
    if (slot->key.p == NULL)
        return false;
    *value = slot->value;
    return true;
}
