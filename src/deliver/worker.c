#include "deliver/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void
worker_part(size_t row, char name[PART_BYTES])
{
    snprintf(name, PART_BYTES, ".kumihan-%zu.part", row);
}

/* --- pipes ---------------------------------------------------------------- */

/* All N bytes, or false. */
static bool
read_all(int fd, void *p, size_t n)
{
    char *at = p;
    while (n > 0) {
        ssize_t got = read(fd, at, n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        n -= (size_t)got;
    }
    return true;
}

static bool
write_all(int fd, const void *p, size_t n)
{
    const char *at = p;
    while (n > 0) {
        ssize_t put = write(fd, at, n);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        at += put;
        n -= (size_t)put;
    }
    return true;
}

/* --- in the worker -------------------------------------------------------- */

struct place {
    const struct maker *maker;
    int folder;
    struct sha256_memory *hashes; /* editions begin alike; or NULL */
};

/* Writes the edition of ROW aside; the result is errno. */
static int
write_part(const struct place *place, size_t row, const char *pdf, size_t n)
{
    char name[PART_BYTES];
    worker_part(row, name);
    int fd = openat(place->folder, name,
        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return errno;
    int error = write_all(fd, pdf, n) ? 0 : errno;
    if (close(fd) != 0 && error == 0)
        error = errno;
    if (error != 0)
        unlinkat(place->folder, name, 0);
    return error;
}

/* True when the file NAME has the hash SHA256. */
static bool
has_hash(const struct place *place, const char *name, const char *sha256)
{
    char hash[SHA256_HEX + 1];
    return sha256_file(place->folder, name, hash) && strcmp(hash, sha256) == 0;
}

static void
make_one(const struct place *place, struct answer *answer)
{
    char *pdf = NULL;
    size_t n = 0;
    unsigned pages = 0;
    const struct maker *maker = place->maker;
    answer->result = maker->make(maker->self, &pdf, &n, &pages);
    if (answer->result == 0 && pdf != NULL) {
        answer->pages = pages;
        answer->bytes = n;
        sha256_hex_like(place->hashes, (struct str){pdf, n}, answer->sha256);
        answer->error = write_part(place, (size_t)answer->row, pdf, n);
    }
    free(pdf);
}

static void
work_on(
    const struct place *place, const struct task *task, struct answer *answer)
{
    const struct maker *maker = place->maker;
    *answer = (struct answer){.row = task->row};
    answer->result = maker->turn(maker->self, (size_t)task->row, answer->input);
    if (answer->result != 0)
        return;
    answer->kept = task->input[0] != '\0' &&
                   strcmp(task->input, answer->input) == 0 &&
                   has_hash(place, task->file, task->sha256);
    if (!answer->kept) {
        make_one(place, answer);
        return;
    }
    answer->pages = task->pages;
    answer->bytes = task->bytes;
}

static bool
reply(const struct place *place, int to, struct answer *answer)
{
    const struct maker *maker = place->maker;
    char *messages = maker->messages(maker->self);
    char *brief = maker->brief(maker->self);
    answer->n_messages = messages == NULL ? 0 : (uint32_t)strlen(messages);
    answer->n_brief = brief == NULL ? 0 : (uint32_t)strlen(brief);
    bool sent = write_all(to, answer, sizeof *answer) &&
                write_all(to, messages, answer->n_messages) &&
                write_all(to, brief, answer->n_brief);
    free(messages);
    free(brief);
    return sent;
}

/* Until the parent closes its end, or is gone. */
static void
serve(const struct place *place, int from, int to)
{
    struct task task;
    struct answer answer;
    while (read_all(from, &task, sizeof task)) {
        work_on(place, &task, &answer);
        if (!reply(place, to, &answer))
            break;
    }
}

/* --- in the parent -------------------------------------------------------- */

/* A worker ends with its parent's pipe, not with a key of the terminal. */
static void
become_worker(const struct place *place, int from, int to,
    const struct worker *all, size_t n)
{
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (size_t i = 0; i < n; i++)
        if (all[i].pid > 0) {
            close(all[i].to);
            close(all[i].from);
        }
    struct place own = *place;
    own.hashes = sha256_memory_new();
    serve(&own, from, to);
    sha256_memory_free(own.hashes);
    place->maker->end();
}

bool
worker_start(struct worker *worker, const struct maker *maker, int folder,
    const struct worker *all, size_t n)
{
    int down[2], up[2];
    if (pipe(down) != 0)
        return false;
    if (pipe(up) != 0) {
        close(down[0]);
        close(down[1]);
        return false;
    }
    const struct place place = {maker, folder, NULL};
    pid_t pid = fork();
    if (pid == 0) {
        close(down[1]);
        close(up[0]);
        become_worker(&place, down[0], up[1], all, n);
    }
    close(down[0]);
    close(up[1]);
    *worker = (struct worker){.pid = pid, .to = down[1], .from = up[0]};
    if (pid > 0)
        return true;
    close(down[1]);
    close(up[0]);
    worker->pid = 0;
    return false;
}

bool
worker_ask(struct worker *worker, const struct task *task)
{
    worker->task[worker->n++] = *task;
    return write_all(worker->to, task, sizeof *task);
}

/* N bytes as a string; NULL when they do not come. */
static char *
read_text(int from, size_t n)
{
    char *text = malloc(n + 1);
    if (text == NULL)
        return NULL;
    text[n] = '\0';
    if (read_all(from, text, n))
        return text;
    free(text);
    return NULL;
}

bool
worker_answer(
    struct worker *worker, struct answer *answer, char **messages, char **brief)
{
    *messages = *brief = NULL;
    if (!read_all(worker->from, answer, sizeof *answer))
        return false;
    *messages = read_text(worker->from, answer->n_messages);
    if (*messages != NULL)
        *brief = read_text(worker->from, answer->n_brief);
    if (*brief == NULL) {
        free(*messages);
        *messages = NULL;
        return false;
    }
    worker->n--;
    memmove(worker->task, worker->task + 1, worker->n * sizeof *worker->task);
    return true;
}

void
worker_end(struct worker *worker, int *signal)
{
    int status = 0;
    *signal = 0;
    if (worker->pid == 0)
        return;
    close(worker->to);
    close(worker->from);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFSIGNALED(status))
        *signal = WTERMSIG(status);
    worker->pid = 0;
}
