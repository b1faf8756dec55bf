/* What the tests of the font room share. */
#ifndef TEST_FONT_FIXTURE_H
#define TEST_FONT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <hb.h>

#include "font/face.h"

#define SYSTEM_FONTS "/usr/share/fonts"

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct font_set *set;
    char dir[64]; /* an empty folder of the test's own, searched first */
    const char *dirs[2];
};

static inline int
fixture_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    strcpy(f->dir, "/tmp/kumihan-font-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    f->dirs[0] = f->dir;
    f->dirs[1] = SYSTEM_FONTS;
    f->arena = arena_new();
    f->diag = diag_new();
    f->set = font_set_new(f->dirs, 2);
    assert_non_null(f->set);
    *state = f;
    return 0;
}

static inline int
fixture_down(void **state)
{
    struct fixture *f = *state;
    char command[96];
    snprintf(command, sizeof command, "rm -rf '%s'", f->dir);
    font_set_free(f->set);
    diag_free(f->diag);
    arena_free(f->arena);
    int failed = system(command);
    free(f);
    return failed;
}

#define FIXTURE_TEST(name)                                                     \
    cmocka_unit_test_setup_teardown(name, fixture_up, fixture_down)

/* The face NAME, which must be there. */
static inline const struct face *
fixture_face(struct fixture *f, const char *name)
{
    const struct face *face;
    assert_int_equal(
        font_set_face(f->set, f->diag, LOC_NONE, name, &face), ERR_OK);
    assert_non_null(face);
    return face;
}

/* All that was said so far, in English, owned by the fixture's arena. */
static inline const char *
fixture_said(struct fixture *f)
{
    struct buf text = {0};
    diag_write(f->diag, DIAG_EN, DIAG_TEXT, &text);
    const char *copy = arena_strndup(f->arena, text.p, text.n);
    buf_fini(&text);
    return copy;
}

static inline void
fixture_expect(struct fixture *f, const char *said)
{
    const char *got = fixture_said(f);
    if (strstr(got, said) == NULL)
        fail_msg("expected: %s\ngot: %s", said, got);
}

/* Writes NAME with N bytes into the fixture's folder. */
static inline void
fixture_write(struct fixture *f, const char *name, const void *p, size_t n)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(p, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
}

/* Writes a copy of FACE as NAME, without the table DROP, with the table PUT
 * (N bytes at P) instead of its own. */
static inline void
fixture_font(struct fixture *f, const char *source, const char *name,
    hb_tag_t drop, hb_tag_t put, const void *p, unsigned n)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(source);
    assert_non_null(blob);
    hb_face_t *face = hb_face_create(blob, 0), *copy = hb_face_builder_create();
    hb_tag_t tag[64];
    unsigned tags = 64;
    hb_face_get_table_tags(face, 0, &tags, tag);
    for (unsigned i = 0; i < tags; i++) {
        if (tag[i] == drop || tag[i] == put)
            continue;
        hb_blob_t *table = hb_face_reference_table(face, tag[i]);
        hb_face_builder_add_table(copy, tag[i], table);
        hb_blob_destroy(table);
    }
    if (n > 0) {
        hb_blob_t *table =
            hb_blob_create(p, n, HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_builder_add_table(copy, put, table);
        hb_blob_destroy(table);
    }
    hb_blob_t *made = hb_face_reference_blob(copy);
    fixture_write(
        f, name, hb_blob_get_data(made, NULL), hb_blob_get_length(made));
    hb_blob_destroy(made);
    hb_face_destroy(copy);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
}

#endif
