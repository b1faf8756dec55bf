/* sheet/label - small text that is added to pages: names, remarks. */
#ifndef SHEET_LABEL_H
#define SHEET_LABEL_H

#include "page/document.h"

/* How labels are set.  FONT should have Japanese and Latin. */
struct label {
    struct arena *arena;
    struct diag *diag;
    const struct composite *font;
    emu size;
    struct colour colour;
};

/* TEXT cut into lines of at most WIDTH. */
struct label_lines {
    struct shaped shaped;
    struct str text;
    size_t *end; /* of each line, in clusters */
    size_t n;
};

/* Characters that no face of the font has are shown as 〓 (ゲタ), as printers
 * do; control characters as spaces.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err label_set(const struct label *label, const char *text,
    emu width, struct label_lines *out);

/* The width of line INDEX. */
emu label_width(const struct label_lines *lines, size_t index);

/* Puts line INDEX on PAGE, starting at X with its base line at Y.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err label_put(const struct label *label, struct page *page,
    const struct label_lines *lines, size_t index, emu x, emu y);

/* TEXT in one line. */
ERR_CHECKED enum err label_text(const struct label *label, struct page *page,
    const char *text, emu x, emu y);

#endif
