/* app/papersize - sizes of pages as printing companies in Japan call them. */
#ifndef APP_PAPERSIZE_H
#define APP_PAPERSIZE_H

#include "base/buf.h"
#include "base/unit.h"

/* Appends the size of a page in mm with the name of the paper, when it has one,
 * and how it stands: `A4 縦（210 × 297 mm）`, `A4 portrait (210 × 297 mm)`.  A
 * size has a name when both sides are within 0.1 mm of it. */
void papersize_put(struct buf *out, emu width, emu height, bool japanese);

#endif
