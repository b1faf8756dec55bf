/* Statistics in running text (「公用文作成の考え方」, JLREQ 3.1.10): a sign,
 * its number, its unit and its counter stay on one line and at their natural
 * distance: △3.2%, 10～20歳, 第3-2表, 令和8年度, 3億2,000万円, 注1), *7. */
#include "text/unit.h"

#include <stdlib.h>

#include "base/utf8.h"

struct row {
    struct atom *atom;
    size_t n;
};

static uint32_t
at(const struct row *row, size_t i)
{
    return i < row->n ? row->atom[i].c : 0;
}

static bool
is_digit(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* C is one of the ASCII or other characters of LIST (ends with 0). */
static bool
is_one_of(uint32_t c, const uint32_t *list)
{
    while (*list != 0 && *list != c)
        list++;
    return c != 0 && *list == c;
}

/* Joins atom I to the one before it; TIGHT: without any space. */
static void
join(const struct row *row, size_t i, bool tight)
{
    unsigned flags = ATOM_NO_BREAK | ATOM_RIGID | (tight ? ATOM_TIGHT : 0u);
    if (i > 0 && i < row->n)
        row->atom[i].flags = (uint16_t)(row->atom[i].flags | flags);
}

/* --- what stands before a number ------------------------------------------ */

static const uint32_t signs[] = {0x25B3, 0x25B2, 0x25BD, 0x25BC, '+', 0x2212,
    0xB1, 0xFF0B, 0xFF0D, 0xA5, '$', 0x20AC, 0xFFE5, 0xFF04, 0xFFE1, 0x2116,
    '#', 0xFF03, '*', 0xFF0A, 0x203B, 0};
/* 第 図 表 注 〒 */
static const uint32_t heads[] = {0x7B2C, 0x56F3, 0x8868, 0x6CE8, 0x3012, 0};
static const uint32_t eras[][2] = {{0x660E, 0x6CBB}, {0x5927, 0x6B63},
    {0x662D, 0x548C}, {0x5E73, 0x6210}, {0x4EE4, 0x548C}, {0x897F, 0x66A6}};

static void
join_before(const struct row *row, size_t i)
{
    if (i == 0)
        return;
    uint32_t c = at(row, i - 1);
    bool minus =
        c == '-' &&
        (i < 2 || !(is_digit(at(row, i - 2)) || is_letter(at(row, i - 2))));
    if (minus || is_one_of(c, signs)) {
        join(row, i, true);
        return;
    }
    if (is_one_of(c, heads))
        join(row, i, false);
    for (size_t e = 0; i >= 2 && e < sizeof eras / sizeof *eras; e++) {
        if (c != eras[e][1] || at(row, i - 2) != eras[e][0])
            continue;
        join(row, i - 1, false);
        join(row, i, false);
    }
}

/* --- the number ------------------------------------------------------------
 */

static const uint32_t separators[] = {',', '.', 0xFF0C, 0xFF0E, 0};

/* The end of the digits that begin at I, joined. */
static size_t
join_digits(const struct row *row, size_t i)
{
    for (i++; i < row->n; i++) {
        if (is_digit(at(row, i)))
            join(row, i, true);
        else if (is_one_of(at(row, i), separators) && is_digit(at(row, i + 1)))
            join(row, i, true);
        else
            break;
    }
    return i;
}

/* --- what stands behind it --------------------------------------------------
 */

/* Longer ones first where one begins another. */
static const char *const counters[] = {"パーセント", "ポイント", "か国", "カ国",
    "ヵ国", "ヶ国", "か所", "カ所", "ヵ所", "ヶ所", "か月", "カ月", "ヵ月",
    "ヶ月", "か年", "カ年", "ヵ年", "ヶ年", "年度", "年代", "年間", "年",
    "月期", "月", "日間", "日", "時間", "時", "分", "秒", "週間", "週", "歳",
    "才", "人", "名", "件", "社", "校", "個", "本", "枚", "台", "回", "位",
    "円", "倍", "割", "点", "号", "条", "項", "章", "節", "番", "代", "表",
    "図", "版", "次", "区", "頁", "部", "棟", "戸", "世帯", "種", "組", "階",
    "丁目"};
/* 十 百 千 万 億 兆 */
static const uint32_t magnitudes[] = {
    0x5341, 0x767E, 0x5343, 0x4E07, 0x5104, 0x5146, 0};
/* % ％ ‰ ℃ ° ′ ″ */
static const uint32_t postfixed[] = {
    '%', 0xFF05, 0x2030, 0x2103, 0xB0, 0x2032, 0x2033, 0};

/* Atoms that the word W covers at I, 0 when it does not stand there. */
static size_t
match(const struct row *row, size_t i, struct str w)
{
    size_t n = 0;
    for (size_t p = 0; p < w.n; n++) {
        uint32_t c = utf8_next(w, p, &p);
        if (at(row, i + n) != c)
            return 0;
    }
    return n;
}

static size_t
match_counter(const struct row *row, size_t i)
{
    if (at(row, i) < 0x3000)
        return 0;
    for (size_t k = 0; k < sizeof counters / sizeof *counters; k++) {
        size_t n = match(row, i, str_of(counters[k]));
        if (n > 0)
            return n;
    }
    return 0;
}

/* The end of what belongs to the number that ends at I. */
static size_t
join_after(const struct row *row, size_t i)
{
    if (is_one_of(at(row, i), postfixed)) {
        join(row, i, true);
        return i + 1;
    }
    for (; is_one_of(at(row, i), magnitudes); i++)
        join(row, i, false);
    if (is_digit(at(row, i))) { /* 3億2,000万円 */
        join(row, i, false);
        return i;
    }
    for (size_t n = match_counter(row, i); n > 0; n--)
        join(row, i++, false);
    return i;
}

static const uint32_t ranges[] = {
    0x301C, 0xFF5E, '~', 0x2013, 0xFF0D, 0x2212, 0x2010, '-', 0};

/* 10～20, 3-2, 03-1234-5678: the mark at I and the number behind it.  Behind
 * a counter (2015年～2023年) the line may end at the mark. */
static size_t
join_range(const struct row *row, size_t i, bool counted)
{
    if (!is_one_of(at(row, i), ranges))
        return i;
    bool sign = is_one_of(at(row, i + 1), signs) && is_digit(at(row, i + 2));
    if (!sign && !is_digit(at(row, i + 1)))
        return i;
    join(row, i, true);
    if (counted)
        row->atom[i + 1].flags |= ATOM_TIGHT | ATOM_RIGID;
    else
        join(row, i + 1, true);
    return i + 1;
}

void
unit_mark(struct atom *atom, size_t n)
{
    const struct row row = {atom, n};
    for (size_t i = 0; i < n;) {
        if (!is_digit(atom[i].c)) {
            i++;
            continue;
        }
        join_before(&row, i);
        size_t digits = join_digits(&row, i);
        size_t end = join_after(&row, digits);
        bool counted = end > digits && !is_one_of(at(&row, digits), postfixed);
        i = join_range(&row, end, counted);
    }
}

/* --- the keep list ----------------------------------------------------------
 */

struct kept {
    uint32_t c; /* its first character */
    struct str word;
};

static int
kept_compare(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    return (x->c > y->c) - (x->c < y->c);
}

static void
keep_at(const struct row *row, const struct kept *kept, size_t n, size_t i)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (kept[mid].c < at(row, i))
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < n && kept[low].c == at(row, i); low++)
        for (size_t k = match(row, i, kept[low].word); k > 1; k--)
            row->atom[i + k - 1].flags |= ATOM_NO_BREAK;
}

enum err
unit_keep(struct arena *scratch, const struct str *keep, size_t n_keep,
    struct atom *atom, size_t n)
{
    const struct row row = {atom, n};
    struct kept *kept = arena_array(scratch, n_keep, sizeof *kept);
    if (kept == NULL)
        return ERR_NOMEM;
    size_t words = 0;
    for (size_t k = 0, p; k < n_keep; k++)
        if (keep[k].n > 0)
            kept[words++] = (struct kept){utf8_next(keep[k], 0, &p), keep[k]};
    qsort(kept, words, sizeof *kept, kept_compare);
    for (size_t i = 0; words > 0 && i < n; i++)
        keep_at(&row, kept, words, i);
    return ERR_OK;
}
