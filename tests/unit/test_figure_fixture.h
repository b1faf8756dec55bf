/* What the tests of the figure room share: a small project in a folder of its
 * own, a block of it drawn, and the items and diagnostics as text.
 */
#ifndef TEST_FIGURE_FIXTURE_H
#define TEST_FIGURE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "figure/figure.h"

/* One font whose characters are all one or half an em wide. */
#define JOB_HEAD                                                               \
    "[document]\ntitle = t\n"                                                  \
    "[colour red]\nrgb = \"#ff0000\"\n[colour blue]\nrgb = \"#0000ff\"\n"      \
    "[font g]\njapanese = BIZ UDGothic Regular\n"                              \
    "japanese.bold = BIZ UDGothic Bold\n"                                      \
    "[style body]\nfont = g\nsize = 10mm\nleading = 16mm\n"                    \
    "[style small]\nbased-on = body\nsize = 4mm\nleading = 6mm\n"              \
    "[page p]\nrow.1 = fill: a*12\n[area a]\npage = p\n"

struct bench {
    char dir[32];
    struct arena *arena;
    struct diag *diag;
    struct font_set *fonts;
    struct dataset *dataset;
    struct set_context context;
    struct page *page;
    emu height; /* as measured */
    bool stretch;
    struct job_set set; /* a change to the next job, or NULL */
};

static struct bench bench;

static inline const char *
bench_file(const char *name, const void *p, size_t n)
{
    const char *path = arena_printf(bench.arena, "%s/%s", bench.dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    return path;
}

static inline void
bench_text(const char *name, const char *text)
{
    (void)bench_file(name, text, strlen(text));
}

static inline int
bench_setup(void **state)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    (void)state;
    bench = (struct bench){.dir = "/tmp/figure-XXXXXX"};
    assert_non_null(mkdtemp(bench.dir));
    bench.arena = arena_new();
    bench.diag = diag_new();
    bench.fonts = font_set_new(dirs, 1);
    assert_non_null(bench.fonts);
    return 0;
}

static inline int
bench_teardown(void **state)
{
    (void)state;
    DIR *dir = opendir(bench.dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;)
        if (e->d_name[0] != '.')
            unlink(arena_printf(bench.arena, "%s/%s", bench.dir, e->d_name));
    closedir(dir);
    rmdir(bench.dir);
    dataset_free(bench.dataset);
    font_set_free(bench.fonts);
    diag_free(bench.diag);
    arena_free(bench.arena);
    return 0;
}

/* Loads the job JOB_HEAD + JOB and all it names; it must be good. */
static inline void
bench_job(const char *job)
{
    struct theme *theme;
    const struct job *loaded;
    struct buf text = {0}, said = {0};
    buf_text(&text, JOB_HEAD);
    buf_text(&text, job);
    const char *path = bench_file("job.ini", text.p, text.n);
    buf_fini(&text);
    dataset_free(bench.dataset);
    bench.dataset = NULL;
    diag_free(bench.diag);
    bench.diag = diag_new();
    enum err err = job_load(bench.arena, bench.diag, path, &bench.set,
        bench.set.text == NULL ? 0 : 1, &loaded);
    if (err == ERR_OK)
        err = dataset_load(bench.arena, bench.diag, loaded, &bench.dataset);
    if (err == ERR_OK)
        err = theme_load(bench.arena, bench.diag, loaded, bench.fonts, &theme);
    diag_write(bench.diag, DIAG_EN, DIAG_TEXT, &said);
    if (err != ERR_OK)
        print_error("%s", said.p);
    buf_fini(&said);
    assert_int_equal(err, ERR_OK);
    bench.context = (struct set_context){.arena = bench.arena,
        .diag = bench.diag,
        .job = loaded,
        .dataset = bench.dataset,
        .theme = theme,
        .notes = notes_new(bench.arena),
        .recall = recall_new(bench.arena, NULL),
        .document = document_new(bench.arena),
        .note_mark = "*{n}"};
    bench.page = document_add_page(bench.context.document, 1, 1, NULL);
}

/* Draws [block b] at 0, 0 in WIDTH and HEIGHT millimetres, or in the height
 * it wants when HEIGHT is 0. */
static inline enum err
bench_draw(int width, int height)
{
    const struct section *block = job_find(bench.context.job, "block", "b");
    struct box box = {0, 0, width * EMU_PER_MM, height * EMU_PER_MM};
    assert_non_null(block);
    assert_true(figure_draws(section_text(block, "type")));
    enum err err = figure_number_notes(&bench.context, block);
    if (err == ERR_OK)
        err = figure_measure(
            &bench.context, block, box.width, &bench.height, &bench.stretch);
    if (height == 0)
        box.height = bench.height;
    if (err == ERR_OK)
        err = figure_draw(&bench.context, block, bench.page, box);
    return err;
}

/* The items as a dump, coordinates of words without their glyphs:
 * `text X Y SIZE "..."`; the page's own line and spans of words left out. */
static inline void
bench_items(struct buf *out)
{
    for (size_t i = 0; i < bench.page->n_items; i++) {
        const struct item *item = &bench.page->item[i];
        if (item->kind == ITEM_GLYPHS) {
            buf_printf(
                out, "text %d %d %d \"", item->x, item->y, item->run->size);
            buf_str(out, item->run->text);
            buf_text(out, "\"\n");
            continue;
        }
        bool words =
            item->kind == ITEM_SPAN_BEGIN && item[1].kind == ITEM_GLYPHS;
        if (words ||
            (item->kind == ITEM_SPAN_END && item[-1].kind == ITEM_GLYPHS))
            continue;
        struct document *one = document_new(bench.arena);
        struct page *page = document_add_page(one, 1, 1, NULL);
        assert_int_equal(page_add(bench.arena, page, item), ERR_OK);
        struct buf text = {0};
        document_dump(one, &text);
        buf_text(out, strchr(text.p, '\n') + 1);
        buf_fini(&text);
    }
}

static inline void
bench_same(struct buf *got, const char *want)
{
    const char *text = got->p == NULL ? "" : got->p;
    if (strcmp(text, want) != 0)
        print_error("--- got\n%s--- want\n%s---\n", text, want);
    assert_string_equal(text, want);
    buf_fini(got);
}

/* JOB's block draws exactly ITEMS, without a word in the diagnostics. */
static inline void
expect_items(const char *job, int width, int height, const char *items)
{
    struct buf got = {0}, said = {0};
    bench_job(job);
    enum err err = bench_draw(width, height);
    diag_write(bench.diag, DIAG_EN, DIAG_TEXT, &said);
    bench_same(&said, "");
    assert_int_equal(err, ERR_OK);
    bench_items(&got);
    bench_same(&got, items);
}

/* What drawing JOB's block says: `FILE:LINE:COL ID` a line. */
static inline void
bench_ids(struct buf *out)
{
    struct buf all = {0};
    diag_write(bench.diag, DIAG_EN, DIAG_TEXT, &all);
    struct str rest = {all.p, all.n == 0 ? 0 : all.n - 1};
    size_t dir = strlen(bench.dir) + 1;
    while (rest.p != NULL) {
        struct str line = str_cut(rest, '\n', &rest), tail;
        struct str place = str_cut(line, ' ', &tail);
        size_t skip = strncmp(place.p, bench.dir, dir - 1) == 0 ? dir : 0;
        const char *id = line.p + line.n;
        while (id[-1] != '[')
            id--;
        buf_put(out, place.p + skip, place.n - skip);
        buf_byte(out, ' ');
        buf_put(out, id, (size_t)(line.p + line.n - id) - 1);
        buf_byte(out, '\n');
    }
    buf_fini(&all);
}

/* JOB's block is refused (or warned about, when ERR is ERR_OK) with IDS. */
static inline void
expect_ids(
    const char *job, int width, int height, enum err err, const char *ids)
{
    struct buf got = {0};
    bench_job(job);
    enum err real = bench_draw(width, height);
    bench_ids(&got);
    bench_same(&got, ids);
    assert_int_equal(real, err);
}

#endif
