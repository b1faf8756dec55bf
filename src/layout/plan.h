/* layout/plan - what laying out a job works on: pages, areas, blocks, streams
 * of blocks through areas, and the sheets that come of it.  Private to the
 * room; read this first.
 *
 * A block is made of strips, a strip of units; a unit never breaks.  The blocks
 * of an area, or of a chain of areas, are one stream.  Filling gives every unit
 * a place; drawing comes last, when all is known to fit.
 */
#ifndef LAYOUT_PLAN_H
#define LAYOUT_PLAN_H

#include "figure/figure.h"
#include "layout/grid.h"
#include "set/flow.h"

struct plan;

/* A line of text, a row of a table, a figure. */
struct unit {
    emu height;
    emu before, after; /* of two spaces that meet the larger is kept */
    emu baseline;      /* of its line, from its top */
    bool grid;         /* its base line stands on the page's grid */
    bool glue;         /* stays with the unit behind it */
    bool line;         /* counts as a line in messages */
    bool stretch;      /* makes use of more height */
    const struct note *const *note; /* the notes it refers to */
    size_t n_notes;
    /* Puts it on PAGE into BOX, whose width is that of its column. */
    enum err (*draw)(struct plan *plan, const struct unit *unit,
        struct page *page, struct box box);
    const void *self; /* for draw */
    size_t index;     /* for draw */
};

struct strip {
    struct unit *unit;
    size_t n;
    size_t columns;             /* balanced; 1 as a rule */
    emu gap;                    /* between columns */
    emu width;                  /* of all columns and gaps */
    const struct unit *again;   /* repeated where the strip goes on, or NULL */
    const struct copyset *copy; /* running text, which can be set anew where
                                   it goes on in another width; or NULL */
};

/* A block set to a width. */
struct strips {
    struct strip *strip;
    size_t n;
};

struct block_type;

struct block {
    const struct section *section;
    const struct block_type *type;
    struct area *area;
    const struct set_style *style; /* of its copy; sizes its lengths in em */
    struct node *title;            /* or NULL */
    void *content;                 /* the type's own */
    struct node **tree; /* all its copy in reading order, to number notes */
    size_t n_trees, cap_trees;
    const struct note *
        *figure_note; /* notes of a figure, whose copy we do not see */
    size_t n_figure_notes;
    emu before, after, padding[4];
    emu width;          /* 0: that of the area */
    bool boxed;         /* has padding, ground or border: does not break */
    bool is_section;    /* in the structure: Sect */
    bool varies;        /* it depends on the row of which this is the edition */
    bool adds_notes;    /* its copy brought notes that were not known */
    size_t index;       /* in plan->block */
    int deeper;         /* levels that headings of its copy go down */
    int32_t least;      /* 1/1000: the smallest size it may shrink to */
    struct laid *cache; /* what it was set to before */
    struct laid *kept;  /* as much of it as all editions share */
};

/* A block set to a width at a size; a list, newest first. */
struct laid {
    const struct block *block;
    emu width;
    int32_t milli;
    const struct note **note; /* that it says, when it is of notes */
    size_t n_notes;
    struct strips strips;
    struct laid *next;
};

struct area {
    const char *name;
    const struct section *section; /* [area NAME], or NULL */
    size_t page;                   /* in plan->page */
    struct grid_area *cell;
    emu padding[4];
    emu width;         /* inside the padding */
    bool vertical;     /* lines run down it; see struct place */
    struct area *next; /* where its copy runs on, or NULL; may be itself */
    struct area *prev;
};

/* A rectangle painted behind the areas it is around. */
struct band {
    const struct section *section;
    const struct area **area; /* all on one page */
    size_t n;
};

/* The blocks of a chain of areas, in order. */
struct stream {
    struct area **area;
    size_t n_areas;
    size_t loop; /* where it goes on on the next copy of its flow page; SIZE_MAX
                    when it does not */
    struct block **block; /* of the first area, of the second, ... */
    size_t *home;         /* the area a block must not stand before ... */
    size_t n_blocks;
    bool looped;   /* ... until the stream has come round once */
    int32_t milli; /* size in force, 1000 at first */
    int32_t least; /* the smallest any of its blocks allows */
    bool bad;      /* has blocks that cannot be set: their errors are said */
    bool failed;   /* cannot be filled: its errors are said */

    /* What did not fit at this size. */
    bool full;
    int64_t over;       /* emu */
    size_t lines;       /* of text */
    struct block *at;   /* where it began not to fit */
    struct area *where; /* the last area */
};

/* How far a stream is filled. */
struct spot {
    size_t block, strip, unit;
    struct laid *laid;    /* the block begun, or NULL */
    struct strip *strips; /* of `laid`, to go back to */
};

/* A unit at its place.  In a vertical area the box is a logical one: x runs
 * along the lines from their heads, y across them from the first line's edge.
 */
struct place {
    struct laid *laid;
    size_t strip, unit; /* unit PLACE_AGAIN: the strip's `again` */
    struct box box;
    const struct box *turned; /* the inside of the vertical area, or NULL */
    bool first;               /* of its block */
    const struct area *area;  /* NULL inside a boxed block */
};

#define PLACE_AGAIN SIZE_MAX

struct places {
    struct place *place;
    size_t n, cap;
};

struct note_list {
    const struct note **note;
    size_t n, cap;
};

/* A finished page: one of the job's pages, or a copy of a flow page. */
struct sheet {
    size_t page;
    size_t copy;      /* 0: the page itself */
    struct box *area; /* of every area of the page's grid */
    struct places places;
    struct note_list notes; /* that it says, once it is filled */
    struct sheet *next;
};

struct page_plan {
    struct grid grid;
    emu phase;           /* from the type area's upper edge to the base line of
                            the first line of the grid */
    struct area **area;  /* by the grid's areas */
    struct block *notes; /* its notes block, or NULL */
    bool flow;
    int64_t excess; /* of its rows over its height */
};

struct plan {
    struct set_context set;
    struct arena *arena; /* the document's */
    struct diag *diag;
    const struct job *job;
    struct copy_context copy;
    const struct theme *plain, *turned; /* `set` has one of them; turned is
                                           NULL without vertical areas */
    const struct set_style *body;
    emu bleed; /* of grounds over the page's edge (裁ち落とし) */
    const char *note_end;

    struct page_plan *page;
    size_t n_pages;
    bool notes_vary;  /* the file of notes depends on the row */
    bool grid_faults; /* said already; which areas there are is not known */
    struct area *area;
    size_t n_areas;
    struct band *band;
    size_t n_bands;
    struct block **block; /* in section order */
    size_t n_blocks;
    struct stream *stream;
    size_t n_streams;
    struct spot *spot; /* by stream */

    struct note_list numbered; /* of a shared plan: all notes, by number */
    struct note_list here;     /* notes of the sheet being filled */
    struct note_list printed;  /* notes of earlier sheets */
    struct sheet *first, **last;

    bool proof;  /* pages with faults are drawn too */
    bool filled; /* everything that fits has its place */

    /* while drawing */
    size_t drawn;                /* number of the sheet */
    const struct area *drawn_in; /* of the place drawn last */
    const struct box *turn; /* the vertical area that is drawn into, or NULL */
    const struct block *drawing;
    struct element **element;  /* by block: its own, or NULL */
    bool fresh;                /* what is drawn was not on an earlier page */
    bool again;                /* a table's head is repeated */
    int level;                 /* of the last bookmark */
    struct redraw *redraw;     /* of a shared plan: what it drew, or NULL */
    const struct plan *shared; /* from which is drawn again, or NULL: */
    /* its elements, by number, in the document's structure */
    struct element **map;
    size_t next_drawn; /* of its units */
};

/* The length KEY of SECTION, whose em is EM. */
emu plan_length(const struct section *section, const char *key, emu em);

/* Appends NOTE unless it is there.  False: no memory. */
bool plan_add_note(
    struct arena *arena, struct note_list *list, const struct note *note);
bool plan_has_note(const struct note_list *list, const struct note *note);

/* What is too much, in mm for a message: at least 0.1, never `0.0`. */
const char *plan_over(struct diag *diag, int64_t over);

/* Puts LIST in the order of the notes' numbers. */
void plan_sort_notes(struct note_list *list);

/* The worse of two results: other errors over ERR_INPUT over ERR_OK.  Work
 * goes on after ERR_INPUT, so that all errors are found. */
enum err plan_worse(enum err a, enum err b);

#endif
