#include "app/papersize.h"

#include <stdlib.h>

enum { TENTH = EMU_PER_MM / 10 };

/* Short side, long side in 1/10 mm.  A: ISO 216, JIS P 0138.  B in Japan is
 * that of JIS P 0138; the other one says so. */
static const struct paper {
    int16_t side[2];
    const char *ja, *en;
} papers[] = {
    {{8410, 11890}, "A0", "A0"},
    {{5940, 8410}, "A1", "A1"},
    {{4200, 5940}, "A2", "A2"},
    {{2970, 4200}, "A3", "A3"},
    {{2100, 2970}, "A4", "A4"},
    {{1480, 2100}, "A5", "A5"},
    {{1050, 1480}, "A6", "A6"},
    {{740, 1050}, "A7", "A7"},
    {{520, 740}, "A8", "A8"},
    {{370, 520}, "A9", "A9"},
    {{260, 370}, "A10", "A10"},
    {{10300, 14560}, "JIS B0", "JIS B0"},
    {{7280, 10300}, "JIS B1", "JIS B1"},
    {{5150, 7280}, "JIS B2", "JIS B2"},
    {{3640, 5150}, "JIS B3", "JIS B3"},
    {{2570, 3640}, "JIS B4", "JIS B4"},
    {{1820, 2570}, "JIS B5", "JIS B5"},
    {{1280, 1820}, "JIS B6", "JIS B6"},
    {{910, 1280}, "JIS B7", "JIS B7"},
    {{640, 910}, "JIS B8", "JIS B8"},
    {{10000, 14140}, "ISO B0", "ISO B0"},
    {{7070, 10000}, "ISO B1", "ISO B1"},
    {{5000, 7070}, "ISO B2", "ISO B2"},
    {{3530, 5000}, "ISO B3", "ISO B3"},
    {{2500, 3530}, "ISO B4", "ISO B4"},
    {{1760, 2500}, "ISO B5", "ISO B5"},
    {{1250, 1760}, "ISO B6", "ISO B6"},
    {{1000, 1480}, "はがき", "Japanese postcard"},
    {{2000, 1480}, "往復はがき", "Japanese double postcard"},
    {{550, 910}, "名刺", "Japanese business card"},
    {{1270, 1880}, "四六判", "Shiroku-ban"},
    {{2100, 2570}, "AB 判", "AB-ban"},
    {{2159, 2794}, "レター", "Letter"},
    {{2159, 3556}, "リーガル", "Legal"},
};

static bool
is_near(emu length, int tenths)
{
    int64_t off = (int64_t)length - (int64_t)tenths * TENTH;
    return off >= -TENTH && off <= TENTH;
}

static const struct paper *
find_paper(emu width, emu height)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        const int16_t *side = papers[i].side;
        if ((is_near(width, side[0]) && is_near(height, side[1])) ||
            (is_near(width, side[1]) && is_near(height, side[0])))
            return &papers[i];
    }
    return NULL;
}

/* The two sides, which need not be whole millimetres. */
static void
put_sides(struct buf *out, emu width, emu height)
{
    buf_fixed(out, unit_scale(width, 1000, EMU_PER_MM), 3);
    buf_text(out, " × ");
    buf_fixed(out, unit_scale(height, 1000, EMU_PER_MM), 3);
    buf_text(out, " mm");
}

void
papersize_put(struct buf *out, emu width, emu height, bool ja)
{
    const struct paper *paper = find_paper(width, height);
    if (paper == NULL) {
        put_sides(out, width, height);
        return;
    }
    buf_text(out, ja ? paper->ja : paper->en);
    if (width < height)
        buf_text(out, ja ? " 縦（" : " portrait (");
    else
        buf_text(out, ja ? " 横（" : " landscape (");
    put_sides(out, width, height);
    buf_text(out, ja ? "）" : ")");
}
