/* inspect/contrast - can what is written be read on what lies under it?
 * WCAG 2.2, success criterion 1.4.3, level AA (docs/decisions/0011).
 */
#ifndef INSPECT_CONTRAST_H
#define INSPECT_CONTRAST_H

#include "inspect/finding.h"

/* Judges every text of DOCUMENT, which is borrowed; ornament is exempt.  KNOWN
 * (NULL: none) is another edition in which nothing was found: where a page
 * is like one of it (page->like), only the texts that vary are judged.  Adds to
 * FOUND: warnings, one for each pair of colours and source line.  SCRATCH
 * is used meanwhile.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err contrast_check(struct arena *scratch,
    const struct document *document, const struct document *known,
    struct findings *found);

#endif
