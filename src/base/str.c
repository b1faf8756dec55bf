#include "base/str.h"

#include <limits.h>
#include <string.h>

enum { NAME_MAX_BYTES = 64 }; /* longer names get no suggestion */

/* Eight bytes at a step; the last step may take some of them again. */
uint64_t
str_hash(struct str s)
{
    const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    uint64_t hash = s.n * odd, word;
    for (size_t i = 0; i + sizeof word <= s.n; i += sizeof word) {
        memcpy(&word, s.p + i, sizeof word);
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32;
    }
    word = 0;
    if (s.n >= sizeof word)
        memcpy(&word, s.p + s.n - sizeof word, sizeof word);
    else
        for (size_t i = 0; i < s.n; i++)
            word = word << 8 | (unsigned char)s.p[i];
    hash = (hash ^ word) * odd;
    return hash ^ hash >> 32;
}

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
str_trim(struct str s)
{
    while (s.n > 0 && is_space(s.p[0]))
        s.p++, s.n--;
    while (s.n > 0 && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str
str_cut(struct str s, char byte, struct str *rest)
{
    const char *at = s.n == 0 ? NULL : memchr(s.p, byte, s.n);
    if (at == NULL) {
        *rest = (struct str){NULL, 0};
        return s;
    }
    size_t n = (size_t)(at - s.p);
    *rest = (struct str){at + 1, s.n - n - 1};
    return (struct str){s.p, n};
}

struct str
str_member(struct str s, struct str *rest)
{
    struct str start = str_trim(s), behind, inside;
    if (start.n > 0 && start.p[0] == '"') {
        inside = str_cut((struct str){start.p + 1, start.n - 1}, '"', &behind);
        bool closed = behind.p != NULL;
        struct str gap = str_trim(str_cut(behind, ',', rest));
        if (closed && gap.n == 0)
            return inside;
    }
    return str_trim(str_cut(s, ',', rest));
}

static char
lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

struct str
str_without(const char *name, const char *ending)
{
    size_t n = strlen(name), e = strlen(ending);
    if (n <= e)
        return str_of(name);
    for (size_t i = 0; i < e; i++)
        if (lower(name[n - e + i]) != ending[i])
            return str_of(name);
    return (struct str){name, n - e};
}

bool
str_integer(struct str s, int *out)
{
    *out = 0;
    bool minus = s.n > 0 && s.p[0] == '-';
    size_t at = minus || (s.n > 0 && s.p[0] == '+') ? 1 : 0;
    long value = 0;
    if (at == s.n)
        return false;
    for (; at < s.n; at++) {
        if (s.p[at] < '0' || s.p[at] > '9')
            return false;
        value = value * 10 + (s.p[at] - '0');
        if (value > INT_MAX)
            return false;
    }
    *out = (int)(minus ? -value : value);
    return true;
}

static size_t
least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein distance over bytes, one row at a time. */
static size_t
edits(const char *a, size_t an, const char *b, size_t bn)
{
    size_t row[NAME_MAX_BYTES + 1];
    for (size_t j = 0; j <= bn; j++)
        row[j] = j;
    for (size_t i = 1; i <= an; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= bn; j++) {
            size_t above = row[j];
            size_t change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = least(above + 1, row[j - 1] + 1, change);
            corner = above;
        }
    }
    return row[bn];
}

const char *
str_nearest(const char *name, const char *const *names, size_t n)
{
    const char *best = NULL;
    size_t length = strlen(name);
    size_t limit = length / 3 + 1;
    if (length > NAME_MAX_BYTES)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        size_t other = strlen(names[i]);
        if (other > NAME_MAX_BYTES)
            continue;
        size_t d = edits(name, length, names[i], other);
        if (d <= limit) {
            best = names[i];
            limit = d == 0 ? 0 : d - 1;
        }
        if (d == 0)
            break;
    }
    return best;
}
