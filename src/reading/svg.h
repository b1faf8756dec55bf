/* reading/svg - a figure of a page as SVG 1.1: the same items, glyphs as
 * outlines, so that it looks as it does in print and needs no face.
 */
#ifndef READING_SVG_H
#define READING_SVG_H

#include "page/document.h"

/* Appends the figure ELEMENT, in place of which ALT is read.  NUMBER tells
 * apart the figures of one file. */
void svg_figure(const struct document *document, const struct element *element,
    const char *alt, unsigned number, struct buf *out);

/* The CSS pixels across that ELEMENT takes where there is room: as in print. 0:
 * it is drawn nowhere. */
int svg_pixels(const struct element *element);

/* The one picture that is all of the figure ELEMENT, or NULL. */
const struct image *svg_picture(
    const struct document *document, const struct element *element);

#endif
