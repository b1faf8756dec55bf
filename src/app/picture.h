/* app/picture - the pages of a job as files of pictures.  Only programs that
 * link the raster room have it. */
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include "kumihan.h"

/* Writes every page of JOB as NAME-1.png, NAME-2.png ... of DPI (0: 150).  A
 * NAME that ends in .png or .pdf loses that first.  Results as kumihan_png. */
int picture_pages(struct kumihan *job, const char *name, int dpi);

#endif
