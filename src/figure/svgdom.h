/* figure/svgdom - an SVG file as a tree of its SVG elements.
 *
 * Read by expat.  Elements and attributes of other name spaces (editors' own
 * notes) are left out: they draw nothing.  Document type declarations that
 * define anything are refused, so entities cannot grow.
 */
#ifndef FIGURE_SVGDOM_H
#define FIGURE_SVGDOM_H

#include "base/diag.h"
#include "base/map.h"

struct svg_attr {
    const char *name, *value; /* xlink:href is href */
};

struct svg_node {
    const char *name;
    struct loc loc; /* of its `<` */
    size_t at;      /* byte of its `<` in the file */
    struct svg_attr *attr;
    size_t n_attrs;
    struct svg_node *first, *last, *next;
};

struct svg_dom {
    struct str bytes;
    struct svg_node *root;
    struct map id;          /* id to index in node[] */
    struct svg_node **node; /* in the order of the file */
    size_t n, cap;
};

/* Reads the N bytes of FILE (its name for messages).  On ERR_OK *OUT is owned
 * by ARENA and borrows BYTES.  Errors: ERR_INPUT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err svg_dom_read(struct arena *arena, struct diag *diag,
    const char *file, struct str bytes, struct svg_dom *out);

/* The value of NODE's attribute NAME, or NULL. */
const char *svg_dom_value(const struct svg_node *node, const char *name);

/* The node with ID, or NULL. */
const struct svg_node *svg_dom_find(const struct svg_dom *dom, const char *id);

/* Where byte OFFSET of the value of NODE's attribute NAME stands in the file.
 */
struct loc svg_dom_loc(const struct svg_dom *dom, const struct svg_node *node,
    const char *name, size_t offset);

#endif
