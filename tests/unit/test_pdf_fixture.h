/* What the tests of the rooms pdf and raster share: a document made by hand,
 * written to a file, and other people's programs run over it. */
#ifndef TEST_PDF_FIXTURE_H
#define TEST_PDF_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "page/document.h"

#define GOTHIC "BIZ UDGothic"
#define MINCHO "BIZ UDMincho"
#define INTER "Inter"
#define NOTO "Noto Sans CJK JP"
#define PT(n) ((emu)((n)*EMU_PER_PT))
#define MM(n) ((emu)((n)*EMU_PER_MM))

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct font_set *set;
    struct document *document;
    struct page *page; /* the last one */
    struct buf out;    /* what a program said, or a file's bytes */
    char dir[64];
};

static const char *const fixture_dirs[] = {"/usr/share/fonts"};

static inline int
fixture_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    strcpy(f->dir, "/tmp/kumihan-pdf-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    f->arena = arena_new();
    f->diag = diag_new();
    f->set = font_set_new(fixture_dirs, 1);
    f->document = document_new(f->arena);
    assert_non_null(f->document);
    *state = f;
    return 0;
}

static inline int
fixture_down(void **state)
{
    struct fixture *f = *state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
    int failed = system(command);
    buf_fini(&f->out);
    font_set_free(f->set);
    diag_free(f->diag);
    arena_free(f->arena);
    free(f);
    return failed;
}

#define FIXTURE_TEST(name)                                                     \
    cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

static inline void
fixture_page(struct fixture *f, emu width, emu height, const char *label)
{
    f->page = document_add_page(f->document, width, height, label);
    assert_non_null(f->page);
}

static inline const struct face *
fixture_face(struct fixture *f, const char *name)
{
    const struct face *face;
    assert_int_equal(
        font_set_face(f->set, f->diag, LOC_NONE, name, &face), ERR_OK);
    return face;
}

static inline void
fixture_add(struct fixture *f, struct item item)
{
    assert_int_equal(page_add(f->arena, f->page, &item), ERR_OK);
}

/* All that was said so far, in English. */
static inline const char *
fixture_said(struct fixture *f)
{
    f->out.n = 0;
    buf_text(&f->out, "");
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &f->out);
    return f->out.p;
}

/* Shapes TEXT in one face into a run whose glyphs follow each other. */
static inline struct glyph_run *
fixture_run(struct fixture *f, const char *name, emu size, const char *text)
{
    struct composite font = {.name = name};
    for (int i = 0; i < ROLES; i++)
        font.part[i].scale = 1000;
    font.part[ROLE_JAPANESE].face = fixture_face(f, name);
    struct shaped shaped;
    enum err err = font_shape(f->arena, f->diag, LOC_NONE, &font, size,
        SHAPE_PROPORTIONAL_FIGURES, str_of(text), &shaped);
    if (err != ERR_OK)
        fail_msg("%s", fixture_said(f));
    struct glyph_run *run = arena_alloc(f->arena, sizeof *run);
    struct glyph *glyph = arena_array(f->arena, shaped.n_glyphs, sizeof *glyph);
    for (size_t i = 0; i < shaped.n_glyphs; i++)
        glyph[i] = shaped.glyph[i];
    *run = (struct glyph_run){font.part[ROLE_JAPANESE].face, size, 1000, false,
        str_of(text), glyph, shaped.n_glyphs};
    emu pen = 0;
    for (size_t i = 0; i < shaped.n; i++) {
        const struct cluster *c = &shaped.cluster[i];
        for (size_t k = 0; k < c->n_glyphs; k++)
            glyph[c->first + k].x += pen;
        pen += c->advance;
    }
    return run;
}

/* Sets TEXT at X, Y (base line); returns its run for changes. */
static inline struct glyph_run *
fixture_text(struct fixture *f, const char *name, emu size, emu x, emu y,
    const char *text)
{
    struct glyph_run *run = fixture_run(f, name, size, text);
    fixture_add(f, (struct item){.kind = ITEM_GLYPHS,
                       .x = x,
                       .y = y,
                       .run = run,
                       .colour = COLOUR_BLACK});
    return run;
}

static inline void
fixture_span(struct fixture *f, const char *actual)
{
    fixture_add(
        f, (struct item){.kind = ITEM_SPAN_BEGIN, .actual = str_of(actual)});
}

static inline void
fixture_span_end(struct fixture *f)
{
    fixture_add(f, (struct item){.kind = ITEM_SPAN_END});
}

/* Writes BYTES to NAME in the test's folder. */
static inline void
fixture_put(struct fixture *f, const char *name, struct str bytes)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
    assert_int_equal(fclose(file), 0);
}

/* Runs the shell COMMAND in the test's folder; its output, both streams, is
 * returned and must come with exit code 0. */
static inline const char *
fixture_sh(struct fixture *f, const char *command)
{
    char line[1024], chunk[4096];
    snprintf(line, sizeof line, "cd '%s' && { %s ; } 2>&1", f->dir, command);
    FILE *pipe = popen(line, "r");
    assert_non_null(pipe);
    f->out.n = 0;
    buf_text(&f->out, "");
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        buf_put(&f->out, chunk, n);
    int status = pclose(pipe);
    if (status != 0)
        fail_msg("%s: exit %d\n%s", command, status, f->out.p);
    return f->out.p;
}

#endif
