/* The class and pair tables against their sources, read here at run time:
 * every cell of JLREQ's tables 1, 2, 3 to 5 and 6. */
#include "test_text_fixture.h"

#include <stdio.h>

#include "text/breaking.h"
#include "text/class.h"
#include "text/spacing.h"

/* --- a small reader of the sources -------------------------------------- */

enum { CELL_MAX = 16 };

struct table {
    char cell[CLASSES][CLASSES][CELL_MAX]; /* CL_NONE: head, end */
    bool row[CLASSES], column[CLASSES];
};

static unsigned
class_named(const char *name)
{
    return strncmp(name, "cl-", 3) == 0 ? (unsigned)atoi(name + 3) : CL_NONE;
}

static void
read_row(struct table *t, char *line, const unsigned *column)
{
    struct str rest = str_of(line);
    char name[CELL_MAX];
    unsigned row = 0;
    for (size_t k = 0; rest.p != NULL; k++) {
        struct str cell = str_cut(rest, ',', &rest);
        assert_true(cell.n < CELL_MAX);
        memcpy(name, cell.p, cell.n);
        name[cell.n] = '\0';
        if (k == 0)
            t->row[row = class_named(name)] = true;
        else
            memcpy(t->cell[row][column[k]], name, cell.n + 1);
    }
}

static struct table *
read_table(const char *name)
{
    char path[128], line[1024];
    unsigned column[CLASSES + 1] = {0};
    snprintf(path, sizeof path, "src/text/jlreq/%s.csv", name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    struct table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    for (bool first = true; fgets(line, sizeof line, file); first = false) {
        line[strcspn(line, "\n")] = '\0';
        if (!first) {
            read_row(t, line, column);
            continue;
        }
        struct str rest = str_of(line);
        for (size_t k = 0; rest.p != NULL; k++) {
            struct str cell = str_cut(rest, ',', &rest);
            column[k] = cell.n == 5 ? class_named(cell.p) : CL_NONE;
            t->column[column[k]] |= k > 0;
        }
    }
    fclose(file);
    return t;
}

/* `1/2` and so on in 1/1000 em. */
static int
amount(const char *s)
{
    if (strncmp(s, "1/2", 3) == 0)
        return 500;
    if (strncmp(s, "1/4", 3) == 0)
        return 250;
    return strncmp(s, "1/8", 3) == 0 ? 125 : 0;
}

static bool
is_note(const char *s)
{
    return strncmp(s, "n. ", 3) == 0;
}

#define FOR_PAIRS(t, p, q)                                                     \
    for (unsigned p = CL_01; p < CLASSES; p++)                                 \
        for (unsigned q = CL_01; q < CLASSES; q++)                             \
            if ((t)->row[p] && (t)->column[q])

/* --- classes -------------------------------------------------------------- */

static void
data_is_current(void **state)
{
    (void)state;
    assert_int_equal(system("tools/make-jlreq-tables --check"), 0);
}

/* Each character of Appendix A has one of the classes listed for it; the
 * ambiguous ones are marked. */
static void
jlreq_appendix_a_every_listed_character(void **state)
{
    (void)state;
    static uint32_t listed[0x10000];
    char line[256];
    FILE *file = fopen("src/text/jlreq/classes.tsv", "r");
    assert_non_null(file);
    size_t n = 0;
    while (fgets(line, sizeof line, file)) {
        unsigned class, c;
        if (sscanf(line, "cl-%u\tU+%X\t", &class, &c) != 2)
            continue;
        listed[c] |= 1u << class;
        n++;
    }
    fclose(file);
    assert_true(n > 1500);
    for (uint32_t c = 0; c < 0x10000; c++) {
        unsigned class = class_of(c);
        if (listed[c] == 0)
            continue;
        assert_true(listed[c] & 1u << (class & 31));
        if (class & JLREQ_WESTERN)
            assert_true(listed[c] & 1u << CL_27);
    }
}

static void
jlreq_appendix_a_unlisted_characters_follow_their_block(void **state)
{
    (void)state;
    static const struct {
        uint32_t c;
        unsigned class;
    } t[] = {{0x4E00, CL_19}, {0x9FFF, CL_19}, {0x3400, CL_19},
        {0x20BB7, CL_19}, {0xF900, CL_19}, {0x1F600, CL_19}, {0x3099, CL_15},
        {0x30FB, CL_05}, {0xFF5E, CL_03}, {0xFF66, CL_16}, {0xFF71, CL_16},
        {0xFF70, CL_10}, {0xFF67, CL_11}, {0xFF61, CL_06}, {0xFF62, CL_01},
        {0xFF63, CL_02}, {0xFF64, CL_07}, {0xFF65, CL_05}, {0xFF9E, CL_11},
        {0x31F0, CL_11}, {0x22EF, CL_08}, {0x2015, CL_08 | JLREQ_WESTERN},
        {0x05D0, CL_27}, {0x0E01, CL_27}, {0x2011, CL_27}, {0x0000, CL_27},
        {0x10FFFF, CL_19}};
    for (size_t k = 0; k < sizeof t / sizeof *t; k++)
        assert_int_equal(class_of(t[k].c), t[k].class);
}

/* Classes by use, of characters half or one em wide. */
static void
check_use(const char *text, const char *expected)
{
    struct atom atom[64] = {{.c = 0}};
    char found[256] = "";
    struct str s = str_of(text);
    size_t n = 0, used = 0;
    for (size_t at = 0; at < s.n; n++) {
        atom[n] = (struct atom){.em = 1000};
        atom[n].c = utf8_next(s, at, &at);
        bool letter = atom[n].c < 0x80;
        atom[n].advance = letter ? 500 : 1000;
    }
    class_mark(atom, n);
    for (size_t k = 0; k < n; k++)
        used += (size_t)snprintf(found + used, sizeof found - used, "%02u ",
            (unsigned)atom[k].class);
    assert_string_equal(found, expected);
}

static void
jlreq_appendix_a_classes_by_use(void **state)
{
    (void)state;
    check_use("A4の4,000人5kg", "27 27 15 24 24 24 24 24 19 24 25 25 ");
    check_use("1.5, 2", "24 24 24 27 26 24 ");
    check_use("版“版”", "19 01 19 02 ");
    check_use("a “b” c", "27 26 27 27 27 26 27 ");
    check_use("版“a b”c", "19 01 27 26 27 02 27 ");
    check_use("a “b 版” c", "27 26 01 27 26 19 02 26 27 ");
    check_use("it’s", "27 27 27 27 ");
    check_use("版―版…", "19 08 19 08 ");
    check_use("α×β", "19 18 19 ");
    check_use("3×4", "24 18 24 ");
    check_use("5°€3", "24 13 12 24 ");
    check_use("〜～", "03 03 ");
}

/* --- table 1, every pair ------------------------------------------------- */

static const struct {
    int note, before, after;
} spacing_notes[] = {{1, 0, 0}, {3, 250, 250}, {5, 500, 250}, {7, 0, 0},
    {8, 0, 0}, {9, 0, 0}, {10, 0, 0}, {11, 0, 0}, {12, 0, 250}, {13, 0, 0},
    {14, 0, 0}, {15, 0, 0}, {16, 0, 0}};

static void
expected_space(const char *cell, int *before, int *after)
{
    *before = *after = 0;
    for (size_t k = 0; k < sizeof spacing_notes / sizeof *spacing_notes; k++)
        if (is_note(cell) && atoi(cell + 3) == spacing_notes[k].note) {
            *before = spacing_notes[k].before;
            *after = spacing_notes[k].after;
            return;
        }
    assert_false(is_note(cell));
    if (strstr(cell, " be") != NULL)
        *before = amount(cell);
    if (strstr(cell, " af") != NULL)
        *after = amount(cell);
}

static void
jlreq_table_1_every_pair_of_spacing(void **state)
{
    (void)state;
    struct table *t = read_table("spacing");
    const struct text_setting setting = {.align = TEXT_JUSTIFY};
    struct spacing_rules rules = spacing_rules(&setting);
    size_t n = 0, spaced = 0;
    FOR_PAIRS(t, p, q)
    {
        struct spacing_pair pair = spacing_between(&rules, p, q);
        int before, after;
        expected_space(t->cell[p][q], &before, &after);
        if (pair.before.amount != before || pair.after.amount != after)
            fail_msg("cl-%02u cl-%02u: %d %d for '%s'", p, q,
                pair.before.amount, pair.after.amount, t->cell[p][q]);
        n++;
        spaced += before + after > 0;
    }
    assert_int_equal(n, 28 * 28);
    assert_true(spaced > 150);
    free(t);
}

static const struct breaking_rules strictest = {jlreq_separation, 4};

/* cl-17 and cl-18 have no row: they are set as cl-19. */
static void
jlreq_3_7_4_math_is_set_as_kanji(void **state)
{
    (void)state;
    const struct text_setting setting = {.align = TEXT_JUSTIFY};
    struct spacing_rules rules = spacing_rules(&setting);
    for (unsigned q = CL_01; q < CLASSES; q++) {
        struct spacing_pair a = spacing_between(&rules, CL_17, q);
        struct spacing_pair b = spacing_between(&rules, CL_19, q);
        assert_memory_equal(&a.before.amount, &b.before.amount, sizeof(int));
        assert_int_equal(a.after.amount, b.after.amount);
        assert_int_equal(breaking_allowed(&strictest, CL_18, q),
            breaking_allowed(&strictest, CL_19, q));
    }
}

/* --- table 2, every pair -------------------------------------------------- */

static void
jlreq_table_2_every_pair_of_separation(void **state)
{
    (void)state;
    struct table *t = read_table("separation");
    size_t n = 0;
    FOR_PAIRS(t, p, q)
    {
        const char *cell = t->cell[p][q];
        /* Notes: same character, same base, same number: no break as a pair of
         * classes. */
        bool expected = cell[0] == '\0';
        if (breaking_allowed(&strictest, p, q) != expected)
            fail_msg("cl-%02u cl-%02u: '%s'", p, q, cell);
        n++;
    }
    assert_int_equal(n, 28 * 28);
    free(t);
}

/* Appendix C: what each level frees from the start of a line. */
static void
jlreq_appendix_c_kinsoku_levels(void **state)
{
    (void)state;
    static const int from[CLASSES] = {[CL_09] = 3,
        [CL_10] = 3,
        [CL_11] = 3,
        [CL_05] = 2,
        [CL_04] = 1,
        [CL_03] = 1};
    for (int level = 1; level <= 4; level++) {
        const struct breaking_rules rules = {jlreq_separation, level};
        for (unsigned q = CL_01; q < CLASSES; q++) {
            bool strict = breaking_allowed(&strictest, CL_19, q);
            bool freed = level <= from[q];
            assert_int_equal(
                breaking_allowed(&rules, CL_19, q), strict || freed);
            /* the line end rule holds at every level */
            assert_false(breaking_allowed(&rules, CL_01, q));
            assert_false(breaking_allowed(&rules, CL_12, q));
        }
    }
}

/* --- tables 3 to 5, every pair -------------------------------------------- */

static int
least_of(const struct table *t, unsigned p, unsigned q, int natural, bool be)
{
    const char *cell = t->cell[p][q];
    if (is_note(cell) && atoi(cell + 3) <= 3) /* as beside a kanji */
        cell = be ? t->cell[p][CL_19] : t->cell[CL_19][q];
    const char *to = strchr(cell, '-');
    if (cell[0] == '\0' || is_note(cell) || cell[0] == (char)0xC3)
        return natural;
    int least = to == NULL ? amount(cell) : amount(to + 1);
    return least < natural ? least : natural;
}

static void
check_reduction(const char *name, enum text_reduction house)
{
    struct table *t = read_table(name);
    const struct text_setting setting = {
        .align = TEXT_JUSTIFY, .reduction = house};
    struct spacing_rules rules = spacing_rules(&setting);
    size_t shrinks = 0;
    FOR_PAIRS(t, p, q)
    {
        struct spacing_pair s = spacing_between(&rules, p, q);
        int before = least_of(t, p, q, s.before.amount, true);
        int after = least_of(t, p, q, s.after.amount, false);
        if (s.before.least != before || s.after.least != after)
            fail_msg("%s cl-%02u cl-%02u: %d %d for '%s'", name, p, q,
                s.before.least, s.after.least, t->cell[p][q]);
        shrinks += before < s.before.amount || after < s.after.amount;
    }
    assert_true(shrinks > 40);
    free(t);
}

static void
jlreq_table_3_every_pair_of_reduction(void **state)
{
    (void)state;
    check_reduction("reduction-jlreq", REDUCE_JLREQ);
}

static void
jlreq_table_4_every_pair_of_reduction_jisx4051(void **state)
{
    (void)state;
    check_reduction("reduction-jisx4051", REDUCE_JISX4051);
}

static void
jlreq_table_5_every_pair_of_reduction_books(void **state)
{
    (void)state;
    check_reduction("reduction-books", REDUCE_BOOKS);
}

/* JLREQ 3.8.3: whose space shrinks at which step; full stops never do. */
static void
jlreq_3_8_3_the_step_of_each_space(void **state)
{
    (void)state;
    const struct text_setting setting = {
        .align = TEXT_JUSTIFY, .reduction = REDUCE_JISX4051};
    struct spacing_rules rules = spacing_rules(&setting);
    assert_int_equal(
        spacing_between(&rules, CL_05, CL_19).before.step, SHRINK_DOT);
    assert_int_equal(
        spacing_between(&rules, CL_19, CL_05).after.step, SHRINK_DOT);
    assert_int_equal(
        spacing_between(&rules, CL_02, CL_19).before.step, SHRINK_PUNCT);
    assert_int_equal(
        spacing_between(&rules, CL_07, CL_19).before.step, SHRINK_PUNCT);
    assert_int_equal(
        spacing_between(&rules, CL_19, CL_01).after.step, SHRINK_PUNCT);
    assert_int_equal(
        spacing_between(&rules, CL_19, CL_27).before.step, SHRINK_LATIN);
    assert_int_equal(
        spacing_between(&rules, CL_24, CL_19).after.step, SHRINK_LATIN);
    assert_int_equal(spacing_between(&rules, CL_06, CL_19).before.least, 500);
}

/* --- table 6, every pair -------------------------------------------------- */

static void
jlreq_table_6_every_pair_of_expansion(void **state)
{
    (void)state;
    struct table *t = read_table("expansion");
    const struct text_setting setting = {.align = TEXT_JUSTIFY};
    struct spacing_rules rules = spacing_rules(&setting);
    FOR_PAIRS(t, p, q)
    {
        const char *cell = t->cell[p][q];
        struct spacing_pair s = spacing_between(&rules, p, q);
        bool grows = cell[0] == '1';
        bool latin = strcmp(cell, "1/4-1/2") == 0;
        if (s.even != grows || s.grow != (grows ? 250 : 0) ||
            (grows && (s.step == STRETCH_LATIN) != latin))
            fail_msg("cl-%02u cl-%02u: '%s'", p, q, cell);
    }
    free(t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_is_current),
        cmocka_unit_test(jlreq_appendix_a_every_listed_character),
        cmocka_unit_test(
            jlreq_appendix_a_unlisted_characters_follow_their_block),
        cmocka_unit_test(jlreq_appendix_a_classes_by_use),
        cmocka_unit_test(jlreq_table_1_every_pair_of_spacing),
        cmocka_unit_test(jlreq_3_7_4_math_is_set_as_kanji),
        cmocka_unit_test(jlreq_table_2_every_pair_of_separation),
        cmocka_unit_test(jlreq_appendix_c_kinsoku_levels),
        cmocka_unit_test(jlreq_table_3_every_pair_of_reduction),
        cmocka_unit_test(jlreq_table_4_every_pair_of_reduction_jisx4051),
        cmocka_unit_test(jlreq_table_5_every_pair_of_reduction_books),
        cmocka_unit_test(jlreq_3_8_3_the_step_of_each_space),
        cmocka_unit_test(jlreq_table_6_every_pair_of_expansion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
