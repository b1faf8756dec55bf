/* kumihan_png stands alone, so that only programs that make pictures link the
 * raster room. */
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
        err = library_write(k, path, &png);
    buf_fini(&png);
    return library_result(k, err);
}
