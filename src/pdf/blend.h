/* pdf/blend - gradients in the inks of a press: DeviceCMYK, the tints of one
 * spot colour, or DeviceN where a spot colour meets anything else. */
#ifndef PDF_BLEND_H
#define PDF_BLEND_H

#include "pdf/writer.h"

/* Appends the colour space of G to w->body. */
void blend_space(struct writer *w, const struct gradient *g);

/* Appends what both ends are in it, `from]/C1[to`. */
void blend_ends(struct writer *w, const struct gradient *g);

#endif
