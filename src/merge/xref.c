#include "merge/xref.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

enum { PREDICTOR_UP = 2, WINDOW_BYTES = XREF_WINDOW * XREF_ROW };

enum err
xref_open(struct xref *out, const char *path)
{
    size_t size = strlen(path) + sizeof ".xrefXXXXXX";
    char *name = malloc(size);
    *out = (struct xref){.fd = -1, .n = 1};
    if (name == NULL)
        return ERR_NOMEM;
    snprintf(name, size, "%s.xrefXXXXXX", path);
    out->fd = mkstemp(name);
    if (out->fd >= 0)
        unlink(name);
    free(name);
    out->window[XREF_ROW - 2] = out->window[XREF_ROW - 1] = 0xFF;
    out->changed = true; /* object 0 is free */
    return out->fd < 0 ? ERR_ENVIRONMENT : ERR_OK;
}

void
xref_close(struct xref *xref)
{
    if (xref->fd >= 0)
        close(xref->fd);
    xref->fd = -1;
}

static enum err
write_window(struct xref *xref)
{
    size_t at = 0;
    off_t place = (off_t)xref->first * XREF_ROW;
    while (xref->changed && at < WINDOW_BYTES) {
        ssize_t n = pwrite(
            xref->fd, xref->window + at, WINDOW_BYTES - at, place + (off_t)at);
        if (n < 0 && errno != EINTR)
            return ERR_ENVIRONMENT;
        at += n < 0 ? 0 : (size_t)n;
    }
    xref->changed = false;
    return ERR_OK;
}

/* What was never written is of zeros. */
static enum err
read_window(struct xref *xref, unsigned first)
{
    size_t at = 0;
    memset(xref->window, 0, WINDOW_BYTES);
    xref->first = first;
    while (at < WINDOW_BYTES) {
        ssize_t n = pread(xref->fd, xref->window + at, WINDOW_BYTES - at,
            (off_t)first * XREF_ROW + (off_t)at);
        if (n == 0)
            break;
        if (n < 0 && errno != EINTR)
            return ERR_ENVIRONMENT;
        at += n < 0 ? 0 : (size_t)n;
    }
    return ERR_OK;
}

/* Brings the row of object ID into the window. */
static enum err
move_window(struct xref *xref, unsigned id)
{
    unsigned first = id - id % XREF_WINDOW;
    if (first == xref->first)
        return ERR_OK;
    enum err err = write_window(xref);
    return err == ERR_OK ? read_window(xref, first) : err;
}

static enum err
set(struct xref *xref, unsigned id, unsigned type, uint64_t place,
    unsigned index)
{
    enum err err = move_window(xref, id);
    if (err != ERR_OK)
        return err;
    unsigned char *row = xref->window + (size_t)(id - xref->first) * XREF_ROW;
    row[0] = (unsigned char)type;
    for (int i = 0; i < 5; i++)
        row[1 + i] = (unsigned char)(place >> 8 * (4 - i));
    row[6] = (unsigned char)(index >> 8);
    row[7] = (unsigned char)index;
    xref->changed = true;
    xref->n = id >= xref->n ? id + 1 : xref->n;
    return ERR_OK;
}

enum err
xref_at(struct xref *xref, unsigned id, uint64_t offset)
{
    return set(xref, id, 1, offset, 0);
}

enum err
xref_in(struct xref *xref, unsigned id, unsigned stream, unsigned index)
{
    return set(xref, id, 2, stream, index);
}

/* --- packing -------------------------------------------------------------- */

/* Gives all that Z holds of its input to OUT. */
static enum err
press(z_stream *z, int flush, struct buf *out)
{
    unsigned char some[4096];
    do {
        z->next_out = some;
        z->avail_out = sizeof some;
        if (deflate(z, flush) == Z_STREAM_ERROR)
            return ERR_INTERNAL;
        buf_put(out, some, sizeof some - z->avail_out);
    } while (z->avail_out == 0);
    return out->failed ? ERR_NOMEM : ERR_OK;
}

/* The rows of the window, each less the one above it. */
static enum err
pack_window(const struct xref *xref, unsigned char above[XREF_ROW], z_stream *z,
    struct buf *out)
{
    unsigned char rows[XREF_WINDOW * (XREF_ROW + 1)], *to = rows;
    unsigned n = xref->n - xref->first;
    n = n > XREF_WINDOW ? XREF_WINDOW : n;
    for (unsigned i = 0; i < n; i++) {
        const unsigned char *row = xref->window + (size_t)i * XREF_ROW;
        *to++ = PREDICTOR_UP;
        for (int b = 0; b < XREF_ROW; b++) {
            *to++ = (unsigned char)(row[b] - above[b]);
            above[b] = row[b];
        }
    }
    z->next_in = rows;
    z->avail_in = (unsigned)(to - rows);
    return press(z, Z_NO_FLUSH, out);
}

enum err
xref_pack(struct xref *xref, struct buf *out)
{
    unsigned char above[XREF_ROW] = {0};
    z_stream z = {0};
    if (deflateInit(&z, Z_BEST_COMPRESSION) != Z_OK)
        return ERR_NOMEM;
    enum err err = write_window(xref);
    for (unsigned id = 0; id < xref->n && err == ERR_OK; id += XREF_WINDOW) {
        err = read_window(xref, id);
        if (err == ERR_OK)
            err = pack_window(xref, above, &z, out);
    }
    if (err == ERR_OK)
        err = press(&z, Z_FINISH, out);
    deflateEnd(&z);
    return err;
}
