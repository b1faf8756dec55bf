#include "pdf/memory.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/deflate.h"

/* The first files fill it with what all have in common; what only one has is
 * not worth more.  Each thing counts for LEAST bytes more, so that there are
 * not too many small ones to be looked through. */
enum { BYTES_MAX = 16 << 20, LEAST = 4096 };

struct kept {
    struct kept *next; /* of the same hash */
    enum memory_kind kind;
    unsigned way;
    struct str key;
    const void *thing;
};

enum { SLOTS = 1 << 10 };

struct pdf_memory {
    struct arena *arena;
    size_t bytes;
    struct reuse *reuse;
    struct deflate *deflate;
    struct kept *slot[SLOTS];
};

struct pdf_memory *
pdf_memory_new(void)
{
    struct pdf_memory *memory = calloc(1, sizeof *memory);
    if (memory == NULL)
        return NULL;
    memory->arena = arena_new();
    if (memory->arena != NULL)
        return memory;
    free(memory);
    return NULL;
}

void
pdf_memory_free(struct pdf_memory *memory)
{
    if (memory == NULL)
        return;
    deflate_free(memory->deflate);
    arena_free(memory->arena);
    free(memory);
}

struct reuse *
memory_reuse(const struct pdf_memory *memory)
{
    return memory == NULL ? NULL : memory->reuse;
}

void
memory_set_reuse(struct pdf_memory *memory, struct reuse *reuse)
{
    memory->reuse = reuse;
}

struct deflate *
memory_deflate(const struct pdf_memory *memory)
{
    return memory == NULL ? NULL : memory->deflate;
}

void
memory_set_deflate(struct pdf_memory *memory, struct deflate *deflate)
{
    memory->deflate = deflate;
}

static size_t
slot_of(enum memory_kind kind, unsigned way, struct str key)
{
    return (size_t)(str_hash(key) + (uint64_t)kind * 16 + way) % SLOTS;
}

const void *
memory_find(const struct pdf_memory *memory, enum memory_kind kind,
    unsigned way, struct str key)
{
    if (memory == NULL)
        return NULL;
    const struct kept *kept = memory->slot[slot_of(kind, way, key)];
    for (; kept != NULL; kept = kept->next)
        if (kept->kind == kind && kept->way == way && str_equal(kept->key, key))
            return kept->thing;
    return NULL;
}

struct arena *
memory_arena(struct pdf_memory *memory, size_t n)
{
    if (memory == NULL || n > BYTES_MAX - memory->bytes)
        return NULL;
    memory->bytes += n;
    return memory->arena;
}

void
memory_keep(struct pdf_memory *memory, enum memory_kind kind, unsigned way,
    struct str key, const void *thing)
{
    struct arena *arena = memory_arena(memory, key.n + LEAST);
    if (arena == NULL)
        return;
    struct kept *kept = arena_alloc(arena, sizeof *kept);
    char *copy = arena_strndup(arena, key.p, key.n);
    if (kept == NULL || copy == NULL)
        return;
    struct kept **slot = &memory->slot[slot_of(kind, way, key)];
    *kept = (struct kept){*slot, kind, way, {copy, key.n}, thing};
    *slot = kept;
}
