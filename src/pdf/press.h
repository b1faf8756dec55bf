/* pdf/press - RGB and transparent pictures in a file for the press. */
#ifndef PDF_PRESS_H
#define PDF_PRESS_H

#include "pdf/jpegfile.h"
#include "pdf/pngfile.h"
#include "pdf/writer.h"

/* True when the picture is not one that goes in as it is: those in grey and in
 * CMYK do, with their numbers as they are. */
bool press_takes_jpeg(const struct writer *w, const struct jpegfile *jpeg);
bool press_takes_png(const struct writer *w, const struct pngfile *png);

/* Fill REF with the picture of ITEM, converted to the intent-profile; without
 * one RGB keeps its profile in PDF/X-4.  Errors: ERR_INPUT (said at ITEM),
 * ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err press_jpeg(struct writer *w, const struct item *item,
    const struct jpegfile *jpeg, struct ref ref);
ERR_CHECKED enum err press_png(struct writer *w, const struct item *item,
    const struct pngfile *png, struct ref ref);

#endif
