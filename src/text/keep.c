/* Statistics in running text (「公用文作成の考え方」, JLREQ 3.1.10): a sign,
 * its number, its unit and its counter stay on one line and at their natural
 * distance: △3.2%, 10～20歳, 第3-2表, 令和8年度, 3億2,000万円, 注1), *7. */
#include "text/keep.h"

#include <stdlib.h>
#include <uchar.h>

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

/* C is one of the characters of LIST. */
static bool
is_one_of(uint32_t c, const char32_t *list)
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

/* --- what stands before a number -------------------------------------- */

static const char32_t signs[] = U"△▲▽▼+−±＋－¥$€￥＄￡№#＃*＊※";
static const char32_t heads[] = U"第図表注〒";
static const char32_t *const eras[] = {
    U"明治", U"大正", U"昭和", U"平成", U"令和", U"西暦"};

static void
join_before(const struct row *row, size_t i)
{
    if (i == 0)
        return;
    uint32_t c = at(row, i - 1);
    if (is_one_of(c, signs)) {
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

/* --- the number ------------------------------------------------------- */

static const char32_t separators[] = U",.，．";

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

/* --- what stands behind it -------------------------------------------- */

/* Longer ones first where one begins another. */
static const char32_t *const counters[] = {U"パーセント", U"ポイント", U"か国",
    U"カ国", U"ヵ国", U"ヶ国", U"か所", U"カ所", U"ヵ所", U"ヶ所", U"か月",
    U"カ月", U"ヵ月", U"ヶ月", U"か年", U"カ年", U"ヵ年", U"ヶ年", U"年度",
    U"年代", U"年間", U"年", U"月期", U"月", U"日間", U"日", U"時間", U"時",
    U"分", U"秒", U"週間", U"週", U"歳", U"才", U"人", U"名", U"件", U"社",
    U"校", U"個", U"本", U"枚", U"台", U"回", U"位", U"円", U"倍", U"割", U"点",
    U"号", U"条", U"項", U"章", U"節", U"番", U"代", U"表", U"図", U"版", U"次",
    U"区", U"頁", U"部", U"棟", U"戸", U"世帯", U"種", U"組", U"階", U"丁目"};
static const char32_t magnitudes[] = U"十百千万億兆";
static const char32_t postfixed[] = U"%％‰℃°′″";

/* Atoms that the word W covers at I, 0 when it does not stand there. */
static size_t
match_word(const struct row *row, size_t i, const char32_t *w)
{
    size_t n = 0;
    while (w[n] != 0 && at(row, i + n) == w[n])
        n++;
    return w[n] == 0 ? n : 0;
}

/* The same for a word of the keep list. */
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
        size_t n = match_word(row, i, counters[k]);
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

static const char32_t ranges[] = U"〜～~–－−‐-";

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
keep_mark(struct atom *atom, size_t n)
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

/* --- the keep list ---------------------------------------------------- */

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
keep_words(struct arena *scratch, const struct str *keep, size_t n_keep,
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
