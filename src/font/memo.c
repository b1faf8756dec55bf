#include "font/memo.h"

#include <string.h>

enum { KEPT_BYTES = 1 << 20 };

/* All that shaping depends on but the text.  Compared as bytes: zeroed first,
 * so that padding is equal. */
struct setting {
    const struct face *face[ROLES], *fallback[FALLBACKS_MAX];
    int32_t scale[ROLES], shift[ROLES];
    bool proportional[ROLES];
    unsigned flags;
    emu size;
};

static void
put_setting(
    struct buf *key, const struct composite *font, emu size, unsigned flags)
{
    struct setting s;
    memset(&s, 0, sizeof s);
    for (size_t i = 0; i < ROLES; i++) {
        s.face[i] = font->part[i].face;
        s.scale[i] = font->part[i].scale;
        s.shift[i] = font->part[i].shift;
        s.proportional[i] = font->part[i].proportional;
    }
    for (size_t i = 0; i < font->n_fallbacks; i++)
        s.fallback[i] = font->fallback[i];
    s.flags = flags;
    s.size = size;
    buf_put(key, &s, sizeof s);
}

void
memo_fini(struct memo *memo)
{
    buf_fini(&memo->key);
}

enum err
memo_find(struct memo *memo, const struct composite *font, emu size,
    unsigned flags, struct str text, const struct shaped **out)
{
    size_t at;
    *out = NULL;
    memo->key.n = 0;
    memo->key.failed = false; /* memory may be there again */
    put_setting(&memo->key, font, size, flags);
    buf_str(&memo->key, text);
    if (memo->key.failed)
        return ERR_NOMEM;
    if (map_find(&memo->place, (struct str){memo->key.p, memo->key.n}, &at))
        *out = &memo->shaped[at];
    return ERR_OK;
}

static size_t
cost(const struct memo *memo, size_t clusters, size_t glyphs)
{
    return memo->key.n + clusters * sizeof(struct cluster) +
           glyphs * sizeof(struct glyph);
}

bool
memo_has_room(const struct memo *memo, size_t clusters, size_t glyphs)
{
    return cost(memo, clusters, glyphs) <= KEPT_BYTES - memo->bytes;
}

enum err
memo_keep(struct memo *memo, const struct shaped *shaped)
{
    struct shaped *all =
        arena_grow(memo->arena, memo->shaped, memo->n, &memo->cap, sizeof *all);
    char *key = arena_strndup(memo->arena, memo->key.p, memo->key.n);
    if (all == NULL || key == NULL)
        return ERR_NOMEM;
    memo->shaped = all;
    all[memo->n] = *shaped;
    memo->bytes += cost(memo, shaped->n, shaped->n_glyphs);
    struct str text = {key, memo->key.n};
    return map_put(&memo->place, memo->arena, text, memo->n++) ? ERR_OK
                                                               : ERR_NOMEM;
}
