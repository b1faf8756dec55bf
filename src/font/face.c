/* What HarfBuzz does not tell is read from the tables head, post and OS/2. */
#include "font/face_imp.h"

#include <hb-ot.h>
#include <string.h>

#include "font/cff.h"

DIAG_MESSAGE(not_a_font, "font.not-a-font", DIAG_ERROR,
    "「{1}」はフォントとして読めません（{2}）。"
    "TrueType か OpenType（TTF、OTF、TTC）のファイルを指定してください",
    "\"{1}\" cannot be read as a font ({2}); name a TrueType or OpenType file "
    "(TTF, OTF, TTC)");
DIAG_MESSAGE(no_such_face, "font.no-such-face", DIAG_ERROR,
    "「{1}」に書体 #{2} はありません（書体の数は {3}）。"
    "#0 から数えた番号を指定してください",
    "\"{1}\" has no face #{2} (it has {3}); give a number counted from #0");
DIAG_MESSAGE(variable, "font.variable", DIAG_NOTE,
    "「{1}」はバリアブルフォントです。既定の字形だけを使います",
    "\"{1}\" is a variable font; only its default instance is used");

enum { NAME_BYTES = 128 };

/* --- tables --------------------------------------------------------------- */

struct table {
    hb_blob_t *blob;
    const unsigned char *p;
    unsigned n;
};

static struct table
table_open(hb_face_t *face, hb_tag_t tag)
{
    struct table t = {hb_face_reference_table(face, tag), NULL, 0};
    t.p = (const unsigned char *)hb_blob_get_data(t.blob, &t.n);
    return t;
}

static void
table_close(struct table *t)
{
    hb_blob_destroy(t->blob);
}

static bool
table_there(hb_face_t *face, hb_tag_t tag)
{
    struct table t = table_open(face, tag);
    table_close(&t);
    return t.n > 0;
}

/* The unsigned and signed 16-bit numbers at AT, 0 beyond the end. */
static unsigned
u16(const struct table *t, unsigned at)
{
    return at + 2 <= t->n ? (unsigned)t->p[at] << 8 | t->p[at + 1] : 0;
}

static int
i16(const struct table *t, unsigned at)
{
    return (int16_t)u16(t, at);
}

static int
milli(const struct face *face, int64_t units)
{
    return (int)unit_scale(units, 1000, face->info.upem);
}

/* --- what the tables say -------------------------------------------------- */

/* The em box (仮想ボディ) is what Japanese composition stands on.  Typographic
 * ascent and descent give it where they make one em; Latin faces use them for
 * something else, so there the customary 880 and -120 hold. */
static void
read_os2(struct face *face)
{
    struct table t = table_open(face->hb, HB_TAG('O', 'S', '/', '2'));
    struct face_info *info = &face->info;
    unsigned version = u16(&t, 0);
    info->weight = (int)u16(&t, 4);
    if (info->weight < 1 || info->weight > 1000)
        info->weight = 400;
    info->fs_type = u16(&t, 8);
    int class = (int)u16(&t, 30) >> 8, panose = t.n > 33 ? t.p[33] : 0;
    bool latin_text = t.n > 32 && t.p[32] == 2; /* PANOSE family kind */
    info->serif = (class >= 1 && class <= 7 && class != 6) ||
                  (class == 0 && latin_text && panose >= 2 && panose <= 10);
    info->ascent = milli(face, i16(&t, 68));
    info->descent = milli(face, i16(&t, 70));
    int em = info->ascent - info->descent;
    if (em < 999 || em > 1001)
        info->ascent = EM_ASCENT;
    info->descent = info->ascent - 1000;
    info->x_height = version >= 2 ? milli(face, i16(&t, 86)) : 0;
    info->cap_height = version >= 2 ? milli(face, i16(&t, 88)) : 0;
    table_close(&t);
}

/* OpenType fsType: of the bits 0-3 the least restrictive one counts; 0x100
 * forbids subsetting, 0x200 outlines. */
static bool
may_embed(unsigned fs_type)
{
    bool restricted = (fs_type & 0xE) == 0x2;
    return !restricted && (fs_type & 0x300) == 0;
}

const char *
face_rights(const struct face_info *info)
{
    if ((info->fs_type & 0xE) == 0x2)
        return "restricted";
    if ((info->fs_type & 0x200) != 0)
        return "bitmap-only";
    if ((info->fs_type & 0x100) != 0)
        return "no-subsetting";
    if ((info->fs_type & 0x8) != 0)
        return "editable";
    return (info->fs_type & 0x4) != 0 ? "preview-print" : "installable";
}

static void
read_head(struct face *face)
{
    struct table t = table_open(face->hb, HB_TAG('h', 'e', 'a', 'd'));
    for (unsigned i = 0; i < 4; i++)
        face->info.bbox[i] = milli(face, i16(&t, 36 + i * 2));
    table_close(&t);
    t = table_open(face->hb, HB_TAG('p', 'o', 's', 't'));
    /* The whole part of a 16.16.  Letters that lean right have a negative
     * angle; some fonts (Inter) give it without the sign. */
    face->info.italic_angle = i16(&t, 4) > 0 ? -i16(&t, 4) : i16(&t, 4);
    face->info.fixed_pitch = u16(&t, 12) != 0 || u16(&t, 14) != 0;
    table_close(&t);
}

/* A glyph's height, for faces whose OS/2 table does not tell. */
static int
height_of(const struct face *face, uint32_t c)
{
    hb_glyph_extents_t box;
    uint32_t gid = face_glyph(face, c, 0);
    if (gid == 0 || !hb_font_get_glyph_extents(face->font, gid, &box))
        return 0;
    return milli(face, box.y_bearing);
}

static void
read_metrics(struct face *face)
{
    struct face_info *info = &face->info;
    hb_font_extents_t line;
    read_os2(face);
    read_head(face);
    hb_font_get_h_extents(face->font, &line);
    info->line_ascent = milli(face, line.ascender);
    info->line_descent = milli(face, line.descender);
    if (info->cap_height <= 0)
        info->cap_height = height_of(face, 'H');
    if (info->x_height <= 0)
        info->x_height = height_of(face, 'x');
    /* No table has the stem; this line through customary values is what PDF
     * writers use when they must give one. */
    info->stem_v = 10 + 220 * (info->weight - 50) / 900;
    info->may_embed = may_embed(info->fs_type);
}

/* --- names ---------------------------------------------------------------- */

static const char *
name_of(struct arena *arena, hb_face_t *face, hb_ot_name_id_t first,
    hb_ot_name_id_t second)
{
    char text[NAME_BYTES];
    unsigned n = sizeof text;
    if (hb_ot_name_get_utf8(face, first, HB_LANGUAGE_INVALID, &n, text) == 0) {
        n = sizeof text;
        hb_ot_name_get_utf8(face, second, HB_LANGUAGE_INVALID, &n, text);
    }
    return arena_strndup(arena, text, n);
}

/* The PostScript name without what a PDF name may not hold. */
static void
clean_name(char *name)
{
    char *to = name;
    for (const char *s = name; *s != '\0'; s++)
        if (*s > ' ' && *s < 0x7F && strchr("[](){}<>/%#", *s) == NULL)
            *to++ = *s;
    *to = '\0';
}

static enum err
read_names(struct arena *arena, struct face *face)
{
    struct face_info *info = &face->info;
    info->family = name_of(arena, face->hb, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY,
        HB_OT_NAME_ID_FONT_FAMILY);
    info->style = name_of(arena, face->hb, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY,
        HB_OT_NAME_ID_FONT_SUBFAMILY);
    const char *name = name_of(arena, face->hb, HB_OT_NAME_ID_POSTSCRIPT_NAME,
        HB_OT_NAME_ID_FULL_NAME);
    if (info->family == NULL || info->style == NULL || name == NULL)
        return ERR_NOMEM;
    char *clean = arena_strdup(arena, name);
    if (clean == NULL)
        return ERR_NOMEM;
    clean_name(clean);
    info->postscript = clean[0] == '\0' ? "Unnamed" : clean;
    return ERR_OK;
}

/* --- opening -------------------------------------------------------------- */

static enum err
read_cff(struct arena *arena, struct face *face)
{
    struct table t = table_open(face->hb, HB_TAG('C', 'F', 'F', ' '));
    struct str cff = {(const char *)t.p, t.n};
    enum err err = ERR_OK;
    face->info.is_cff = t.n > 0;
    face->info.is_cid = t.n > 0 && cff_is_cid(cff);
    if (face->info.is_cid)
        err = cff_cids(arena, cff, face->info.glyphs, &face->cid);
    table_close(&t);
    return err;
}

/* What is wrong with the face, or NULL. */
static const char *
fault_of(const struct face *face)
{
    if (face->info.glyphs == 0 ||
        !table_there(face->hb, HB_TAG('h', 'e', 'a', 'd')))
        return "head, maxp";
    if (!table_there(face->hb, HB_TAG('c', 'm', 'a', 'p')))
        return "cmap";
    bool outlines = table_there(face->hb, HB_TAG('C', 'F', 'F', ' ')) ||
                    (table_there(face->hb, HB_TAG('g', 'l', 'y', 'f')) &&
                        table_there(face->hb, HB_TAG('l', 'o', 'c', 'a')));
    return outlines ? NULL : "glyf, CFF";
}

static enum err
face_read(
    struct arena *arena, struct diag *diag, struct loc loc, struct face *face)
{
    const char *path = face->info.path;
    face->info.upem = hb_face_get_upem(face->hb);
    face->info.glyphs = hb_face_get_glyph_count(face->hb);
    const char *fault = fault_of(face);
    if (fault != NULL)
        return DIAG(diag, loc, &not_a_font, path, fault);
    enum err err = read_cff(arena, face);
    if (err == ERR_INPUT)
        return DIAG(diag, loc, &not_a_font, path, "CFF charset");
    if (err != ERR_OK)
        return err;
    face->font = hb_font_create(face->hb);
    if (face->font == hb_font_get_empty())
        return ERR_NOMEM;
    hb_font_set_scale(face->font, (int)face->info.upem, (int)face->info.upem);
    read_metrics(face);
    if (table_there(face->hb, HB_TAG('f', 'v', 'a', 'r')) &&
        DIAG(diag, loc, &variable, path) != ERR_OK)
        return ERR_NOMEM;
    return read_names(arena, face);
}

enum err
face_init(struct arena *arena, struct diag *diag, struct loc loc,
    hb_blob_t *blob, const char *path, unsigned index,
    struct shape_scratch *scratch, struct face *out)
{
    memset(out, 0, sizeof *out);
    unsigned n = hb_face_count(blob);
    if (n == 0)
        return DIAG(diag, loc, &not_a_font, path, "sfnt");
    if (index >= n)
        return DIAG(diag, loc, &no_such_face, path, diag_int(diag, index),
            diag_int(diag, n));
    out->info.path = path;
    out->info.index = index;
    out->cache = arena_alloc(arena, sizeof *out->cache);
    if (out->cache == NULL)
        return ERR_NOMEM;
    out->cache->scratch = scratch;
    out->cache->digit_cell = -1;
    out->hb = hb_face_create(blob, index);
    if (out->hb == hb_face_get_empty())
        return ERR_NOMEM;
    enum err err = face_read(arena, diag, loc, out);
    if (err != ERR_OK)
        face_fini(out);
    return err;
}

void
face_fini(struct face *face)
{
    for (size_t i = 0; i < ITEM_SETTINGS; i++)
        hb_shape_plan_destroy(face->cache->plan[i]);
    hb_face_destroy(face->cache->bare); /* NULL is allowed, above too */
    hb_font_destroy(face->font);
    hb_face_destroy(face->hb);
    face->font = NULL;
    face->hb = NULL;
}

/* --- asking --------------------------------------------------------------- */

const struct face_info *
face_info(const struct face *face)
{
    return &face->info;
}

uint32_t
face_glyph(const struct face *face, uint32_t c, uint32_t variant)
{
    hb_codepoint_t gid = 0;
    bool there = variant == 0 ? hb_font_get_nominal_glyph(face->font, c, &gid)
                              : hb_font_get_variation_glyph(
                                    face->font, c, variant, &gid);
    return there ? gid : 0;
}

bool
face_has(const struct face *face, uint32_t c)
{
    struct face_cache *cache = face->cache;
    unsigned bit = 1U << (c & 7);
    if (c > 0xFFFF)
        return face_glyph(face, c, 0) != 0;
    if ((cache->asked[c >> 3] & bit) == 0) {
        cache->asked[c >> 3] |= (unsigned char)bit;
        if (face_glyph(face, c, 0) != 0)
            cache->has[c >> 3] |= (unsigned char)bit;
    }
    return (cache->has[c >> 3] & bit) != 0;
}

int
face_advance(const struct face *face, uint32_t gid)
{
    return milli(face, hb_font_get_glyph_h_advance(face->font, gid));
}

uint32_t
face_space(const struct face *face)
{
    return face_glyph(face, ' ', 0);
}

/* --- outlines ------------------------------------------------------------- */

static void
draw_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
    float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct outline *o = data;
    o->move(o->self, x, y);
}

static void
draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x,
    float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct outline *o = data;
    o->line(o->self, x, y);
}

static void
draw_quad(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float cx,
    float cy, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct outline *o = data;
    o->quad(o->self, cx, cy, x, y);
}

static void
draw_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float ax,
    float ay, float bx, float by, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct outline *o = data;
    o->cubic(o->self, ax, ay, bx, by, x, y);
}

static void
draw_close(
    hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    const struct outline *o = data;
    o->close(o->self);
}

void
face_outline(
    const struct face *face, uint32_t gid, const struct outline *outline)
{
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    struct outline data = *outline;
    hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, draw_quad, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, draw_cubic, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
    hb_font_get_glyph_shape(face->font, gid, funcs, &data);
    hb_draw_funcs_destroy(funcs);
}
