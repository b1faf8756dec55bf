#include "inspect/contact.h"

#include "base/utf8.h"
#include "inspect/sign.h"

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

/* The character at *AT of TEXT as names are compared, with *AT behind it; 0 at
 * the end. */
static uint32_t
next_letter(struct str text, size_t *at)
{
    while (*at < text.n) {
        uint32_t c = sign_narrow(utf8_next(text, *at, at));
        if (sign_is_space(c))
            continue;
        return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    }
    return 0;
}

/* Does NAME stand at AT of TEXT?  *END is then behind it. */
static bool
begins_with(struct str text, size_t at, struct str name, size_t *end)
{
    size_t in = 0;
    *end = at;
    for (;;) {
        uint32_t wanted = next_letter(name, &in);
        if (wanted == 0)
            return true;
        if (next_letter(text, end) != wanted)
            return false;
    }
}

bool
contact_has_name(struct str text, struct str name)
{
    size_t at = 0, end;
    do {
        if (begins_with(text, at, name, &end))
            return true;
    } while (next_letter(text, &at) != 0);
    return false;
}

/* Where the letter begins that is next at AT. */
static size_t
letter_from(struct str text, size_t at)
{
    size_t next = at;
    while (
        next < text.n && sign_is_space(sign_narrow(utf8_next(text, at, &next))))
        at = next;
    return at;
}

/* Does a longer one of CLUBS hold FIRST to END of TEXT? */
static bool
is_of_longer(struct str text, const char *const *clubs, size_t n, size_t first,
    size_t end)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = letter_from(text, 0), behind;
        for (; at <= first; at = letter_from(text, at)) {
            if (begins_with(text, at, str_of(clubs[i]), &behind) &&
                behind >= end && (at < first || behind > end))
                return true;
            if (next_letter(text, &at) == 0)
                break;
        }
    }
    return false;
}

/* May a name begin at AT?  Not behind what goes on in a word, unless that leads
 * to names. */
static bool
may_begin(struct str text, size_t at)
{
    static const char *const leads[] = {"提供", "発表", "配布", "配付", "配信",
        "公開", "送付", "解禁", "及", "並", "他", "ほか"};
    uint32_t before = sign_before(text, at);
    if (before == '-') /* it may be a long vowel */
        before = sign_before(text, sign_back(text, at));
    if (!sign_is_noun(before))
        return true;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t n = strlen(leads[i]), end;
        if (at >= n && sign_begins(text, at - n, leads[i], &end) && end == at)
            return true;
    }
    return false;
}

bool
contact_has_club(
    struct str text, const char *const *clubs, size_t n, size_t which)
{
    for (size_t at = letter_from(text, 0);; at = letter_from(text, at)) {
        size_t end;
        if (begins_with(text, at, str_of(clubs[which]), &end) &&
            may_begin(text, at) && !is_of_longer(text, clubs, n, at, end))
            return true;
        if (next_letter(text, &at) == 0)
            return false;
    }
}
