/* All marks stand outside the pages and their bleed, and above the gripper;
 * they become shorter where the sheet has less room than MARK_LENGTH. */
#include "sheet/cutmarks.h"

#include "sheet/marks.h"
#include "sheet/sidelabel.h"

DIAG_MESSAGE(no_bleed, "sheet.impose-bleed", DIAG_NOTE,
    "用紙の端までの余白が左右 {1} mm、上 {2} mm、下 {3} mm なので、裁ち落とし "
    "{4} mm は用紙の端で切れます。断ち切りの地や写真があれば、SRA3 のような"
    "大きい用紙にしてください",
    "the pages are {1} mm from the sheet's sides, {2} mm from its top and {3} "
    "mm "
    "from its foot: the bleed of {4} mm ends at the edge. Grounds that "
    "bleed want a larger sheet such as SRA3");
DIAG_MESSAGE(no_room, "sheet.impose-marks", DIAG_NOTE,
    "用紙に余白がないので、{1}は付けていません",
    "the sheet has no room for {2}; they are left out");

enum {
    FOLD_DASH = EMU_PER_MM,
    GAP_CLEAR = 2 * EMU_PER_MM,   /* between marks and other things */
    MARK_LEAST = 3 * EMU_PER_MM,  /* a shorter one is not seen */
    STEP_HEIGHT = 5 * EMU_PER_MM, /* of a collation bar */
    STEP_WIDTH = EMU_PER_MM,      /* across a spine that is not milled */
    STEP_WIDEST = 4 * EMU_PER_MM
};

enum edge { EDGE_ABOVE, EDGE_BELOW, EDGE_LEFT, EDGE_RIGHT, EDGES };

static emu
room_at(const struct positions_room *room, enum edge edge)
{
    return edge == EDGE_ABOVE   ? room->above
           : edge == EDGE_BELOW ? room->below
                                : room->side;
}

/* How long the marks at EDGE are; 0: there is no room. */
static emu
length_in(const struct positions_room *room, enum edge edge)
{
    emu length = room_at(room, edge) - MARK_EDGE;
    return length < MARK_LEAST    ? 0
           : length < MARK_LENGTH ? length
                                  : MARK_LENGTH;
}

static emu
length_at(const struct cutmarks *c, enum edge edge)
{
    struct positions_room room = positions_room(c->positions);
    return length_in(&room, edge);
}

/* Where marks at EDGE begin: at the bleed. */
static emu
begin_at(const struct cutmarks *c, enum edge edge)
{
    const struct positions *p = c->positions;
    emu bleed = p->options->bleed, room = positions_room(p).side;
    switch (edge) {
    case EDGE_ABOVE:
        return p->top[0] - bleed;
    case EDGE_BELOW:
        return p->bottom[p->flat->rows - 1] + bleed;
    case EDGE_LEFT:
        return room;
    case EDGE_RIGHT:
    case EDGES:
        break;
    }
    return p->sheet[0] - room;
}

/* A line outwards from EDGE at AT along it, or across it when ACROSS is not 0:
 * so far to both sides, a third of the way out. */
static enum err
draw(const struct cutmarks *c, enum edge edge, emu at, bool fold, emu across)
{
    emu length = length_at(c, edge), near = begin_at(c, edge);
    int out = edge == EDGE_ABOVE || edge == EDGE_LEFT ? -1 : 1;
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = sheet_registration,
        .line_width = MARK_LINE,
        .dash = fold ? FOLD_DASH : 0,
        .gap = FOLD_DASH};
    if (length == 0)
        return ERR_OK;
    emu from = across > 0 ? near + out * (length / 3) : near;
    emu to = across > 0 ? from : near + out * length;
    emu first = at - across, last = at + across;
    struct page *page = c->side->marks;
    struct loc loc = c->positions->options->at.scheme;
    if (edge == EDGE_ABOVE || edge == EDGE_BELOW)
        return page_add_line(
            c->arena, page, first, from, last, to, &paint, loc);
    return page_add_line(c->arena, page, from, first, to, last, &paint, loc);
}

static bool
is_cut(enum boundary boundary)
{
    return boundary == BOUNDARY_CUT || boundary == BOUNDARY_FOLD;
}

/* The fold behind COLUMN; a cover has one at both edges of its back. */
static enum err
draw_fold(const struct cutmarks *c, enum edge edge, size_t column)
{
    const struct positions *p = c->positions;
    enum boundary boundary = pageorder_column(p->options, p->flat, column);
    emu trim[2], next[2];
    if (boundary == BOUNDARY_CUT)
        return ERR_OK;
    if (boundary != BOUNDARY_BACK)
        return draw(c, edge, positions_column(p, c->number, column), true, 0);
    positions_trim(p, c->number, 0, column, trim);
    positions_trim(p, c->number, 0, column + 1, next);
    enum err err = draw(c, edge, trim[1], true, 0);
    return err == ERR_OK ? draw(c, edge, next[0], true, 0) : err;
}

/* The trims of COLUMN and the fold behind it, at EDGE. */
static enum err
draw_column(const struct cutmarks *c, enum edge edge, size_t column)
{
    const struct positions *p = c->positions;
    const struct flat *flat = p->flat;
    size_t row = edge == EDGE_ABOVE ? 0 : flat->rows - 1;
    bool first = column == 0, last = column + 1 == flat->columns;
    bool cut_left =
        first || is_cut(pageorder_column(p->options, flat, column - 1));
    bool cut_right = last || is_cut(pageorder_column(p->options, flat, column));
    emu trim[2], before[2];
    positions_trim(p, c->number, row, column, trim);
    enum err err = ERR_OK;
    if (!first && cut_left) {
        positions_trim(p, c->number, row, column - 1, before);
        cut_left = before[1] != trim[0]; /* one cut between two pages */
    }
    if (cut_left)
        err = draw(c, edge, trim[0], false, 0);
    if (err == ERR_OK && cut_right)
        err = draw(c, edge, trim[1], false, 0);
    return err == ERR_OK && !last ? draw_fold(c, edge, column) : err;
}

static enum err
draw_row(const struct cutmarks *c, enum edge edge, size_t row)
{
    const struct positions *p = c->positions;
    bool last = row + 1 == p->flat->rows;
    enum err err = ERR_OK;
    if (row == 0 || p->bottom[row - 1] != p->top[row])
        err = draw(c, edge, p->top[row], false, 0);
    if (err == ERR_OK)
        err = draw(c, edge, p->bottom[row], false, 0);
    if (err == ERR_OK && !last && pageorder_row(p->options) == BOUNDARY_FOLD)
        err = draw(c, edge, positions_row(p, row), true, 0);
    return err;
}

/* The edge of the bleed at both ends of EDGE (外トンボ). */
static enum err
draw_bleed(const struct cutmarks *c, enum edge edge)
{
    bool upright = edge == EDGE_ABOVE || edge == EDGE_BELOW;
    if (c->positions->options->bleed == 0)
        return ERR_OK;
    enum err err =
        draw(c, edge, begin_at(c, upright ? EDGE_LEFT : EDGE_ABOVE), false, 0);
    return err == ERR_OK
               ? draw(c, edge, begin_at(c, upright ? EDGE_RIGHT : EDGE_BELOW),
                     false, 0)
               : err;
}

/* A cross on the middle of the pages, by which front and back are laid upon
 * each other; its own line only where no cut or fold is. */
static enum err
draw_centre(const struct cutmarks *c, enum edge edge)
{
    const struct positions *p = c->positions;
    const struct flat *flat = p->flat;
    bool upright = edge == EDGE_ABOVE || edge == EDGE_BELOW;
    emu middle = upright
                     ? p->sheet[0] / 2
                     : p->top[0] + (p->bottom[flat->rows - 1] - p->top[0]) / 2;
    enum err err = ERR_OK;
    if ((upright ? flat->columns : flat->rows) % 2 != 0)
        err = draw(c, edge, middle, false, 0);
    return err == ERR_OK ? draw(c, edge, middle, false, MARK_CROSS) : err;
}

static enum err
draw_edge(const struct cutmarks *c, enum edge edge)
{
    const struct flat *flat = c->positions->flat;
    bool upright = edge == EDGE_ABOVE || edge == EDGE_BELOW;
    size_t n = upright ? flat->columns : flat->rows;
    enum err err = draw_bleed(c, edge);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = upright ? draw_column(c, edge, i) : draw_row(c, edge, i);
    return err == ERR_OK ? draw_centre(c, edge) : err;
}

/* --- collation steps ------------------------------------------------------ */

/* The fold between the first and the last page of the signature: one step
 * lower on each, so that a gathered block shows a slope, and every signature
 * that is missing, twice or misplaced a break in it. */
static enum err
draw_step(const struct cutmarks *c, size_t row, size_t column)
{
    const struct positions *p = c->positions;
    const struct impose_options *o = p->options;
    size_t steps = (size_t)(p->page[1] / STEP_HEIGHT);
    size_t before = o->right ? column : column - 1;
    emu middle = positions_column(p, c->number, before);
    emu width = 2 * o->milling;
    width = width < STEP_WIDTH    ? STEP_WIDTH
            : width > STEP_WIDEST ? STEP_WIDEST
                                  : width;
    size_t step = steps == 0 ? 0 : p->flat->number % steps;
    emu y = p->top[row] + STEP_HEIGHT * (emu)step;
    const struct paint paint = {.fill = COLOUR_BLACK, .stroke = COLOUR_NONE};
    enum err err = page_add_rect(c->arena, c->side->marks, middle - width / 2,
        y, width, STEP_HEIGHT, 0, &paint, o->at.scheme);
    if (err != ERR_OK || steps < 2)
        return err;
    return sidelabel_number(c, middle,
        step + 1 < steps ? y + STEP_HEIGHT : y - STEP_HEIGHT, 2 * o->milling);
}

static enum err
draw_steps(const struct cutmarks *c)
{
    const struct positions *p = c->positions;
    const struct flat *flat = p->flat;
    size_t first = p->order->before + 2 * flat->leaf;
    if (p->options->scheme != IMPOSE_PERFECT || flat->cover)
        return ERR_OK;
    for (size_t row = 0; row < flat->rows; row++)
        for (size_t column = 0; column < flat->columns; column++)
            if (pageorder_seat(p->order, c->number, row, column)->slot == first)
                return draw_step(c, row, column);
    return ERR_OK;
}

/* --- what is free --------------------------------------------------------- */

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static emu
smaller(emu a, emu b)
{
    return a < b ? a : b;
}

/* Creep moves a page over the fold, whose mark stays. */
size_t
cutmarks_gaps(const struct cutmarks *c, size_t column, emu gap[2][2])
{
    const struct positions *p = c->positions;
    emu trim[2], middle = p->sheet[0] / 2, arm = MARK_CROSS + GAP_CLEAR;
    size_t n = 0;
    positions_trim(p, c->number, 0, column, trim);
    if (column > 0)
        trim[0] = larger(trim[0], positions_column(p, c->number, column - 1));
    if (column + 1 < p->flat->columns)
        trim[1] = smaller(trim[1], positions_column(p, c->number, column));
    const emu piece[2][2] = {
        {trim[0] + GAP_CLEAR, smaller(trim[1] - GAP_CLEAR, middle - arm)},
        {larger(trim[0] + GAP_CLEAR, middle + arm), trim[1] - GAP_CLEAR}};
    for (int i = 0; i < 2; i++)
        if (piece[i][0] < piece[i][1]) {
            gap[n][0] = piece[i][0];
            gap[n++][1] = piece[i][1];
        }
    return n;
}

enum err
cutmarks_draw(const struct cutmarks *c)
{
    enum err err = draw_steps(c);
    for (int edge = 0; edge < EDGES && err == ERR_OK; edge++)
        err = draw_edge(c, (enum edge)edge);
    return err == ERR_OK ? sidelabel_draw(c) : err;
}

enum err
cutmarks_say_room(const struct cutmarks *c, const struct positions_room *room)
{
    const struct impose_options *o = c->positions->options;
    bool sides = length_in(room, EDGE_LEFT) > 0;
    bool ends =
        length_in(room, EDGE_ABOVE) > 0 && length_in(room, EDGE_BELOW) > 0;
    enum err err = ERR_OK;
    if (room->side < 0 || room->above < 0 || room->below < 0)
        err = DIAG(c->diag, o->at.scheme, &no_bleed,
            diag_mm(c->diag, room->side + o->bleed),
            diag_mm(c->diag, room->above + o->bleed),
            diag_mm(c->diag, room->below + o->bleed),
            diag_mm(c->diag, o->bleed));
    if (err != ERR_OK || !o->marks || (sides && ends))
        return err;
    return DIAG(c->diag, o->at.scheme, &no_room,
        sides  ? "上下のトンボと面の名前"
        : ends ? "左右のトンボ"
               : "トンボと面の名前",
        sides  ? "marks at head and foot, nor for what the side is"
        : ends ? "marks at the sides"
               : "marks, nor for what each side is");
}
