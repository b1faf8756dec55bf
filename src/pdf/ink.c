#include "pdf/ink.h"

#include <string.h>

DIAG_MESSAGE(no_role, "pdf.no-cmyk", DIAG_ERROR,
    "[colour {1}] には印刷の色がありません。cmyk = C M Y K（0～100 の数 4 個）"
    "を書いてください。rgb から勝手に変換することはありません",
    "[colour {1}] says nothing about print; write cmyk = C M Y K (four numbers "
    "0 to 100). It is never made from rgb in silence");
DIAG_MESSAGE(no_name, "pdf.colour-without-cmyk", DIAG_ERROR,
    "色 {1} には印刷の色がありません。rgb = \"{1}\" と cmyk = C M Y K を書いた "
    "[colour 名前] を加えるか、すでにある色の値に直してください",
    "the colour {1} says nothing about print; add a [colour NAME] with "
    "rgb = \"{1}\" and cmyk = C M Y K, or use the values of one there is");

enum { FINE_LINE = EMU_PER_MM / 2 }; /* overprints when it is black */

bool
ink_of(const struct pdf_print *print, struct colour colour, struct ink *out)
{
    const uint8_t *rgb = colour.rgb;
    *out = (struct ink){.kind = INK_PROCESS};
    if (print->spots && colour.role != NULL && colour.role->spot != NULL) {
        *out = (struct ink){
            .kind = INK_SPOT, .spot = colour.role, .part = {colour.tint}};
    } else if (colour.has_cmyk) {
        for (int i = 0; i < 4; i++)
            out->part[i] = (int16_t)(colour.cmyk[i] * 10);
    } else if (colour.role == NULL && rgb[0] == rgb[1] && rgb[1] == rgb[2]) {
        out->part[3] = (int16_t)unit_scale(255 - rgb[0], 1000, 255);
    } else {
        return false;
    }
    return true;
}

size_t
ink_spot(const struct writer *w, const struct colour_role *role)
{
    for (size_t i = 0; i < w->n_spots; i++)
        if (strcmp(w->spot[i].role->spot, role->spot) == 0)
            return i;
    return SIZE_MAX;
}

void
ink_space(const struct writer *w, size_t spot, struct buf *out)
{
    buf_text(out, "[/Separation");
    syntax_name(out, w->spot[spot].role->spot);
    buf_text(out, "/DeviceCMYK ");
    syntax_ref(out, w->spot[spot].tint);
    buf_byte(out, ']');
}

/* The function of a spot colour: no ink at 0, the role's cmyk at 1. */
static enum err
note_spot(struct writer *w, const struct colour_role *role)
{
    int16_t solid[4];
    if (ink_spot(w, role) != SIZE_MAX)
        return ERR_OK;
    struct spot_use *all =
        arena_grow(w->arena, w->spot, w->n_spots, &w->cap_spots, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->spot = all;
    for (int i = 0; i < 4; i++)
        solid[i] = (int16_t)(role->cmyk[i] * 10);
    struct ref tint = haru_reserve(w->haru);
    buf_text(&w->body, "/FunctionType 2/Domain[0 1]/N 1/C0[0 0 0 0]/C1[");
    ink_numbers(&w->body, solid, 4);
    buf_byte(&w->body, ']');
    writer_dict(w, tint);
    all[w->n_spots++] = (struct spot_use){role, tint};
    return haru_status(w->haru);
}

static bool
was_said(const struct writer *w, const struct colour *colour)
{
    for (size_t i = 0; i < w->n_bad; i++)
        if (w->bad[i]->role == colour->role &&
            (colour->role != NULL ||
                memcmp(w->bad[i]->rgb, colour->rgb, sizeof colour->rgb) == 0))
            return true;
    return false;
}

/* Says that COLOUR, a member of the document, has no inks. */
static enum err
say_bad(struct writer *w, const struct colour *colour, struct loc loc)
{
    if (was_said(w, colour))
        return ERR_INPUT;
    const struct colour **all =
        arena_grow(w->arena, w->bad, w->n_bad, &w->cap_bad, sizeof *all);
    char *value = arena_printf(w->arena, "#%02X%02X%02X", colour->rgb[0],
        colour->rgb[1], colour->rgb[2]);
    if (all == NULL || value == NULL)
        return ERR_NOMEM;
    w->bad = all;
    all[w->n_bad++] = colour;
    if (colour->role != NULL)
        return DIAG(w->diag, colour->role->loc, &no_role, colour->role->name);
    return DIAG(w->diag, loc, &no_name, value);
}

static enum err
check(struct writer *w, const struct colour *colour, struct loc loc)
{
    struct ink ink;
    if (colour->transparent)
        return ERR_OK;
    if (!ink_of(w->print, *colour, &ink))
        return say_bad(w, colour, loc);
    return ink.kind == INK_SPOT ? note_spot(w, ink.spot) : ERR_OK;
}

enum err
ink_check(struct writer *w, const struct item *item)
{
    const struct paint *paint = &item->paint;
    if (item->kind == ITEM_GLYPHS)
        return check(w, &item->colour, item->loc);
    if (item->kind != ITEM_PATH)
        return ERR_OK;
    enum err err = check(w, &paint->stroke, item->loc);
    if (paint->gradient == NULL)
        return err_worse(err, check(w, &paint->fill, item->loc));
    err = err_worse(err, check(w, &paint->gradient->from, item->loc));
    return err_worse(err, check(w, &paint->gradient->to, item->loc));
}

void
ink_numbers(struct buf *out, const int16_t *value, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_byte(out, ' ');
        syntax_thousandths(out, value[i]);
    }
}

void
ink_put(struct buf *out, const struct ink *ink)
{
    ink_numbers(out, ink->part, ink->kind == INK_SPOT ? 1 : 4);
}

/* The graphics state in which FILL and STROKE overprint or not. */
static void
set_overprint(struct content *c, bool fill, bool stroke)
{
    size_t index;
    int32_t which = -1 - (fill ? 1 : 0) - (stroke ? 2 : 0);
    struct content_state *now = &c->now;
    if (now->fill_over == fill && now->stroke_over == stroke)
        return;
    if (resource_gstate(c->w, which, &index) != ERR_OK) {
        c->out.failed = true;
        return;
    }
    resource_name(c->w, &c->resources, RESOURCE_GSTATE, index, &c->out);
    buf_text(&c->out, " gs\n");
    now->fill_over = fill;
    now->stroke_over = stroke;
}

static bool
ink_equal(const struct ink *a, const struct ink *b)
{
    return a->kind == b->kind && a->spot == b->spot &&
           memcmp(a->part, b->part, sizeof a->part) == 0;
}

static void
put_operator(struct content *c, const struct ink *ink, bool stroke)
{
    if (ink->kind == INK_SPOT) {
        size_t index = ink_spot(c->w, ink->spot);
        resource_name(c->w, &c->resources, RESOURCE_COLOUR, index, &c->out);
        buf_text(&c->out, stroke ? " CS " : " cs ");
        ink_put(&c->out, ink);
        buf_text(&c->out, stroke ? " SCN\n" : " scn\n");
        return;
    }
    ink_put(&c->out, ink);
    buf_text(&c->out, stroke ? " K\n" : " k\n");
}

void
ink_set(struct content *c, struct colour colour, bool stroke, emu width)
{
    static const int16_t black[4] = {0, 0, 0, 1000};
    struct ink ink, *now = stroke ? &c->now.stroke_ink : &c->now.fill_ink;
    if (!ink_of(c->w->print, colour, &ink))
        return; /* said by ink_check: the file is not written */
    bool over = ink.kind == INK_PROCESS && width >= 0 && width <= FINE_LINE &&
                memcmp(ink.part, black, sizeof black) == 0;
    set_overprint(c, stroke ? c->now.fill_over : over,
        stroke ? over : c->now.stroke_over);
    if (!ink_equal(now, &ink))
        put_operator(c, &ink, stroke);
    *now = ink;
}
