/* sheet/legend - the column beside a proof page.  Private to the room. */
#ifndef SHEET_LEGEND_H
#define SHEET_LEGEND_H

#include "sheet/label.h"
#include "sheet/proof.h"

enum {
    LEGEND_WIDTH = 72 * EMU_PER_MM,
    LEGEND_EDGE = 4 * EMU_PER_MM,
    LEGEND_SIZE = 7 * EMU_PER_PT,
    LEGEND_LINE = 10 * EMU_PER_PT,
    TAG_SIZE = 5 * EMU_PER_PT /* names on the page */
};

struct legend {
    struct arena *arena;
    struct diag *diag;
    struct document *document; /* the proof */
    const struct composite *font;
    struct page *page; /* in hand */
    emu x, y;          /* where the next line's top goes */
    bool japanese;
    emu paper[2]; /* for pages behind the last */
    struct page *rest;
    emu rest_y;
};

/* The colour of KIND. */
struct colour legend_colour(enum proof_kind kind);

/* Begins the column of PAGE, wider by now, whose paper ends at X. */
ERR_CHECKED enum err legend_begin(
    struct legend *legend, struct page *page, emu x, size_t number);

/* Adds the remark NUMBER. */
ERR_CHECKED enum err legend_add(
    struct legend *legend, size_t number, const struct proof_mark *mark);

/* A number in a circle that touches X, Y (its lower right corner). */
ERR_CHECKED enum err legend_badge(struct legend *legend, struct page *page,
    size_t number, enum proof_kind kind, emu x, emu y);

#endif
