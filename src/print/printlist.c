#include "print/printlist.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"
#include "data/csvtable.h"

DIAG_MESSAGE(empty, "print.manifest-empty", DIAG_ERROR,
    "台帳に行がありません。kumihan batch が終わったか確かめてください",
    "the manifest has no rows; check that kumihan batch has ended");
DIAG_MESSAGE(torn, "print.manifest-torn", DIAG_WARN,
    "台帳の最後の行が途中で切れているので、その版は印刷しません。kumihan batch "
    "--resume で作り終えてください",
    "the last line of the manifest is cut short and its edition is not "
    "printed; "
    "finish the batch by kumihan batch --resume");
DIAG_MESSAGE(twice, "print.file-twice", DIAG_ERROR,
    "「{1}」が二度あります。一度だけにしてください",
    "\"{1}\" is there twice; name it once");
DIAG_MESSAGE(bad_row, "print.manifest-row", DIAG_ERROR,
    "台帳の行番号「{1}」が読めません。台帳を作り直してください",
    "the row number \"{1}\" in the manifest is not understood; make the "
    "manifest "
    "again");
DIAG_MESSAGE(no_hash, "print.no-hash", DIAG_ERROR,
    "「{1}」の SHA-256 がありません。台帳を作り直してください",
    "\"{1}\" has no SHA-256; make the manifest again");
DIAG_MESSAGE(changed, "print.file-changed", DIAG_ERROR,
    "「{1}」は台帳に書かれたものと違います（SHA-256 が合いません）。kumihan "
    "batch をもう一度実行してください",
    "\"{1}\" is not what the manifest tells (its SHA-256 differs); run kumihan "
    "batch again");

DIAG_MESSAGE(bad_name, "print.file-name", DIAG_ERROR,
    "「{1}」の名前に改行やタブなどの制御文字があり、印刷の記録に書けません。"
    "ファイルの名前を変えてください",
    "the name of \"{1}\" holds a line end, a tab or another control character "
    "and cannot stand in the record; rename the file");

static const char *const columns[] = {
    "row", "key", "file", "sha256", "status", NULL};

struct listing {
    struct arena *arena;
    struct diag *diag;
    struct map seen, rows; /* by file, by row */
    struct printlist *list;
};

static bool
is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

/* FILE cannot stand in a line of the record; it is said with blanks. */
static enum err
say_bad_name(struct listing *l, const struct edition *edition)
{
    char *name = arena_strdup(l->arena, edition->file);
    if (name == NULL)
        return ERR_NOMEM;
    for (char *p = name; *p != '\0'; p++)
        *p = is_control(*p) ? ' ' : *p;
    bool plain = edition->row[0] == '\0';
    return DIAG(l->diag, plain ? LOC_NONE : edition->loc, &bad_name, name);
}

static enum err
take(struct listing *l, struct edition edition)
{
    size_t before;
    struct str file = str_of(edition.file);
    for (size_t i = 0; i < file.n; i++)
        if (is_control(file.p[i]))
            return say_bad_name(l, &edition);
    if (map_find(&l->seen, file, &before))
        return DIAG(l->diag, edition.loc, &twice, edition.file);
    if (!map_put(&l->seen, l->arena, file, l->list->n))
        return ERR_NOMEM;
    l->list->edition[l->list->n++] = edition;
    return ERR_OK;
}

/* The line ROW in the place of an older one of the same row of the list. */
static enum err
take_line(
    struct listing *l, const struct csvtable *table, const struct row *row)
{
    struct edition e = {.row = csvtable_get(table, row, "row"),
        .key = csvtable_get(table, row, "key"),
        .file = csvtable_get(table, row, "file"),
        .sha256 = csvtable_get(table, row, "sha256"),
        .done = strcmp(csvtable_get(table, row, "status"), "done") == 0,
        .loc = row->loc};
    size_t at = l->list->n;
    if (row->n == 0)
        return ERR_OK;
    if (!str_integer(str_of(e.row), &e.number))
        return DIAG(l->diag, e.loc, &bad_row, e.row);
    if (e.number == 0)
        return ERR_OK; /* of a row that the list no longer has */
    if (!map_find(&l->rows, str_of(e.row), &at)) {
        at = l->list->n++;
        if (!map_put(&l->rows, l->arena, str_of(e.row), at))
            return ERR_NOMEM;
    }
    l->list->edition[at] = e;
    return ERR_OK;
}

static int
by_number(const void *a, const void *b)
{
    const struct edition *x = a, *y = b;
    return x->number < y->number ? -1 : x->number > y->number;
}

static enum err
take_edition(struct listing *l, struct edition e, const char *dir)
{
    if (strlen(e.sha256) != SHA256_HEX)
        return DIAG(l->diag, e.loc, &no_hash, e.file);
    enum err err = file_inside(l->arena, l->diag, e.loc, dir, e.file, &e.path);
    return err == ERR_OK ? take(l, e) : err;
}

/* Leaves the editions that were made, in order, each with its path. */
static enum err
take_made(struct listing *l, const char *dir)
{
    size_t n = l->list->n;
    enum err first = ERR_OK;
    qsort(l->list->edition, n, sizeof *l->list->edition, by_number);
    l->list->n = 0;
    for (size_t i = 0; i < n; i++) {
        struct edition e = l->list->edition[i];
        enum err err = ERR_OK;
        if (e.done)
            err = take_edition(l, e, dir);
        else
            l->list->left_out++;
        if (err == ERR_NOMEM)
            return err;
        first = first == ERR_OK ? err : first;
    }
    return first;
}

enum err
printlist_read(struct arena *arena, struct diag *diag, const char *path,
    struct printlist *out)
{
    struct listing l = {arena, diag, {0}, {0}, out};
    struct csvtable table;
    struct str text;
    *out = (struct printlist){0};
    enum err err = file_read(arena, diag, LOC_NONE, path, &text);
    if (err == ERR_OK)
        err = csvtable_read(arena, diag, path, text, columns, &table);
    if (err != ERR_OK)
        return err;
    if (table.whole < text.n &&
        DIAG(diag, ((struct loc){path, 0, 0}), &torn, NULL) != ERR_OK)
        return ERR_NOMEM;
    if (table.rows.n < 2)
        return DIAG(diag, ((struct loc){path, 0, 0}), &empty, NULL);
    const char *dir = file_dir(arena, path);
    out->edition = arena_array(arena, table.rows.n, sizeof *out->edition);
    if (dir == NULL || out->edition == NULL)
        return ERR_NOMEM;
    for (size_t i = 1; i < table.rows.n; i++) {
        enum err found = take_line(&l, &table, &table.rows.row[i]);
        if (found == ERR_NOMEM)
            return found;
        err = err == ERR_OK ? found : err;
    }
    return err == ERR_OK ? take_made(&l, dir) : err;
}

enum err
printlist_files(struct arena *arena, struct diag *diag, char *const *file,
    size_t n, struct printlist *out)
{
    struct listing l = {arena, diag, {0}, {0}, out};
    enum err err = ERR_OK;
    *out = (struct printlist){0};
    out->edition = arena_array(arena, n, sizeof *out->edition);
    if (out->edition == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = take(&l, (struct edition){.row = "",
                           .key = "",
                           .file = file[i],
                           .path = file[i],
                           .done = true,
                           .loc = {file[i], 0, 0}});
    return err;
}

const char *
printlist_name(const struct edition *edition)
{
    return edition->key[0] != '\0' ? edition->key : edition->file;
}

enum err
printlist_bytes(struct arena *arena, struct diag *diag,
    const struct edition *edition, struct str *bytes, char hash[SHA256_HEX + 1])
{
    enum err err = file_read(arena, diag, edition->loc, edition->path, bytes);
    if (err != ERR_OK)
        return err;
    sha256_hex(*bytes, hash);
    if (edition->sha256 != NULL && strcmp(hash, edition->sha256) != 0)
        return DIAG(diag, edition->loc, &changed, edition->file);
    return ERR_OK;
}
