/* The paper of a page: its size by name or by measure. */
#include "layout/gridpage.h"

DIAG_MESSAGE(bad_size, "layout.page-size", DIAG_ERROR,
    "用紙「{1}」を知りません。A4、A5、B5 などの名前か、幅と高さ"
    "（例 210mm 297mm）を書いてください",
    "no paper is called \"{1}\"; write a name such as A4, A5 or B5, or width "
    "and height such as 210mm 297mm");

DIAG_MESSAGE(no_page, "layout.page-limits", DIAG_ERROR,
    "用紙 {1}×{2} mm は PDF のページにできません。一辺は 1.1 mm から 5,080 mm "
    "までです",
    "a page of PDF cannot be {1} by {2} mm; each side is 1.1 to 5,080 mm");

/* A side of a page, pt (ISO 19005-2, 6.1.13). */
enum { SIDE_MIN = 3, SIDE_MAX = 14400 };

/* ISO 216 A series, JIS P 0138 B series, the postcard (通常はがき); sheets of
 * presses: ISO 217 SRA, A3 ノビ, 菊 and 四六, whole and half. */
static const struct {
    const char *name;
    int width, height; /* mm */
} papers[] = {{"A0", 841, 1189}, {"A1", 594, 841}, {"A2", 420, 594},
    {"A3", 297, 420}, {"A4", 210, 297}, {"A5", 148, 210}, {"A6", 105, 148},
    {"A7", 74, 105}, {"B0", 1030, 1456}, {"B1", 728, 1030}, {"B2", 515, 728},
    {"B3", 364, 515}, {"B4", 257, 364}, {"B5", 182, 257}, {"B6", 128, 182},
    {"postcard", 100, 148}, {"SRA2", 450, 640}, {"SRA3", 320, 450},
    {"SRA4", 225, 320}, {"A3+", 329, 483}, {"菊全", 636, 939},
    {"菊半", 469, 636}, {"四六全", 788, 1091}, {"四六半", 545, 788}};

bool
gridpage_paper(struct str s, emu size[2])
{
    for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++) {
        if (!str_equal(s, str_of(papers[i].name)))
            continue;
        size[0] = papers[i].width * EMU_PER_MM;
        size[1] = papers[i].height * EMU_PER_MM;
        return true;
    }
    return false;
}

bool
gridpage_measure(struct str s, emu size[2])
{
    struct str rest, first = str_cut(s, ' ', &rest);
    struct length width, height;
    if (rest.p == NULL || !unit_parse(first, &width) ||
        !unit_parse(rest, &height))
        return false;
    size[0] = width.fixed;
    size[1] = height.fixed;
    return width.fixed > 0 && height.fixed > 0;
}

static bool
is_page(const emu size[2])
{
    for (int i = 0; i < 2; i++)
        if (size[i] < SIDE_MIN * EMU_PER_PT || size[i] > SIDE_MAX * EMU_PER_PT)
            return false;
    return true;
}

enum err
gridpage_size(struct diag *diag, const struct section *section, emu size[2])
{
    struct str s = str_trim(str_of(section_text(section, "size")));
    size[0] = size[1] = 0;
    if (!gridpage_paper(s, size) && !gridpage_measure(s, size))
        return DIAG(
            diag, section_loc(section, "size"), &bad_size, diag_str(diag, s));
    if (!is_page(size))
        return DIAG(diag, section_loc(section, "size"), &no_page,
            diag_mm(diag, size[0]), diag_mm(diag, size[1]));
    bool turn = section_word_is(section, "orientation", "landscape")
                    ? size[0] < size[1]
                    : section_has(section, "orientation") && size[0] > size[1];
    if (turn) {
        emu width = size[0];
        size[0] = size[1];
        size[1] = width;
    }
    return ERR_OK;
}
