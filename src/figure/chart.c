/* Charts: rows to bars, and the scale they share. */
#include "figure/chart.h"

#include <string.h>

enum {
    AXIS_WIDTH = EMU_PER_MM / 10,
    ALT_MOST = 100,    /* bars that are read one by one, and ... */
    ALT_BYTES = 10000, /* ... how much of them: a string of PDF/A ends at
                          32,767 bytes (ISO 19005-2, 6.1.13) */
};

DIAG_MESSAGE(not_number, "chart.not-number", DIAG_ERROR,
    "「{1}」の値「{2}」は数値ではありません。数値か、"
    "- … x ・ のどれかを書いてください",
    "the value of \"{1}\" is \"{2}\", not a number; write a number, or one of "
    "- … x ・");
DIAG_MESSAGE(over_max, "chart.over-max", DIAG_ERROR,
    "「{1}」の値 {2} は max（{3}）を超えています。max を大きくしてください",
    "the value {2} of \"{1}\" is above max ({3}); make max larger");
DIAG_MESSAGE(bad_max, "chart.max", DIAG_ERROR,
    "max の「{1}」は正の数ではありません。120 や 15% のように書いてください",
    "max cannot be \"{1}\"; write a number above 0, such as 120 or 15%");
DIAG_MESSAGE(no_such_bar, "chart.highlight", DIAG_ERROR,
    "目立たせる「{1}」という棒がありません。列「{2}」の値を書いてください",
    "there is no bar \"{1}\" to highlight; write a value of the column "
    "\"{2}\"");
DIAG_MESSAGE(too_far, "chart.range", DIAG_ERROR,
    "値の桁が離れすぎていて棒にできません。単位を変えて桁を小さくしてください",
    "the values are too far apart to be drawn; use a unit that makes them "
    "smaller");

static const struct number zero = {0, 1, 0};

/* --- scale ---------------------------------------------------------------- */

/* The key max: a number, or a percentage. */
static enum err
read_max(const struct chart *chart, struct number *most)
{
    struct str text = str_trim(str_of(section_text(chart->block, "max")));
    struct number hundred = {100, 1, 0};
    bool percent = text.n > 0 && text.p[text.n - 1] == '%';
    struct str digits = {text.p, text.n - (percent ? 1 : 0)};
    bool ok = number_parse(digits, most) &&
              (!percent || number_op(NUMBER_DIV, *most, hundred, most)) &&
              most->num > 0;
    struct diag *diag = chart->context->diag;
    return ok ? ERR_OK
              : DIAG(diag, section_loc(chart->block, "max"), &bad_max,
                    diag_str(diag, text));
}

static enum err
check_max(const struct chart *chart, struct number most)
{
    struct diag *diag = chart->context->diag;
    enum err err = ERR_OK;
    for (size_t i = 0; i < chart->n; i++) {
        const struct chart_bar *bar = &chart->bar[i];
        if (bar->drawn && number_compare(bar->cell->number, most) > 0)
            err = DIAG(diag, bar->cell->loc, &over_max, bar->name->text,
                diag_str(diag, bar->shown), section_text(chart->block, "max"));
    }
    return err;
}

/* From the least value, at most 0, to the largest, at least 0. */
static enum err
read_scale(struct chart *chart)
{
    struct number most = zero;
    enum err err = ERR_OK;
    chart->least = zero;
    for (size_t i = 0; i < chart->n; i++) {
        struct number value = chart->bar[i].cell->number;
        if (!chart->bar[i].drawn)
            continue;
        if (number_compare(value, most) > 0)
            most = value;
        if (number_compare(value, chart->least) < 0)
            chart->least = value;
    }
    if (section_has(chart->block, "max"))
        err = read_max(chart, &most);
    if (err == ERR_OK && section_has(chart->block, "max"))
        err = check_max(chart, most);
    if (err != ERR_OK)
        return err;
    if (!number_op(NUMBER_SUB, most, chart->least, &chart->span))
        return DIAG(chart->context->diag, chart->block->loc, &too_far, NULL);
    if (chart->span.num == 0) /* all values are 0: any scale will do */
        chart->span = (struct number){1, 1, 0};
    return ERR_OK;
}

enum err
chart_at(const struct chart *chart, struct number value, emu room, emu *out)
{
    struct number offset;
    *out = 0;
    if (number_op(NUMBER_SUB, value, chart->least, &offset) &&
        draw_share(room, offset, chart->span, out))
        return ERR_OK;
    return DIAG(chart->context->diag, chart->block->loc, &too_far, NULL);
}

/* --- bars ----------------------------------------------------------------- */

/* One word makes a whole column of a CSV text; the numbers in it are numbers
 * all the same, and only the word is complained about.  NULL: no memory. */
static const struct cell *
as_number(const struct set_context *context, const struct cell *cell)
{
    struct number number;
    if (cell->kind != CELL_TEXT || !number_parse(str_of(cell->text), &number))
        return cell;
    struct cell *copy = arena_alloc(context->arena, sizeof *copy);
    if (copy != NULL) {
        *copy = *cell;
        copy->kind = CELL_NUMBER;
        copy->number = number;
    }
    return copy;
}

static enum err
read_bar(struct chart *chart, struct chart_bar *bar)
{
    const struct set_context *context = chart->context;
    const char *strong = section_text(chart->block, "highlight");
    const char *format = section_text(chart->block, "format");
    bar->cell = as_number(context, bar->cell);
    if (bar->cell == NULL)
        return ERR_NOMEM;
    enum cell_kind kind = bar->cell->kind;
    bar->drawn = kind == CELL_NUMBER;
    bar->strong = strong != NULL && strcmp(strong, bar->name->text) == 0;
    if (kind == CELL_TEXT || kind == CELL_EMPTY)
        return DIAG(context->diag, bar->cell->loc, &not_number, bar->name->text,
            bar->cell->text);
    return cell_show(
        context->arena, context->diag, bar->cell, format, &bar->shown);
}

static enum err
check_highlight(const struct chart *chart)
{
    const char *strong = section_text(chart->block, "highlight");
    for (size_t i = 0; i < chart->n; i++)
        if (chart->bar[i].strong)
            return ERR_OK;
    if (strong == NULL)
        return ERR_OK;
    return DIAG(chart->context->diag, section_loc(chart->block, "highlight"),
        &no_such_bar, strong, section_text(chart->block, "label"));
}

static enum err
read_bars(struct chart *chart)
{
    static const char *const keys[] = {"label", "value"};
    const struct record_set *rows;
    size_t column[2];
    enum err err =
        draw_rows(chart->context, chart->block, keys, 2, &rows, column);
    if (err != ERR_OK)
        return err;
    chart->n = rows->n_rows;
    chart->bar =
        arena_array(chart->context->arena, chart->n, sizeof *chart->bar);
    if (chart->bar == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < chart->n; i++) {
        chart->bar[i].name = draw_cell(rows, i, column[0]);
        chart->bar[i].cell = draw_cell(rows, i, column[1]);
        enum err bad = read_bar(chart, &chart->bar[i]);
        err = bad == ERR_OK ? err : bad;
    }
    enum err bad = check_highlight(chart);
    return bad == ERR_OK ? err : bad;
}

static enum err
read_chart(const struct set_context *context, const struct section *block,
    struct chart *chart)
{
    *chart = (struct chart){.context = context, .block = block};
    chart->label_style = draw_style(context, block, "label-style");
    chart->value_style = draw_style(context, block, "value-style");
    enum err err = read_bars(chart);
    return err == ERR_OK ? read_scale(chart) : err;
}

struct colour
chart_colour(const struct chart *chart, const struct chart_bar *bar)
{
    struct colour plain = section_colour(chart->block, "colour");
    return bar->strong ? draw_colour(chart->block, "highlight-colour", plain)
                       : plain;
}

static enum err
set_bar(struct chart *chart, struct chart_bar *bar, emu label,
    enum text_align align)
{
    const struct set_context *context = chart->context;
    struct colour strong = chart_colour(chart, bar);
    bool coloured =
        bar->strong && section_has(chart->block, "highlight-colour");
    struct label_form form = {chart->block, chart->label_style, align};
    struct label_form value = {chart->block, chart->value_style, TEXT_START};
    if (bar->strong) {
        form.style = draw_variant(context, chart->label_style, NULL, true);
        value.style = draw_variant(
            context, chart->value_style, coloured ? &strong : NULL, true);
    }
    if (form.style == NULL || value.style == NULL)
        return ERR_NOMEM;
    enum err err = label_plain(context, &form, bar->name->loc,
        str_of(bar->name->text), label, &bar->label);
    if (err == ERR_OK)
        err = label_plain(context, &value, bar->cell->loc, bar->shown,
            DRAW_OPEN, &bar->value);
    return err;
}

enum err
chart_set(struct chart *chart, emu label, enum text_align align)
{
    const struct section *block = chart->block;
    struct label_form form = {block, chart->label_style, TEXT_START};
    enum err worst =
        label_copy(chart->context, &form, section_loc(block, "unit"),
            section_text(block, "unit"), DRAW_OPEN, &chart->unit);
    for (size_t i = 0; i < chart->n; i++) {
        enum err err = set_bar(chart, &chart->bar[i], label, align);
        worst = err == ERR_OK ? worst : err;
    }
    return worst;
}

struct chart_extent
chart_extent(const struct chart *chart)
{
    struct chart_extent most = {0, 0, 0, 0};
    for (size_t i = 0; i < chart->n; i++) {
        const struct chart_bar *bar = &chart->bar[i];
        most.label_width = draw_most(most.label_width, bar->label.width);
        most.label_height = draw_most(most.label_height, bar->label.height);
        most.value_width = draw_most(most.value_width, bar->value.width);
        most.value_height = draw_most(most.value_height, bar->value.height);
    }
    return most;
}

enum err
chart_axis(const struct chart *chart, struct page *page, const emu from[2],
    const emu to[2])
{
    if (!section_boolean(chart->block, "axis"))
        return ERR_OK;
    return draw_line(chart->context, page, from, to, AXIS_WIDTH,
        section_colour(chart->block, "axis-colour"), chart->block->loc);
}

/* --- what is read --------------------------------------------------------- */

/* What a chart without `alt` is called. */
static const char *
plain_name(const struct chart *chart, bool ja)
{
    bool column = section_word_is(chart->block, "kind", "column");
    if (ja)
        return column ? "縦棒グラフ" : "横棒グラフ";
    return column ? "Column chart" : "Bar chart";
}

static bool
is_japanese(const struct chart *chart)
{
    const struct section *document =
        job_find(chart->context->job, "document", "");
    const char *lang = document == NULL ? "ja" : section_text(document, "lang");
    return strncmp(lang, "ja", 2) == 0;
}

/* The unit's copy without its markup. */
static enum err
unit_plain(const struct chart *chart, struct str *out)
{
    const struct set_context *c = chart->context;
    const struct copy_context copy = {
        c->arena, c->diag, c->job, c->dataset, c->notes};
    const char *unit = section_text(chart->block, "unit");
    struct node *root;
    *out = (struct str){NULL, 0};
    if (unit == NULL)
        return ERR_OK;
    enum err err = copy_inline(
        &copy, section_loc(chart->block, "unit"), str_of(unit), &root);
    return err == ERR_OK ? node_plain(c->arena, root, out) : err;
}

/* What the job says of the chart, then its data: who cannot see the bars gets
 * the figures they show. */
static enum err
read_aloud(const struct chart *chart, const char **out)
{
    struct buf text = {0};
    const char *alt = section_text(chart->block, "alt");
    bool ja = is_japanese(chart);
    buf_text(&text, alt == NULL ? plain_name(chart, ja) : alt);
    buf_text(&text, ja ? "：" : ": ");
    size_t n = 0;
    for (; n < chart->n && n < ALT_MOST && text.n < ALT_BYTES; n++) {
        const struct chart_bar *bar = &chart->bar[n];
        buf_text(&text, n == 0 ? "" : ja ? "、" : ", ");
        buf_printf(&text, "%s ", bar->name->text);
        buf_str(&text, bar->shown);
    }
    if (n < chart->n)
        buf_printf(&text, ja ? "、ほか%zu件" : " and %zu more", chart->n - n);
    struct str unit;
    enum err err = unit_plain(chart, &unit);
    if (err == ERR_OK && unit.n > 0)
        buf_printf(&text, ja ? "（%.*s）" : " (%.*s)", (int)unit.n, unit.p);
    *out = text.failed ? NULL
                       : arena_strndup(chart->context->arena, text.p, text.n);
    buf_fini(&text);
    return err == ERR_OK && *out == NULL ? ERR_NOMEM : err;
}

/* --- the drawing ---------------------------------------------------------- */

static enum err
chart_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    struct chart chart;
    enum err err = read_chart(context, block, &chart);
    if (err != ERR_OK)
        return err;
    err = section_word_is(block, "kind", "column")
              ? chartcolumn_measure(&chart, width, height)
              : chartbar_measure(&chart, width, height);
    *stretch = !section_has(block, "height");
    if (!*stretch && err == ERR_OK) {
        emu said = draw_length(context, block, "height");
        err = draw_fits_height(context, block, *height, said);
        *height = said;
    }
    return err;
}

static enum err
chart_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    struct chart chart;
    emu need;
    bool stretch;
    enum err err = chart_measure(context, block, box.width, &need, &stretch);
    if (err == ERR_OK)
        err = draw_fits_height(context, block, need, box.height);
    const char *alt = NULL;
    if (err == ERR_OK)
        err = read_chart(context, block, &chart);
    if (err == ERR_OK)
        err = read_aloud(&chart, &alt);
    if (err != ERR_OK)
        return err;
    if (!stretch)
        box.height = need;
    draw_picture(page, block, alt, box);
    return section_word_is(block, "kind", "column")
               ? chartcolumn_draw(&chart, page, box)
               : chartbar_draw(&chart, page, box);
}

static enum err
chart_number(const struct set_context *context, const struct section *block)
{
    for (size_t i = 0; i < block->n; i++)
        if (strcmp(block->entry[i].key, "unit") == 0)
            return draw_number_notes(context, &block->entry[i]);
    return ERR_OK;
}

const struct drawing drawing_chart = {
    "chart", chart_measure, chart_draw, chart_number};
