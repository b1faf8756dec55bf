/* app/packageink - the plates that a page needs, as the pdf room will paint it.
 */
#ifndef APP_PACKAGEINK_H
#define APP_PACKAGEINK_H

#include "pdf/pdf.h"

/* Plates with something on them. */
struct plate_set {
    bool process[4];   /* C, M, Y, K */
    const char **spot; /* inks of their own, in order of their names */
    size_t n, cap;
};

/* Adds to OUT what PAGE is printed with by PRINT, without the marks around it,
 * which are on all plates.  A picture in colour counts for all four.  What is
 * painted and then wholly covered counts.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err packageink_add(struct arena *arena,
    const struct pdf_print *print, const struct page *page,
    struct plate_set *out);

/* Adds the plates of FROM to OUT.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err packageink_join(
    struct arena *arena, const struct plate_set *from, struct plate_set *out);

bool packageink_equal(const struct plate_set *a, const struct plate_set *b);

/* How many plates there are. */
size_t packageink_count(const struct plate_set *set);

/* Appends their names: `C M Y K + DIC 161`, `-` for none. */
void packageink_put(const struct plate_set *set, struct buf *out);

#endif
