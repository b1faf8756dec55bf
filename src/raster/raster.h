/* raster/raster - pages as PNG pictures, through cairo. */
#ifndef RASTER_RASTER_H
#define RASTER_RASTER_H

#include "page/document.h"

/* Appends page NUMBER (from 0) of DOCUMENT to OUT as a PNG of DPI dots per
 * inch (1 ... 1200).  Errors: ERR_INPUT (picture cannot be read, said in
 * DIAG), ERR_USAGE (no such page or DPI), ERR_NOMEM. */
ERR_CHECKED enum err raster_page(struct diag *diag,
    const struct document *document, size_t number, int dpi, struct buf *out);

/* A part of a page, emu from its top left corner. */
struct raster_box {
    emu x, y, width, height;
};

/* Appends what PAGE shows in BOX to OUT as a PNG WIDTH pixels wide.  Errors as
 * raster_page; ERR_USAGE also when it would be more than 30,000 pixels high. */
ERR_CHECKED enum err raster_part(struct diag *diag, const struct page *page,
    const struct raster_box *box, int width, struct buf *out);

#endif
