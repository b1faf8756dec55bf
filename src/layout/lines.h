/* layout/lines - the lines of set copy as units. */
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H

#include "layout/plan.h"

/* A growing row of units; zeroed it is empty. */
struct unit_list {
    struct unit *unit;
    size_t n, cap;
};

/* Appends a zeroed unit; NULL: no memory. */
struct unit *lines_add_unit(struct plan *plan, struct unit_list *list);

/* Appends a unit per line of FLOW, which is borrowed.  No last line of a
 * paragraph begins an area alone, no first line ends one alone, and a heading
 * stays with two lines of what follows it. */
ERR_CHECKED enum err lines_add(
    struct plan *plan, struct unit_list *list, const struct set_flow *flow);

/* Sets ROOT in STYLE at MILLI/1000 to WIDTH; SECTION's style.* keys apply. */
ERR_CHECKED enum err lines_set(struct plan *plan, const struct section *section,
    const struct set_style *style, int32_t milli, const struct node *root,
    emu width, struct set_flow *out);

/* The same with ALIGN in place of the style's alignment. */
ERR_CHECKED enum err lines_set_aligned(struct plan *plan,
    const struct section *section, const struct set_style *style, int32_t milli,
    enum text_align align, const struct node *root, emu width,
    struct set_flow *out);

/* Says that PARA, turned, stands where only horizontal lines can. */
ERR_CHECKED enum err lines_say_turned(
    struct plan *plan, const struct set_para *para);

/* Puts the marks before all paragraphs of FLOW: MARKER beside the first one,
 * ROOM wide, and moves the copy ROOM to the right.  A turned paragraph is an
 * error. */
ERR_CHECKED enum err lines_hang(struct plan *plan, struct set_flow *flow,
    const struct text_line *marker, emu room);

/* Puts AROUND around the paragraphs of FLOW that have nothing around them yet,
 * and around what others have.  NULL: ERR_NOMEM. */
ERR_CHECKED enum err lines_around(
    struct plan *plan, struct set_flow *flow, const struct set_around *around);

/* The note references of the tree ROOT, in order. */
ERR_CHECKED enum err lines_notes(
    struct plan *plan, const struct node *root, struct note_list *list);

#endif
