#include "pdf/resource.h"

#include "pdf/blend.h"
#include "pdf/ink.h"
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
    if (opacity < 0) {
        bool fill = (-1 - opacity) % 2 != 0, stroke = (-1 - opacity) / 2 != 0;
        buf_text(&w->body, "/OPM 1");
        buf_text(&w->body, fill ? "/op true" : "/op false");
        buf_text(&w->body, stroke ? "/OP true" : "/OP false");
    } else {
        buf_text(&w->body, "/ca ");
        syntax_thousandths(&w->body, opacity);
        buf_text(&w->body, "/CA ");
        syntax_thousandths(&w->body, opacity);
    }
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
    buf_text(b, "/ShadingType 2/ColorSpace");
    if (w->print != NULL)
        blend_space(w, g);
    else
        buf_text(b, "/DeviceRGB");
    buf_text(b, "/Coords[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_byte(b, ' ');
        syntax_thousandths(b, syntax_milli(place[i]));
    }
    buf_text(b, "]/Extend[true true]/Function<</FunctionType 2/Domain[0 1]"
                "/N 1/C0[");
    if (w->print != NULL) {
        blend_ends(w, g);
    } else {
        resource_rgb(b, g->from);
        buf_text(b, "]/C1[");
        resource_rgb(b, g->to);
    }
    buf_text(b, "]>>");
    writer_dict(w, ref);
}

bool
resource_same_gradient(const struct gradient *a, const struct gradient *b)
{
    return a == b || (a->x0 == b->x0 && a->y0 == b->y0 && a->x1 == b->x1 &&
                         a->y1 == b->y1 && colour_equal(&a->from, &b->from) &&
                         colour_equal(&a->to, &b->to));
}

enum err
resource_shading(
    struct writer *w, const struct gradient *gradient, emu height, size_t *out)
{
    for (size_t i = look_from(w->n_shadings); i < w->n_shadings; i++) {
        const struct shading_use *use = &w->shading[i];
        *out = i;
        if (use->height == height &&
            resource_same_gradient(use->gradient, gradient))
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

/* Keeps, for who asked, that IMAGE took the bytes behind FROM. */
static enum err
weigh_image(struct writer *w, const struct image *image, size_t from)
{
    struct pdf_weights *weights = w->options->weights;
    if (weights == NULL)
        return ERR_OK;
    struct pdf_weight *all = arena_grow(weights->arena, weights->picture,
        weights->n_pictures, &weights->cap_pictures, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    weights->picture = all;
    all[weights->n_pictures++] = (struct pdf_weight){image, w->streamed - from};
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
    w->clear_image = false;
    size_t from = w->streamed;
    enum err err = xobject_write(w, item, ref);
    if (err == ERR_OK)
        err = weigh_image(w, item->image, from);
    if (err == ERR_OK)
        all[w->n_images++] =
            (struct image_use){item->image, item, ref, w->clear_image};
    return err;
}

static void
put_name(struct buf *out, enum resource_kind kind, size_t index)
{
    static const char letter[RESOURCE_KINDS] = {[RESOURCE_FONT] = 'F',
        [RESOURCE_UPRIGHT] = 'V',
        [RESOURCE_GSTATE] = 'G',
        [RESOURCE_COLOUR] = 'C',
        [RESOURCE_SHADING] = 'S',
        [RESOURCE_IMAGE] = 'I',
        [RESOURCE_FORM] = 'P'};
    buf_byte(out, '/');
    buf_byte(out, letter[kind]);
    buf_int(out, (int64_t)index);
}

static bool
add_used(struct writer *w, struct resource_names *names,
    enum resource_kind kind, size_t index)
{
    for (size_t i = 0; i < names->n; i++)
        if (names->used[i].kind == kind && names->used[i].index == index)
            return true;
    struct resource_used *all =
        arena_grow(w->arena, names->used, names->n, &names->cap, sizeof *all);
    if (all == NULL)
        return false;
    names->used = all;
    all[names->n++] = (struct resource_used){kind, index};
    return true;
}

bool
resource_note(struct writer *w, struct resource_list *list,
    enum resource_kind kind, size_t index)
{
    if (list->names != NULL && !add_used(w, list->names, kind, index))
        return false;
    for (size_t i = 0; i < list->of[kind].n; i++) {
        if (list->of[kind].index[i] == index)
            return true;
    }
    size_t *all = arena_grow(w->arena, list->of[kind].index, list->of[kind].n,
        &list->of[kind].cap, sizeof *all);
    if (all == NULL)
        return false;
    list->of[kind].index = all;
    all[list->of[kind].n++] = index;
    return true;
}

void
resource_name(struct writer *w, struct resource_list *list,
    enum resource_kind kind, size_t index, struct buf *out)
{
    put_name(out, kind, index);
    if (!resource_note(w, list, kind, index))
        out->failed = true;
}

static struct ref
ref_at(const struct writer *w, enum resource_kind kind, size_t index)
{
    switch (kind) {
    case RESOURCE_FONT:
        return w->font[index].ref;
    case RESOURCE_UPRIGHT:
        return w->font[index].upright;
    case RESOURCE_GSTATE:
        return w->gstate[index].ref;
    case RESOURCE_SHADING:
        return w->shading[index].ref;
    case RESOURCE_IMAGE:
        return w->image[index].ref;
    case RESOURCE_FORM:
        return w->form[index].ref;
    case RESOURCE_COLOUR: /* no object of its own */
    case RESOURCE_KINDS:
        break;
    }
    return (struct ref){0};
}

static void
put_kind(const struct writer *w, const struct resource_list *list,
    enum resource_kind kind, struct buf *out)
{
    for (size_t i = 0; i < list->of[kind].n; i++) {
        size_t index = list->of[kind].index[i];
        put_name(out, kind, index);
        buf_byte(out, ' ');
        if (kind == RESOURCE_COLOUR)
            ink_space(w, index, out);
        else
            syntax_ref(out, ref_at(w, kind, index));
    }
}

void
resource_put(
    const struct writer *w, const struct resource_list *list, struct buf *out)
{
    static const struct {
        const char *name;
        enum resource_kind first, last;
    } group[] = {{"/Font", RESOURCE_FONT, RESOURCE_UPRIGHT},
        {"/ExtGState", RESOURCE_GSTATE, RESOURCE_GSTATE},
        {"/ColorSpace", RESOURCE_COLOUR, RESOURCE_COLOUR},
        {"/Shading", RESOURCE_SHADING, RESOURCE_SHADING},
        {"/XObject", RESOURCE_IMAGE, RESOURCE_FORM}};
    buf_text(out, "/Resources<<");
    for (size_t i = 0; i < sizeof group / sizeof *group; i++) {
        size_t n = list->of[group[i].first].n;
        if (group[i].last != group[i].first)
            n += list->of[group[i].last].n;
        if (n == 0)
            continue;
        buf_text(out, group[i].name);
        buf_text(out, "<<");
        for (unsigned kind = group[i].first; kind <= group[i].last; kind++)
            put_kind(w, list, (enum resource_kind)kind, out);
        buf_text(out, ">>");
    }
    buf_text(out, ">>");
}
