/* pdf/path - the operators that make a path (ISO 32000-1, 8.5.2). */
#ifndef PDF_PATH_H
#define PDF_PATH_H

#include "pdf/content.h"

/* Appends the path of ITEM; what is done with it is to follow. */
void path_put(struct content *c, const struct item *item);

#endif
