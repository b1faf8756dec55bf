/* pdf/xmp - what a file says of itself, as XML (ISO 16684-1). */
#ifndef PDF_XMP_H
#define PDF_XMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A text that is NULL is not said. */
struct xmp {
    const char *title, *author, *subject, *keywords, *lang, *producer;
    const char *date;  /* YYYY-MM-DD: midnight in Japan */
    int pdfa;          /* part of ISO 19005, or 0 */
    bool ua;           /* ISO 14289-1 */
    bool press;        /* for the press: then with `id` */
    const char *pdfx;  /* PDF/X-4, or NULL */
    const char *pdfvt; /* PDF/VT-1 (ISO 16612-2), or NULL */
    uint64_t id[2];    /* tells this file from all others */
};

/* Appends XMP as a packet to OUT; it must agree with Info. */
void xmp_packet(const struct xmp *xmp, struct buf *out);

#endif
