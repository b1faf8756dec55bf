#include "content/brace.h"

#include <string.h>

#include "base/utf8.h"

static bool
is_extender(uint32_t c)
{
    return (c >= 0x0300 && c <= 0x036F) || c == 0x3099 || c == 0x309A ||
           (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

size_t
brace_bases(struct str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.n;)
        n += is_extender(utf8_next(s, at, &at)) && n > 0 ? 0 : 1;
    return n;
}

static bool
is_escape(struct str s, size_t at)
{
    return s.p[at] == '\\' && at + 1 < s.n && s.p[at + 1] != '\0' &&
           strchr("{}|\\", s.p[at + 1]) != NULL;
}

/* The byte of the closing brace, or s.n.  A second opening brace on the way
 * means that this one was never closed. */
static size_t
find_end(struct str s, size_t at)
{
    for (; at < s.n && s.p[at] != '\n' && s.p[at] != '{'; at++) {
        if (s.p[at] == '}')
            return at;
        if (is_escape(s, at))
            at++;
    }
    return s.n;
}

/* The next part of *REST up to an unescaped |, trimmed and unescaped. */
static bool
next_part(struct arena *arena, struct str *rest, struct str *out)
{
    size_t at = 0, n = 0;
    char *copy = arena_alloc(arena, rest->n + 1);
    if (copy == NULL)
        return false;
    for (; at < rest->n && rest->p[at] != '|'; at++) {
        if (is_escape(*rest, at))
            at++;
        copy[n++] = rest->p[at];
    }
    *out = str_trim((struct str){copy, n});
    *rest = at < rest->n ? (struct str){rest->p + at + 1, rest->n - at - 1}
                         : (struct str){NULL, 0};
    return true;
}

static size_t
count_parts(struct str s)
{
    size_t n = 1;
    for (size_t at = 0; at < s.n; at++) {
        if (is_escape(s, at))
            at++;
        else if (s.p[at] == '|')
            n++;
    }
    return n;
}

/* PART[0], PART[STEP] ... with the character BETWEEN (or none) between. */
static bool
join(struct arena *arena, const struct str *part, size_t n, size_t step,
    const char *between, struct str *out)
{
    size_t total = 0, at = 0;
    for (size_t i = 0; i < n; i += step)
        total += part[i].n + 1;
    char *p = arena_alloc(arena, total);
    if (p == NULL)
        return false;
    for (size_t i = 0; i < n; i += step) {
        if (i > 0 && *between != '\0')
            p[at++] = *between;
        memcpy(p + at, part[i].p, part[i].n);
        at += part[i].n;
    }
    *out = (struct str){p, at};
    return true;
}

/* Base and reading by turns, each base one character. */
static bool
is_mono(const struct str *part, size_t n)
{
    for (size_t i = 0; i < n; i += 2)
        if (brace_bases(part[i]) != 1)
            return false;
    return n % 2 == 0;
}

/* Readings are kept with | between them, so none may hold one. */
static bool
has_bar(const struct str *part, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (memchr(part[i].p, '|', part[i].n) != NULL)
            return true;
    return false;
}

static bool
read_parts(
    struct arena *arena, const struct str *part, size_t n, struct brace *out)
{
    bool mono = n > 2 && out->bases == 1;
    bool fits = n == 2 || ((mono ? is_mono(part, n) : out->bases == n - 1) &&
                              !has_bar(part, n));
    if (!fits) {
        out->kind = BRACE_RUBY_COUNT;
        return true;
    }
    out->ruby = n == 2 ? RUBY_GROUP : mono ? RUBY_MONO : RUBY_JUKUGO;
    size_t step = mono ? 2 : 1;
    return join(arena, part, mono ? n : 1, step, "", &out->text) &&
           join(arena, part + 1, n - 1, step, "|", &out->more);
}

static bool
read_ruby(struct arena *arena, struct str s, struct brace *out)
{
    size_t n = count_parts(s);
    struct str *part = arena_array(arena, n, sizeof *part);
    if (part == NULL)
        return false;
    out->kind = n < 2 ? BRACE_UNKNOWN : BRACE_RUBY;
    for (size_t i = 0; i < n; i++) {
        if (!next_part(arena, &s, &part[i]))
            return false;
        if (part[i].n == 0 && out->kind == BRACE_RUBY)
            out->kind = BRACE_RUBY_PART;
    }
    out->bases = brace_bases(part[0]);
    out->readings = n - 1;
    if (out->kind != BRACE_RUBY)
        return true;
    return read_parts(arena, part, n, out);
}

static bool
read_value(struct arena *arena, struct str s, struct brace *out)
{
    size_t n = count_parts(s);
    if (!next_part(arena, &s, &out->text))
        return false;
    if (n > 1 && !next_part(arena, &s, &out->more))
        return false;
    bool good = n <= 2 && out->text.n > 0 && (n == 1 || out->more.n > 0);
    out->kind = good ? BRACE_VALUE : BRACE_UNKNOWN;
    return true;
}

static bool
read_script(struct arena *arena, struct str s, struct brace *out)
{
    enum brace_kind kind = s.p[0] == '^' ? BRACE_SUPER : BRACE_SUB;
    struct str rest = {s.p + 1, s.n - 1};
    if (!next_part(arena, &rest, &out->text))
        return false;
    out->kind = out->text.n > 0 ? kind : BRACE_UNKNOWN;
    return true;
}

bool
brace_read(struct arena *arena, struct str s, size_t at, struct brace *out)
{
    bool value = at + 1 < s.n && s.p[at + 1] == '{';
    *out = (struct brace){.kind = BRACE_UNCLOSED, .n = value ? 2 : 1};
    size_t from = at + out->n;
    size_t end = find_end(s, from);
    struct str inside = {s.p + from, end - from};
    if (end == s.n)
        return true;
    if (value) {
        if (end + 1 >= s.n || s.p[end + 1] != '}')
            return true;
        out->n = end + 2 - at;
        return read_value(arena, inside, out);
    }
    out->n = end + 1 - at;
    if (inside.n > 0 && inside.p[0] == '.') {
        struct str name = str_trim((struct str){inside.p + 1, inside.n - 1});
        out->kind = name.n > 0 ? BRACE_STYLE : BRACE_UNKNOWN;
        out->text = name;
        return true;
    }
    bool script = inside.n > 0 && (inside.p[0] == '^' || inside.p[0] == '_');
    if (script && count_parts(inside) == 1)
        return read_script(arena, inside, out);
    return read_ruby(arena, inside, out);
}
