/* What the tests of imposition share: pages without anything on them, put on
 * sheets. */
#ifndef TEST_SHEET_FIXTURE_H
#define TEST_SHEET_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sheet/impose.h"

#define MM(n) ((emu)((n)*EMU_PER_MM))

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct document *document;
    struct impose_options options;
    struct imposed *imposed;
    char said[4096];
};

static inline int
up(void **state)
{
    static struct fixture f;
    f = (struct fixture){.arena = arena_new(), .diag = diag_new()};
    f.options = (struct impose_options){
        .signature = {4}, .bleed = MM(3), .gutter = MM(6), .marks = true};
    f.document = document_new(f.arena);
    *state = &f;
    return f.document == NULL;
}

static inline int
down(void **state)
{
    struct fixture *f = *state;
    diag_free(f->diag);
    arena_free(f->arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, up, down)

/* A document of N pages of WIDTH x HEIGHT mm. */
static inline void
pages(struct fixture *f, size_t n, int width, int height)
{
    f->document = document_new(f->arena);
    assert_non_null(f->document);
    for (size_t i = 0; i < n; i++)
        assert_non_null(document_add_page(
            f->document, width * EMU_PER_MM, height * EMU_PER_MM, NULL));
}

static inline enum err
run(struct fixture *f)
{
    return impose_make(
        f->arena, f->diag, f->document, &f->options, &f->imposed);
}

static inline const struct imposed *
make(struct fixture *f)
{
    assert_int_equal(run(f), ERR_OK);
    return f->imposed;
}

/* All that was said, in English. */
static inline const char *
said(struct fixture *f)
{
    struct buf all = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &all);
    snprintf(f->said, sizeof f->said, "%.*s", (int)all.n,
        all.p == NULL ? "" : all.p);
    buf_fini(&all);
    return f->said;
}

static inline void
says(struct fixture *f, const char *part)
{
    if (strstr(said(f), part) == NULL)
        fail_msg("no \"%s\" in\n%s", part, f->said);
}

/* How many columns SIDE has: cells of its first row. */
static inline size_t
columns_of(const struct imposed_side *side)
{
    size_t n = 1;
    while (n < side->n && side->cell[n].y == side->cell[0].y)
        n++;
    return n;
}

/* CELL shows PAGE, from 1, with its trim at X, Y. */
static inline void
is_at(const struct imposed_cell *cell, size_t page, emu x, emu y)
{
    assert_int_equal(cell->page, page - 1);
    assert_int_equal(cell->x, x);
    assert_int_equal(cell->y, y);
}

/* How many lines of MARKS run from X0, Y0 to X1, Y1 (mm); dashed, or not. */
static inline size_t
lines(const struct page *marks, double x0, double y0, double x1, double y1,
    bool dashed)
{
    size_t n = 0;
    for (size_t i = 0; i < marks->n_items; i++) {
        const struct item *item = &marks->item[i];
        n += item->kind == ITEM_PATH && item->n_ops == 2 &&
             item->op[0].x[0] == MM(x0) && item->op[0].y[0] == MM(y0) &&
             item->op[1].x[0] == MM(x1) && item->op[1].y[0] == MM(y1) &&
             (item->paint.dash > 0) == dashed;
    }
    return n;
}

/* Imposing fails and says PART. */
static inline void
fails(struct fixture *f, const char *id)
{
    f->imposed = (struct imposed *)f;
    assert_int_equal(run(f), ERR_INPUT);
    assert_null(f->imposed);
    says(f, id);
}

#endif
