/* set/tagging - where set copy stands in the structure (docs/decisions/0013).
 */
#ifndef SET_TAGGING_H
#define SET_TAGGING_H

#include "set/flow.h"

/* The element that holds the lines of PARA, which is placed in BASE; LONE: PARA
 * is all there is, so that a cell, say, needs no paragraph.  NULL: an artifact,
 * as BASE is. */
struct element *tagging_para(struct page *page, struct element *base,
    const struct set_para *para, bool lone);

/* The Lbl for PARA's marker, made before its lines are. */
struct element *tagging_marker(
    struct page *page, struct element *base, const struct set_para *para);

/* True when A and B, pieces of one line, belong to one element. */
bool tagging_alike(const struct text_piece *a, const struct text_piece *b);

/* The element of PIECE in the paragraph PARA: itself, or a link, a note's
 * reference, a base or reading, words of another language. */
struct element *tagging_piece(
    struct page *page, struct element *para, const struct text_piece *piece);

/* The Link of NODE in the paragraph PARA.  In an artifact it is below the
 * document: a link is always something to be read. */
struct element *tagging_link(
    struct page *page, struct element *para, const struct node *node);

#endif
