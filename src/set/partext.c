/* A line's text is that of its pieces, joined, but for what stands between them
 * and is not seen, for the end of a word that the line before has whole, and
 * for that of its own last word (text/linetext.h).  So each part is looked for
 * in the line's text behind the one before it. */
#include "set/partext.h"

#include <string.h>

#include "set/tagging.h"

/* The base piece at or behind I; line->n when there is none. */
static size_t
next_base(const struct text_line *line, size_t i)
{
    while (i < line->n && line->piece[i].ruby)
        i++;
    return i;
}

/* The first base piece behind FIRST that belongs to something else. */
static size_t
part_end(const struct text_line *line, size_t first)
{
    size_t i = next_base(line, first + 1);
    while (i < line->n && tagging_alike(&line->piece[first], &line->piece[i]))
        i = next_base(line, i + 1);
    return i;
}

bool
partext_is_one(const struct text_line *line)
{
    size_t first = next_base(line, 0);
    return first == line->n || part_end(line, first) == line->n;
}

/* The hyphen at a line's end is no part of the copy. */
static bool
is_copy(const struct text_piece *piece)
{
    struct str whole = piece->span->text;
    return piece->run.text.p >= whole.p &&
           piece->run.text.p <= whole.p + whole.n;
}

/* The pieces of PART joined, without soft hyphens, which no line's text has. */
static struct str
join(char *to, const struct text_line *line, const struct partext *part)
{
    size_t n = 0;
    for (size_t i = part->first; i < part->end; i++) {
        struct str text = line->piece[i].run.text;
        if (line->piece[i].ruby || !is_copy(&line->piece[i]))
            continue;
        for (size_t k = 0; k < text.n; k++) {
            if (text.n - k >= 2 && memcmp(text.p + k, "\xC2\xAD", 2) == 0)
                k++;
            else
                to[n++] = text.p[k];
        }
    }
    return (struct str){to, n};
}

static bool
begins(struct str text, struct str with)
{
    return with.n <= text.n && memcmp(text.p, with.p, with.n) == 0;
}

/* What of the line's first part is in its text: without the bytes that stand
 * on the line before. */
static struct str
without_head(struct str joined, struct str text)
{
    while (joined.n > 0 && !begins(text, joined))
        joined = (struct str){joined.p + 1, joined.n - 1};
    return joined;
}

/* Where JOINED stands in TEXT from byte AT on; SIZE_MAX when it does not. */
static size_t
find(struct str text, size_t at, struct str joined)
{
    for (size_t i = at; i + joined.n <= text.n; i++)
        if (memcmp(text.p + i, joined.p, joined.n) == 0)
            return i;
    return SIZE_MAX;
}

/* No line's text begins with a blank. */
static struct str
without_blanks(struct str joined)
{
    while (joined.n > 0 && joined.p[0] == ' ')
        joined = (struct str){joined.p + 1, joined.n - 1};
    return joined;
}

static size_t
bytes_of(const struct text_line *line)
{
    size_t n = 0;
    for (size_t i = 0; i < line->n; i++)
        n += line->piece[i].run.text.n;
    return n;
}

/* Each part reaches to where the next one begins. */
static void
cut(struct partext *part, size_t n, const struct text_line *line, char *space)
{
    struct str text = line->text;
    size_t from = 0, at = 0;
    for (size_t i = 0; i < n; i++) {
        struct str joined = join(space, line, &part[i]);
        if (i == 0)
            joined = without_head(joined, text);
        else if (at == 0)
            joined = without_blanks(joined);
        size_t begin = i == 0 ? 0 : find(text, at, joined);
        if (begin == SIZE_MAX) /* it is where the line turns */
            begin = at, joined.n = 0;
        if (i > 0)
            part[i - 1].text = (struct str){text.p + from, begin - from};
        from = begin;
        at = begin + joined.n < text.n ? begin + joined.n : text.n;
    }
    part[n - 1].text = (struct str){text.p + from, text.n - from};
}

enum err
partext_find(struct arena *arena, const struct text_line *line,
    struct partext **out, size_t *n)
{
    *n = 0;
    *out = arena_array(arena, line->n, sizeof **out);
    char *space = arena_alloc(arena, bytes_of(line));
    if (*out == NULL || space == NULL)
        return ERR_NOMEM;
    for (size_t i = next_base(line, 0); i < line->n;) {
        struct partext part = {i, part_end(line, i), {NULL, 0}};
        (*out)[(*n)++] = part;
        i = part.end;
    }
    if (*n > 0)
        cut(*out, *n, line, space);
    return ERR_OK;
}
