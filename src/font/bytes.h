/* font/bytes - big-endian numbers, as font files have them.  Private to the
 * font room. */
#ifndef FONT_BYTES_H
#define FONT_BYTES_H

#include "base/buf.h"

/* The SIZE (0 ... 4) bytes of S from AT on, which must be there. */
uint32_t bytes_number(struct str s, size_t at, size_t size);

/* Appends the low SIZE bytes of VALUE. */
void bytes_put(struct buf *buf, uint32_t value, int size);

/* Writes them over those that stand at P. */
void bytes_set(char *p, uint32_t value, int size);

#endif
