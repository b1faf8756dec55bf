#include "text/combine.h"

DIAG_MESSAGE(cannot, "text.combine", DIAG_WARN,
    "「{1}」は縦中横にできません（書体が混ざるか、1 字分に収まりません）。"
    "一文字ずつ組みました",
    "\"{1}\" cannot be set as tate-chu-yoko (it needs several faces or does "
    "not fit one em); it was set one by one");

enum { LEAST_CONDENSE = 300 /* 1/1000: the least that a style may ask for */ };

/* Figures take the face of Latin letters, so that `A4` is of one face. */
static struct composite
western_alike(const struct composite *font)
{
    struct composite alike = *font;
    if (alike.part[ROLE_LATIN].face != NULL)
        alike.part[ROLE_FIGURES] = alike.part[ROLE_LATIN];
    return alike;
}

static bool
is_all_digits(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return true;
}

static bool
is_one_run(const struct shaped *shaped)
{
    for (size_t i = 1; i < shaped->n; i++)
        if (shaped->cluster[i].face != shaped->cluster[0].face ||
            shaped->cluster[i].size != shaped->cluster[0].size)
            return false;
    return shaped->n > 0;
}

/* The glyphs' horizontal origins from the top centre of the em box, before
 * condensing. */
static void
place_glyphs(const struct text_span *span, const struct shaped *shaped,
    int64_t width, struct glyph *glyph)
{
    emu down = (emu)unit_scale(span->style->size, EM_ASCENT, 1000);
    int64_t pen = 0;
    for (size_t i = 0; i < shaped->n; i++) {
        const struct cluster *c = &shaped->cluster[i];
        for (uint32_t k = c->first; k < c->first + c->n_glyphs; k++) {
            glyph[k] = shaped->glyph[k];
            glyph[k].x += (emu)(pen - width / 2);
            glyph[k].y += c->shift - down;
        }
        pen += c->advance;
    }
}

static int64_t
natural_width(const struct shaped *shaped)
{
    int64_t width = 0;
    for (size_t i = 0; i < shaped->n; i++)
        width += shaped->cluster[i].advance;
    return width;
}

static enum err
set_apart(struct arena *arena, struct diag *diag, const struct text_span *span,
    struct shaped *out)
{
    const struct text_style *style = span->style;
    if (DIAG(diag, span->loc, &cannot, diag_str(diag, span->text)) != ERR_OK)
        return ERR_NOMEM;
    return font_shape(arena, diag, span->loc, style->font, style->size,
        style->shape, span->text, out);
}

enum err
combine_span(struct arena *arena, struct diag *diag,
    const struct text_span *span, struct shaped *out, int32_t *condense)
{
    const struct text_style *style = span->style;
    const struct composite alike = western_alike(style->font);
    const struct composite *font =
        is_all_digits(span->text) ? style->font : &alike;
    *condense = 0;
    unsigned flags = style->shape & ~(unsigned)SHAPE_VERTICAL;
    enum err err = font_shape(
        arena, diag, span->loc, font, style->size, flags, span->text, out);
    if (err != ERR_OK)
        return err;
    int64_t natural = natural_width(out);
    int64_t most = (int64_t)style->size * 1000 / (natural > 0 ? natural : 1);
    int32_t scale = most < style->condense ? (int32_t)most : style->condense;
    if (!is_one_run(out) || scale < LEAST_CONDENSE)
        return set_apart(arena, diag, span, out);
    *condense = scale;
    struct cluster *one = arena_alloc(arena, sizeof *one);
    struct glyph *glyph = arena_array(arena, out->n_glyphs, sizeof *glyph);
    if (one == NULL || glyph == NULL)
        return ERR_NOMEM;
    place_glyphs(span, out, natural, glyph);
    *one = out->cluster[0];
    one->n = (uint32_t)span->text.n;
    one->advance = style->size;
    one->shift = 0;
    one->first = 0;
    one->n_glyphs = (uint32_t)out->n_glyphs;
    one->vertical = true;
    *out = (struct shaped){one, 1, glyph, out->n_glyphs};
    return ERR_OK;
}
