/* pdf/pdfx - what a file for the press says of itself: PDF/X-1a:2003 (ISO
 * 15930-4) or PDF/X-4 (ISO 15930-7). */
#ifndef PDF_PDFX_H
#define PDF_PDFX_H

#include "pdf/writer.h"
#include "pdf/xmp.h"

/* The standard that a file made so meets, or NULL. */
const char *pdfx_claim(const struct pdf_print *print);

/* Proves what the standard asks of the document and of the profiles.
 * Errors: ERR_INPUT (said). */
ERR_CHECKED enum err pdfx_check(struct writer *w);

/* Append to w->body the entries of Info and of the catalogue. */
void pdfx_info(struct writer *w);
void pdfx_catalogue(struct writer *w);

/* Fills in what XMP says of a file for the press; every byte of its objects
 * goes into the name that it gives it. */
void pdfx_xmp(struct writer *w, struct xmp *xmp);

#endif
