#include "inspect/finding.h"

#include <stdarg.h>
#include <stdio.h>

enum { EXCERPT = 12 /* characters of a text that name it */ };

const char *
finding_text(struct findings *f, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    const char *copy = arena_strdup(f->arena, text);
    f->failed = f->failed || copy == NULL;
    return copy;
}

const char *
finding_number(struct findings *f, int64_t value, int decimals)
{
    struct buf out = {0};
    buf_fixed(&out, value, decimals);
    const char *text = out.failed ? NULL : arena_strdup(f->arena, out.p);
    f->failed = f->failed || text == NULL;
    buf_fini(&out);
    return text;
}

/* --- groups --------------------------------------------------------------- */

/* The finding of ABOUT's group, else a new one; NULL: no memory. */
static struct finding *
find_group(struct findings *f, const struct finding_about *about, bool *fresh)
{
    const char *place =
        about->whole != NULL
            ? arena_printf(f->arena, "%p", about->whole)
            : arena_printf(f->arena, "%s:%d",
                  about->loc.file == NULL ? "" : about->loc.file,
                  (int)about->loc.line);
    if (place == NULL)
        return NULL;
    const char *key = arena_printf(f->arena, "%s %s %llx %zu",
        about->message->id, place, (unsigned long long)about->group,
        about->any_page ? 0 : about->page);
    size_t at;
    *fresh = false;
    if (key == NULL)
        return NULL;
    if (map_find(&f->place, str_of(key), &at))
        return f->finding[at];
    struct finding *own = arena_alloc(f->arena, sizeof *own);
    struct finding **all =
        arena_grow(f->arena, f->finding, f->n, &f->cap, sizeof(*all));
    if (own == NULL || all == NULL ||
        !map_put(&f->place, f->arena, str_of(key), f->n))
        return NULL;
    f->finding = all;
    all[f->n++] = own;
    *fresh = true;
    return own;
}

struct finding *
finding_add(struct findings *f, const struct finding_about *about)
{
    bool fresh;
    struct finding *own = find_group(f, about, &fresh);
    if (own == NULL) {
        f->failed = true;
        return NULL;
    }
    own->count++;
    if (!fresh && about->worst <= own->worst)
        return NULL;
    f->errors += fresh && about->message->level >= DIAG_ERROR ? 1 : 0;
    *own = (struct finding){.message = about->message,
        .page = about->page,
        .at = about->at,
        .loc = about->loc,
        .object = {about->object[0], about->object[1]},
        .count = own->count,
        .worst = about->worst};
    return own;
}

/* --- names ---------------------------------------------------------------- */

/* The first characters of TEXT, with a sign where more follow. */
static const char *
excerpt(struct findings *f, struct str text)
{
    size_t n = 0, characters = 0;
    while (n < text.n && characters < EXCERPT) {
        n++;
        while (n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
            n++;
        characters++;
    }
    return finding_text(
        f, "%.*s%s", (int)n, n == 0 ? "" : text.p, n < text.n ? "…" : "");
}

static void
name_text(struct findings *f, const struct layers *layers, size_t at,
    const char *object[2])
{
    const struct item *item = &layers->page->item[at];
    const struct item *span = layers->around[at].span;
    bool said = span != NULL && span->actual.n > 0;
    const char *text = excerpt(f, said ? span->actual : item->run->text);
    if (text == NULL)
        return;
    object[0] = finding_text(f, "文字「%s」", text);
    object[1] = finding_text(f, "the text \"%s\"", text);
}

void
finding_name(struct findings *f, const struct layers *layers, size_t at,
    const char *object[2])
{
    const struct item *item = &layers->page->item[at];
    object[0] = object[1] = "";
    if (item->kind == ITEM_GLYPHS) {
        name_text(f, layers, at, object);
    } else if (item->kind == ITEM_IMAGE) {
        const char *path = item->image->path == NULL ? "" : item->image->path;
        object[0] = finding_text(f, "画像「%s」", path);
        object[1] = finding_text(f, "the picture \"%s\"", path);
    } else if (item->kind == ITEM_PATH) {
        bool line =
            item->paint.fill.transparent && item->paint.gradient == NULL;
        object[0] = line ? "線" : "図形";
        object[1] = line ? "a line" : "a shape";
    }
}

/* --- saying --------------------------------------------------------------- */

enum err
findings_say(const struct findings *f, struct diag *diag)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct finding *own = f->finding[i];
        const char *place = arena_join(f->arena, diag_mm(diag, own->at.x0),
            ", ", diag_mm(diag, own->at.y0));
        if (place == NULL)
            return ERR_NOMEM;
        const char *args[6 + FINDING_OWN] = {
            diag_int(diag, (int64_t)own->page + 1), place, own->object[0],
            own->object[1], diag_int(diag, (int64_t)own->count)};
        for (size_t k = 0; k < FINDING_OWN; k++)
            args[5 + k] = own->own[k];
        if (diag_add(diag, own->loc, own->message, args) == ERR_NOMEM)
            return ERR_NOMEM;
    }
    if (f->failed)
        return ERR_NOMEM;
    return f->errors > 0 ? ERR_INPUT : ERR_OK;
}
