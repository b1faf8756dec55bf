#include "deliver/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "deliver/scratch.h"

DIAG_MESSAGE(no_column, "deliver.column", DIAG_ERROR,
    "リストに「{1}」という列はありません（列は {2}）",
    "the list has no column \"{1}\"; its columns are {2}");
DIAG_MESSAGE(open_brace, "deliver.pattern", DIAG_ERROR,
    "名前「{1}」の { が } で閉じられていません。{列名}.pdf のように書いてくださ"
    "い",
    "{ in the name \"{1}\" is not closed; write {COLUMN}.pdf");
DIAG_MESSAGE(no_key, "deliver.no-key", DIAG_ERROR,
    "列「{1}」が空です。行を見分ける値を書いてください",
    "column \"{1}\" is empty; write what tells this row apart");
DIAG_MESSAGE(bad_name, "deliver.file-name", DIAG_ERROR,
    "「{1}」はファイル名になりません（{2}"
    "）。リストの値か名前の形（name）を直して"
    "ください",
    "\"{1}\" cannot be the name of a file ({3}); correct the list or the "
    "pattern of names");
DIAG_MESSAGE(bad_pattern, "deliver.name-pattern", DIAG_ERROR,
    "名前の形「{1}」では、どの行もファイル名になりません（{2}）。"
    "名前の形（name）を直してください。フォルダーは --out で指定します",
    "no row can have a file name of the pattern \"{1}\" ({3}); correct the "
    "pattern of names. The folder is named with --out");
DIAG_MESSAGE(same_file, "deliver.same-file", DIAG_ERROR,
    "{2} "
    "行目の行と同じファイル名「{1}」になります。名前の形（name）に、行ごとに"
    "違う列を入れてください",
    "the file would be called \"{1}\" like that of line {2}; let the pattern "
    "of names have a column that differs");
DIAG_MESSAGE(same_key, "deliver.same-key", DIAG_ERROR,
    "列「{3}」の値「{1}」が {2} 行目と同じです。行を見分けられる値にしてくださ"
    "い",
    "\"{1}\" in column \"{3}\" stands in line {2} too; the key must tell rows "
    "apart");

/* --- one name ------------------------------------------------------------- */

static const char *
all_columns(struct arena *arena, const struct list *list)
{
    const char *all = list->column[0];
    for (size_t i = 1; i < list->n_columns && all != NULL; i++)
        all = arena_join(arena, all, ", ", list->column[i]);
    return all;
}

static enum err
say_no_column(struct arena *arena, struct diag *diag,
    const struct naming *naming, struct str name)
{
    const char *all = all_columns(arena, naming->list);
    return all == NULL
               ? ERR_NOMEM
               : DIAG(diag, naming->loc, &no_column, diag_str(diag, name), all);
}

static enum err
fill_pattern(struct arena *arena, struct diag *diag,
    const struct naming *naming, const struct job_row *row, struct buf *out)
{
    struct str rest = str_of(naming->pattern);
    while (rest.p != NULL) {
        struct str name, before = str_cut(rest, '{', &rest);
        buf_str(out, before);
        if (rest.p == NULL)
            break;
        name = str_cut(rest, '}', &rest);
        if (rest.p == NULL)
            return DIAG(diag, naming->loc, &open_brace, naming->pattern);
        const struct job_field *field = row_find(row, str_trim(name));
        if (field == NULL)
            return say_no_column(arena, diag, naming, name);
        buf_text(out, field->text);
    }
    return out->failed ? ERR_NOMEM : ERR_OK;
}

/* Is NAME in SET, as file systems compare names?  SET is folded already. */
static bool
is_among(struct str name, const char *const *set, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(name, str_of(set[i])))
            return true;
    return false;
}

/* A name of the batch's own, or of a file that the job reads. */
static bool
is_taken(const struct naming *naming, struct str folded)
{
    static const char own[] = "manifest";
    return (folded.n >= sizeof own - 1 &&
               memcmp(folded.p, own, sizeof own - 1) == 0) ||
           is_among(folded, naming->taken, naming->n_taken);
}

/* Names of devices on Windows, whatever stands behind a dot. */
static bool
is_device(struct str folded)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com1",
        "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
        "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9"};
    struct str rest;
    return is_among(str_trim(str_cut(folded, '.', &rest)), devices,
        sizeof devices / sizeof *devices);
}

/* Why NAME is none for a file, Japanese and English; NULL: it is one, or there
 * was no memory in FOLDED, which gets it as it is compared. */
static const char *const *
name_fault(const struct naming *naming, struct str name, struct buf *folded)
{
    static const char *const faults[][2] = {{"空", "empty"},
        {"先頭がピリオド", "a leading dot"},
        {"末尾が空白かピリオド", "a blank or a dot at its end"},
        {"255 バイトを超える", "more than 255 bytes"},
        {"/ \\ : * ? \" < > | か改行などの制御文字がある",
            "a control character or one of / \\ : * ? \" < > |"},
        {"manifest で始まるか、ジョブが読むファイルの名前",
            "it begins with manifest, or is a file that the job reads"},
        {"Windows が装置に使う名前", "Windows calls a device so"}};
    if (name.n == 0)
        return faults[0];
    if (name.p[0] == '.')
        return faults[1];
    if (name.p[name.n - 1] == ' ' || name.p[name.n - 1] == '.')
        return faults[2];
    if (name.n > NAME_BYTES_MAX)
        return faults[3];
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ' || name.p[i] == 0x7F ||
            strchr("/\\:*?\"<>|", name.p[i]) != NULL)
            return faults[4];
    fold_put(name, folded);
    struct str same = {folded->p, folded->n};
    if (is_taken(naming, same))
        return faults[5];
    return is_device(same) ? faults[6] : NULL;
}

static enum err
take_file(struct arena *arena, struct diag *diag, const struct naming *naming,
    struct str name, struct edition_name *out)
{
    struct buf folded = {0};
    const char *const *fault = name_fault(naming, name, &folded);
    bool failed = folded.failed;
    buf_fini(&folded);
    if (failed)
        return ERR_NOMEM;
    if (fault != NULL)
        return DIAG(diag, out->loc, &bad_name, diag_str(diag, name), fault[0],
            fault[1]);
    out->file = arena_strndup(arena, name.p, name.n);
    return out->file == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
names_row(struct arena *arena, struct diag *diag, const struct naming *naming,
    size_t number, struct edition_name *out)
{
    struct job_row row;
    struct buf name = {0};
    *out = (struct edition_name){
        .loc = {naming->list->path, naming->list->row[number - 1].line, 0}};
    enum err err = list_row(arena, diag, naming->list, number, &row);
    if (err != ERR_OK)
        return err;
    const struct job_field *key = row_find(&row, str_of(naming->key));
    if (key == NULL)
        return say_no_column(arena, diag, naming, str_of(naming->key));
    out->key = key->text;
    if (key->text[0] == '\0')
        return DIAG(diag, key->loc, &no_key, naming->key);
    err = fill_pattern(arena, diag, naming, &row, &name);
    if (err == ERR_OK)
        err = take_file(arena, diag, naming, (struct str){name.p, name.n}, out);
    buf_fini(&name);
    return err;
}

/* --- all names ------------------------------------------------------------ */

/* Hashes of texts to rows; texts are made again to be compared. */
struct seen {
    uint64_t *hash;
    uint32_t *row; /* from 1; 0: a free slot */
    size_t mask;
};

struct all {
    struct diag *diag, *quiet;
    const struct naming *naming;
    struct seen key, file;
};

static bool
seen_init(struct seen *seen, size_t n)
{
    size_t cap = 64;
    while (cap < 2 * n)
        cap *= 2;
    seen->mask = cap - 1;
    seen->hash = calloc(cap, sizeof *seen->hash);
    seen->row = calloc(cap, sizeof *seen->row);
    return seen->hash != NULL && seen->row != NULL;
}

static void
seen_fini(struct seen *seen)
{
    free(seen->hash);
    free(seen->row);
}

/* What SEEN compares of NAME. */
static const char *
text_of(const struct all *all, const struct seen *seen,
    const struct edition_name *name)
{
    return seen == &all->key ? name->key : name->file;
}

/* Does TEXT equal what SEEN compares of row NUMBER? */
static enum err
is_same(struct all *all, const struct seen *seen, struct arena *arena,
    struct str folded, size_t number, bool *same)
{
    struct edition_name other;
    struct buf its = {0};
    enum err err = names_row(arena, all->quiet, all->naming, number, &other);
    if (err != ERR_OK)
        return err;
    fold_put(str_of(text_of(all, seen, &other)), &its);
    *same = str_equal(folded, (struct str){its.p, its.n});
    err = its.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&its);
    return err;
}

/* The row before NUMBER with the text FOLDED, else 0, and NUMBER is kept. */
static enum err
find_folded(struct all *all, struct seen *seen, struct arena *arena,
    struct str folded, size_t number, size_t *twin)
{
    uint64_t hash = str_hash(folded);
    size_t at = (size_t)hash & seen->mask;
    for (; seen->row[at] != 0; at = (at + 1) & seen->mask) {
        bool same = false;
        enum err err = ERR_OK;
        if (seen->hash[at] == hash)
            err = is_same(all, seen, arena, folded, seen->row[at], &same);
        if (same)
            *twin = seen->row[at];
        if (err != ERR_OK || same)
            return err;
    }
    seen->hash[at] = hash;
    seen->row[at] = (uint32_t)number;
    return ERR_OK;
}

/* The same for the text of NAME. */
static enum err
find_twin(struct all *all, struct seen *seen, struct arena *arena,
    const struct edition_name *name, size_t number, size_t *twin)
{
    struct buf folded = {0};
    *twin = 0;
    fold_put(str_of(text_of(all, seen, name)), &folded);
    enum err err = folded.failed
                       ? ERR_NOMEM
                       : find_folded(all, seen, arena,
                             (struct str){folded.p, folded.n}, number, twin);
    buf_fini(&folded);
    return err;
}

static enum err
check_one(struct all *all, struct arena *arena, size_t number)
{
    struct edition_name name;
    size_t twin;
    struct diag *diag = all->diag;
    const struct naming *naming = all->naming;
    enum err err = names_row(arena, all->quiet, naming, number, &name);
    if (err != ERR_OK)
        return err == ERR_INPUT ? ERR_OK : err; /* said when it is its turn */
    err = find_twin(all, &all->key, arena, &name, number, &twin);
    if (err == ERR_OK && twin > 0)
        return DIAG(diag, name.loc, &same_key, name.key,
            diag_int(diag, naming->list->row[twin - 1].line), naming->key);
    if (err == ERR_OK)
        err = find_twin(all, &all->file, arena, &name, number, &twin);
    if (err == ERR_OK && twin > 0)
        return DIAG(diag, name.loc, &same_file, name.file,
            diag_int(diag, naming->list->row[twin - 1].line));
    return err;
}

/* What every row has of its name by NAMING's pattern can be in one: FILLED is
 * a name with X in each field. */
static enum err
check_shape(struct diag *diag, const struct naming *naming, struct str filled)
{
    const struct naming own = {.n_taken = 0}; /* those are a row's matter */
    struct buf folded = {0};
    const char *const *fault = name_fault(&own, filled, &folded);
    bool failed = folded.failed;
    buf_fini(&folded);
    if (failed)
        return ERR_NOMEM;
    return fault == NULL ? ERR_OK
                         : DIAG(diag, naming->loc, &bad_pattern,
                               naming->pattern, fault[0], fault[1]);
}

/* The key is a column, and so is what the pattern names. */
static enum err
check_columns(
    struct arena *arena, struct diag *diag, const struct naming *naming)
{
    const struct list *list = naming->list;
    struct buf name = {0};
    struct job_field *field =
        arena_array(arena, list->n_columns, sizeof *field);
    if (field == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < list->n_columns; i++)
        field[i] = (struct job_field){list->column[i], "X", LOC_NONE};
    const struct job_row row = {field, list->n_columns, LOC_NONE};
    if (row_find(&row, str_of(naming->key)) == NULL)
        return say_no_column(arena, diag, naming, str_of(naming->key));
    enum err err = fill_pattern(arena, diag, naming, &row, &name);
    if (err == ERR_OK)
        err = check_shape(diag, naming, (struct str){name.p, name.n});
    buf_fini(&name);
    return err;
}

static enum err
check_rows(struct all *all)
{
    struct scratch scratch = {0};
    enum err worst = ERR_OK;
    for (size_t i = 1; i <= all->naming->list->n && worst != ERR_NOMEM; i++) {
        enum err err = scratch_next(&scratch);
        if (err == ERR_OK)
            err = check_one(all, scratch.arena, i);
        worst = err != ERR_OK ? err : worst;
    }
    scratch_fini(&scratch);
    return worst;
}

enum err
names_check(struct diag *diag, const struct naming *naming)
{
    struct all all = {.diag = diag, .quiet = diag_new(), .naming = naming};
    struct arena *arena = arena_new();
    bool ready = arena != NULL && all.quiet != NULL &&
                 seen_init(&all.key, naming->list->n) &&
                 seen_init(&all.file, naming->list->n);
    enum err err = ready ? check_columns(arena, diag, naming) : ERR_NOMEM;
    if (err == ERR_OK)
        err = check_rows(&all);
    seen_fini(&all.key);
    seen_fini(&all.file);
    diag_free(all.quiet);
    arena_free(arena);
    return err;
}
