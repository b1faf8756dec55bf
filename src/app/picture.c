/* kumihan_png stands alone, so that only programs that make pictures link the
 * raster room. */
#include "app/picture.h"

#include <limits.h>
#include <stdio.h>

#include "app/library.h"
#include "raster/raster.h"

int
kumihan_png(struct kumihan *k, unsigned number, int dpi, const char *path)
{
    struct buf png = {0};
    int result = kumihan_check(k);
    if (result != KUMIHAN_OK)
        return result;
    if (number < 1 || number > k->document->n_pages)
        return KUMIHAN_USAGE;
    enum err err = raster_page(k->diag, k->document, number - 1, dpi, &png);
    if (err == ERR_OK)
        err = library_beside(k, path, &png);
    buf_fini(&png);
    return library_result(k, err);
}

static bool
page_path(char *path, size_t size, const char *name, unsigned number)
{
    struct str png = str_without(name, ".png");
    struct str pdf = str_without(name, ".pdf");
    size_t n = png.n < pdf.n ? png.n : pdf.n;
    int written = snprintf(path, size, "%.*s-%u.png", (int)n, name, number);
    return written > 0 && (size_t)written < size;
}

int
picture_pages(struct kumihan *job, const char *name, int dpi)
{
    enum { USUAL_DPI = 150 };
    char path[PATH_MAX];
    int result = kumihan_check(job);
    for (unsigned i = 1; i <= kumihan_pages(job) && result == KUMIHAN_OK; i++)
        result = page_path(path, sizeof path, name, i)
                     ? kumihan_png(job, i, dpi == 0 ? USUAL_DPI : dpi, path)
                     : KUMIHAN_USAGE;
    return result;
}
