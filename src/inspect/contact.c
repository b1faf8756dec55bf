/* A number is read sign by sign.  What tells it from a date, a postal code or
 * an amount: it begins with 0 or +81, has ten digits (eleven for mobile, IP and
 * 0800), and its parts stand apart by one kind of sign. */
#include "inspect/contact.h"

#include "base/utf8.h"

enum {
    DIGITS_MAX = 11, /* of a number, without the sign of the country */
    PARTS_MAX = 3
};

/* --- signs ---------------------------------------------------------------- */

/* C as it stands in ASCII. */
static uint32_t
narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

/* Hyphens, dashes, minus, and the long vowel sign that is taken for one. */
static bool
is_hyphen(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
           c == 0x30FC || c == 0xFF70;
}

static bool
is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000;
}

/* The sign at *AT of TEXT in the form of ASCII, with *AT behind it; 0 at the
 * end. */
static uint32_t
next_sign(struct str text, size_t *at)
{
    if (*at >= text.n)
        return 0;
    uint32_t c = narrow(utf8_next(text, *at, at));
    if (is_hyphen(c))
        return '-';
    return is_blank(c) ? ' ' : c;
}

static uint32_t
sign_at(struct str text, size_t at)
{
    return next_sign(text, &at);
}

static bool
is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool
take(struct str text, size_t *at, uint32_t wanted)
{
    size_t next = *at;
    if (next_sign(text, &next) != wanted)
        return false;
    *at = next;
    return true;
}

/* Where the character before byte AT begins. */
static size_t
back(struct str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80);
    return at;
}

/* --- telephone ------------------------------------------------------------ */

struct number {
    char digit[DIGITS_MAX];
    size_t n;               /* digits */
    size_t part[PARTS_MAX]; /* their lengths */
    size_t n_parts;
    size_t least; /* digits of its first part */
};

/* Takes the digits at *AT as a part of N.  False: none, or too many. */
static bool
take_part(struct str text, size_t *at, struct number *n)
{
    size_t before = n->n;
    if (n->n_parts == PARTS_MAX)
        return false;
    while (is_digit(sign_at(text, *at))) {
        if (n->n == DIGITS_MAX)
            return false;
        n->digit[n->n++] = (char)next_sign(text, at);
    }
    if (n->n == before)
        return false;
    n->part[n->n_parts++] = n->n - before;
    return true;
}

/* 020, 050, 060, 070, 080, 090 and 0800 have eleven digits, all others ten. */
static bool
is_whole(const struct number *n)
{
    if (n->n < 3 || n->digit[0] != '0' || n->digit[1] == '0')
        return false;
    bool eleven = n->digit[2] == '0' && strchr("256789", n->digit[1]) != NULL;
    size_t last = n->part[n->n_parts - 1];
    return n->n == (eleven ? 11 : 10) && n->part[0] >= n->least && last >= 3 &&
           (n->n_parts != 2 || last >= 6);
}

/* +81 and what may stand behind it; the 0 that it stands for is put. */
static bool
take_country(struct str text, size_t *at, struct number *n)
{
    if (!take(text, at, '+') || !take(text, at, '8') || !take(text, at, '1'))
        return false;
    if (!take(text, at, '-'))
        (void)take(text, at, ' ');
    size_t zero = *at;
    if (take(text, &zero, '(') && take(text, &zero, '0') &&
        take(text, &zero, ')'))
        *at = zero;
    if (!take(text, at, '-'))
        (void)take(text, at, ' ');
    if (sign_at(text, *at) == '0')
        return true; /* +81-03: often written, and understood */
    n->digit[n->n++] = '0';
    n->least = 1;
    return true;
}

/* What stands between two parts: *KIND, once it is known, or the bracket around
 * the middle one. */
static bool
take_gap(struct str text, size_t *at, uint32_t *kind)
{
    uint32_t c = next_sign(text, at);
    if (c == '(' || c == ')') {
        if (!take(text, at, ' '))
            (void)take(text, at, '-');
        return true;
    }
    if (c == ' ' && take(text, at, '('))
        return true;
    if ((c != '-' && c != '.' && c != ' ') || (*kind != 0 && c != *kind))
        return false;
    *kind = c;
    return true;
}

/* Is a number at AT?  *END is then behind it. */
static bool
number_at(struct str text, size_t at, size_t *end)
{
    struct number n = {.least = 2};
    uint32_t kind = 0;
    if (sign_at(text, at) == '+' && !take_country(text, &at, &n))
        return false;
    (void)take(text, &at, '(');
    while (take_part(text, &at, &n)) {
        *end = at;
        bool goes_on =
            take_gap(text, &at, &kind) && is_digit(sign_at(text, at));
        if (is_whole(&n))
            return !goes_on || sign_at(text, *end) != '-';
        if (!goes_on)
            return false;
    }
    return false;
}

/* Does TEXT end with WORD (ASCII in small letters, or Japanese)?  *LEFT is then
 * what stands before it. */
static bool
ends_with(struct str text, const char *word, struct str *left)
{
    struct str w = str_of(word);
    size_t at = text.n, w_at = w.n;
    while (w_at > 0) {
        if (at == 0)
            return false;
        at = back(text, at);
        w_at = back(w, w_at);
        uint32_t c = sign_at(text, at);
        if (c >= 'A' && c <= 'Z')
            c += 'a' - 'A';
        if (c != sign_at(w, w_at))
            return false;
    }
    *left = (struct str){text.p, at};
    return true;
}

static bool
ends_with_any(
    struct str text, const char *const *words, size_t n, struct str *left)
{
    for (size_t i = 0; i < n; i++)
        if (ends_with(text, words[i], left))
            return true;
    return false;
}

/* TEXT without SIGNS, blanks and brackets at its end. */
static struct str
without_end(struct str text, const char *signs)
{
    while (text.n > 0) {
        size_t at = back(text, text.n);
        uint32_t c = sign_at(text, at);
        bool goes = c != 0 && c < 0x80 && strchr(signs, (int)c) != NULL;
        if (!goes && c != 0x30FB && c != 0x517C) /* ・ 兼 */
            return text;
        text.n = at;
    }
    return text;
}

/* Is what BEFORE leads to the number of a fax, and of no telephone? */
static bool
is_fax(struct str before)
{
    static const char *const fax[] = {
        "fax", "ファクス", "ファックス", "ファクシミリ"};
    static const char *const phone[] = {"tel", "phone", "電話", "でんわ"};
    struct str left;
    before = without_end(before, " \n:.([");
    if (ends_with(before, "番号", &left))
        before = without_end(left, " \n");
    if (!ends_with_any(before, fax, sizeof fax / sizeof *fax, &left))
        return false;
    left = without_end(left, " \n:./&+,([");
    return !ends_with_any(left, phone, sizeof phone / sizeof *phone, &left);
}

/* May a number begin behind what ends at AT? */
static bool
may_begin(struct str text, size_t at)
{
    if (at == 0)
        return true;
    uint32_t c = sign_at(text, back(text, at));
    return !is_digit(c) && c != '-' && c != '+' && c != '.' && c != ',';
}

bool
contact_has_phone(struct str text)
{
    for (size_t at = 0, next = 0; at < text.n; at = next) {
        uint32_t c = next_sign(text, &next);
        size_t end;
        if ((c != '0' && c != '+' && c != '(') || !may_begin(text, at) ||
            !number_at(text, at, &end))
            continue;
        if (!is_fax((struct str){text.p, at}))
            return true;
        next = end;
    }
    return false;
}

/* --- mail ----------------------------------------------------------------- */

static bool
is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Is a domain at the begin of TEXT: two labels or more, the last of letters? */
static bool
is_domain(struct str text)
{
    size_t labels = 0, n = 0, letters = 0;
    for (size_t i = 0; i <= text.n; i++) {
        char c = i < text.n ? text.p[i] : ' ';
        if (is_word(c) || (c == '-' && n > 0)) {
            n++;
            letters += c > '9' ? 1 : 0;
            continue;
        }
        /* A full stop may end the sentence. */
        if (n == 0)
            break;
        labels++;
        if (c != '.' || i + 1 == text.n || !is_word(text.p[i + 1]))
            return labels > 1 && n > 1 && letters == n;
        n = letters = 0;
    }
    return false;
}

bool
contact_has_mail(struct str text)
{
    static const char signs[] = "!#$%&'*+-/=?^_`{|}~";
    for (size_t i = 1; i < text.n; i++) {
        char c = text.p[i - 1];
        if (text.p[i] == '@' &&
            (is_word(c) || memchr(signs, c, sizeof signs - 1) != NULL) &&
            is_domain((struct str){text.p + i + 1, text.n - i - 1}))
            return true;
    }
    return false;
}

/* --- names ---------------------------------------------------------------- */

/* White space, signs without width among it. */
static bool
is_space(uint32_t c)
{
    return c <= ' ' || is_blank(c) || (c >= 0x2000 && c <= 0x200F) ||
           c == 0x2028 || c == 0x2029 || c == 0x2060 || c == 0xAD ||
           c == 0xFEFF;
}

/* The character at *AT of TEXT as names are compared, with *AT behind it; 0 at
 * the end. */
static uint32_t
next_letter(struct str text, size_t *at)
{
    while (*at < text.n) {
        uint32_t c = narrow(utf8_next(text, *at, at));
        if (is_space(c))
            continue;
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return 0;
}

static bool
begins_with(struct str text, size_t at, struct str name)
{
    size_t in = 0;
    for (;;) {
        uint32_t wanted = next_letter(name, &in);
        if (wanted == 0)
            return true;
        if (next_letter(text, &at) != wanted)
            return false;
    }
}

bool
contact_has_name(struct str text, struct str name)
{
    size_t at = 0;
    do {
        if (begins_with(text, at, name))
            return true;
    } while (next_letter(text, &at) != 0);
    return false;
}
