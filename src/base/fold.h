/* base/fold - names as file systems compare them. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include "base/buf.h"

/* Appends S (UTF-8) without what file systems of some kind take for the same:
 * full case folding and Unicode's composed form (NFC).  Two names that append
 * the same bytes cannot stand in one folder everywhere.  Bytes that are no
 * UTF-8 are appended as they are. */
void fold_put(struct str s, struct buf *out);

#endif
