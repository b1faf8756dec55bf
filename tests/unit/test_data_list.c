/* data: lists of editions, conditions, and rows of lists in jobs. */
#include "data/condition.h"
#include "data/list.h"
#include "test_data_fixture.h"

/* --- lists ---------------------------------------------------------------- */

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct list list;
    enum err err;
    char id[64]; /* of the first message */
    struct loc loc;
};

static void
first_message(struct reading *r)
{
    r->id[0] = '\0';
    if (diag_count(r->diag) == 0)
        return;
    struct diag_found found = diag_at(r->diag, 0);
    snprintf(r->id, sizeof r->id, "%s", found.id);
    r->loc = found.loc;
}

static struct reading
read_list(const char *text)
{
    static const char path[] = "/tmp/test-list.csv";
    struct reading r = {.arena = arena_new(), .diag = diag_new()};
    project_write("/tmp", "test-list.csv", text, strlen(text));
    r.err = list_read(r.arena, r.diag, LOC_NONE, path, "auto", &r.list);
    unlink(path);
    first_message(&r);
    return r;
}

static void
end_list(struct reading *r)
{
    arena_free(r->arena);
    diag_free(r->diag);
}

static void
rows_of_a_list(void **state)
{
    (void)state;
    struct reading r =
        read_list("\xEF\xBB\xBFid, name \r\n1,\"a, \"\"b\"\"\"\r\n"
                  "\r\n , \r\n2,\"two\nlines\"\r\n3,c,,\n\n");
    struct job_row row;
    assert_int_equal(r.err, ERR_OK);
    assert_int_equal(r.list.n_columns, 2);
    assert_string_equal(r.list.column[1], "name");
    assert_int_equal(r.list.n, 3);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 1, &row), ERR_OK);
    assert_string_equal(row.field[1].text, "a, \"b\"");
    assert_int_equal(row.field[1].loc.line, 2);
    assert_int_equal(row.field[1].loc.col, 3);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 2, &row), ERR_OK);
    assert_string_equal(row.field[1].text, "two\nlines");
    assert_int_equal(row.loc.line, 5);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 3, &row), ERR_OK);
    assert_int_equal(row.n, 2);
    assert_string_equal(row.field[1].text, "c");
    assert_int_equal(row.loc.line, 7);
    struct str text = list_text(&r.list, 3);
    assert_memory_equal(text.p, "3,c,,\n", 6);
    end_list(&r);
}

static void
faults_of_lists(void **state)
{
    static const struct {
        const char *text, *id;
        int line, col;
    } cases[] = {
        {"", "data.list-empty", 0, 0},
        {"id,name\n", "data.list-empty", 0, 0},
        {"id,,name\n1,2,3\n", "data.list-head", 1, 4},
        {"id,name,id\n1,2,3\n", "data.list-head-twice", 1, 9},
        {"id,name\n1,a\n2,\"b\n3,c\n", "data.list-open-quote", 3, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading r = read_list(cases[i].text);
        assert_int_equal(r.err, ERR_INPUT);
        assert_string_equal(r.id, cases[i].id);
        assert_int_equal(r.loc.line, cases[i].line);
        assert_int_equal(r.loc.col, cases[i].col);
        end_list(&r);
    }
}

/* A row's own faults are said when it is asked for, and spoil no other. */
static void
faults_of_rows(void **state)
{
    (void)state;
    struct reading r = read_list("id,name\n1\n2,b,c\n3,d\"e\n4,f\n"
                                 "5, \"g\"\"\n,h\"\n6,i\"\n");
    struct job_row row;
    assert_int_equal(r.err, ERR_OK);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 1, &row), ERR_INPUT);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 2, &row), ERR_INPUT);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 3, &row), ERR_INPUT);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 4, &row), ERR_OK);
    assert_string_equal(diag_at(r.diag, 0).id, "data.list-ragged");
    assert_int_equal(diag_at(r.diag, 1).loc.line, 3);
    assert_string_equal(diag_at(r.diag, 2).id, "data.csv-quote");
    assert_int_equal(diag_at(r.diag, 2).loc.line, 4);
    assert_int_equal(r.list.n, 6);
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 5, &row), ERR_OK);
    assert_string_equal(row.field[1].text, "g\"\n,h");
    assert_int_equal(list_row(r.arena, r.diag, &r.list, 6, &row), ERR_INPUT);
    end_list(&r);
}

/* --- rows in jobs --------------------------------------------------------- */

/* A job of INI, opened for rows of COLUMNS, and bound to VALUES. */
struct bound {
    struct project p;
    struct job *job;
    struct job_field field[4];
    struct job_row row;
};

static void
bind(struct bound *b, const char *const *values)
{
    for (size_t i = 0; i < b->row.n; i++) {
        b->field[i].text = values[i];
        b->field[i].loc = (struct loc){"list.csv", 2, (int32_t)i + 1};
    }
    diag_free(b->p.diag);
    b->p.diag = diag_new();
    b->p.err = job_bind(b->p.arena, b->p.diag, b->job, &b->row);
    project_say(&b->p);
}

static struct bound *
open_job(const char *ini, const char *const *columns, size_t n)
{
    struct bound *b = calloc(1, sizeof *b);
    char path[64];
    assert_non_null(b);
    b->p = project_load(ini, "n\n1\n");
    diag_free(b->p.diag);
    b->p.diag = diag_new();
    snprintf(path, sizeof path, "%s/job.ini", b->p.dir);
    b->p.err = job_open(b->p.arena, b->p.diag, path, NULL, 0, &b->job);
    project_say(&b->p);
    for (size_t i = 0; i < n; i++)
        b->field[i].column = columns[i];
    b->row = (struct job_row){b->field, n, {"list.csv", 2, 0}};
    return b;
}

static void
close_job(struct bound *b)
{
    project_free(&b->p);
    free(b);
}

static const char *
value(
    const struct bound *b, const char *kind, const char *name, const char *key)
{
    return section_text(job_find(b->job, kind, name), key);
}

static void
places_in_values(void **state)
{
    static const char *const columns[] = {"who", "size", "note"};
    (void)state;
    struct bound *b =
        open_job("subject = for {{who}}, {{ who }}\n"
                 "[font f]\njapanese = X\n"
                 "[style body]\nfont = f\nsize = {{size}}\n"
                 "[block t]\ntype = text\narea = a\ncopy = \"{{who}}\"\n",
            columns, 3);
    assert_string_equal(b->p.out.p, "");
    bind(b, (const char *const[]){"甲", "9pt", ""});
    assert_int_equal(b->p.err, ERR_OK);
    assert_string_equal(value(b, "document", "", "subject"), "for 甲, 甲");
    assert_string_equal(value(b, "style", "body", "size"), "9pt");
    assert_string_equal(value(b, "block", "t", "copy"), "{{who}}");
    bind(b, (const char *const[]){"乙", "9", ""});
    assert_int_equal(b->p.err, ERR_INPUT);
    assert_non_null(strstr(b->p.out.p, "list.csv:2:2: error: \"size\" is"));
    bind(b, (const char *const[]){"丙", "12Q", ""});
    assert_int_equal(b->p.err, ERR_OK);
    assert_string_equal(value(b, "document", "", "subject"), "for 丙, 丙");
    close_job(b);
}

static void
columns_that_set_keys(void **state)
{
    static const char *const columns[] = {"set:document:author",
        "set:document:subject", "set:block t:style", "set:document:author"};
    (void)state;
    struct bound *b = open_job(
        "author = own\n[font f]\njapanese = X\n[style body]\nfont = f\n"
        "[style big]\nfont = f\n"
        "[block t]\ntype = text\narea = a\ncopy = c\n",
        columns, 3);
    bind(b, (const char *const[]){"甲", "題", "big"});
    assert_int_equal(b->p.err, ERR_OK);
    assert_string_equal(value(b, "document", "", "author"), "甲");
    assert_string_equal(value(b, "document", "", "subject"), "題");
    assert_string_equal(
        section_ref(job_find(b->job, "block", "t"), "style")->name, "big");
    bind(b, (const char *const[]){"", "", " "});
    assert_int_equal(b->p.err, ERR_OK);
    assert_string_equal(value(b, "document", "", "author"), "own");
    assert_null(value(b, "document", "", "subject"));
    assert_false(section_has(job_find(b->job, "block", "t"), "style"));
    bind(b, (const char *const[]){"", "", "none"});
    assert_int_equal(b->p.err, ERR_INPUT);
    assert_non_null(strstr(b->p.out.p, "list.csv:2:3: error: \"style\" names"));
    assert_true(job_row_reaches(b->job, &b->row, "document", "author"));
    assert_false(job_row_reaches(b->job, &b->row, "document", "title"));
    assert_true(job_row_reaches(b->job, &b->row, "block", NULL));
    assert_false(job_row_reaches(b->job, &b->row, "style", NULL));
    close_job(b);
}

/* What the heads say of the job OPEN. */
static void
check_heads(struct bound *b, const char *const *columns, size_t n)
{
    struct job_field head[16];
    for (size_t i = 0; i < n; i++)
        head[i] =
            (struct job_field){columns[i], "", {"list.csv", 1, (int32_t)i + 1}};
    diag_free(b->p.diag);
    b->p.diag = diag_new();
    const struct job_row heads = {head, n, {"list.csv", 1, 0}};
    b->p.err = job_columns(b->p.arena, b->p.diag, b->job, &heads);
    project_say(&b->p);
}

/* Every column that is meant to set a key and cannot is said at its head. */
static void
columns_that_set_nothing(void **state)
{
    static const char *const columns[] = {"id", "set:block u:copy",
        "set:document:project", "set:document:titel", "set:batch:key", "set:x",
        "SET:block t:copy",
        "set\xEF\xBC\x9A"
        "block t\xEF\xBC\x9A"
        "copy",
        "set:block t:type", "set: :a", "set:block t:copy",
        "set: block t : copy", "Set"};
    static const char *const said[] = {"list.csv:1:2: error: the column "
                                       "\"set:block u:copy\" names the section "
                                       "[block u]",
        "list.csv:1:3: error: \"project\" cannot differ",
        "list.csv:1:4: error: [document] has no key \"titel\"; did you mean",
        "list.csv:1:5: error: \"key\" cannot differ",
        "list.csv:1:6: error: the column \"set:x\" sets nothing",
        "list.csv:1:7: error: the column \"SET:block t:copy\" sets nothing",
        "list.csv:1:8: error: the column \"set\xEF\xBC\x9A"
        "block t",
        "list.csv:1:9: error: \"type\" cannot differ",
        "list.csv:1:10: error: the column \"set: :a\" sets nothing",
        "list.csv:1:12: error: the column \"set: block t : copy\" sets what "
        "\"set:block t:copy\" sets"};
    (void)state;
    struct bound *b =
        open_job("[block t]\ntype = text\narea = a\ncopy = b\n", columns, 1);
    check_heads(b, columns, sizeof columns / sizeof *columns);
    assert_int_equal(b->p.err, ERR_INPUT);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        assert_non_null(strstr(b->p.out.p, said[i]));
    assert_int_equal(diag_count(b->p.diag), sizeof said / sizeof *said);
    check_heads(b, columns, 1);
    assert_int_equal(b->p.err, ERR_OK);
    close_job(b);
}

static void
places_without_columns(void **state)
{
    static const char *const columns[] = {"who"};
    (void)state;
    struct bound *b =
        open_job("author = {{whom}}\nsubject = {{who\n", columns, 1);
    bind(b, (const char *const[]){"甲"});
    assert_int_equal(b->p.err, ERR_INPUT);
    assert_non_null(strstr(b->p.out.p,
        "job.ini:3:10: error: the list has no column \"whom\"; did you mean "
        "\"who\"?"));
    assert_non_null(strstr(b->p.out.p, "job.ini:4:11: error: {{ in"));
    b->p.err = job_bind(b->p.arena, b->p.diag, b->job, NULL);
    assert_string_equal(value(b, "document", "", "author"), "{{whom}}");
    close_job(b);
}

/* --- conditions ----------------------------------------------------------- */

static const char figures[] = "[source a]\nfile = a.csv\n"
                              "[value n]\nnumber = 1200\nformat = \"#,##0\"\n"
                              "[value code]\ntext = 007\n"
                              "[value nothing]\ntext = \"\"\n";

static void
conditions(void **state)
{
    static const struct {
        const char *text;
        bool holds;
    } cases[] = {
        {"{{n}} == 1200", true},
        {"{{n}} == 1,200", false}, /* one of several: 1 or 200 */
        {"{{n}} == \"1,200\"", true},
        {"{{n}} != 5, 6", true},
        {"{{n}} == 5, 1200.0", true},
        {"{{n|0}} == 1200", true},
        {"{{n}} >= 1200 and {{n}} < 1201", true},
        {"{{n}} > 1200 or {{n}} <= 1200", true},
        {"{{n}} > 1200 or {{n}} < 5 and {{n}} == 1200", false},
        {"{{code}} == 007", true},
        {"{{code}} == 7", false},
        {"{{nothing}}", false},
        {"{{code}}", true},
        {"no", false},
        {"0", false},
        {"関東 == \"関東\", 東北", true},
        {"\"a == b\" == \"a == b\"", true},
        {"\"a or b\"", true},
    };
    (void)state;
    struct project p = project_load(figures, "n\n1\n");
    if (p.err != ERR_OK)
        print_error("%s", p.out.p);
    assert_int_equal(p.err, ERR_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool holds;
        assert_int_equal(condition_holds(p.arena, p.diag, p.data, LOC_NONE,
                             str_of(cases[i].text), &holds),
            ERR_OK);
        if (holds != cases[i].holds)
            print_error("%s\n", cases[i].text);
        assert_int_equal(holds, cases[i].holds);
    }
    project_free(&p);
}

static void
faults_of_conditions(void **state)
{
    static const char *const cases[][2] = {
        {"{{none}} == 1", "data.unknown-value"},
        {"== 1", "data.when-operand"},
        {"{{n}} ==", "data.when-operand"},
        {"{{n}} == 1 and ", "data.when-operand"},
        {"{{n}} < many", "data.when-number"},
        {"{{code}} < 8", "data.when-number"},
        {"{{n} == 1", "data.when-open"},
    };
    (void)state;
    struct project p = project_load(figures, "n\n1\n");
    if (p.err != ERR_OK)
        print_error("%s", p.out.p);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool holds;
        struct diag *diag = diag_new();
        assert_int_equal(condition_holds(p.arena, diag, p.data, LOC_NONE,
                             str_of(cases[i][0]), &holds),
            ERR_INPUT);
        assert_true(holds);
        assert_string_equal(diag_at(diag, 0).id, cases[i][1]);
        diag_free(diag);
    }
    project_free(&p);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_list),
        cmocka_unit_test(faults_of_lists),
        cmocka_unit_test(faults_of_rows),
        cmocka_unit_test(places_in_values),
        cmocka_unit_test(columns_that_set_keys),
        cmocka_unit_test(columns_that_set_nothing),
        cmocka_unit_test(places_without_columns),
        cmocka_unit_test(conditions),
        cmocka_unit_test(faults_of_conditions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
