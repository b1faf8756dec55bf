/* What the tests of the layout room share: jobs written as strings in a folder
 * of their own, and a sketch of the pages that come of them.
 *
 * The sketch has a line per text line, `X,Y text` (start and base line in
 * 1/100 mm), and per path `box X,Y WxH #colour` or `line ... #colour`.
 */
#ifndef TEST_LAYOUT_FIXTURE_H
#define TEST_LAYOUT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/dataset.h"
#include "layout/layout.h"

/* A page of 100 mm with margins of 10 mm; copy of 16Q on 24H: 4 mm on 6 mm, 20
 * characters a line. */
#define FIXTURE_STYLE                                                          \
    "[document]\ntitle = T\n"                                                  \
    "[font f]\njapanese = BIZ UDGothic Regular\n"                              \
    "[style body]\nfont = f\nsize = 16Q\nleading = 24H\nalign = start\n"       \
    "indent = 0\n"
#define FIXTURE_PAGE                                                           \
    "[page p]\nsize = 100mm 100mm\nmargin = 10mm\ncolumns = 4\ngutter = 4mm\n"

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct font_set *fonts;
    const struct job *job;
    struct dataset *dataset;
    struct document *document;
    char dir[64];
    struct buf text; /* of the last sketch or messages */
    char file[8][64];
    size_t n_files;
};

static inline int
fixture_open(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    strcpy(f->dir, "/tmp/layout-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    *state = f;
    return 0;
}

static inline void
fixture_reset(struct fixture *f)
{
    dataset_free(f->dataset);
    font_set_free(f->fonts);
    diag_free(f->diag);
    arena_free(f->arena);
    f->dataset = NULL;
    f->fonts = NULL;
    f->diag = NULL;
    f->arena = NULL;
    f->document = NULL;
}

static inline int
fixture_close(void **state)
{
    struct fixture *f = *state;
    char path[256];
    fixture_reset(f);
    buf_fini(&f->text);
    for (size_t i = 0; i < f->n_files; i++) {
        snprintf(path, sizeof path, "%s/%s", f->dir, f->file[i]);
        unlink(path);
    }
    rmdir(f->dir);
    free(f);
    return 0;
}

static inline void
fixture_file(struct fixture *f, const char *name, const char *content)
{
    char path[256];
    bool known = false;
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(
        fwrite(content, 1, strlen(content), file), strlen(content));
    assert_int_equal(fclose(file), 0);
    for (size_t i = 0; i < f->n_files; i++)
        known = known || strcmp(f->file[i], name) == 0;
    if (!known)
        strcpy(f->file[f->n_files++], name);
}

/* Loads JOB as job.ini up to its data. */
static inline enum err
fixture_load(struct fixture *f, const char *job)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    char path[256];
    fixture_reset(f);
    f->arena = arena_new();
    f->diag = diag_new();
    f->fonts = font_set_new(dirs, 1);
    fixture_file(f, "job.ini", job);
    snprintf(path, sizeof path, "%s/job.ini", f->dir);
    enum err err = job_load(f->arena, f->diag, path, NULL, 0, &f->job);
    if (err == ERR_OK)
        err = dataset_load(f->arena, f->diag, f->job, &f->dataset);
    return err;
}

static inline enum err
fixture_build(struct fixture *f, const char *job)
{
    enum err err = fixture_load(f, job);
    const struct layout_request request = {.arena = f->arena,
        .diag = f->diag,
        .job = f->job,
        .dataset = f->dataset,
        .fonts = f->fonts};
    return err == ERR_OK ? layout_build(&request, &f->document) : err;
}

/* The messages, without the folder before the file's name. */
static inline const char *
fixture_messages(struct fixture *f)
{
    struct buf raw = {0};
    char folder[80];
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &raw);
    snprintf(folder, sizeof folder, "%s/", f->dir);
    f->text.n = 0;
    buf_text(&f->text, "");
    for (const char *p = raw.p == NULL ? "" : raw.p; *p != '\0';) {
        if (strncmp(p, folder, strlen(folder)) == 0)
            p += strlen(folder);
        else
            buf_byte(&f->text, *p++);
    }
    buf_fini(&raw);
    return f->text.p == NULL ? "" : f->text.p;
}

/* Builds JOB, which must be good. */
static inline void
fixture_good(struct fixture *f, const char *job)
{
    enum err err = fixture_build(f, job);
    if (err != ERR_OK)
        print_error("%s", fixture_messages(f));
    assert_int_equal(err, ERR_OK);
    assert_non_null(f->document);
}

/* Builds JOB, which must fail with exactly MESSAGES. */
static inline void
fixture_bad(struct fixture *f, const char *job, const char *messages)
{
    enum err err = fixture_build(f, job);
    assert_string_equal(fixture_messages(f), messages);
    assert_int_equal(err, ERR_INPUT);
    assert_null(f->document);
}

static inline int
fixture_mm(emu value)
{
    return (int)(unit_scale(value, 100, EMU_PER_MM));
}

static inline void
fixture_box(const struct item *item, emu box[4])
{
    box[0] = box[1] = INT_MAX;
    box[2] = box[3] = INT_MIN;
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        if (op->verb == PATH_CLOSE)
            continue;
        size_t at = op->verb == PATH_CURVE ? 2 : 0;
        box[0] = op->x[at] < box[0] ? op->x[at] : box[0];
        box[1] = op->y[at] < box[1] ? op->y[at] : box[1];
        box[2] = op->x[at] > box[2] ? op->x[at] : box[2];
        box[3] = op->y[at] > box[3] ? op->y[at] : box[3];
    }
}

static inline void
fixture_sketch_path(struct buf *out, const struct item *item)
{
    emu box[4];
    fixture_box(item, box);
    bool fill = !item->paint.fill.transparent || item->paint.gradient != NULL;
    const uint8_t *c = fill ? item->paint.fill.rgb : item->paint.stroke.rgb;
    buf_printf(out, "%s %d,%d %dx%d #%02x%02x%02x\n", fill ? "box" : "line",
        fixture_mm(box[0]), fixture_mm(box[1]), fixture_mm(box[2] - box[0]),
        fixture_mm(box[3] - box[1]), c[0], c[1], c[2]);
}

/* The first glyphs of the span that begins at ITEM. */
static inline const struct item *
fixture_glyphs(const struct item *item)
{
    while (item->kind == ITEM_SPAN_BEGIN)
        item++;
    return item;
}

/* The sketch of page NUMBER (from 0). */
static inline const char *
fixture_sketch(struct fixture *f, size_t number)
{
    assert_true(number < f->document->n_pages);
    const struct page *page = f->document->page[number];
    f->text.n = 0;
    buf_text(&f->text, "");
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_PATH)
            fixture_sketch_path(&f->text, item);
        if (item->kind != ITEM_SPAN_BEGIN || item->inner)
            continue;
        const struct item *glyphs = fixture_glyphs(item);
        buf_printf(&f->text, "%d,%d %.*s\n", fixture_mm(glyphs->x),
            fixture_mm(glyphs->y), (int)item->actual.n, item->actual.p);
    }
    return f->text.p;
}

/* The first text line of the document that is TEXT, or begins with it: its
 * page, or SIZE_MAX. */
static inline size_t
fixture_seek(
    const struct fixture *f, struct str text, bool start, emu *x, emu *y)
{
    for (size_t p = 0; p < f->document->n_pages; p++) {
        const struct page *page = f->document->page[p];
        for (size_t i = 0; i + 1 < page->n_items; i++) {
            struct str actual = page->item[i].actual;
            if (start && actual.n > text.n)
                actual.n = text.n;
            if (page->item[i].kind != ITEM_SPAN_BEGIN ||
                !str_equal(actual, text))
                continue;
            const struct item *glyphs = fixture_glyphs(&page->item[i]);
            *x = glyphs->x;
            *y = glyphs->y;
            return p;
        }
    }
    return SIZE_MAX;
}

static inline size_t
fixture_find(const struct fixture *f, const char *text, emu *x, emu *y)
{
    return fixture_seek(f, str_of(text), false, x, y);
}

static inline size_t
fixture_find_start(const struct fixture *f, const char *text, emu *x, emu *y)
{
    return fixture_seek(f, str_of(text), true, x, y);
}

/* All text lines of the document, joined. */
static inline const char *
fixture_text(struct fixture *f)
{
    f->text.n = 0;
    buf_text(&f->text, "");
    for (size_t p = 0; p < f->document->n_pages; p++) {
        const struct page *page = f->document->page[p];
        for (size_t i = 0; i < page->n_items; i++)
            if (page->item[i].kind == ITEM_SPAN_BEGIN && !page->item[i].inner)
                buf_str(&f->text, page->item[i].actual);
    }
    return f->text.p;
}

#endif
