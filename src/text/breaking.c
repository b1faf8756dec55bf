#include "text/breaking.h"

#include <linebreak.h>
#include <string.h>

#include "text/class.h"
#include "text/keep.h"
#include "text/pairs.h"
#include "text/phrase.h"

struct breaking_rules
breaking_rules(const struct text_setting *setting)
{
    const struct pair_tables *tables = setting->tables;
    return (struct breaking_rules){
        tables == NULL ? jlreq_separation : tables->cell[PAIRS_SEPARATION],
        setting->kinsoku};
}

/* JLREQ Appendix C: a level frees some characters from the rule that they
 * must not begin a line.  4: the table; 3: small kana, ー and 々; 2: also ・;
 * 1: also ？！ and hyphens, as newspapers do in short lines. */
static int
freed_at(unsigned class)
{
    if (class == CL_09 || class == CL_10 || class == CL_11)
        return 3;
    if (class == CL_05)
        return 2;
    return class == CL_04 || class == CL_03 ? 1 : 0;
}

/* Notes of table 2.  n. 4 (cl-04 cl-14): the space behind ？ stays with it and
 * vanishes at the line's end; n. 5 (cl-08 cl-08), n. 9 and 11 (number and
 * postfixed sign), n. 6 to 8 and 13 (inside one base, one ruby word, one
 * tate-chu-yoko) forbid; n. 10 and 12 (inside Western text): UAX #14. */
bool
breaking_allowed(
    const struct breaking_rules *rules, unsigned prev, unsigned next)
{
    prev = class_row(prev), next = class_row(next);
    unsigned cell = rules->separation[prev][next];
    if (cell & (PAIR_NOTE_MASK | PAIR_X | PAIR_FIRM))
        return false;
    if (!(cell & PAIR_NOT))
        return true;
    bool by_prev = jlreq_separation[prev][CL_19] & PAIR_NOT;
    return !by_prev && rules->level <= freed_at(next);
}

/* --- the pair of atoms ------------------------------------------------ */

static bool
is_ascii_one_of(uint32_t c, const char *list)
{
    return c > 0 && c < 0x80 && strchr(list, (int)c) != NULL;
}

/* Where Japanese meets Western text: brackets and points keep the side they
 * belong to. */
static bool
is_torn_punctuation(const struct atom *prev, const struct atom *next)
{
    if (class_is_western(next->class) && next->class != CL_26)
        return is_ascii_one_of(next->c, ")]},.:;!?%/") || next->c == 0x2019 ||
               next->c == 0x201D;
    return class_is_western(prev->class) &&
           (is_ascii_one_of(prev->c, "([{$#@\\") || prev->c == 0xA5 ||
               prev->c == 0x2018 || prev->c == 0x201C);
}

/* No quarter em inside such brackets, nor around / - ~ between words. */
static bool
is_closed_up(const struct atom *prev, const struct atom *next)
{
    bool after = class_is_western(prev->class);
    if (after == class_is_western(next->class))
        return false;
    return is_torn_punctuation(prev, next) ||
           is_ascii_one_of(after ? prev->c : next->c, "/-~");
}

/* Note 5 of table 2: doubled —— …… never part; — beside … may. */
static bool
is_left_to_characters(
    const struct breaking_rules *rules, unsigned prev, unsigned next)
{
    return prev == CL_08 && next == CL_08 &&
           (rules->separation[CL_08][CL_08] & PAIR_NOTE_MASK);
}

static bool
is_inseparable(const struct atom *prev, const struct atom *next)
{
    /* 〳〵 and 〴〵 are one mark in two parts */
    return prev->c == next->c || next->c == 0x3035;
}

static bool
is_allowed(const struct breaking_rules *rules, const struct atom *prev,
    const struct atom *next)
{
    if (next->flags & (ATOM_NO_BREAK | ATOM_HARD))
        return false;
    /* Spaces stay at the end of the line, where they vanish. */
    if (next->flags & ATOM_SPACE)
        return false;
    if (next->flags & (ATOM_MAY_BREAK | ATOM_SOFT))
        return true;
    if (next->class == CL_26 ||
        (prev->class == CL_26 && !(prev->flags & ATOM_SPACE)))
        return false;
    if (is_torn_punctuation(prev, next))
        return false;
    if (is_left_to_characters(rules, prev->class, next->class))
        return !is_inseparable(prev, next);
    return breaking_allowed(rules, prev->class, next->class);
}

/* The break before atom I, which is allowed.  A soft hyphen shows itself
 * inside Western words only; among Japanese it is an opportunity like ZWSP. */
static uint8_t
allowed_break(const struct atom *atom, size_t i)
{
    if (!(atom[i].flags & ATOM_SOFT) || !class_is_western(atom[i].class))
        return BREAK_FREE;
    while (i > 0 && atom[i - 1].flags & ATOM_IGNORED)
        i--;
    bool word = i > 0 && class_is_western(atom[i - 1].class) &&
                !(atom[i - 1].flags & ATOM_SPACE);
    return word ? BREAK_SOFT : BREAK_FREE;
}

/* --- Western stretches ------------------------------------------------ */

struct western {
    utf32_t *c; /* the paragraph's characters */
    char *brk;  /* what UAX #14 says behind each */
    bool ready; /* the library is: not a cheap question */
};

static bool
is_address(const utf32_t *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (c[i] == '@' ||
            (c[i] == ':' && i + 2 < n && c[i + 1] == '/' && c[i + 2] == '/'))
            return n > 3;
    return n > 4 && c[0] == 'w' && c[1] == 'w' && c[2] == 'w' && c[3] == '.';
}

enum { SHORT_ADDRESS = 20 }; /* characters: it should not be parted */

/* An address breaks behind / and -, and before . @ ? & and #. */
static void
mark_address(const utf32_t *c, struct atom *atom, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        bool slash = c[i - 1] == '/' && c[i] != '/';
        bool hyphen = c[i - 1] == '-' && c[i] != '-';
        bool point = is_ascii_one_of(c[i], ".@?&#") && i + 1 < n;
        bool joint = slash || hyphen || point;
        atom[i].brk = !joint              ? BREAK_NEVER
                      : n > SHORT_ADDRESS ? BREAK_URL
                                          : BREAK_SHORT;
    }
}

static void
mark_addresses(const utf32_t *c, struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && c[end] != ' ')
            end++;
        if (end > i && is_address(c + i, end - i))
            mark_address(c + i, atom + i, end - i);
        i = end + 1;
    }
}

/* The break before atom I inside a Western stretch. */
static bool
is_western_break(const struct atom *prev, const struct atom *next, char brk)
{
    if (next->flags & (ATOM_NO_BREAK | ATOM_HARD | ATOM_SPACE))
        return false;
    if (next->flags & (ATOM_MAY_BREAK | ATOM_SOFT))
        return true;
    bool glued = prev->class == CL_26 && !(prev->flags & ATOM_SPACE);
    return brk == LINEBREAK_ALLOWBREAK && !glued;
}

/* Letters and digits alone, as most stretches are: UAX #14 never breaks them.
 */
static bool
is_word(const utf32_t *c, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!((c[i] >= '0' && c[i] <= '9') ||
                ((c[i] | 0x20) >= 'a' && (c[i] | 0x20) <= 'z')))
            return false;
    return true;
}

static void
mark_stretch(struct western *w, struct atom *atom, size_t first, size_t end)
{
    size_t n = end - first;
    if (is_word(w->c + first, n)) {
        memset(w->brk + first, LINEBREAK_NOBREAK, n);
    } else {
        if (!w->ready)
            init_linebreak();
        w->ready = true;
        set_linebreaks_utf32(w->c + first, n, "", w->brk + first);
    }
    for (size_t i = first + 1; i < end; i++) {
        bool ok = is_western_break(&atom[i - 1], &atom[i], w->brk[i - 1]);
        atom[i].brk = ok ? allowed_break(atom, i) : BREAK_NEVER;
    }
    mark_addresses(w->c + first, atom + first, n);
}

static bool
in_western(const struct atom *a)
{
    return class_is_western(a->class) || (a->flags & ATOM_IGNORED);
}

static enum err
mark_western(struct arena *scratch, struct atom *atom, size_t n)
{
    struct western w = {arena_array(scratch, n, sizeof *w.c),
        arena_array(scratch, n, 1), false};
    if (w.c == NULL || w.brk == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        w.c[i] = atom[i].c;
    for (size_t i = 0; i < n;) {
        size_t end = i;
        while (end < n && in_western(&atom[end]))
            end++;
        if (end > i + 1)
            mark_stretch(&w, atom, i, end);
        i = end > i ? end : i + 1;
    }
    return ERR_OK;
}

/* --- the paragraph ---------------------------------------------------- */

/* What the author's invisible characters say about the next atom.  True when
 * soft hyphens are among them. */
static bool
mark_joiners(struct atom *atom, size_t n)
{
    bool soft = false;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = atom[i].c;
        if (!(atom[i].flags & ATOM_IGNORED))
            continue;
        atom[i].flags |= ATOM_NO_BREAK;
        soft |= c == 0xAD;
        if (i + 1 < n && c == 0x200B)
            atom[i + 1].flags |= ATOM_MAY_BREAK;
        else if (i + 1 < n && c == 0xAD)
            atom[i + 1].flags |= ATOM_SOFT;
        else if (i + 1 < n && c != 0x200E && c != 0x200F)
            atom[i + 1].flags |= ATOM_NO_BREAK;
    }
    return soft;
}

/* A super- or subscript stands close to its base and is never parted from it,
 * as inside an ornamented character complex (親文字群, cl-21).  What follows
 * keeps the distance it would have from the base: Western text goes on as such;
 * behind a Japanese character it is like a reference mark (cl-20). */
static void
mark_script(struct atom *atom, size_t i)
{
    size_t base = i;
    while (base > 0 && atom[base - 1].flags & ATOM_IGNORED)
        base--;
    bool western = base == 0 || class_is_western(atom[base - 1].class);
    atom[i].class = atom[i].sp = western ? CL_27 : CL_20;
    atom[i].flags |= ATOM_NO_BREAK | ATOM_TIGHT | ATOM_RIGID;
}

/* What spans say together, of atom I. */
static void
mark_group(const struct text_span *span, struct atom *atom, size_t i)
{
    const struct text_span *s = &span[atom[i].span];
    const struct text_span *prev = i > 0 ? &span[atom[i - 1].span] : NULL;
    if (prev != NULL && s->whole != NULL && prev->whole == s->whole)
        atom[i].flags |= ATOM_NO_BREAK;
    if (s->jidori == 0)
        return;
    atom[i].track = 0; /* solid before it is spread (jidori.c) */
    if (prev != NULL && prev->jidori_of == s->jidori_of)
        atom[i].flags |= ATOM_NO_BREAK | ATOM_HARD | ATOM_TIGHT | ATOM_RIGID;
}

static void
mark_spans(const struct text_span *span, struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct text_span *s = &span[atom[i].span];
        bool inside = i > 0 && atom[i].span == atom[i - 1].span;
        bool group = s->ruby_kind == TEXT_RUBY_GROUP;
        if (s->attach) {
            atom[i].class = atom[i].sp = CL_20;
            atom[i].flags |= ATOM_NO_BREAK | ATOM_RIGID;
        }
        if (s->script)
            mark_script(atom, i);
        if (inside && (s->keep || group))
            atom[i].flags |= ATOM_NO_BREAK;
        if (s->whole != NULL || s->jidori > 0)
            mark_group(span, atom, i);
        if (inside && group)
            atom[i].flags |= ATOM_HARD | ATOM_RIGID;
        /* a word under its reading is not spread (table 6 n. 7) */
        if (inside && s->ruby_kind == TEXT_RUBY_JUKUGO)
            atom[i].flags |= ATOM_RIGID;
    }
}

static void
mark_pairs(const struct breaking_rules *rules, struct atom *atom, size_t n)
{
    bool open = false; /* an opening bracket, perhaps with spaces behind it */
    for (size_t i = 1; i < n; i++) {
        if (!(atom[i - 1].flags & ATOM_SPACE))
            open = atom[i - 1].class == CL_01;
        if (is_closed_up(&atom[i - 1], &atom[i]))
            atom[i].flags |= ATOM_TIGHT;
        bool ok = !open && is_allowed(rules, &atom[i - 1], &atom[i]);
        atom[i].brk = ok ? allowed_break(atom, i) : BREAK_NEVER;
        if (ok && (atom[i].flags & ATOM_JOINT))
            atom[i].brk = BREAK_DATE;
    }
}

enum err
breaking_mark(struct arena *scratch, const struct text_setting *setting,
    struct atom_row *row)
{
    struct atom *atom = row->atom;
    size_t n = row->n;
    row->soft = mark_joiners(atom, n);
    mark_spans(row->span, atom, n);
    keep_mark(atom, n);
    enum err err = keep_words(scratch, setting->keep, setting->n_keep, atom, n);
    if (err != ERR_OK)
        return err;
    const struct breaking_rules rules = breaking_rules(setting);
    mark_pairs(&rules, atom, n);
    err = mark_western(scratch, atom, n);
    if (n > 0)
        atom[0].brk = BREAK_NEVER;
    for (size_t i = 1; setting->balance && i < n; i++)
        if (atom[i].brk == BREAK_FREE)
            atom[i].brk = (uint8_t)phrase_break(atom, n, i);
    return err;
}
