/* sheet/patches - the colours of a colour bar: solids, halves and overprints of
 * the process inks, then solid and half of each spot colour.  Private to the
 * room.
 */
#ifndef SHEET_PATCHES_H
#define SHEET_PATCHES_H

#include "page/document.h"

enum { PATCHES_SPOTS = 32 /* at most */ };

struct patches {
    const struct colour_role *spot[PATCHES_SPOTS];
    size_t spots; /* that there are; above PATCHES_SPOTS: too many */
    size_t n;     /* patches for all of them */
};

/* The patches for DOCUMENT and what is painted in ALSO (may be NULL), those of
 * spot colours when SPOTS. */
void patches_find(const struct document *document, const struct colour *also,
    bool spots, struct patches *out);

/* The colour of patch I. */
struct colour patches_colour(const struct patches *patches, size_t i);

/* The spot colours that DOCUMENT paints with, in order of first use, then that
 * of ALSO (may be NULL), at most CAP; returns how many there are. */
size_t plates_find(const struct document *document, const struct colour *also,
    const struct colour_role **out, size_t cap);

#endif
