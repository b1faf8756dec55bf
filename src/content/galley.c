#include "content/galley.h"

#include <string.h>

#include "base/utf8.h"

struct galley *
galley_new(struct arena *arena, size_t cap)
{
    struct galley *galley = arena_alloc(arena, sizeof *galley);
    if (galley == NULL || cap >= UINT32_MAX)
        return NULL;
    galley->arena = arena;
    galley->cap = cap;
    galley->source = arena_alloc(arena, cap + 1);
    return galley->source == NULL ? NULL : galley;
}

bool
galley_add(struct galley *galley, struct str line, struct loc loc)
{
    if (galley->cap - galley->n < line.n + 1)
        return false;
    void *grown = arena_grow(galley->arena, galley->line, galley->n_lines,
        &galley->cap_lines, sizeof *galley->line);
    if (grown == NULL)
        return false;
    galley->line = grown;
    galley->line[galley->n_lines++] = (struct galley_line){galley->n, loc};
    if (line.n > 0)
        memcpy(galley->source + galley->n, line.p, line.n);
    galley->n += line.n;
    galley->source[galley->n++] = '\n';
    return true;
}

bool
galley_close(struct galley *galley)
{
    galley->masked = arena_strndup(galley->arena, galley->source, galley->n);
    galley->mark_at =
        arena_array(galley->arena, galley->n + 1, sizeof *galley->mark_at);
    return galley->masked != NULL && galley->mark_at != NULL;
}

size_t
galley_line_of(const struct galley *galley, size_t at)
{
    size_t low = 0, high = galley->n_lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (galley->line[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct loc
galley_loc(struct galley *galley, size_t at)
{
    if (galley->n_lines == 0)
        return LOC_NONE;
    size_t line = galley_line_of(galley, at);
    struct loc loc = galley->line[line].loc;
    if (loc.line == 0 || loc.col == 0)
        return loc;
    /* Places are asked for in order: counting each line from its head would
     * be quadratic in long lines. */
    if (line != galley->seen_line || at < galley->seen_at) {
        galley->seen_line = line;
        galley->seen_at = galley->line[line].at;
        galley->seen_cols = 0;
    }
    struct str gap = {galley->source + galley->seen_at, at - galley->seen_at};
    galley->seen_cols += (int32_t)utf8_count(gap);
    galley->seen_at = at;
    loc.col += galley->seen_cols;
    return loc;
}

/* Words that cmark takes for a letter or for punctuation, by length.  None is
 * markup; 、 and U+10100 are in its table of punctuation, U+0378 is in no
 * table, U+E000 is for private use. */
static const char *const letters[] = {
    "", "\x01", "\xCD\xB8", "\xEE\x80\x80", "\xF0\x90\xAC\x80"};
static const char *const puncts[] = {
    "", ",", "\xC2\xB7", "\xE3\x80\x81", "\xF0\x90\x84\x80"};

static void
mask(struct galley *galley, const struct mark *mark)
{
    bool punct = mark->role == ROLE_PUNCT;
    size_t head = mark->n < 4 ? mark->n : mark->kind == MARK_CHAR ? 4 : 3;
    char *p = galley->masked + mark->at;
    memset(p, 'x', mark->n);
    memcpy(p, punct ? puncts[head] : letters[head], head);
    if (punct && mark->n > head)
        p[mark->n - 1] = ',';
}

struct mark *
galley_mark(struct galley *galley, enum mark_kind kind, size_t at, size_t n)
{
    void *grown = arena_grow(galley->arena, galley->mark, galley->n_marks,
        &galley->cap_marks, sizeof *galley->mark);
    if (grown == NULL)
        return NULL;
    galley->mark = grown;
    struct mark *mark = &galley->mark[galley->n_marks++];
    *mark = (struct mark){.kind = kind, .at = at, .n = n};
    galley->mark_at[at] = (uint32_t)galley->n_marks;
    galley->mark_at[at + n - 1] = (uint32_t)galley->n_marks;
    mask(galley, mark);
    return mark;
}

void
galley_role(struct galley *galley, struct mark *mark, enum mark_role role)
{
    mark->role = role;
    mask(galley, mark);
}

struct mark *
galley_mark_from(const struct galley *galley, size_t at)
{
    uint32_t i = at < galley->n ? galley->mark_at[at] : 0;
    return i > 0 && galley->mark[i - 1].at == at ? &galley->mark[i - 1] : NULL;
}

struct mark *
galley_mark_before(const struct galley *galley, size_t at)
{
    uint32_t i = at > 0 ? galley->mark_at[at - 1] : 0;
    struct mark *mark = i > 0 ? &galley->mark[i - 1] : NULL;
    return mark != NULL && mark->at + mark->n == at ? mark : NULL;
}
