#include "sheet/sidelabel.h"

#include <string.h>

#include "sheet/label.h"
#include "sheet/marks.h"

enum {
    SIZE = 7 * EMU_PER_PT,
    CLEAR = 2 * EMU_PER_MM, /* between words and marks */
    DROP = SIZE / 4         /* from the base line to what is below */
};

static bool
japanese(const struct cutmarks *c)
{
    const char *lang = c->document->lang;
    return lang == NULL || strncmp(lang, "ja", 2) == 0;
}

static struct label
label_of(const struct cutmarks *c)
{
    return (struct label){
        c->arena, c->diag, c->document->font, SIZE, sheet_registration};
}

static const char *
scheme_of(const struct cutmarks *c)
{
    static const char *const names[][2] = {
        [IMPOSE_SADDLE] = {"中綴じ", "saddle stitch"},
        [IMPOSE_PERFECT] = {"無線綴じ", "perfect binding"},
        [IMPOSE_NUP] = {"割付", "n-up"},
        [IMPOSE_STACK] = {"断裁重ね", "cut and stack"},
        [IMPOSE_FOLD] = {"折り", "fold"}};
    return names[c->positions->order->scheme][japanese(c) ? 0 : 1];
}

/* The numbers of the side's blank pages, or "".  NULL: no memory. */
static const char *
blanks_of(const struct cutmarks *c)
{
    const struct pageorder *o = c->positions->order;
    const char *all = "";
    for (size_t i = 0; i < c->side->n && all != NULL; i++) {
        size_t columns = pageorder_flat(o, c->number)->columns;
        size_t row = i / columns, column = i % columns;
        const struct seat *seat = pageorder_seat(o, c->number, row, column);
        if (seat->page == IMPOSED_BLANK)
            all = arena_printf(c->arena, "%s%s%zu", all,
                *all != '\0'  ? ", "
                : japanese(c) ? "  白 "
                              : "  blank ",
                seat->slot + 1);
    }
    return all;
}

/* `1/4 表  中綴じ  白 7, 8  題名`. */
static const char *
text_of(const struct cutmarks *c, bool titled)
{
    bool back = c->side->back;
    const char *blanks = blanks_of(c), *title = c->document->title;
    if (blanks == NULL)
        return NULL;
    return arena_printf(c->arena, "%zu/%zu %s  %s%s%s%s", c->side->sheet + 1,
        c->positions->order->sheets,
        japanese(c) ? (back ? "裏" : "表") : (back ? "back" : "front"),
        scheme_of(c), blanks, titled && title != NULL ? "  " : "",
        titled && title != NULL ? title : "");
}

/* Above the left column, between the line of its trim and the centre mark. */
static enum err
put_text(const struct cutmarks *c)
{
    const struct positions *p = c->positions;
    struct label label = label_of(c);
    struct label_lines lines = {0};
    struct positions_room room = positions_room(p);
    emu trim[2];
    positions_trim(p, c->number, 0, 0, trim);
    emu width = p->page[0] - 2 * CLEAR - MARK_CROSS;
    enum err err = ERR_OK;
    for (int titled = 1; titled >= 0 && err == ERR_OK; titled--) {
        const char *text = text_of(c, titled == 1);
        if (text == NULL)
            return ERR_NOMEM;
        err = label_set(&label, text, UNIT_MAX, &lines);
        if (err == ERR_OK && label_width(&lines, 0) <= width)
            break;
    }
    if (err != ERR_OK || room.above < SIZE + DROP)
        return err;
    return label_put(&label, c->side->marks, &lines, 0, trim[0] + CLEAR,
        p->top[0] - p->options->bleed - DROP);
}

/* At the foot of the last row, and the head of the first, when there are
 * several. */
static enum err
put_blank(const struct cutmarks *c, size_t row, size_t column)
{
    const struct positions *p = c->positions;
    struct label label = label_of(c);
    struct positions_room room = positions_room(p);
    emu trim[2], bleed = p->options->bleed;
    positions_trim(p, c->number, row, column, trim);
    bool below = row + 1 == p->flat->rows;
    bool above = !below && row == 0 && column > 0; /* else the text is there */
    if ((!below && !above) || (below ? room.below : room.above) < SIZE + DROP)
        return ERR_OK;
    const char *text =
        arena_printf(c->arena, "%s %zu", japanese(c) ? "白" : "blank",
            pageorder_seat(p->order, c->number, row, column)->slot + 1);
    if (text == NULL)
        return ERR_NOMEM;
    return label_text(&label, c->side->marks, text,
        trim[0] + CLEAR + MARK_CROSS,
        below ? p->bottom[row] + bleed + SIZE : p->top[row] - bleed - DROP);
}

enum err
sidelabel_draw(const struct cutmarks *c)
{
    size_t columns = c->positions->flat->columns;
    if (c->document->font == NULL)
        return ERR_OK;
    enum err err = put_text(c);
    for (size_t i = 0; i < c->side->n && err == ERR_OK; i++)
        if (c->side->cell[i].page == IMPOSED_BLANK)
            err = put_blank(c, i / columns, i % columns);
    return err;
}

enum err
sidelabel_number(const struct cutmarks *c, emu x, emu y, emu width)
{
    struct label label = label_of(c);
    struct label_lines lines;
    if (c->document->font == NULL)
        return ERR_OK;
    const char *text =
        arena_printf(c->arena, "%zu", c->positions->flat->number + 1);
    if (text == NULL)
        return ERR_NOMEM;
    enum err err = label_set(&label, text, UNIT_MAX, &lines);
    if (err != ERR_OK || lines.n == 0 || label_width(&lines, 0) > width)
        return err;
    return label_put(&label, c->side->marks, &lines, 0,
        x - label_width(&lines, 0) / 2, y + SIZE);
}
