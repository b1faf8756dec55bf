/* page/document - finished pages: items at fixed places.
 *
 * Coordinates are emu from the page's top left corner, y down.  Items are
 * painted in order; the order of text items is the reading order.  What they
 * belong to is the document's structure; what belongs to nothing is an artifact
 * (ISO 32000-1, 14.8.2.2).  Everything lives in one arena; a painter only
 * reads.
 */
#ifndef PAGE_DOCUMENT_H
#define PAGE_DOCUMENT_H

#include "base/colour.h"
#include "font/run.h"
#include "page/scaffold.h"
#include "page/structure.h"

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE };

struct path_op {
    enum path_verb verb;
    emu x[3], y[3]; /* MOVE, LINE: [0]; CURVE: two controls and the end */
};

struct gradient { /* linear, between two points of the page */
    emu x0, y0, x1, y1;
    struct colour from, to;
};

enum line_cap { CAP_BUTT, CAP_ROUND };

struct paint {
    struct colour fill;   /* transparent: not filled */
    struct colour stroke; /* transparent: not stroked */
    emu line_width;
    enum line_cap cap;
    emu dash, gap;   /* 0: solid */
    int32_t opacity; /* 1/1000; 0 means 1000 */
    bool even_odd;
    const struct gradient *gradient; /* instead of fill; NULL: none */
};

enum item_kind {
    ITEM_GLYPHS,     /* run, x, y = the run's origin on the base line */
    ITEM_PATH,       /* path */
    ITEM_IMAGE,      /* image scaled into x, y (top left), width, height */
    ITEM_SPAN_BEGIN, /* actual: the text that the items up to SPAN_END show;
                        those inside have texts of parts of it */
    ITEM_SPAN_END,
    ITEM_CLIP_BEGIN, /* path: until CLIP_END nothing shows outside it */
    ITEM_CLIP_END
};

enum image_kind { IMAGE_PNG, IMAGE_JPEG };

struct image {
    enum image_kind kind;
    const char *path;
    struct str bytes;  /* the whole file */
    int width, height; /* pixels */
};

struct item {
    enum item_kind kind;
    emu x, y, width, height;
    const struct glyph_run *run;
    struct colour colour; /* of glyphs */
    const struct path_op *op;
    size_t n_ops;
    struct paint paint; /* of paths */
    const struct image *image;
    struct str actual;
    bool ornament; /* of a span: its glyphs are no text (emphasis dots) */
    bool space;    /* of glyphs and spans: a word space that a line turns at
                      follows, which is not seen (ISO 32000-1, 14.8.2.5) */
    bool turns;    /* of glyphs and spans: a line that the copy asks for begins
                      behind it */
    bool reading;  /* of a span: it stands over the line (ruby) */
    bool inner;    /* of a span, its end: inside another.  Set by page_add */
    uint32_t sequence; /* 1 + index in the page's, 0: an artifact; spans have
                          none of their own.  Set by page_add */
    bool varies;       /* what other editions of the job have otherwise.  Set by
                          page_add */
    bool known;        /* added again from a page that was looked through
                          (page/recorder.h) */
    struct loc loc;    /* the block or copy that made it */
};

struct link {
    emu x, y, width, height;
    const char *url;
    const char *contents;    /* what the link says, for readers */
    struct element *element; /* ROLE_LINK; set by page_add_link */
};

enum decision_kind {
    DECISION_DIVIDED, /* `word` at a line's end */
    DECISION_BALANCED /* a paragraph in `lines` lines of even length */
};

/* What composition decided by itself, of what is read: repeats say nothing. */
struct decision {
    enum decision_kind kind;
    struct str word;
    size_t lines;
    struct loc loc;
};

struct page {
    emu width, height;
    uint32_t number;             /* from 0 */
    const char *label;           /* page label, or NULL */
    struct structure *structure; /* the document's */
    struct element *element; /* what is added belongs to; NULL: to nothing */
    bool varies;             /* what is added differs from edition to edition */
    int deeper; /* levels by which headings of copy go down, where they are */
    struct element **sequence; /* what items that follow each other belong to */
    uint32_t n_sequences;
    uint32_t open_spans;
    size_t cap_sequences;
    struct item *item;
    size_t n_items, cap_items;
    struct link *link;
    size_t n_links, cap_links;
    struct decision *decision;
    size_t n_decisions, cap_decisions;
    struct scaffold *scaffold; /* what stands behind it, or NULL */
    const struct page *like;   /* of another edition, from which this one
                                  differs in texts alone; or NULL.  Set by
                                  document_liken */
};

struct bookmark {
    const char *title;
    int level; /* 1 ... */
    size_t page;
    emu y;
};

struct document {
    struct arena *arena; /* owns everything below */
    const char *title, *author, *subject, *keywords, *lang, *date; /* or NULL */
    struct page **page;
    size_t n_pages, cap_pages;
    struct bookmark *bookmark;
    size_t n_bookmarks, cap_bookmarks;
    struct structure *structure;
    const struct composite *font; /* of body copy, or NULL */
    struct note_place *note;      /* as they are met */
    size_t n_notes, cap_notes;
};

/* An empty document in ARENA, or NULL. */
struct document *document_new(struct arena *arena);

/* Appends a page.  NULL: no memory. */
struct page *document_add_page(
    struct document *document, emu width, emu height, const char *label);

ERR_CHECKED enum err document_add_bookmark(struct document *document,
    const char *title, int level, size_t page, emu y);

/* Appends a copy of ITEM (what it points to is borrowed), which belongs to
 * page->element; links likewise. */
ERR_CHECKED enum err page_add(
    struct arena *arena, struct page *page, const struct item *item);

ERR_CHECKED enum err page_add_rect(struct arena *arena, struct page *page,
    emu x, emu y, emu width, emu height, emu radius, const struct paint *paint,
    struct loc loc);
ERR_CHECKED enum err page_add_line(struct arena *arena, struct page *page,
    emu x0, emu y0, emu x1, emu y1, const struct paint *paint, struct loc loc);
ERR_CHECKED enum err page_add_ellipse(struct arena *arena, struct page *page,
    emu cx, emu cy, emu rx, emu ry, const struct paint *paint, struct loc loc);
ERR_CHECKED enum err page_add_link(
    struct arena *arena, struct page *page, const struct link *link);

/* Makes room on PAGE for as much as is on OTHER.  False: no memory. */
bool page_reserve(
    struct arena *arena, struct page *page, const struct page *other);

/* Keeps DECISION; not where page->element is NULL. */
ERR_CHECKED enum err page_add_decision(
    struct arena *arena, struct page *page, const struct decision *decision);

/* True when A and B, of two editions of a job, show the same but for texts that
 * vary, and these stand in the same places of the order; what does not vary is
 * of elements of the same types.  What is said to differ may still look the
 * same. */
bool page_differs_in_texts(const struct page *a, const struct page *b);

/* Finds those pages of DOCUMENT that differ in texts alone from the same page
 * of OTHER, which must live as long. */
void document_liken(struct document *document, const struct document *other);

/* How far PAGE is filled. */
struct page_mark {
    size_t items, links;
};
struct page_mark page_mark(const struct page *page);

/* Turns what was added SINCE from logical places of vertical writing to those
 * on the page: x along the line runs down from TOP, y across the lines runs
 * leftwards from RIGHT.  Runs keep their direction, pictures stay upright in
 * the turned box.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err page_turn(struct arena *arena, struct page *page,
    struct page_mark since, emu right, emu top);

/* The display list as text, one item a line, integers only: what tests
 * compare.  Faces appear by PostScript name. */
void document_dump(const struct document *document, struct buf *out);

/* The part of the dump that is the page NUMBER (from 0). */
void document_dump_page(
    const struct document *document, size_t number, struct buf *out);

/* The text of all pages in reading order, a line per span, a form feed between
 * pages. */
void document_text(const struct document *document, struct buf *out);

#endif
