/* content/galley - a stretch of copy while it is being read.
 *
 * The copy exists twice, byte by byte of the same length: `source` as the
 * author wrote it, and `masked` as cmark reads it.  In `masked` each piece of
 * our own syntax (a mark: ruby, value, note, style ...) is a harmless word, so
 * that cmark can neither cut it nor take its `|` for a table's.  Equal length
 * keeps every place exact: a byte offset means the same in both and leads back
 * to a line and column of the file.
 * May use: base.  Must not know: cmark.
 */
#ifndef CONTENT_GALLEY_H
#define CONTENT_GALLEY_H

#include "content/node.h"

enum mark_kind {
    MARK_CHAR,       /* one character that prints as `text` */
    MARK_BREAK,      /* backslash n in the job's own copy */
    MARK_VALUE,      /* text = name, more = format or empty */
    MARK_RUBY,       /* text = base, more = reading(s), ruby */
    MARK_SUPER,      /* text */
    MARK_SUB,        /* text */
    MARK_NOTE,       /* text = id */
    MARK_STYLE,      /* {.style} of a block: text = style */
    MARK_SPAN_OPEN,  /* the [ of [text]{.style}: text = style */
    MARK_SPAN_CLOSE, /* its ]{.style} */
    MARK_NOTHING     /* was faulty, is said already */
};

/* How cmark must see a mark beside emphasis (see flank.h). */
enum mark_role { ROLE_FREE, ROLE_LETTER, ROLE_PUNCT };

struct mark {
    enum mark_kind kind;
    enum mark_role role;
    enum ruby_kind ruby;
    size_t at, n; /* bytes of the galley */
    size_t pair;  /* MARK_SPAN_OPEN: byte of its closing bracket */
    struct str text, more;
    bool done; /* has reached the tree */
};

/* A line of the galley and where its first byte stands in the file. */
struct galley_line {
    size_t at;
    struct loc loc;
};

/* A run of unescaped `*`. */
struct star_run {
    size_t at, n;
};

struct galley {
    struct arena *arena;
    char *source, *masked; /* n bytes and a NUL; lines end with \n */
    size_t n, cap;
    struct galley_line *line;
    size_t n_lines, cap_lines;
    struct mark *mark;
    size_t n_marks, cap_marks;
    uint32_t *mark_at; /* per byte: 1 + the mark that begins or ends there */
    struct star_run *star;
    size_t n_stars, cap_stars;
    bool refused;    /* said to be too much for cmark */
    bool own_breaks; /* backslash n is a break: copy that stands in the job */
    size_t seen_line, seen_at; /* galley_loc counts on from here */
    int32_t seen_cols;
};

/* An empty galley for at most CAP bytes, its line ends counted, or NULL. */
struct galley *galley_new(struct arena *arena, size_t cap);

/* Appends LINE (no line end in it), whose first byte stands at LOC.  False
 * when memory runs out. */
bool galley_add(struct galley *galley, struct str line, struct loc loc);

/* Ends the filling: `masked` is now a copy of `source`. */
bool galley_close(struct galley *galley);

/* The place of byte AT in the file; columns count characters. */
struct loc galley_loc(struct galley *galley, size_t at);

/* The number of the line that holds byte AT, from 0. */
size_t galley_line_of(const struct galley *galley, size_t at);

/* Adds a mark over N bytes at AT and masks them, or NULL.  The result is good
 * until the next mark is added. */
struct mark *galley_mark(
    struct galley *galley, enum mark_kind kind, size_t at, size_t n);

/* Gives MARK a role and masks it anew. */
void galley_role(struct galley *galley, struct mark *mark, enum mark_role role);

/* The mark that begins at AT, or that ends before AT; NULL when none does. */
struct mark *galley_mark_from(const struct galley *galley, size_t at);
struct mark *galley_mark_before(const struct galley *galley, size_t at);

#endif
