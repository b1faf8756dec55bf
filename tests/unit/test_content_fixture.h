/* What the tests of the content room share: copy in, tree and diagnostics out
 * as text.  The figures are stand-ins, so that these tests need no CSV; the
 * styles are those of a real job. */
#ifndef TEST_CONTENT_FIXTURE_H
#define TEST_CONTENT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "content/copy.h"

struct dataset {
    int stand_in;
};

struct desk {
    char dir[32];
    struct arena *arena;
    struct diag *diag;
    struct dataset dataset;
    struct copy_context context;
    struct buf text;
};

DIAG_MESSAGE(no_value, "data.no-value", DIAG_ERROR, "値「{1}」はありません",
    "there is no value \"{1}\"");

/* rate is 7.0% and 7.00% by the format 0.00%; name is 日本; none shows
 * nothing. */
enum err
dataset_show(struct arena *arena, struct diag *diag,
    const struct dataset *dataset, struct loc loc, struct str name,
    const char *format, struct str *out)
{
    (void)arena;
    assert_non_null(dataset);
    *out = (struct str){NULL, 0};
    if (str_equal(name, STR("rate")))
        *out = format == NULL ? STR("7.0%") : STR("7.00%");
    else if (str_equal(name, STR("name")))
        *out = STR("日本");
    else if (!str_equal(name, STR("none")))
        return DIAG(diag, loc, &no_value, diag_str(diag, name));
    return ERR_OK;
}

static inline const char *
desk_file(struct desk *desk, const char *name, const char *p, size_t n)
{
    const char *path = arena_printf(desk->arena, "%s/%s", desk->dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
    return path;
}

static inline int
desk_open(void **state)
{
    static const char job[] = "[document]\ntitle = t\n[style lead]\n"
                              "[style big]\n[style small]\n";
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    strcpy(desk->dir, "/tmp/content-XXXXXX");
    assert_non_null(mkdtemp(desk->dir));
    desk->arena = arena_new();
    desk->diag = diag_new();
    desk->context = (struct copy_context){.arena = desk->arena,
        .diag = desk->diag,
        .dataset = &desk->dataset,
        .notes = notes_new(desk->arena)};
    enum err err = job_load(desk->arena, desk->diag,
        desk_file(desk, "job.ini", job, sizeof job - 1), NULL, 0,
        &desk->context.job);
    if (err != ERR_OK)
        diag_write(desk->diag, DIAG_EN, DIAG_TEXT, &desk->text);
    if (err != ERR_OK)
        fail_msg("%s", desk->text.p);
    *state = desk;
    return 0;
}

static inline int
desk_close(void **state)
{
    struct desk *desk = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -r '%s'", desk->dir);
    assert_int_equal(system(command), 0);
    arena_free(desk->arena);
    diag_free(desk->diag);
    buf_fini(&desk->text);
    free(desk);
    return 0;
}

static const char *const desk_names[] = {"root", "h", "p", "quote", "list",
    "item", "table", "row", "cell", "rule", "text", "strong", "emph", "ruby",
    "note", "link", "break", "span", "super", "sub"};

/* One node a line, two blanks a level: kind@line:col and what it holds. */
static inline void
desk_dump(const struct node *node, int depth, struct buf *out)
{
    for (; node != NULL; node = node->next) {
        buf_printf(out, "%*s%s@%d:%d", depth * 2, "", desk_names[node->kind],
            (int)node->loc.line, (int)node->loc.col);
        if (node->kind == NODE_TEXT || node->kind == NODE_RUBY ||
            node->kind == NODE_SUPER || node->kind == NODE_SUB) {
            buf_text(out, " ");
            buf_str(out, node->text);
        }
        if (node->kind == NODE_RUBY)
            buf_printf(out, " %d ", (int)node->ruby_kind);
        buf_str(out, node->ruby);
        if (node->kind == NODE_HEADING)
            buf_printf(out, " %d", node->level);
        if (node->kind == NODE_LIST)
            buf_printf(out, " %d", node->number);
        if (node->kind == NODE_CELL && node->align != ALIGN_START)
            buf_text(out, node->align == ALIGN_END ? " end" : " centre");
        if (node->note != NULL)
            buf_printf(out, " %s", node->note->id);
        if (node->url != NULL)
            buf_printf(out, " <%s>", node->url);
        if (node->style != NULL)
            buf_printf(out, " {.%s}", node->style);
        buf_text(out, "\n");
        desk_dump(node->first, depth + 1, out);
    }
}

/* The diagnostics without the folder's name, then forgotten. */
static inline const char *
desk_said(struct desk *desk)
{
    struct buf raw = {0};
    diag_write(desk->diag, DIAG_EN, DIAG_TEXT, &raw);
    desk->text.n = 0;
    buf_text(&desk->text, "");
    size_t n = strlen(desk->dir);
    for (const char *p = raw.p == NULL ? "" : raw.p; *p != '\0';)
        if (strncmp(p, desk->dir, n) == 0)
            p += n + 1;
        else
            buf_byte(&desk->text, *p++);
    buf_put(&desk->text, "", 0);
    buf_fini(&raw);
    diag_free(desk->diag);
    desk->diag = diag_new();
    desk->context.diag = desk->diag;
    return desk->text.p == NULL ? "" : desk->text.p;
}

/* Reads COPY as the file c.md. */
static inline struct node *
desk_read(struct desk *desk, const char *copy, enum err expected)
{
    struct node *root;
    const char *path = desk_file(desk, "c.md", copy, strlen(copy));
    enum err err = copy_read(&desk->context, LOC_NONE, path, &root);
    if (err != expected)
        print_error("%s", desk_said(desk));
    assert_int_equal(err, expected);
    assert_true(err != ERR_OK || root != NULL);
    assert_true(err == ERR_OK || root == NULL);
    return root;
}

/* COPY as a file gives TREE (the children of the root) and says nothing. */
static inline void
desk_tree(struct desk *desk, const char *copy, const char *tree)
{
    struct node *root = desk_read(desk, copy, ERR_OK);
    assert_string_equal(desk_said(desk), "");
    desk->text.n = 0;
    buf_put(&desk->text, "", 0);
    desk_dump(root->first, 0, &desk->text);
    assert_string_equal(desk->text.p == NULL ? "" : desk->text.p, tree);
}

/* COPY as a file is refused and SAID is what is said. */
static inline void
desk_refuse(struct desk *desk, const char *copy, const char *said)
{
    desk_read(desk, copy, ERR_INPUT);
    assert_string_equal(desk_said(desk), said);
}

#endif
