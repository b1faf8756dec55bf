/* layout/stream - areas joined into chains, with the blocks that run through
 * them. */
#ifndef LAYOUT_STREAM_H
#define LAYOUT_STREAM_H

#include "layout/plan.h"

/* Makes PLAN's streams from its areas and blocks.
 * Errors: ERR_INPUT (a chain in an `auto` row; said), ERR_NOMEM. */
ERR_CHECKED enum err stream_read(struct plan *plan);

/* The area in which what STREAM has left when its area INDEX is full goes on;
 * NULL when there is none. */
struct area *stream_next(const struct stream *stream, size_t index);

/* The stream of AREA and its place in it. */
struct stream *stream_of(
    const struct plan *plan, const struct area *area, size_t *index);

#endif
