/* app/proofing - the pages of a proof, with what is to be said about them. */
#ifndef APP_PROOFING_H
#define APP_PROOFING_H

#include "app/library.h"
#include "compare/compare.h"

/* Makes *OUT, which lives as long as K, of K's pages: with all messages whose
 * places are known at those places, and with the changes since the older
 * edition.  Errors: as against_changes. */
ERR_CHECKED enum err proofing_make(struct kumihan *k, struct document **out);

/* Appends what CHANGE is, without its place; long texts by their beginning. */
void proofing_put_change(
    struct buf *out, const struct change *change, bool japanese);

/* True when K writes a proof. */
bool proofing_is_asked(const struct kumihan *k);

#endif
