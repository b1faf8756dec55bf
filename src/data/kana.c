/* Each character becomes a key of three weights; two readings are compared by
 * the first weight of all their characters, then by the second, and so on. */
#include "data/kana.h"

#include <stdint.h>

#include "base/utf8.h"

enum { A = 0x3042, SMALL_A = 0x3041, LAST_HIRAGANA = 0x3096 };
enum { CLEAR, VOICED, SEMI };
enum { LONG, SMALL, REPEATED, PLAIN };
enum { CLASS_DIGIT = 1 << 24, CLASS_LATIN = 2 << 24, CLASS_KANA = 3 << 24 };
enum { CLASS_OTHER = 4 << 24 };

struct weight {
    uint32_t base; /* 0: a mark, which has no weight */
    uint8_t voice, size, script;
};

/* For each hiragana from U+3041: its place in the gojuon, 1 ... 48, times 3,
 * plus its voice; small ones are negative.  Place 3 is う. */
static const int16_t hiragana[LAST_HIRAGANA - SMALL_A + 1] = {
    /* ぁあぃいぅうぇえぉお */
    -3, 3, -6, 6, -9, 9, -12, 12, -15, 15,
    /* かがきぎくぐけげこご */
    18, 19, 21, 22, 24, 25, 27, 28, 30, 31,
    /* さざしじすずせぜそぞ */
    33, 34, 36, 37, 39, 40, 42, 43, 45, 46,
    /* ただちぢっつづてでとど */
    48, 49, 51, 52, -54, 54, 55, 57, 58, 60, 61,
    /* なにぬねの */
    63, 66, 69, 72, 75,
    /* はばぱひびぴふぶぷへべぺほぼぽ */
    78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92,
    /* まみむめも */
    93, 96, 99, 102, 105,
    /* ゃやゅゆょよ */
    -108, 108, -111, 111, -114, 114,
    /* らりるれろ */
    117, 120, 123, 126, 129,
    /* ゎわゐゑをん */
    -132, 132, 135, 138, 141, 144,
    /* ゔゕゖ */
    10, -18, -27};

/* Half-width katakana from U+FF66 as hiragana. */
static const uint16_t half[] = {0x3092, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049,
    0x3083, 0x3085, 0x3087, 0x3063, 0x30FC, 0x3042, 0x3044, 0x3046, 0x3048,
    0x304A, 0x304B, 0x304D, 0x304F, 0x3051, 0x3053, 0x3055, 0x3057, 0x3059,
    0x305B, 0x305D, 0x305F, 0x3061, 0x3064, 0x3066, 0x3068, 0x306A, 0x306B,
    0x306C, 0x306D, 0x306E, 0x306F, 0x3072, 0x3075, 0x3078, 0x307B, 0x307E,
    0x307F, 0x3080, 0x3081, 0x3082, 0x3084, 0x3086, 0x3088, 0x3089, 0x308A,
    0x308B, 0x308C, 0x308D, 0x308F, 0x3093};

/* The vowels by place: あいうえお column of each kana; ん has none. */
static const char vowel[] = "12345" /* あ */
                            "12345" /* か */
                            "12345" /* さ */
                            "12345" /* た */
                            "12345" /* な */
                            "12345" /* は */
                            "12345" /* ま */
                            "135"   /* やゆよ */
                            "12345" /* ら */
                            "12450" /* わゐゑをん */;

static bool
is_mark(uint32_t c)
{
    return c <= ' ' || (c >= 0x3000 && c <= 0x303F && c != 0x3005) ||
           c == 0x30FB || c == 0x30A0 || c == 0xFF65 ||
           (c >= 0x2010 && c <= 0x206F) || c == 0xA0 || c == 0xB7;
}

static bool
is_ascii_mark(uint32_t c)
{
    return (c > ' ' && c < '0') || (c > '9' && c < 'A') ||
           (c > 'Z' && c < 'a') || (c > 'z' && c <= 0x7F);
}

/* Kana of any kind as hiragana, and full-width ASCII as ASCII. */
static uint32_t
fold(uint32_t c, uint8_t *script)
{
    *script = 0;
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFEE0;
    if (c >= 0xFF66 && c <= 0xFF9D) {
        *script = 1;
        return half[c - 0xFF66];
    }
    if ((c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE) {
        *script = 1;
        return c - 0x60;
    }
    return c == 0xFF70 ? 0x30FC : c;
}

static struct weight
plain(uint32_t c, uint8_t script)
{
    struct weight w = {CLASS_OTHER + c, CLEAR, PLAIN, script};
    if (is_mark(c) || is_ascii_mark(c)) {
        w.base = 0;
    } else if (c >= '0' && c <= '9') {
        w.base = CLASS_DIGIT + c;
    } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
        w.base = CLASS_LATIN + (c | 0x20);
    } else if (c >= SMALL_A && c <= LAST_HIRAGANA) {
        int place = hiragana[c - SMALL_A];
        int size = place < 0 ? -place : place;
        w.base = CLASS_KANA + (uint32_t)size / 3;
        w.voice = (uint8_t)(size % 3);
        w.size = place < 0 ? SMALL : PLAIN;
    } else if (c >= 0x30F7 && c <= 0x30FA) { /* ヷヸヹヺ */
        w = (struct weight){CLASS_KANA + 44 + (c - 0x30F7), VOICED, PLAIN, 1};
    }
    return w;
}

/* The sound mark at *AT, if any, moves *AT behind it. */
static uint8_t
sound_mark(struct str s, size_t *at)
{
    size_t next;
    uint32_t c = *at < s.n ? utf8_next(s, *at, &next) : 0;
    bool voiced = c == 0x3099 || c == 0x309B || c == 0xFF9E;
    bool semi = c == 0x309A || c == 0x309C || c == 0xFF9F;
    if (voiced || semi)
        *at = next;
    return voiced ? VOICED : semi ? SEMI : CLEAR;
}

static bool
is_kana(struct weight w)
{
    return w.base > CLASS_KANA && w.base < CLASS_OTHER;
}

/* The next weight of S behind PREV; marks give base 0. */
static struct weight
next_weight(struct str s, size_t *at, struct weight prev)
{
    uint8_t script;
    uint32_t c = fold(utf8_next(s, *at, at), &script);
    struct weight w = plain(c, script);
    if (c == 0x30FC && is_kana(prev)) { /* ー */
        uint32_t sound = (uint32_t)(vowel[prev.base - CLASS_KANA - 1] - '0');
        w.base = sound == 0 ? prev.base : CLASS_KANA + sound;
        w.size = LONG;
        w.script = prev.script;
    } else if ((c == 0x309D || c == 0x309E) && is_kana(prev)) { /* ゝゞ */
        w.base = prev.base;
        w.size = REPEATED;
        w.voice = c == 0x309E ? VOICED : CLEAR;
    }
    uint8_t sound = is_kana(w) ? sound_mark(s, at) : CLEAR;
    if (sound != CLEAR)
        w.voice = sound;
    return w;
}

/* The next weight that counts; false at the end of S. */
static bool
next_counting(struct str s, size_t *at, struct weight *w)
{
    while (*at < s.n) {
        struct weight found = next_weight(s, at, *w);
        if (found.base == 0)
            continue;
        *w = found;
        return true;
    }
    return false;
}

static int
order(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int
compare_level(struct str a, struct str b, int level)
{
    struct weight wa = {0}, wb = {0};
    for (size_t i = 0, j = 0;;) {
        bool has_a = next_counting(a, &i, &wa);
        bool has_b = next_counting(b, &j, &wb);
        if (!has_a || !has_b)
            return has_a - has_b;
        const uint32_t left[] = {wa.base, wa.voice, wa.size, wa.script};
        const uint32_t right[] = {wb.base, wb.voice, wb.size, wb.script};
        int found = order(left[level], right[level]);
        if (found != 0)
            return found;
    }
}

/* By code points; in UTF-8 that is by bytes. */
static int
compare_bytes(struct str a, struct str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++)
        if (a.p[i] != b.p[i])
            return (unsigned char)a.p[i] < (unsigned char)b.p[i] ? -1 : 1;
    return (a.n > b.n) - (a.n < b.n);
}

int
kana_compare(struct str a, struct str b)
{
    for (int level = 0; level < 4; level++) {
        int found = compare_level(a, b, level);
        if (found != 0)
            return found;
    }
    return compare_bytes(a, b);
}

const char *
kana_row(struct str reading)
{
    static const char *const row[] = {
        "あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ"};
    static const uint8_t end[] = {5, 10, 15, 20, 25, 30, 35, 38, 43, 48};
    struct weight w = {0};
    size_t at = 0;
    if (!next_counting(reading, &at, &w) || !is_kana(w))
        return "";
    size_t i = 0;
    while (i + 1 < sizeof end && w.base - CLASS_KANA > end[i])
        i++;
    return row[i];
}
