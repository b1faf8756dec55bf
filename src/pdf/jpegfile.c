#include "pdf/jpegfile.h"

#include <string.h>

enum {
    SOF0 = 0xC0, /* baseline */
    SOF2 = 0xC2, /* progressive, the last kind that readers must know */
    DHT = 0xC4,
    JPG = 0xC8,
    DAC = 0xCC,
    SOF15 = 0xCF,
    RST0 = 0xD0,
    SOI = 0xD8,
    EOI = 0xD9,
    SOS = 0xDA,
    APP1 = 0xE1,
    APP2 = 0xE2,
    APP14 = 0xEE,
    TEM = 0x01
};

static unsigned
at8(struct str s, size_t i)
{
    return i < s.n ? (unsigned char)s.p[i] : 0;
}

static unsigned
be16(struct str s, size_t i)
{
    return at8(s, i) << 8 | at8(s, i + 1);
}

/* A number in a TIFF block of either byte order. */
static unsigned
tiff16(struct str s, size_t i, bool little)
{
    return little ? at8(s, i) | at8(s, i + 1) << 8 : be16(s, i);
}

static size_t
tiff32(struct str s, size_t i, bool little)
{
    size_t a = tiff16(s, i, little), b = tiff16(s, i + 2, little);
    return little ? a | b << 16 : a << 16 | b;
}

/* The orientation in an Exif segment, 1 when it has none. */
static int
orientation(struct str segment)
{
    if (segment.n < 14 || memcmp(segment.p, "Exif\0\0", 6) != 0)
        return 1;
    struct str tiff = {segment.p + 6, segment.n - 6};
    bool little = tiff.p[0] == 'I';
    size_t ifd = tiff32(tiff, 4, little);
    if (ifd > tiff.n)
        return 1;
    unsigned n = tiff16(tiff, ifd, little);
    for (size_t i = 0; i < n; i++) {
        size_t entry = ifd + 2 + 12 * i;
        if (entry + 12 > tiff.n)
            break;
        unsigned value = tiff16(tiff, entry + 8, little);
        if (tiff16(tiff, entry, little) == 0x0112)
            return value >= 1 && value <= 8 ? (int)value : 1;
    }
    return 1;
}

static bool
is_frame(unsigned marker)
{
    return marker >= SOF0 && marker <= SOF15 && marker != DHT &&
           marker != JPG && marker != DAC;
}

static const char *
read_frame(unsigned marker, struct str segment, struct jpegfile *out)
{
    if (marker > SOF2)
        return "SOF";
    if (segment.n < 6 || at8(segment, 0) != 8)
        return "12-bit";
    out->height = (int)be16(segment, 1);
    out->width = (int)be16(segment, 3);
    out->components = (int)at8(segment, 5);
    if (out->height == 0 || out->width == 0)
        return "0 x 0";
    if (out->components != 1 && out->components != 3 && out->components != 4)
        return "components";
    return NULL;
}

/* One segment before the scan. */
static const char *
read_segment(unsigned marker, struct str segment, struct jpegfile *out)
{
    if (is_frame(marker))
        return read_frame(marker, segment, out);
    if (marker == APP1)
        out->orientation = orientation(segment);
    if (marker == APP14 && segment.n >= 12 &&
        memcmp(segment.p, "Adobe", 5) == 0)
        out->adobe = true;
    return NULL;
}

/* True when an end marker stands behind byte AT; cameras may add more. */
static bool
has_end(struct str bytes, size_t at)
{
    for (size_t i = bytes.n; i-- > at + 1;) {
        if (at8(bytes, i) == EOI && at8(bytes, i - 1) == 0xFF)
            return true;
    }
    return false;
}

static const char *
read_markers(struct str bytes, struct jpegfile *out)
{
    if (be16(bytes, 0) != (0xFF00 | SOI))
        return "SOI";
    for (size_t at = 2; at + 4 <= bytes.n;) {
        if (at8(bytes, at) != 0xFF)
            return "marker";
        unsigned marker = at8(bytes, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (marker == TEM || (marker >= RST0 && marker <= EOI))
            return "marker";
        size_t n = be16(bytes, at + 2);
        if (n < 2 || n > bytes.n - at - 2)
            return "length";
        if (marker == SOS && out->components == 0)
            return "SOS";
        if (marker == SOS)
            return has_end(bytes, at + n) ? NULL : "EOI";
        struct str segment = {bytes.p + at + 4, n - 2};
        const char *fault = read_segment(marker, segment, out);
        if (fault != NULL)
            return fault;
        at += n + 2;
    }
    return "SOS";
}

const char *
jpegfile_read(struct str bytes, struct jpegfile *out)
{
    *out = (struct jpegfile){.orientation = 1};
    const char *fault = read_markers(bytes, out);
    if (fault != NULL)
        *out = (struct jpegfile){0};
    return fault;
}

/* Piece NUMBER (from 1) of the profile in BYTES; *OF is how many there are. */
static struct str
profile_piece(struct str bytes, unsigned number, unsigned *of)
{
    static const char name[] = "ICC_PROFILE"; /* with its NUL */
    for (size_t at = 2; at + 4 <= bytes.n;) {
        unsigned marker = at8(bytes, at + 1);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        size_t n = be16(bytes, at + 2), data = at + 4;
        if (marker == SOS)
            break;
        if (marker == APP2 && n >= 2 + sizeof name + 2 &&
            memcmp(bytes.p + data, name, sizeof name) == 0 &&
            at8(bytes, data + sizeof name) == number) {
            *of = at8(bytes, data + sizeof name + 1);
            return (struct str){
                bytes.p + data + sizeof name + 2, n - 2 - sizeof name - 2};
        }
        at += n + 2;
    }
    return (struct str){NULL, 0};
}

/* Does the profile say so itself (ICC.1, 7.2): its size, colour space, mark? */
static bool
is_profile(struct str p, int components)
{
    const char *space = components == 1   ? "GRAY"
                        : components == 3 ? "RGB "
                                          : "CMYK";
    size_t size = (size_t)be16(p, 0) << 16 | be16(p, 2);
    return p.n >= 132 && size == p.n && at8(p, 8) <= 4 &&
           memcmp(p.p + 36, "acsp", 4) == 0 && memcmp(p.p + 16, space, 4) == 0;
}

bool
jpegfile_profile(
    struct arena *arena, struct str bytes, int components, struct str *out)
{
    unsigned n = 1;
    *out = (struct str){NULL, 0};
    for (unsigned i = 1; i <= n; i++) {
        struct str piece = profile_piece(bytes, i, &n);
        if (piece.n == 0) {
            *out = (struct str){NULL, 0};
            return true;
        }
        char *joined = arena_alloc(arena, out->n + piece.n);
        if (joined == NULL)
            return false;
        if (out->n > 0)
            memcpy(joined, out->p, out->n);
        memcpy(joined + out->n, piece.p, piece.n);
        *out = (struct str){joined, out->n + piece.n};
    }
    if (!is_profile(*out, components))
        *out = (struct str){NULL, 0};
    return true;
}
