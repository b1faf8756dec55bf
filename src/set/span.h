/* set/span - the inlines of one paragraph as spans for composition. */
#ifndef SET_SPAN_H
#define SET_SPAN_H

#include "set/flow.h"

struct span_list {
    struct text_span *span;
    size_t n;
};

/* The inlines below NODE in STYLE at MILLI/1000 of its sizes (STYLE is already
 * that size; MILLI is for the styles of spans inside).  On ERR_OK *OUT is
 * owned by CONTEXT->arena.  Each span's owner is the nearest NODE_NOTE or
 * NODE_LINK above it, or NULL.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err span_collect(const struct set_context *context,
    const struct set_style *style, int32_t milli, const struct node *node,
    struct span_list *out);

#endif
