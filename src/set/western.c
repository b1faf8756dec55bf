#include "set/western.h"

#include "base/utf8.h"

/* ASCII letters and those of Latin-1 and Latin Extended-A. */
static bool
is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c < 0x180 && c != 0xD7 && c != 0xF7);
}

static bool
is_small(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c < 0x100);
}

/* What may stand between letters of one word or of one sentence. */
static bool
joins(uint32_t c)
{
    return (c >= '!' && c <= '~') || c == 0x2019;
}

/* Characters from AT on up to a blank or a character that is not Western. */
struct token {
    size_t begin, end; /* bytes */
    bool word;
};

static struct token
token_at(struct str text, size_t at)
{
    struct token t = {.begin = at, .end = at};
    size_t letters = 0, next;
    bool address = false, small = false;
    while (t.end < text.n) {
        uint32_t c = utf8_next(text, t.end, &next);
        bool letter = is_letter(c);
        if (!letter && !joins(c))
            break;
        address = address || c == '@' || c == '/' || c == '_';
        small = small || is_small(c);
        letters += letter ? 1 : 0;
        t.end = next;
    }
    t.word = letters >= 2 && small && !address;
    return t;
}

/* The stretch that begins with the token FIRST, up to its last word; *N is how
 * many it has. */
static struct str
stretch(struct str text, struct token first, size_t *n)
{
    struct str words = {text.p + first.begin, 0};
    struct token t = first;
    *n = 0;
    while (t.end > t.begin) {
        *n += t.word ? 1 : 0;
        if (t.word)
            words.n = t.end - first.begin;
        if (t.end >= text.n || text.p[t.end] != ' ')
            break;
        t = token_at(text, t.end + 1);
    }
    return words;
}

/* A, a, I: a word that begins a sentence and is one letter long. */
static bool
is_single(struct str text, struct token t)
{
    char c = text.p[t.begin];
    return t.end - t.begin == 1 && (c == 'A' || c == 'a' || c == 'I');
}

/* Marks beside a word stay with it: the face they are set in is that of their
 * neighbours. */
struct str
western_words(struct str text)
{
    size_t next, n;
    for (size_t at = 0; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        if (!is_letter(c) && !joins(c))
            continue;
        struct token first = token_at(text, at);
        struct str words = stretch(text, first, &n);
        if (n >= 2 && (first.word || is_single(text, first)))
            return words;
        next = first.end;
    }
    return (struct str){text.p + text.n, 0};
}
