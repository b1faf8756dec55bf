/* Blocks are chained; one request larger than a block gets its own.  Sizes
 * are rounded to max_align_t so that every result suits every type.  Zeroing is
 * done request by request: what is never asked for is never touched. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024 };

struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *block; /* the one that is being filled, older ones behind */
};

struct arena *
arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    for (struct block *next, *b = arena->block; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

static struct block *
block_new(size_t least)
{
    size_t size = least > BLOCK_BYTES ? least : BLOCK_BYTES;
    if (size > SIZE_MAX - sizeof(struct block))
        return NULL;
    struct block *b = malloc(sizeof(struct block) + size);
    if (b != NULL)
        *b = (struct block){.size = size};
    return b;
}

/* A large block goes behind the current one, which still has room. */
static void
block_link(struct arena *arena, struct block *b, size_t request)
{
    if (arena->block != NULL && request > BLOCK_BYTES / 4) {
        b->next = arena->block->next;
        arena->block->next = b;
    } else {
        b->next = arena->block;
        arena->block = b;
    }
}

static size_t
rounded(size_t size)
{
    const size_t unit = alignof(max_align_t);
    return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX - alignof(max_align_t))
        return NULL;
    size = rounded(size);
    struct block *b = arena->block;
    if (b == NULL || b->size - b->used < size) {
        b = block_new(size);
        if (b == NULL)
            return NULL;
        block_link(arena, b, size);
    }
    void *p = b->bytes + b->used;
    b->used += size;
    return memset(p, 0, size);
}

void *
arena_array(struct arena *arena, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, n * size);
}

/* True when the N bytes at P were the last to be taken and MORE are left behind
 * them; then they are taken. */
static bool
extend(struct arena *arena, const void *p, size_t n, size_t more)
{
    struct block *b = arena->block;
    size_t own = rounded(n), all = rounded(more);
    if (p == NULL || own > b->used || b->bytes + b->used - own != p ||
        all - own > b->size - b->used)
        return false;
    b->used += all - own;
    memset(b->bytes + b->used - (all - own), 0, all - own);
    return true;
}

void *
arena_grow(struct arena *arena, void *old, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return old;
    size_t more = *cap == 0 ? 2 : *cap * 2;
    if (more < *cap)
        return NULL;
    if (size <= SIZE_MAX / 2 / more &&
        extend(arena, old, *cap * size, more * size))
        return *cap = more, old;
    void *grown = arena_array(arena, more, size);
    if (grown == NULL)
        return NULL;
    if (n > 0)
        memcpy(grown, old, n * size);
    *cap = more;
    return grown;
}

char *
arena_strndup(struct arena *arena, const char *p, size_t n)
{
    char *copy = n < SIZE_MAX ? arena_alloc(arena, n + 1) : NULL;
    if (copy != NULL && n > 0)
        memcpy(copy, p, n);
    return copy;
}

char *
arena_strdup(struct arena *arena, const char *s)
{
    return arena_strndup(arena, s, strlen(s));
}

char *
arena_join(
    struct arena *arena, const char *a, const char *between, const char *b)
{
    const char *const part[] = {a, between, b};
    size_t n[3], at = 0;
    for (int i = 0; i < 3; i++)
        n[i] = strlen(part[i]);
    char *all = arena_alloc(arena, n[0] + n[1] + n[2] + 1);
    for (int i = 0; i < 3 && all != NULL; at += n[i++])
        memcpy(all + at, part[i], n[i]);
    return all;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
    char small[256]; /* most results: formatted once */
    va_list args;
    va_start(args, format);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0 || (size_t)n < sizeof small)
        return n < 0 ? NULL : arena_strndup(arena, small, (size_t)n);
    char *s = arena_alloc(arena, (size_t)n + 1);
    if (s == NULL)
        return NULL;
    va_start(args, format);
    vsnprintf(s, (size_t)n + 1, format, args);
    va_end(args);
    return s;
}
