#include "set/normal.h"

#include "base/utf8.h"

enum {
    KANA_FIRST = 0xFF61, /* half-width ideographic full stop */
    KANA_LAST = 0xFF9D,  /* half-width katakana N */
    KANA_VOICED = 0xFF9E,
    KANA_SEMIVOICED = 0xFF9F,
    FULL_DIGIT_ZERO = 0xFF10
};

/* U+FF61 ... U+FF9F: the full-width character of each (JIS X 0201 to JIS X
 * 0208, in code order). */
static const uint16_t full_kana[] = {0x3002, 0x300C, 0x300D, 0x3001, 0x30FB,
    0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7,
    0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6, 0x30A8, 0x30AA, 0x30AB, 0x30AD,
    0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF,
    0x30C1, 0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE,
    0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE, 0x30DF, 0x30E0, 0x30E1,
    0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED,
    0x30EF, 0x30F3, 0x309B, 0x309C};

/* The voiced (濁音) or semi-voiced (半濁音) form of full-width KANA, or 0. */
static uint32_t
with_mark(uint32_t kana, uint32_t mark)
{
    bool h_row = kana >= 0x30CF && kana <= 0x30DB && (kana - 0x30CF) % 3 == 0;
    bool k_to_t = (kana >= 0x30AB && kana <= 0x30C1 && kana % 2 == 1) ||
                  kana == 0x30C4 || kana == 0x30C6 || kana == 0x30C8;
    if (mark == KANA_SEMIVOICED)
        return h_row ? kana + 2 : 0;
    if (kana == 0x30A6)
        return 0x30F4;
    return h_row || k_to_t ? kana + 1 : 0;
}

static bool
is_digit(struct str text, size_t at)
{
    return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

/* True when the ASCII digit at AT is to be made full-width. */
static bool
widens(enum digits digits, struct str text, size_t at)
{
    bool alone =
        (at == 0 || !is_digit(text, at - 1)) && !is_digit(text, at + 1);
    bool in_number =
        (at > 0 && (text.p[at - 1] == '.' || text.p[at - 1] == ',')) ||
        (at + 1 < text.n && (text.p[at + 1] == '.' || text.p[at + 1] == ','));
    if (digits == DIGITS_ONE_FULL)
        return alone && !in_number;
    return digits == DIGITS_FULL;
}

/* The full-width form of the half-width katakana C at *NEXT, together with
 * a sound mark that follows it. */
static uint32_t
widen_kana(uint32_t c, struct str text, size_t *next)
{
    uint32_t full = full_kana[c - KANA_FIRST];
    size_t behind;
    if (*next >= text.n)
        return full;
    uint32_t mark = utf8_next(text, *next, &behind);
    if (mark != KANA_VOICED && mark != KANA_SEMIVOICED)
        return full;
    uint32_t marked = with_mark(full, mark);
    if (marked == 0)
        return full;
    *next = behind;
    return marked;
}

static uint32_t
normal_char(
    const struct set_style *style, struct str text, size_t at, size_t *next)
{
    uint32_t c = utf8_next(text, at, next);
    if (c >= '0' && c <= '9' && widens(style->digits, text, at))
        return FULL_DIGIT_ZERO + (c - '0');
    if (style->full_katakana && c >= KANA_FIRST && c <= KANA_SEMIVOICED)
        return widen_kana(c, text, next);
    return c;
}

static bool
changes(const struct set_style *style, struct str text)
{
    for (size_t at = 0, next; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        size_t ignored = next;
        if (c != UTF8_BAD && normal_char(style, text, at, &ignored) != c)
            return true;
    }
    return false;
}

struct str
normal_text(struct arena *arena, const struct set_style *style, struct str text)
{
    bool keeps = style->digits == DIGITS_HALF && !style->full_katakana;
    if (keeps || !changes(style, text))
        return text;
    /* A digit grows from one byte to three; nothing grows more. */
    char *p = arena_array(arena, text.n, 3);
    size_t n = 0;
    for (size_t at = 0; p != NULL && at < text.n;)
        n += utf8_put(normal_char(style, text, at, &at), p + n);
    return (struct str){p, p == NULL ? 0 : n};
}
