/* pdf/ink - colours as the inks of a press (decision 10).
 *
 * A colour becomes process values or one spot colour and its tint.  Nothing is
 * converted: what the job gave no inks for is an error.
 */
#ifndef PDF_INK_H
#define PDF_INK_H

#include "pdf/content.h"

/* COLOUR as an ink; false when the job gave none for it.  Black, white and
 * greys (r = g = b) are exact in K. */
bool ink_of(
    const struct pdf_print *print, struct colour colour, struct ink *out);

/* Proves that every colour of ITEM has inks and that spot colours are known to
 * W.  Errors: ERR_INPUT (said, once a colour), ERR_NOMEM. */
ERR_CHECKED enum err ink_check(struct writer *w, const struct item *item);

/* Sets the colour of fills, or of strokes, and whether they overprint: K 100
 * does as text and as fine lines, WIDTH emu wide (0: text, -1: a surface). */
void ink_set(struct content *c, struct colour colour, bool stroke, emu width);

/* The index of the spot colour ROLE in w->spot; SIZE_MAX: not noted. */
size_t ink_spot(const struct writer *w, const struct colour_role *role);

/* Appends the colour space of w->spot[SPOT]. */
void ink_space(const struct writer *w, size_t spot, struct buf *out);

/* Appends the values of INK, one of a spot colour, four of the others. */
void ink_put(struct buf *out, const struct ink *ink);

/* Appends N numbers of 1/1000 between blanks. */
void ink_numbers(struct buf *out, const int16_t *value, size_t n);

#endif
