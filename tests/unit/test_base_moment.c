/* Days and times with their distance from UTC. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/moment.h"

static int64_t
minutes(const char *text)
{
    struct moment m;
    assert_true(moment_parse(str_of(text), &m));
    return moment_minutes(&m);
}

static void
good(void **state)
{
    struct moment m;
    (void)state;
    assert_true(moment_parse(STR("2026-06-01T14:05-03:30"), &m));
    assert_int_equal(m.year, 2026);
    assert_int_equal(m.month, 6);
    assert_int_equal(m.day, 1);
    assert_int_equal(m.hour, 14);
    assert_int_equal(m.minute, 5);
    assert_int_equal(m.offset, -210);
    assert_true(moment_parse(STR("2024-02-29T23:59Z"), &m));
    assert_int_equal(m.offset, 0);
}

static void
bad(void **state)
{
    static const char *const text[] = {"", "2026-06-01", "2026-06-01T14:00",
        "2026-6-01T14:00+09:00", "2026-06-01 14:00+09:00",
        "2026-02-29T14:00+09:00", "2026-13-01T14:00+09:00",
        "2026-06-00T14:00+09:00", "2026-06-01T24:00+09:00",
        "2026-06-01T14:60+09:00", "2026-06-01T14:00+15:00",
        "2026-06-01T14:00+09:60", "2026-06-01T14:00+0900",
        "2026-06-01T14:00+09:00Z", "2026-06-01T14:00 09:00",
        "0000-06-01T14:00Z", "2026-06-01T14:00z", "2026-06-01T14:00+",
        "２026-06-01T14:00Z", "2026-06-01T-1:00Z"};
    (void)state;
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
        struct moment m = {.year = 1};
        assert_false(moment_parse(str_of(text[i]), &m));
        assert_int_equal(m.year, 0);
    }
}

static void
order(void **state)
{
    (void)state;
    assert_int_equal(minutes("1970-01-01T00:00Z"), 0);
    assert_int_equal(minutes("1970-01-01T09:00+09:00"), 0);
    assert_int_equal(minutes("1969-12-31T23:59Z"), -1);
    assert_int_equal(minutes("2000-03-01T00:00Z"), 11017 * 1440);
    assert_int_equal(minutes("2026-06-01T14:00+09:00"), 29671500);
    assert_int_equal(
        minutes("2024-03-01T00:00Z"), minutes("2024-02-29T00:00Z") + 1440);
    assert_int_equal(minutes("0001-01-01T00:00Z"), -719162 * 1440);
}

static void
weekdays(void **state)
{
    struct moment m;
    (void)state;
    assert_true(moment_parse(STR("1970-01-01T00:00Z"), &m));
    assert_int_equal(moment_weekday(&m), 4);
    assert_true(moment_parse(STR("2026-06-01T00:30+09:00"), &m));
    assert_int_equal(moment_weekday(&m), 1);
    assert_true(moment_parse(STR("0001-01-01T00:00Z"), &m));
    assert_int_equal(moment_weekday(&m), 1);
    assert_true(moment_parse_day(STR("2026-11-29"), &m));
    assert_int_equal(moment_weekday(&m), 0);
    assert_false(moment_parse_day(STR("2026-11-29T"), &m));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good),
        cmocka_unit_test(bad),
        cmocka_unit_test(order),
        cmocka_unit_test(weekdays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
