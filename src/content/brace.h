/* content/brace - what may stand between { and }.
 *
 *   {未来|あした}                 group ruby: base, reading
 *   {東|とう|京|きょう}           mono ruby: base and reading by turns, each
 *                                 base one character
 *   {東京|とう|きょう}            jukugo ruby: N characters, N readings
 *   {{name}}  {{name|format}}     a value
 *   {^2}  {_2}                    a superscript, a subscript
 *   {.style}                      a style
 *
 * The first base tells mono from jukugo: one character, or as many as there
 * are readings (two or more).  ^ and _ stand at the head of a script only when
 * no | follows: else they are of a ruby's base.  A backslash takes its meaning
 * from { } | and itself.  Blanks around a part do not count. May use: base.
 */
#ifndef CONTENT_BRACE_H
#define CONTENT_BRACE_H

#include "content/node.h"

enum brace_kind {
    BRACE_VALUE,     /* text = name, more = format or empty */
    BRACE_RUBY,      /* text = base, more = reading(s) with | between */
    BRACE_STYLE,     /* text = style */
    BRACE_SUPER,     /* text */
    BRACE_SUB,       /* text */
    BRACE_UNCLOSED,  /* no end on this line; n is that of { or {{ */
    BRACE_UNKNOWN,   /* no such thing */
    BRACE_RUBY_PART, /* an empty base or reading */
    BRACE_RUBY_COUNT /* base and readings do not match */
};

struct brace {
    enum brace_kind kind;
    size_t n; /* bytes from { to its end */
    struct str text, more;
    enum ruby_kind ruby;
    size_t bases, readings; /* characters of the base, readings */
};

/* Reads what begins with the { at byte AT of S; texts are owned by ARENA.
 * False when memory runs out. */
bool brace_read(
    struct arena *arena, struct str s, size_t at, struct brace *out);

/* Characters that can carry a reading: combining marks and variation
 * selectors count with the one before them. */
size_t brace_bases(struct str s);

#endif
