#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { ARGS_MAX = 9, SAME_MAX = 100 /* kept of one message */ };

struct found {
    struct loc loc;
    const struct diag_message *message;
    const char *arg[ARGS_MAX];
    size_t n_args;
    size_t more; /* of the same message that were not kept */
};

struct diag {
    struct arena *arena;
    struct found *found;
    size_t n, cap, errors;
    bool lost;
};

struct diag *
diag_new(void)
{
    struct diag *diag = calloc(1, sizeof *diag);
    if (diag == NULL)
        return NULL;
    diag->arena = arena_new();
    if (diag->arena == NULL) {
        free(diag);
        return NULL;
    }
    return diag;
}

void
diag_free(struct diag *diag)
{
    if (diag == NULL)
        return;
    arena_free(diag->arena);
    free(diag);
}

static bool
same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_found(const struct found *a, const struct found *b)
{
    if (a->message != b->message || a->n_args != b->n_args ||
        a->loc.line != b->loc.line || a->loc.col != b->loc.col ||
        !same_text(a->loc.file, b->loc.file))
        return false;
    for (size_t i = 0; i < a->n_args; i++)
        if (!same_text(a->arg[i], b->arg[i]))
            return false;
    return true;
}

/* Copies what FOUND borrows; false when memory runs out. */
static bool
keep(struct diag *diag, struct found *found)
{
    if (found->loc.file != NULL &&
        (found->loc.file = arena_strdup(diag->arena, found->loc.file)) == NULL)
        return false;
    for (size_t i = 0; i < found->n_args; i++)
        if ((found->arg[i] = arena_strdup(diag->arena, found->arg[i])) == NULL)
            return false;
    void *grown = arena_grow(
        diag->arena, diag->found, diag->n, &diag->cap, sizeof *diag->found);
    if (grown == NULL)
        return false;
    diag->found = grown;
    diag->found[diag->n++] = *found;
    return true;
}

enum err
diag_add(struct diag *diag, struct loc loc, const struct diag_message *message,
    const char *const *args)
{
    bool is_error = message->level >= DIAG_ERROR;
    struct found found = {.loc = loc, .message = message};
    while (args[found.n_args] != NULL && found.n_args < ARGS_MAX) {
        found.arg[found.n_args] = args[found.n_args];
        found.n_args++;
    }
    struct found *last = NULL;
    size_t same = 0;
    for (size_t i = 0; i < diag->n; i++) {
        if (same_found(&diag->found[i], &found))
            return is_error ? ERR_INPUT : ERR_OK;
        if (diag->found[i].message != message)
            continue;
        last = &diag->found[i];
        same++;
    }
    if (is_error)
        diag->errors++;
    if (same >= SAME_MAX) {
        last->more++;
        return is_error ? ERR_INPUT : ERR_OK;
    }
    if (!keep(diag, &found)) {
        diag->lost = true;
        return ERR_NOMEM;
    }
    return is_error ? ERR_INPUT : ERR_OK;
}

static const char *
or_empty(const char *s)
{
    return s == NULL ? "" : s;
}

const char *
diag_int(struct diag *diag, int64_t value)
{
    return or_empty(arena_printf(diag->arena, "%lld", (long long)value));
}

const char *
diag_str(struct diag *diag, struct str s)
{
    return or_empty(arena_strndup(diag->arena, s.p, s.n));
}

const char *
diag_mm(struct diag *diag, int64_t value)
{
    int64_t tenths = unit_scale(value, 10, EMU_PER_MM);
    const char *sign = tenths < 0 ? "-" : "";
    tenths = tenths < 0 ? -tenths : tenths;
    return or_empty(arena_printf(diag->arena, "%s%lld.%lld", sign,
        (long long)(tenths / 10), (long long)(tenths % 10)));
}

const char *
diag_char(struct diag *diag, uint32_t c)
{
    char utf8[5] = "";
    if (c >= 0x20 && c != 0x7F && c != UTF8_BAD)
        utf8[utf8_put(c, utf8)] = '\0';
    return or_empty(
        arena_printf(diag->arena, "%s (U+%04X)", utf8, (unsigned)c));
}

size_t
diag_count(const struct diag *diag)
{
    return diag->n;
}

size_t
diag_errors(const struct diag *diag)
{
    return diag->errors;
}

bool
diag_lost(const struct diag *diag)
{
    return diag->lost;
}

/* ARG, but control characters as pictures of them (U+2400 ...): what is in a
 * file must not steer the terminal that shows it. */
static void
put_arg(struct buf *out, struct str arg)
{
    for (size_t i = 0, next; i < arg.n; i = next) {
        uint32_t c = utf8_next(arg, i, &next);
        char picture[4];
        if (c < ' ')
            buf_put(out, picture, utf8_put(0x2400 + c, picture));
        else if (c >= 0x7F && c < 0xA0)
            buf_put(out, picture, utf8_put(0x2421, picture));
        else
            buf_put(out, arg.p + i, next - i);
    }
}

static void
put_text(const struct found *found, enum diag_lang lang, struct buf *out)
{
    const char *s = lang == DIAG_JA ? found->message->ja : found->message->en;
    for (; *s != '\0'; s++) {
        size_t arg = (size_t)(s[1] - '1');
        bool is_arg = s[0] == '{' && s[1] >= '1' && s[1] <= '9' && s[2] == '}';
        if (!is_arg) {
            buf_byte(out, *s);
            continue;
        }
        if (arg < found->n_args)
            put_arg(out, str_of(found->arg[arg]));
        s += 2;
    }
}

const char *
diag_level_name(enum diag_level level, enum diag_lang lang)
{
    static const char *const names[][2] = {{"情報", "note"},
        {"警告", "warning"}, {"エラー", "error"}, {"致命的エラー", "fatal"}};
    return names[level][lang];
}

struct diag_found
diag_at(const struct diag *diag, size_t index)
{
    const struct found *found = &diag->found[index];
    return (struct diag_found){
        found->loc, found->message->level, found->message->id, found->more};
}

void
diag_put_text(
    const struct diag *diag, size_t index, enum diag_lang lang, struct buf *out)
{
    put_text(&diag->found[index], lang, out);
}

/* What was found, or, behind the last that was kept, how many more there are.
 */
static void
put_what(
    const struct found *found, enum diag_lang lang, bool more, struct buf *out)
{
    if (!more)
        put_text(found, lang, out);
    else if (lang == DIAG_JA)
        buf_printf(out, "同じ指摘がほかに %zu 件あります", found->more);
    else
        buf_printf(out, "%zu more of this kind", found->more);
}

static void
put_line(
    const struct found *found, enum diag_lang lang, bool more, struct buf *out)
{
    if (found->loc.file != NULL)
        buf_printf(out, "%s:", found->loc.file);
    if (found->loc.file != NULL && found->loc.line > 0)
        buf_printf(out, "%d:", (int)found->loc.line);
    if (found->loc.file != NULL && found->loc.line > 0 && found->loc.col > 0)
        buf_printf(out, "%d:", (int)found->loc.col);
    if (found->loc.file != NULL)
        buf_byte(out, ' ');
    buf_printf(out, "%s: ", diag_level_name(found->message->level, lang));
    put_what(found, lang, more, out);
    buf_printf(out, " [%s]\n", found->message->id);
}

static void
put_json(
    const struct found *found, enum diag_lang lang, bool more, struct buf *out)
{
    struct buf text = {0};
    put_what(found, lang, more, &text);
    buf_text(out, "{\"file\":\"");
    buf_json(out, str_of(found->loc.file));
    buf_printf(out, "\",\"line\":%d,\"column\":%d,\"level\":\"%s\",",
        (int)found->loc.line, (int)found->loc.col,
        diag_level_name(found->message->level, DIAG_EN));
    buf_printf(out, "\"id\":\"%s\",\"text\":\"", found->message->id);
    buf_json(out, (struct str){text.p, text.n});
    buf_text(out, "\"}\n");
    out->failed = out->failed || text.failed;
    buf_fini(&text);
}

void
diag_write(const struct diag *diag, enum diag_lang lang,
    enum diag_format format, struct buf *out)
{
    for (size_t i = 0; i < diag->n; i++) {
        const struct found *found = &diag->found[i];
        for (int more = 0; more <= (found->more > 0 ? 1 : 0); more++) {
            if (format == DIAG_JSON)
                put_json(found, lang, more == 1, out);
            else
                put_line(found, lang, more == 1, out);
        }
    }
}
