#include "text/linetext.h"

#include <string.h>

#include "text/class.h"
#include "text/hyphen.h"

/* Does the word of atom I - 1 go on with atom I, or a mark stand behind it? */
static bool
goes_on(const struct atom_row *row, size_t i)
{
    const struct atom *a = &row->atom[i];
    bool joined = a->brk == BREAK_NEVER || hyphen_ends(a->brk);
    for (uint32_t s = a[-1].span; s < a->span; s++)
        joined &= !row->span[s].break_after;
    return joined && !(a->flags & ATOM_SPACE);
}

/* Behind the word that a line's end divides before atom I. */
static size_t
word_end(const struct atom_row *row, size_t i)
{
    for (i++; i < row->n && goes_on(row, i);)
        i++;
    return i;
}

/* Appends TEXT without soft hyphens. */
static size_t
put_text(char *to, struct str text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (text.n - i >= 2 && memcmp(text.p + i, "\xC2\xAD", 2) == 0)
            i++;
        else
            to[n++] = text.p[i];
    }
    return n;
}

/* The text of the atoms FIRST ... END - 1 as it stands in their span. */
static struct str
text_of(const struct atom_row *row, size_t first, size_t end)
{
    const struct cluster *from = row->atom[first].cluster;
    const struct cluster *to = row->atom[end - 1].cluster;
    const char *p = row->span[row->atom[first].span].text.p;
    return (struct str){p + from->at, to->at + to->n - from->at};
}

/* The atoms FIRST ... END - 1, over several spans or with soft hyphens. */
static enum err
join(struct arena *arena, const struct atom_row *row, size_t first, size_t end,
    struct str *out)
{
    size_t bytes = 0;
    for (size_t i = first; i < end; i++)
        bytes += row->atom[i].cluster->n;
    char *p = arena_alloc(arena, bytes);
    if (p == NULL)
        return ERR_NOMEM;
    *out = (struct str){p, 0};
    for (size_t next; first < end; first = next) {
        uint32_t span = row->atom[first].span;
        for (next = first + 1; next < end && row->atom[next].span == span;)
            next++;
        out->n += put_text(p + out->n, text_of(row, first, next));
    }
    return ERR_OK;
}

/* Does a word space follow at once behind what stands before atom END? */
static bool
is_space(const struct atom_row *row, size_t end)
{
    while (end < row->n && row->atom[end].flags & ATOM_IGNORED)
        end++;
    if (end == row->n || !(row->atom[end].flags & ATOM_SPACE))
        return false;
    const struct atom *a = &row->atom[end];
    return row->span[a->span].text.p[a->cluster->at] == ' ';
}

static bool
is_western(const struct atom *atom)
{
    return class_is_western(atom->class);
}

/* A forced break between Western words stands where they would have a space. */
static bool
parts_words(const struct atom_row *row, size_t end)
{
    size_t next = end;
    while (next < row->n && row->atom[next].flags & (ATOM_IGNORED | ATOM_SPACE))
        next++;
    return next < row->n && end > 0 && is_western(&row->atom[end - 1]) &&
           is_western(&row->atom[next]);
}

enum err
linetext_make(struct arena *arena, const struct atom_row *row,
    const struct linebreak_line *line, bool last, struct text_line *out)
{
    size_t first = line->first, end = line->seen;
    if (row->hyphen != NULL) {
        out->divided =
            !last && hyphen_shown(row, line->seen, line->end) != NULL;
        if (out->divided)
            end = word_end(row, line->end);
        if (hyphen_ends(row->atom[first].brk))
            first = word_end(row, first);
        while (first < end && row->atom[first].flags & ATOM_SPACE)
            first++;
    }
    out->text = STR("");
    if (first >= end)
        return ERR_OK;
    out->space = last ? parts_words(row, end) : is_space(row, end);
    bool one = row->atom[first].span == row->atom[end - 1].span;
    if (one && !row->soft) {
        out->text = text_of(row, first, end);
        return ERR_OK;
    }
    return join(arena, row, first, end, &out->text);
}
