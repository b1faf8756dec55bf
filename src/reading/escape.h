/* reading/escape - text for HTML and SVG. */
#ifndef READING_ESCAPE_H
#define READING_ESCAPE_H

#include "base/buf.h"

/* TEXT between tags: a line feed becomes a <br>, other control characters a
 * space. */
void escape_text(struct buf *out, struct str text);

/* ` NAME="TEXT"`; nothing when TEXT is NULL. */
void escape_attribute(struct buf *out, const char *name, const char *text);

/* `data:TYPE;base64,...` of BYTES. */
void escape_data(struct buf *out, const char *type, struct str bytes);

#endif
