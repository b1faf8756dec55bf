/* pdf/flatten - transparency computed away where the ground is plain. */
#ifndef PDF_FLATTEN_H
#define PDF_FLATTEN_H

#include "page/document.h"
#include "pdf/pdf.h"

/* True when ITEM, a path on PAGE that is seen through, looks the same in plain
 * colours: it lies on paper, or on one filled shape that holds it.  *OUT is
 * then the item so painted. */
bool flatten_item(const struct pdf_print *print, const struct page *page,
    const struct item *item, struct item *out);

enum { FLATTEN_LAYERS = 64, FLATTEN_CLIPS = 6 };

/* A part of what an item shows, in plain colours. */
struct flatten_layer {
    struct item item;
    const struct item *clip[FLATTEN_CLIPS]; /* it shows inside all of them */
    size_t n_clips;
};

/* The same for ITEM, a filled path, where it lies on several shapes in part: as
 * layers to be painted one upon the other.  How many they are; 0: it cannot be
 * done, or needs more than CAP. */
size_t flatten_layers(const struct pdf_print *print, const struct page *page,
    const struct item *item, struct flatten_layer *out, size_t cap);

#endif
