/* The 128-bit intermediates hold every product of two int64_t and the sum of
 * two such products, so that no step allocates and none can lose a digit. */
#include "data/number.h"

#include <string.h>

#include "base/utf8.h"

enum { SHOWN_DECIMALS = 4, DIGITS_MAX = 18 };

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static const char minus_signs[] = "-‐‑–−－△▲";

static uwide
magnitude(wide a)
{
    return a < 0 ? -(uwide)a : (uwide)a;
}

static uwide
gcd(uwide a, uwide b)
{
    while (b != 0) {
        uwide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static wide
power10(int n)
{
    wide p = 1;
    for (; n > 0; n--)
        p *= 10;
    return p;
}

/* NUM/DEN in lowest terms; false when it does not fit.  DEN > 0. */
static bool
reduce(wide num, wide den, int decimals, struct number *out)
{
    uwide d = gcd(magnitude(num), (uwide)den);
    num /= (wide)d;
    den /= (wide)d;
    *out = (struct number){0, 1, 0};
    if (magnitude(num) > INT64_MAX || den > INT64_MAX)
        return false;
    *out = (struct number){(int64_t)num, (int64_t)den, decimals};
    return true;
}

struct number
number_decimal(int64_t value, int decimals)
{
    struct number out;
    reduce(value, power10(decimals), decimals, &out);
    return out;
}

/* --- reading ------------------------------------------------------------ */

/* C with full-width forms made half-width. */
static uint32_t
narrow(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E && c != 0xFF0D)
        return c - 0xFEE0;
    return c == 0x3000 ? ' ' : c;
}

static bool
is_minus(uint32_t c)
{
    struct str set = {minus_signs, sizeof minus_signs - 1};
    for (size_t at = 0; at < set.n;)
        if (utf8_next(set, at, &at) == c)
            return true;
    return false;
}

struct reader {
    struct str s;
    size_t at;
};

static uint32_t
peek(const struct reader *r)
{
    size_t next;
    return r->at < r->s.n ? narrow(utf8_next(r->s, r->at, &next)) : 0;
}

static void
skip(struct reader *r)
{
    if (r->at < r->s.n)
        utf8_next(r->s, r->at, &r->at);
}

static void
skip_space(struct reader *r)
{
    while (peek(r) == ' ' || peek(r) == '\t')
        skip(r);
}

struct digits {
    int64_t value;
    int n;     /* digits read; leading zeros count */
    int point; /* digits behind the point; -1: no point yet */
    int group; /* digits since the last comma; -1: no comma yet */
};

/* One digit; false when the number grows too long. */
static bool
add_digit(struct digits *d, int digit)
{
    if (d->value > (INT64_MAX - digit) / 10 || d->n >= 2 * DIGITS_MAX ||
        d->point >= DIGITS_MAX)
        return false;
    d->value = d->value * 10 + digit;
    d->n++;
    d->point += d->point >= 0 ? 1 : 0;
    d->group += d->point < 0 && d->group >= 0 ? 1 : 0;
    return true;
}

static bool
add_comma(struct digits *d)
{
    bool ok =
        d->point < 0 && (d->group < 0 ? d->n >= 1 && d->n <= 3 : d->group == 3);
    d->group = 0;
    return ok;
}

static bool
add_point(struct digits *d)
{
    bool ok = d->point < 0 && (d->group < 0 || d->group == 3);
    d->point = 0;
    return ok;
}

static bool
read_digits(struct reader *r, struct digits *d)
{
    for (;; skip(r)) {
        uint32_t c = peek(r);
        if (c >= '0' && c <= '9') {
            if (!add_digit(d, (int)(c - '0')))
                return false;
        } else if (c == ',') {
            if (!add_comma(d))
                return false;
        } else if (c == '.') {
            if (!add_point(d))
                return false;
        } else {
            break;
        }
    }
    bool grouped = d->point >= 0 || d->group < 0 || d->group == 3;
    return d->n > 0 && d->point != 0 && grouped;
}

bool
number_parse(struct str s, struct number *out)
{
    struct reader r = {s, 0};
    struct digits d = {0, 0, -1, -1};
    *out = (struct number){0, 1, 0};
    skip_space(&r);
    bool minus = is_minus(peek(&r));
    if (minus || peek(&r) == '+')
        skip(&r);
    skip_space(&r);
    if (!read_digits(&r, &d))
        return false;
    skip_space(&r);
    int decimals = d.point < 0 ? 0 : d.point;
    if (peek(&r) == '%') {
        skip(&r);
        decimals += 2;
    }
    skip_space(&r);
    if (r.at < s.n || decimals > DIGITS_MAX)
        return false;
    *out = number_decimal(minus ? -d.value : d.value, decimals);
    return true;
}

bool
number_is_percent(struct str s)
{
    s = str_trim(s);
    struct str wide_sign = STR("％");
    return (s.n > 0 && s.p[s.n - 1] == '%') ||
           (s.n > wide_sign.n &&
               memcmp(s.p + s.n - wide_sign.n, wide_sign.p, wide_sign.n) == 0);
}

/* --- arithmetic --------------------------------------------------------- */

static int
known_decimals(enum number_op op, struct number a, struct number b)
{
    if (a.decimals < 0 || b.decimals < 0 || op == NUMBER_DIV)
        return -1;
    int sum = a.decimals + b.decimals;
    if (op == NUMBER_MUL)
        return sum <= NUMBER_DECIMALS_MAX ? sum : -1;
    return a.decimals > b.decimals ? a.decimals : b.decimals;
}

bool
number_op(
    enum number_op op, struct number a, struct number b, struct number *out)
{
    int decimals = known_decimals(op, a, b);
    wide cross = (wide)b.num * a.den;
    *out = (struct number){0, 1, 0};
    switch (op) {
    case NUMBER_ADD:
        return reduce(
            (wide)a.num * b.den + cross, (wide)a.den * b.den, decimals, out);
    case NUMBER_SUB:
        return reduce(
            (wide)a.num * b.den - cross, (wide)a.den * b.den, decimals, out);
    case NUMBER_MUL:
        return reduce((wide)a.num * b.num, (wide)a.den * b.den, decimals, out);
    case NUMBER_DIV:
        if (b.num == 0)
            return false;
        return b.num < 0 ? reduce((wide)-a.num * b.den, -cross, decimals, out)
                         : reduce((wide)a.num * b.den, cross, decimals, out);
    }
    return false;
}

int
number_compare(struct number a, struct number b)
{
    wide left = (wide)a.num * b.den, right = (wide)b.num * a.den;
    return (left > right) - (left < right);
}

/* NUM / DEN to a whole number. */
static uwide
round_quotient(uwide num, uwide den, enum rounding rounding)
{
    uwide whole = num / den, twice = (num % den) * 2;
    bool up = twice > den ||
              (twice == den && (rounding == ROUND_HALF_UP || whole % 2 == 1));
    return whole + (up ? 1 : 0);
}

/* |A| * 10^POWER to a whole number.  Divides in two steps so that the scaled
 * remainder, and not the scaled number, must fit: |POWER| <= 18. */
static uwide
scaled(struct number a, int power, enum rounding rounding)
{
    uwide num = magnitude(a.num), den = (uwide)a.den;
    if (power < 0)
        return round_quotient(num, den * (uwide)power10(-power), rounding);
    return round_quotient(num * (uwide)power10(power), den, rounding);
}

bool
number_round(
    struct number a, int decimals, enum rounding rounding, struct number *out)
{
    uwide value = scaled(a, decimals, rounding);
    return reduce(a.num < 0 ? -(wide)value : (wide)value, power10(decimals),
        decimals, out);
}

/* --- formats ------------------------------------------------------------ */

static bool
starts(struct str s, size_t at, const char *word)
{
    size_t n = strlen(word);
    return s.n - at >= n && memcmp(s.p + at, word, n) == 0;
}

/* Reads the digit places at AT; false when they are none of ours. */
static bool
parse_places(struct str s, size_t *at, struct number_format *out)
{
    size_t i = *at;
    int zeros = 0;
    for (; i < s.n && strchr("#,0", s.p[i]) != NULL && s.p[i] != '\0'; i++) {
        zeros += s.p[i] == '0' ? 1 : 0;
        out->group |= s.p[i] == ',';
        if (s.p[i] == '#' && zeros > 0)
            return false;
        if (s.p[i] == ',' && zeros > 0)
            break;
    }
    if (i < s.n && s.p[i] == ',') {
        out->group = memchr(s.p + *at, ',', i - *at) != NULL;
        for (; i < s.n && s.p[i] == ','; i++)
            out->scale -= 3;
    }
    if (i < s.n && s.p[i] == '.') {
        size_t first = ++i;
        while (i < s.n && s.p[i] == '0')
            i++;
        out->decimals = i - first <= 9 ? (int)(i - first) : -1;
        for (; i < s.n && s.p[i] == ','; i++)
            out->scale -= 3;
    }
    *at = i;
    return zeros <= 1 && out->decimals >= 0 && out->scale >= -9 &&
           (i == s.n || strchr("#0.", s.p[i]) == NULL || s.p[i] == '\0');
}

/* The unit at AT, which may scale; *AT moves behind what is not shown. */
static void
parse_unit(struct str s, size_t *at, struct number_format *out)
{
    static const struct {
        const char *text;
        int scale;
        bool hidden;
    } unit[] = {{"%", 2, false}, {"％", 2, false}, {" %", 2, false},
        {"‰", 3, false}, {"[%]", 2, true}, {"[％]", 2, true},
        {"[千]", -3, true}, {"[万]", -4, true}, {"[百万]", -6, true},
        {"[億]", -8, true}};
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
        if (!starts(s, *at, unit[i].text))
            continue;
        out->scale += unit[i].scale;
        *at += unit[i].hidden ? strlen(unit[i].text) : 0;
        return;
    }
}

/* Takes the sign characters off the end of what stands before the digits. */
static bool
parse_signs(
    struct arena *storage, struct str *before, struct number_format *out)
{
    for (;;) {
        size_t at = before->n;
        while (at > 0 && (before->p[--at] & 0xC0) == 0x80)
            continue;
        struct str last = {before->p + at, before->n - at};
        size_t next;
        uint32_t c = last.n == 0 ? 0 : utf8_next(last, 0, &next);
        if (c != '+' && c != 0xFF0B && !is_minus(c))
            return true;
        before->n = at;
        if (!is_minus(c))
            out->plus = true;
        else if ((out->minus = arena_strndup(storage, last.p, last.n)) == NULL)
            return false;
    }
}

bool
number_format_parse(
    struct arena *storage, struct str s, struct number_format *out)
{
    size_t at = 0;
    *out = (struct number_format){.prefix = "", .suffix = ""};
    while (at < s.n && s.p[at] != '#' && s.p[at] != '0')
        at++;
    struct str before = {s.p, at};
    if (at == s.n || !parse_places(s, &at, out))
        return false;
    parse_unit(s, &at, out);
    if (!parse_signs(storage, &before, out)) {
        out->suffix = NULL;
        return false;
    }
    out->prefix = arena_strndup(storage, before.p, before.n);
    out->suffix = arena_strndup(storage, s.p + at, s.n - at);
    if (out->prefix == NULL)
        out->suffix = NULL;
    return out->suffix != NULL;
}

/* Places needed to show NUMBER, times 10^SCALE, in full; at most a few. */
static int
open_decimals(struct number number, int scale)
{
    int least = number.decimals >= 0 ? number.decimals - scale : 0;
    if (number.decimals >= 0)
        return least < 0 ? 0 : least;
    int places = 0;
    while (places < SHOWN_DECIMALS) {
        wide up = places + scale > 0 ? power10(places + scale) : 1;
        wide down = places + scale < 0 ? power10(-places - scale) : 1;
        if ((wide)number.num * up % ((wide)number.den * down) == 0)
            break;
        places++;
    }
    return places;
}

/* VALUE / 10^DECIMALS in digits. */
static void
put_digits(struct buf *out, uwide value, int decimals, bool group)
{
    char digit[48];
    int n = 0;
    do {
        digit[n++] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value > 0 || n <= decimals);
    while (n-- > 0) {
        buf_byte(out, digit[n]);
        if (n == decimals && n > 0)
            buf_byte(out, '.');
        else if (group && n > decimals && (n - decimals) % 3 == 0)
            buf_byte(out, ',');
    }
}

void
number_show(
    struct buf *out, struct number number, const struct number_format *format)
{
    int decimals = format->decimals;
    if (decimals < 0)
        decimals = open_decimals(number, format->scale);
    int power = decimals + format->scale;
    /* 10^18 is as far as the intermediates reach; more places are zeros that
     * no statistic prints. */
    if (power > DIGITS_MAX) {
        decimals -= power - DIGITS_MAX;
        power = DIGITS_MAX;
    }
    uwide value = scaled(number, power, format->rounding);
    const char *minus = format->minus == NULL ? "△" : format->minus;
    buf_text(out, format->prefix);
    if (value != 0 && number.num < 0)
        buf_text(out, minus);
    else if (value != 0 && format->plus)
        buf_text(out, "+");
    put_digits(out, value, decimals, format->group);
    buf_text(out, format->suffix);
}
