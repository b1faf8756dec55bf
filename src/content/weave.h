/* content/weave - from a masked galley through cmark to a tree of nodes.
 * The only file of the room that knows cmark.
 */
#ifndef CONTENT_WEAVE_H
#define CONTENT_WEAVE_H

#include "content/copy.h"
#include "content/galley.h"

/* Reads GALLEY, whose marks were found.  On ERR_OK *OUT is a NODE_ROOT; else
 * NULL.  All faults are said.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err weave_tree(const struct copy_context *context,
    struct galley *galley, struct node **out);

#endif
