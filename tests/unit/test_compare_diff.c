/* compare: the difference of two rows, against the length of their longest
 * common part. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "compare/diff.h"

enum { LONG = 64 };

static size_t
common(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    static size_t best[LONG + 1][LONG + 1];
    for (size_t i = 0; i <= n; i++)
        for (size_t k = 0; k <= m; k++) {
            if (i == 0 || k == 0)
                best[i][k] = 0;
            else if (a[i - 1] == b[k - 1])
                best[i][k] = best[i - 1][k - 1] + 1;
            else
                best[i][k] = best[i - 1][k] > best[i][k - 1] ? best[i - 1][k]
                                                             : best[i][k - 1];
        }
    return best[n][m];
}

/* What is left of both must be alike; returns how long it is. */
static size_t
left(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    struct arena *arena = arena_new();
    bool *a_other = calloc(n + 1, sizeof *a_other);
    bool *b_other = calloc(m + 1, sizeof *b_other);
    struct diff_row x = {a, n, a_other}, y = {b, m, b_other};
    assert_int_equal(diff_rows(arena, &x, &y), ERR_OK);
    size_t i = 0, k = 0, same = 0;
    for (;; i++, k++, same++) {
        while (i < n && a_other[i])
            i++;
        while (k < m && b_other[k])
            k++;
        if (i == n || k == m)
            break;
        assert_int_equal(a[i], b[k]);
    }
    assert_int_equal(i, n);
    assert_int_equal(k, m);
    free(a_other);
    free(b_other);
    arena_free(arena);
    return same;
}

static void
small_rows(void **state)
{
    (void)state;
    const uint32_t a[] = {1, 2, 3, 1, 2, 2, 1}, b[] = {3, 2, 1, 2, 1, 3};
    assert_int_equal(left(a, 7, b, 6), 4); /* the example of the paper */
    assert_int_equal(left(a, 7, a, 7), 7);
    assert_int_equal(left(a, 7, b, 0), 0);
    assert_int_equal(left(a, 0, b, 6), 0);
    assert_int_equal(left(a, 0, b, 0), 0);
    assert_int_equal(left(a, 1, b, 1), 0);
}

static void
shortest(void **state)
{
    (void)state;
    uint32_t seed = 1, a[LONG], b[LONG];
    for (int round = 0; round < 3000; round++) {
        uint32_t kinds = 2 + (uint32_t)round % 7;
        size_t n = (size_t)round * 7 % LONG, m = (size_t)round * 11 % LONG;
        for (size_t i = 0; i < LONG; i++) {
            seed = seed * 1664525 + 1013904223;
            a[i] = (seed >> 16) % kinds;
            seed = seed * 1664525 + 1013904223;
            b[i] = (seed >> 16) % kinds;
        }
        assert_int_equal(left(a, n, b, m), common(a, n, b, m));
    }
}

/* Nothing in common, and much: the work stays bounded, the result right. */
static void
long_rows(void **state)
{
    (void)state;
    enum { N = 30000 };
    uint32_t *a = calloc(N, sizeof *a), *b = calloc(N, sizeof *b);
    for (uint32_t i = 0; i < N; i++) {
        a[i] = i;
        b[i] = N + i;
    }
    assert_int_equal(left(a, N, b, N), 0);
    for (uint32_t i = 0; i < N; i++)
        b[i] = i % 3 == 0 ? N + i : i;
    assert_true(left(a, N, b, N) > N / 4);
    memmove(b, a, N * sizeof *b);
    b[N / 2] = N;
    assert_int_equal(left(a, N, b, N), N - 1);
    free(a);
    free(b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(small_rows),
        cmocka_unit_test(shortest), cmocka_unit_test(long_rows)};
    return cmocka_run_group_tests_name("compare diff", tests, NULL, NULL);
}
