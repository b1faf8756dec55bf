/* config/hint - what to do about a fault, and where exactly it is. */
#ifndef CONFIG_HINT_H
#define CONFIG_HINT_H

#include "config/job.h"

/* The place of the bytes at AT inside ENTRY's value. */
struct loc hint_place(const struct entry *entry, const char *at);

/* Characters from START to AT in one text. */
int32_t hint_columns(const char *start, const char *at);

/* What to do about the unknown NAME when the N NAMES are known: the nearest
 * one, or all when they are few, else where TOPIC is explained. */
struct hint {
    const char *ja, *en;
};
ERR_CHECKED enum err hint_make(struct arena *arena, const char *name,
    const char *const *names, size_t n, const char *topic, struct hint *out);

/* TEXT with full-width ASCII made half-width; NULL in *OUT when there is
 * none. */
ERR_CHECKED enum err hint_half_width(
    struct arena *arena, struct str text, const char **out);

#endif
