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

/* The length of the digit at AT, in either form, or 0. */
static size_t
digit_at(struct str text, size_t at)
{
    if (at >= text.n)
        return 0;
    if (text.p[at] >= '0' && text.p[at] <= '9')
        return 1;
    size_t next;
    if ((unsigned char)text.p[at] != 0xEF) /* of U+FF10 ... */
        return 0;
    uint32_t c = utf8_next(text, at, &next);
    return c >= FULL_DIGIT_ZERO && c <= FULL_DIGIT_ZERO + 9 ? 3 : 0;
}

static bool
digit_before(struct str text, size_t at)
{
    return (at >= 1 && digit_at(text, at - 1) == 1) ||
           (at >= 3 && digit_at(text, at - 3) == 3);
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The digit at AT is part of a Latin word: A4, CO2, G7. */
static bool
in_word(struct str text, size_t at)
{
    size_t first = at, end = at;
    while (first > 0 && digit_at(text, first - 1) == 1)
        first--;
    while (end < text.n && digit_at(text, end) == 1)
        end++;
    return (first > 0 && is_letter(text.p[first - 1])) ||
           (end < text.n && is_letter(text.p[end]));
}

/* A point or comma of either form stands in the N bytes at AT, between digits.
 */
static bool
joins_digits(struct str text, size_t at, size_t n)
{
    return digit_before(text, at) && digit_at(text, at + n) > 0;
}

/* The other form of the point or comma C, or 0. */
static uint32_t
other_form(uint32_t c)
{
    static const uint32_t forms[][2] = {{'.', 0xFF0E}, {',', 0xFF0C}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (c == forms[i][0])
            return forms[i][1];
        if (c == forms[i][1])
            return forms[i][0];
    }
    return 0;
}

static bool
is_separator_at(struct str text, size_t at)
{
    size_t next;
    return at < text.n && other_form(utf8_next(text, at, &next)) != 0 &&
           joins_digits(text, at, next - at);
}

static bool
is_separator_before(struct str text, size_t at)
{
    return (at >= 1 && is_separator_at(text, at - 1)) ||
           (at >= 3 && is_separator_at(text, at - 3));
}

/* True when the digit of N bytes at AT is to be full-width. */
static bool
is_wide(enum digits digits, struct str text, size_t at, size_t n)
{
    if (digits == DIGITS_HALF || in_word(text, at))
        return false;
    if (digits == DIGITS_FULL)
        return true;
    return !digit_before(text, at) && digit_at(text, at + n) == 0 &&
           !is_separator_before(text, at) && !is_separator_at(text, at + n);
}

/* The form that the character C of N bytes at AT has under DIGITS. */
static uint32_t
digit_form(enum digits digits, struct str text, size_t at, size_t n, uint32_t c)
{
    if (digit_at(text, at) > 0) {
        uint32_t value = c <= '9' ? c - '0' : c - FULL_DIGIT_ZERO;
        bool wide = is_wide(digits, text, at, n);
        return value + (wide ? (uint32_t)FULL_DIGIT_ZERO : (uint32_t)'0');
    }
    uint32_t other = other_form(c);
    bool wide = digits == DIGITS_FULL;
    if (other == 0 || (c > 0x7F) == wide || !joins_digits(text, at, n))
        return c;
    return other;
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
    if (style->digits != DIGITS_KEEP)
        c = digit_form(style->digits, text, at, *next - at, c);
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
    bool keeps = style->digits == DIGITS_KEEP && !style->full_katakana;
    if (keeps || !changes(style, text))
        return text;
    /* A digit grows from one byte to three; nothing grows more. */
    char *p = arena_array(arena, text.n, 3);
    size_t n = 0;
    for (size_t at = 0; p != NULL && at < text.n;)
        n += utf8_put(normal_char(style, text, at, &at), p + n);
    return (struct str){p, p == NULL ? 0 : n};
}
