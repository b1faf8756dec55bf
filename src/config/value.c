#include "config/value.h"

#include <limits.h>
#include <string.h>

#include "base/moment.h"
#include "base/utf8.h"
#include "config/role.h"

bool
value_boolean(struct str s, bool *out)
{
    *out = str_equal(s, STR("yes"));
    return *out || str_equal(s, STR("no"));
}

bool
value_is_word(const char *choices, struct str word)
{
    struct str rest = str_of(choices);
    while (rest.p != NULL)
        if (str_equal(str_cut(rest, '|', &rest), word))
            return true;
    return false;
}

bool
value_range(const char *choices, int *least, int *most)
{
    struct str high, low = str_cut(str_of(choices), '.', &high);
    *least = INT_MIN;
    *most = INT_MAX;
    if (choices == NULL)
        return true;
    if (high.n > 0)
        high.p++, high.n--;
    return str_integer(low, least) && str_integer(high, most);
}

/* Digits alone, at most MOST. */
static bool
number(struct str s, int most, int *out)
{
    bool plain = s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9';
    if (plain && str_integer(s, out) && *out <= most)
        return true;
    *out = 0;
    return false;
}

bool
value_percent(struct str s, int32_t *out)
{
    *out = 0;
    int whole, tenth = 0;
    if (s.n < 2 || s.p[s.n - 1] != '%')
        return false;
    struct str decimals,
        digits = str_cut(str_trim((struct str){s.p, s.n - 1}), '.', &decimals);
    if (!number(digits, 100000, &whole))
        return false;
    if (decimals.p != NULL && (decimals.n != 1 || !number(decimals, 9, &tenth)))
        return false;
    *out = whole * 10 + tenth;
    return true;
}

/* The next word of *S, which moves behind it; n 0 at the end. */
static struct str
next_word(struct str *s)
{
    *s = str_trim(*s);
    struct str word = {s->p, 0};
    while (word.n < s->n && s->p[word.n] != ' ' && s->p[word.n] != '\t')
        word.n++;
    s->p = word.n == 0 ? s->p : s->p + word.n;
    s->n -= word.n;
    return word;
}

bool
value_lengths(struct str s, struct length out[4])
{
    /* Where top, right, bottom, left come from among 1, 2 or 4 lengths. */
    static const unsigned char from[5][4] = {
        {0}, {0, 0, 0, 0}, {0, 1, 0, 1}, {0}, {0, 1, 2, 3}};
    struct length given[4] = {{0, 0}};
    size_t n = 0;
    memset(out, 0, 4 * sizeof *out);
    for (struct str word = next_word(&s); word.n > 0; word = next_word(&s))
        if (n == 4 || !unit_parse(word, &given[n++]))
            return false;
    if (n != 1 && n != 2 && n != 4)
        return false;
    for (size_t i = 0; i < 4; i++)
        out[i] = given[from[n][i]];
    return true;
}

bool
value_length_fits(const char *choices, struct length length)
{
    int64_t size = (int64_t)length.fixed + length.em_milli;
    if (choices == NULL)
        return true;
    return choices[0] == '+' ? size > 0 : size >= 0;
}

bool
value_width(struct str s)
{
    int32_t milli;
    int share;
    struct length length;
    if (s.n > 1 && s.p[s.n - 1] == '*')
        return number((struct str){s.p, s.n - 1}, 1000, &share) && share > 0;
    if (value_percent(s, &milli))
        return milli > 0 && milli <= 1000;
    return unit_parse(s, &length) && value_length_fits("+", length);
}

bool
value_date(struct str s)
{
    struct moment day;
    return moment_parse_day(s, &day);
}

bool
value_moment(struct str s)
{
    struct moment moment;
    return moment_parse(s, &moment);
}

/* LEAST to 8 letters of ASCII, or digits where they are allowed. */
static bool
is_subtag(struct str s, size_t least, bool digits)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = (char)(s.p[i] | 0x20);
        bool digit = s.p[i] >= '0' && s.p[i] <= '9';
        if (!(c >= 'a' && c <= 'z') && !(digits && digit))
            return false;
    }
    return s.n >= least && s.n <= 8;
}

bool
value_lang(struct str s)
{
    struct str rest = s;
    if (!is_subtag(str_cut(rest, '-', &rest), 2, false))
        return false;
    while (rest.p != NULL)
        if (!is_subtag(str_cut(rest, '-', &rest), 1, true))
            return false;
    return true;
}

static int
hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool
hex_colour(struct str s, uint8_t out[3])
{
    if (s.n != 7)
        return false;
    for (size_t i = 0; i < 3; i++) {
        int high = hex_digit(s.p[1 + 2 * i]), low = hex_digit(s.p[2 + 2 * i]);
        if (high < 0 || low < 0)
            return false;
        out[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

/* Exactly N numbers 0 ... MOST. */
static bool
numbers(struct str s, int most, uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int value;
        if (!number(next_word(&s), most, &value))
            return false;
        out[i] = (uint8_t)value;
    }
    return str_trim(s).n == 0;
}

bool
value_rgb(struct str s, uint8_t out[3])
{
    bool good =
        s.n > 0 && s.p[0] == '#' ? hex_colour(s, out) : numbers(s, 255, out, 3);
    if (!good)
        memset(out, 0, 3);
    return good;
}

bool
value_cmyk(struct str s, uint8_t out[4])
{
    bool good = numbers(s, 100, out, 4);
    if (!good)
        memset(out, 0, 4);
    return good;
}

bool
value_tint(struct str s, struct str *name, int32_t *milli)
{
    *name = str_trim(s);
    *milli = 1000;
    size_t at = name->n;
    while (at > 0 && name->p[at - 1] != ' ' && name->p[at - 1] != '\t')
        at--;
    if (name->n == 0 || name->p[name->n - 1] != '%')
        return true;
    struct str tint = {name->p + at, name->n - at};
    if (at == 0 || !value_percent(tint, milli) || *milli > 1000)
        return *milli = 0, false;
    *name = str_trim((struct str){name->p, at});
    return true;
}

static void
apply_tint(struct colour *colour, int32_t milli)
{
    for (size_t i = 0; i < 3; i++)
        colour->rgb[i] =
            (uint8_t)(255 - unit_scale(255 - colour->rgb[i], milli, 1000));
    for (size_t i = 0; i < 4; i++)
        colour->cmyk[i] = (uint8_t)unit_scale(colour->cmyk[i], milli, 1000);
    colour->tint = (int16_t)milli;
}

/* The colour NAME of JOB, or one of the two that always exist. */
static bool
named_colour(const struct job *job, struct str name, struct colour *out)
{
    const struct colour_role *role = role_find(job, name);
    if (role != NULL)
        *out = role_colour(role);
    else if (str_equal(name, STR("black")))
        *out = COLOUR_BLACK;
    else if (str_equal(name, STR("white")))
        *out = COLOUR_WHITE;
    else
        return false;
    return true;
}

/* #RRGGBB, which is the job's own colour when one has these values. */
static bool
plain_colour(const struct job *job, struct str s, struct colour *out)
{
    if (!hex_colour(s, out->rgb))
        return false;
    job_colour_of(job, out);
    return true;
}

bool
value_colour(const struct job *job, struct str s, struct colour *out)
{
    struct str name;
    int32_t milli;
    *out = COLOUR_NONE;
    if (str_equal(str_trim(s), STR("none")))
        return true;
    struct colour colour = {.tint = 1000};
    if (!value_tint(s, &name, &milli) || name.n == 0)
        return false;
    bool good = name.p[0] == '#' ? plain_colour(job, name, &colour)
                                 : named_colour(job, name, &colour);
    if (!good)
        return false;
    apply_tint(&colour, milli);
    *out = colour;
    return true;
}

size_t
value_list(struct str s, struct str *out, size_t cap)
{
    size_t n = 0;
    for (struct str rest = s; rest.p != NULL;) {
        struct str member = str_member(rest, &rest);
        if (member.n == 0)
            continue;
        if (n < cap)
            out[n] = member;
        n++;
    }
    return n;
}

bool
value_amount(struct str s, int *eighths)
{
    *eighths = 0;
    if (str_equal(s, STR("0")))
        return true;
    if (s.n != 3 || s.p[1] != '/' || s.p[0] < '1' || s.p[0] > '9' ||
        (s.p[2] != '2' && s.p[2] != '4' && s.p[2] != '8'))
        return false;
    int part = (s.p[0] - '0') * (8 / (s.p[2] - '0'));
    *eighths = part < 8 ? part : 0;
    return part < 8;
}
