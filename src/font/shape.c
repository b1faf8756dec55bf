/* The text is decoded, given roles, cut into items and shaped item by item;
 * results are gathered in storage that is kept, then copied once. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "font/face_imp.h"
#include "font/item.h"
#include "font/standin.h"

bool
shape_init(struct shape_scratch *scratch, struct arena *arena)
{
    memset(scratch, 0, sizeof *scratch);
    scratch->memo.arena = arena;
    scratch->buffer = hb_buffer_create();
    scratch->ja = hb_language_from_string("ja", -1);
    hb_buffer_set_flags(
        scratch->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    return scratch->buffer != hb_buffer_get_empty();
}

void
shape_fini(struct shape_scratch *scratch)
{
    hb_buffer_destroy(scratch->buffer);
    free(scratch->ch);
    free(scratch->cluster);
    free(scratch->glyph);
    buf_fini(&scratch->standin);
    memo_fini(&scratch->memo);
    memset(scratch, 0, sizeof *scratch);
}

/* Room for N elements of SIZE bytes in the kept array OLD, or NULL. */
static void *
room(void *old, size_t n, size_t *cap, size_t size)
{
    size_t more = *cap < 64 ? 64 : *cap;
    if (n <= *cap)
        return old;
    while (more < n && more <= SIZE_MAX / 2)
        more *= 2;
    if (more < n || more > SIZE_MAX / size)
        return NULL;
    void *grown = realloc(old, more * size);
    if (grown != NULL)
        *cap = more;
    return grown;
}

static bool
decode(struct shape_scratch *scratch, struct str text)
{
    void *grown =
        room(scratch->ch, text.n + 1, &scratch->cap_chars, sizeof *scratch->ch);
    if (grown == NULL)
        return false;
    scratch->ch = grown;
    size_t n = 0;
    bool base = false; /* there is something to extend */
    for (size_t at = 0; at < text.n; n++) {
        struct shape_char *ch = &scratch->ch[n];
        *ch = (struct shape_char){.at = (uint32_t)at};
        ch->c = utf8_next(text, at, &at);
        ch->extends = base && item_extends(ch->c);
        base = ch->extends || !item_is_invisible(ch->c);
    }
    scratch->n_chars = n;
    composite_resolve(scratch->ch, n);
    return true;
}

/* --- HarfBuzz ------------------------------------------------------------- */

/* A stretch of units that are set alike, and its bytes in the text. */
struct item {
    struct item_unit unit;
    uint32_t at, end;
};

#define FEATURE(a, b, c, d, value)                                             \
    {                                                                          \
        HB_TAG(a, b, c, d), value, HB_FEATURE_GLOBAL_START,                    \
            HB_FEATURE_GLOBAL_END                                              \
    }

/* The composition engine sets Japanese on its grid: no kerning, and nothing
 * that makes one glyph of several characters; figures likewise. */
static const hb_feature_t plain[] = {FEATURE('k', 'e', 'r', 'n', 0),
    FEATURE('l', 'i', 'g', 'a', 0), FEATURE('c', 'l', 'i', 'g', 0),
    FEATURE('c', 'a', 'l', 't', 0)};
static const hb_feature_t tabular[] = {FEATURE('k', 'e', 'r', 'n', 0),
    FEATURE('l', 'i', 'g', 'a', 0), FEATURE('c', 'l', 'i', 'g', 0),
    FEATURE('c', 'a', 'l', 't', 0), FEATURE('t', 'n', 'u', 'm', 1)};
static const hb_feature_t loose[] = {FEATURE('k', 'e', 'r', 'n', 0),
    FEATURE('l', 'i', 'g', 'a', 0), FEATURE('c', 'l', 'i', 'g', 0),
    FEATURE('c', 'a', 'l', 't', 0), FEATURE('p', 'n', 'u', 'm', 1)};
static const hb_feature_t spaced[] = {
    FEATURE('l', 'i', 'g', 'a', 0), FEATURE('c', 'l', 'i', 'g', 0)};
static const hb_feature_t kana[] = {FEATURE('l', 'i', 'g', 'a', 0),
    FEATURE('c', 'l', 'i', 'g', 0), FEATURE('c', 'a', 'l', 't', 0),
    FEATURE('p', 'a', 'l', 't', 1), FEATURE('k', 'e', 'r', 'n', 1)};
static const hb_feature_t vertical_kana[] = {FEATURE('l', 'i', 'g', 'a', 0),
    FEATURE('c', 'l', 'i', 'g', 0), FEATURE('c', 'a', 'l', 't', 0),
    FEATURE('v', 'p', 'a', 'l', 1), FEATURE('v', 'k', 'r', 'n', 1)};

static const hb_feature_t *
features_of(unsigned setting, unsigned *n)
{
    bool vertical = (setting & ITEM_VERTICAL) != 0;
    if (setting == (ITEM_LATIN | ITEM_SPACED))
        return *n = sizeof spaced / sizeof *spaced, spaced;
    if ((setting & ITEM_LATIN) != 0)
        return *n = 0, NULL;
    if ((setting & ITEM_TABULAR) != 0)
        return *n = sizeof tabular / sizeof *tabular, tabular;
    if ((setting & ITEM_FIGURES) != 0)
        return *n = sizeof loose / sizeof *loose, loose;
    if ((setting & ITEM_KANA) != 0 && vertical)
        return *n = sizeof vertical_kana / sizeof *vertical_kana, vertical_kana;
    if ((setting & ITEM_KANA) != 0)
        return *n = sizeof kana / sizeof *kana, kana;
    return *n = sizeof plain / sizeof *plain, plain;
}

/* What HarfBuzz found out about FACE and SETTING: made once, for asking its own
 * store costs as much as shaping a word. */
static hb_shape_plan_t *
plan_of(const struct face *face, unsigned setting,
    const hb_segment_properties_t *props)
{
    hb_shape_plan_t **plan = &face->cache->plan[setting];
    unsigned n;
    const hb_feature_t *features = features_of(setting, &n);
    if (*plan == NULL)
        *plan = hb_shape_plan_create(face->hb, props, features, n, NULL);
    return *plan;
}

/* Leaves the glyphs of the bytes AT ... END of TEXT in the buffer. */
static bool
run_harfbuzz(struct shape_scratch *scratch, const struct face *face,
    unsigned setting, struct str text, uint32_t at, uint32_t end)
{
    hb_buffer_t *b = scratch->buffer;
    unsigned n;
    const hb_feature_t *features = features_of(setting, &n);
    bool western = (setting & (ITEM_LATIN | ITEM_FIGURES)) != 0;
    hb_buffer_clear_contents(b);
    hb_buffer_add_utf8(b, text.p, (int)text.n, at, (int)(end - at));
    hb_buffer_set_direction(b,
        (setting & ITEM_VERTICAL) != 0 ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(b, western ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
    hb_buffer_set_language(b, scratch->ja);
    hb_segment_properties_t props;
    hb_buffer_get_segment_properties(b, &props);
    return hb_shape_plan_execute(
               plan_of(face, setting, &props), face->font, b, features, n) &&
           hb_buffer_allocation_successful(b);
}

bool
shape_has_vertical_form(
    struct shape_scratch *scratch, const struct face *face, uint32_t c)
{
    char bytes[4];
    unsigned n;
    uint32_t size = (uint32_t)utf8_put(c, bytes);
    if (!run_harfbuzz(
            scratch, face, ITEM_VERTICAL, (struct str){bytes, size}, 0, size))
        return true;
    const hb_glyph_info_t *info =
        hb_buffer_get_glyph_infos(scratch->buffer, &n);
    return n != 1 || info->codepoint != face_glyph(face, c, 0);
}

/* The widest digit of FACE as tabular figures, in font units. */
static int
digit_cell(const struct face *face)
{
    struct face_cache *cache = face->cache;
    if (cache->digit_cell >= 0)
        return cache->digit_cell;
    if (!run_harfbuzz(cache->scratch, face, ITEM_FIGURES | ITEM_TABULAR,
            STR("0123456789"), 0, 10))
        return 0;
    unsigned n;
    int widest = 0;
    const hb_glyph_position_t *pos =
        hb_buffer_get_glyph_positions(cache->scratch->buffer, &n);
    for (unsigned i = 0; i < n; i++)
        widest = pos[i].x_advance > widest ? pos[i].x_advance : widest;
    return cache->digit_cell = widest;
}

/* --- glyphs to clusters --------------------------------------------------- */

static emu
scale(const struct item *item, int64_t units)
{
    if (units == 0)
        return 0;
    int64_t v = unit_scale(units, item->unit.size, item->unit.face->info.upem);
    return (emu)(v > INT32_MAX ? INT32_MAX : v < -INT32_MAX ? -INT32_MAX : v);
}

static bool
make_room(struct shape_scratch *scratch, size_t glyphs)
{
    void *clusters = room(scratch->cluster, scratch->n_clusters + glyphs + 1,
        &scratch->cap_clusters, sizeof *scratch->cluster);
    if (clusters != NULL)
        scratch->cluster = clusters;
    void *more = room(scratch->glyph, scratch->n_glyphs + glyphs,
        &scratch->cap_glyphs, sizeof *scratch->glyph);
    if (more != NULL)
        scratch->glyph = more;
    return clusters != NULL && more != NULL;
}

static struct cluster *
add_cluster(struct shape_scratch *scratch, const struct item *item, uint32_t at)
{
    struct cluster *cluster = &scratch->cluster[scratch->n_clusters++];
    *cluster = (struct cluster){.face = item->unit.face,
        .size = item->unit.size,
        .shift = item->unit.shift,
        .at = at,
        .first = (uint32_t)scratch->n_glyphs,
        .vertical = (item->unit.setting & ITEM_VERTICAL) != 0};
    return cluster;
}

/* Appends one glyph to CLUSTER; PEN (font units) runs along the line.  Most
 * clusters have one glyph at their origin: divisions are few. */
static void
add_glyph(struct shape_scratch *scratch, const struct item *item,
    struct cluster *cluster, const hb_glyph_info_t *info,
    const hb_glyph_position_t *pos, int64_t *pen)
{
    struct glyph *g = &scratch->glyph[scratch->n_glyphs++];
    int64_t advance = cluster->vertical ? -pos->y_advance : pos->x_advance;
    int64_t along = cluster->vertical ? 0 : *pen;
    int64_t down = cluster->vertical ? *pen : 0;
    *g = (struct glyph){.gid = info->codepoint, .at = cluster->at};
    g->x = scale(item, along + pos->x_offset);
    g->y = scale(item, pos->y_offset - down);
    g->advance = scale(item, advance);
    cluster->advance = *pen == 0 ? g->advance : scale(item, *pen + advance);
    *pen += advance;
    cluster->n_glyphs++;
}

/* Centres a lone digit in its cell. */
static void
fill_cell(struct shape_scratch *scratch, const struct item *item,
    struct cluster *cluster, char byte, int cell)
{
    if (byte < '0' || byte > '9' || cluster->n_glyphs != 1 || cluster->n != 1)
        return;
    struct glyph *g = &scratch->glyph[cluster->first];
    emu width = scale(item, cell);
    g->x += (width - g->advance) / 2;
    g->advance = cluster->advance = width;
}

/* Makes clusters of the buffer's glyphs: at least one, so that the item's
 * bytes are all in one.  *MISSING is the first byte of a cluster that the
 * face could not set, or UINT32_MAX. */
static void
gather(
    struct shape_scratch *scratch, const struct item *item, uint32_t *missing)
{
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(scratch->buffer, &n);
    hb_glyph_position_t *pos =
        hb_buffer_get_glyph_positions(scratch->buffer, &n);
    struct cluster *cluster = add_cluster(scratch, item, item->at);
    int64_t pen = 0;
    for (unsigned i = 0; i < n; i++) {
        if (i > 0 && info[i].cluster != info[i - 1].cluster) {
            cluster->n = info[i].cluster - cluster->at;
            cluster = add_cluster(scratch, item, info[i].cluster);
            pen = 0;
        }
        if (info[i].codepoint == 0 && *missing == UINT32_MAX)
            *missing = cluster->at;
        add_glyph(scratch, item, cluster, &info[i], &pos[i], &pen);
    }
    cluster->n = item->end - cluster->at;
}

/* Where a cluster has a glyph for each character, as a half-width katakana with
 * its sound mark, each stands for one; else the first stands for all and the
 * others go with it. */
static void
share_bytes(
    struct shape_scratch *scratch, struct cluster *cluster, struct str text)
{
    struct str own = {text.p + cluster->at, cluster->n};
    struct glyph *g = &scratch->glyph[cluster->first];
    if (cluster->n_glyphs == 0)
        return;
    g->n = cluster->n;
    if (cluster->n_glyphs == 1 || utf8_count(own) != cluster->n_glyphs)
        return;
    size_t at = 0, next;
    for (uint32_t i = 0; i < cluster->n_glyphs; i++, at = next) {
        utf8_next(own, at, &next);
        g[i].at = cluster->at + (uint32_t)at;
        g[i].n = (uint32_t)(next - at);
    }
}

static void
finish(struct shape_scratch *scratch, const struct item *item, struct str text,
    size_t first)
{
    bool cells = (item->unit.setting & ITEM_TABULAR) != 0;
    int cell = cells ? digit_cell(item->unit.face) : 0;
    for (size_t i = first; i < scratch->n_clusters; i++) {
        struct cluster *cluster = &scratch->cluster[i];
        share_bytes(scratch, cluster, text);
        if (cell > 0)
            fill_cell(scratch, item, cluster, text.p[cluster->at], cell);
    }
}

static enum err
shape_item(struct item_walk *walk, const struct item *item, struct str text)
{
    struct shape_scratch *scratch = walk->scratch;
    size_t first = scratch->n_clusters, at = item->unit.first;
    uint32_t missing = UINT32_MAX;
    unsigned glyphs = 0;
    if ((item->unit.setting & ITEM_INVISIBLE) != 0) {
        hb_buffer_clear_contents(scratch->buffer);
    } else {
        struct str shown = standin_text(scratch, &item->unit, text);
        if (shown.p == NULL ||
            !run_harfbuzz(scratch, item->unit.face, item->unit.setting, shown,
                item->at, item->end))
            return ERR_NOMEM;
        glyphs = hb_buffer_get_length(scratch->buffer);
    }
    if (!make_room(scratch, glyphs))
        return ERR_NOMEM;
    gather(scratch, item, &missing);
    finish(scratch, item, text, first);
    if (missing == UINT32_MAX)
        return ERR_OK;
    while (at + 1 < item->unit.end && scratch->ch[at].at < missing)
        at++;
    return item_missing(walk, at);
}

/* --- the whole text ------------------------------------------------------- */

static bool
alike(const struct item_unit *a, const struct item_unit *b)
{
    return a->face == b->face && a->size == b->size && a->shift == b->shift &&
           a->setting == b->setting && (a->setting & ITEM_INVISIBLE) == 0;
}

static enum err
end_item(struct item_walk *walk, struct item_unit *unit, struct str text)
{
    const struct shape_scratch *scratch = walk->scratch;
    if (unit->face == NULL || unit->first == unit->end)
        return ERR_OK;
    struct item item = {*unit, scratch->ch[unit->first].at, (uint32_t)text.n};
    if (unit->end < scratch->n_chars)
        item.end = scratch->ch[unit->end].at;
    return shape_item(walk, &item, text);
}

static enum err
shape_all(struct item_walk *walk, struct str text)
{
    struct item_unit open = {.face = NULL}, unit;
    enum err err = ERR_OK;
    for (size_t at = 0; at < walk->scratch->n_chars; at = unit.end) {
        err = item_next(walk, at, &unit);
        if (err != ERR_OK)
            return err;
        if (open.face != NULL && alike(&open, &unit)) {
            open.end = unit.end;
            continue;
        }
        err = end_item(walk, &open, text);
        if (err != ERR_OK)
            return err;
        open = unit;
    }
    return end_item(walk, &open, text);
}

/* The result in ARENA. */
static enum err
copy_out(struct arena *arena, const struct shape_scratch *scratch,
    struct shaped *out)
{
    struct cluster *cluster =
        arena_array(arena, scratch->n_clusters, sizeof *cluster);
    struct glyph *glyph = arena_array(arena, scratch->n_glyphs, sizeof *glyph);
    if (cluster == NULL || glyph == NULL)
        return ERR_NOMEM;
    if (scratch->n_clusters > 0)
        memcpy(
            cluster, scratch->cluster, scratch->n_clusters * sizeof *cluster);
    if (scratch->n_glyphs > 0)
        memcpy(glyph, scratch->glyph, scratch->n_glyphs * sizeof *glyph);
    *out =
        (struct shaped){cluster, scratch->n_clusters, glyph, scratch->n_glyphs};
    return ERR_OK;
}

/* What was shaped without a word can be used again. */
static enum err
hand_out(struct arena *arena, const struct item_walk *walk, struct shaped *out)
{
    struct shape_scratch *scratch = walk->scratch;
    if (walk->warned ||
        !memo_has_room(&scratch->memo, scratch->n_clusters, scratch->n_glyphs))
        return copy_out(arena, scratch, out);
    enum err err = copy_out(scratch->memo.arena, scratch, out);
    return err == ERR_OK ? memo_keep(&scratch->memo, out) : err;
}

enum err
font_shape(struct arena *arena, struct diag *diag, struct loc loc,
    const struct composite *font, emu size, unsigned flags, struct str text,
    struct shaped *out)
{
    struct shape_scratch *scratch =
        font->part[ROLE_JAPANESE].face->cache->scratch;
    struct item_walk walk = {.scratch = scratch,
        .diag = diag,
        .loc = loc,
        .font = font,
        .size = size,
        .flags = flags};
    const struct shaped *kept;
    *out = (struct shaped){NULL, 0, NULL, 0};
    if (text.n > INT_MAX)
        return ERR_NOMEM;
    enum err err = memo_find(&scratch->memo, font, size, flags, text, &kept);
    if (err != ERR_OK)
        return err;
    if (kept != NULL)
        return *out = *kept, ERR_OK;
    scratch->n_clusters = scratch->n_glyphs = 0;
    if (!decode(scratch, text))
        return ERR_NOMEM;
    err = shape_all(&walk, text);
    if (err != ERR_OK)
        return err;
    return walk.failed ? ERR_INPUT : hand_out(arena, &walk, out);
}
