/* Job files end to end: every diagnostic with its place, merging, getters. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/job.h"
#include "config/reread.h"

enum { PATH_BYTES = 256 };

/* A folder of its own for each test. */
struct desk {
    char dir[64];
    struct arena *arena;
    struct diag *diag;
    struct buf text; /* the diagnostics, without the folder's name */
    const struct job *job;
    enum err err;
};

static int
set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof *desk);
    assert_non_null(desk);
    strcpy(desk->dir, "/tmp/config-XXXXXX");
    assert_non_null(mkdtemp(desk->dir));
    desk->arena = arena_new();
    desk->diag = diag_new();
    *state = desk;
    return 0;
}

static int
tear_down(void **state)
{
    struct desk *desk = *state;
    char command[PATH_BYTES];
    snprintf(command, sizeof command, "rm -r '%s'", desk->dir);
    assert_int_equal(system(command), 0);
    arena_free(desk->arena);
    diag_free(desk->diag);
    buf_fini(&desk->text);
    free(desk);
    return 0;
}

static const char *
path_of(struct desk *desk, const char *name)
{
    return arena_printf(desk->arena, "%s/%s", desk->dir, name);
}

static void
put_bytes(struct desk *desk, const char *name, const char *p, size_t n)
{
    FILE *f = fopen(path_of(desk, name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

static void
put(struct desk *desk, const char *name, const char *text)
{
    put_bytes(desk, name, text, strlen(text));
}

/* Takes the folder's name out of the diagnostics. */
static void
write_diag(struct desk *desk, enum diag_lang lang)
{
    struct buf all = {0};
    size_t n = strlen(desk->dir);
    buf_fini(&desk->text);
    desk->text = (struct buf){0};
    buf_text(&desk->text, "");
    diag_write(desk->diag, lang, DIAG_TEXT, &all);
    for (size_t i = 0; i < all.n;) {
        if (all.n - i > n && memcmp(all.p + i, desk->dir, n) == 0)
            i += n + (all.p[i + n] == '/' ? 1 : 0);
        else
            buf_byte(&desk->text, all.p[i++]);
    }
    buf_fini(&all);
}

static void
load_with(struct desk *desk, const struct job_set *set, size_t n)
{
    diag_free(desk->diag);
    desk->diag = diag_new();
    desk->err = job_load(
        desk->arena, desk->diag, path_of(desk, "job.ini"), set, n, &desk->job);
    write_diag(desk, DIAG_EN);
    assert_true((desk->err == ERR_OK) == (desk->job != NULL));
}

static void
load(struct desk *desk)
{
    load_with(desk, NULL, 0);
}

static const char *
said(const struct desk *desk)
{
    return desk->text.p == NULL ? "" : desk->text.p;
}

/* PLACE and ID of every diagnostic, in order: "2:5 config.word\n". */
static char *
places(struct desk *desk)
{
    struct buf out = {0};
    for (struct str line, rest = str_of(said(desk)); rest.p != NULL;) {
        line = str_cut(rest, '\n', &rest);
        if (line.n == 0)
            continue;
        size_t id = line.n;
        while (id > 0 && line.p[id - 1] != '[')
            id--;
        size_t at = 0;
        while (at < line.n && line.p[at] != ' ')
            at++;
        buf_put(&out, line.p, at);
        buf_byte(&out, ' ');
        buf_put(&out, line.p + id, line.n - id - 1);
        buf_byte(&out, '\n');
    }
    char *copy = arena_strndup(desk->arena, out.p, out.n);
    buf_fini(&out);
    return copy;
}

/* Loads TEXT and expects exactly the places and ids WANT. */
static void
expect(struct desk *desk, const char *text, const char *want)
{
    put(desk, "job.ini", text);
    load(desk);
    assert_string_equal(places(desk), want);
}

#define DOC "[document]\ntitle = T\n"

/* --- good jobs ----------------------------------------------------------- */

static const struct section *
need(const struct desk *desk, const char *kind, const char *name)
{
    const struct section *section = job_find(desk->job, kind, name);
    assert_non_null(section);
    return section;
}

static const char *const good = "; a comment\r\n"
                                "[document]\r\n"
                                "title = 年次報告\r\n"
                                "keep = 株式会社, , CSO ,\r\n"
                                "note-end = \"; \"\r\n"
                                "date = 2024-02-29\r\n"
                                "[colour 緑]\r\n"
                                "rgb = 0 100 200\r\n"
                                "cmyk = 100 0 80 10\r\n"
                                "[colour plain]\r\n"
                                "rgb = \"#10fF20\"\r\n"
                                "[font f]\r\n"
                                "japanese = BIZ UDGothic\r\n"
                                "latin.scale = 102.5%\r\n"
                                "[style base]\r\n"
                                "size = 12Q\r\n"
                                "font = f\r\n"
                                "colour = 緑 50%\r\n"
                                "grid = yes\r\n"
                                "[style 本文]\r\n"
                                "based-on = base\r\n"
                                "leading = 1.5em\r\n"
                                "[page p]\r\n"
                                "margin = 10mm 20mm\r\n"
                                "row.1 = \"22mm: head*12\"\r\n"
                                "background = \"#000000\"\r\n"
                                "[block t]\r\n"
                                "type = text\r\n"
                                "area = head\r\n"
                                "style = 本文\r\n"
                                "style.h1 = base\r\n"
                                "file = t.md\r\n"
                                "copy = a \\\r\n"
                                "  b\r\n";

static void
test_good(void **state)
{
    struct desk *desk = *state;
    put(desk, "t.md", "text");
    put(desk, "job.ini", good);
    load(desk);
    assert_string_equal(said(desk), "");
    const struct section *doc = need(desk, "document", "");
    assert_string_equal(section_text(doc, "title"), "年次報告");
    assert_string_equal(section_text(doc, "note-end"), "; ");
    assert_string_equal(section_text(doc, "minus"), "△");
    assert_string_equal(section_text(doc, "date"), "2024-02-29");
    assert_null(section_text(doc, "author"));
    assert_false(section_has(doc, "minus"));
    assert_true(section_word_is(doc, "rounding", "half-up"));
    assert_false(section_word_is(doc, "rounding", "half-even"));
    size_t n;
    const char **keep = section_list(desk->arena, doc, "keep", &n);
    assert_int_equal(n, 2);
    assert_string_equal(keep[0], "株式会社");
    assert_string_equal(keep[1], "CSO");
    assert_non_null(section_list(desk->arena, doc, "keywords", &n));
    assert_int_equal(n, 0);
    assert_int_equal(
        section_milli(need(desk, "font", "f"), "latin.scale"), 1025);
    assert_int_equal(
        section_milli(need(desk, "font", "f"), "figures.scale"), 1000);
}

static void
test_style(void **state)
{
    struct desk *desk = *state;
    put(desk, "t.md", "text");
    put(desk, "job.ini", good);
    load(desk);
    const struct section *style = need(desk, "style", "本文");
    assert_int_equal(section_length(style, "size").fixed, 12 * EMU_PER_Q);
    assert_int_equal(section_length(style, "leading").em_milli, 1500);
    assert_int_equal(section_length(style, "indent").fixed, 0);
    assert_true(section_boolean(style, "grid"));
    assert_false(section_boolean(style, "balance"));
    assert_int_equal(section_integer(style, "kinsoku"), 4);
    assert_true(section_has(style, "size"));
    assert_false(section_has(style, "indent"));
    assert_int_equal(section_loc(style, "size").line, 16);
    assert_int_equal(section_loc(style, "size").col, 8);
    assert_int_equal(section_loc(style, "indent").line, 20);
    assert_ptr_equal(section_ref(style, "font"), need(desk, "font", "f"));
    assert_ptr_equal(
        section_ref(style, "based-on"), need(desk, "style", "base"));
    assert_null(section_ref(need(desk, "style", "base"), "based-on"));
    struct colour colour = section_colour(style, "colour");
    assert_int_equal(colour.rgb[0], 127);
    assert_int_equal(colour.rgb[1], 177);
    assert_int_equal(colour.rgb[2], 227);
    assert_true(colour.has_cmyk);
    assert_int_equal(colour.cmyk[0], 50);
    assert_int_equal(colour.cmyk[3], 5);
    assert_true(section_colour(style, "ruby-colour").transparent);
}

static void
test_block(void **state)
{
    struct desk *desk = *state;
    put(desk, "t.md", "text");
    put(desk, "job.ini", good);
    load(desk);
    const struct section *block = need(desk, "block", "t");
    assert_string_equal(block->type, "text");
    assert_string_equal(section_file(block, "file"), path_of(desk, "t.md"));
    assert_string_equal(section_text(block, "copy"), "a   b");
    assert_string_equal(section_member(block, "style", "h1")->value, "base");
    assert_ptr_equal(
        section_member(block, "style", "h1")->ref, need(desk, "style", "base"));
    assert_null(section_member(block, "style", "h2"));
    struct length four[4];
    section_lengths(need(desk, "page", "p"), "margin", four);
    assert_int_equal(four[0].fixed, 10 * EMU_PER_MM);
    assert_int_equal(four[1].fixed, 20 * EMU_PER_MM);
    assert_int_equal(four[2].fixed, 10 * EMU_PER_MM);
    assert_int_equal(four[3].fixed, 20 * EMU_PER_MM);
    const struct section *one = job_next(desk->job, "style", NULL);
    assert_string_equal(one->name, "base");
    one = job_next(desk->job, "style", one);
    assert_string_equal(one->name, "本文");
    assert_null(job_next(desk->job, "style", one));
    assert_null(job_find(desk->job, "style", "none"));
    assert_int_equal(need(desk, "block", "t")->order, 7);
    struct colour dark = section_colour(need(desk, "page", "p"), "background");
    assert_false(dark.transparent || dark.has_cmyk || dark.rgb[0] != 0);
}

/* A byte order mark and a name with capitals change nothing. */
static void
test_bom(void **state)
{
    struct desk *desk = *state;
    expect(desk, "\xEF\xBB\xBF" DOC "[colour Green]\nrgb = 1 2 3\n", "");
    assert_int_equal(need(desk, "colour", "Green")->loc.line, 3);
    expect(desk,
        "\xEF\xBB\xBF"
        "x\n",
        "job.ini:1:1: config.bad-line\n");
}

/* Quotes: either kind, a comment behind, the other kind inside. */
static void
test_quotes(void **state)
{
    struct desk *desk = *state;
    expect(desk,
        "[document]\ntitle=\"a;b\" ; c\nauthor = 'say \"x\"'\n"
        "subject = \"\"\nnote-mark = \" {n} \"  # c\nminus = x\"y\"z\n",
        "");
    const struct section *doc = need(desk, "document", "");
    assert_string_equal(section_text(doc, "title"), "a;b");
    assert_string_equal(section_text(doc, "author"), "say \"x\"");
    assert_string_equal(section_text(doc, "subject"), "");
    assert_string_equal(section_text(doc, "note-mark"), " {n} ");
    assert_string_equal(section_text(doc, "minus"), "x\"y\"z");
}

/* --- what iniparser would lose ------------------------------------------- */

static void
test_scan(void **state)
{
    static const char *const cases[][2] = {
        {DOC "minus = a ; b\n", "job.ini:3:11: config.comment-sign\n"},
        {DOC "minus = 緑 #1\n", "job.ini:3:11: config.comment-sign\n"},
        {DOC "minus = \"a\n", "job.ini:3:9: config.unclosed-quote\n"},
        {DOC "minus = 'tis\n", "job.ini:3:9: config.unclosed-quote\n"},
        {DOC "minus = \"a\" b\n", "job.ini:3:13: config.after-quote\n"},
        {DOC "hello\n", "job.ini:3:1: config.bad-line\n"},
        {DOC "minus \xEF\xBC\x9D 1\n", "job.ini:3:7: config.full-width-sign\n"},
        {DOC " = 1\n", "job.ini:3:2: config.no-key\n"},
        {"title = T\n" DOC, "job.ini:1:1: config.no-section\n"},
        {DOC "[style\n", "job.ini:3:1: config.bad-section\n"},
        {DOC " []\n", "job.ini:3:2: config.bad-section\n"},
        {DOC "[style a] ; b\n", "job.ini:3:1: config.bad-section\n"},
        {DOC "[style a]b]\n", "job.ini:3:1: config.bad-name\n"},
        {DOC "[style a:b]\n", "job.ini:3:1: config.bad-name\n"},
        {DOC "[style a]\n[style b]\n[STYLE a]\n",
            "job.ini:5:1: config.section-twice\n"},
        {DOC "[style a]\n[style  a]\n", "job.ini:4:1: config.section-twice\n"},
        {DOC "minus = 1\nminus = 2\n", "job.ini:4:1: config.key-twice\n"},
        {DOC "minus = 1\\", "job.ini:3: config.open-continuation\n"},
        {DOC "; c \\\nminus = 1\n", "job.ini:3:1: config.comment-continues\n"},
        {DOC "minus = C:\\\nlang = en\n",
            "job.ini:4: config.continuation-swallows\n"},
        {DOC "minus = C:\\\n[style a]\n",
            "job.ini:4: config.continuation-swallows\n"},
        {DOC "minus = a\x01\n", "job.ini:3:10: config.control\n"},
        {DOC "minus = a\rlang = b\n", "job.ini:3:10: config.control\n"},
        {DOC "minus = 緑\xE7\n", "job.ini:3:10: config.not-utf8\n"},
        {DOC "author = a\\\n  緑;\n", "job.ini:4:4: config.comment-sign\n"},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(desk, cases[i][0], cases[i][1]);
}

static void
test_bytes(void **state)
{
    static const char nul[] = DOC "minus = a\0b\nlang = ja\n";
    static const char utf16[] = "\xFF\xFE[\0d\0";
    struct desk *desk = *state;
    put_bytes(desk, "job.ini", nul, sizeof nul - 1);
    load(desk);
    assert_string_equal(places(desk), "job.ini:3:10: config.control\n");
    put_bytes(desk, "job.ini", utf16, sizeof utf16 - 1);
    load(desk);
    assert_string_equal(places(desk), "job.ini:1:1: config.not-utf8\n");
}

/* The longest line that iniparser takes, and one byte more; with one line,
 * with two joined, with CRLF, with a byte order mark. */
static void
test_long_line(void **state)
{
    struct desk *desk = *state;
    for (size_t n = 1022; n <= 1023; n++) {
        struct buf text = {0};
        buf_text(&text, DOC "minus = ");
        while (text.n < sizeof DOC - 1 + n)
            buf_byte(&text, 'x');
        buf_text(&text, "\nlang = en\n");
        put_bytes(desk, "job.ini", text.p, text.n);
        load(desk);
        assert_string_equal(
            places(desk), n == 1022 ? "" : "job.ini:3: config.long-line\n");
        struct buf joined = {0};
        buf_put(&joined, text.p, sizeof DOC - 1 + 500);
        buf_text(&joined, "\\\n");
        buf_put(&joined, text.p + sizeof DOC - 1 + 500,
            text.n - (sizeof DOC - 1 + 500));
        put_bytes(desk, "job.ini", joined.p, joined.n);
        load(desk);
        assert_string_equal(
            places(desk), n == 1022 ? "" : "job.ini:3: config.long-line\n");
        if (n == 1022)
            assert_int_equal(
                strlen(section_text(need(desk, "document", ""), "minus")),
                1022 - strlen("minus = "));
        buf_fini(&text);
        buf_fini(&joined);
    }
}

static void
test_limits(void **state)
{
    struct desk *desk = *state;
    struct buf text = {0};
    buf_text(&text, DOC "[source s]\n");
    for (int i = 0; i <= 10000; i++)
        buf_printf(&text, "types.%d = text\n", i);
    put_bytes(desk, "job.ini", text.p, text.n);
    load(desk);
    assert_non_null(strstr(places(desk), "config.too-many\n"));
    while (text.n <= 1 << 20)
        buf_text(&text, "; more\n");
    put_bytes(desk, "job.ini", text.p, text.n);
    load(desk);
    assert_string_equal(places(desk), "job.ini: config.too-large\n");
    text.n = 0;
    buf_text(&text, DOC "[style s]\n");
    for (int i = 0; i < 300; i++)
        buf_printf(&text, "wrong%d = 1\n", i);
    buf_text(&text, "[style t]\nwrong = 1\n");
    put_bytes(desk, "job.ini", text.p, text.n);
    load(desk);
    assert_non_null(strstr(places(desk), "config.too-many-errors\n"));
    assert_null(strstr(said(desk), "style t"));
    assert_int_equal(diag_errors(desk->diag), 200);
    text.n = 0;
    for (int i = 0; i < 300; i++)
        buf_text(&text, "wrong\n");
    put_bytes(desk, "job.ini", text.p, text.n);
    load(desk);
    assert_int_equal(diag_errors(desk->diag), 200);
    buf_fini(&text);
}

/* --- the registry -------------------------------------------------------- */

static void
test_sections(void **state)
{
    static const char *const cases[][2] = {
        {"", "job.ini: config.no-document\n"},
        {"[document]\n", "job.ini:1:1: config.missing\n"},
        {DOC "[stile a]\n", "job.ini:3:1: config.unknown-section\n"},
        {DOC "[style\xE3\x80\x80本文]\n",
            "job.ini:3:1: config.full-width-section\n"},
        {DOC "[style]\n", "job.ini:3:1: config.no-name\n"},
        {"[document x]\ntitle = T\n",
            "job.ini:1:1: config.needless-name\njob.ini: config.no-document\n"},
        {DOC "[colour none]\nrgb = 1 2 3\n",
            "job.ini:3:1: config.reserved-name\n"},
        {DOC "[style a]\nsiez = 9pt\n", "job.ini:4:1: config.unknown-key\n"},
        {DOC "[style a]\nSize = 9pt\n", "job.ini:4:1: config.unknown-key\n"},
        {DOC "[style a]\nsize\xE3\x80\x80= 9pt\n",
            "job.ini:4:1: config.full-width-key\n"},
        {DOC "[block b]\narea = x\ntype = qr\ncontent = u\nzebra = none\n",
            "job.ini:7:1: config.other-type\n"},
        {DOC "[block b]\narea = x\nzebra = none\n",
            "job.ini:3:1: config.missing\n"},
        {DOC "[block b]\narea = x\ntype = tabel\nzebra = none\n",
            "job.ini:5:8: config.word\n"},
        {DOC "[block b]\narea = x\ntype = qr\ncontent =\n",
            "job.ini:6:10: config.empty\n"},
        {DOC "[style a]\nbased-on = b\n[style b]\nbased-on = c\n"
             "[style c]\nbased-on = a\n",
            "job.ini:8:12: config.circle\n"},
        {DOC "[style a]\nbased-on = a\n", "job.ini:4:12: config.circle\n"},
        {DOC "[value v]\nsum = v, v\n", "job.ini:4:7: config.circle\n"},
        {DOC "[style a]\nfont = f\n",
            "job.ini:4:8: config.unknown-reference\n"},
        {DOC "[value a]\nnumber = 1\n[value b]\nsum = a, 緑, aa\n",
            "job.ini:6:10: config.unknown-reference\n"
            "job.ini:6:13: config.unknown-reference\n"},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect(desk, cases[i][0], cases[i][1]);
}

static void
test_deep(void **state)
{
    struct desk *desk = *state;
    for (int n = 64; n <= 65; n++) {
        struct buf text = {0};
        buf_text(&text, DOC);
        for (int i = 1; i <= n; i++) {
            buf_printf(&text, "[style s%d]\n", i);
            if (i < n)
                buf_printf(&text, "based-on = s%d\n", i + 1);
        }
        put_bytes(desk, "job.ini", text.p, text.n);
        load(desk);
        assert_string_equal(
            places(desk), n == 64 ? "" : "job.ini:130:12: config.deep\n");
        buf_fini(&text);
    }
}

static void
test_values(void **state)
{
    /* The line that holds one bad value, and the id it gives at its value. */
    static const struct {
        const char *section, *key, *value, *id;
    } cases[] = {
        {"style s", "align", "left", "config.word"},
        {"style s", "kinsoku", "5", "config.integer"},
        {"style s", "kinsoku", "0", "config.integer"},
        {"style s", "kinsoku", "x", "config.integer"},
        {"style s", "kinsoku", "２", "config.full-width"},
        {"style s", "grid", "true", "config.boolean"},
        {"style s", "size", "9", "config.length"},
        {"style s", "size", "９pt", "config.full-width"},
        {"style s", "size", "0", "config.length-zero"},
        {"style s", "size", "-9pt", "config.length-zero"},
        {"style s", "space-before", "-1mm", "config.length-negative"},
        {"style s", "size", "", "config.empty"},
        {"style s", "condense", "20%", "config.percent"},
        {"style s", "condense", "90", "config.percent"},
        {"style s", "condense", "90.25%", "config.percent"},
        {"style s", "colour", "12%", "config.colour"},
        {"style s", "colour", "black 101%", "config.colour"},
        {"style s", "colour", "\"#12345\"", "config.colour"},
        {"style s", "colour", "\"#12345g\"", "config.colour"},
        {"style s", "colour", "grün", "config.unknown-colour"},
        {"page p", "margin", "1mm 2mm 3mm", "config.lengths"},
        {"page p", "margin", "1mm 2mm 3mm 4mm 5mm", "config.lengths"},
        {"page p", "margin", "1mm -2mm", "config.length-negative"},
        {"page p", "row.1", "masthead", "config.row"},
        {"document", "lang", "en_US", "config.lang"},
        {"document", "lang", "日本", "config.lang"},
        {"document", "lang", "j", "config.lang"},
        {"document", "lang", "ja-", "config.lang"},
        {"document", "date", "2023-02-29", "config.date"},
        {"document", "date", "2023-2-9", "config.date"},
        {"document", "date", "1900-02-29", "config.date"},
        {"document", "date", "2023-13-01", "config.date"},
        {"colour c", "rgb", "1 2 256", "config.rgb"},
        {"colour c", "rgb", "1 2", "config.rgb"},
        {"colour c", "rgb", "1 2 3 4", "config.rgb"},
        {"colour c", "rgb", "\"#1234567\"", "config.rgb"},
        {"source s", "file", "none.csv", "config.no-file"},
        {"source s", "file", ".", "config.no-file"},
        {"source s", "file", "../x.csv", "base.outside-project"},
        {"source s", "file", "/etc/passwd", "base.outside-project"},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[256], want[128];
        bool document = strcmp(cases[i].section, "document") == 0;
        snprintf(text, sizeof text, "%s\n[%s]\n%s = %s\n", document ? "" : DOC,
            cases[i].section, cases[i].key, cases[i].value);
        if (document)
            snprintf(text, sizeof text, "\n\n[document]\ntitle = T\n%s = %s\n",
                cases[i].key, cases[i].value);
        snprintf(want, sizeof want, "job.ini:5:%d: %s\n",
            (int)strlen(cases[i].key) + (cases[i].value[0] == '\0' ? 3 : 4) +
                (cases[i].value[0] == '"' ? 1 : 0),
            cases[i].id);
        expect(desk, text, want);
    }
}

static void
test_more_values(void **state)
{
    struct desk *desk = *state;
    put(desk, "a.csv", "a\n");
    expect(desk,
        DOC "[colour c]\nrgb = 1 2 3\ncmyk = 1 2 3 101\n"
            "[source s]\nfile = a.csv\n"
            "[block t]\ntype = table\nrows = s\narea = x\n"
            "width.a = 2*\nwidth.b = 20mm\nwidth.c = 25%\nwidth.d = 0*\n"
            "width.e = 101%\nwidth.f = x\nzebra = white\nrule = c 12.5%\n",
        "job.ini:5:8: config.cmyk\n"
        "job.ini:15:11: config.width\n"
        "job.ini:16:11: config.width\n"
        "job.ini:17:11: config.width\n");
}

/* Texts in full, both languages, for one of each way to help. */
static void
test_texts(void **state)
{
    struct desk *desk = *state;
    put(desk, "job.ini",
        DOC "[style a]\nsiez = 9pt\nalign = left\nsize = ９ｐｔ\n"
            "font = x\n[blok b]\n[check c]\nvaleu = 1\n");
    load(desk);
    assert_string_equal(said(desk),
        "job.ini:4:1: error: [style a] has no key \"siez\"; did you mean "
        "\"size\"? [config.unknown-key]\n"
        "job.ini:5:9: error: \"align\" cannot be \"left\"; possible: justify, "
        "start, centre, end, spread [config.word]\n"
        "job.ini:6:8: error: the value \"９ｐｔ\" of \"size\" has full-width "
        "characters; write \"9pt\" [config.full-width]\n"
        "job.ini:7:8: error: \"font\" names [font x], which does not exist; "
        "there is no [font] at all [config.unknown-reference]\n"
        "job.ini:8:1: error: there is no section kind \"blok\"; did you mean "
        "\"block\"? [config.unknown-section]\n"
        "job.ini:10:1: error: [check c] has no key \"valeu\"; did you mean "
        "\"value\"? [config.unknown-key]\n"
        "job.ini:9:1: error: [check c] lacks \"value\" (The value to be "
        "checked); write value = value [config.missing]\n");
    write_diag(desk, DIAG_JA);
    assert_non_null(strstr(said(desk),
        "job.ini:4:1: エラー: [style a] にキー「siez」はありません。"
        "「size」のことですか [config.unknown-key]\n"));
}

/* --- includes ------------------------------------------------------------ */

static void
test_include(void **state)
{
    struct desk *desk = *state;
    char sub[PATH_BYTES];
    snprintf(sub, sizeof sub, "%s/sub", desk->dir);
    assert_int_equal(mkdir(sub, 0700), 0);
    put(desk, "theme.ini",
        "[document]\ninclude = sub/base.ini\nminus = T\nlang = en\n"
        "[style a]\nsize = 9pt\nleading = 2em\n[style b]\n");
    put(desk, "sub/base.ini",
        "[style z]\n[style a]\nsize = 1pt\nleading = 1em\n");
    put(desk, "job.ini",
        "[document]\ntitle = M\ninclude = theme.ini, sub/base.ini\n"
        "minus = M\n[style c]\n[style a]\nsize = 10pt\n");
    load(desk);
    assert_string_equal(said(desk), "");
    const struct section *a = need(desk, "style", "a");
    assert_int_equal(section_length(a, "size").fixed, 10 * EMU_PER_PT);
    assert_int_equal(section_length(a, "leading").em_milli, 2000);
    assert_string_equal(section_loc(a, "size").file, path_of(desk, "job.ini"));
    assert_string_equal(
        section_loc(a, "leading").file, path_of(desk, "theme.ini"));
    const struct section *doc = need(desk, "document", "");
    assert_string_equal(section_text(doc, "minus"), "M");
    assert_string_equal(section_text(doc, "lang"), "en");
    assert_int_equal(need(desk, "style", "z")->order, 0);
    assert_int_equal(a->order, 1);
    assert_int_equal(doc->order, 2);
    assert_int_equal(need(desk, "style", "b")->order, 3);
    assert_int_equal(need(desk, "style", "c")->order, 4);
}

static void
test_bad_include(void **state)
{
    struct desk *desk = *state;
    put(desk, "a.ini", "[document]\ninclude = b.ini\n");
    put(desk, "b.ini", "[document]\ninclude = ./a.ini\n");
    put(desk, "p.ini", "[document]\nproject = ..\n[style s]\nzise = 1\n");
    put(desk, "q.ini", "[document]\nproject = .\n");
    put(desk, "c.ini", "[style S]\n");
    expect(desk, DOC "include = 緑.ini, ../x.ini, a.ini, p.ini, q.ini, c.ini\n",
        "job.ini:3:11: base.cannot-read\n"
        "job.ini:3:18: base.outside-project\n"
        "b.ini:2:11: config.include-circle\n"
        "p.ini:2:1: config.project-in-include\n"
        "c.ini:1:1: config.case-clash\n"
        "p.ini:4:1: config.unknown-key\n");
    expect(desk, DOC "include = job.ini\n",
        "job.ini:3:11: config.include-circle\n");
    assert_non_null(strstr(said(desk), "(job.ini → job.ini)"));
    char pipe[PATH_BYTES];
    snprintf(pipe, sizeof pipe, "%s/pipe", desk->dir);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    expect(desk, DOC "include = pipe, sub\n",
        "job.ini:3:11: config.no-plain-file\n"
        "job.ini:3:17: base.cannot-read\n");
}

static void
test_include_limits(void **state)
{
    struct desk *desk = *state;
    for (int i = 0; i < 18; i++) {
        char name[32], text[64];
        snprintf(name, sizeof name, "i%d.ini", i);
        snprintf(text, sizeof text, "[document]\ninclude = i%d.ini\n", i + 1);
        put(desk, name, text);
    }
    expect(
        desk, DOC "include = i0.ini\n", "i15.ini:2:11: config.include-deep\n");
    struct buf text = {0};
    buf_text(&text, "[source s]\n");
    for (int i = 0; i < 9990; i++)
        buf_printf(&text, "types.%d = text\n", i);
    put_bytes(desk, "big.ini", text.p, text.n);
    buf_fini(&text);
    expect(desk,
        DOC "include = big.ini\n[style a]\n[style b]\n[style c]\n[style d]\n"
            "[style e]\n[style f]\n[style g]\n",
        "job.ini: config.too-many-in-job\n");
}

static void
test_project(void **state)
{
    struct desk *desk = *state;
    char sub[PATH_BYTES];
    snprintf(sub, sizeof sub, "%s/data", desk->dir);
    assert_int_equal(mkdir(sub, 0700), 0);
    put(desk, "data/a.csv", "a\n");
    expect(desk, DOC "project = data\n[source s]\nfile = a.csv\n", "");
    assert_string_equal(section_file(need(desk, "source", "s"), "file"),
        path_of(desk, "data/a.csv"));
    assert_string_equal(desk->job->project, path_of(desk, "data"));
    expect(desk, DOC "project = no\n", "job.ini:3:11: config.project\n");
    expect(desk, DOC "project = /\n", "job.ini:3:11: config.project\n");
    struct job_set set[] = {{.text = "document:project=data"}};
    put(desk, "job.ini", DOC "project = no\n[source s]\nfile = a.csv\n");
    load_with(desk, set, 1);
    assert_string_equal(said(desk), "");
}

/* --- changes ------------------------------------------------------------- */

static void
test_set(void **state)
{
    struct desk *desk = *state;
    put(desk, "x.ini", "[style x]\n");
    put(desk, "job.ini", "[style 本文]\nsize = 9pt\n");
    struct job_set set[] = {{.text = "style 本文:size=10pt"},
        {.text = "document:title = 題"},
        {.text = "style 本文 : colour = \"#102030\""},
        {.text = "document:include=x.ini"}, {.text = "style x:size=1mm"},
        {.text = "style 本文:size=11pt"}};
    load_with(desk, set, sizeof set / sizeof set[0]);
    assert_string_equal(said(desk), "");
    const struct section *style = need(desk, "style", "本文");
    assert_int_equal(section_length(style, "size").fixed, 11 * EMU_PER_PT);
    assert_string_equal(section_loc(style, "size").file, "--set");
    assert_int_equal(section_colour(style, "colour").rgb[1], 0x20);
    assert_string_equal(
        section_text(need(desk, "document", ""), "title"), "題");
    assert_int_equal(
        section_length(need(desk, "style", "x"), "size").fixed, EMU_PER_MM);
}

static void
test_bad_set(void **state)
{
    struct desk *desk = *state;
    put(desk, "job.ini", DOC "[style body]\n");
    struct job_set set[] = {{.text = "style body"}, {.text = "style body:size"},
        {.text = ":a=b"}, {.text = "style bodi:size=1mm"},
        {.text = "style body:siez=1mm"}, {.text = "style body:size=x"},
        {.text = "document:title=\xFF"}};
    load_with(desk, set, sizeof set / sizeof set[0]);
    assert_string_equal(said(desk),
        "--set: error: cannot read \"style body\" given to --set; write --set "
        "\"kind name:key=value\" [config.bad-set]\n"
        "--set: error: cannot read \"style body:size\" given to --set; write "
        "--set \"kind name:key=value\" [config.bad-set]\n"
        "--set: error: cannot read \":a=b\" given to --set; write --set "
        "\"kind name:key=value\" [config.bad-set]\n"
        "--set: error: there is no section [style bodi] for \"style "
        "bodi:size=1mm\" given to --set; did you mean [style body]? "
        "[config.set-nowhere]\n"
        "--set: error: byte 0xFF is not UTF-8; save the file as UTF-8 (not "
        "Shift_JIS or UTF-16) [config.not-utf8]\n"
        "--set: error: [style body] has no key \"siez\"; did you mean "
        "\"size\"? [config.unknown-key]\n"
        "--set: error: \"size\" is \"x\", which is no length; write 12mm, "
        "16Q, 24H, 9.5pt or 1.5em [config.length]\n");
}

/* A section that may be missing is made, and left alone when it is there. */
static void
test_set_missing(void **state)
{
    struct desk *desk = *state;
    put(desk, "job.ini", DOC "[font a]\njapanese = A\n");
    struct job_set set[] = {{.text = "font a:japanese=B", .missing = true},
        {.text = "font c d:japanese=C", .missing = true},
        {.text = "font e:japanese=", .missing = true}};
    load_with(desk, set, 2);
    assert_string_equal(said(desk), "");
    assert_string_equal(section_text(need(desk, "font", "a"), "japanese"), "A");
    assert_string_equal(
        section_text(need(desk, "font", "c d"), "japanese"), "C");
    load_with(desk, set, 3);
    assert_string_equal(places(desk), "--set: config.empty\n");
}

static void
test_text(void **state)
{
    struct desk *desk = *state;
    struct job_set set[] = {{.text = "style body:size=4mm"}};
    const struct job *job;
    diag_free(desk->diag);
    desk->diag = diag_new();
    assert_int_equal(job_load_text(desk->arena, desk->diag, "<here>",
                         STR(DOC "[style body]\nsize = 3mm\n"), set, 1, &job),
        ERR_OK);
    assert_string_equal(job->project, ".");
    const struct section *body = job_find(job, "style", "body");
    assert_int_equal(section_length(body, "size").fixed, 4 * EMU_PER_MM);
    assert_int_equal(job_load_text(desk->arena, desk->diag, "<here>",
                         STR(DOC "[style body]\nsise = 3mm\n"), NULL, 0, &job),
        ERR_INPUT);
    assert_null(job);
    write_diag(desk, DIAG_EN);
    assert_string_equal(places(desk), "<here>:4:1: config.unknown-key\n");
}

static void
test_no_file(void **state)
{
    struct desk *desk = *state;
    load(desk);
    assert_string_equal(places(desk), "job.ini: base.cannot-read\n");
    assert_int_equal(desk->err, ERR_INPUT);
}

/* A faulty line does not make what it hides missing or unknown. */
static void
test_partial(void **state)
{
    struct desk *desk = *state;
    expect(desk,
        "[document]\ntitle = a;b\n[style s]\nfont = f\nsize = x\n[font f\n"
        "japanese = y\n",
        "job.ini:2:10: config.comment-sign\n"
        "job.ini:6:1: config.bad-section\n"
        "job.ini:5:8: config.length\n");
}

/* --- the second reading -------------------------------------------------- */

/* Scans DOC and spoils the scan, so that the readings differ. */
static void
scan_doc(struct desk *desk, struct ini *ini)
{
    put(desk, "job.ini", DOC);
    assert_int_equal(ini_scan(desk->arena, desk->arena, desk->diag, "job.ini",
                         str_of(DOC), ini),
        ERR_OK);
    assert_int_equal(ini->n, 2);
    assert_false(ini->faulty);
}

static enum err
reread(struct desk *desk, const struct ini *ini)
{
    diag_free(desk->diag);
    desk->diag = diag_new();
    enum err err =
        reread_check(desk->arena, desk->diag, path_of(desk, "job.ini"), ini);
    write_diag(desk, DIAG_EN);
    return err;
}

static void
test_reread(void **state)
{
    struct desk *desk = *state;
    struct ini ini;
    scan_doc(desk, &ini);
    assert_int_equal(reread(desk, &ini), ERR_OK);
    ini.item[1].value = "U";
    assert_int_equal(reread(desk, &ini), ERR_INPUT);
    assert_string_equal(said(desk),
        "job.ini:2:9: error: the value of key \"title\" reads as \"U\" and "
        "as \"T\"; put it in double quotes [config.read-twice]\n");
    ini.item[1].key = "titel";
    assert_int_equal(reread(desk, &ini), ERR_INPUT);
    assert_string_equal(places(desk), "job.ini:2:9: config.read-twice\n");
    scan_doc(desk, &ini);
    put(desk, "job.ini", DOC "minus = 1\n"); /* written meanwhile */
    assert_int_equal(reread(desk, &ini), ERR_INPUT);
    assert_string_equal(places(desk), "job.ini: config.iniparser\n");
    put(desk, "job.ini", DOC "minus\n");
    assert_int_equal(reread(desk, &ini), ERR_INPUT);
    assert_string_equal(places(desk), "job.ini: config.iniparser\n");
}

/* No temporary file can be made for a file with a byte order mark. */
static void
test_no_copy(void **state)
{
    struct desk *desk = *state;
    struct ini ini;
    struct rlimit old, none;
    scan_doc(desk, &ini);
    ini.bom = true;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    none = old;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    enum err err = reread(desk, &ini);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    assert_int_equal(err, ERR_ENVIRONMENT);
    assert_string_equal(places(desk), "job.ini: config.no-copy\n");
    assert_int_equal(reread(desk, &ini), ERR_OK);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {T(test_good), T(test_style),
        T(test_block), T(test_bom), T(test_quotes), T(test_scan), T(test_bytes),
        T(test_long_line), T(test_limits), T(test_sections), T(test_deep),
        T(test_values), T(test_more_values), T(test_texts), T(test_include),
        T(test_bad_include), T(test_include_limits), T(test_project),
        T(test_set), T(test_bad_set), T(test_no_file), T(test_partial),
        T(test_set_missing), T(test_no_file), T(test_partial), T(test_text),
        T(test_no_file), T(test_partial), T(test_reread), T(test_no_copy)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
