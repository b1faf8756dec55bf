#include "pdf/intent.h"

#include <math.h>
#include <string.h>

#include "pdf/opaque.h"

enum { TAGS = 9, HEADER = 128, CURVE_POINTS = 1024 };

/* The profile's numbers (ISO 15076-1) are 32 bits, most of them with 16 of
 * fraction. */
static void
put32(struct buf *b, uint32_t v)
{
    const char byte[] = {
        (char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};
    buf_put(b, byte, sizeof byte);
}

static void
put_all(struct buf *b, const uint32_t *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        put32(b, v[i]);
}

/* multiLocalizedUnicodeType with one text, ASCII. */
static void
put_text(struct buf *b, const char *text)
{
    uint32_t n = (uint32_t)strlen(text);
    buf_put(b, "mluc\0\0\0\0", 8);
    put_all(b, (const uint32_t[]){1, 12}, 2);
    buf_put(b, "enUS", 4);
    put_all(b, (const uint32_t[]){2 * n, 28}, 2);
    for (uint32_t i = 0; i < n; i++) {
        buf_byte(b, '\0');
        buf_byte(b, text[i]);
    }
    while (b->n % 4 != 0 && !b->failed)
        buf_byte(b, '\0');
}

/* The same as version 2 has them: textDescriptionType, textType. */
static void
put_old_text(struct buf *b, const char *text, bool description)
{
    enum { OTHER_SCRIPTS = 4 + 4 + 2 + 1 + 67 }; /* none of them used */
    uint32_t n = (uint32_t)strlen(text) + 1;
    buf_put(b, description ? "desc\0\0\0\0" : "text\0\0\0\0", 8);
    if (description)
        put32(b, n);
    buf_put(b, text, n);
    for (int i = 0; description && i < OTHER_SCRIPTS; i++)
        buf_byte(b, '\0');
    while (b->n % 4 != 0 && !b->failed)
        buf_byte(b, '\0');
}

static void
put_xyz(struct buf *b, const uint32_t xyz[3])
{
    buf_put(b, "XYZ \0\0\0\0", 8);
    put_all(b, xyz, 3);
}

/* sRGB's curve: ((x + 0.055) / 1.055) ^ 2.4, below 0.04045 x / 12.92. */
static void
put_curve(struct buf *b)
{
    static const uint32_t curve[] = {
        0x00026666, 0x0000F2A7, 0x00000D59, 0x000013D0, 0x00000A5B};
    buf_put(b, "para\0\0\0\0\0\3\0\0", 12);
    put_all(b, curve, sizeof curve / sizeof curve[0]);
}

/* The same as points, which is all that version 2 knows. */
static void
put_old_curve(struct buf *b)
{
    buf_put(b, "curv\0\0\0\0", 8);
    put32(b, CURVE_POINTS);
    for (int i = 0; i < CURVE_POINTS; i++) {
        double x = (double)i / (CURVE_POINTS - 1);
        double y = x < 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
        unsigned v = (unsigned)(y * 65535 + 0.5);
        buf_byte(b, (char)(v >> 8));
        buf_byte(b, (char)v);
    }
}

/* sRGB's primaries as D50 sees them (Bradford), which makes them so. */
static void
put_elements(struct buf *b, bool old, size_t at[TAGS + 1])
{
    static const uint32_t white[] = {0xF6D6, 0x10000, 0xD32D},
                          red[] = {0x6FA2, 0x38F5, 0x390},
                          green[] = {0x6299, 0xB785, 0x18DA},
                          blue[] = {0x24A0, 0xF84, 0xB6CF},
                          adapt[] = {0x10C42, 0x5DE, 0xFFFFF325, 0x793, 0xFD90,
                              0xFFFFFBA1, 0xFFFFFDA2, 0x3DB, 0xC06E};
    static const uint32_t *const xyz[] = {white, red, green, blue};
    at[0] = b->n;
    if (old)
        put_old_text(b, "sRGB", true);
    else
        put_text(b, "sRGB");
    at[1] = b->n;
    if (old)
        put_old_text(b, "No copyright", false);
    else
        put_text(b, "No copyright");
    for (int i = 0; i < 4; i++) {
        at[2 + i] = b->n;
        put_xyz(b, xyz[i]);
    }
    at[6] = b->n;
    buf_put(b, "sf32\0\0\0\0", 8);
    put_all(b, adapt, sizeof adapt / sizeof adapt[0]);
    at[7] = b->n;
    if (old)
        put_old_curve(b);
    else
        put_curve(b);
    at[8] = b->n;
}

static void
put_header(struct buf *b, bool old, uint32_t size)
{
    static const uint32_t d50[] = {0xF6D6, 0x10000, 0xD32D};
    static const char made[] =
        "\x07\xE6\0\1\0\1\0\0\0\0\0"; /* a date it needs */
    put_all(b, (const uint32_t[]){size, 0, old ? 0x02400000 : 0x04200000}, 3);
    buf_text(b, "mntrRGB XYZ ");
    buf_put(b, made, 12);
    buf_text(b, "acsp");
    put_all(b, (const uint32_t[]){0, 0, 0, 0, 0, 0, 0}, 7);
    put_all(b, d50, 3);
    while (b->n < HEADER && !b->failed)
        buf_byte(b, '\0');
}

/* Version 4 of the ICC's format, or for PDF 1.4 the OLD version 2. */
static void
put_profile(struct buf *b, bool old)
{
    static const char name[] = "desccprtwtptrXYZgXYZbXYZchadrTRC";
    struct buf elements = {0};
    size_t at[TAGS + 1], base = HEADER + 4 + 12 * (TAGS + 1);
    put_elements(&elements, old, at);
    put_header(b, old, (uint32_t)(base + elements.n));
    put32(b, TAGS + 1);
    for (int i = 0; i < TAGS + 1; i++) { /* all three curves are one */
        int k = i < 8 ? i : 7;
        buf_put(b, i < 8 ? name + 4 * i : i == 8 ? "gTRC" : "bTRC", 4);
        put32(b, (uint32_t)(base + at[k]));
        put32(b, (uint32_t)(at[k + 1] - at[k]));
    }
    buf_put(b, elements.p, elements.n);
    b->failed = b->failed || elements.failed;
    buf_fini(&elements);
}

void
intent_srgb_profile(struct buf *b)
{
    put_profile(b, false);
}

void
intent_srgb(struct writer *w, struct buf *out)
{
    struct buf profile = {0};
    struct ref ref = haru_reserve(w->haru);
    put_profile(&profile, opaque_only(w));
    buf_text(&w->body, "/N 3");
    writer_stream(w, ref, DEFLATE_TEXT, (struct str){profile.p, profile.n});
    out->failed = out->failed || profile.failed;
    buf_fini(&profile);
    buf_text(out, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                  "/OutputConditionIdentifier(sRGB IEC61966-2.1)"
                  "/RegistryName(http://www.color.org)/Info(sRGB)");
    syntax_entry(out, "/DestOutputProfile", ref);
    buf_text(out, ">>]");
}
