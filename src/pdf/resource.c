#include "pdf/resource.h"

#include <string.h>

#include "pdf/xobject.h"

/* Gradients and pictures that were just used come again; older ones are not
 * looked for, so that many different ones stay linear. */
enum { LOOK_BACK = 256 };

static size_t
look_from(size_t n)
{
    return n > LOOK_BACK ? n - LOOK_BACK : 0;
}

enum err
resource_gstate(struct writer *w, int32_t opacity, size_t *out)
{
    for (size_t i = 0; i < w->n_gstates; i++) {
        *out = i;
        if (w->gstate[i].opacity == opacity)
            return ERR_OK;
    }
    *out = w->n_gstates;
    struct gstate_use *all = arena_grow(
        w->arena, w->gstate, w->n_gstates, &w->cap_gstates, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->gstate = all;
    struct ref ref = haru_reserve(w->haru);
    buf_text(&w->body, "/ca ");
    syntax_thousandths(&w->body, opacity);
    buf_text(&w->body, "/CA ");
    syntax_thousandths(&w->body, opacity);
    writer_dict(w, ref);
    all[w->n_gstates++] = (struct gstate_use){opacity, ref};
    return ERR_OK;
}

void
resource_rgb(struct buf *out, struct colour colour)
{
    for (int i = 0; i < 3; i++) {
        if (i > 0)
            buf_byte(out, ' ');
        syntax_thousandths(out, unit_scale(colour.rgb[i], 1000, 255));
    }
}

/* An axial shading; both ends go on beyond their points. */
static void
put_shading(
    struct writer *w, struct ref ref, const struct gradient *g, emu height)
{
    const int64_t place[4] = {
        g->x0, (int64_t)height - g->y0, g->x1, (int64_t)height - g->y1};
    struct buf *b = &w->body;
    buf_text(b, "/ShadingType 2/ColorSpace/DeviceRGB/Coords[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_byte(b, ' ');
        syntax_thousandths(b, syntax_milli(place[i]));
    }
    buf_text(b, "]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]"
                "/N 1/C0[");
    resource_rgb(b, g->from);
    buf_text(b, "]/C1[");
    resource_rgb(b, g->to);
    buf_text(b, "]>>");
    writer_dict(w, ref);
}

static bool
same_gradient(const struct gradient *a, const struct gradient *b)
{
    return a == b ||
           (a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 &&
               a->y1 == b->y1 &&
               memcmp(a->from.rgb, b->from.rgb, sizeof a->from.rgb) == 0 &&
               memcmp(a->to.rgb, b->to.rgb, sizeof a->to.rgb) == 0);
}

enum err
resource_shading(
    struct writer *w, const struct gradient *gradient, emu height, size_t *out)
{
    for (size_t i = look_from(w->n_shadings); i < w->n_shadings; i++) {
        const struct shading_use *use = &w->shading[i];
        *out = i;
        if (use->height == height && same_gradient(use->gradient, gradient))
            return ERR_OK;
    }
    *out = w->n_shadings;
    struct shading_use *all = arena_grow(
        w->arena, w->shading, w->n_shadings, &w->cap_shadings, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->shading = all;
    struct ref ref = haru_reserve(w->haru);
    put_shading(w, ref, gradient, height);
    all[w->n_shadings++] = (struct shading_use){gradient, height, ref};
    return ERR_OK;
}

enum err
resource_image(struct writer *w, const struct item *item, size_t *out)
{
    for (size_t i = look_from(w->n_images); i < w->n_images; i++) {
        const struct image *image = w->image[i].image;
        *out = i;
        if (image == item->image || str_equal(image->bytes, item->image->bytes))
            return ERR_OK;
    }
    *out = w->n_images;
    struct image_use *all = arena_grow(
        w->arena, w->image, w->n_images, &w->cap_images, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    w->image = all;
    struct ref ref = haru_reserve(w->haru);
    enum err err = xobject_write(w, item, ref);
    if (err == ERR_OK)
        all[w->n_images++] = (struct image_use){item->image, ref};
    return err;
}

static void
put_name(struct buf *out, enum resource_kind kind, size_t index)
{
    static const char letter[RESOURCE_KINDS] = {'F', 'G', 'S', 'I'};
    buf_byte(out, '/');
    buf_byte(out, letter[kind]);
    buf_int(out, (int64_t)index);
}

void
resource_name(struct writer *w, struct resource_list *list,
    enum resource_kind kind, size_t index, struct buf *out)
{
    put_name(out, kind, index);
    for (size_t i = 0; i < list->of[kind].n; i++) {
        if (list->of[kind].index[i] == index)
            return;
    }
    size_t *all = arena_grow(w->arena, list->of[kind].index, list->of[kind].n,
        &list->of[kind].cap, sizeof *all);
    if (all == NULL) {
        out->failed = true;
        return;
    }
    list->of[kind].index = all;
    all[list->of[kind].n++] = index;
}

static struct ref
ref_at(const struct writer *w, enum resource_kind kind, size_t index)
{
    switch (kind) {
    case RESOURCE_FONT:
        return w->font[index].ref;
    case RESOURCE_GSTATE:
        return w->gstate[index].ref;
    case RESOURCE_SHADING:
        return w->shading[index].ref;
    case RESOURCE_IMAGE:
        return w->image[index].ref;
    case RESOURCE_KINDS:
        break;
    }
    return (struct ref){0};
}

void
resource_put(
    const struct writer *w, const struct resource_list *list, struct buf *out)
{
    static const char *const group[RESOURCE_KINDS] = {
        "/Font", "/ExtGState", "/Shading", "/XObject"};
    buf_text(out, "/Resources<<");
    for (int kind = 0; kind < RESOURCE_KINDS; kind++) {
        if (list->of[kind].n == 0)
            continue;
        buf_text(out, group[kind]);
        buf_text(out, "<<");
        for (size_t i = 0; i < list->of[kind].n; i++) {
            size_t index = list->of[kind].index[i];
            put_name(out, (enum resource_kind)kind, index);
            buf_byte(out, ' ');
            syntax_ref(out, ref_at(w, (enum resource_kind)kind, index));
        }
        buf_text(out, ">>");
    }
    buf_text(out, ">>");
}
