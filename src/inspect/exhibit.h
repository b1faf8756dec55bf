/* inspect/exhibit - what a figure of a press release shows and where it comes
 * from, as its pages say it: in the figure, or by the text beside it.
 *
 * Beside is what stands within 10 mm and overlaps it, whatever area it is in:
 * the nearest text over it, below it, and (sources alone) at its sides.  Notes
 * and units may stand between.  A text between two figures is that of the
 * nearer one.
 */
#ifndef INSPECT_EXHIBIT_H
#define INSPECT_EXHIBIT_H

#include "inspect/part.h"
#include "inspect/release.h"

/* What a figure has. */
struct exhibit {
    struct part first; /* where it begins; no frame: it is on no page */
    bool label, source;
};

/* Looks at FIGURE, one of those of RULES, on the pages of DOCUMENT.  Errors:
 * ERR_NOMEM; *OUT is then incomplete. */
ERR_CHECKED enum err exhibit_read(const struct document *document,
    const struct release_rules *rules, const struct release_figure *figure,
    struct exhibit *out);

#endif
