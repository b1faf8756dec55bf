/* A character's class depends on its use: “ is a bracket in Japanese and a
 * letter in Western text.  Both neighbours are looked at, past spaces. */
#include "text/class.h"

#include "text/unit.h"

unsigned
class_row(unsigned class)
{
    return class == CL_17 || class == CL_18 ? CL_19 : class;
}

bool
class_is_western(unsigned class)
{
    return class >= CL_24 && class <= CL_27;
}

/* Half-width forms (JIS X 0201 katakana) as their full-width counterparts. */
static unsigned
half_width_class(uint32_t c)
{
    if (c == 0xFF61)
        return CL_06;
    if (c == 0xFF62)
        return CL_01;
    if (c == 0xFF63)
        return CL_02;
    if (c == 0xFF64)
        return CL_07;
    if (c == 0xFF65)
        return CL_05;
    if (c == 0xFF70)
        return CL_10;
    /* Small kana; voiced sound marks belong to the kana before them. */
    if ((c >= 0xFF67 && c <= 0xFF6F) || c == 0xFF9E || c == 0xFF9F)
        return CL_11;
    return CL_16;
}

static unsigned
block_class(uint32_t c)
{
    if (c >= 0x3040 && c <= 0x309F)
        return CL_15;
    if (c >= 0x30A0 && c <= 0x30FF)
        return CL_16;
    if (c >= 0xFF61 && c <= 0xFF9F)
        return half_width_class(c);
    if (c == 0x2015) /* ― used for — */
        return CL_08 | JLREQ_WESTERN;
    if (c == 0x22EF) /* ⋯ used for … */
        return CL_08;
    if (c == 0xFF5E) /* ～ used for 〜 */
        return CL_03;
    if (c == 0xFFE6)
        return CL_12;
    if (c < 0x20A0) /* up to the superscripts and subscripts */
        return CL_27;
    return c < 0x2E80 ? CL_19 | JLREQ_WESTERN : CL_19;
}

unsigned
class_of(uint32_t c)
{
    if (c >= 0x4E00 && c <= 0x9FFF)
        return CL_19;
    size_t low = 0, high = jlreq_n_class;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (c > jlreq_class[mid].last)
            low = mid + 1;
        else if (c < jlreq_class[mid].first)
            high = mid;
        else
            return jlreq_class[mid].class;
    }
    return block_class(c);
}

static bool
is_ignored(uint32_t c)
{
    return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
           c == 0xFEFF;
}

/* Set as a full-width letter or sign of the Japanese face. */
static bool
is_wide(const struct atom *a)
{
    return a->advance >= a->em - a->em / 8;
}

/* --- first pass: what needs no neighbours ----------------------------- */

static void
mark_alone(struct atom *a)
{
    unsigned class = class_of(a->c);
    if (a->flags & ATOM_COMBINED) {
        a->class = CL_30;
        return;
    }
    bool western = class & JLREQ_WESTERN;
    class &= JLREQ_WESTERN - 1u;
    if (is_ignored(a->c))
        a->flags |= ATOM_IGNORED;
    if (western && class == CL_19 && a->c < 0x2000 && !is_wide(a))
        class = CL_27, western = false;
    if (western && class == CL_19 && is_wide(a)) /* △ of a Japanese face */
        western = false;
    if (class == CL_26 || class == CL_14)
        a->flags |= ATOM_SPACE;
    if (a->c == 0x00A0 || a->c == 0x202F)
        class = CL_26;
    if (a->c == 0xFF9E || a->c == 0xFF9F)
        a->flags |= ATOM_HARD | ATOM_NO_BREAK | ATOM_TIGHT;
    a->class = (uint8_t)(class | (western ? JLREQ_WESTERN : 0u));
}

/* Surely Japanese, whatever stands beside it. */
static bool
is_japanese(unsigned class)
{
    return !(class & JLREQ_WESTERN) && !class_is_western(class);
}

static bool
is_transparent(const struct atom *a)
{
    return a->class == CL_26 || (a->flags & ATOM_IGNORED);
}

static void
mark_neighbours(struct atom *atom, size_t n)
{
    bool jp = false;
    for (size_t i = 0; i < n; i++) {
        atom[i].flags |= jp ? ATOM_AFTER_JP : 0;
        if (!is_transparent(&atom[i]))
            jp = is_japanese(atom[i].class);
    }
    jp = false;
    for (size_t i = n; i-- > 0;) {
        atom[i].flags |= jp ? ATOM_BEFORE_JP : 0;
        if (!is_transparent(&atom[i]))
            jp = is_japanese(atom[i].class);
    }
}

/* --- second pass: by use ---------------------------------------------- */

enum { NESTING = 8 }; /* quotation marks inside each other */

struct quotes {
    struct atom *open[NESTING];
    size_t n;
};

static bool
touches_japanese(const struct atom *a)
{
    return a->flags & (ATOM_AFTER_JP | ATOM_BEFORE_JP);
}

static void
settle(struct atom *a, bool japanese)
{
    a->class = japanese ? a->class & (JLREQ_WESTERN - 1u) : CL_27;
}

/* Both marks of a pair are of the same kind: Japanese if either one touches
 * Japanese text. */
static void
mark_quote(struct atom *a, struct quotes *quotes)
{
    bool opens = (a->class & (JLREQ_WESTERN - 1u)) == CL_01;
    settle(a, touches_japanese(a));
    if (opens && quotes->n < NESTING)
        quotes->open[quotes->n++] = a;
    if (opens || quotes->n == 0)
        return;
    struct atom *open = quotes->open[--quotes->n];
    if (open->class == CL_27 && a->class == CL_02)
        open->class = CL_01;
    else if (open->class == CL_01)
        a->class = CL_02;
}

static bool
is_letter(const struct atom *a)
{
    return a->class == CL_27 &&
           ((a->c >= 'A' && a->c <= 'Z') || (a->c >= 'a' && a->c <= 'z') ||
               (a->c >= 0xC0 && a->c < 0x2000));
}

/* ’ as in don’t. */
static bool
is_apostrophe(const struct atom *atom, size_t n, size_t i)
{
    return atom[i].c == 0x2019 && i > 0 && i + 1 < n &&
           is_letter(&atom[i - 1]) && is_letter(&atom[i + 1]);
}

static void
mark_by_use(struct atom *atom, size_t n)
{
    struct quotes quotes = {{NULL}, 0};
    for (size_t i = 0; i < n; i++) {
        struct atom *a = &atom[i];
        if (!(a->class & JLREQ_WESTERN))
            continue;
        unsigned class = a->class & (JLREQ_WESTERN - 1u);
        if (is_apostrophe(atom, n, i))
            a->class = CL_27;
        else if (class == CL_01 || class == CL_02)
            mark_quote(a, &quotes);
        else if (class == CL_03 || class == CL_08)
            settle(a, touches_japanese(a) || is_wide(a));
        else if (class == CL_17 || class == CL_18)
            settle(a, touches_japanese(a) || is_wide(a));
        else
            settle(a, true);
    }
}

static bool
is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The unit symbol (cl-25) behind the numerals FIRST ... END - 1 in Japanese
 * text: a quarter em from them (JLREQ table 1), whether or not a space was
 * typed.  In a Western sentence all stays as it was typed. */
static void
mark_unit(struct atom *atom, size_t n, size_t first, size_t end)
{
    size_t from = end < n && atom[end].class == CL_26 ? end + 1 : end;
    size_t units = from < n ? unit_at(atom + from, n - from) : 0;
    if (units == 0 || !((atom[first].flags & ATOM_AFTER_JP) ||
                          (atom[from + units - 1].flags & ATOM_BEFORE_JP)))
        return;
    for (size_t k = 0; k < units; k++)
        atom[from + k].class = CL_25;
    if (from > end)
        atom[end].flags |= ATOM_QUARTER;
}

/* Digits that do not belong to a Western word, with the commas and points
 * between them, are grouped numerals (連数字, JLREQ A.24). */
static void
mark_numerals(struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && atom[end].class == CL_27 &&
               (is_digit(atom[end].c) ||
                   (end > i && end + 1 < n && is_digit(atom[end + 1].c) &&
                       (atom[end].c == ',' || atom[end].c == '.'))))
            end++;
        if (end > i && (i == 0 || !is_letter(&atom[i - 1]))) {
            for (size_t k = i; k < end; k++)
                atom[k].class = CL_24;
            mark_unit(atom, n, i, end);
        }
        i = end > i ? end : i + 1;
    }
}

void
class_mark(struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n; i++)
        mark_alone(&atom[i]);
    mark_neighbours(atom, n);
    mark_by_use(atom, n);
    mark_numerals(atom, n);
    for (size_t i = 0; i < n; i++) {
        /* Half-width punctuation is set as it stands, without added space. */
        bool half = atom[i].c >= 0xFF61 && atom[i].c <= 0xFF65;
        atom[i].sp = half ? CL_16 : atom[i].class;
    }
}
