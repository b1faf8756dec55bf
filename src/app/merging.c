#include "app/merging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/json.h"
#include "app/progress.h"
#include "app/stop.h"
#include "base/file.h"
#include "data/list.h"
#include "deliver/claim.h"
#include "deliver/ledger.h"
#include "merge/merge.h"

DIAG_MESSAGE(no_manifest, "app.merge-manifest", DIAG_ERROR,
    "manifest「{1}」を開けません（{2}）。kumihan batch の --out "
    "のフォルダーか、"
    "その中の manifest を指定してください",
    "the manifest \"{1}\" cannot be opened ({2}); name the folder that was "
    "--out of kumihan batch, or a manifest in it");
DIAG_MESSAGE(not_done, "app.merge-row", DIAG_ERROR,
    "行 {1} の版がまだありません。kumihan batch --resume "
    "で作ってからまとめてください",
    "the edition of row {1} is not made yet; make it with kumihan batch "
    "--resume, then merge");
DIAG_MESSAGE(no_rows, "app.merge-empty", DIAG_ERROR,
    "この分担には行がなく、まとめる版がありません",
    "this shard has no rows: there are no editions to merge");
DIAG_MESSAGE(other_bytes, "app.merge-hash", DIAG_ERROR,
    "manifest にあるものとは違うファイルです（SHA-256）。kumihan batch "
    "--resume "
    "で作り直してください",
    "is not the file that the manifest has (SHA-256); make it again with "
    "kumihan batch --resume");
DIAG_MESSAGE(no_list, "app.merge-list", DIAG_ERROR,
    "--columns には --each LIST.csv が必要です",
    "--columns needs --each LIST.csv");
DIAG_MESSAGE(no_column, "app.merge-column", DIAG_ERROR,
    "リストに「{1}」という列がありません。近いもの: {2}",
    "the list has no column \"{1}\"; the nearest is {2}");
DIAG_MESSAGE(other_list, "app.merge-key", DIAG_ERROR,
    "行 {1} のキーは、リストでは「{2}」、manifest では「{3}」です。manifest "
    "を作ったリストを --each で指定してください",
    "the key of row {1} is \"{2}\" in the list and \"{3}\" in the manifest; "
    "name with --each the list that the manifest was made of");
DIAG_MESSAGE(onto_input, "app.merge-onto", DIAG_ERROR,
    "「{1}」はここで読むファイルです（版・manifest・リスト）。-o に別の名前を"
    "指定してください",
    "\"{1}\" is a file that is read here (an edition, a manifest, the list); "
    "give another name with -o");

struct merging {
    const struct args *args;
    struct diag *diag;
    struct arena *arena; /* as long as the merge */
    struct arena *row;   /* as long as a row */
    const char *path, *folder;
    int fd;
    struct claim claim;
    struct list list;
    size_t *column;             /* of the list, what a record says */
    size_t n_columns, key;      /* key: SIZE_MAX when it is not said: then */
    bool *no_key;               /* the columns that cannot be it */
    struct record_field *field; /* of the row at hand */
    struct merge *merge;
    size_t step, next; /* the row that is to follow */
    struct stat out;   /* what is at ARGS->out; its st_ino 0: nothing */
    struct progress progress;
    struct batch_tally tally;
};

/* --- what is to be read --------------------------------------------------- */

static enum err
say_open(struct merging *m)
{
    return DIAG(m->diag, LOC_NONE, &no_manifest, m->path, strerror(errno));
}

static enum err
open_manifest(struct merging *m)
{
    struct stat st;
    const char *name = m->args->plain[0];
    bool folder = stat(name, &st) == 0 && S_ISDIR(st.st_mode);
    m->path = folder ? arena_join(m->arena, name, "/", "manifest.csv") : name;
    m->folder = folder            ? name
                : m->path == NULL ? NULL
                                  : file_dir(m->arena, m->path);
    if (m->path == NULL || m->folder == NULL)
        return ERR_NOMEM;
    /* A pipe must not be waited for; walk finds that it is no file. */
    m->fd = open(m->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    return m->fd < 0 ? say_open(m) : ERR_OK;
}

/* A manifest that was combined of several has no claim: it is whole. */
static enum err
read_claim(struct merging *m)
{
    size_t n = strlen(m->path);
    bool named = n > 4 && strcmp(m->path + n - 4, ".csv") == 0;
    const char *path = named ? claim_path(m->arena, m->path) : "";
    m->next = m->step = 1;
    if (path == NULL)
        return ERR_NOMEM;
    if (access(path, R_OK) != 0)
        return ERR_OK;
    enum err err = claim_read(m->arena, m->diag, path, &m->claim);
    if (err == ERR_OK && m->claim.shards > 1) {
        m->next = m->claim.shard;
        m->step = m->claim.shards;
    }
    return err;
}

static enum err
find_column(struct merging *m, struct str name, size_t *out)
{
    const struct list *list = &m->list;
    for (size_t i = 0; i < list->n_columns; i++) {
        *out = i;
        if (str_equal(name, str_of(list->column[i])))
            return ERR_OK;
    }
    const char *text = diag_str(m->diag, name);
    const char *nearest = str_nearest(text, list->column, list->n_columns);
    return DIAG(m->diag, ((struct loc){list->path, 1, 0}), &no_column, text,
        nearest == NULL ? "-" : nearest);
}

/* The columns that are asked for, `A, B`. */
static enum err
read_columns(struct merging *m)
{
    struct str rest = str_of(m->args->columns);
    enum err err = ERR_OK;
    m->column =
        arena_array(m->arena, m->list.n_columns + rest.n, sizeof(size_t));
    m->field =
        arena_array(m->arena, m->list.n_columns + rest.n, sizeof *m->field);
    m->no_key = arena_array(m->arena, m->list.n_columns, sizeof *m->no_key);
    if (m->column == NULL || m->field == NULL || m->no_key == NULL)
        return ERR_NOMEM;
    while (rest.p != NULL && err == ERR_OK) {
        struct str name = str_trim(str_cut(rest, ',', &rest));
        if (name.n > 0)
            err = find_column(m, name, &m->column[m->n_columns++]);
    }
    return err;
}

static enum err
read_list(struct merging *m)
{
    const struct args *args = m->args;
    if (args->columns == NULL)
        return ERR_OK;
    if (args->list == NULL) {
        enum err err = DIAG(m->diag, LOC_NONE, &no_list, NULL);
        return err == ERR_NOMEM ? err : ERR_USAGE;
    }
    enum err err = list_read(m->arena, m->diag, LOC_NONE, args->list,
        args->encoding == NULL ? "auto" : args->encoding, &m->list);
    if (err == ERR_OK)
        err = read_columns(m);
    m->key = SIZE_MAX;
    if (err == ERR_OK && m->claim.key != NULL && m->claim.key[0] != '\0')
        err = find_column(m, str_of(m->claim.key), &m->key);
    return err;
}

/* --- rows ----------------------------------------------------------------- */

/* Begins another row; what the last one held is given up. */
static enum err
turn_row(struct merging *m)
{
    arena_free(m->row);
    m->row = arena_new();
    return m->row == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
say_missing(struct merging *m)
{
    return DIAG(m->diag, ((struct loc){m->path, 0, 0}), &not_done,
        diag_int(m->diag, (int64_t)m->next));
}

/* The line must be that of the row that is to follow, and done. */
static enum err
take_row(struct merging *m, struct str text, struct ledger_place place,
    struct ledger_line *row)
{
    enum err err = turn_row(m);
    if (err == ERR_OK)
        err = ledger_take(m->row, m->diag, m->path, text, place.line, row);
    if (err == ERR_OK && (row->row != m->next || !row->done))
        err = say_missing(m);
    m->next += m->step;
    return err;
}

static enum err
count_row(void *self, struct str text, struct ledger_place place)
{
    struct merging *m = self;
    struct ledger_line row;
    m->tally.rows++;
    return take_row(m, text, place, &row);
}

/* Does the list's row FIELDS have the key KEY?  A combined manifest does not
 * say which column that is: it is one that holds it in every row. */
static bool
is_key(struct merging *m, const struct job_row *fields, const char *key)
{
    bool any = false;
    if (m->key != SIZE_MAX)
        return strcmp(fields->field[m->key].text, key) == 0;
    for (size_t i = 0; i < m->list.n_columns && i < fields->n; i++) {
        m->no_key[i] = m->no_key[i] || strcmp(fields->field[i].text, key) != 0;
        any = any || !m->no_key[i];
    }
    return any;
}

/* The fields of ROW that its record has. */
static enum err
read_fields(struct merging *m, const struct ledger_line *row)
{
    struct job_row fields;
    if (m->n_columns == 0)
        return ERR_OK;
    if (row->row > m->list.n)
        return DIAG(m->diag, ((struct loc){m->list.path, 0, 0}), &other_list,
            diag_int(m->diag, (int64_t)row->row), "", row->key);
    enum err err = list_row(m->row, m->diag, &m->list, row->row, &fields);
    if (err != ERR_OK)
        return err;
    if (!is_key(m, &fields, row->key))
        return DIAG(m->diag, fields.loc, &other_list,
            diag_int(m->diag, (int64_t)row->row),
            fields.field[m->key == SIZE_MAX ? 0 : m->key].text, row->key);
    for (size_t i = 0; i < m->n_columns; i++)
        m->field[i] = (struct record_field){
            m->list.column[m->column[i]], fields.field[m->column[i]].text};
    return ERR_OK;
}

/* Would the file at PATH be written over? */
static bool
is_out(const struct merging *m, const char *path)
{
    struct stat st;
    return m->out.st_ino != 0 && stat(path, &st) == 0 &&
           st.st_ino == m->out.st_ino && st.st_dev == m->out.st_dev;
}

/* The PDF of ROW, proved. */
static enum err
read_edition(struct merging *m, const struct ledger_line *row,
    const char **path, struct str *pdf)
{
    char hash[SHA256_HEX + 1];
    *path = arena_join(m->row, m->folder, "/", row->file);
    if (*path == NULL)
        return ERR_NOMEM;
    if (is_out(m, *path))
        return DIAG(m->diag, LOC_NONE, &onto_input, m->args->out);
    enum err err =
        file_read(m->row, m->diag, (struct loc){m->path, 0, 0}, *path, pdf);
    if (err != ERR_OK)
        return err;
    sha256_hex(*pdf, hash);
    return strcmp(hash, row->sha256) == 0
               ? ERR_OK
               : DIAG(m->diag, ((struct loc){*path, 0, 0}), &other_bytes, NULL);
}

static enum err
merge_row(void *self, struct str text, struct ledger_place place)
{
    struct merging *m = self;
    struct ledger_line row;
    struct str pdf;
    const char *path;
    if (stop_asked != 0)
        return ERR_USAGE; /* the walk ends; nothing is said */
    enum err err = take_row(m, text, place, &row);
    if (err == ERR_OK)
        err = read_fields(m, &row);
    if (err == ERR_OK)
        err = read_edition(m, &row, &path, &pdf);
    if (err != ERR_OK)
        return err;
    const char *slash = strrchr(row.file, '/');
    const struct record record = {.row = row.row,
        .key = row.key,
        .file = slash == NULL ? row.file : slash + 1,
        .sha256 = row.sha256, /* which the file was found to have */
        .field = m->field,
        .n_fields = m->n_columns};
    err = merge_add(m->merge, path, pdf, &record);
    m->tally.made += err == ERR_OK;
    progress_show(&m->progress, &m->tally);
    return err;
}

/* --- the whole ------------------------------------------------------------ */

static enum err
walk(struct merging *m,
    enum err (*visit)(void *self, struct str text, struct ledger_place place))
{
    bool torn;
    size_t next = m->next;
    if (lseek(m->fd, 0, SEEK_SET) != 0)
        return say_open(m);
    enum err err = ledger_walk(m->diag, m->path, m->fd, visit, m, &torn);
    size_t rows = m->claim.rows == 0 ? m->next - 1 : m->claim.rows;
    if (err == ERR_OK && m->claim.rows > 0 && next > m->claim.rows)
        err = DIAG(m->diag, ((struct loc){m->path, 0, 0}), &no_rows, NULL);
    if (err == ERR_OK && (torn || m->next <= rows || m->tally.rows == 0))
        err = say_missing(m);
    m->next = next;
    return err;
}

/* What the file is called when nobody says it. */
static const char *
title_of(struct merging *m)
{
    const char *out = m->args->out, *slash = strrchr(out, '/');
    const char *name = slash == NULL ? out : slash + 1;
    size_t n = strlen(name);
    if (m->args->title != NULL)
        return m->args->title;
    return arena_strndup(
        m->arena, name, n > 4 && strcmp(name + n - 4, ".pdf") == 0 ? n - 4 : n);
}

static enum err
merge_all(struct merging *m, struct merge_tally *tally)
{
    const char *title = title_of(m);
    enum err err = title == NULL
                       ? ERR_NOMEM
                       : merge_begin(m->diag, m->args->out, title, &m->merge);
    if (err == ERR_OK)
        err = walk(m, merge_row);
    if (err == ERR_OK)
        return merge_end(m->merge, tally);
    merge_abandon(m->merge);
    return err;
}

/* Neither what is read nor anything that a batch calls so is written over. */
static enum err
check_out(struct merging *m)
{
    const char *out = m->args->out, *slash = strrchr(out, '/');
    const char *name = slash == NULL ? out : slash + 1;
    const char *dir = file_dir(m->arena, out);
    struct stat a, b;
    if (dir == NULL)
        return ERR_NOMEM;
    bool beside = stat(dir, &a) == 0 && stat(m->folder, &b) == 0 &&
                  a.st_dev == b.st_dev && a.st_ino == b.st_ino;
    bool bad = is_out(m, m->path) ||
               (m->args->list != NULL && is_out(m, m->args->list)) ||
               (beside && strncmp(name, "manifest", strlen("manifest")) == 0);
    return bad ? DIAG(m->diag, LOC_NONE, &onto_input, out) : ERR_OK;
}

static enum err
run(struct merging *m, struct merge_tally *tally)
{
    enum err err = open_manifest(m);
    if (err == ERR_OK)
        err = read_claim(m);
    if (err == ERR_OK)
        err = read_list(m);
    if (err == ERR_OK)
        err = walk(m, count_row);
    if (err != ERR_OK)
        return err;
    if (stat(m->args->out, &m->out) != 0)
        m->out = (struct stat){.st_ino = 0};
    err = check_out(m);
    return err == ERR_OK ? merge_all(m, tally) : err;
}

/* Says what was merged.  Errors: ERR_ENVIRONMENT (it cannot be written). */
static enum err
put_end(const struct merging *m, const struct merge_tally *tally)
{
    struct buf out = {0};
    struct json json = {.out = &out, .one_line = true};
    if (m->args->format != KUMIHAN_JSON) {
        fprintf(stderr, "%s: %s %zu  %s %zu  %s %llu\n", m->args->out,
            args_text(m->args, "版", "editions"), tally->editions,
            args_text(m->args, "ページ", "pages"), tally->pages,
            args_text(m->args, "バイト", "bytes"),
            (unsigned long long)tally->bytes);
        return ERR_OK;
    }
    json_open(&json, NULL, '{');
    json_text(&json, "event", "merged");
    json_text(&json, "file", m->args->out);
    json_int(&json, "editions", (int64_t)tally->editions);
    json_int(&json, "pages", (int64_t)tally->pages);
    json_int(&json, "bytes", (int64_t)tally->bytes);
    json_close(&json, '}');
    if (!out.failed)
        fwrite(out.p, 1, out.n, stdout);
    enum err err = out.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&out);
    return fflush(stdout) != 0 || ferror(stdout) ? ERR_ENVIRONMENT : err;
}

static void
put_messages(const struct merging *m)
{
    struct buf out = {0};
    diag_write(m->diag, m->args->lang == KUMIHAN_JA ? DIAG_JA : DIAG_EN,
        m->args->format == KUMIHAN_JSON ? DIAG_JSON : DIAG_TEXT, &out);
    if (out.p != NULL)
        fputs(out.p, stderr);
    buf_fini(&out);
}

int
merging_run(const struct args *args)
{
    struct merging m = {.args = args,
        .diag = diag_new(),
        .arena = arena_new(),
        .fd = -1,
        .progress = progress_begin(args)};
    struct merge_tally tally = {0};
    stop_hear();
    enum err err =
        m.diag == NULL || m.arena == NULL ? ERR_NOMEM : run(&m, &tally);
    progress_clear(&m.progress);
    if (m.diag != NULL)
        put_messages(&m);
    if (err == ERR_OK)
        err = put_end(&m, &tally);
    if (m.fd >= 0)
        close(m.fd);
    arena_free(m.row);
    arena_free(m.arena);
    diag_free(m.diag);
    return err == ERR_NOMEM ? KUMIHAN_ENVIRONMENT : (int)err;
}
