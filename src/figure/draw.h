/* figure/draw - what the drawings of this room share: lengths of a block,
 * labels, lines that stand where they should, and the complaint when a
 * drawing does not fit.
 */
#ifndef FIGURE_DRAW_H
#define FIGURE_DRAW_H

#include "figure/figure.h"

/* A measure no label reaches: 2 m.  For what stands on one line. */
enum { DRAW_OPEN = 2000 * EMU_PER_MM };

/* A piece of copy set to a measure. */
struct label {
    struct set_flow flow;
    const struct set_style *style;
    emu width;  /* of its widest line */
    emu height; /* of all its lines with their leading; 0 when empty */
};

/* How a label is set. */
struct label_form {
    const struct section *block;
    const struct set_style *style;
    enum text_align align;
};

/* STYLE in another colour (NULL: its own) and, with BOLD, its bold weight;
 * owned by the arena.  NULL: no memory. */
const struct set_style *draw_variant(const struct set_context *context,
    const struct set_style *style, const struct colour *colour, bool bold);

/* How a label in STYLE is set: justified lines of a label would gape. */
enum text_align draw_text_align(const struct set_style *style);

/* The length KEY of BLOCK at the size in force; an em is that of the block's
 * own style. */
emu draw_length(const struct set_context *context, const struct section *block,
    const char *key);

/* The style KEY of BLOCK, else its `style`, else `body`. */
const struct set_style *draw_style(const struct set_context *context,
    const struct section *block, const char *key);

/* The colour of KEY, or FALLBACK when the job gives none. */
struct colour draw_colour(
    const struct section *block, const char *key, struct colour fallback);

/* Sets TEXT, inline copy of the job at LOC, to MEASURE.  NULL or "" sets an
 * empty label.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err label_copy(const struct set_context *context,
    const struct label_form *form, struct loc loc, const char *text,
    emu measure, struct label *out);

/* Sets TEXT, which comes from data, as it is: no markup. */
ERR_CHECKED enum err label_plain(const struct set_context *context,
    const struct label_form *form, struct loc loc, struct str text, emu measure,
    struct label *out);

/* Puts LABEL on PAGE with the top left corner of its measure at X, Y. */
ERR_CHECKED enum err label_place(const struct set_context *context,
    struct page *page, const struct label *label, emu x, emu y);

/* The base line of LABEL's first line, from its top. */
emu label_baseline(const struct label *label);

/* Space above the em box of a label's first line; as much lies below that of
 * its last.  Set against a rule or an edge this space is taken off. */
emu label_lead(const struct label *label);

/* Says that BLOCK needs NEED where it has HAVE; nothing when it fits. */
ERR_CHECKED enum err draw_fits_height(const struct set_context *context,
    const struct section *block, emu need, emu have);
ERR_CHECKED enum err draw_fits_width(const struct set_context *context,
    const struct section *block, emu need, emu have);

/* Everything drawn from now on is the picture BLOCK, in BOX, which is read as
 * ALT: page->element becomes its Figure.  ALT NULL: nobody said how. */
void draw_picture(struct page *page, const struct section *block,
    const char *alt, struct box box);

/* The kid of PARENT of type ROLE for SOURCE, as structure_child. */
struct element *draw_child(struct page *page, struct element *parent,
    enum role role, const void *source);

/* Puts LABEL on PAGE as a paragraph of its own in PARENT; shapes drawn
 * afterwards belong to nothing. */
ERR_CHECKED enum err label_paragraph(const struct set_context *context,
    struct page *page, struct element *parent, const struct label *label, emu x,
    emu y);

/* A rectangle without a line, and a straight line. */
ERR_CHECKED enum err draw_rect(const struct set_context *context,
    struct page *page, struct box box, emu radius, struct colour colour,
    struct loc loc);
ERR_CHECKED enum err draw_line(const struct set_context *context,
    struct page *page, const emu from[2], const emu to[2], emu width,
    struct colour colour, struct loc loc);

/* How far from the left a drawing stands that leaves SLACK of its room's
 * width: the key `align`. */
emu draw_align(const struct section *block, emu slack);

/* The smaller and the larger of two lengths. */
emu draw_least(emu a, emu b);
emu draw_most(emu a, emu b);

/* NUM / DEN of LENGTH for a ratio of numbers; DEN is above 0.  False when the
 * numbers are too far apart to compare exactly. */
bool draw_share(emu length, struct number num, struct number den, emu *out);

/* The rows of BLOCK's key `rows`; never NULL (the data room loaded them).
 * No rows at all, or a key of KEYS (N) that names no column, is said in DIAG.
 * On ERR_OK COLUMN[i] is the column of KEYS[i], n_columns when not given. */
ERR_CHECKED enum err draw_rows(const struct set_context *context,
    const struct section *block, const char *const *keys, size_t n,
    const struct record_set **rows, size_t *column);

/* The cell of ROW and COLUMN; an empty one when COLUMN is n_columns. */
const struct cell *draw_cell(
    const struct record_set *rows, size_t row, size_t column);

/* Says which members of the key family FAMILY are none of NAMES (N). */
ERR_CHECKED enum err draw_check_members(const struct set_context *context,
    const struct section *block, const char *family, const char *const *names,
    size_t n);

/* Numbers the notes in the copy of ENTRY, a value of the job; NULL: nothing. */
ERR_CHECKED enum err draw_number_notes(
    const struct set_context *context, const struct entry *entry);

#endif
