#include "print/papername.h"

#include <cups/cups.h>
#include <string.h>
#include <strings.h>

/* What is meant in Japan: B sizes are those of JIS. */
static const struct {
    const char *name, *full;
} sizes[] = {
    {"A2", "iso_a2_420x594mm"},
    {"A3", "iso_a3_297x420mm"},
    {"A4", "iso_a4_210x297mm"},
    {"A5", "iso_a5_148x210mm"},
    {"A6", "iso_a6_105x148mm"},
    {"B3", "jis_b3_364x515mm"},
    {"B4", "jis_b4_257x364mm"},
    {"B5", "jis_b5_182x257mm"},
    {"B6", "jis_b6_128x182mm"},
    {"hagaki", "jpn_hagaki_100x148mm"},
    {"はがき", "jpn_hagaki_100x148mm"},
    {"letter", "na_letter_8.5x11in"},
    {"legal", "na_legal_8.5x14in"},
    {"ledger", "na_ledger_11x17in"},
};

static bool
near(int a, int b)
{
    return a - b <= PAPERNAME_SLACK && b - a <= PAPERNAME_SLACK;
}

bool
papername_same(struct paper a, struct paper b)
{
    return near(a.width, b.width) && near(a.length, b.length);
}

bool
papername_holds(struct paper outer, struct paper inner)
{
    return inner.width <= outer.width + PAPERNAME_SLACK &&
           inner.length <= outer.length + PAPERNAME_SLACK;
}

const char *
papername_full(const char *name)
{
    struct paper paper;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        if (strcasecmp(sizes[i].name, name) == 0)
            return sizes[i].full;
    return papername_size(name, &paper) ? name : NULL;
}

bool
papername_size(const char *name, struct paper *out)
{
    /* libcups keeps what it found last: nothing is owned here. */
    const pwg_media_t *media = pwgMediaForPWG(name);
    *out = (struct paper){0, 0};
    if (media == NULL || media->width <= 0 || media->length <= 0)
        return false;
    bool wide = media->width > media->length;
    out->width = wide ? media->length : media->width;
    out->length = wide ? media->width : media->length;
    return true;
}

/* VALUE hundredths of a millimetre without needless zeros. */
static const char *
millimetres(struct arena *arena, int value)
{
    if (value % 100 == 0)
        return arena_printf(arena, "%d", value / 100);
    if (value % 10 == 0)
        return arena_printf(arena, "%d.%d", value / 100, value % 100 / 10);
    return arena_printf(arena, "%d.%02d", value / 100, value % 100);
}

const char *
papername_text(struct arena *arena, struct paper paper)
{
    const char *width = millimetres(arena, paper.width);
    const char *length = millimetres(arena, paper.length);
    if (width == NULL || length == NULL)
        return NULL;
    return arena_printf(arena, "%s × %s mm", width, length);
}

const char *
papername_custom(struct arena *arena, struct paper paper)
{
    const char *width = millimetres(arena, paper.width);
    const char *length = millimetres(arena, paper.length);
    if (width == NULL || length == NULL)
        return NULL;
    return arena_printf(arena, "custom_kumihan_%sx%smm", width, length);
}
