/* Small requests share blocks; one of more than LARGE bytes gets its own, so
 * that an array that grows beyond it is reallocated instead of copied and left.
 * Sizes are rounded to max_align_t so that every result suits every type.
 * Zeroing is done request by request: what is never asked for is never touched,
 * and what the system gives zeroed is not touched either. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, LARGE = BLOCK_BYTES / 4 };

struct block {
    struct block *next, *prev; /* prev: of large ones only */
    size_t used;               /* of the shared block's bytes */
    alignas(max_align_t) unsigned char bytes[];
};

struct arena {
    struct block *block; /* the one that is being filled, older ones behind */
    struct block *large; /* those of one request */
};

struct arena *
arena_new(void)
{
    return calloc(1, sizeof(struct arena));
}

static void
free_blocks(struct block *b)
{
    for (struct block *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
}

void
arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    free_blocks(arena->block);
    free_blocks(arena->large);
    free(arena);
}

static size_t
rounded(size_t size)
{
    const size_t unit = alignof(max_align_t);
    return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

/* SIZE is too much to be rounded or put into a block. */
static bool
is_absurd(size_t size)
{
    return size > SIZE_MAX - sizeof(struct block) - alignof(max_align_t);
}

static void *
take_large(struct arena *arena, size_t size, bool zeroed)
{
    size_t all = sizeof(struct block) + size;
    struct block *b = zeroed ? calloc(1, all) : malloc(all);
    if (b == NULL)
        return NULL;
    b->prev = NULL;
    b->next = arena->large;
    if (b->next != NULL)
        b->next->prev = b;
    arena->large = b;
    return b->bytes;
}

/* SIZE bytes, as they are or zeroed. */
static void *
take(struct arena *arena, size_t size, bool zeroed)
{
    if (is_absurd(size))
        return NULL;
    size = rounded(size);
    if (size > LARGE)
        return take_large(arena, size, zeroed);
    struct block *b = arena->block;
    if (b == NULL || BLOCK_BYTES - b->used < size) {
        b = malloc(sizeof(struct block) + BLOCK_BYTES);
        if (b == NULL)
            return NULL;
        b->next = arena->block;
        b->used = 0;
        arena->block = b;
    }
    void *p = b->bytes + b->used;
    b->used += size;
    return zeroed ? memset(p, 0, size) : p;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
    return take(arena, size, true);
}

void *
arena_array(struct arena *arena, size_t n, size_t size)
{
    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    return arena_alloc(arena, n * size);
}

/* The large array OLD with SIZE bytes. */
static void *
resize_large(struct arena *arena, void *old, size_t size)
{
    unsigned char *bytes = old;
    struct block *b = (void *)(bytes - offsetof(struct block, bytes));
    b = realloc(b, sizeof(struct block) + size);
    if (b == NULL)
        return NULL;
    if (b->next != NULL)
        b->next->prev = b;
    if (b->prev != NULL)
        b->prev->next = b;
    else
        arena->large = b;
    return b->bytes;
}

/* True when the N bytes at P were the last to be taken and MORE may stand
 * there; then they are taken. */
static bool
extend(struct arena *arena, const void *p, size_t n, size_t more)
{
    struct block *b = arena->block;
    size_t own = rounded(n), all = rounded(more);
    if (p == NULL || all > LARGE || b == NULL || own > b->used ||
        b->bytes + b->used - own != p || all - own > BLOCK_BYTES - b->used)
        return false;
    b->used += all - own;
    return true;
}

void *
arena_double(struct arena *arena, void *old, size_t n, size_t *cap, size_t size)
{
    size_t more = *cap == 0 ? 2 : *cap * 2;
    if (more < *cap || (size != 0 && more > SIZE_MAX / size) ||
        is_absurd(more * size))
        return NULL;
    void *grown = old;
    if (rounded(*cap * size) > LARGE)
        grown = resize_large(arena, old, more * size);
    else if (!extend(arena, old, *cap * size, more * size)) {
        grown = take(arena, more * size, false);
        if (grown != NULL && n > 0)
            memcpy(grown, old, n * size);
    }
    if (grown == NULL)
        return NULL;
    if (size > 0)
        memset((char *)grown + n * size, 0, (more - n) * size);
    *cap = more;
    return grown;
}

char *
arena_strndup(struct arena *arena, const char *p, size_t n)
{
    char *copy = n < SIZE_MAX ? take(arena, n + 1, false) : NULL;
    if (copy == NULL)
        return NULL;
    if (n > 0)
        memcpy(copy, p, n);
    copy[n] = '\0';
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
    char *all = take(arena, n[0] + n[1] + n[2] + 1, false);
    if (all == NULL)
        return NULL;
    for (int i = 0; i < 3; at += n[i++])
        memcpy(all + at, part[i], n[i]);
    all[at] = '\0';
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
    char *s = take(arena, (size_t)n + 1, false);
    if (s == NULL)
        return NULL;
    va_start(args, format);
    vsnprintf(s, (size_t)n + 1, format, args);
    va_end(args);
    return s;
}
