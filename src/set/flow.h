/* set/flow - copy set in a style: paragraphs of lines, ready to be placed.
 *
 * The one way from content to lines, used by running text, table cells, labels
 * of figures and notes alike.
 */
#ifndef SET_FLOW_H
#define SET_FLOW_H

#include "content/copy.h"
#include "page/document.h"
#include "set/recall.h"
#include "set/theme.h"

/* What setting copy needs to know; filled once per build. */
struct set_context {
    struct arena *arena; /* the document's */
    struct diag *diag;
    const struct job *job;
    const struct dataset *dataset;
    const struct theme *theme;
    struct notes *notes;
    struct document *document;
    struct recall *recall;  /* its arena is `arena` */
    const char *note_mark;  /* "*{n}" */
    const char *latin_lang; /* of Western words; NULL: that of the document */
};

/* What stands around a paragraph in the structure, from the inside out. */
struct set_around {
    enum role role;
    const void *source;             /* as for structure_child */
    bool ordered;                   /* a list with numbers */
    const char *id;                 /* of a note */
    const struct set_around *outer; /* NULL: where the flow is placed */
};

/* One paragraph, heading or list item, or a rule between them. */
struct set_para {
    const struct set_style *style;
    const struct node *node;
    const struct text_line *line; /* others may show them: read only */
    size_t n;
    const struct text_line
        *marker;      /* bullet or number beside line 0, or NULL */
    emu indent;       /* of the whole paragraph from the left edge */
    emu space_before; /* dropped at the top of an area */
    emu space_after;
    int level; /* heading level in the copy, 0 for others */
    int title; /* a heading of that level for who set it, or 0 */
    const struct set_around *around; /* or NULL */
    bool bare;     /* its lines stand in what is around it, without a P */
    int32_t milli; /* size factor in force (fit), 1000 */
    enum text_align align;
    bool turned; /* vertical lines amid horizontal ones: placed as a box */
    emu box_width, box_height; /* of a turned one */
};

struct set_flow {
    struct set_para *para;
    size_t n;
    emu width;  /* the measure it was set to */
    emu height; /* sum of leading and spaces, without the first and last space
                 */
};

struct set_options {
    const struct section *block;   /* whose style.* keys apply; may be NULL */
    const struct set_style *style; /* of paragraphs */
    enum text_align align;         /* with `has_align`: overrides the style's */
    bool has_align;
    int32_t milli; /* 1000; less shrinks sizes and leading */
    int heading;   /* paragraphs are headings of this level; 0: they are not */
    bool trace;    /* lines say what was done to them: text/linelog.h */
};

/* Sets the block children of ROOT to the measure WIDTH.
 * On ERR_OK *OUT is owned by CONTEXT->arena.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err set_flow(const struct set_context *context,
    const struct set_options *options, const struct node *root, emu width,
    struct set_flow *out);

/* Sets the paragraph PARA (one of a flow made by set_flow with OPTIONS) anew
 * with other measures: where copy runs on into an area of another width. */
ERR_CHECKED enum err set_para_again(const struct set_context *context,
    const struct set_options *options, const struct text_measure *measure,
    size_t n, struct set_para *para);

/* Reads TEXT as inline copy at LOC and sets it: a label in one call. */
ERR_CHECKED enum err set_label(const struct set_context *context,
    const struct set_options *options, struct loc loc, const char *text,
    emu width, struct set_flow *out);

/* The height of PARA, and of how many lines that stand below each other it is:
 * one for a rule or a turned paragraph. */
emu set_para_height(const struct set_para *para);
size_t set_para_rows(const struct set_para *para);

/* The width of the widest line or turned paragraph as set. */
emu set_flow_extent(const struct set_flow *flow);

/* From the top of a line's em box to its base line (its centre in vertical
 * writing): the leading is divided evenly above and below the em box. */
emu set_ascent(const struct set_style *style); /* em box top to base line */
emu set_first_baseline(const struct set_style *style); /* from the line's top */

/* Puts LINE on PAGE with its measure starting at X and its base line at Y:
 * glyphs, ActualText, links.  It belongs to page->element; so does what the
 * next two put there. */
ERR_CHECKED enum err set_line(const struct set_context *context,
    struct page *page, const struct text_line *line, emu x, emu y);

/* The same for line K of PARA, with its marker (a bullet or number) before the
 * first, as a part of the element that PARA is; X is the left edge of the
 * paragraph without its indent. */
ERR_CHECKED enum err set_para_line(const struct set_context *context,
    struct page *page, const struct set_para *para, size_t k, emu x, emu y);

/* Puts all of FLOW on PAGE from the top left corner X, Y, each line LEADING
 * apart.  *BOTTOM is the lower edge. */
ERR_CHECKED enum err set_place(const struct set_context *context,
    struct page *page, const struct set_flow *flow, emu x, emu y, emu *bottom);

#endif
