#include "font/item.h"

#include "base/utf8.h"
#include "font/face_imp.h"
#include "font/standin.h"

DIAG_MESSAGE(no_glyph, "font.no-glyph", DIAG_ERROR,
    "文字 {1} はどの書体にもありません（合成フォント「{2}」）。"
    "この文字を持つ書体を [font {2}] の fallback に加えてください",
    "no face has the character {1} (composite font \"{2}\"); add a face that "
    "has it to `fallback` of [font {2}]");
DIAG_MESSAGE(more_missing, "font.more-missing", DIAG_ERROR,
    "この行には、書体にない文字がほかにもあります（{1} 種類を超えました）",
    "this line has more characters that no face has (over {1} kinds)");
DIAG_MESSAGE(no_variant, "font.no-variant", DIAG_WARN,
    "文字 {1} の異体字 {2} はどの書体にもありません。基底の字形で組みました",
    "no face has the variant {2} of the character {1}; it is set without it");
DIAG_MESSAGE(not_utf8, "font.not-utf8", DIAG_ERROR,
    "文字コードが UTF-8 ではありません。ファイルを UTF-8 で保存してください",
    "this is not UTF-8; save the file as UTF-8");
DIAG_MESSAGE(right_to_left, "font.right-to-left", DIAG_ERROR,
    "文字 {1} は右から左に書く文字です。組むことができません",
    "the character {1} is written from right to left; it cannot be set");

/* --- kinds of characters -------------------------------------------------- */

struct range {
    uint32_t first, last;
};

static bool
in_ranges(uint32_t c, const struct range *range, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c >= range[i].first && c <= range[i].last)
            return true;
    return false;
}

#define IN_RANGES(c, ranges)                                                   \
    in_ranges((c), (ranges), sizeof(ranges) / sizeof *(ranges))

bool
item_is_invisible(uint32_t c)
{
    static const struct range ranges[] = {{0x34F, 0x34F}, {0x61C, 0x61C},
        {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F},
        {0x202A, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF}};
    return c == 0xAD || (c >= 0x34F && IN_RANGES(c, ranges));
}

static bool
is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool
item_extends(uint32_t c)
{
    static const struct range joined[] = {{0x200C, 0x200D}, {0xFE00, 0xFE0F},
        {0xFF9E, 0xFF9F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F},
        {0xE0100, 0xE01EF}};
    if (c < 0x300)
        return false;
    if ((c >= 0x3100 && c < 0xA000) || (c >= 0x309B && c < 0x3100))
        return false; /* most of Japanese text, at once */
    if (IN_RANGES(c, joined))
        return true;
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), c);
    return category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK ||
           category == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK;
}

static bool
is_right_to_left(uint32_t c)
{
    static const struct range ranges[] = {{0x590, 0x8FF}, {0xFB1D, 0xFDFF},
        {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};
    return c >= 0x590 && IN_RANGES(c, ranges);
}

static bool
is_kana(uint32_t c)
{
    return (c >= 0x3041 && c <= 0x3096) || (c >= 0x309D && c <= 0x309F) ||
           (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x30FC && c <= 0x30FF) ||
           (c >= 0x31F0 && c <= 0x31FF);
}

/* --- finding a face ------------------------------------------------------- */

/* HarfBuzz makes these from the space and the hyphen where a face has none of
 * its own; nothing visible changes. */
static uint32_t
stand_in(uint32_t c)
{
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F)
        return ' ';
    return c == 0x2011 ? 0x2010 : 0;
}

static bool
has(const struct face *face, uint32_t c)
{
    if (face_has(face, c))
        return true;
    uint32_t other = stand_in(c);
    return other != 0 && face_has(face, other);
}

/* Does FACE have the whole unit?  A mark counts when the face has it, or the
 * character that base and mark make together. */
static bool
has_unit(const struct face *face, const struct shape_char *ch, size_t n,
    bool variants)
{
    if (!has(face, ch[0].c))
        return false;
    uint32_t base = ch[0].c;
    for (size_t i = 1; i < n; i++) {
        hb_codepoint_t both;
        if (is_selector(ch[i].c)) {
            if (variants && face_glyph(face, ch[i - 1].c, ch[i].c) == 0)
                return false;
        } else if (hb_unicode_compose(
                       hb_unicode_funcs_get_default(), base, ch[i].c, &both) &&
                   face_has(face, both)) {
            base = both;
        } else if (!item_is_invisible(ch[i].c) && !has(face, ch[i].c)) {
            return false;
        }
    }
    return true;
}

/* The first face of FONT, in the order of composite.h, that has the unit;
 * *PART is what it is set like. */
static const struct face *
first_with(const struct composite *font, enum composite_role role,
    const struct shape_char *ch, size_t n, bool variants,
    enum composite_role *part)
{
    const struct face *face = font->part[role].face;
    *part = role;
    if (face != NULL && has_unit(face, ch, n, variants))
        return face;
    *part = ROLE_JAPANESE;
    face = font->part[ROLE_JAPANESE].face;
    if (has_unit(face, ch, n, variants))
        return face;
    for (size_t i = 0; i < font->n_fallbacks; i++)
        if (has_unit(font->fallback[i], ch, n, variants))
            return font->fallback[i];
    return NULL;
}

/* --- saying what is missing ----------------------------------------------- */

static struct loc
place(const struct item_walk *walk, size_t at)
{
    struct loc loc = walk->loc;
    if (loc.col > 0 && at < (size_t)(INT32_MAX - loc.col))
        loc.col += (int32_t)at;
    return loc;
}

/* True when nothing need be said about C any more. */
static bool
told(struct item_walk *walk, uint32_t c)
{
    for (size_t i = 0; i < walk->n_told && i < TOLD_MAX; i++)
        if (walk->told[i] == c)
            return true;
    if (walk->n_told > TOLD_MAX)
        return true;
    if (walk->n_told < TOLD_MAX)
        walk->told[walk->n_told] = c;
    walk->n_told++;
    return false;
}

enum err
item_missing(struct item_walk *walk, size_t at)
{
    uint32_t c = walk->scratch->ch[at].c;
    struct loc loc = place(walk, at);
    enum err err;
    walk->failed = true;
    if (told(walk, c))
        return ERR_OK;
    if (walk->n_told > TOLD_MAX)
        err = DIAG(
            walk->diag, loc, &more_missing, diag_int(walk->diag, TOLD_MAX));
    else if (c == UTF8_BAD)
        err = DIAG(walk->diag, loc, &not_utf8, NULL);
    else if (is_right_to_left(c))
        err = DIAG(walk->diag, loc, &right_to_left, diag_char(walk->diag, c));
    else
        err = DIAG(walk->diag, loc, &no_glyph, diag_char(walk->diag, c),
            walk->font->name == NULL ? "" : walk->font->name);
    return err == ERR_INPUT ? ERR_OK : err;
}

/* No face has all of the unit: names the characters the base's face lacks. */
static enum err
say_unit(struct item_walk *walk, const struct item_unit *unit)
{
    const struct shape_char *ch = walk->scratch->ch;
    enum composite_role part;
    const struct face *face =
        first_with(walk->font, (enum composite_role)ch[unit->first].role,
            &ch[unit->first], 1, false, &part);
    if (face == NULL)
        return item_missing(walk, unit->first);
    enum err err = ERR_OK;
    for (size_t i = unit->first + 1; err == ERR_OK && i < unit->end; i++)
        if (!item_is_invisible(ch[i].c) && !has(face, ch[i].c))
            err = item_missing(walk, i);
    return err;
}

/* --- units ---------------------------------------------------------------- */

static unsigned
setting_of(const struct item_walk *walk, enum composite_role role, uint32_t c)
{
    const struct composite_part *part = &walk->font->part[role];
    unsigned vertical = (walk->flags & SHAPE_VERTICAL) != 0 ? ITEM_VERTICAL : 0;
    bool loose =
        part->proportional || (walk->flags & SHAPE_PROPORTIONAL_FIGURES) != 0;
    if (role == ROLE_FIGURES)
        return loose ? ITEM_FIGURES : ITEM_FIGURES | ITEM_TABULAR;
    if (role == ROLE_LATIN)
        return (walk->flags & SHAPE_NO_LIGATURES) != 0
                   ? ITEM_LATIN | ITEM_SPACED
                   : ITEM_LATIN;
    bool kana = (walk->flags & SHAPE_PROPORTIONAL_KANA) != 0 && is_kana(c);
    return vertical | (kana ? ITEM_KANA : 0);
}

static emu
clamp(int64_t value)
{
    int64_t most = value > INT32_MAX ? INT32_MAX : value;
    return (emu)(most < -INT32_MAX ? -INT32_MAX : most);
}

static enum err
find_face(struct item_walk *walk, struct item_unit *unit)
{
    const struct shape_char *ch = &walk->scratch->ch[unit->first];
    size_t n = unit->end - unit->first;
    enum composite_role role = (enum composite_role)ch->role, part;
    unit->face = first_with(walk->font, role, ch, n, true, &part);
    if (unit->face == NULL) {
        unit->face = first_with(walk->font, role, ch, n, false, &part);
        if (unit->face == NULL)
            return say_unit(walk, unit);
        walk->warned = true;
        for (size_t i = 1; i < n; i++)
            if (is_selector(ch[i].c) &&
                face_glyph(unit->face, ch[i - 1].c, ch[i].c) == 0 &&
                DIAG(walk->diag, place(walk, unit->first), &no_variant,
                    diag_char(walk->diag, ch[0].c),
                    diag_char(walk->diag, ch[i].c)) != ERR_OK)
                return ERR_NOMEM;
    }
    const struct composite_part *like = &walk->font->part[part];
    if (like->face == NULL)
        like = &walk->font->part[ROLE_JAPANESE];
    int32_t scale = like->scale == 0 ? 1000 : like->scale;
    unit->size = clamp(unit_scale(walk->size, scale, 1000));
    unit->shift = clamp(unit_scale(walk->size, like->shift, 1000));
    unit->setting = setting_of(walk, role, ch->c);
    /* U+2015 stands in for U+2014 */
    uint32_t c = ch->c == 0x2014 ? 0x2015 : ch->c;
    if ((unit->setting & ITEM_VERTICAL) != 0 && standin_turns(c) &&
        !shape_has_vertical_form(walk->scratch, unit->face, c))
        unit->setting &= ~(unsigned)ITEM_VERTICAL;
    return ERR_OK;
}

enum err
item_next(struct item_walk *walk, size_t first, struct item_unit *out)
{
    const struct shape_scratch *scratch = walk->scratch;
    uint32_t c = scratch->ch[first].c;
    *out = (struct item_unit){.first = first, .end = first + 1};
    if (item_is_invisible(c)) {
        out->face = walk->font->part[ROLE_JAPANESE].face;
        out->size = walk->size;
        out->setting = ITEM_INVISIBLE;
        return ERR_OK;
    }
    while (out->end < scratch->n_chars && scratch->ch[out->end].extends)
        out->end++;
    if (c == UTF8_BAD || is_right_to_left(c))
        return item_missing(walk, first);
    return find_face(walk, out);
}
