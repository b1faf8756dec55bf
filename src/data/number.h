/* data/number - exact rationals and how they are shown.
 *
 * A number is num/den in lowest terms with den > 0 and |num| <= INT64_MAX.
 * Intermediates are 128 bits wide; a result that leaves int64_t is an error,
 * never a rounding.  Rounding happens once, when a number is shown.
 */
#ifndef DATA_NUMBER_H
#define DATA_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

struct number {
    int64_t num, den;
    int decimals; /* digits behind the point as written (6.4% has 3, being
                     0.064); -1: computed */
};

enum { NUMBER_DECIMALS_MAX = 18 };

enum rounding {
    ROUND_HALF_UP,  /* 四捨五入: half away from zero */
    ROUND_HALF_EVEN /* JIS Z 8401 rule A */
};

/* VALUE / 10^DECIMALS, DECIMALS 0 ... 18; VALUE is not INT64_MIN. */
struct number number_decimal(int64_t value, int decimals);

/* A decimal as statistics write it: 3,637  -0.5  △3.2  ▲12  −7  ＋１２.５
 * 6.4% (which is 0.064).  Commas must part groups of three digits.
 * False when S is no number or does not fit; *OUT is then 0. */
bool number_parse(struct str s, struct number *out);

/* True when S is written with a per cent sign at its end. */
bool number_is_percent(struct str s);

enum number_op { NUMBER_ADD, NUMBER_SUB, NUMBER_MUL, NUMBER_DIV };

/* False on overflow or division by zero; *OUT is then 0. */
bool number_op(
    enum number_op op, struct number a, struct number b, struct number *out);

int number_compare(struct number a, struct number b);

/* A rounded to DECIMALS (0 ... 18) places.  False on overflow. */
bool number_round(
    struct number a, int decimals, enum rounding rounding, struct number *out);

/* How a number is shown. */
struct number_format {
    int decimals;      /* -1: as many as its value was written with */
    int scale;         /* shown value = value * 10^scale; 2 for per cent */
    bool group;        /* 3-digit commas */
    bool plus;         /* a sign for positive numbers too */
    const char *minus; /* "△" "▲" "−" "-"; NULL: the format does not say */
    const char *prefix; /* before the sign, or "" */
    const char *suffix; /* "人", "%", "ポイント", or "" */
    enum rounding rounding;
};

/* Reads a format written like `#,##0`, `0.0`, `+#,##0`, `0.0%` (scales by
 * 100), `△0.0`, `#,##0人`: what stands before and behind the digits is kept
 * as prefix and suffix; sign characters right before the digits choose the
 * style of minus, `+` asks for plus signs.  A comma behind the digits divides
 * by 1,000 (`#,##0,千円`), and so does a bracketed unit without being shown:
 * [%] [千] [万] [百万] [億], as in `0.0[%]` for a column headed （%）.
 * STORAGE keeps the texts.  False when S is no format, or, with the suffix
 * NULL, memory ran out. */
bool number_format_parse(
    struct arena *storage, struct str s, struct number_format *out);

/* Appends NUMBER.  A number that rounds to zero has no sign.  Where format
 * and number leave the decimals open, up to 4 are shown, as many as needed. */
void number_show(
    struct buf *out, struct number number, const struct number_format *format);

#endif
