#include "text/company.h"

#include <uchar.h>

enum { SHORT_NAME = 4 };

static const char32_t *const forms[] = {U"株式会社", U"有限会社", U"合同会社",
    U"合資会社", U"合名会社", U"㈱", U"㈲", U"(株)", U"（株）", U"(有)",
    U"（有）", U"(同)", U"（同）"};

/* A script that names are written in; hiragana is more often a particle. */
enum script { OTHER, KANJI, KATAKANA, LATIN };

static enum script
script_of(const struct atom *atom, size_t n, size_t i)
{
    uint32_t c = i < n ? atom[i].c : 0;
    if ((c >= 0x4E00 && c <= 0x9FFF) || c == 0x3005)
        return KANJI;
    if ((c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC)
        return KATAKANA;
    bool latin = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                 (c >= 0xFF21 && c <= 0xFF5A);
    return latin ? LATIN : OTHER;
}

/* The atoms of the form at I, or 0. */
static size_t
match_form(const struct atom *atom, size_t n, size_t i)
{
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t k = 0;
        while (forms[f][k] != 0 && i + k < n && atom[i + k].c == forms[f][k])
            k++;
        if (forms[f][k] == 0)
            return k;
    }
    return 0;
}

static void
hold(struct atom *atom, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        atom[i].flags |= ATOM_NO_BREAK;
}

/* The name that begins at I. */
static void
hold_name(struct atom *atom, size_t n, size_t i)
{
    enum script script = script_of(atom, n, i);
    size_t end = i;
    while (end < n && script_of(atom, n, end) == script)
        end++;
    if (end - i > SHORT_NAME)
        end = i + 2;
    hold(atom, i, end);
}

/* The name that ends before I. */
static void
hold_name_before(struct atom *atom, size_t i)
{
    size_t first = i;
    while (first > 0 && script_of(atom, i, first - 1) == KATAKANA)
        first--;
    if (i - first > SHORT_NAME)
        first = i - 2;
    hold(atom, first + 1, i);
}

void
company_mark(struct atom *atom, size_t n, size_t i)
{
    uint32_t c = atom[i].c;
    bool may = c == U'株' || c == U'有' || c == U'合' || c == U'(' ||
               c == U'（' || c == U'㈱' || c == U'㈲';
    size_t form = may ? match_form(atom, n, i) : 0;
    if (form == 0)
        return;
    enum script before = i > 0 ? script_of(atom, n, i - 1) : OTHER;
    enum script after = script_of(atom, n, i + form);
    bool named = before == KATAKANA || before == LATIN;
    if (named)
        hold(atom, i, i + 1);
    if (before == KATAKANA)
        hold_name_before(atom, i);
    if (named || after != OTHER)
        hold(atom, i + 1, i + form);
    if (after != OTHER)
        hold_name(atom, n, i + form);
}
