#include "sheet/sidelabel.h"

#include <string.h>

#include "sheet/label.h"
#include "sheet/marks.h"

DIAG_MESSAGE(narrow, "sheet.impose-label", DIAG_NOTE,
    "ページの幅が狭いので、面の名前（何枚目の表か裏か）を書いていない面が"
    "あります",
    "pages are too narrow for what some sides are (sheet, front or back); it "
    "is left out there");
DIAG_MESSAGE(no_slug, "sheet.impose-slug", DIAG_NOTE,
    "スラグ（題名・日付・印刷条件・版）が入る余白のない面には、スラグを書いて"
    "いません。用紙を大きくするか、題名を短くしてください",
    "sides without room for the slug line (title, date, condition, plates) "
    "have none; take a larger sheet, or shorten the title");

enum { SIZE_LEAST = 5 * EMU_PER_PT };

static bool
japanese(const struct cutmarks *c)
{
    const char *lang = c->document->lang;
    return lang == NULL || strncmp(lang, "ja", 2) == 0;
}

static struct label
label_of(const struct cutmarks *c)
{
    return (struct label){c->arena, c->diag, c->document->font, SIDELABEL_SIZE,
        sheet_registration};
}

static bool
has_room_above(const struct cutmarks *c)
{
    return positions_room(c->positions).above >= SIDELABEL_HEIGHT;
}

/* Puts TEXT above the pages into GAP, smaller when it must be; *FITS tells
 * whether it did. */
static enum err
put_above(
    const struct cutmarks *c, const char *text, const emu gap[2], bool *fits)
{
    const struct positions *p = c->positions;
    struct label label = label_of(c);
    struct label_lines lines = {0};
    *fits = false;
    for (; label.size >= SIZE_LEAST && !*fits; label.size -= EMU_PER_PT) {
        enum err err = label_set(&label, text, UNIT_MAX, &lines);
        if (err != ERR_OK)
            return err;
        *fits = label_width(&lines, 0) <= gap[1] - gap[0];
    }
    if (!*fits)
        return ERR_OK;
    return label_put(&label, c->side->marks, &lines, 0, gap[0],
        p->top[0] - p->options->bleed - SIDELABEL_DROP);
}

/* --- what the side is ----------------------------------------------------- */

/* `表紙  背幅 5.0 mm`.  NULL: no memory. */
static const char *
back_of(const struct cutmarks *c)
{
    int64_t tenths = unit_scale(c->positions->spine, 10, EMU_PER_MM);
    return arena_printf(c->arena,
        japanese(c) ? "表紙  背幅 %d.%d mm" : "cover  back %d.%d mm",
        (int)(tenths / 10), (int)(tenths % 10));
}

/* `表紙 背幅 5.0 mm`, `無線綴じ 2 折`, `中綴じ`, `中綴じ 表紙`.  NULL: no
 * memory. */
static const char *
kind_of(const struct cutmarks *c)
{
    static const char *const names[][2] = {
        [IMPOSE_SADDLE] = {"中綴じ", "saddle stitch"},
        [IMPOSE_PERFECT] = {"無線綴じ", "perfect binding"},
        [IMPOSE_NUP] = {"割付", "n-up"},
        [IMPOSE_STACK] = {"断裁重ね", "cut and stack"},
        [IMPOSE_FOLD] = {NULL, NULL}};
    static const char *const folds[][2] = {
        [FOLDING_HALF] = {"二つ折り", "fold in half"},
        [FOLDING_LETTER] = {"巻三つ折り", "letter fold"},
        [FOLDING_Z] = {"外折り", "z-fold"}};
    const struct positions *p = c->positions;
    const struct flat *flat = p->flat;
    enum impose_scheme scheme = p->options->scheme;
    int language = japanese(c) ? 0 : 1;
    const char *name = scheme == IMPOSE_FOLD
                           ? folds[p->options->folding][language]
                           : names[scheme][language];
    bool signature = scheme == IMPOSE_PERFECT ||
                     (scheme == IMPOSE_SADDLE && flat->leaves > 2);
    if (flat->cover && scheme == IMPOSE_SADDLE)
        return arena_printf(
            c->arena, "%s  %s", name, japanese(c) ? "表紙" : "cover");
    if (flat->cover)
        return back_of(c);
    if (!signature)
        return name;
    return arena_printf(c->arena,
        japanese(c) ? "%s  %zu 折%s" : "%s  signature %zu%s", name,
        flat->number + 1,
        !flat->twice  ? ""
        : japanese(c) ? "  打ち返し"
                      : "  work-and-turn");
}

/* The numbers of the side's blank pages, or "".  NULL: no memory. */
static const char *
blanks_of(const struct cutmarks *c)
{
    const struct pageorder *o = c->positions->order;
    size_t columns = c->positions->flat->columns;
    const char *all = "";
    for (size_t i = 0; i < c->side->n && all != NULL; i++) {
        const struct seat *seat =
            pageorder_seat(o, c->number, i / columns, i % columns);
        if (seat->page == IMPOSED_BLANK)
            all = arena_printf(c->arena, "%s%s%zu", all,
                *all != '\0'  ? ", "
                : japanese(c) ? "  白 "
                              : "  blank ",
                seat->slot + 1);
    }
    return all;
}

/* `1/4 表  中綴じ  白 7, 8  題名`, without the last PARTS of it.  NULL: no
 * memory. */
static const char *
text_of(const struct cutmarks *c, int parts)
{
    bool back = c->side->back;
    const char *title = c->document->title;
    const char *kind = kind_of(c), *blanks = blanks_of(c);
    bool titled = parts > 1 && title != NULL && !c->positions->options->slug;
    if (kind == NULL || blanks == NULL)
        return NULL;
    return arena_printf(c->arena, "%zu/%zu %s  %s%s%s%s", c->side->sheet + 1,
        c->positions->order->sheets,
        japanese(c) ? (back ? "裏" : "表") : (back ? "back" : "front"), kind,
        parts > 0 ? blanks : "", titled ? "  " : "", titled ? title : "");
}

/* Above the left column, as much as there is room for. */
static enum err
put_text(const struct cutmarks *c)
{
    emu gap[2][2];
    bool fits = false;
    enum err err = ERR_OK;
    if (!has_room_above(c))
        return ERR_OK;
    size_t gaps = cutmarks_gaps(c, 0, gap);
    for (int parts = 2; parts >= 0 && gaps > 0 && !fits && err == ERR_OK;
         parts--) {
        const char *text = text_of(c, parts);
        err = text == NULL ? ERR_NOMEM : put_above(c, text, gap[0], &fits);
    }
    if (err != ERR_OK || fits)
        return err;
    return DIAG(c->diag, c->positions->options->at.scheme, &narrow, NULL);
}

/* --- blank pages ---------------------------------------------------------- */

/* `白 7`; "" when a page stands at ROW and COLUMN.  NULL: no memory. */
static const char *
blank_text(const struct cutmarks *c, size_t row, size_t column)
{
    const struct seat *seat =
        pageorder_seat(c->positions->order, c->number, row, column);
    return seat->page != IMPOSED_BLANK
               ? ""
               : arena_printf(c->arena, "%s %zu", japanese(c) ? "白" : "blank",
                     seat->slot + 1);
}

/* Above the pages it is told by the words that stand there. */
static bool
is_told(const struct cutmarks *c, size_t column)
{
    bool slug = c->positions->options->slug;
    return column == 0 || (slug && column == 1);
}

/* At the foot of the last row, and the head of the first when there are
 * several. */
static enum err
put_blank(const struct cutmarks *c, size_t row, size_t column)
{
    const struct positions *p = c->positions;
    struct label label = label_of(c);
    bool fits, below = row + 1 == p->flat->rows;
    bool above = !below && row == 0 && !is_told(c, column);
    emu gap[2][2];
    const char *text = blank_text(c, row, column);
    if (text == NULL)
        return ERR_NOMEM;
    if (*text == '\0' || (!below && !above) ||
        cutmarks_gaps(c, column, gap) == 0)
        return ERR_OK;
    if (above)
        return has_room_above(c) ? put_above(c, text, gap[0], &fits) : ERR_OK;
    if (positions_room(p).below < SIDELABEL_HEIGHT)
        return ERR_OK;
    return label_text(&label, c->side->marks, text, gap[0][0],
        p->bottom[row] + p->options->bleed + SIDELABEL_SIZE);
}

enum err
sidelabel_draw(const struct cutmarks *c)
{
    size_t columns = c->positions->flat->columns;
    if (c->document->font == NULL)
        return ERR_OK;
    enum err err = put_text(c);
    for (size_t i = 0; i < c->side->n && err == ERR_OK; i++)
        err = put_blank(c, i / columns, i % columns);
    return err;
}

/* --- the job
 * ------------------------------------------------------------------
 */

/* Behind the blank page that its place tells of, when there are rows below. */
static const char *
slug_of(const struct cutmarks *c, size_t column)
{
    const struct impose_options *o = c->positions->options;
    bool tells = column > 0 && c->positions->flat->rows > 1;
    const char *blank = tells ? blank_text(c, 0, column) : "";
    const char *slug =
        slug_text(c->arena, c->document, o->back, o->note, o->spots);
    if (blank == NULL || slug == NULL)
        return NULL;
    return arena_printf(
        c->arena, "%s%s%s", blank, *blank == '\0' ? "" : "  ", slug);
}

/* Above the second column, or behind the middle of the only one. */
enum err
sidelabel_slug(const struct cutmarks *c)
{
    const struct impose_options *o = c->positions->options;
    size_t column = c->positions->flat->columns > 1 ? 1 : 0;
    emu gap[2][2];
    size_t gaps = cutmarks_gaps(c, column, gap);
    bool fits = false, room = gaps > 1 - column && has_room_above(c);
    enum err err = ERR_OK;
    if (room && c->document->font != NULL) {
        const char *text = slug_of(c, column);
        if (text == NULL)
            return ERR_NOMEM;
        err = put_above(c, text, gap[1 - column], &fits);
    }
    if (err != ERR_OK || fits)
        return err;
    return DIAG(c->diag, o->at.slug, &no_slug, NULL);
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
        x - label_width(&lines, 0) / 2, y + SIDELABEL_SIZE);
}
