#include "layout/tablecolumn.h"

#include <string.h>

#include "layout/cells.h"

DIAG_MESSAGE(bad_format, "data.format", DIAG_ERROR,
    "「{1}」は数の書式ではありません。#,##0 や 0.0% のように書いてください",
    "\"{1}\" is not a number format; write it like #,##0 or 0.0%");
DIAG_MESSAGE(bad_column, "layout.table-column", DIAG_ERROR,
    "「{1}」は表に出ない列「{2}」のための設定です。columns に列を加えるか、"
    "この行を消してください",
    "\"{1}\" is about the column \"{2}\", which the table does not show; add "
    "it to columns or remove this line");

/* The value is well-formed: config checked it. */
static void
read_width(const struct section *s, const struct entry *entry, emu em,
    struct table_column *column)
{
    struct str value = str_of(entry->value);
    int count;
    if (value.p[value.n - 1] == '%') {
        column->kind = WIDTH_PERCENT;
        column->value = section_milli(s, entry->key);
    } else if (value.p[value.n - 1] == '*') {
        bool whole = str_integer((struct str){value.p, value.n - 1}, &count);
        column->kind = WIDTH_SHARE;
        column->value = whole ? count : 1;
    } else {
        column->kind = WIDTH_LENGTH;
        column->value = plan_length(s, entry->key, em);
    }
}

/* Without `align` a column of figures stands on its points. */
static enum table_align
usual_align(const struct record_set *records, size_t column)
{
    bool number = false;
    for (size_t row = 0; row < records->n_rows; row++) {
        enum cell_kind kind = cells_at(records, row, column)->kind;
        if (kind == CELL_TEXT)
            return COLUMN_START;
        number = number || kind == CELL_NUMBER;
    }
    return number ? COLUMN_DECIMAL : COLUMN_START;
}

static enum table_align
read_align(const struct entry *entry)
{
    static const char *const words[] = {"start", "centre", "end", "decimal"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(entry->value, words[i]) == 0)
            return (enum table_align)i;
    return COLUMN_START;
}

/* Read here, so that a slip is said once and at its place in the job. */
static enum err
read_format(
    struct plan *plan, const struct entry *entry, struct table_column *column)
{
    struct number_format format;
    column->format = entry->value;
    if (number_format_parse(plan->arena, str_of(entry->value), &format))
        return ERR_OK;
    return format.suffix == NULL
               ? ERR_NOMEM
               : DIAG(plan->diag, entry->loc, &bad_format, entry->value);
}

static enum err
read_head(struct plan *plan, struct block *block, struct table_column *column)
{
    const struct entry *entry =
        section_member(block->section, "head", column->name);
    enum err err = entry != NULL
                       ? copy_inline(&plan->copy, entry->loc,
                             str_of(entry->value), &column->head)
                       : cells_copy(plan, column->loc, str_of(column->name),
                             STR(""), &column->head);
    return err == ERR_OK ? block_add_tree(plan, block, column->head) : err;
}

static enum err
read_column(struct plan *plan, struct block *block, const struct table *table,
    struct table_column *column)
{
    const struct section *s = block->section;
    const struct record_set *records = table->records;
    enum err worst = block_column(
        plan, block, column->loc, records, column->name, &column->index);
    if (worst != ERR_OK)
        return worst;
    const struct entry *align = section_member(s, "align", column->name);
    const struct entry *format = section_member(s, "format", column->name);
    const struct entry *note = section_member(s, "note", column->name);
    const struct entry *width = section_member(s, "width", column->name);
    const struct entry *style = section_member(s, "cell-style", column->name);
    column->align =
        align != NULL ? read_align(align) : usual_align(records, column->index);
    if (format != NULL)
        worst = read_format(plan, format, column);
    column->note = SIZE_MAX;
    if (note != NULL)
        worst = plan_worse(worst, block_column(plan, block, note->loc, records,
                                      note->value, &column->note));
    if (width != NULL)
        read_width(s, width, block->style->size, column);
    if (style != NULL)
        column->style = theme_style(plan->set.theme, style->value);
    return plan_worse(worst, read_head(plan, block, column));
}

/* A key like `head.COLUMN` for a column that is not shown is a slip. */
static enum err
check_families(
    struct plan *plan, const struct block *block, const struct table *table)
{
    static const char *const families[] = {
        "head.", "align.", "format.", "note.", "width.", "cell-style."};
    const struct section *s = block->section;
    enum err worst = ERR_OK;
    for (size_t i = 0; i < s->n; i++) {
        const char *key = s->entry[i].key;
        for (size_t f = 0; f < sizeof families / sizeof families[0]; f++) {
            size_t n = strlen(families[f]), c = 0;
            if (strncmp(key, families[f], n) != 0)
                continue;
            while (c < table->n_columns &&
                   strcmp(table->column[c].name, key + n) != 0)
                c++;
            if (c == table->n_columns)
                worst = plan_worse(worst, DIAG(plan->diag, s->entry[i].loc,
                                              &bad_column, key, key + n));
        }
    }
    return worst;
}

enum err
tablecolumn_read(struct plan *plan, struct block *block, struct table *table)
{
    const struct section *s = block->section;
    const struct record_set *records = table->records;
    enum err worst = ERR_OK;
    size_t n;
    const char *const *names = records->column;
    const char **chosen = section_list(plan->arena, s, "columns", &n);
    if (chosen == NULL)
        return ERR_NOMEM;
    if (n > 0)
        names = chosen;
    table->n_columns = n > 0 ? n : records->n_columns;
    table->column =
        arena_array(plan->arena, table->n_columns, sizeof *table->column);
    if (table->column == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < table->n_columns; i++) {
        table->column[i].name = names[i];
        table->column[i].loc = section_loc(s, "columns");
        worst = plan_worse(
            worst, read_column(plan, block, table, &table->column[i]));
    }
    return plan_worse(worst, check_families(plan, block, table));
}
