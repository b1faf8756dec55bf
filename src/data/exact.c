/* A REAL has 53 bits; a rational has more.  The rationals that SQL functions
 * make are kept here, found again by the bits of their REAL: SQLite sorts and
 * compares the REAL, we print the rational. */
#include <string.h>

#include "data/query_imp.h"

enum { REAL_DIGITS = 15, EXPONENT_MAX = 18 };

double
exact_real(struct number number)
{
    return (double)number.num / (double)number.den;
}

/* Up to 15 digits: both num and den are below 2^53 then, and their quotient
 * is the correctly rounded REAL. */
bool
exact_is_plain(struct number number)
{
    int64_t limit = 1000000000000000, size = number.num;
    if (number.decimals < 0)
        return false;
    size = size < 0 ? -size : size;
    for (int i = 0; i < number.decimals; i++)
        limit = limit / 10 > 0 ? limit / 10 : 0;
    /* |num/den| < 10^(15 - decimals), or, below one, few enough decimals. */
    if (limit > 0)
        return number.den <= INT64_MAX / limit ? size < limit * number.den
                                               : true;
    return false;
}

static struct str
key_of(const double *real)
{
    return (struct str){(const char *)real, sizeof *real};
}

bool
exact_put(struct query *query, struct number number, double *out, bool *nomem)
{
    bool minus = number.num < 0;
    struct number positive = number;
    struct arena *arena = query->ds->arena;
    positive.num = minus ? -number.num : number.num;
    double real = exact_real(positive);
    size_t at;
    *out = minus ? -real : real;
    *nomem = false;
    if (map_find(&query->exact, key_of(&real), &at))
        return number_compare(query->kept[at]->number, positive) == 0;
    struct exact *exact = arena_alloc(arena, sizeof *exact);
    struct exact **grown = arena_grow(arena, query->kept, query->n_kept,
        &query->kept_cap, sizeof *query->kept);
    *nomem = exact == NULL || grown == NULL;
    if (*nomem)
        return false;
    *exact = (struct exact){real, positive};
    query->kept = grown;
    query->kept[query->n_kept] = exact;
    *nomem = !map_put(&query->exact, arena, key_of(&exact->key), query->n_kept);
    query->n_kept += *nomem ? 0 : 1;
    return !*nomem;
}

/* d.dddddddddddddde+XX as a number. */
static bool
parse_scientific(const char *s, struct number *out)
{
    int64_t digits = 0;
    int n = 0, exponent = 0;
    bool minus = *s == '-';
    for (s += minus ? 1 : 0; *s != '\0' && *s != 'e'; s++) {
        if (*s == '.')
            continue;
        digits = digits * 10 + (*s - '0');
        n++;
    }
    if (*s != 'e' || !str_integer(str_of(s + 1), &exponent))
        return false;
    int decimals = n - 1 - exponent;
    while (digits != 0 && digits % 10 == 0 && decimals > 0) {
        digits /= 10;
        decimals--;
    }
    for (; decimals < 0 && digits <= INT64_MAX / 10; decimals++)
        digits *= 10;
    if (decimals < 0 || (decimals > EXPONENT_MAX && digits != 0))
        return false;
    *out = number_decimal(minus ? -digits : digits, digits == 0 ? 0 : decimals);
    return true;
}

bool
exact_find(const struct query *query, double real, struct number *out)
{
    char text[64];
    size_t at;
    bool minus = real < 0;
    double positive = minus ? -real : real;
    if (map_find(&query->exact, key_of(&positive), &at)) {
        *out = query->kept[at]->number;
        out->num = minus ? -out->num : out->num;
        return true;
    }
    *out = (struct number){0, 1, 0};
    /* SQLite's own conversion: it knows no locale. */
    sqlite3_snprintf((int)sizeof text, text, "%.*e", REAL_DIGITS - 1, real);
    return parse_scientific(text, out);
}
