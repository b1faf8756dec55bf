/* reading/html - a document's structure as one file of HTML: semantic, with
 * figures and look inside (docs/decisions/0019).
 */
#ifndef READING_HTML_H
#define READING_HTML_H

#include "page/document.h"

/* The file at URL, which is shown WIDTH by HEIGHT CSS pixels large instead of
 * FIGURE. */
struct html_picture {
    const struct element *figure;
    const char *url;
    int width, height;
};

struct html_pictures {
    const struct html_picture *picture;
    size_t n;
};

/* Appends DOCUMENT, checked and tagged, to OUT as UTF-8.  Figures that are not
 * among PICTURES (NULL: none is) are inside.  The words are the same either
 * way. Errors: ERR_NOMEM. */
ERR_CHECKED enum err html_write(const struct document *document,
    const struct html_pictures *pictures, struct buf *out);

#endif
