/* content/warp - the tree while it grows: where the cursor is, which node takes
 * the next child, how texts of two lines join, what each mark becomes.
 * May use: base, config, data.  Must not know: cmark.
 */
#ifndef CONTENT_WARP_H
#define CONTENT_WARP_H

#include "content/flank.h"
#include "content/limit.h"
#include "content/weave.h"

/* A node that takes children. */
struct frame {
    struct node *node, **tail;
    bool span;
};

struct weave {
    const struct copy_context *context;
    struct galley *galley;
    size_t at;                           /* the cursor */
    struct frame frame[LIMIT_DEPTH + 1]; /* [0] is the root */
    size_t top;
    struct node *block;      /* the innermost block, which takes a style */
    size_t block_line;       /* the galley's line where it begins */
    int quotes;              /* quotations around the cursor */
    bool in_cell, in_auto;   /* inside a table's cell, inside <...> */
    enum flank_width before; /* of the last character set in this block */
    bool soft;               /* a line end stands before the next character */
    size_t soft_at;
    bool stopped;  /* nested too deeply, or no memory: nothing more is read */
    size_t met;    /* text before this byte is in the tree */
    bool fresh;    /* <br> was read: blanks do not count */
    size_t stars;  /* warnings of `**` left over */
    size_t errors; /* of the diagnostics when the reading began */
    enum err err;
};

/* Notes ERR; the worst so far counts, and no memory stops the reading. */
void warp_err(struct weave *weave, enum err err);

/* The place of the cursor. */
struct loc warp_loc(struct weave *weave);

/* A new last child of the current node, found at byte AT; NULL: no memory. */
struct node *warp_add(struct weave *weave, enum node_kind kind, size_t at);

/* Makes NODE the current one; false when that is too deep (said). */
bool warp_push(struct weave *weave, struct node *node);

/* Makes frame TO the current one again; spans left open are said. */
void warp_pop(struct weave *weave, size_t to);

/* A node with TEXT, joined to the line before. */
struct node *warp_text(
    struct weave *weave, enum node_kind kind, size_t at, struct str text);

/* The copy from byte FROM to TO, as it stands. */
void warp_run(struct weave *weave, size_t from, size_t to);

/* What MARK stands for. */
void warp_mark(struct weave *weave, struct mark *mark);

/* The text of a MARK_VALUE; empty when it was said to be wrong. */
struct str warp_value(struct weave *weave, const struct mark *mark);

/* Gives the style of MARK to NODE if the job has such a style. */
void warp_style(struct weave *weave, struct node *node, struct mark *mark);

/* Says that the style MARK stands where no block can take it. */
void warp_say_place(struct weave *weave, struct mark *mark);

#endif
