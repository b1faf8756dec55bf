/* Soft hyphens are found by breaking.c; here dictionaries add their points, and
 * the hyphens themselves are shaped. */
#include "text/hyphen.h"

#include "base/utf8.h"
#include "text/class.h"
#include "text/dictionary.h"

bool
hyphen_ends(unsigned brk)
{
    return brk == BREAK_SOFT || brk == BREAK_HYPHEN;
}

const struct atom_hyphen *
hyphen_shown(const struct atom_row *row, size_t seen, size_t next)
{
    if (row->hyphen == NULL || next >= row->n || seen == 0 ||
        !hyphen_ends(row->atom[next].brk))
        return NULL;
    return &row->hyphen[row->atom[seen - 1].span];
}

emu
hyphen_width(const struct atom_row *row, size_t seen, size_t next)
{
    const struct atom_hyphen *hyphen = hyphen_shown(row, seen, next);
    return hyphen == NULL ? 0 : hyphen->advance + row->atom[seen - 1].track;
}

/* --- words ------------------------------------------------------------ */

/* Letters of the Latin script. */
static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
}

static bool
is_in(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

/* The small letter of C; C itself when it is one. */
static uint32_t
small(uint32_t c)
{
    if (is_in(c, 'A', 'Z') || is_in(c, 0xC0, 0xDE))
        return c + 0x20;
    if (c == 0x178)
        return 0xFF;
    bool even = is_in(c, 0x100, 0x137) || is_in(c, 0x14A, 0x177);
    bool odd = is_in(c, 0x139, 0x148) || is_in(c, 0x179, 0x17E);
    return c + ((even && c % 2 == 0) || (odd && c % 2 == 1));
}

/* A word of letters, atom by atom: a ligature is one atom of several. */
struct word {
    uint32_t c[DICTIONARY_WORD_MAX];
    size_t from[DICTIONARY_WORD_MAX]; /* the atom that begins there, or 0 */
    size_t n;
    bool whole; /* it is not to be divided: too long, capitals inside */
};

static void
add_letter(struct word *word, uint32_t c, size_t atom)
{
    if (word->n == DICTIONARY_WORD_MAX) {
        word->whole = true;
        return;
    }
    word->from[word->n] = atom;
    word->c[word->n++] = small(c);
}

/* Adds the letters of atom I. */
static void
add_atom(const struct atom_row *row, size_t i, struct word *word)
{
    const struct atom *a = &row->atom[i];
    struct str text = row->span[a->span].text;
    for (size_t at = a->cluster->at, end = at + a->cluster->n; at < end;) {
        bool begins = at == a->cluster->at;
        uint32_t c = utf8_next(text, at, &at);
        word->whole |= word->n > 0 && small(c) != c;
        add_letter(word, c, begins ? i : 0);
    }
}

/* What ties a word to its neighbour so that it is part of something longer: a
 * number, an address, a compound, a word with joints of the author's. */
static bool
ties(const struct atom *a)
{
    uint32_t c = a->c;
    return is_in(c, '0', '9') || c == '-' || c == '@' || c == '/' || c == '_' ||
           c == '\'' || c == 0x2019 || c == '&' || c == '=' || c == '~' ||
           c == 0x2010 || c == 0x2011 || (a->flags & ATOM_IGNORED);
}

static bool
is_tied(const struct atom_row *row, size_t first, size_t end)
{
    const struct atom *atom = row->atom;
    if (first > 0 &&
        (ties(&atom[first - 1]) || (atom[first - 1].c == '.' && first > 1 &&
                                       !(atom[first - 2].flags & ATOM_SPACE))))
        return true;
    if (end >= row->n)
        return false;
    bool stop = atom[end].c == '.' || atom[end].c == ':';
    bool goes_on = stop && end + 1 < row->n &&
                   class_is_western(atom[end + 1].class) &&
                   !(atom[end + 1].flags & ATOM_SPACE);
    return ties(&atom[end]) || goes_on;
}

static bool
may_divide(const struct atom_row *row, size_t i)
{
    return i > 0 && row->atom[i].brk == BREAK_NEVER &&
           !(row->atom[i].flags & (ATOM_NO_BREAK | ATOM_HARD));
}

/* Divides the letters FIRST ... END - 1.  True when a point was marked. */
static bool
divide(struct atom_row *row, const struct dictionary *dictionary, size_t first,
    size_t end)
{
    struct word word = {.n = 0};
    bool point[DICTIONARY_WORD_MAX], any = false;
    if (is_tied(row, first, end))
        return false;
    for (size_t i = first; i < end && !word.whole; i++)
        add_atom(row, i, &word);
    if (word.whole)
        return false;
    dictionary_divide(dictionary, word.c, word.n, point);
    for (size_t k = 1; k < word.n; k++) {
        if (!point[k - 1] || !may_divide(row, word.from[k]))
            continue;
        row->atom[word.from[k]].brk = BREAK_HYPHEN;
        any = true;
    }
    return any;
}

static bool
divide_all(struct atom_row *row)
{
    bool any = false;
    for (size_t i = 0, end; i < row->n; i = end) {
        const struct text_style *style = row->span[row->atom[i].span].style;
        end = i + 1;
        if (!is_letter(row->atom[i].c))
            continue;
        while (end < row->n && is_letter(row->atom[end].c))
            end++;
        if (style->hyphenate != NULL)
            any |= divide(row, style->hyphenate, i, end);
    }
    return any;
}

/* --- hyphens ---------------------------------------------------------- */

/* Behind a letter the hyphen is of the Latin part. */
static enum err
shape(struct arena *arena, struct diag *diag, const struct text_span *span,
    struct atom_hyphen *out)
{
    const struct text_style *style = span->style;
    enum err err = font_shape(arena, diag, span->loc, style->font, style->size,
        style->shape, STR("n-"), &out->shaped);
    if (err != ERR_OK)
        return err;
    out->cluster = &out->shaped.cluster[out->shaped.n - 1];
    out->advance =
        (emu)unit_scale(out->cluster->advance, style->condense, 1000);
    return ERR_OK;
}

/* A line ends in a word before atom I: its hyphen is that of the character it
 * stands behind. */
static enum err
shape_at(struct arena *arena, struct diag *diag, struct atom_row *row, size_t i)
{
    while (i > 0 && (row->atom[i - 1].flags & ATOM_IGNORED))
        i--;
    uint32_t span = i > 0 ? row->atom[i - 1].span : 0;
    if (row->hyphen == NULL)
        row->hyphen = arena_array(arena, row->n_spans, sizeof *row->hyphen);
    if (row->hyphen == NULL)
        return ERR_NOMEM;
    struct atom_hyphen *hyphen = &row->hyphen[span];
    return hyphen->cluster != NULL
               ? ERR_OK
               : shape(arena, diag, &row->span[span], hyphen);
}

/* No word goes over a forced break: nothing is divided there. */
static void
clear_forced(struct atom_row *row)
{
    for (size_t i = 1; i < row->n; i++) {
        if (!hyphen_ends(row->atom[i].brk))
            continue;
        bool forced = false;
        for (uint32_t s = row->atom[i - 1].span; s < row->atom[i].span; s++)
            forced |= row->span[s].break_after;
        if (forced)
            row->atom[i].brk = BREAK_NEVER;
    }
}

static bool
wants_dictionary(const struct text_setting *setting, const struct atom_row *row)
{
    for (size_t s = 0; s < row->n_spans && !setting->balance; s++)
        if (row->span[s].style->hyphenate != NULL)
            return true;
    return false;
}

enum err
hyphen_mark(struct arena *arena, struct diag *diag,
    const struct text_setting *setting, struct atom_row *row)
{
    bool any = wants_dictionary(setting, row) && divide_all(row);
    if (!any && !row->soft)
        return ERR_OK;
    clear_forced(row);
    enum err err = ERR_OK;
    for (size_t i = 1; i < row->n && err == ERR_OK; i++)
        if (hyphen_ends(row->atom[i].brk))
            err = shape_at(arena, diag, row, i);
    return err;
}
