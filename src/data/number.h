/* data/number - exact rationals and how they are shown.
 *
 * A number is num/den in lowest terms with den > 0.  Arithmetic that leaves
 * int64_t is an error, never a rounding.  Rounding happens once, when a number
 * is shown.
 */
#ifndef DATA_NUMBER_H
#define DATA_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

struct number {
    int64_t num, den;
    int decimals; /* digits behind the point as written; -1: computed */
};

enum rounding {
    ROUND_HALF_UP,  /* 四捨五入: half away from zero */
    ROUND_HALF_EVEN /* JIS Z 8401 rule A */
};

/* A decimal as statistics write it: 3,637  -0.5  △3.2  ▲12  −7  ＋１２.５ .
 * False when S is no number or does not fit. */
bool number_parse(struct str s, struct number *out);

enum number_op { NUMBER_ADD, NUMBER_SUB, NUMBER_MUL, NUMBER_DIV };

/* False on overflow or division by zero. */
bool number_op(
    enum number_op op, struct number a, struct number b, struct number *out);

int number_compare(struct number a, struct number b);

/* How a number is shown. */
struct number_format {
    int decimals;       /* -1: as many as its value was written with */
    int scale;          /* shown value = value * 10^scale; 2 for per cent */
    bool group;         /* 3-digit commas */
    bool plus;          /* a sign for positive numbers too */
    const char *minus;  /* "△" "▲" "−" "-" */
    const char *prefix; /* before the sign, or "" */
    const char *suffix; /* "人", "%", "ポイント", or "" */
    enum rounding rounding;
};

/* Reads a format written like `#,##0`, `0.0`, `+#,##0`, `0.0%` (scales by
 * 100), `△0.0`, `#,##0人`: what stands before and behind the digits is kept
 * as prefix and suffix (a leading sign character chooses the style of minus).
 * STORAGE keeps the texts.  False when there is no digit place in S. */
struct arena;
bool number_format_parse(
    struct arena *storage, struct str s, struct number_format *out);

void number_show(
    struct buf *out, struct number number, const struct number_format *format);

#endif
