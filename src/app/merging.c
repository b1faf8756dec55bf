#include "app/merging.h"

#include <dirent.h>
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
#include "base/utf8.h"
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
DIAG_MESSAGE(no_claim, "app.merge-claim", DIAG_ERROR,
    "manifest の控え「{1}」がありません。kumihan batch の --out "
    "のフォルダーから"
    "動かさずにまとめてください",
    "\"{1}\", which kumihan batch writes beside the manifest, is gone; merge "
    "the folder as it was made");
DIAG_MESSAGE(not_ended, "app.merge-running", DIAG_ERROR,
    "この batch は終わっていません。kumihan batch --resume "
    "で終わらせてからまとめてください",
    "this batch did not come to its end; finish it with kumihan batch "
    "--resume, then merge");
DIAG_MESSAGE(changed_list, "app.merge-changed", DIAG_ERROR,
    "版を作ったときのリストではありません。そのリストを --each で指定するか、"
    "今のリストで kumihan batch --resume をしてください",
    "is not the list that the editions were made of; name that one with "
    "--each, or make them of this one with kumihan batch --resume");
DIAG_MESSAGE(other_bytes, "app.merge-hash", DIAG_ERROR,
    "manifest にあるものとは違うファイルです（SHA-256）。kumihan batch "
    "--resume "
    "で作り直してください",
    "is not the file that the manifest has (SHA-256); make it again with "
    "kumihan batch --resume");
DIAG_MESSAGE(no_list, "app.merge-list", DIAG_ERROR,
    "--columns と --each LIST.csv は一緒に指定してください",
    "--columns and --each LIST.csv go together");
DIAG_MESSAGE(no_column, "app.merge-column", DIAG_ERROR,
    "リストに「{1}」という列がありません。近いもの: {2}",
    "the list has no column \"{1}\"; the nearest is {2}");
DIAG_MESSAGE(onto_input, "app.merge-onto", DIAG_ERROR,
    "「{1}」はここで読むファイルです（版・manifest・リスト）。-o に別の名前を"
    "指定してください",
    "\"{1}\" is a file that is read here (an edition, a manifest, the list); "
    "give another name with -o");

DIAG_MESSAGE(inside, "app.merge-within", DIAG_ERROR,
    "「{1}」は batch のフォルダーの中です。そこのファイルは行のものなので、-o "
    "で外のファイルを指定してください",
    "\"{1}\" is inside the folder of a batch, whose files belong to rows; name "
    "a file elsewhere with -o");
DIAG_MESSAGE(no_file, "app.merge-out", DIAG_ERROR,
    "-o の「{1}」はファイルの名前として使えません。PDF "
    "の名前を指定してください",
    "\"{1}\" of -o cannot be a file; name a PDF");
DIAG_MESSAGE(no_title, "app.merge-title", DIAG_ERROR,
    "「{1}」は UTF-8 の名前ではないので、題名になりません。--title "
    "で題名を指定してください",
    "\"{1}\" is no name in UTF-8 and makes no title; give one with --title");

struct merging {
    const struct args *args;
    struct diag *diag;
    struct arena *arena; /* as long as the merge */
    struct arena *row;   /* as long as a row */
    const char *path, *folder;
    int fd;
    struct claim claim;
    struct list list;
    size_t *column, n_columns;  /* of the list, what a record says */
    struct record_field *field; /* of the row at hand */
    struct merge *merge;
    size_t next;     /* the row that is to follow */
    struct stat out; /* what is at ARGS->out; its st_ino 0: nothing */
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
    /* A pipe must not be waited for. */
    m->fd = open(m->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (m->fd < 0)
        return say_open(m);
    errno = ESPIPE;
    return fstat(m->fd, &st) != 0 || !S_ISREG(st.st_mode) ? say_open(m)
                                                          : ERR_OK;
}

static enum err
read_claim(struct merging *m)
{
    const char *path = claim_path(m->arena, m->path);
    if (path == NULL)
        return ERR_NOMEM;
    if (access(path, F_OK) != 0)
        return DIAG(m->diag, LOC_NONE, &no_claim, path);
    return claim_read(m->arena, m->diag, path, &m->claim);
}

static enum err
find_column(struct merging *m, struct str name, size_t *out)
{
    const struct list *list = &m->list;
    *out = list_column(list, name);
    if (*out < list->n_columns)
        return ERR_OK;
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
    if (m->column == NULL || m->field == NULL)
        return ERR_NOMEM;
    while (rest.p != NULL && err == ERR_OK) {
        struct str name = str_member(rest, &rest);
        if (name.n > 0)
            err = find_column(m, name, &m->column[m->n_columns++]);
    }
    return err;
}

static enum err
read_list(struct merging *m)
{
    const struct args *args = m->args;
    bool wants = args->list != NULL || args->encoding != NULL;
    if (args->columns == NULL && !wants)
        return ERR_OK;
    if (args->list == NULL || args->columns == NULL) {
        enum err err = DIAG(m->diag, LOC_NONE, &no_list, NULL);
        return err == ERR_NOMEM ? err : ERR_USAGE;
    }
    enum err err = list_read(m->arena, m->diag, LOC_NONE, args->list,
        args->encoding == NULL ? "auto" : args->encoding, &m->list);
    return err == ERR_OK ? read_columns(m) : err;
}

/* The list is the one that the editions were made of, to the letter. */
static enum err
check_list(struct merging *m)
{
    char hash[SHA256_HEX + 1];
    if (m->claim.list[0] == '\0')
        return DIAG(m->diag, ((struct loc){m->path, 0, 0}), &not_ended, NULL);
    if (m->args->columns == NULL)
        return ERR_OK;
    sha256_hex(m->list.text, hash);
    return strcmp(hash, m->claim.list) == 0
               ? ERR_OK
               : DIAG(m->diag, ((struct loc){m->list.path, 0, 0}),
                     &changed_list, NULL);
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
    if (m->next > m->claim.rows)
        return ledger_fault(m->diag, m->path, place.line);
    enum err err = turn_row(m);
    if (err == ERR_OK)
        err = ledger_take(m->row, m->diag, m->path, text, place.line, row);
    if (err == ERR_OK && (row->row != m->next || !row->done))
        err = say_missing(m);
    m->next += m->claim.shards;
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

/* The fields of ROW that its record has. */
static enum err
read_fields(struct merging *m, size_t row)
{
    struct job_row fields;
    if (m->n_columns == 0)
        return ERR_OK;
    enum err err = list_row(m->row, m->diag, &m->list, row, &fields);
    for (size_t i = 0; i < m->n_columns && err == ERR_OK; i++)
        m->field[i] = (struct record_field){
            m->list.column[m->column[i]], fields.field[m->column[i]].text};
    return err;
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
        err = read_fields(m, row.row);
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
    size_t rows = m->claim.rows;
    m->next = m->claim.shard;
    if (m->next > rows)
        return DIAG(m->diag, ((struct loc){m->path, 0, 0}), &no_rows, NULL);
    if (lseek(m->fd, 0, SEEK_SET) != 0)
        return say_open(m);
    enum err err = ledger_walk(m->diag, m->path, m->fd, visit, m, &torn);
    return err == ERR_OK && (torn || m->next <= rows) ? say_missing(m) : err;
}

/* What the file is called when nobody says it. */
static enum err
read_title(struct merging *m, const char **title)
{
    const char *out = m->args->out, *slash = strrchr(out, '/');
    struct str name = str_without(slash == NULL ? out : slash + 1, ".pdf");
    *title = m->args->title;
    if (*title != NULL)
        return ERR_OK;
    if (utf8_valid(name) != name.n)
        return DIAG(m->diag, LOC_NONE, &no_title, out);
    *title = arena_strndup(m->arena, name.p, name.n);
    return *title == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
merge_all(struct merging *m, struct merge_tally *tally)
{
    const char *title;
    enum err err = read_title(m, &title);
    if (err == ERR_OK)
        err = merge_begin(m->diag, m->args->out, title, &m->merge);
    if (err == ERR_OK)
        err = walk(m, merge_row);
    if (err == ERR_OK)
        return merge_end(m->merge, tally);
    merge_abandon(m->merge);
    return err;
}

/* Is DIR a folder of editions, whose files belong to rows? */
static bool
is_of_batch(const char *dir)
{
    DIR *open = opendir(dir);
    bool found = false;
    for (struct dirent *e;
         !found && open != NULL && (e = readdir(open)) != NULL;)
        found = claim_is_manifest(e->d_name);
    if (open != NULL)
        closedir(open);
    return found;
}

/* Nothing is written over that is read, and nothing into a batch's folder. */
static enum err
check_out(struct merging *m)
{
    const char *out = m->args->out, *dir = file_dir(m->arena, out);
    bool there = stat(out, &m->out) == 0;
    if (dir == NULL)
        return ERR_NOMEM;
    if (out[0] == '\0' || (there && !S_ISREG(m->out.st_mode)))
        return DIAG(m->diag, LOC_NONE, &no_file, out);
    if (!there)
        m->out = (struct stat){.st_ino = 0};
    if (is_of_batch(dir))
        return DIAG(m->diag, LOC_NONE, &inside, out);
    bool onto = is_out(m, m->path) ||
                (m->args->list != NULL && is_out(m, m->args->list));
    return onto ? DIAG(m->diag, LOC_NONE, &onto_input, out) : ERR_OK;
}

static enum err
run(struct merging *m, struct merge_tally *tally)
{
    enum err err = open_manifest(m);
    if (err == ERR_OK)
        err = check_out(m);
    if (err == ERR_OK)
        err = read_claim(m);
    if (err == ERR_OK)
        err = read_list(m);
    if (err == ERR_OK)
        err = walk(m, count_row);
    if (err == ERR_OK)
        err = check_list(m);
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
