#include "config/hint.h"

#include <string.h>

#include "base/utf8.h"

enum { NAMES_TO_COMPARE = 500, NAMES_TO_LIST = 12 };

int32_t
hint_columns(const char *start, const char *at)
{
    return (int32_t)utf8_count((struct str){start, (size_t)(at - start)});
}

struct loc
hint_place(const struct entry *entry, const char *at)
{
    struct loc loc = entry->loc;
    if (!entry->continued)
        loc.col += hint_columns(entry->value, at);
    return loc;
}

static bool
stands_before(const char *const *names, size_t i)
{
    size_t k = 0;
    while (strcmp(names[k], names[i]) != 0)
        k++;
    return k < i;
}

/* A name that sections of several kinds have is told once. */
static enum err
list_all(
    struct arena *arena, const char *const *names, size_t n, struct hint *out)
{
    const char *ja = names[0], *en = names[0];
    for (size_t i = 1; i < n && ja != NULL && en != NULL; i++) {
        if (stands_before(names, i))
            continue;
        ja = arena_printf(arena, "%s、%s", ja, names[i]);
        en = arena_printf(arena, "%s, %s", en, names[i]);
    }
    if (ja == NULL || en == NULL)
        return ERR_NOMEM;
    out->ja = arena_printf(arena, "使えるのは %s です", ja);
    out->en = arena_printf(arena, "possible: %s", en);
    return out->ja == NULL || out->en == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
hint_make(struct arena *arena, const char *name, const char *const *names,
    size_t n, const char *topic, struct hint *out)
{
    size_t compared = n < NAMES_TO_COMPARE ? n : NAMES_TO_COMPARE;
    const char *near = str_nearest(name, names, compared);
    *out = (struct hint){NULL, NULL};
    if (near != NULL) {
        out->ja = arena_printf(arena, "「%s」のことですか", near);
        out->en = arena_printf(arena, "did you mean \"%s\"?", near);
    } else if (n == 0) {
        out->ja = arena_printf(arena, "[%s] がひとつもありません", topic);
        out->en = arena_printf(arena, "there is no [%s] at all", topic);
    } else if (n <= NAMES_TO_LIST) {
        return list_all(arena, names, n, out);
    } else {
        out->ja =
            arena_printf(arena, "kumihan explain %s で一覧を見られます", topic);
        out->en = arena_printf(arena, "see `kumihan explain %s`", topic);
    }
    return out->ja == NULL || out->en == NULL ? ERR_NOMEM : ERR_OK;
}

/* The ASCII character that the full-width C stands for, or C. */
static uint32_t
half(uint32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        return c - 0xFF01 + '!';
    if (c == 0x3000)
        return ' ';
    return c == 0x2212 ? '-' : c;
}

enum err
hint_half_width(struct arena *arena, struct str text, const char **out)
{
    char *p = arena_alloc(arena, text.n + 1);
    size_t n = 0;
    bool found = false;
    *out = NULL;
    if (p == NULL)
        return ERR_NOMEM;
    for (size_t next, at = 0; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        if (c == UTF8_BAD)
            return ERR_OK;
        found = found || half(c) != c;
        n += utf8_put(half(c), p + n);
    }
    if (found)
        *out = p;
    return ERR_OK;
}
