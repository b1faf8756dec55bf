/* base/str - a stretch of bytes that somebody else owns. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p; /* not NUL-terminated; may be NULL when n is 0 */
    size_t n;      /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

/* The string S as a stretch; S may be NULL. */
static inline struct str
str_of(const char *s)
{
    return (struct str){s, s == NULL ? 0 : strlen(s)};
}

static inline bool
str_equal(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

/* A number that equal strings share.  It is no secret and not the same on every
 * machine: for tables whose order nobody sees. */
uint64_t str_hash(struct str s);

/* S without white space (ASCII) at both ends. */
struct str str_trim(struct str s);

/* Cuts S at the first BYTE: returns what stands before it and leaves in *REST
 * what stands behind.  Without BYTE all of S is returned and *REST->p is
 * NULL, so `while (rest.p != NULL)` walks a list with empty members. */
struct str str_cut(struct str s, char byte, struct str *rest);

/* Takes the first member off the comma-separated list S: trimmed, maybe empty;
 * what follows is left in *REST as by str_cut.  One in double quotes, as in a
 * CSV, may hold commas; it is returned without them. */
struct str str_member(struct str s, struct str *rest);

/* NAME without ENDING (lower case ASCII, ".pdf"), which it may have in any
 * case; of `.pdf` alone nothing goes. */
struct str str_without(const char *name, const char *ending);

/* Plain digits, with an optional sign, in the range of int.  False when S is
 * anything else; *OUT is then 0. */
bool str_integer(struct str s, int *out);

/* The member of NAMES (N strings) nearest to NAME by edits, or NULL when none
 * is near enough to suggest (more than a third of its length away). */
const char *str_nearest(const char *name, const char *const *names, size_t n);

#endif
