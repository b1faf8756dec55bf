#include "pdf/pngfile.h"

#include <libdeflate.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIDE_MAX = 1 << 24,
    PROFILE_BYTES_MAX = 4 << 20,
    PIXELS_BYTES_MAX = 1 << 30
};

struct chunk {
    char name[5];
    struct str data;
};

static uint32_t
be32(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;
    return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 |
           u[3];
}

/* The chunk at *AT, which moves behind it.  NULL or what is wrong. */
static const char *
next_chunk(struct str bytes, size_t *at, struct chunk *out)
{
    if (bytes.n - *at < 12)
        return "IEND";
    const char *p = bytes.p + *at;
    size_t n = be32(p);
    if (n > bytes.n - *at - 12)
        return "length";
    memcpy(out->name, p + 4, 4);
    out->name[4] = '\0';
    out->data = (struct str){p + 8, n};
    *at += n + 12;
    return libdeflate_crc32(0, p + 4, n + 4) == be32(p + 8 + n) ? NULL : "CRC";
}

static const char *
read_header(struct str data, struct pngfile *out)
{
    if (data.n != 13)
        return "IHDR";
    uint32_t width = be32(data.p), height = be32(data.p + 4);
    int depth = (unsigned char)data.p[8], colour = (unsigned char)data.p[9];
    if (width == 0 || height == 0 || width > SIDE_MAX || height > SIDE_MAX)
        return "IHDR";
    bool depth_ok =
        depth == 8 || depth == 16 ||
        (colour % 4 != 2 && (depth == 1 || depth == 2 || depth == 4));
    if (!depth_ok || (colour != 0 && colour != 2 && colour != 3 &&
                         colour != 4 && colour != 6))
        return "IHDR";
    out->width = (int)width;
    out->height = (int)height;
    out->depth = depth;
    out->channels = colour == 2 || colour == 6 ? 3 : 1;
    out->indexed = colour == 3;
    out->simple = colour < 4 && depth <= 8 && data.p[12] == 0;
    return data.p[10] == 0 && data.p[11] == 0 ? NULL : "IHDR";
}

/* Inflates the rows and looks at their filters; nothing is kept. */
static const char *
prove_rows(const struct pngfile *png, bool *nomem)
{
    size_t bits = (size_t)png->width * (size_t)(png->channels * png->depth);
    size_t row = (bits + 7) / 8 + 1, size = row * (size_t)png->height;
    if (size > PIXELS_BYTES_MAX)
        return "IHDR";
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    char *rows = malloc(size);
    const char *fault = NULL;
    *nomem = d == NULL || rows == NULL;
    if (!*nomem && libdeflate_zlib_decompress(d, png->packed.p, png->packed.n,
                       rows, size, NULL) != LIBDEFLATE_SUCCESS)
        fault = "IDAT";
    for (size_t at = 0; !*nomem && fault == NULL && at < size; at += row) {
        if (rows[at] < 0 || rows[at] > 4)
            fault = "IDAT";
    }
    free(rows);
    libdeflate_free_decompressor(d);
    return fault;
}

/* Walks all chunks behind the header; PACKED (as large as the file) takes the
 * data of the IDAT chunks one behind the other. */
static const char *
read_chunks(struct str bytes, size_t at, char *packed, struct pngfile *out)
{
    struct chunk chunk;
    size_t n = 0;
    do {
        const char *fault = next_chunk(bytes, &at, &chunk);
        if (fault != NULL)
            return fault;
        if (strcmp(chunk.name, "IDAT") == 0) {
            memcpy(packed + n, chunk.data.p, chunk.data.n);
            n += chunk.data.n;
        } else if (strcmp(chunk.name, "PLTE") == 0) {
            out->palette = chunk.data;
        } else if (strcmp(chunk.name, "iCCP") == 0) {
            out->iccp = chunk.data;
        } else if (strcmp(chunk.name, "tRNS") == 0) {
            out->simple = false;
        }
    } while (strcmp(chunk.name, "IEND") != 0);
    out->packed = (struct str){packed, n};
    bool palette_ok = out->palette.n >= 3 && out->palette.n % 3 == 0 &&
                      out->palette.n <= 3 * 256;
    if (out->indexed && !palette_ok)
        return "PLTE";
    return n > 0 ? NULL : "IDAT";
}

const char *
pngfile_read(
    struct arena *arena, struct str bytes, struct pngfile *out, bool *nomem)
{
    *out = (struct pngfile){0};
    *nomem = false;
    if (bytes.n < 8 || memcmp(bytes.p, "\x89PNG\r\n\x1A\n", 8) != 0)
        return "signature";
    size_t at = 8;
    struct chunk header;
    const char *fault = next_chunk(bytes, &at, &header);
    if (fault == NULL)
        fault = strcmp(header.name, "IHDR") == 0 ? read_header(header.data, out)
                                                 : "IHDR";
    char *packed = fault == NULL ? arena_alloc(arena, bytes.n) : NULL;
    *nomem = fault == NULL && packed == NULL;
    if (fault == NULL && !*nomem)
        fault = read_chunks(bytes, at, packed, out);
    if (fault == NULL && !*nomem && out->simple)
        fault = prove_rows(out, nomem);
    return fault;
}

/* Parts RGBA into colour (one channel when all is grey) and alpha (none when
 * all is opaque); both have room for every pixel. */
static void
part(const unsigned char *rgba, size_t n, char *colour, char *alpha,
    struct pngfile_pixels *out)
{
    bool grey = true, opaque = true;
    for (size_t i = 0; i < n; i++) {
        const unsigned char *p = rgba + 4 * i;
        grey = grey && p[0] == p[1] && p[1] == p[2];
        opaque = opaque && p[3] == 255;
    }
    out->channels = grey ? 1 : 3;
    for (size_t i = 0; i < n; i++) {
        memcpy(colour + i * (size_t)out->channels, rgba + 4 * i,
            (size_t)out->channels);
        alpha[i] = (char)rgba[4 * i + 3];
    }
    out->colour = (struct str){colour, n * (size_t)out->channels};
    out->alpha = (struct str){alpha, opaque ? 0 : n};
}

const char *
pngfile_decode(struct arena *arena, struct str bytes,
    struct pngfile_pixels *out, bool *nomem)
{
    *out = (struct pngfile_pixels){0};
    *nomem = false;
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes.p, bytes.n))
        return "IHDR";
    image.format = PNG_FORMAT_RGBA;
    /* Else 16 bits without gAMA were taken for linear light, which they are
     * nowhere else. */
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    size_t n = (size_t)image.width * image.height;
    if (n > PIXELS_BYTES_MAX / 4) {
        png_image_free(&image);
        return "IHDR";
    }
    unsigned char *rgba = malloc(4 * n);
    char *colour = arena_array(arena, n, 3), *alpha = arena_alloc(arena, n);
    *nomem = rgba == NULL || colour == NULL || alpha == NULL;
    const char *fault = NULL;
    if (!*nomem && !png_image_finish_read(&image, NULL, rgba, 0, NULL))
        fault = "IDAT";
    if (!*nomem && fault == NULL)
        part(rgba, n, colour, alpha, out);
    png_image_free(&image);
    free(rgba);
    return fault;
}

/* Does the profile say so itself (ICC.1, 7.2): its size, colour space, mark? */
static bool
is_rgb_profile(struct str p)
{
    return p.n >= 128 && be32(p.p) == p.n && memcmp(p.p + 16, "RGB ", 4) == 0 &&
           memcmp(p.p + 36, "acsp", 4) == 0;
}

const char *
pngfile_profile(struct arena *arena, const struct pngfile *png, struct str *out,
    bool *nomem)
{
    *out = (struct str){NULL, 0};
    *nomem = false;
    if (png->iccp.n == 0)
        return NULL;
    /* A name up to NUL, the method 0, a zlib stream (PNG, 11.3.2.3). */
    const char *end = memchr(png->iccp.p, '\0', png->iccp.n);
    size_t skip = end == NULL ? png->iccp.n : (size_t)(end - png->iccp.p) + 2;
    if (skip >= png->iccp.n)
        return "iCCP";
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    char *bytes = malloc(PROFILE_BYTES_MAX);
    size_t n = 0;
    const char *fault = NULL;
    *nomem = d == NULL || bytes == NULL;
    if (!*nomem &&
        libdeflate_zlib_decompress(d, png->iccp.p + skip, png->iccp.n - skip,
            bytes, PROFILE_BYTES_MAX, &n) != LIBDEFLATE_SUCCESS)
        fault = "iCCP";
    if (!*nomem && fault == NULL && !is_rgb_profile((struct str){bytes, n}))
        fault = "iCCP";
    if (!*nomem && fault == NULL) {
        *out = (struct str){arena_strndup(arena, bytes, n), n};
        *nomem = out->p == NULL;
    }
    free(bytes);
    libdeflate_free_decompressor(d);
    return fault;
}
