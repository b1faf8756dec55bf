/* Rows are counted as a spreadsheet counts them.  What Excel leaves behind
 * (empty columns on the right, empty rows at the end) is no data; anything
 * else that would be dropped is said. */
#include "data/source.h"

#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "data/cell.h"
#include "data/decode.h"
#include "data/rows.h"

enum { FAULTS_MAX = 50, ROW_MAX = 100000000 };

DIAG_MESSAGE(empty_file, "data.empty", DIAG_ERROR,
    "ファイルが空です。見出しとデータを書いてください",
    "the file is empty; write column heads and data into it");
DIAG_MESSAGE(no_header, "data.no-head", DIAG_ERROR,
    "見出しの行（{1} 行目）がありません。ファイルは {2} 行です。"
    "ファイルか header を直してください",
    "there is no row {1} to hold the column heads; the file has {2} rows; "
    "correct the file or `header`");
DIAG_MESSAGE(empty_head, "data.head-empty", DIAG_ERROR,
    "{1} 列目に見出しがありません。見出しを書いてください",
    "column {1} has no head; give it one");
DIAG_MESSAGE(same_head, "data.head-twice", DIAG_ERROR,
    "見出し「{1}」が {2} 列目と {3} 列目にあります。"
    "異なる見出しにしてください",
    "columns {2} and {3} have the same head \"{1}\"; make them differ");
DIAG_MESSAGE(bad_range, "data.rows", DIAG_ERROR,
    "行の範囲「{1}」が正しくありません（データは {2}〜{3} 行目）。"
    "「3..49」のように書いてください",
    "bad range of rows \"{1}\" (the data is in rows {2} to {3}); write it "
    "like 3..49");
DIAG_MESSAGE(ragged, "data.ragged", DIAG_ERROR,
    "この行の項目は {1} 個、見出しは {2} 個です。"
    "行を直すか、足りないだけなら ragged = pad としてください",
    "this row has {1} cells, the head row has {2}; correct the row, or say "
    "ragged = pad if cells are only missing");
DIAG_MESSAGE(empty_row, "data.empty-row", DIAG_WARN,
    "データの途中に空の行があります。読み飛ばしました。行を削除してください",
    "there is an empty row among the data; it was skipped; delete it");
DIAG_MESSAGE(not_number, "data.not-number", DIAG_ERROR,
    "列「{1}」の「{2}」は数ではありません。"
    "数に直すか types.{1} = text としてください",
    "\"{2}\" in column \"{1}\" is not a number; correct it or say types.{1} "
    "= text");
DIAG_MESSAGE(no_column, "data.unknown-column", DIAG_ERROR,
    "列「{1}」は「{2}」にありません。「{3}」ではありませんか",
    "there is no column \"{1}\" in \"{2}\"; did you mean \"{3}\"?");
DIAG_MESSAGE(too_many, "data.too-many", DIAG_ERROR,
    "このファイルには誤りが {1} 件以上あります。ここまでを直してください",
    "this file has {1} faults or more; correct these first");

struct load {
    struct arena *arena;
    struct diag *diag;
    const struct section *section;
    const struct cell_style *style;
    const char *file;
    struct rows rows;
    size_t header;      /* rows up to and with the heads */
    size_t first, last; /* half-open range of data rows */
    bool pad, nil_is_zero, has_units;
    size_t faults;
    struct record_set *set;
};

/* Counts a fault that was said; ERR_NOMEM passes. */
static enum err
fault(struct load *l, enum err said)
{
    if (said == ERR_INPUT && ++l->faults == FAULTS_MAX)
        said = DIAG(l->diag, ((struct loc){l->file, 0, 0}), &too_many,
            diag_int(l->diag, FAULTS_MAX));
    return said == ERR_NOMEM ? ERR_NOMEM : ERR_OK;
}

static bool
is_empty(const struct row *row)
{
    for (size_t i = 0; i < row->n; i++)
        if (row->field[i].text.n > 0)
            return false;
    return true;
}

/* Fields of ROW up to the last that is not empty. */
static size_t
used_fields(const struct row *row)
{
    size_t n = row->n;
    while (n > 0 && row->field[n - 1].text.n == 0)
        n--;
    return n;
}

/* --- which rows --------------------------------------------------------- */

/* "3..49" or "3.." */
static bool
parse_range(struct str s, int *first, int *last)
{
    struct str rest;
    struct str from = str_cut(s, '.', &rest);
    if (rest.p == NULL || rest.n == 0 || rest.p[0] != '.')
        return false;
    struct str to = str_trim((struct str){rest.p + 1, rest.n - 1});
    *last = ROW_MAX;
    return str_integer(str_trim(from), first) &&
           (to.n == 0 || str_integer(to, last));
}

static enum err
find_range(struct load *l)
{
    const char *range = section_text(l->section, "rows");
    size_t least = l->header;
    least += l->has_units ? 1 : 0;
    l->first = least < l->rows.n ? least : l->rows.n;
    l->last = l->rows.n;
    int first = 0, last = 0;
    if (range != NULL) {
        bool good = parse_range(str_of(range), &first, &last) &&
                    first > (int)least && first <= last &&
                    (last == ROW_MAX || (size_t)last <= l->rows.n) &&
                    (size_t)first <= l->rows.n;
        if (!good)
            return DIAG(l->diag, section_loc(l->section, "rows"), &bad_range,
                range, diag_int(l->diag, (int64_t)least + 1),
                diag_int(l->diag, (int64_t)l->rows.n));
        l->first = (size_t)first - 1;
        l->last = last == ROW_MAX ? l->rows.n : (size_t)last;
    }
    while (l->last > l->first && is_empty(&l->rows.row[l->last - 1]))
        l->last--;
    return ERR_OK;
}

/* --- column heads ------------------------------------------------------- */

/* A head without line ends: a spreadsheet breaks lines in narrow cells. */
static const char *
clean_head(struct arena *arena, struct str s)
{
    char *head = arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; head != NULL && i < s.n; i++)
        if (s.p[i] != '\n' && s.p[i] != '\r')
            head[n++] = s.p[i];
    return head;
}

static enum err
check_heads(struct load *l, const struct row *row)
{
    struct map seen = {0};
    enum err err = ERR_OK;
    for (size_t i = 0; i < l->set->n_columns && err == ERR_OK; i++) {
        struct str head = str_of(l->set->column[i]);
        struct loc loc = i < row->n ? row->field[i].loc : row->loc;
        size_t before;
        if (head.n == 0)
            err = fault(l, DIAG(l->diag, loc, &empty_head,
                               diag_int(l->diag, (int64_t)i + 1)));
        else if (map_find(&seen, head, &before))
            err = fault(l, DIAG(l->diag, loc, &same_head, head.p,
                               diag_int(l->diag, (int64_t)before + 1),
                               diag_int(l->diag, (int64_t)i + 1)));
        else if (!map_put(&seen, l->arena, head, i))
            err = ERR_NOMEM;
    }
    return err;
}

/* Columns that hold something in the head row or below it. */
static size_t
count_columns(const struct load *l)
{
    size_t n = l->header > 0 ? used_fields(&l->rows.row[l->header - 1]) : 0;
    size_t width = l->header > 0 ? l->rows.row[l->header - 1].n : SIZE_MAX;
    for (size_t i = l->first; i < l->last; i++) {
        size_t used = used_fields(&l->rows.row[i]);
        /* Cells right of the head row's end are a fault of their own row. */
        if (used > n && used <= width)
            n = used;
    }
    return n;
}

static enum err
read_heads(struct load *l)
{
    struct record_set *set = l->set;
    static const struct row none;
    const struct row *row = l->header > 0 ? &l->rows.row[l->header - 1] : &none;
    set->n_columns = count_columns(l);
    set->column = arena_array(l->arena, set->n_columns, sizeof *set->column);
    if (set->column == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < set->n_columns; i++) {
        set->column[i] = l->header == 0 ? arena_printf(l->arena, "列%zu", i + 1)
                         : i < row->n ? clean_head(l->arena, row->field[i].text)
                                      : "";
        if (set->column[i] == NULL)
            return ERR_NOMEM;
    }
    return check_heads(l, row);
}

static enum err
read_units(struct load *l)
{
    struct record_set *set = l->set;
    if (!l->has_units)
        return ERR_OK;
    set->unit = arena_array(l->arena, set->n_columns, sizeof *set->unit);
    if (set->unit == NULL)
        return ERR_NOMEM;
    const struct row *row =
        l->header < l->rows.n ? &l->rows.row[l->header] : NULL;
    for (size_t i = 0; i < set->n_columns; i++)
        set->unit[i] = row != NULL && i < row->n ? row->field[i].text.p : "";
    return ERR_OK;
}

/* --- cells -------------------------------------------------------------- */

static enum err
read_row(struct load *l, const struct row *row)
{
    struct record_set *set = l->set;
    size_t used = used_fields(row);
    if (is_empty(row))
        return DIAG(l->diag, row->loc, &empty_row, NULL);
    if (used > set->n_columns || (row->n < set->n_columns && !l->pad))
        return fault(l,
            DIAG(l->diag, row->loc, &ragged, diag_int(l->diag, (int64_t)row->n),
                diag_int(l->diag, (int64_t)set->n_columns)));
    struct cell *cell = &set->cell[set->n_rows++ * set->n_columns];
    for (size_t i = 0; i < set->n_columns; i++) {
        cell[i].loc = i < row->n ? row->field[i].loc : row->loc;
        cell[i].text = i < row->n ? row->field[i].text.p : "";
        cell[i].style = l->style;
        cell_read(&cell[i]);
    }
    return ERR_OK;
}

static enum err
read_cells(struct load *l)
{
    struct record_set *set = l->set;
    size_t rows = l->last - l->first;
    if (set->n_columns > 0 && rows > SIZE_MAX / set->n_columns)
        return ERR_NOMEM;
    set->cell = arena_array(l->arena, rows * set->n_columns, sizeof *set->cell);
    if (set->cell == NULL)
        return ERR_NOMEM;
    enum err err = ERR_OK;
    for (size_t i = l->first;
         i < l->last && err == ERR_OK && l->faults < FAULTS_MAX; i++)
        err = read_row(l, &l->rows.row[i]);
    return err;
}

/* --- types of columns --------------------------------------------------- */

enum column_type { COLUMN_TEXT, COLUMN_NUMBER };

/* A column is numbers when most of its cells are and none is a code such as
 * 007; a text among them is then a fault, not a reason to give up. */
static enum column_type
guess_type(const struct record_set *set, size_t column)
{
    size_t numbers = 0, texts = 0;
    for (size_t i = 0; i < set->n_rows; i++) {
        const struct cell *cell = &set->cell[i * set->n_columns + column];
        if (cell_is_code(cell))
            return COLUMN_TEXT;
        numbers += cell->kind == CELL_NUMBER ? 1 : 0;
        texts += cell->kind == CELL_TEXT ? 1 : 0;
    }
    return numbers > texts || texts == 0 ? COLUMN_NUMBER : COLUMN_TEXT;
}

static bool
percent_unit(const struct record_set *set, size_t column)
{
    return set->unit != NULL && (strcmp(set->unit[column], "%") == 0 ||
                                    strcmp(set->unit[column], "％") == 0);
}

static enum err
type_number(struct load *l, struct cell *cell, size_t column)
{
    static const struct number percent = {1, 100, 2};
    if (cell->kind == CELL_TEXT)
        return fault(l, DIAG(l->diag, cell->loc, &not_number,
                            l->set->column[column], cell->text));
    if (cell->kind == CELL_NIL && l->nil_is_zero)
        cell->kind = CELL_NUMBER;
    if (cell->kind == CELL_NUMBER && percent_unit(l->set, column) &&
        !number_is_percent(str_of(cell->text)) &&
        !number_op(NUMBER_MUL, cell->number, percent, &cell->number))
        return fault(l, DIAG(l->diag, cell->loc, &not_number,
                            l->set->column[column], cell->text));
    return ERR_OK;
}

static void
type_text(struct cell *cell)
{
    if (cell->kind != CELL_EMPTY)
        cell->kind = CELL_TEXT;
    cell->number = (struct number){0, 1, 0};
    cell->flags = 0;
}

static enum err
type_column(struct load *l, size_t column)
{
    struct record_set *set = l->set;
    const struct entry *said =
        section_member(l->section, "types", set->column[column]);
    enum column_type type = guess_type(set, column);
    if (said != NULL)
        type = strcmp(said->value, "text") == 0 ? COLUMN_TEXT : COLUMN_NUMBER;
    enum err err = ERR_OK;
    for (size_t i = 0; i < set->n_rows && err == ERR_OK; i++) {
        struct cell *cell = &set->cell[i * set->n_columns + column];
        if (type == COLUMN_TEXT)
            type_text(cell);
        else if (l->faults < FAULTS_MAX)
            err = type_number(l, cell, column);
    }
    return err;
}

/* Every types.COLUMN names a column. */
static enum err
check_types(struct load *l)
{
    static const char family[] = "types.";
    enum err err = ERR_OK;
    for (size_t i = 0; i < l->section->n && err == ERR_OK; i++) {
        const struct entry *entry = &l->section->entry[i];
        if (strncmp(entry->key, family, sizeof family - 1) == 0)
            err = fault(l, source_has_column(l->diag, l->set, l->section->name,
                               entry->loc, entry->key + sizeof family - 1));
    }
    return err;
}

enum err
source_has_column(struct diag *diag, const struct record_set *set,
    const char *set_name, struct loc loc, const char *name)
{
    if (records_column(set, name) < set->n_columns)
        return ERR_OK;
    const char *near = str_nearest(name, set->column, set->n_columns);
    if (near == NULL)
        near = set->n_columns > 0 ? set->column[0] : "";
    return DIAG(diag, loc, &no_column, name, set_name, near);
}

static enum err
load_table(struct load *l)
{
    if (l->rows.n == 0)
        return DIAG(l->diag, ((struct loc){l->file, 0, 0}), &empty_file, NULL);
    if (l->header > l->rows.n)
        return DIAG(l->diag, section_loc(l->section, "header"), &no_header,
            diag_int(l->diag, (int64_t)l->header),
            diag_int(l->diag, (int64_t)l->rows.n));
    enum err err = find_range(l);
    if (err == ERR_OK)
        err = read_heads(l);
    if (err == ERR_OK)
        err = read_units(l);
    if (err == ERR_OK)
        err = read_cells(l);
    for (size_t i = 0; err == ERR_OK && i < l->set->n_columns; i++)
        err = type_column(l, i);
    if (err == ERR_OK)
        err = check_types(l);
    return err;
}

enum err
source_load(struct arena *arena, struct diag *diag,
    const struct section *section, const struct cell_style *style,
    struct record_set *out)
{
    struct str bytes, text;
    struct load l = {.arena = arena,
        .diag = diag,
        .section = section,
        .style = style,
        .file = section_file(section, "file"),
        .header = (size_t)section_integer(section, "header"),
        .pad = section_word_is(section, "ragged", "pad"),
        .nil_is_zero = section_boolean(section, "nil-is-zero"),
        .has_units = section_boolean(section, "unit-row"),
        .set = out};
    *out = (struct record_set){0};
    enum err err =
        file_read(arena, diag, section_loc(section, "file"), l.file, &bytes);
    if (err == ERR_OK)
        err = decode_text(arena, diag, l.file,
            section_text(section, "encoding"), bytes, &text);
    if (err == ERR_OK)
        err = rows_read(arena, diag, (struct loc){l.file, 1, 1}, text, &l.rows);
    if (err == ERR_OK)
        err = load_table(&l);
    return err == ERR_OK && l.faults > 0 ? ERR_INPUT : err;
}
