/* pdf/content - the items of a page as operators of a content stream
 * (ISO 32000-1, annex A).
 *
 * The state that a stream is in (colours, line, font) is known at every byte,
 * so that no operator repeats what holds already.  Text objects and marked
 * content are opened and closed only here.  Marked content opened in a text
 * object is closed in it (ISO 32000-1, 14.6.1): a table's cells share one.
 */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "pdf/resource.h"

/* A colour as a press prints it: pdf/ink.h. */
enum ink_kind { INK_NONE, INK_PROCESS, INK_SPOT };
struct ink {
    enum ink_kind kind;
    int16_t part[4]; /* C M Y K, 1/1000; of a spot colour [0] is its tint */
    const struct colour_role *spot;
};

/* What q saves and Q brings back. */
struct content_state {
    struct colour fill, stroke;
    emu line_width; /* -1: not set yet */
    emu dash, gap;
    enum line_cap cap;
    const struct font_use *font;     /* NULL: not set yet */
    bool upright;                    /* its font for vertical writing */
    int64_t size;                    /* of the font, 1/1000 pt */
    int32_t condense;                /* 1/1000 */
    bool hidden;                     /* text is not painted */
    struct ink fill_ink, stroke_ink; /* in print, instead of colours */
    bool fill_over, stroke_over;     /* these overprint */
};

#define CONTENT_ARTIFACT UINT32_MAX

enum { CONTENT_DEPTH_MAX = 24 }; /* readers need not know more than 28 */

struct content {
    struct writer *w;
    const struct page *page;
    const struct item *item; /* being painted */
    struct buf out;
    /* A stream of its own that ends there in OUT (the last one ends as OUT), or
     * that is compressed already and has no bytes there (pdf/cuts.h). */
    struct content_cut {
        size_t end;
        bool varies;
        const struct str *packed;
    } * cut;
    size_t n_cuts, cap_cuts;
    bool varies; /* what is being written differs from edition to edition */
    /* A part of the page that does not vary (pdf/reuse.h): the number of the
     * next; the one that is recorded; the one that is there already. */
    size_t part;
    struct reuse_part *record;
    const struct reuse_part *had;
    size_t items_had, tags_had; /* what was counted of HAD so far */
    struct resource_list resources;
    struct content_state now, saved[CONTENT_DEPTH_MAX];
    size_t depth;
    size_t spans;     /* open ITEM_SPAN_BEGINs */
    size_t decided;   /* how many were when one spoke for all inside; 0: none */
    bool span_mute;   /* ... or had no need to */
    bool span_tagged; /* it is the open sequence itself */
    bool span_outside; /* it is around marked content of several sequences */
    bool span_drawn;   /* its glyphs are no text: they are drawn as paths */
    bool blended;      /* something on the page is seen through */

    /* Tags: the open sequence of the page, 0: none, CONTENT_ARTIFACT. */
    uint32_t sequence;
    bool tag_in_text; /* opened inside the text object, and closed there */

    /* A text object: BT was written, ET not yet. */
    bool in_text;
    bool turned;            /* its matrix is that of a turned run */
    int64_t line_x, line_y; /* where Td moved to, 1/1000 pt */
    struct buf show;        /* strings and gaps of the next TJ */
    bool show_gaps, show_open;
};

/* Zeroes and readies C for PAGE; ended by content_fini. */
void content_init(struct content *c, struct writer *w, const struct page *page);
void content_fini(struct content *c);

/* Appends the operators of ITEM, a member of the page.  Errors: ERR_INPUT (a
 * picture), ERR_NOMEM, ERR_INTERNAL (a clip or span that ends without a
 * beginning, or too deep). */
ERR_CHECKED enum err content_item(struct content *c, const struct item *item);

/* Ends what varies, if that is being written.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err content_part(struct content *c);

/* Closes what is open.  ERR_INTERNAL when that includes a clip or a span;
 * ERR_NOMEM when anything got lost. */
ERR_CHECKED enum err content_end(struct content *c);

/* Marked content with the text of SPAN in place of what its glyphs say. */
void content_mark_begin(struct content *c, const struct item *span);
void content_mark_end(struct content *c);

/* q and Q with the state that we know. */
ERR_CHECKED enum err content_save(struct content *c);
void content_restore(struct content *c);

/* Sets the fill colour. */
void content_fill(struct content *c, struct colour colour);

/* Opens or closes a text object, when it is not so already. */
void content_text_begin(struct content *c);
void content_text_end(struct content *c);

/* Y from the top of the page as 1/1000 pt from its bottom. */
int64_t content_up(const struct content *c, int64_t y);

/* A place: `x y `. */
void content_point(struct content *c, int64_t x, int64_t y);

#endif
