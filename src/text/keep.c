/* Statistics in running text (「公用文作成の考え方」, JLREQ 3.1.10): a sign,
 * its number, its unit and its counter stay on one line and near each other:
 * △3.2%, 10～20歳, 第3-2表, 令和8年度, 3億2,000万円, 注1), *7.  Nothing opens
 * between sign and digits nor inside 令和; the quarter em before a counter
 * grows as any between Japanese and Latin.  A date is rather not parted, but
 * may be: 2026年|11月|24日. */
#include "text/keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/company.h"
#include "text/keep_data.h"
#include "text/unit.h"

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
    unsigned flags =
        ATOM_NO_BREAK | (tight ? ATOM_TIGHT | ATOM_RIGID : ATOM_BOUND);
    if (i > 0 && i < row->n)
        row->atom[i].flags = (uint16_t)(row->atom[i].flags | flags);
}

/* The same where spaces and Japanese text lie between: only the break. */
static void
hold(const struct row *row, size_t i)
{
    if (i < row->n)
        row->atom[i].flags |= ATOM_NO_BREAK;
}

/* A line may end before atom I, but should not. */
static void
mark_joint(const struct row *row, size_t i)
{
    if (i < row->n)
        row->atom[i].flags |= ATOM_JOINT;
}

/* Atoms that the word W covers at I, 0 when it does not stand there. */
static size_t
match_word(const struct row *row, size_t i, const char32_t *w)
{
    size_t n = 0;
    while (w[n] != 0 && at(row, i + n) == w[n])
        n++;
    return w[n] == 0 ? n : 0;
}

static size_t
match_counter(const struct row *row, size_t i)
{
    if (at(row, i) < 0x3000)
        return 0;
    for (size_t k = 0; k < keep_n_counters; k++) {
        size_t n = match_word(row, i, keep_counters[k]);
        if (n > 0)
            return n;
    }
    return 0;
}

/* --- what stands before a number -------------------------------------- */

static const char32_t signs[] = U"△▲▽▼+−±＋－¥$€￥＄￡№#＃*＊※";
static const char32_t heads[] = U"第図表注〒約計満全";
static const char32_t *const two_letters[] = {
    U"明治", U"大正", U"昭和", U"平成", U"令和", U"西暦", U"午前", U"午後"};

/* Is one of the words right before atom I? */
static bool
follows_word(const struct row *row, size_t i)
{
    for (size_t w = 0; i >= 2 && w < sizeof two_letters / sizeof *two_letters;
         w++)
        if (match_word(row, i - 2, two_letters[w]) > 0)
            return true;
    return false;
}

static bool
is_capital(uint32_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_latin(uint32_t c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

/* Where the Latin word W that ends before I begins, else I; `?` is any
 * capital. */
static size_t
match_back(const struct row *row, size_t i, const char *w)
{
    size_t n = strlen(w);
    if (i < n)
        return i;
    for (size_t k = 0; k < n; k++) {
        uint32_t c = at(row, i - n + k);
        if (w[k] == '?' ? !is_capital(c) : c != (unsigned char)w[k])
            return i;
    }
    return i > n && is_latin(at(row, i - n - 1)) ? i : i - n;
}

/* No. 5, p. 12, ISO 9001, JIS X 4051: what a space parts from number I. */
static void
join_spaced(const struct row *row, size_t i)
{
    static const char *const names[] = {"No.", "Nos.", "no.", "p.", "pp.",
        "Vol.", "vol.", "Fig.", "fig.", "Sec.", "Ch.", "ISO", "IEC", "IEEE",
        "JIS ?", "RFC", "ANSI", "ASTM", "DIN", "EN"};
    if (i < 2 || !(row->atom[i - 1].flags & ATOM_SPACE))
        return;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        size_t from = match_back(row, i - 1, names[k]);
        for (size_t held = from + 1; from < i - 1 && held <= i; held++)
            hold(row, held);
    }
}

/* (03)1234-5678: the code in brackets before number I. */
static void
join_code(const struct row *row, size_t i)
{
    size_t digits = 0;
    if (i < 4 || !is_one_of(at(row, i - 1), U")）"))
        return;
    while (digits + 1 < i && is_digit(at(row, i - 2 - digits)))
        digits++;
    if (digits < 2 || digits > 5 || digits + 2 > i ||
        !is_one_of(at(row, i - 2 - digits), U"(（"))
        return;
    size_t open = i - 2 - digits;
    hold(row, i);
    if (open > 0 && is_digit(at(row, open - 1)))
        hold(row, open);
}

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
    if (follows_word(row, i)) {
        join(row, i - 1, false);
        join(row, i, false);
    }
    join_spaced(row, i);
    join_code(row, i);
}

/* --- the number ------------------------------------------------------- */

/* Those of the second list are set with their own space: ５０：５０, 1×2. */
static const char32_t separators[] = U",.，．", loose[] = U"：／×";

/* The end of the digits that begin at I, joined. */
static size_t
join_digits(const struct row *row, size_t i)
{
    for (i++; i < row->n; i++) {
        uint32_t c = at(row, i);
        if (is_digit(c)) {
            join(row, i, !is_one_of(at(row, i - 1), loose));
        } else if (is_digit(at(row, i + 1)) && is_one_of(c, separators)) {
            join(row, i, true);
        } else if (is_digit(at(row, i + 1)) && is_one_of(c, loose)) {
            join(row, i, false);
        } else {
            break;
        }
    }
    return i;
}

/* --- what stands behind it -------------------------------------------- */

static const char32_t magnitudes[] = U"十百千万億兆";
static const char32_t postfixed[] = U"%％‰℃°′″";
static const char32_t suffixes[] = U"増減超強弱台目";

/* 5 kg, 5kg, 5 %: the unit of a Western symbol, perhaps behind a space. */
static size_t
join_unit(const struct row *row, size_t i)
{
    size_t from = i < row->n && row->atom[i].class == CL_26 ? i + 1 : i;
    size_t n = from < row->n ? unit_at(row->atom + from, row->n - from) : 0;
    if (n == 0 && from > i && is_one_of(at(row, from), postfixed))
        n = 1;
    if (n == 0)
        return i;
    hold(row, i);
    join(row, from, false);
    for (size_t k = 1; k < n; k++)
        join(row, from + k, true);
    return from + n;
}

/* The end of what belongs to the number that ends at I. */
static size_t
join_after(const struct row *row, size_t i)
{
    size_t unit = join_unit(row, i);
    if (unit > i)
        return unit;
    if (is_one_of(at(row, i), postfixed)) {
        join(row, i, true);
        if (is_one_of(at(row, i + 1), suffixes))
            hold(row, i + 1);
        return i + 1;
    }
    for (; is_one_of(at(row, i), magnitudes); i++)
        join(row, i, false);
    if (is_digit(at(row, i))) { /* 3億2,000万円 */
        join(row, i, false);
        return i;
    }
    size_t n = match_counter(row, i);
    if (n > 0 && is_one_of(at(row, i + n), suffixes))
        hold(row, i + n);
    for (; n > 0; n--)
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

/* 2026年|11月|24日|(火), 3時|30分: a date that goes on at I. */
static void
join_date(const struct row *row, size_t i)
{
    static const char32_t parts[] = U"年月日時分", days[] = U"月火水木金土日祝";
    if (!is_one_of(at(row, i - 1), parts))
        return;
    bool day = is_one_of(at(row, i), U"(（") && is_one_of(at(row, i + 1), days);
    if (is_digit(at(row, i)) || day)
        mark_joint(row, i);
}

/* What begins with digit I; returns where to go on. */
static size_t
join_number(const struct row *row, size_t i)
{
    join_before(row, i);
    size_t digits = join_digits(row, i);
    size_t end = join_after(row, digits);
    bool counted = end > digits && !is_one_of(at(row, digits), postfixed);
    if (counted)
        join_date(row, end);
    return join_range(row, end, counted);
}

/* --- numbers in kanji ------------------------------------------------- */

static const char32_t numerals[] = U"〇一二三四五六七八九十百千万億兆";

/* 第十二回, 三千六百人, 三・二％, 二〇二六年: the number that begins with atom
 * I, perhaps behind 第; returns where to go on.  一二三 without a counter are
 * no number, nor is what is longer than any. */
static size_t
join_kanji_number(const struct row *row, size_t i)
{
    enum { NUMBER_MAX = 8 };
    size_t end = i;
    bool number = false;
    while (is_one_of(at(row, end), numerals) ||
           (end > i && at(row, end) == U'・' &&
               is_one_of(at(row, end + 1), numerals))) {
        number = number || is_one_of(at(row, end), U"〇十百千万億兆");
        end++;
    }
    size_t n = match_counter(row, end);
    if (n == 0 && is_one_of(at(row, end), postfixed))
        n = 1;
    if (n == 0 && (!number || end - i > NUMBER_MAX))
        return end;
    bool ordinal = i > 0 && at(row, i - 1) == U'第' && n > 0;
    for (size_t k = ordinal ? i : i + 1; k < end + n; k++)
        hold(row, k);
    return end + n;
}

/* 令和元年: atom I is 元. */
static void
join_first_year(const struct row *row, size_t i)
{
    if (at(row, i + 1) != U'年' || !follows_word(row, i))
        return;
    hold(row, i - 1);
    hold(row, i);
    for (size_t n = match_counter(row, i + 1); n > 0; n--)
        hold(row, i + n);
}

void
keep_mark(struct atom *atom, size_t n)
{
    const struct row row = {atom, n};
    for (size_t i = 0; i < n;) {
        uint32_t c = atom[i].c;
        if (atom[i].class == CL_20) { /* a note mark or script, no number */
            i++;
            continue;
        }
        if (is_digit(c)) {
            i = join_number(&row, i);
            continue;
        }
        if (c >= U'〇' && is_one_of(c, numerals)) {
            i = join_kanji_number(&row, i);
            continue;
        }
        if (c == U'元')
            join_first_year(&row, i);
        else
            company_mark(atom, n, i);
        i++;
    }
}

/* --- the keep list ---------------------------------------------------- */

struct kept {
    uint32_t c; /* its first character */
    struct str word;
};

/* The same as match_word for a word of the keep list. */
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
