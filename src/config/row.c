#include "config/row.h"

#include <string.h>

#include "base/buf.h"

DIAG_MESSAGE(no_column, "config.row-column", DIAG_ERROR,
    "リストに「{1}」という列はありません。{2}",
    "the list has no column \"{1}\"; {3}");
DIAG_MESSAGE(not_closed, "config.row-open", DIAG_ERROR,
    "「{1}」の {{ が }} で閉じられていません。{{列名}} と書いてください",
    "{{ in \"{1}\" is not closed by }}; write {{COLUMN}}");

const struct job_field *
row_find(const struct job_row *row, struct str name)
{
    for (size_t i = 0; i < row->n; i++)
        if (str_equal(str_of(row->field[i].column), name))
            return &row->field[i];
    return NULL;
}

bool
row_is_change(const char *column, struct str *section, struct str *key)
{
    struct str rest, prefix = str_cut(str_of(column), ':', &rest);
    if (!str_equal(str_trim(prefix), STR("set")) || rest.p == NULL)
        return false;
    *section = str_trim(str_cut(rest, ':', key));
    *key = str_trim(*key);
    return section->n > 0 && key->p != NULL && key->n > 0;
}

/* S behind its first colon, of either width; NULL: it has none. */
static const char *
behind_colon(const char *s, struct str *before)
{
    static const char wide[] = "\xEF\xBC\x9A"; /* ： */
    const char *narrow = strchr(s, ':'), *full = strstr(s, wide);
    bool is_full = full != NULL && (narrow == NULL || full < narrow);
    const char *colon = is_full ? full : narrow;
    if (colon == NULL)
        return NULL;
    *before = (struct str){s, (size_t)(colon - s)};
    return colon + (is_full ? sizeof wide - 1 : 1);
}

bool
row_is_mistaken(const char *column)
{
    struct str set, section, key;
    if (behind_colon(column, &set) == NULL ||
        row_is_change(column, &section, &key))
        return false;
    set = str_trim(set);
    return set.n == 3 && (set.p[0] | 0x20) == 's' && (set.p[1] | 0x20) == 'e' &&
           (set.p[2] | 0x20) == 't';
}

bool
row_has_place(const char *text)
{
    return strstr(text, "{{") != NULL;
}

enum err
row_unknown(struct arena *arena, struct diag *diag, const struct job_row *row,
    struct loc loc, struct str name)
{
    const char **names = arena_array(arena, row->n + 1, sizeof *names);
    if (names == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < row->n; i++)
        names[i] = row->field[i].column;
    const char *said = diag_str(diag, name);
    const char *near = str_nearest(said, names, row->n);
    const char *ja = "リストの見出しを確かめてください";
    const char *en = "look at the heads of its columns";
    if (near != NULL) {
        ja = arena_printf(arena, "「%s」の書き誤りではありませんか", near);
        en = arena_printf(arena, "did you mean \"%s\"?", near);
    }
    return ja == NULL || en == NULL ? ERR_NOMEM
                                    : DIAG(diag, loc, &no_column, said, ja, en);
}

/* The field that the place at OPEN names; *END is behind it. */
static enum err
field_at(struct arena *arena, struct diag *diag, const struct job_row *row,
    const char *text, const char *open, struct loc loc, const char **end,
    const struct job_field **out)
{
    const char *close = strstr(open, "}}");
    if (close == NULL)
        return DIAG(diag, loc, &not_closed, text);
    struct str name =
        str_trim((struct str){open + 2, (size_t)(close - open - 2)});
    *end = close + 2;
    *out = row_find(row, name);
    return *out == NULL ? row_unknown(arena, diag, row, loc, name) : ERR_OK;
}

enum err
row_fill(struct arena *arena, struct diag *diag, const struct job_row *row,
    const char *text, struct loc *loc, const char **out)
{
    struct buf filled = {0};
    enum err err = ERR_OK;
    const struct job_field *first = NULL;
    const char *from = text, *open;
    while (err == ERR_OK && (open = strstr(from, "{{")) != NULL) {
        const struct job_field *field;
        buf_put(&filled, from, (size_t)(open - from));
        err = field_at(arena, diag, row, text, open, *loc, &from, &field);
        if (err == ERR_OK)
            buf_text(&filled, field->text);
        first = first == NULL && err == ERR_OK ? field : first;
    }
    if (err == ERR_OK) {
        buf_text(&filled, from);
        *out = filled.failed ? NULL : arena_strndup(arena, filled.p, filled.n);
        *loc = first == NULL ? *loc : first->loc;
        err = *out == NULL ? ERR_NOMEM : ERR_OK;
    }
    buf_fini(&filled);
    return err;
}
