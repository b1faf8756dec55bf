/* app/kitfigures - the HTML of a press kit's mail, whose figures are pictures
 * beside it: many mail programs show neither SVG nor `data:` (docs/press.md).
 */
#ifndef APP_KITFIGURES_H
#define APP_KITFIGURES_H

#include "app/kit.h"

/* Writes KIT's html and the pictures that it shows, each once: photographs as
 * they now are in the document, all else drawn.  Errors: ERR_INPUT (a picture
 * cannot be read; said), ERR_NOMEM. */
ERR_CHECKED enum err kitfigures_html(struct kit *kit);

#endif
