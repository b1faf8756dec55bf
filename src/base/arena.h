/* base/arena - memory that is given back all at once.
 *
 * A result that takes `struct arena *` first lives as long as that arena.
 * Nothing here aborts: a failed allocation is NULL, an ordinary error.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A new empty arena, or NULL.  The caller frees it with arena_free. */
struct arena *arena_new(void);

/* Gives back ARENA and all that was taken from it; NULL is allowed. */
void arena_free(struct arena *arena);

/* SIZE zeroed bytes aligned for any type, or NULL.  SIZE may be 0. */
void *arena_alloc(struct arena *arena, size_t size);

/* N elements of SIZE zeroed bytes; NULL also when N * SIZE overflows. */
void *arena_array(struct arena *arena, size_t n, size_t size);

/* The array OLD of *CAP elements, N of them in use, of SIZE bytes, twice as
 * large: for arena_grow. */
void *arena_double(
    struct arena *arena, void *old, size_t n, size_t *cap, size_t size);

/* Room for one element more in the growing array OLD of N elements of SIZE
 * bytes.  Returns OLD or, twice as large, OLD where it stands or its copy,
 * whose new elements are zeroed; OLD itself is then no longer good.  *CAP
 * (elements, 0 at first) is kept by this call.  NULL when memory runs out; OLD
 * is then still good. */
static inline void *
arena_grow(struct arena *arena, void *old, size_t n, size_t *cap, size_t size)
{
    return n < *cap ? old : arena_double(arena, old, n, cap, size);
}

/* A NUL-terminated copy of the N bytes at P, or NULL. */
char *arena_strndup(struct arena *arena, const char *p, size_t n);

/* A copy of the string S, or NULL. */
char *arena_strdup(struct arena *arena, const char *s);

/* The strings A, BETWEEN and B as one, or NULL. */
char *arena_join(
    struct arena *arena, const char *a, const char *between, const char *b);

/* A formatted string, or NULL.  Only for locale-free conversions (no %f). */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
