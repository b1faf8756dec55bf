/* pdf/xobject - pictures as image objects.
 *
 * JPEG files and simple PNG files go in as they are compressed; what PDF does
 * not know (transparency, interlacing, 16 bits) is decoded first.  Every file
 * is proved to be whole either way.
 */
#ifndef PDF_XOBJECT_H
#define PDF_XOBJECT_H

#include "pdf/writer.h"

/* Fills REF with the picture of ITEM.  Errors: ERR_INPUT (said at item->loc),
 * ERR_NOMEM. */
ERR_CHECKED enum err xobject_write(
    struct writer *w, const struct item *item, struct ref ref);

/* For pdf/press: says that the picture of ITEM is damaged at FAULT; the stream
 * of a profile for COMPONENTS, once however many pictures have it, for which
 * w->body must be empty.  Errors: ERR_INPUT; ERR_NOMEM. */
ERR_CHECKED enum err xobject_say_damaged(
    struct writer *w, const struct item *item, const char *fault);
ERR_CHECKED enum err xobject_profile(
    struct writer *w, struct str bytes, int components, struct ref *out);

#endif
