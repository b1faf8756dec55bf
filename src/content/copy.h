/* content/copy - Markdown copy and inline copy of the job into node trees.
 *
 * CommonMark (cmark-gfm, tables) and:
 *   {未来|あした}          group ruby
 *   {東|とう|京|きょう}    mono ruby: one-character bases and readings by turns
 *   {東京|とう|きょう}     jukugo ruby: as many readings as characters
 *   {^2}  {_2}             a superscript, a subscript
 *   [^id]                  note reference; `[^id]: text` at the head of a line
 *                          defines one, indented lines go on with it
 *   {{name}} {{name|0.0%}} a figure, shown by its own or the given format
 *   {.style}               at the end of a block's first line, or behind the
 *                          head row of a table: that style
 *   [text]{.style}         a span in a style
 *   <br>                   in a table's cell: a forced line break
 * `*` works beside Japanese punctuation.  A line end joins without a blank
 * unless Latin words stand on both sides.  Link references (`[a]: url`), raw
 * HTML, code and images are not part of it.  `\{` prints a brace.
 */
#ifndef CONTENT_COPY_H
#define CONTENT_COPY_H

#include "content/node.h"
#include "data/dataset.h"

/* A note (注).  Numbered by order of first use in the document's flow. */
struct note {
    const char *id;
    struct node *body; /* NODE_ROOT; NULL until defined */
    struct loc loc;    /* of the definition, or of the first use before it */
    int number;        /* 0: not used yet */
};

/* All notes of a job, shared by all its copy. */
struct notes;

/* What reading copy needs to know. */
struct copy_context {
    struct arena *arena;
    struct diag *diag;
    const struct job *job; /* for style names */
    const struct dataset *dataset;
    struct notes *notes;
};

/* A new empty set of notes, or NULL. */
struct notes *notes_new(struct arena *arena);

/* Reads the Markdown file PATH asked for at LOC.  On ERR_OK *OUT is a
 * NODE_ROOT.  Notes defined in it join CONTEXT->notes; references to notes
 * that are defined in another file are allowed (see notes_check).
 * Unknown figures, styles, bad ruby, an ill-formed byte, raw HTML: said with
 * file:line:col.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err copy_read(const struct copy_context *context,
    struct loc loc, const char *path, struct node **out);

/* As copy_read for TEXT, the bytes of what is called NAME in messages. */
ERR_CHECKED enum err copy_text(const struct copy_context *context,
    const char *name, struct str text, struct node **out);

/* Reads TEXT, copy that stands in the job or a cell at LOC (its first
 * character).  On ERR_OK *OUT is a NODE_ROOT with block children as in a file;
 * `\n` (backslash n) in TEXT is a forced line break. */
ERR_CHECKED enum err copy_inline(const struct copy_context *context,
    struct loc loc, struct str text, struct node **out);

/* A root with one paragraph that holds TEXT as it is, no markup, followed by
 * references to the notes named in NOTE_IDS (blank-separated; may be empty):
 * for cells whose text comes from data. */
ERR_CHECKED enum err copy_plain(const struct copy_context *context,
    struct loc loc, struct str text, struct str note_ids, struct node **out);

/* How many notes were defined and referred to so far: it grows with each new
 * one and each definition. */
size_t notes_count(const struct notes *notes);

/* What SHARED knows, without numbers, for another edition of the same copy,
 * which may add its own in ARENA; the numbers of SHARED are gone.  NULL: no
 * memory. */
struct notes *notes_again(struct arena *arena, const struct notes *shared);

/* Numbers the notes of the tree ROOT that have none yet, in order of use.
 * Called once per tree, in flow order. */
void notes_number(struct notes *notes, struct node *root);

/* The note with NUMBER, or NULL: 1, 2, ... give all numbered notes in order. */
const struct note *notes_at(const struct notes *notes, int number);

/* Says which used notes were never defined (error) and which defined ones
 * were never used (warning).  Call when all copy was read and numbered. */
ERR_CHECKED enum err notes_check(const struct notes *notes, struct diag *diag);

/* The plain text of a tree: ruby as its base, notes left out, one line. */
ERR_CHECKED enum err node_plain(
    struct arena *arena, const struct node *root, struct str *out);

#endif
