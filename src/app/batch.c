#include "app/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/args.h"
#include "app/identity.h"
#include "app/imposing.h"
#include "app/mergeplan.h"
#include "app/progress.h"
#include "app/shard.h"
#include "app/stop.h"
#include "base/file.h"
#include "base/fold.h"
#include "deliver/combine.h"

DIAG_MESSAGE(no_list, "app.batch-list", DIAG_ERROR,
    "リストがありません。--each LIST.csv か [batch] の list で指定してください",
    "there is no list; name one with --each LIST.csv or list in [batch]");

/* What the maker's functions and those of the run work on. */
struct batch_job {
    struct kumihan *k;
    const struct args *args;
    struct progress progress;
    struct naming naming;
    char identity[SHA256_HEX + 1]; /* of the job */
    char list[SHA256_HEX + 1];     /* of the list */
    char whole[SHA256_HEX + 1];    /* of both */
    size_t shard, shards;
    const char **taken; /* naming.taken */
    size_t cap_taken;
};

/* --- the maker, in workers ------------------------------------------------ */

static int
turn(void *self, size_t row, char input[SHA256_HEX + 1])
{
    struct batch_job *job = self;
    int result = kumihan_turn(job->k, row);
    return result != KUMIHAN_OK
               ? result
               : library_result(
                     job->k, identity_row(job->k, job->identity, input));
}

static int
make(void *self, char **pdf, size_t *n, unsigned *pages)
{
    struct batch_job *job = self;
    int result = kumihan_pdf(job->k, pdf, n);
    *pages = kumihan_pages(job->k);
    return result;
}

/* The first error of DIAG, else its first warning, in one line. */
static void
put_brief(const struct diag *diag, enum diag_lang lang, struct buf *out)
{
    size_t n = diag_count(diag), first = n;
    for (size_t i = n; i-- > 0;) {
        bool error = diag_at(diag, i).level >= DIAG_ERROR;
        bool before = first < n && diag_at(diag, first).level >= DIAG_ERROR;
        first = error || !before ? i : first;
    }
    buf_text(out, "");
    if (first == n)
        return;
    struct loc loc = diag_at(diag, first).loc;
    if (loc.file != NULL)
        buf_printf(out, "%s:%d:%d: ", loc.file, (int)loc.line, (int)loc.col);
    diag_put_text(diag, first, lang, out);
}

/* All that DIAG holds, as messages are asked for, or in brief. */
static char *
write_diag(void *self, const struct diag *diag, bool brief)
{
    const struct batch_job *job = self;
    enum diag_lang lang = job->args->lang == KUMIHAN_JA ? DIAG_JA : DIAG_EN;
    bool json = job->args->format == KUMIHAN_JSON;
    struct buf out = {0};
    if (brief)
        put_brief(diag, lang, &out);
    else
        diag_write(diag, lang, json ? DIAG_JSON : DIAG_TEXT, &out);
    return library_take(&out);
}

static char *
messages(void *self)
{
    const struct batch_job *job = self;
    return write_diag(self, job->k->diag, false);
}

static char *
brief(void *self)
{
    const struct batch_job *job = self;
    return write_diag(self, job->k->diag, true);
}

/* --- the command ---------------------------------------------------------- */

static void
end(void)
{
    _exit(KUMIHAN_OK);
}

static void
tell(void *self, const struct batch_event *event)
{
    struct batch_job *job = self;
    progress_tell(&job->progress, event);
}

/* The last part of PATH as names are compared, or NULL. */
static const char *
folded_name(struct arena *arena, const char *path)
{
    struct buf folded = {0};
    const char *slash = strrchr(path, '/');
    fold_put(str_of(slash == NULL ? path : slash + 1), &folded);
    const char *kept =
        folded.failed ? NULL : arena_strndup(arena, folded.p, folded.n);
    buf_fini(&folded);
    return kept;
}

/* Adds the name of the file PATH when it stands in FOLDER. */
static enum err
add_taken(struct batch_job *job, const struct stat *folder, const char *path)
{
    struct arena *arena = job->k->lasting;
    struct stat own;
    const char *dir = path == NULL ? "" : file_dir(arena, path);
    if (dir == NULL)
        return ERR_NOMEM;
    if (path == NULL || stat(dir, &own) != 0 || own.st_dev != folder->st_dev ||
        own.st_ino != folder->st_ino)
        return ERR_OK;
    const char **all = arena_grow(
        arena, job->taken, job->naming.n_taken, &job->cap_taken, sizeof *all);
    const char *name = folded_name(arena, path);
    if (all == NULL || name == NULL)
        return ERR_NOMEM;
    job->taken = all;
    all[job->naming.n_taken++] = name;
    return ERR_OK;
}

/* The files of the folder that the job reads: no edition takes their names. */
static enum err
find_taken(struct batch_job *job)
{
    struct stat folder;
    const struct kumihan *k = job->k;
    if (stat(job->args->folder, &folder) != 0)
        return ERR_OK; /* it will be made */
    enum err err = add_taken(job, &folder, k->path);
    if (err == ERR_OK)
        err = add_taken(job, &folder, k->list.path);
    for (size_t i = 0; i < k->job->n; i++) {
        const struct section *s = &k->job->section[i];
        for (size_t e = 0; e < s->n && err == ERR_OK; e++) {
            err = add_taken(job, &folder, s->entry[e].path);
            if (err == ERR_OK)
                err = add_taken(job, &folder, s->entry[e].loc.file);
        }
    }
    job->naming.taken = job->taken;
    return err;
}

/* The columns and the pattern of names: the command's, else the job's. */
static enum err
read_naming(struct batch_job *job)
{
    const struct kumihan *k = job->k;
    const struct section *batch = job_find(k->job, "batch", "");
    const char *key = batch == NULL ? NULL : section_text(batch, "key");
    struct naming *naming = &job->naming;
    *naming = (struct naming){.list = &k->list,
        .key = key == NULL ? k->list.column[0] : key,
        .pattern = job->args->name,
        .loc = {"--name", 0, 0}};
    if (naming->pattern != NULL)
        return ERR_OK;
    if (batch != NULL && section_has(batch, "name")) {
        naming->pattern = section_text(batch, "name");
        naming->loc = section_loc(batch, "name");
        return ERR_OK;
    }
    naming->pattern = arena_printf(k->lasting, "{%s}.pdf", naming->key);
    return naming->pattern == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
read_identity(struct batch_job *job)
{
    struct buf both = {0};
    enum err err = identity_job(job->k, job->identity);
    if (err != ERR_OK)
        return err;
    sha256_hex(job->k->list.text, job->list);
    buf_printf(&both, "%s %s", job->identity, job->list);
    sha256_hex((struct str){both.p, both.n}, job->whole);
    err = both.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&both);
    return err;
}

static unsigned
worker_count(const struct args *args)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    if (args->jobs > 0)
        return (unsigned)args->jobs;
    return cores < 1                ? 1
           : cores > BATCH_JOBS_MAX ? BATCH_JOBS_MAX
                                    : (unsigned)cores;
}

static enum err
run_editions(struct batch_job *job, struct batch_tally *tally)
{
    const struct args *args = job->args;
    const struct maker maker = {job, turn, make, messages, brief, end};
    const struct batch_options options = {.folder = args->folder,
        .jobs = worker_count(args),
        .resume = args->resume,
        .reread = args->merge != NULL,
        .shard = job->shard,
        .shards = job->shards,
        .naming = &job->naming,
        .identity = job->whole,
        .list_hash = job->list,
        .now = progress_now,
        .tell = tell,
        .write = write_diag,
        .self = job,
        .stop = &stop_asked};
    return batch_run(job->k->diag, &options, &maker, tally);
}

/* What is wrong with the sheets of all rows is said once. */
static enum err
foresee_sheets(struct kumihan *k)
{
    bool varies = job_row_reaches(k->job, &k->heads, "profile", NULL) ||
                  job_row_reaches(k->job, &k->heads, "page", NULL);
    return varies ? ERR_OK : imposing_foresee(k);
}

static enum err
run(struct batch_job *job, struct batch_tally *tally)
{
    *tally = (struct batch_tally){0};
    if (job->k->list.n == 0)
        return DIAG(job->k->diag, LOC_NONE, &no_list, NULL);
    enum err err = foresee_sheets(job->k);
    if (err == ERR_OK)
        err = mergeplan_check(job->k, job->args);
    if (err == ERR_OK)
        err = read_naming(job);
    if (err == ERR_OK)
        err = find_taken(job);
    if (err == ERR_OK)
        err = read_identity(job);
    if (err != ERR_OK)
        return err;
    if (kumihan_share(job->k) != KUMIHAN_OK)
        return ERR_ENVIRONMENT;
    stop_hear();
    job->progress = progress_begin(job->args);
    err = run_editions(job, tally);
    if (tally->rows > 0)
        progress_end(&job->progress, tally);
    return err;
}

static void
tell_combined(void *self, size_t row, const struct combined *so_far)
{
    size_t bad = so_far->failed + so_far->lost; /* no row is both */
    const struct batch_tally tally = {
        .rows = so_far->rows, .made = row - 1 - bad, .failed = bad};
    progress_show(self, &tally);
}

static void
put_combined(const struct args *args, const struct combined *all)
{
    fprintf(stderr, "%s %zu  %s %zu  %s %zu  %s %zu  %s %zu  %s %zu\n",
        args_text(args, "行", "rows"), all->rows,
        args_text(args, "完了", "done"), all->done,
        args_text(args, "失敗", "failed"), all->failed,
        args_text(args, "欠け", "holes"), all->holes,
        args_text(args, "重複", "doubles"), all->doubles,
        args_text(args, "ファイルなし・違い", "lost"), all->lost);
}

/* A merged file stands in none of the folders that are combined into OUT. */
static enum err
check_folders(struct kumihan *k, const struct args *args, const char *out)
{
    enum err err = mergeplan_outside(k, args, out);
    for (size_t i = 0; i < args->n_plain && err == ERR_OK; i++)
        err = mergeplan_outside(k, args, args->plain[i]);
    return err;
}

/* The manifests in the folders named, as one in --out, else in the first. */
static int
combine(const struct args *args)
{
    struct kumihan *k;
    struct combined all = {0};
    struct progress progress = progress_begin(args);
    int result = library_new(&k);
    if (result != KUMIHAN_OK)
        return result;
    const struct combine_options options = {
        .out = args->folder == NULL ? args->plain[0] : args->folder,
        .tell = tell_combined,
        .self = &progress,
        .stop = &stop_asked};
    stop_hear();
    enum err err = check_folders(k, args, options.out);
    if (err == ERR_OK)
        err = mergeplan_columns(k, args);
    if (err == ERR_OK)
        err = combine_folders(
            k->diag, args->plain, args->n_plain, &options, &all);
    progress_clear(&progress);
    result = library_result(k, err);
    args_report(args, k);
    if (all.rows > 0)
        put_combined(args, &all);
    if (result == KUMIHAN_OK && args->merge != NULL && stop_asked == 0) {
        const char *manifest = batch_manifest(k->arena, options.out, 1, 1);
        return manifest == NULL ? KUMIHAN_ENVIRONMENT
                                : mergeplan_go(k, args, manifest);
    }
    kumihan_free(k);
    return result;
}

static int
refuse(const struct args *args, const char *ja, const char *en)
{
    fprintf(stderr, "kumihan: %s\n", args_text(args, ja, en));
    return KUMIHAN_USAGE;
}

/* What a batch that is combined has no use for: it has no job. */
static bool
asks_for_editions(const struct args *args)
{
    return args->n_set > 0 || args->row > 0 || args->name != NULL ||
           args->jobs > 0 || args->shards > 0 || args->resume ||
           args->profile != NULL || args->printer != NULL ||
           args->impose != NULL || args->sheet != NULL;
}

static int
check_combine(const struct args *args)
{
    if (asks_for_editions(args))
        return refuse(args,
            "--combine と使えるのは "
            "--out、--merge、--title、--columns、--each、"
            "--encoding だけです",
            "with --combine go only --out, --merge, --title, --columns, "
            "--each and --encoding");
    if ((args->columns == NULL) != (args->list == NULL) ||
        (args->encoding != NULL && args->list == NULL))
        return refuse(args,
            "--combine では --columns と --each LIST.csv を一緒に指定して"
            "ください",
            "with --combine, --columns and --each LIST.csv go together");
    return KUMIHAN_OK;
}

static int
check_args(const struct args *args)
{
    if (args->merge == NULL && (args->title != NULL || args->columns != NULL))
        return refuse(args, "--title と --columns は --merge と使います",
            "--title and --columns go with --merge");
    if (args->combine)
        return check_combine(args);
    if (args->row > 0)
        return refuse(args,
            "--row は build などのもので、batch は全部の行を作ります",
            "--row is for build; a batch makes all rows");
    return args->folder != NULL
               ? KUMIHAN_OK
               : refuse(args,
                     "PDF を入れるフォルダーを --out で指定してください",
                     "name the folder for the PDFs with --out");
}

/* All editions are there: this program becomes the one that merges them. */
static int
merge_editions(struct batch_job *job)
{
    const char *manifest = batch_manifest(
        job->k->lasting, job->args->folder, job->shard, job->shards);
    return manifest == NULL ? KUMIHAN_ENVIRONMENT
                            : mergeplan_go(job->k, job->args, manifest);
}

/* What --encoding says is the job's. */
static int
set_encoding(struct args *args, char *set, size_t size)
{
    if (args->encoding == NULL)
        return KUMIHAN_OK;
    if (args->n_set == ARGS_LIST_MAX)
        return refuse(args, "--set が多すぎます", "--set is given too often");
    snprintf(set, size, "batch:encoding=%s", args->encoding);
    args->set[args->n_set++] = set;
    args->options.n_set = args->n_set;
    return KUMIHAN_OK;
}

int
batch_command(int argc, char **argv)
{
    struct args args;
    struct batch_job job = {.args = &args};
    struct batch_tally tally;
    char encoding[32];
    int result = args_read(&args,
        TAKE_JOB | TAKE_FONTS | TAKE_PROFILE | TAKE_PRINTER | TAKE_BATCH |
            TAKE_IMPOSE,
        1, ARGS_PLAIN_MAX, argc, argv);
    if (result != KUMIHAN_OK)
        return result;
    result = check_args(&args);
    if (result != KUMIHAN_OK)
        return result;
    if (args.combine)
        return stop_result(combine(&args));
    result = set_encoding(&args, encoding, sizeof encoding);
    if (result == KUMIHAN_OK)
        result = shard_find(&args, &job.shard, &job.shards);
    if (result != KUMIHAN_OK)
        return result;
    args.options.row = KUMIHAN_NO_ROW;
    result = kumihan_load(args.plain[0], &args.options, &job.k);
    if (result == KUMIHAN_OK)
        result = library_result(job.k, run(&job, &tally));
    args_report(&args, job.k);
    if (result == KUMIHAN_OK && args.merge != NULL && stop_asked == 0)
        return merge_editions(&job);
    kumihan_free(job.k);
    if (fflush(stdout) != 0 || ferror(stdout))
        result = result == KUMIHAN_OK ? KUMIHAN_ENVIRONMENT : result;
    return stop_result(result);
}
