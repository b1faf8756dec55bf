#include "layout/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/gridpage.h"
#include "layout/plan.h"

DIAG_MESSAGE(no_rows, "layout.no-rows", DIAG_ERROR,
    "ページ「{1}」に行がありません。row.1 = fill: 名前*{2} "
    "のように書いてください",
    "page \"{1}\" has no rows; write one such as row.1 = fill: name*{2}");
DIAG_MESSAGE(row_number, "layout.row-number", DIAG_ERROR,
    "「{1}」の番号が読めません。row.1、row.2 のように数字を書いてください",
    "\"{1}\" has no number; write row.1, row.2 and so on");
DIAG_MESSAGE(row_twice, "layout.row-twice", DIAG_ERROR,
    "行 {1} が二度あります。番号を変えてください",
    "row {1} stands twice; give one of them another number");
DIAG_MESSAGE(row_height, "layout.row-height", DIAG_ERROR,
    "行の高さ「{1}」が読めません。22mm のような長さ、「12 lines」、auto、fill "
    "のどれかを書き、後に「:」を置いてください",
    "cannot read the row height \"{1}\"; write a length such as 22mm, "
    "\"12 lines\", auto or fill, followed by a colon");
DIAG_MESSAGE(row_lines, "layout.row-lines", DIAG_ERROR,
    "高さを行数で書くには、ページ「{1}」に grid（行送り）が要ります",
    "a height in lines needs the page's grid; give page \"{1}\" a grid pitch");
DIAG_MESSAGE(row_words, "layout.row-words", DIAG_ERROR,
    "行 {1} には {2} 列分の名前がありますが、ページは {3} 列です。"
    "名前*数 で数を合わせてください",
    "row {1} names {2} columns but the page has {3}; make them equal with "
    "NAME*N");
DIAG_MESSAGE(bad_count, "layout.row-count", DIAG_ERROR,
    "「{1}」の数が読めません。名前*1 から 名前*48 までで書いてください",
    "cannot read the count in \"{1}\"; write NAME*1 up to NAME*48");
DIAG_MESSAGE(not_rectangle, "layout.area-shape", DIAG_ERROR,
    "枠「{1}」が長方形になりません。続く行の同じ列に置いてください",
    "area \"{1}\" is not a rectangle; put it in the same columns of "
    "consecutive rows");
DIAG_MESSAGE(too_narrow, "layout.page-narrow", DIAG_ERROR,
    "ページ「{1}」は余白と列間だけで一杯です（{2} mm 超過）。余白、gutter、"
    "columns を減らしてください",
    "the margins and gutters of page \"{1}\" leave no room ({2} mm too much); "
    "reduce margin, gutter or columns");
DIAG_MESSAGE(too_high, "layout.rows-high", DIAG_ERROR,
    "ページ「{1}」の行の合計が {2} mm "
    "高すぎます。行の高さか中身を減らしてください",
    "the rows of page \"{1}\" are {2} mm too high; reduce row heights or their "
    "content");

struct reader {
    struct arena *arena;
    struct diag *diag;
    struct grid *grid;
    emu em;
    const struct entry *entry; /* the row being read */
    struct str *name;          /* the columns of that row */
    size_t cap;                /* of grid->area */
};

/* The place of the byte P inside the entry's value. */
static struct loc
place(const struct reader *r, const char *p)
{
    struct loc loc = r->entry->loc;
    struct str before = {r->entry->value, (size_t)(p - r->entry->value)};
    if (loc.col > 0)
        loc.col += (int32_t)utf8_count(before);
    return loc;
}

static bool
ends_with(struct str s, struct str end, struct str *rest)
{
    if (s.n < end.n || memcmp(s.p + s.n - end.n, end.p, end.n) != 0)
        return false;
    *rest = str_trim((struct str){s.p, s.n - end.n});
    return true;
}

static enum err
read_lines(struct reader *r, struct str count, struct grid_row *row)
{
    int lines;
    if (!str_integer(count, &lines) || lines < 1 || lines > 10000)
        return DIAG(r->diag, row->loc, &row_height, diag_str(r->diag, count));
    if (r->grid->pitch <= 0)
        return DIAG(r->diag, row->loc, &row_lines, r->grid->section->name);
    int64_t height = (int64_t)lines * r->grid->pitch;
    row->height = height > UNIT_MAX ? UNIT_MAX : (emu)height;
    return ERR_OK;
}

static enum err
read_height(struct reader *r, struct str s, struct grid_row *row)
{
    struct str count;
    struct length length;
    row->kind = GRID_FIXED;
    if (str_equal(s, STR("auto")))
        row->kind = GRID_AUTO;
    else if (str_equal(s, STR("fill")))
        row->kind = GRID_FILL;
    else if (ends_with(s, STR("lines"), &count) ||
             ends_with(s, STR("line"), &count) ||
             ends_with(s, STR("行"), &count))
        return read_lines(r, count, row);
    else if (unit_parse(s, &length) && unit_resolve(length, r->em) >= 0)
        row->height = unit_resolve(length, r->em);
    else
        return DIAG(r->diag, row->loc, &row_height, diag_str(r->diag, s));
    return ERR_OK;
}

/* Puts WORD (`name` or `name*3`) into the columns from *AT on; *AT may run
 * past the last column and then says how many there were. */
static enum err
read_word(struct reader *r, struct str word, size_t *at)
{
    struct str rest, name = str_cut(word, '*', &rest);
    int count = 1;
    if (name.n == 0 ||
        (rest.p != NULL && (!str_integer(rest, &count) || count < 1 ||
                               count > GRID_COLUMNS_MAX)))
        return DIAG(
            r->diag, place(r, word.p), &bad_count, diag_str(r->diag, word));
    for (int i = 0; i < count; i++, (*at)++)
        if (*at < r->grid->columns)
            r->name[*at] = name;
    return ERR_OK;
}

static enum err
read_words(struct reader *r, struct str s, const struct grid_row *row)
{
    size_t at = 0;
    enum err err = ERR_OK;
    for (size_t i = 0; i < s.n;) {
        size_t end = i;
        while (end < s.n && s.p[end] != ' ' && s.p[end] != '\t')
            end++;
        if (end > i)
            err = read_word(r, (struct str){s.p + i, end - i}, &at);
        if (err != ERR_OK)
            return err;
        i = end + 1;
    }
    if (at == r->grid->columns)
        return ERR_OK;
    return DIAG(r->diag, row->loc, &row_words, diag_int(r->diag, row->number),
        diag_int(r->diag, (int64_t)at),
        diag_int(r->diag, (int64_t)r->grid->columns));
}

struct grid_area *
grid_find(const struct grid *grid, const char *name)
{
    for (size_t i = 0; i < grid->n_areas; i++)
        if (strcmp(grid->area[i].name, name) == 0)
            return &grid->area[i];
    return NULL;
}

/* Enters columns COL ... END of row ROW under NAME. */
static enum err
enter(struct reader *r, struct str name, size_t row, size_t col, size_t end)
{
    struct grid *grid = r->grid;
    char *copy = arena_strndup(r->arena, name.p, name.n);
    if (copy == NULL)
        return ERR_NOMEM;
    struct grid_area *area = grid_find(grid, copy);
    if (area != NULL) {
        if (area->row_end != row || area->col != col || area->col_end != end)
            return DIAG(r->diag, place(r, name.p), &not_rectangle, copy);
        area->row_end = row + 1;
        return ERR_OK;
    }
    area =
        arena_grow(r->arena, grid->area, grid->n_areas, &r->cap, sizeof *area);
    if (area == NULL)
        return ERR_NOMEM;
    grid->area = area;
    emu x = grid_left(grid, col);
    area[grid->n_areas++] = (struct grid_area){.name = copy,
        .row = row,
        .row_end = row + 1,
        .col = col,
        .col_end = end,
        .x = x,
        .width = grid_right(grid, end - 1) - x,
        .loc = place(r, name.p)};
    return ERR_OK;
}

/* Reads the map of row ROW, whose entry is R->entry. */
static enum err
read_row(struct reader *r, size_t row)
{
    struct grid_row *line = &r->grid->row[row];
    struct str rest, s = str_of(r->entry->value);
    struct str height = str_cut(s, ':', &rest);
    if (rest.p == NULL)
        return DIAG(r->diag, line->loc, &row_height, r->entry->value);
    enum err err = read_height(r, str_trim(height), line);
    enum err words = read_words(r, rest, line);
    if (words != ERR_OK)
        return words;
    for (size_t col = 0; col < r->grid->columns;) {
        size_t end = col + 1;
        while (end < r->grid->columns && str_equal(r->name[end], r->name[col]))
            end++;
        if (!str_equal(r->name[col], STR("."))) {
            enum err here = enter(r, r->name[col], row, col, end);
            if (here == ERR_NOMEM)
                return here;
            err = here != ERR_OK ? here : err;
        }
        col = end;
    }
    return err;
}

struct numbered {
    int number;
    const struct entry *entry;
};

static int
by_number(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    return (x->number > y->number) - (x->number < y->number);
}

/* The row.N entries of the page in numeric order. */
static enum err
collect(struct reader *r, struct numbered **out, size_t *n)
{
    const struct section *section = r->grid->section;
    struct numbered *rows = arena_array(r->arena, section->n, sizeof *rows);
    enum err err = ERR_OK;
    *out = rows, *n = 0;
    if (rows == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < section->n; i++) {
        const struct entry *entry = &section->entry[i];
        int number;
        if (strncmp(entry->key, "row.", 4) != 0)
            continue;
        if (!str_integer(str_of(entry->key + 4), &number))
            err = DIAG(r->diag, entry->loc, &row_number, entry->key);
        else
            rows[(*n)++] = (struct numbered){number, entry};
    }
    qsort(rows, *n, sizeof *rows, by_number);
    for (size_t i = 1; i < *n; i++)
        if (rows[i].number == rows[i - 1].number)
            err = DIAG(r->diag, rows[i].entry->loc, &row_twice,
                diag_int(r->diag, rows[i].number));
    if (*n == 0 && err == ERR_OK)
        err = DIAG(r->diag, section->loc, &no_rows, section->name,
            diag_int(r->diag, (int64_t)r->grid->columns));
    return err;
}

static enum err
read_rows(struct reader *r)
{
    struct numbered *rows;
    struct grid *grid = r->grid;
    enum err err = collect(r, &rows, &grid->n_rows);
    if (err != ERR_OK)
        return err;
    grid->row = arena_array(r->arena, grid->n_rows, sizeof *grid->row);
    r->name = arena_array(r->arena, grid->columns, sizeof *r->name);
    if (grid->row == NULL || r->name == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < grid->n_rows; i++) {
        r->entry = rows[i].entry;
        grid->row[i].number = rows[i].number;
        grid->row[i].loc = r->entry->loc;
        enum err here = read_row(r, i);
        if (here == ERR_NOMEM)
            return here;
        err = here != ERR_OK ? here : err;
    }
    return err;
}

/* The width all columns share. */
static int64_t
column_space(const struct grid *grid)
{
    return (int64_t)grid->width - grid->margin[SIDE_LEFT] -
           grid->margin[SIDE_RIGHT] -
           (int64_t)(grid->columns - 1) * grid->gutter;
}

emu
grid_left(const struct grid *grid, size_t col)
{
    int64_t n = (int64_t)grid->columns, i = (int64_t)col;
    return (emu)(grid->margin[SIDE_LEFT] + column_space(grid) * i / n +
                 i * grid->gutter);
}

emu
grid_right(const struct grid *grid, size_t col)
{
    int64_t n = (int64_t)grid->columns, i = (int64_t)col;
    return (emu)(grid->margin[SIDE_LEFT] + column_space(grid) * (i + 1) / n +
                 i * grid->gutter);
}

enum err
grid_read(struct arena *arena, struct diag *diag, const struct section *section,
    emu em, struct grid *out)
{
    *out = (struct grid){.section = section};
    emu size[2];
    struct length margin[4];
    enum err err = gridpage_size(diag, section, size);
    if (err != ERR_OK)
        return err;
    out->width = size[0];
    out->height = size[1];
    section_lengths(section, "margin", margin);
    for (int i = 0; i < 4; i++)
        out->margin[i] = unit_resolve(margin[i], em);
    out->columns = (size_t)section_integer(section, "columns");
    out->gutter = unit_resolve(section_length(section, "gutter"), em);
    out->row_gap = unit_resolve(section_length(section, "row-gap"), em);
    out->pitch = unit_resolve(section_length(section, "grid"), em);
    int64_t least = (int64_t)out->columns; /* an emu a column */
    if (column_space(out) < least)
        return DIAG(diag, section->loc, &too_narrow, section->name,
            plan_over(diag, least - column_space(out)));
    struct reader r = {.arena = arena, .diag = diag, .grid = out, .em = em};
    return read_rows(&r);
}

/* Shares what the other rows leave among the `fill` rows to the last emu.
 * Returns what is left for them; less than 0: the others are too high. */
static int64_t
share(struct grid *grid, int64_t space)
{
    int64_t fills = 0;
    for (size_t i = 0; i < grid->n_rows; i++) {
        fills += grid->row[i].kind == GRID_FILL ? 1 : 0;
        space -= grid->row[i].kind == GRID_FILL ? 0 : grid->row[i].height;
    }
    int64_t left = fills > 0 && space > 0 ? space : 0;
    for (size_t i = 0, nth = 0; i < grid->n_rows; i++) {
        if (grid->row[i].kind != GRID_FILL)
            continue;
        int64_t from = left * (int64_t)nth / fills;
        nth++;
        grid->row[i].height = (emu)(left * (int64_t)nth / fills - from);
    }
    return space;
}

int64_t
grid_resolve(struct grid *grid, const emu *tallest)
{
    int64_t space = (int64_t)grid->height - grid->margin[SIDE_TOP] -
                    grid->margin[SIDE_BOTTOM] -
                    (int64_t)(grid->n_rows - 1) * grid->row_gap;
    for (size_t i = 0; i < grid->n_rows; i++)
        if (grid->row[i].kind == GRID_AUTO)
            grid->row[i].height = tallest[i];
    space = share(grid, space);
    int64_t y = grid->margin[SIDE_TOP];
    for (size_t i = 0; i < grid->n_rows; i++) {
        grid->row[i].top = (emu)(y > UNIT_MAX ? UNIT_MAX : y);
        y += grid->row[i].height + (int64_t)grid->row_gap;
    }
    for (size_t i = 0; i < grid->n_areas; i++) {
        struct grid_area *area = &grid->area[i];
        const struct grid_row *last = &grid->row[area->row_end - 1];
        area->y = grid->row[area->row].top;
        area->height = last->top + last->height - area->y;
    }
    return space < 0 ? -space : 0;
}

enum err
grid_say_high(struct diag *diag, const struct grid *grid, int64_t excess)
{
    return DIAG(diag, grid->section->loc, &too_high, grid->section->name,
        plan_over(diag, excess));
}
