/* pdf/convert - pictures from RGB to the inks of a press, through lcms2, and
 * JPEG files to pixels for that.
 *
 * Both libraries are loaded when the first such picture comes: linked, they
 * would cost every start.
 */
#ifndef PDF_CONVERT_H
#define PDF_CONVERT_H

#include "pdf/writer.h"

/* RGB, 3 bytes a pixel, as C M Y K, 4 bytes a pixel and 255 all ink, owned by
 * w->arena: from the profile OWN, else the job's source-profile, else sRGB, to
 * its intent-profile.  Errors: ERR_INPUT (a profile that cannot be used, said
 * at ITEM), ERR_ENVIRONMENT (no library; said), ERR_NOMEM. */
ERR_CHECKED enum err convert_rgb(struct writer *w, const struct item *item,
    struct str rgb, struct str own, struct str *out);

/* The pixels of the JPEG in ITEM as RGB, 3 bytes each, owned by w->arena; p is
 * NULL when the file is damaged.  Errors: ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err convert_jpeg(
    struct writer *w, const struct item *item, struct str *out);

#endif
