/* A project folder made of strings, loaded as a job with its data. */
#ifndef TEST_DATA_FIXTURE_H
#define TEST_DATA_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/dataset.h"

struct project {
    char dir[32];
    struct arena *arena;
    struct diag *diag;
    const struct job *job;
    struct dataset *data;
    enum err err;
    struct buf out; /* the diagnostics, one a line, without the folder */
};

static inline void
project_write(const char *dir, const char *name, const void *p, size_t n)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Takes the folder's name out of the diagnostics. */
static inline void
project_strip(struct project *p, struct buf *raw)
{
    size_t n = strlen(p->dir);
    for (size_t i = 0; i < raw->n; i++) {
        if (i + n < raw->n && memcmp(raw->p + i, p->dir, n) == 0)
            i += n + 1;
        if (i + 1 < raw->n && raw->p[i] == '.' && raw->p[i + 1] == '/')
            i += 2;
        buf_byte(&p->out, raw->p[i]);
    }
}

static inline void
project_say(struct project *p)
{
    struct buf raw = {0};
    buf_fini(&p->out);
    p->out = (struct buf){0};
    diag_write(p->diag, DIAG_EN, DIAG_TEXT, &raw);
    buf_text(&p->out, "");
    project_strip(p, &raw);
    buf_fini(&raw);
}

/* Loads a job of INI (behind a [document] of two lines) with the file a.csv
 * of N bytes. */
static inline struct project
project_bytes(const char *ini, const void *csv, size_t n)
{
    struct project p = {.dir = "/tmp/data-XXXXXX"};
    char path[64];
    struct buf text = {0};
    assert_non_null(mkdtemp(p.dir));
    p.arena = arena_new();
    p.diag = diag_new();
    buf_text(&text, "[document]\ntitle = t\n");
    buf_text(&text, ini);
    project_write(p.dir, "job.ini", text.p, text.n);
    project_write(p.dir, "a.csv", csv, n);
    buf_fini(&text);
    snprintf(path, sizeof path, "%s/job.ini", p.dir);
    p.err = job_load(p.arena, p.diag, path, NULL, 0, &p.job);
    if (p.err == ERR_OK)
        p.err = dataset_load(p.arena, p.diag, p.job, &p.data);
    project_say(&p);
    return p;
}

static inline struct project
project_load(const char *ini, const char *csv)
{
    return project_bytes(ini, csv, strlen(csv));
}

static inline void
project_free(struct project *p)
{
    char path[64];
    dataset_free(p->data);
    arena_free(p->arena);
    diag_free(p->diag);
    buf_fini(&p->out);
    snprintf(path, sizeof path, "%s/job.ini", p->dir);
    unlink(path);
    snprintf(path, sizeof path, "%s/a.csv", p->dir);
    unlink(path);
    rmdir(p->dir);
}

/* The texts of the record set NAME: cells by `|`, rows by `/`. */
static inline const char *
project_rows(struct project *p, const char *name)
{
    const struct record_set *set = dataset_records(p->data, name);
    struct buf buf = {0};
    assert_non_null(set);
    for (size_t i = 0; i < set->n_rows * set->n_columns; i++) {
        if (i > 0)
            buf_byte(&buf, i % set->n_columns == 0 ? '/' : '|');
        buf_text(&buf, set->cell[i].text);
    }
    const char *s = arena_strndup(p->arena, buf.p, buf.n);
    buf_fini(&buf);
    return s;
}

/* The job fails, or goes on, saying exactly WANT. */
#define SAYS(ini, csv, want)                                                   \
    do {                                                                       \
        struct project said = project_load(ini, csv);                          \
        assert_string_equal(said.out.p, want);                                 \
        project_free(&said);                                                   \
    } while (0)

/* The record set NAME is WANT. */
#define GIVES(ini, csv, name, want)                                            \
    do {                                                                       \
        struct project made = project_load(ini, csv);                          \
        assert_string_equal(made.out.p, "");                                   \
        assert_string_equal(project_rows(&made, name), want);                  \
        project_free(&made);                                                   \
    } while (0)

#endif
