/* sheet/marks - the parts of a sheet.  Private to the room. */
#ifndef SHEET_MARKS_H
#define SHEET_MARKS_H

#include "sheet/sheet.h"

enum {
    MARK_LENGTH = 9 * EMU_PER_MM, /* of a mark, outwards from the bleed */
    MARK_LINE = EMU_PER_MM / 10,  /* its width, 0.1 mm */
    MARK_EDGE = EMU_PER_MM,       /* from the marks to the sheet's edge */
    MARK_CROSS = 6 * EMU_PER_MM   /* half the bar of a centre mark */
};

/* A sheet under construction. */
struct around {
    struct arena *arena;
    struct diag *diag;
    const struct document *document;
    const struct sheet_options *options;
    struct document *out;
    struct page *page; /* of out, being drawn */
};

/* Corner, centre and fold marks.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err marks_draw(const struct around *a);

/* The colour bar at the left.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err bar_draw(const struct around *a);

enum { SLUG_HEIGHT = 7 * EMU_PER_MM };

/* The slug line below the marks, for page NUMBER.  Errors: ERR_INPUT,
 * ERR_NOMEM. */
ERR_CHECKED enum err slug_draw(const struct around *a, size_t number);

/* What a slug line tells of the job: date, title, NOTE (the printing condition,
 * may be NULL), and which plates there are; with SPOTS those of spot colours,
 * that of ALSO (may be NULL) among them.  NULL: no memory. */
const char *slug_text(struct arena *arena, const struct document *document,
    const struct colour *also, const char *note, bool spots);

#endif
