/* reading/tablename - what a table is called for those who hear it. */
#ifndef READING_TABLENAME_H
#define READING_TABLENAME_H

#include "reading/texts.h"

/* Appends the name of TABLE to OUT: its caption, else the heading that stands
 * right before it, without marks of notes.  Nothing when it has neither. */
void tablename_put(const struct texts *texts, const struct element *table,
    bool japanese, struct buf *out);

#endif
