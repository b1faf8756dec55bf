/* The colours of the pages, and what layout decided by itself. */
#include <stdio.h>
#include <string.h>

#include "app/inputs.h"
#include "app/report.h"
#include "base/utf8.h"
#include "config/value.h"

struct used_colour {
    struct colour colour;
    int64_t items;
};

struct used_colours {
    struct arena *arena;
    struct used_colour *colour;
    size_t n, cap;
    bool failed;
};

/* The ink of its own that prints COLOUR, or NULL. */
static const char *
spot_of(const struct colour *colour)
{
    return colour->role == NULL ? NULL : colour->role->spot;
}

static bool
same_spot(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_colour(const struct colour *a, const struct colour *b)
{
    return same_spot(spot_of(a), spot_of(b)) &&
           memcmp(a->rgb, b->rgb, sizeof a->rgb) == 0 &&
           a->has_cmyk == b->has_cmyk &&
           (!a->has_cmyk || memcmp(a->cmyk, b->cmyk, sizeof a->cmyk) == 0);
}

static void
add_colour(struct used_colours *used, struct colour colour)
{
    if (colour.transparent)
        return;
    for (size_t i = 0; i < used->n; i++)
        if (same_colour(&used->colour[i].colour, &colour)) {
            used->colour[i].items++;
            return;
        }
    struct used_colour *all =
        arena_grow(used->arena, used->colour, used->n, &used->cap, sizeof *all);
    used->failed = used->failed || all == NULL;
    if (all == NULL)
        return;
    used->colour = all;
    all[used->n++] = (struct used_colour){colour, 1};
}

static void
add_item(struct used_colours *used, const struct item *item)
{
    const struct paint *paint = &item->paint;
    if (item->kind == ITEM_GLYPHS)
        add_colour(used, item->colour);
    if (item->kind != ITEM_PATH)
        return;
    if (paint->gradient == NULL)
        add_colour(used, paint->fill);
    else {
        add_colour(used, paint->gradient->from);
        add_colour(used, paint->gradient->to);
    }
    add_colour(used, paint->stroke);
}

static void
put_names(const struct job *job, const struct colour *colour, struct json *json)
{
    struct colour named;
    json_open(json, "names", '[');
    for (const struct section *s = job_next(job, "colour", NULL); s != NULL;
         s = job_next(job, "colour", s))
        if (value_colour(job, str_of(s->name), &named) &&
            same_colour(&named, colour))
            json_text(json, NULL, s->name);
    json_close(json, ']');
}

static void
put_colour(
    const struct job *job, const struct used_colour *used, struct json *json)
{
    const struct colour *c = &used->colour;
    char rgb[8];
    snprintf(rgb, sizeof rgb, "#%02x%02x%02x", c->rgb[0], c->rgb[1], c->rgb[2]);
    json_open(json, NULL, '{');
    json_text(json, "rgb", rgb);
    if (c->has_cmyk) {
        json_open(json, "cmyk", '[');
        for (int i = 0; i < 4; i++)
            json_int(json, NULL, c->cmyk[i]);
        json_close(json, ']');
    } else
        json_null(json, "cmyk");
    json_text(json, "spot", spot_of(c));
    put_names(job, c, json);
    json_int(json, "items", used->items);
    json_close(json, '}');
}

static void
put_ink(const char *name, bool spot, int64_t milli, struct json *json)
{
    json_open(json, NULL, '{');
    json_text(json, "name", name);
    json_bool(json, "spot", spot);
    json_fixed(json, "most", milli, 1);
    json_close(json, '}');
}

/* The process inks that the job's own values use, each with its most. */
static void
put_process(const struct used_colours *used, bool spots, struct json *json)
{
    static const char *const names[] = {"cyan", "magenta", "yellow", "black"};
    for (int ink = 0; ink < 4; ink++) {
        int most = 0;
        for (size_t i = 0; i < used->n; i++) {
            const struct colour *c = &used->colour[i].colour;
            bool process = c->has_cmyk && !(spots && spot_of(c) != NULL);
            if (process && c->cmyk[ink] > most)
                most = c->cmyk[ink];
        }
        if (most > 0)
            put_ink(names[ink], false, (int64_t)most * 10, json);
    }
}

static bool
is_spot_before(const struct used_colours *used, size_t at)
{
    const char *spot = spot_of(&used->colour[at].colour);
    for (size_t i = 0; i < at; i++)
        if (same_spot(spot_of(&used->colour[i].colour), spot))
            return true;
    return false;
}

/* The inks of their own, as they are met. */
static void
put_spots(const struct used_colours *used, struct json *json)
{
    for (size_t i = 0; i < used->n; i++) {
        const char *spot = spot_of(&used->colour[i].colour);
        int64_t most = 0;
        if (spot == NULL || is_spot_before(used, i))
            continue;
        for (size_t k = i; k < used->n; k++) {
            const struct colour *c = &used->colour[k].colour;
            if (same_spot(spot_of(c), spot) && c->tint > most)
                most = c->tint;
        }
        put_ink(spot, true, most, json);
    }
}

/* Spot colours are inks but where the profile has them mixed of the others. */
static void
put_inks(
    const struct kumihan *k, const struct used_colours *used, struct json *json)
{
    const struct section *profile = k->profile;
    bool spots = profile == NULL ||
                 !section_word_is(profile, "type", "print") ||
                 section_boolean(profile, "spot");
    json_open(json, "inks", '[');
    put_process(used, spots, json);
    if (spots)
        put_spots(used, json);
    json_close(json, ']');
}

enum err
report_colours(
    struct arena *scratch, const struct kumihan *k, struct json *json)
{
    struct used_colours used = {.arena = scratch};
    size_t pages = k->document == NULL ? 0 : k->document->n_pages;
    for (size_t p = 0; p < pages; p++) {
        const struct page *page = k->document->page[p];
        for (size_t i = 0; i < page->n_items; i++)
            add_item(&used, &page->item[i]);
    }
    json_open(json, "colours", '[');
    for (size_t i = 0; i < used.n; i++)
        put_colour(k->job, &used.colour[i], json);
    json_close(json, ']');
    put_inks(k, &used, json);
    return used.failed ? ERR_NOMEM : ERR_OK;
}

static bool
is_shrunk_anew(const struct document *document, size_t page, size_t block)
{
    const struct frame *frame = &document->page[page]->scaffold->block[block];
    if (frame->milli == 1000 || frame->milli == 0)
        return false;
    for (size_t p = 0; p <= page; p++) {
        const struct scaffold *s = document->page[p]->scaffold;
        size_t n = p < page ? s->n_blocks : block;
        for (size_t i = 0; i < n; i++)
            if (s->block[i].name == frame->name &&
                s->block[i].milli == frame->milli)
                return false;
    }
    return true;
}

static void
put_shrunk(size_t page, const struct frame *frame, struct json *json)
{
    json_open(json, NULL, '{');
    json_text(json, "kind", "shrunk");
    json_text(json, "block", frame->name);
    json_int(json, "page", (int64_t)page + 1);
    json_fixed(json, "per_cent", frame->milli, 1);
    json_text(json, "file", frame->loc.file);
    json_int(json, "line", frame->loc.line);
    json_close(json, '}');
}

static void
put_decision(size_t page, const struct decision *decision, struct json *json)
{
    json_open(json, NULL, '{');
    if (decision->kind == DECISION_DIVIDED) {
        json_text(json, "kind", "divided");
        json_str(json, "word", decision->word);
    } else {
        json_text(json, "kind", "balanced");
        json_int(json, "lines", (int64_t)decision->lines);
    }
    json_int(json, "page", (int64_t)page + 1);
    json_text(json, "file", decision->loc.file);
    json_int(json, "line", decision->loc.line);
    json_close(json, '}');
}

/* Faces that stand in for another: those that fonts of the job name only as a
 * fallback. */
struct stand_ins {
    const struct face *face[64];
    size_t n;
};

static bool
is_among(const struct stand_ins *list, const struct face *face)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->face[i] == face)
            return true;
    return false;
}

static void
add_face(struct stand_ins *list, const struct face *face)
{
    if (list->n < sizeof list->face / sizeof list->face[0] &&
        !is_among(list, face))
        list->face[list->n++] = face;
}

/* What the job's fonts name. */
struct named {
    struct stand_ins fallback, own;
};

static enum err
take_face(void *self, const char *key, const struct face *face)
{
    struct named *named = self;
    bool fallback = strcmp(key, "fallback") == 0;
    add_face(fallback ? &named->fallback : &named->own, face);
    return ERR_OK;
}

/* The characters of the pages that FACE shows, each once, in order. */
static enum err
find_characters(struct arena *scratch, const struct document *document,
    const struct face *face, struct buf *out)
{
    uint8_t *seen = arena_alloc(scratch, 0x110000 / 8);
    if (seen == NULL)
        return ERR_NOMEM;
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_items; i++) {
            const struct glyph_run *run = page->item[i].run;
            if (page->item[i].kind != ITEM_GLYPHS || run->face != face)
                continue;
            for (size_t at = 0, next; at < run->text.n; at = next) {
                uint32_t c = utf8_next(run->text, at, &next);
                if (c == UTF8_BAD || (seen[c / 8] & 1U << c % 8) != 0)
                    continue;
                seen[c / 8] |= (uint8_t)(1U << c % 8);
                buf_put(out, run->text.p + at, next - at);
            }
        }
    }
    return out->failed ? ERR_NOMEM : ERR_OK;
}

static enum err
put_stand_in(struct arena *scratch, const struct document *document,
    const struct face *face, struct json *json)
{
    struct buf characters = {0};
    enum err err = find_characters(scratch, document, face, &characters);
    if (err == ERR_OK && characters.n > 0) {
        json_open(json, NULL, '{');
        json_text(json, "kind", "fallback-face");
        json_text(json, "font", face_info(face)->postscript);
        json_str(json, "characters", (struct str){characters.p, characters.n});
        json_close(json, '}');
    }
    buf_fini(&characters);
    return err;
}

static enum err
put_stand_ins(struct arena *scratch, struct kumihan *k, struct json *json)
{
    struct named named = {.fallback = {.n = 0}};
    enum err err = inputs_faces(scratch, k, INPUTS_ALL, take_face, &named);
    err = err == ERR_NOMEM ? err : ERR_OK; /* what is missing was said before */
    for (size_t i = 0; i < named.fallback.n && err == ERR_OK; i++)
        if (!is_among(&named.own, named.fallback.face[i]))
            err = put_stand_in(
                scratch, k->document, named.fallback.face[i], json);
    return err;
}

enum err
report_decisions(struct arena *scratch, struct kumihan *k, struct json *json)
{
    const struct document *document = k->document;
    enum err err = ERR_OK;
    json_open(json, "decisions", '[');
    for (size_t p = 0; document != NULL && p < document->n_pages; p++) {
        const struct scaffold *s = document->page[p]->scaffold;
        for (size_t i = 0; i < s->n_blocks; i++)
            if (is_shrunk_anew(document, p, i))
                put_shrunk(p, &s->block[i], json);
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_decisions; i++)
            put_decision(p, &page->decision[i], json);
    }
    if (document != NULL)
        err = put_stand_ins(scratch, k, json);
    json_close(json, ']');
    return err;
}
