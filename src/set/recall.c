/* What a composition depends on is compared whole, by value where styles and
 * text are concerned: those of a label are made anew each time it is set.  Only
 * paragraphs of one measure are kept; those that turn come once. */
#include "set/recall.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"

struct composed {
    uint64_t hash; /* the key of the map */
    struct text_setting setting;
    struct text_measure measure;
    const struct text_span *span;
    size_t n;
    const struct text_line *line;
    size_t n_lines;
};

struct recall {
    struct arena *arena;
    const struct recall *older; /* or NULL */
    struct composed **kept;
    size_t n, cap;
    struct map by_hash; /* to the index of `kept` */
    const void **thing;
    size_t n_things, cap_things;
    struct map by_name; /* to the index of `thing` */
};

struct recall *
recall_new(struct arena *arena, const struct recall *older)
{
    struct recall *recall = arena_alloc(arena, sizeof *recall);
    if (recall != NULL)
        *recall = (struct recall){.arena = arena, .older = older};
    return recall;
}

static uint64_t
mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Of what tells paragraphs of a job apart; equality sees to the rest. */
static uint64_t
hash_of(
    const struct text_setting *setting, const struct text_span *span, size_t n)
{
    uint64_t hash = mix(n, (uint64_t)setting->measure->measure);
    hash = mix(hash, (uint64_t)setting->align);
    for (size_t i = 0; i < n; i++) {
        const struct loc *loc = &span[i].loc;
        hash = mix(hash, str_hash(span[i].text));
        hash = mix(hash, (uint64_t)loc->line << 32 | (uint32_t)loc->col);
        hash = mix(hash, (uint64_t)span[i].style->size);
    }
    return hash;
}

/* What is compared below, in bytes where pointers have eight: a member that is
 * new there belongs here too. */
enum { SETTING_BYTES = 80, STYLE_BYTES = 64, SPAN_BYTES = 152 };
_Static_assert(
    sizeof(void *) != 8 || (sizeof(struct text_setting) == SETTING_BYTES &&
                               sizeof(struct text_style) == STYLE_BYTES &&
                               sizeof(struct text_span) == SPAN_BYTES),
    "compare the new member, then change its size");

static bool
same_style(const struct text_style *a, const struct text_style *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    return a->font == b->font && a->size == b->size &&
           a->tracking == b->tracking && a->condense == b->condense &&
           a->shift == b->shift && a->shape == b->shape &&
           colour_equal(&a->colour, &b->colour) && a->hyphenate == b->hyphenate;
}

static bool
same_span(const struct text_span *a, const struct text_span *b)
{
    return str_equal(a->text, b->text) && a->loc.file == b->loc.file &&
           a->loc.line == b->loc.line && a->loc.col == b->loc.col &&
           same_style(a->style, b->style) && str_equal(a->ruby, b->ruby) &&
           a->ruby_kind == b->ruby_kind &&
           same_style(a->ruby_style, b->ruby_style) &&
           a->emphasis == b->emphasis && a->keep == b->keep &&
           a->attach == b->attach && a->combine == b->combine &&
           a->break_after == b->break_after && a->whole == b->whole &&
           a->jidori == b->jidori && a->jidori_of == b->jidori_of &&
           a->script == b->script && a->raised == b->raised &&
           a->owner == b->owner && a->outer == b->outer &&
           a->strong == b->strong && a->stress == b->stress &&
           a->lang == b->lang;
}

static bool
same_setting(const struct text_setting *a, const struct text_setting *b)
{
    return a->measure->from == b->measure->from &&
           a->measure->measure == b->measure->measure &&
           a->indent == b->indent && a->align == b->align &&
           a->line_head == b->line_head && a->line_end == b->line_end &&
           a->reduction == b->reduction && a->kinsoku == b->kinsoku &&
           a->balance == b->balance && a->keep == b->keep &&
           a->n_keep == b->n_keep && a->tables == b->tables &&
           a->trace == b->trace;
}

static bool
same_paragraph(const struct composed *a, const struct composed *b)
{
    if (a->n != b->n || !same_setting(&a->setting, &b->setting))
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!same_span(&a->span[i], &b->span[i]))
            return false;
    return true;
}

static struct str
key_of(const struct composed *composed)
{
    return (struct str){(const char *)&composed->hash, sizeof composed->hash};
}

/* Of two with the same hash the later one is kept. */
static bool
keep(struct recall *recall, const struct composed *composed)
{
    struct arena *arena = recall->arena;
    struct composed *own = arena_alloc(arena, sizeof *own);
    struct composed **kept = arena_grow(
        arena, recall->kept, recall->n, &recall->cap, sizeof *recall->kept);
    if (own == NULL || kept == NULL)
        return false;
    *own = *composed;
    own->setting.measure = &own->measure;
    recall->kept = kept;
    kept[recall->n++] = own;
    return map_put(&recall->by_hash, arena, key_of(own), recall->n - 1);
}

/* The paragraph ASKED as RECALL or an older one has it, or NULL. */
static const struct composed *
find_composed(const struct recall *recall, const struct composed *asked)
{
    size_t at;
    for (; recall != NULL; recall = recall->older)
        if (map_find(&recall->by_hash, key_of(asked), &at) &&
            same_paragraph(recall->kept[at], asked))
            return recall->kept[at];
    return NULL;
}

enum err
recall_compose(struct recall *recall, struct diag *diag,
    const struct text_setting *setting, const struct text_span *span, size_t n,
    const struct text_line **out, size_t *n_lines)
{
    struct text_line *line;
    struct composed asked = {.setting = *setting, .span = span, .n = n};
    bool kept = setting->n_measures == 1;
    const struct composed *found = NULL;
    if (kept) {
        asked.measure = *setting->measure;
        asked.hash = hash_of(setting, span, n);
        found = find_composed(recall, &asked);
    }
    if (found != NULL) {
        *out = found->line, *n_lines = found->n_lines;
        return ERR_OK;
    }
    size_t faults = diag_count(diag);
    enum err err =
        text_compose(recall->arena, diag, setting, span, n, &line, n_lines);
    *out = asked.line = line, asked.n_lines = *n_lines;
    if (err != ERR_OK || !kept || diag_count(diag) != faults)
        return err;
    return keep(recall, &asked) ? ERR_OK : ERR_NOMEM;
}

const void *
recall_find(const struct recall *recall, const char *name)
{
    size_t at;
    for (; recall != NULL; recall = recall->older)
        if (map_find(&recall->by_name, str_of(name), &at))
            return recall->thing[at];
    return NULL;
}

bool
recall_keep(struct recall *recall, const char *name, const void *thing)
{
    const void **all = arena_grow(recall->arena, recall->thing,
        recall->n_things, &recall->cap_things, sizeof *all);
    if (all == NULL)
        return false;
    recall->thing = all;
    all[recall->n_things++] = thing;
    return map_put(
        &recall->by_name, recall->arena, str_of(name), recall->n_things - 1);
}
