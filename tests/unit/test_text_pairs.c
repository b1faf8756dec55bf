/* The tables of pairs as a style changes them: each of the four acts on lines,
 * and what could not act is refused. */
#include "test_text_fixture.h"

#include "text/linelog.h"
#include "text/pairs.h"

static struct pair_tables tables;

static struct pair
pair_of(const char *before, const char *after)
{
    struct pair pair;
    assert_true(pairs_class(str_of(before), true, &pair.before));
    assert_true(pairs_class(str_of(after), false, &pair.after));
    return pair;
}

static void
begin(struct fixture *f, enum text_reduction house)
{
    pairs_init(&tables, house);
    f->setting.tables = &tables;
    f->setting.reduction = house;
    f->setting.trace = true;
}

static void
amount(enum pairs_table table, const char *before, const char *after, int n)
{
    assert_int_equal(
        pairs_set_amount(&tables, table, pair_of(before, after), n),
        PAIRS_GOOD);
}

static void
may_break(const char *before, const char *after, bool allowed)
{
    assert_int_equal(
        pairs_set_break(&tables, pair_of(before, after), allowed), PAIRS_GOOD);
}

/* Where the clusters of all lines stand, and what each line was put through. */
static void
places(struct fixture *f, const char *s, int ems, const char *expected)
{
    assert_int_equal(compose(f, s, ems), ERR_OK);
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    for (size_t k = 0; k < f->n; k++) {
        for (size_t c = 0; c < f->line[k].trace->n; c++) {
            buf_int(&f->dump, milli(f->line[k].trace->cell[c].x));
            buf_byte(&f->dump, ' ');
        }
        buf_printf(&f->dump, "%s|", linelog_step(f->line[k].step));
    }
    assert_string_equal(f->dump.p, expected);
}

static void
untouched_tables_are_jlreqs(void **state)
{
    (void)state;
    static const enum text_reduction houses[] = {
        REDUCE_JLREQ, REDUCE_JISX4051, REDUCE_BOOKS};
    static const uint16_t(*const reduction[])[CLASSES] = {
        jlreq_reduction_jlreq, jlreq_reduction_jisx4051, jlreq_reduction_books};
    size_t n = sizeof jlreq_spacing;
    for (size_t k = 0; k < 3; k++) {
        pairs_init(&tables, houses[k]);
        assert_memory_equal(
            tables.cell[PAIRS_REDUCTION], reduction[houses[k]], n);
    }
    assert_memory_equal(tables.cell[PAIRS_SPACING], jlreq_spacing, n);
    assert_memory_equal(tables.cell[PAIRS_EXPANSION], jlreq_expansion, n);
    assert_memory_equal(tables.cell[PAIRS_SEPARATION], jlreq_separation, n);
}

static void
spacing_inside_the_line(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    places(f, "（本）で「", 9, "0 500 1500 2500 4000 none|");
    amount(PAIRS_SPACING, "cl-02", "cl-15", 0);
    amount(PAIRS_SPACING, "cl-15", "cl-01", 2);
    places(f, "（本）で「", 9, "0 500 1500 2000 3250 none|");
    amount(PAIRS_SPACING, "cl-19", "cl-19", 1);
    places(f, "本本", 9, "0 1125 none|");
    /* math signs follow kanji */
    places(f, "本＝本", 9, "0 1125 2250 none|");
}

static void
spacing_at_the_edges(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    f->setting.align = TEXT_START;
    amount(PAIRS_SPACING, "head", "cl-01", 2);
    places(f, "「本", 9, "250 750 none|");
    amount(PAIRS_SPACING, "head", "cl-19", 4);
    places(f, "本", 9, "500 none|");
    assert_int_equal(f->line[0].width, EM + EM / 2);
    assert_int_equal(compose(f, "の。", 9), ERR_OK);
    assert_int_equal(f->line[0].width, EM + EM / 2);
    /* half an em behind the full stop alone, though line-end is solid */
    amount(PAIRS_SPACING, "cl-06", "end", 4);
    assert_int_equal(compose(f, "の。", 9), ERR_OK);
    assert_int_equal(f->line[0].width, 2 * EM);
    assert_int_equal(compose(f, "の」", 9), ERR_OK);
    assert_int_equal(f->line[0].width, EM + EM / 2);
    /* nor does it hang where its neighbour in the class table does */
    f->setting.line_end = LINE_END_HANG;
    assert_int_equal(compose(f, "ののの、", 3), ERR_OK);
    assert_int_equal(f->line[0].trace->hang, EM / 2);
    assert_int_equal(compose(f, "ののの。", 3), ERR_OK);
    assert_int_equal(f->line[0].trace->hang, 0);
}

static void
reduction_inside_the_line(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    const char *s = "の（本）の「本";
    places(f, s, 6, "0 1167 1667 2667 3333 4500 5000 punctuation|");
    amount(PAIRS_REDUCTION, "cl-02", "cl-15", 4);
    amount(PAIRS_REDUCTION, "cl-15", "cl-01", 0);
    places(f, s, 6, "0 1000 1500 2500 3500 4500 5000 punctuation|");
}

static void
reduction_at_the_end(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    f->setting.line_end = LINE_END_HALF;
    const char *s = "「日」本国。の人";
    places(f, s, 5, "0 500 1500 2500 3500 4500 line-end|0 1000 none|");
    amount(PAIRS_REDUCTION, "cl-06", "end", 4);
    places(f, s, 5, "0 500 1500 2000 3000 4000 punctuation|0 1000 none|");
    amount(PAIRS_SPACING, "cl-06", "end", 2);
    amount(PAIRS_REDUCTION, "cl-06", "end", 0);
    places(f, s, 5, "0 500 1500 2500 3500 4500 line-end|0 1000 none|");
}

static void
expansion_of_a_gap(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    places(f, "日の日（本本", 4, "0 1500 3000 even|0 500 1500 none|");
    amount(PAIRS_EXPANSION, "cl-19", "cl-15", 0);
    places(f, "日の日（本本", 4, "0 1000 3000 even|0 500 1500 none|");
    amount(PAIRS_EXPANSION, "cl-19", "cl-15", 7);
    places(f, "日の日（本本", 4, "0 1778 3000 other|0 500 1500 none|");
}

/* The space beside Latin keeps its own step, and grows to what is said. */
static void
expansion_beside_latin(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    places(f, "日a（本", 2, "0 1500 japanese-latin|0 500 none|");
    amount(PAIRS_EXPANSION, "cl-19", "cl-27", 3);
    places(f, "日a（本", 2, "0 1500 even|0 500 none|");
    amount(PAIRS_EXPANSION, "cl-19", "cl-27", 7);
    places(f, "日a（本", 2, "0 1500 japanese-latin|0 500 none|");
}

static void
separation_of_two_classes(void **state)
{
    struct fixture *f = *state;
    begin(f, REDUCE_JLREQ);
    f->setting.align = TEXT_START;
    check_texts(f, "日本人々の", 3, "日本/人々の");
    may_break("cl-19", "cl-09", true);
    check_texts(f, "日本人々の", 3, "日本人/々の");
    f->setting.kinsoku = 1; /* frees ー, but not where the style says not */
    check_texts(f, "あいアーうえおか", 3, "あいア/ーうえ/おか");
    may_break("cl-16", "cl-10", false);
    check_texts(f, "あいアーうえおか", 3, "あい/アーう/えおか");
    check_texts(f, "あい……うえおか", 3, "あい/……う/えおか");
    may_break("cl-08", "cl-08", true);
    check_texts(f, "あい……うえおか", 3, "あい…/…うえ/おか");
}

static void
what_could_not_act_is_refused(void **state)
{
    (void)state;
    static const struct {
        enum pairs_table table;
        const char *before, *after;
        enum pairs_fault fault;
    } t[] = {{PAIRS_SPACING, "head", "end", PAIRS_EDGE},
        {PAIRS_REDUCTION, "head", "cl-01", PAIRS_EDGE},
        {PAIRS_EXPANSION, "cl-02", "end", PAIRS_EDGE},
        {PAIRS_SPACING, "cl-01", "end", PAIRS_NEVER},
        {PAIRS_SPACING, "head", "cl-06", PAIRS_NEVER},
        {PAIRS_SPACING, "cl-26", "end", PAIRS_VANISH},
        {PAIRS_SPACING, "head", "cl-26", PAIRS_VANISH},
        {PAIRS_EXPANSION, "cl-24", "cl-24", PAIRS_FIGURES},
        {PAIRS_SEPARATION, "cl-19", "end", PAIRS_EDGE},
        {PAIRS_SEPARATION, "cl-19", "cl-14", PAIRS_VANISH},
        {PAIRS_SEPARATION, "cl-27", "cl-24", PAIRS_WESTERN},
        {PAIRS_SEPARATION, "cl-01", "cl-19", PAIRS_BOUND},
        {PAIRS_SEPARATION, "cl-19", "cl-20", PAIRS_BOUND}};
    struct pair_tables before;
    pairs_init(&tables, REDUCE_JLREQ);
    before = tables;
    for (size_t k = 0; k < sizeof t / sizeof *t; k++) {
        struct pair pair = pair_of(t[k].before, t[k].after);
        enum pairs_fault fault =
            t[k].table == PAIRS_SEPARATION
                ? pairs_set_break(&tables, pair, true)
                : pairs_set_amount(&tables, t[k].table, pair, 2);
        assert_int_equal(fault, t[k].fault);
    }
    assert_memory_equal(&tables, &before, sizeof tables);
}

static void
names_of_classes(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "cl-0", "cl-00", "cl-1", "cl-001",
        "cl-17", "cl-18", "cl-21", "cl-22", "cl-23", "cl-28", "cl-29", "cl-31",
        "cl-99", "CL-01", "c1-01", "cl-x1", "end", "tail"};
    unsigned class;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_false(pairs_class(str_of(bad[k]), true, &class));
    assert_false(pairs_class(STR("head"), false, &class));
    assert_true(pairs_class(STR("end"), false, &class));
    assert_int_equal(class, CL_NONE);
    assert_true(pairs_class(STR("cl-30"), false, &class));
    assert_int_equal(class, CL_30);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(untouched_tables_are_jlreqs),
        TEST(spacing_inside_the_line),
        TEST(spacing_at_the_edges),
        TEST(reduction_inside_the_line),
        TEST(reduction_at_the_end),
        TEST(expansion_of_a_gap),
        TEST(expansion_beside_latin),
        TEST(separation_of_two_classes),
        cmocka_unit_test(what_could_not_act_is_refused),
        cmocka_unit_test(names_of_classes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
