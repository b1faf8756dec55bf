#include "deliver/batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "deliver/batch_imp.h"

DIAG_MESSAGE(no_folder, "deliver.folder", DIAG_FATAL,
    "フォルダー「{1}」を作れないか、開けません（{2}"
    "）。上のフォルダーを先に作り、"
    "権限を確かめてください",
    "the folder \"{1}\" cannot be made or opened ({2}); make the folder it is "
    "to stand in first, and check permissions");
DIAG_MESSAGE(no_worker, "deliver.no-worker", DIAG_FATAL,
    "作業用のプロセスを始められません（{1}）。--jobs を減らしてください",
    "no process can be started for the work ({1}); use fewer --jobs");
/* An error of the machine, said once: nothing new is begun. */
static void
give_up(struct batch *b, const struct diag_message *message, const char *what,
    int error)
{
    if (b->broken != ERR_OK)
        return;
    enum err err =
        what == NULL ? DIAG(b->diag, LOC_NONE, message, strerror(error))
                     : DIAG(b->diag, LOC_NONE, message, what, strerror(error));
    b->broken = err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

/* --- which row is next ---------------------------------------------------- */

static bool
is_stopped(const struct batch *b)
{
    return b->broken != ERR_OK || *b->options->stop != 0;
}

/* What the manifest has of ROW in TASK, if it was done. */
static enum err
recall_row(struct batch *b, struct arena *arena, size_t row, struct task *task)
{
    const struct manifest *m = &b->manifest;
    struct ledger_line old;
    if (m->place == NULL || m->place[row - 1].line == 0)
        return ERR_OK;
    enum err err =
        ledger_read(arena, b->diag, m->path, m->fd, m->place[row - 1], &old);
    if (err != ERR_OK || !old.done || strlen(old.input) != SHA256_HEX ||
        strlen(old.file) >= sizeof task->file || strchr(old.file, '/') != NULL)
        return err; /* a file elsewhere is none of this batch's */
    strcpy(task->input, old.input);
    strcpy(task->sha256, old.sha256);
    strcpy(task->file, old.file);
    task->pages = old.pages;
    task->bytes = old.bytes;
    return ERR_OK;
}

static char *
copy_of(const char *text)
{
    return strdup(text == NULL ? "" : text);
}

/* Fills in the names of ONE; MESSAGES and BRIEF are taken over. */
static enum err
finish(struct batch *b, struct finished *one, const struct edition_name *name,
    char *messages, char *brief)
{
    one->key = copy_of(name->key);
    one->file = copy_of(name->file);
    one->messages = messages == NULL ? copy_of("") : messages;
    one->brief = brief == NULL ? copy_of("") : brief;
    bool made = one->key != NULL && one->file != NULL &&
                one->messages != NULL && one->brief != NULL;
    return made ? commit_add(b, one) : ERR_NOMEM;
}

/* A row that has no name fails here: what DIAG says of it is all there is. */
static enum err
fail_unnamed(struct batch *b, size_t row, const struct edition_name *name,
    struct diag *diag)
{
    struct finished one = {.answer = {.row = row, .result = ERR_INPUT}};
    char *messages = b->options->write(b->options->self, diag, false);
    char *brief = b->options->write(b->options->self, diag, true);
    return finish(b, &one, name, messages, brief);
}

/* The task for ROW in *TASK; *FAILED: it has none, which is recorded. */
static enum err
make_task(struct batch *b, size_t row, struct task *task, bool *failed)
{
    struct arena *arena = arena_new();
    struct diag *diag = diag_new();
    struct edition_name name;
    enum err err = arena == NULL || diag == NULL ? ERR_NOMEM : ERR_OK;
    *task = (struct task){.row = row};
    *failed = false;
    if (err == ERR_OK)
        err = recall_row(b, arena, row, task);
    if (err == ERR_OK) {
        enum err named = names_row(arena, diag, b->options->naming, row, &name);
        *failed = named != ERR_OK;
        if (named == ERR_INPUT)
            err = fail_unnamed(b, row, &name, diag);
        else
            err = named;
        if (named == ERR_OK && strcmp(task->file, name.file) != 0)
            task->input[0] = '\0'; /* it is called otherwise now */
    }
    diag_free(diag);
    arena_free(arena);
    return err;
}

/* The next task; *ANY false: there is none. */
static enum err
next_task(struct batch *b, struct task *task, bool *any)
{
    enum err err = ERR_OK;
    *any = b->n_later > 0;
    if (*any)
        *task = b->later[--b->n_later];
    while (err == ERR_OK && !*any && b->next <= b->options->naming->list->n) {
        bool failed;
        size_t row = b->next;
        b->next += b->options->shards;
        err = make_task(b, row, task, &failed);
        *any = err == ERR_OK && !failed;
    }
    return err;
}

/* --- workers -------------------------------------------------------------- */

static bool
start(struct batch *b, struct worker *worker)
{
    if (worker_start(worker, b->maker, b->folder, b->worker, b->options->jobs))
        return true;
    give_up(b, &no_worker, NULL, errno);
    return false;
}

/* WORKER is gone: what it was at fails, what waited goes to another. */
static enum err
bury(struct batch *b, struct worker *worker)
{
    struct worker gone = *worker;
    int signal;
    char *brief = NULL;
    worker_end(worker, &signal);
    worker->n = 0;
    for (size_t i = 1; i < gone.n; i++)
        b->later[b->n_later++] = gone.task[i];
    if (gone.n == 0)
        return ERR_OK;
    struct arena *arena = arena_new();
    const char *text =
        arena == NULL
            ? NULL
            : arena_printf(arena, "the worker died (signal %d)", signal);
    brief = text == NULL ? NULL : strdup(text);
    struct finished one = {
        .answer = {.row = gone.task[0].row, .result = ERR_INTERNAL}};
    struct edition_name name = {0};
    enum err err = brief == NULL ? ERR_NOMEM
                                 : names_row(arena, b->diag, b->options->naming,
                                       (size_t)one.answer.row, &name);
    if (err == ERR_OK)
        err = finish(b, &one, &name, NULL, brief);
    else
        free(brief);
    arena_free(arena);
    return err;
}

/* Rows that were not given to a worker yet, about. */
static size_t
rows_left(const struct batch *b)
{
    size_t n = b->options->naming->list->n;
    return b->next > n ? 0 : (n - b->next) / b->options->shards;
}

/* How many tasks a worker is given at once: as many as it is busy with while
 * the parent syncs, so that it need not wait; few when an edition takes long,
 * so that a stop is soon; few towards the end, so that no worker is left with
 * all the rest. */
static size_t
tasks_at_once(const struct batch *b)
{
    enum { AHEAD_MS = 100 };
    size_t jobs = b->options->jobs, share = rows_left(b) / (2 * jobs);
    int64_t ms = (b->options->now() - b->begun) * (int64_t)jobs;
    size_t n = (size_t)(AHEAD_MS * (int64_t)b->answers / (ms < 1 ? 1 : ms));
    n = n < share ? n : share;
    return n < WORKER_TASKS_LEAST ? WORKER_TASKS_LEAST
           : n > WORKER_TASKS     ? WORKER_TASKS
                                  : n;
}

/* Gives tasks to WORKER while it has room, starting it when it must. */
static enum err
feed(struct batch *b, struct worker *worker)
{
    size_t most = tasks_at_once(b);
    while (worker->n < most && !is_stopped(b)) {
        struct task task;
        bool any;
        enum err err = next_task(b, &task, &any);
        if (err != ERR_OK || !any)
            return err;
        if (worker->pid == 0 && !start(b, worker)) {
            b->later[b->n_later++] = task;
            return ERR_OK;
        }
        if (!worker_ask(worker, &task)) {
            b->later[b->n_later++] = worker->task[--worker->n];
            return bury(b, worker);
        }
    }
    return ERR_OK;
}

static enum err
take_answer(struct batch *b, struct worker *worker)
{
    struct finished one = {0};
    struct edition_name name = {0};
    char *messages, *brief;
    if (!worker_answer(worker, &one.answer, &messages, &brief))
        return bury(b, worker);
    b->answers++;
    if (one.answer.error != 0) {
        if (b->broken == ERR_OK)
            b->broken = commit_cannot_write(b, one.answer.error);
        free(messages);
        free(brief);
        return ERR_OK;
    }
    struct arena *arena = arena_new();
    enum err err = arena == NULL ? ERR_NOMEM
                                 : names_row(arena, b->diag, b->options->naming,
                                       (size_t)one.answer.row, &name);
    if (err == ERR_OK) {
        err = finish(b, &one, &name, messages, brief);
    } else {
        free(messages);
        free(brief);
    }
    arena_free(arena);
    return err;
}

/* --- the run -------------------------------------------------------------- */

static size_t
busy(const struct batch *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->options->jobs; i++)
        n += b->worker[i].n;
    return n;
}

/* Waits for answers and takes those that are there. */
static enum err
wait_for_answers(struct batch *b)
{
    struct pollfd fds[BATCH_JOBS_MAX];
    struct worker *from[BATCH_JOBS_MAX];
    nfds_t n = 0;
    for (size_t i = 0; i < b->options->jobs; i++) {
        if (b->worker[i].n == 0)
            continue;
        from[n] = &b->worker[i];
        fds[n++] = (struct pollfd){.fd = b->worker[i].from, .events = POLLIN};
    }
    enum err err = ERR_OK;
    int ready = poll(fds, n, TICK_MS);
    for (nfds_t i = 0; i < n && ready > 0 && err == ERR_OK; i++)
        if (fds[i].revents != 0)
            err = take_answer(b, from[i]);
    if (ready == 0)
        b->options->tell(b->options->self, NULL);
    return err;
}

static enum err
run_rows(struct batch *b)
{
    enum err err = ERR_OK;
    do {
        for (size_t i = 0; i < b->options->jobs && err == ERR_OK; i++)
            err = feed(b, &b->worker[i]);
        if (err == ERR_OK && busy(b) > 0)
            err = wait_for_answers(b);
        bool late = b->n_done > 0 && b->options->now() - b->since >= COMMIT_MS;
        if (err == ERR_OK && late)
            err = commit_all(b);
    } while (
        err == ERR_OK && (busy(b) > 0 || (b->n_later > 0 && !is_stopped(b))));
    enum err last = commit_all(b);
    return err == ERR_OK ? last : err;
}

static void
end_workers(struct batch *b)
{
    int signal;
    for (size_t i = 0; i < b->options->jobs; i++)
        worker_end(&b->worker[i], &signal);
}

/* The part of a row of this shard? */
static bool
is_row_part(const struct batch_options *o, const char *name)
{
    size_t row;
    char whole[PART_BYTES];
    if (sscanf(name, ".kumihan-%zu.part", &row) != 1 || row == 0)
        return false;
    worker_part(row, whole);
    return strcmp(whole, name) == 0 && (row - 1) % o->shards == o->shard - 1;
}

/* What was to become the manifest or the claim?  (base/out.h) */
static bool
is_manifest_part(const struct batch *b, const char *name)
{
    static const char part[] = ".part";
    const char *own = strrchr(b->manifest.path, '/') + 1;
    size_t stem = strlen(own) - strlen("csv");
    if (strncmp(name, own, stem) != 0)
        return false;
    name += stem;
    if (strncmp(name, "csv", 3) != 0 && strncmp(name, "ini", 3) != 0)
        return false;
    name += 3;
    if (strncmp(name, part, sizeof part - 1) != 0)
        return false;
    name += sizeof part - 1;
    return name[0] != '\0' && name[strspn(name, "0123456789")] == '\0';
}

/* What a crash or a full disk left: of this shard alone. */
static void
remove_parts(struct batch *b)
{
    DIR *dir = opendir(b->options->folder);
    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        if (is_row_part(b->options, e->d_name) ||
            is_manifest_part(b, e->d_name))
            unlinkat(b->folder, e->d_name, 0);
    if (dir != NULL)
        closedir(dir);
}

static enum err
open_folder(struct batch *b)
{
    const char *folder = b->options->folder;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        give_up(b, &no_folder, folder, errno);
        return b->broken;
    }
    b->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (b->folder < 0)
        give_up(b, &no_folder, folder, errno);
    return b->broken;
}

const char *
batch_manifest(
    struct arena *arena, const char *folder, size_t shard, size_t shards)
{
    char digits[32];
    int width = snprintf(digits, sizeof digits, "%zu", shards);
    return shards == 1 ? arena_join(arena, folder, "/", "manifest.csv")
                       : arena_printf(arena, "%s/manifest-%0*zu-of-%zu.csv",
                             folder, width, shard, shards);
}

static enum err
begin(struct batch *b)
{
    const struct batch_options *o = b->options;
    size_t n = o->naming->list->n;
    const char *path = batch_manifest(b->arena, o->folder, o->shard, o->shards);
    b->next = o->shard;
    if (path == NULL)
        return ERR_NOMEM;
    enum err err =
        manifest_open(b->arena, b->diag, path, o->resume, &b->manifest);
    if (err != ERR_OK)
        return err;
    err = claim_check(b);
    if (err == ERR_OK)
        err = journal_open(b);
    if (err == ERR_OK && b->manifest.filled)
        err = resume_rows(b);
    if (err == ERR_OK)
        err = claim_write(b, false);
    if (err != ERR_OK && !b->manifest.filled)
        unlink(path); /* it has but its heads */
    if (err != ERR_OK)
        return err;
    remove_parts(b);
    b->tally->rows = n < o->shard ? 0 : (n - o->shard) / o->shards + 1;
    return ERR_OK;
}

/* What is no row's any more goes before the lines that tell of it: who is
 * killed between the two finds them again. */
static enum err
tidy(struct batch *b)
{
    size_t older;
    enum err err = manifest_map(
        b->arena, b->diag, &b->manifest, b->options->naming->list->n, &older);
    if (err == ERR_OK && older > 0)
        err = sweep_files(b);
    return err == ERR_OK ? manifest_sort(b->diag, &b->manifest) : err;
}

static enum err
run(struct batch *b)
{
    enum err err = names_check(b->diag, b->options->naming);
    if (err == ERR_OK)
        err = open_folder(b);
    if (err == ERR_OK)
        err = begin(b);
    if (err != ERR_OK)
        return err;
    b->begun = b->options->now();
    err = run_rows(b);
    end_workers(b);
    remove_parts(b);
    err = err == ERR_OK ? b->broken : err;
    b->tally->stopped = *b->options->stop != 0;
    if (err == ERR_OK)
        err = tidy(b);
    bool done = b->tally->made + b->tally->kept == b->tally->rows;
    return err == ERR_OK && done ? claim_write(b, true) : err;
}

enum err
batch_run(struct diag *diag, const struct batch_options *options,
    const struct maker *maker, struct batch_tally *tally)
{
    struct batch *b = calloc(1, sizeof *b);
    *tally = (struct batch_tally){0};
    if (b == NULL)
        return ERR_NOMEM;
    b->diag = diag;
    b->options = options;
    b->maker = maker;
    b->tally = tally;
    b->folder = b->journal = b->manifest.fd = -1;
    b->arena = arena_new();
    enum err err = b->arena == NULL ? ERR_NOMEM : run(b);
    journal_close(b, err == ERR_OK);
    manifest_close(&b->manifest);
    if (b->folder >= 0)
        close(b->folder);
    arena_free(b->arena);
    free(b);
    return err == ERR_OK && tally->failed > 0 ? ERR_INPUT : err;
}
