/* inspect/layers - what is painted on a page, and where: each fill, stroke and
 * picture is a layer, in painting order.
 */
#ifndef INSPECT_LAYERS_H
#define INSPECT_LAYERS_H

#include "inspect/contour.h"

/* A clip path inside the one that was in force before it. */
struct clip {
    struct clip *outer;
    const struct item *item;
    struct bounds bounds;    /* what this and all outer ones leave */
    struct contour *contour; /* once asked for */
};

struct layer {
    size_t at; /* index of its item: painting order */
    const struct item *item;
    bool stroke;
    struct clip *clip;
    struct bounds bounds;    /* of what shows, never smaller */
    struct contour *contour; /* once asked for; none for pictures */
    size_t seen;             /* number of the last search that met it */
};

/* What surrounds an item. */
struct surroundings {
    const struct item *span; /* the outermost SPAN_BEGIN; NULL: none */
    struct clip *clip;       /* NULL: none */
    bool ornament;
};

struct layers {
    struct arena *arena; /* owns everything below */
    const struct page *page;
    struct surroundings *around; /* by item */
    struct layer *layer;
    size_t n, cap;
    struct layer **large; /* those that lie in many buckets */
    size_t n_large;
    size_t *first;         /* by bucket, into bucket_layer; one more */
    struct layer **bucket; /* the layers of all buckets, in painting order */
    size_t searches;
    struct layer **found; /* of the last search */
    bool failed;          /* memory ran out while a contour was made */
};

/* Reads PAGE, which is borrowed.  NULL: no memory. */
struct layers *layers_new(struct arena *arena, const struct page *page);

/* The layers whose bounds meet BOX, in painting order; good until the next
 * search.  Returns how many. */
size_t layers_search(
    struct layers *layers, const struct bounds *box, struct layer ***out);

/* How BOX lies to what LAYER paints, and whether it paints at X, Y.  Clips are
 * taken into account.  Lost memory is told by LAYERS->failed. */
enum meeting layers_meet(
    struct layers *layers, struct layer *layer, const struct bounds *box);
bool layers_hold(struct layers *layers, struct layer *layer, emu x, emu y);

/* The outline of LAYER without its clips, NULL for a picture or when memory
 * ran out. */
const struct contour *layers_contour(
    struct layers *layers, struct layer *layer);

/* True when LAYER hides what lies beneath it. */
bool layers_opaque(const struct layer *layer);

#endif
