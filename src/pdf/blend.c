#include "pdf/blend.h"

#include <string.h>

#include "pdf/ink.h"

/* What a gradient is painted with. */
enum way {
    WAY_PROCESS,
    WAY_SPOT, /* tints of spot[0]; process ends have no ink at all */
    WAY_TWO,  /* spot[0] to spot[1] */
    WAY_MIXED /* spot[0] and process inks */
};

struct blend {
    enum way way;
    struct ink from, to;
    const struct colour_role *spot[2];
};

static bool
is_blank(const struct ink *ink)
{
    static const int16_t none[4] = {0, 0, 0, 0};
    return ink->kind == INK_PROCESS &&
           memcmp(ink->part, none, sizeof none) == 0;
}

static struct blend
look(const struct writer *w, const struct gradient *g)
{
    struct blend b = {.way = WAY_PROCESS};
    if (!ink_of(w->print, g->from, &b.from) || !ink_of(w->print, g->to, &b.to))
        return b; /* said by ink_check: the file is not written */
    bool from = b.from.kind == INK_SPOT, to = b.to.kind == INK_SPOT;
    if (!from && !to)
        return b;
    b.spot[0] = from ? b.from.spot : b.to.spot;
    b.spot[1] = b.to.spot;
    if (from && to)
        b.way = strcmp(b.from.spot->spot, b.to.spot->spot) == 0 ? WAY_SPOT
                                                                : WAY_TWO;
    else
        b.way = is_blank(from ? &b.to : &b.from) ? WAY_SPOT : WAY_MIXED;
    return b;
}

/* The sum of two spot colours as process values: leaves a b, adds each. */
static void
put_two(struct buf *f, const struct colour_role *const spot[2])
{
    buf_byte(f, '{');
    for (int i = 0; i < 4; i++) {
        buf_text(f, "2 copy ");
        syntax_thousandths(f, spot[1]->cmyk[i] * 10);
        buf_text(f, " mul exch ");
        syntax_thousandths(f, spot[0]->cmyk[i] * 10);
        buf_text(f, " mul add 3 1 roll ");
    }
    buf_text(f, "pop pop}");
}

/* A spot colour and four process values, s c m y k, as process values. */
static void
put_mixed(struct buf *f, const struct colour_role *spot)
{
    buf_byte(f, '{');
    for (int i = 0; i < 4; i++) {
        buf_printf(f, "%d index ", 4 + i);
        syntax_thousandths(f, spot->cmyk[i] * 10);
        buf_text(f, " mul 4 index add ");
    }
    buf_text(f, "9 4 roll pop pop pop pop pop}");
}

/* The calculator function (type 4) from the inks of B to process values. */
static struct ref
put_function(struct writer *w, const struct blend *b)
{
    struct buf f = {0};
    if (b->way == WAY_TWO)
        put_two(&f, b->spot);
    else
        put_mixed(&f, b->spot[0]);
    char *p = f.failed ? NULL : arena_strndup(w->arena, f.p, f.n);
    struct ref ref = haru_reserve(w->haru);
    struct buf outer = w->body;
    w->body = (struct buf){0};
    buf_text(&w->body, b->way == WAY_TWO ? "/FunctionType 4/Domain[0 1 0 1]"
                                         : "/FunctionType 4/Domain[0 1 0 1 0 1 "
                                           "0 1 0 1]");
    buf_text(&w->body, "/Range[0 1 0 1 0 1 0 1]");
    w->body.failed = w->body.failed || p == NULL;
    writer_stream(w, ref, DEFLATE_TEXT, (struct str){p, f.n});
    buf_fini(&w->body);
    w->body = outer;
    buf_fini(&f);
    return ref;
}

void
blend_space(struct writer *w, const struct gradient *g)
{
    struct blend b = look(w, g);
    struct buf *body = &w->body;
    if (b.way == WAY_PROCESS) {
        buf_text(body, "/DeviceCMYK");
        return;
    }
    if (b.way == WAY_SPOT) {
        ink_space(w, ink_spot(w, b.spot[0]), body);
        return;
    }
    struct ref function = put_function(w, &b);
    body = &w->body;
    buf_text(body, "[/DeviceN[");
    syntax_name(body, b.spot[0]->spot);
    if (b.way == WAY_TWO)
        syntax_name(body, b.spot[1]->spot);
    else
        buf_text(body, "/Cyan/Magenta/Yellow/Black");
    buf_text(body, "]/DeviceCMYK ");
    syntax_ref(body, function);
    buf_text(body, "<</Colorants<<");
    for (int i = 0; i < (b.way == WAY_TWO ? 2 : 1); i++) {
        syntax_name(body, b.spot[i]->spot);
        ink_space(w, ink_spot(w, b.spot[i]), body);
    }
    buf_text(body, ">>>>]");
}

/* One end; IS_TO: the second. */
static void
put_end(struct buf *out, const struct blend *b, bool is_to)
{
    const struct ink *ink = is_to ? &b->to : &b->from;
    int16_t value[5] = {0};
    size_t n = b->way == WAY_SPOT ? 1 : b->way == WAY_TWO ? 2 : 5;
    if (b->way == WAY_PROCESS) {
        ink_numbers(out, ink->part, 4);
        return;
    }
    if (ink->kind == INK_SPOT)
        value[b->way == WAY_TWO && is_to ? 1 : 0] = ink->part[0];
    else if (b->way == WAY_MIXED)
        memcpy(value + 1, ink->part, sizeof ink->part);
    ink_numbers(out, value, n);
}

void
blend_ends(struct writer *w, const struct gradient *g)
{
    struct blend b = look(w, g);
    put_end(&w->body, &b, false);
    buf_text(&w->body, "]/C1[");
    put_end(&w->body, &b, true);
}
