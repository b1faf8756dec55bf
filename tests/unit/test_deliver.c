/* deliver: what editions are called, and what manifests keep.  Whole runs are
 * in tests/e2e/batch.sh and batch-crash.sh. */
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

#include "deliver/manifest.h"
#include "deliver/names.h"

struct desk {
    char dir[32];
    struct arena *arena;
    struct diag *diag;
};

static int
set_up(void **state)
{
    struct desk *d = calloc(1, sizeof *d);
    assert_non_null(d);
    strcpy(d->dir, "/tmp/deliver-XXXXXX");
    assert_non_null(mkdtemp(d->dir));
    d->arena = arena_new();
    d->diag = diag_new();
    *state = d;
    return 0;
}

static int
tear_down(void **state)
{
    struct desk *d = *state;
    char command[64];
    snprintf(command, sizeof command, "rm -r '%s'", d->dir);
    assert_int_equal(system(command), 0);
    arena_free(d->arena);
    diag_free(d->diag);
    free(d);
    return 0;
}

static const char *
path_of(struct desk *d, const char *name)
{
    return arena_join(d->arena, d->dir, "/", name);
}

static void
put(struct desk *d, const char *name, const char *text)
{
    FILE *f = fopen(path_of(d, name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static const char *
text_of(struct desk *d, const char *name)
{
    static char text[4096];
    FILE *f = fopen(path_of(d, name), "rb");
    assert_non_null(f);
    size_t n = fread(text, 1, sizeof text - 1, f);
    text[n] = '\0';
    fclose(f);
    return text;
}

static const char *
last_id(const struct desk *d)
{
    return diag_at(d->diag, diag_count(d->diag) - 1).id;
}

/* --- names ---------------------------------------------------------------- */

static struct naming
naming(struct desk *d, struct list *list, const char *csv, const char *pattern)
{
    put(d, "l.csv", csv);
    assert_int_equal(list_read(d->arena, d->diag, LOC_NONE, path_of(d, "l.csv"),
                         "utf-8", list),
        ERR_OK);
    return (struct naming){
        .list = list, .key = "id", .pattern = pattern, .loc = {"--name", 0, 0}};
}

static void
names(void **state)
{
    struct desk *d = *state;
    struct list list;
    struct edition_name name;
    struct naming n =
        naming(d, &list, "id,name\n1,甲\n", "{id}-{ name }{id}.pdf");
    assert_int_equal(names_row(d->arena, d->diag, &n, 1, &name), ERR_OK);
    assert_string_equal(name.key, "1");
    assert_string_equal(name.file, "1-甲1.pdf");
    assert_int_equal(name.loc.line, 2);
}

static void
names_that_are_none(void **state)
{
    static const char *const bad[] = {"a/b", ".a", "a\\b", "a:b", "a*", "a?",
        "a|b", "<a>", "\"a\nb\"", "\"a \"", "a.", "\x01"};
    struct desk *d = *state;
    struct list list;
    struct edition_name name;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *csv = arena_printf(d->arena, "id,name\n1,%s\n", bad[i]);
        struct naming n = naming(d, &list, csv, "{name}");
        assert_int_equal(names_row(d->arena, d->diag, &n, 1, &name), ERR_INPUT);
        assert_string_equal(last_id(d), "deliver.file-name");
    }
    char longest[300];
    memset(longest, 'a', sizeof longest);
    longest[255] = '\0';
    const char *csv =
        arena_printf(d->arena, "id,name\n1,%s\n2,%sa\n,b\n", longest, longest);
    struct naming n = naming(d, &list, csv, "{name}");
    assert_int_equal(names_row(d->arena, d->diag, &n, 1, &name), ERR_OK);
    assert_int_equal(names_row(d->arena, d->diag, &n, 2, &name), ERR_INPUT);
    assert_int_equal(names_row(d->arena, d->diag, &n, 3, &name), ERR_INPUT);
    assert_string_equal(last_id(d), "deliver.no-key");
}

static void
names_of_all_rows(void **state)
{
    static const struct {
        const char *csv, *pattern, *id;
        int line;
    } cases[] = {
        {"id,name\n1,a\n2,b\n", "{id}.pdf", NULL, 0},
        {"id,name\n1,a\n2,a\n", "{name}.pdf", "deliver.same-file", 3},
        {"id,name\n1,a\n2,A\n", "{name}.pdf", "deliver.same-file", 3},
        {"id,name\nx,a\nX,b\n", "{name}.pdf", "deliver.same-key", 3},
        {"id,name\n1,a\n2,b\n", "all.pdf", "deliver.same-file", 3},
        {"id,name\n1,a\n", "{nam}.pdf", "deliver.column", 0},
        {"id,name\n1,a\n", "{name.pdf", "deliver.pattern", 0},
        {"id,name\n1,a/b\n2,a/b\n", "{name}.pdf", NULL, 0}, /* each its own */
        /* Equal as file systems see them: full folding, canonical forms. */
        {"id,name\n1,Ä\n2,a\xCC\x88\n", "{name}.pdf", "deliver.same-file", 3},
        {"id,name\n1,STRASSE\n2,straße\n", "{name}", "deliver.same-file", 3},
        {"id,name\n1,ΣΟΦΟΣ\n2,σοφος\n", "{name}", "deliver.same-file", 3},
        {"id,name\n1,が\n2,か\xE3\x82\x99\n", "{name}", "deliver.same-file", 3},
        {"id,name\nＡ,a\nａ,b\n", "{name}", "deliver.same-key", 3},
        {"id,name\n1,が\n2,か\n", "{name}", NULL, 0},
        {"id,name\n1,Ａ\n2,A\n", "{name}", NULL, 0}, /* two characters */
        {"id,name\n1,ı\n2,i\n", "{name}", NULL, 0},
    };
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct list list;
        struct naming n = naming(d, &list, cases[i].csv, cases[i].pattern);
        enum err err = names_check(d->diag, &n);
        assert_int_equal(err, cases[i].id == NULL ? ERR_OK : ERR_INPUT);
        if (cases[i].id == NULL)
            continue;
        assert_string_equal(last_id(d), cases[i].id);
        assert_int_equal(
            diag_at(d->diag, diag_count(d->diag) - 1).loc.line, cases[i].line);
    }
}

/* What is wrong whatever a row says is said once, where the pattern stands. */
static void
patterns_that_are_none(void **state)
{
    static const char *const bad[] = {"a/{id}.pdf", "{id}:", ".{id}", "{id}.",
        "{id} ", "manifest-{id}.pdf", "Manifest{id}", "", "a\n{id}"};
    struct desk *d = *state;
    struct list list;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t before = diag_count(d->diag);
        struct naming n = naming(d, &list, "id,name\n1,a\n2,b\n", bad[i]);
        assert_int_equal(names_check(d->diag, &n), ERR_INPUT);
        assert_int_equal(diag_count(d->diag), before + 1);
        assert_string_equal(last_id(d), "deliver.name-pattern");
        assert_string_equal(diag_at(d->diag, before).loc.file, "--name");
    }
}

/* A name of the job's own files is taken, in whatever letters. */
static void
names_that_are_taken(void **state)
{
    static const char *const taken[] = {"übersicht.csv", "x.ini"};
    struct desk *d = *state;
    struct list list;
    struct edition_name name;
    struct naming n = naming(d, &list,
        "id,name\n1,u\xCC\x88"
        "bersicht.CSV\n2,X.ini\n3,MANIFEST.csv\n"
        "4,Con.pdf\n5,console.pdf\n6,lpt1\n",
        "{name}");
    n.taken = taken;
    n.n_taken = 2;
    for (size_t row = 1; row <= 6; row++)
        assert_int_equal(names_row(d->arena, d->diag, &n, row, &name),
            row == 5 ? ERR_OK : ERR_INPUT);
}

static void
many_names(void **state)
{
    enum { ROWS = 20000 };
    struct desk *d = *state;
    struct buf csv = {0};
    struct list list;
    buf_text(&csv, "id,name\n");
    for (int i = 0; i < ROWS; i++)
        buf_printf(&csv, "%d,%d\n", i, i == ROWS - 1 ? 17 : i);
    struct naming n = naming(d, &list, csv.p, "{id}.pdf");
    assert_int_equal(list.n, ROWS);
    assert_int_equal(names_check(d->diag, &n), ERR_OK);
    n.pattern = "{name}.pdf";
    assert_int_equal(names_check(d->diag, &n), ERR_INPUT);
    assert_int_equal(diag_count(d->diag), 1);
    buf_fini(&csv);
}

/* --- manifests ------------------------------------------------------------ */

static const char hash[] =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static struct manifest
open_manifest(struct desk *d, bool resume, enum err wanted)
{
    struct manifest m;
    enum err err = manifest_open(
        d->arena, d->diag, path_of(d, "manifest.csv"), resume, &m);
    assert_int_equal(err, wanted);
    return m;
}

static void
put_row(struct desk *d, struct manifest *m, size_t row, bool done,
    const char *message)
{
    const struct ledger_line one = {.row = row,
        .key = "k, \"1\"",
        .file = done ? " a.pdf" : "",
        .pages = done ? 2 : 0,
        .bytes = done ? 5000000000 : 0,
        .sha256 = done ? hash : "",
        .done = done,
        .message = message,
        .input = hash};
    struct buf lines = {0};
    ledger_put(&one, &lines);
    assert_int_equal(manifest_append(d->diag, m, &lines), ERR_OK);
    buf_fini(&lines);
}

/* The last line of ROW in M, which must have one. */
static struct ledger_line
last_of(struct desk *d, const struct manifest *m, size_t row)
{
    struct ledger_line out;
    assert_int_not_equal(m->place[row - 1].line, 0);
    assert_int_equal(
        ledger_read(d->arena, d->diag, m->path, m->fd, m->place[row - 1], &out),
        ERR_OK);
    return out;
}

static void
manifests(void **state)
{
    struct desk *d = *state;
    size_t older;
    struct manifest m = open_manifest(d, false, ERR_OK);
    assert_false(m.filled);
    put_row(d, &m, 3, true, "");
    put_row(d, &m, 1, false, "one\nline, \"quoted\"");
    put_row(d, &m, 1, true, "");
    put_row(d, &m, 0, true, "");
    manifest_close(&m);
    open_manifest(d, false, ERR_USAGE);
    assert_string_equal(last_id(d), "deliver.manifest-exists");
    m = open_manifest(d, true, ERR_OK);
    assert_true(m.filled);
    assert_int_equal(manifest_map(d->arena, d->diag, &m, 3, &older), ERR_OK);
    assert_int_equal(older, 2);
    struct ledger_line row = last_of(d, &m, 1);
    assert_true(row.done);
    assert_string_equal(row.key, "k, \"1\"");
    assert_string_equal(row.file, " a.pdf");
    assert_true(row.bytes == 5000000000 && row.pages == 2);
    assert_string_equal(row.input, hash);
    assert_int_equal(m.place[1].line, 0);
    assert_int_equal(manifest_sort(d->diag, &m), ERR_OK);
    manifest_close(&m);
    const char *text = text_of(d, "manifest.csv");
    assert_non_null(
        strstr(text, "\n1,\"k, \"\"1\"\"\",\" a.pdf\",2,5000000000,"));
    assert_true(strstr(text, "\n1,") < strstr(text, "\n3,"));
    assert_null(strstr(text, "failed"));
    assert_null(strstr(text, "\n0,"));
}

static void
move_down(void *self, struct ledger_line *row)
{
    size_t *n = self;
    row->row += (*n)++;
}

/* Lines that are longer than any piece that is read, and one after the other
 * rewritten. */
static void
long_manifests(void **state)
{
    enum { LONG = 100000, ROWS = 700 };
    struct desk *d = *state;
    char *message = malloc(LONG + 1);
    size_t older, n = 0;
    assert_non_null(message);
    memset(message, 'm', LONG);
    message[LONG] = '\0';
    struct manifest m = open_manifest(d, false, ERR_OK);
    for (size_t row = 1; row <= ROWS; row++)
        put_row(d, &m, 1, false, row == 350 ? message : "");
    assert_int_equal(
        manifest_rewrite(d->arena, d->diag, &m, move_down, &n), ERR_OK);
    assert_int_equal(n, ROWS);
    assert_int_equal(manifest_map(d->arena, d->diag, &m, ROWS, &older), ERR_OK);
    assert_int_equal(older, 0);
    assert_int_equal(strlen(last_of(d, &m, 350).message), LONG);
    assert_string_equal(last_of(d, &m, 351).message, "");
    assert_int_equal(manifest_sort(d->diag, &m), ERR_OK);
    manifest_close(&m);
    m = open_manifest(d, true, ERR_OK);
    assert_int_equal(manifest_map(d->arena, d->diag, &m, ROWS, &older), ERR_OK);
    assert_int_equal(strlen(last_of(d, &m, 350).message), LONG);
    assert_int_equal(manifest_map(d->arena, d->diag, &m, 3, &older), ERR_INPUT);
    assert_string_equal(last_id(d), "deliver.manifest-row");
    manifest_close(&m);
    free(message);
}

static void
torn_manifests(void **state)
{
    static const char heads[] =
        "row,key,file,pages,bytes,sha256,status,message,input\n";
    static const char *const torn[] = {"", "1,a,", "1,a,b,1,1"};
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof torn / sizeof *torn; i++) {
        put(d, "manifest.csv", arena_join(d->arena, heads, "", torn[i]));
        struct manifest m = open_manifest(d, true, ERR_OK);
        assert_string_equal(text_of(d, "manifest.csv"), heads);
        manifest_close(&m);
    }
    put(d, "manifest.csv", "row,key,f"); /* torn in its heads */
    struct manifest m = open_manifest(d, true, ERR_OK);
    assert_string_equal(text_of(d, "manifest.csv"), heads);
    manifest_close(&m);
}

static void
damaged_manifests(void **state)
{
    static const char *const bad[] = {"x,a", "1", "1,k,f,2,3,abc,done,,",
        "1,k,f,x,3,,failed,,", "1,k,f,2,3,,gone,,", "1,k,f,2,-3,,failed,,",
        "1,k,f,2,3,,failed,", "1,k,\"f,2,3,,failed,,", ""};
    struct desk *d = *state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n = 0;
        put(d, "manifest.csv",
            arena_printf(d->arena,
                "row,key,file,pages,bytes,sha256,status,message,input\n%s\n",
                bad[i]));
        struct manifest m = open_manifest(d, true, ERR_OK);
        assert_int_equal(
            manifest_rewrite(d->arena, d->diag, &m, move_down, &n), ERR_INPUT);
        assert_int_equal(n, 0);
        assert_int_equal(diag_at(d->diag, diag_count(d->diag) - 1).loc.line, 2);
        manifest_close(&m);
        struct stat st; /* it is as it was, and nothing beside it */
        assert_int_equal(stat(path_of(d, "manifest.csv.part0"), &st), -1);
    }
    static const char *const strange[] = {"id,name\n1,a\n", "x\n", "x",
        "row,key,file,pages,bytes,sha256,status,message,inputs\n"};
    for (size_t i = 0; i < sizeof strange / sizeof *strange; i++) {
        put(d, "manifest.csv", strange[i]);
        open_manifest(d, true, ERR_INPUT);
        assert_string_equal(last_id(d), "deliver.manifest-other");
        assert_string_equal(text_of(d, "manifest.csv"), strange[i]);
    }
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {TEST(names), TEST(names_that_are_none),
        TEST(names_of_all_rows), TEST(patterns_that_are_none),
        TEST(names_that_are_taken), TEST(many_names), TEST(manifests),
        TEST(long_manifests), TEST(torn_manifests), TEST(damaged_manifests)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
