#include "pdf/content.h"

#include <string.h>

#include "pdf/cuts.h"
#include "pdf/flatten.h"
#include "pdf/ink.h"
#include "pdf/opaque.h"
#include "pdf/ornament.h"
#include "pdf/path.h"
#include "pdf/reuse.h"
#include "pdf/showtext.h"
#include "pdf/spans.h"
#include "pdf/tags.h"

void
content_init(struct content *c, struct writer *w, const struct page *page)
{
    *c = (struct content){.w = w, .page = page};
    c->now.fill = COLOUR_BLACK;
    c->now.stroke = COLOUR_BLACK;
    c->now.line_width = -1;
    c->now.condense = 1000;
    reuse_part_begin(c);
}

void
content_fini(struct content *c)
{
    buf_fini(&c->out);
    buf_fini(&c->show);
}

int64_t
content_up(const struct content *c, int64_t y)
{
    return syntax_milli(c->page->height - y);
}

void
content_point(struct content *c, int64_t x, int64_t y)
{
    syntax_thousandths(&c->out, syntax_milli(x));
    buf_byte(&c->out, ' ');
    syntax_thousandths(&c->out, content_up(c, y));
    buf_byte(&c->out, ' ');
}

void
content_text_begin(struct content *c)
{
    if (c->in_text)
        return;
    buf_text(&c->out, "BT\n");
    c->in_text = true;
    c->turned = false;
    c->line_x = 0;
    c->line_y = 0;
}

/* What SPAN says, with the word space that its line turns at. */
static void
put_actual(struct content *c, const struct item *span)
{
    struct buf text = {0};
    buf_str(&text, span->actual);
    if (span->space && c->w->tags != NULL)
        buf_byte(&text, ' ');
    buf_text(&c->out, "/ActualText");
    syntax_text(&c->out, (struct str){text.p, text.n});
    c->out.failed = c->out.failed || text.failed;
    buf_fini(&text);
}

/* Marked content from outside a text object cannot end in one. */
static void
end_tag(struct content *c)
{
    if (c->sequence == 0)
        return;
    if (c->in_text && !c->tag_in_text)
        buf_text(&c->out, "ET\n");
    c->in_text = c->in_text && c->tag_in_text;
    buf_text(&c->out, "EMC\n");
    c->sequence = 0;
    c->tag_in_text = false;
}

/* Ends what is open unless it is SEQUENCE, 0: an artifact. */
static void
leave_tag(struct content *c, uint32_t sequence)
{
    if (c->sequence != (sequence == 0 ? CONTENT_ARTIFACT : sequence))
        end_tag(c);
}

/* Opens the marked content of SEQUENCE when none is open; SPAN: with its
 * text, or NULL. */
static void
begin_tag(struct content *c, uint32_t sequence, const struct item *span)
{
    const char *name;
    if (c->w->tags == NULL || c->sequence != 0)
        return;
    c->sequence = sequence == 0 ? CONTENT_ARTIFACT : sequence;
    c->tag_in_text = c->in_text;
    if (sequence == 0) {
        buf_text(&c->out, "/Artifact BMC\n");
        return;
    }
    uint32_t mcid = tags_content(c->w, c->page, sequence, &name);
    reuse_note_tag(c, sequence);
    buf_byte(&c->out, '/');
    buf_text(&c->out, span == NULL ? name : "Span");
    buf_text(&c->out, "<</MCID ");
    buf_int(&c->out, mcid);
    if (span != NULL)
        put_actual(c, span);
    buf_text(&c->out, ">>BDC\n");
}

void
content_text_end(struct content *c)
{
    if (!c->in_text)
        return;
    if (c->tag_in_text)
        end_tag(c);
    buf_text(&c->out, "ET\n");
    c->in_text = false;
}

void
content_mark_begin(struct content *c, const struct item *span)
{
    buf_text(&c->out, "/Span<<");
    put_actual(c, span);
    buf_text(&c->out, ">>BDC\n");
}

void
content_mark_end(struct content *c)
{
    buf_text(&c->out, "EMC\n");
}

enum err
content_save(struct content *c)
{
    if (c->depth == CONTENT_DEPTH_MAX)
        return ERR_INTERNAL;
    content_text_end(c);
    c->saved[c->depth++] = c->now;
    buf_text(&c->out, "q\n");
    return ERR_OK;
}

void
content_restore(struct content *c)
{
    content_text_end(c);
    c->now = c->saved[--c->depth];
    buf_text(&c->out, "Q\n");
}

static bool
same_rgb(struct colour a, struct colour b)
{
    return memcmp(a.rgb, b.rgb, sizeof a.rgb) == 0;
}

/* `0 g`, `1 0 0 rg`, or the same for strokes. */
static void
put_colour(struct content *c, struct colour colour, bool stroke)
{
    const uint8_t *rgb = colour.rgb;
    bool grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
    if (grey)
        syntax_thousandths(&c->out, unit_scale(rgb[0], 1000, 255));
    else
        resource_rgb(&c->out, colour);
    if (grey)
        buf_text(&c->out, stroke ? " G\n" : " g\n");
    else
        buf_text(&c->out, stroke ? " RG\n" : " rg\n");
}

void
content_fill(struct content *c, struct colour colour)
{
    if (c->w->print != NULL) {
        ink_set(c, colour, false, c->item->kind == ITEM_GLYPHS ? 0 : -1);
        return;
    }
    if (same_rgb(c->now.fill, colour))
        return;
    put_colour(c, colour, false);
    c->now.fill = colour;
}

/* Colour, width, dashes and caps of the lines of PAINT. */
static void
set_stroke(struct content *c, const struct paint *paint)
{
    struct content_state *now = &c->now;
    if (c->w->print != NULL) {
        ink_set(c, paint->stroke, true, paint->line_width);
    } else if (!same_rgb(now->stroke, paint->stroke)) {
        put_colour(c, paint->stroke, true);
        now->stroke = paint->stroke;
    }
    if (now->line_width != paint->line_width) {
        syntax_thousandths(&c->out, syntax_milli(paint->line_width));
        buf_text(&c->out, " w\n");
        now->line_width = paint->line_width;
    }
    emu dash = paint->dash > 0 ? paint->dash : 0;
    emu gap = dash > 0 ? paint->gap : 0;
    if (now->dash != dash || now->gap != gap) {
        buf_byte(&c->out, '[');
        if (dash > 0)
            syntax_thousandths(&c->out, syntax_milli(dash));
        if (gap > 0) {
            buf_byte(&c->out, ' ');
            syntax_thousandths(&c->out, syntax_milli(gap));
        }
        buf_text(&c->out, "]0 d\n");
        now->dash = dash;
        now->gap = gap;
    }
    if (now->cap != paint->cap)
        buf_text(&c->out, paint->cap == CAP_ROUND ? "1 J\n" : "0 J\n");
    now->cap = paint->cap;
}

/* Fills the path with its gradient: a clip that the shading runs through. */
static enum err
put_gradient(struct content *c, const struct item *item)
{
    size_t index;
    enum err err =
        resource_shading(c->w, item->paint.gradient, c->page->height, &index);
    if (err == ERR_OK)
        err = content_save(c);
    if (err != ERR_OK)
        return err;
    path_put(c, item);
    buf_text(&c->out, item->paint.even_odd ? "W* n\n" : "W n\n");
    resource_name(c->w, &c->resources, RESOURCE_SHADING, index, &c->out);
    buf_text(&c->out, " sh\n");
    content_restore(c);
    return ERR_OK;
}

static enum err
paint_path(struct content *c, const struct item *item)
{
    const struct paint *paint = &item->paint;
    bool stroke = !paint->stroke.transparent && paint->line_width > 0;
    bool fill = paint->gradient == NULL && !paint->fill.transparent;
    if (paint->gradient != NULL) {
        enum err err = put_gradient(c, item);
        if (err != ERR_OK)
            return err;
    }
    if (!fill && !stroke)
        return ERR_OK;
    if (fill)
        content_fill(c, paint->fill);
    if (stroke)
        set_stroke(c, paint);
    path_put(c, item);
    buf_text(&c->out, fill && stroke ? "B" : fill ? "f" : "S");
    buf_text(&c->out, fill && paint->even_odd ? "*\n" : "\n");
    return ERR_OK;
}

static enum err
add_clip(struct content *c, const struct item *item)
{
    enum err err = content_save(c);
    if (err != ERR_OK)
        return err;
    path_put(c, item);
    buf_text(&c->out, item->paint.even_odd ? "W* n\n" : "W n\n");
    return ERR_OK;
}

static enum err
paint_layer(struct content *c, const struct flatten_layer *layer)
{
    size_t n = 0;
    enum err err = ERR_OK;
    while (n < layer->n_clips && err == ERR_OK) {
        err = add_clip(c, layer->clip[n]);
        n += err == ERR_OK;
    }
    if (err == ERR_OK)
        err = paint_path(c, &layer->item);
    while (n-- > 0)
        content_restore(c);
    return err;
}

/* Paints ITEM, which is seen through, in plain colours over the shapes that it
 * covers in part.  *DONE: it could be done. */
static enum err
paint_layers(struct content *c, const struct item *item, bool *done)
{
    *done = false;
    if (c->w->print == NULL)
        return ERR_OK;
    struct flatten_layer *layer =
        arena_array(c->w->arena, FLATTEN_LAYERS, sizeof *layer);
    if (layer == NULL)
        return ERR_NOMEM;
    enum err err = ERR_OK;
    size_t n =
        flatten_layers(c->w->print, c->page, item, layer, FLATTEN_LAYERS);
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = paint_layer(c, &layer[i]);
    *done = n > 0;
    return err;
}

static enum err
add_path(struct content *c, const struct item *item)
{
    int32_t opacity = item->paint.opacity;
    content_text_end(c);
    if (opacity <= 0 || opacity >= 1000)
        return paint_path(c, item);
    bool done;
    enum err err = paint_layers(c, item, &done);
    if (done || err != ERR_OK)
        return err;
    if (opaque_only(c->w))
        return opaque_say_path(c->w, c->page, item);
    c->blended = true;
    size_t index;
    err = resource_gstate(c->w, opacity, &index);
    if (err == ERR_OK)
        err = content_save(c);
    if (err != ERR_OK)
        return err;
    resource_name(c->w, &c->resources, RESOURCE_GSTATE, index, &c->out);
    buf_text(&c->out, " gs\n");
    err = paint_path(c, item);
    content_restore(c);
    return err;
}

static enum err
add_image(struct content *c, const struct item *item)
{
    size_t index;
    enum err err = resource_image(c->w, item, &index);
    if (err == ERR_OK)
        err = content_save(c);
    if (err != ERR_OK)
        return err;
    c->blended = c->blended || c->w->image[index].clear;
    int64_t bottom = (int64_t)item->y + item->height;
    int64_t right = (int64_t)item->x + item->width;
    int64_t x = syntax_milli(item->x), y = content_up(c, bottom);
    syntax_thousandths(&c->out, syntax_milli(right) - x);
    buf_text(&c->out, " 0 0 ");
    syntax_thousandths(&c->out, content_up(c, item->y) - y);
    buf_byte(&c->out, ' ');
    content_point(c, item->x, bottom);
    buf_text(&c->out, "cm\n");
    resource_name(c->w, &c->resources, RESOURCE_IMAGE, index, &c->out);
    buf_text(&c->out, " Do\n");
    content_restore(c);
    return ERR_OK;
}

/* True when the spans inside the one at AT had better speak for themselves: it
 * holds several elements, and glyphs alone do not tell what each of them says.
 */
static bool
parts_speak(const struct content *c, size_t at)
{
    return c->w->tags != NULL && at + 1 < c->page->n_items &&
           c->page->item[at + 1].kind == ITEM_SPAN_BEGIN &&
           !spans_parts_true(c->w, c->page, at);
}

/* A text of one sequence is said with its number: Poppler takes the end of
 * marked content inside for that of the outer one.  That of several sequences
 * is around them. */
static void
speak(struct content *c, const struct item *item, size_t at)
{
    uint32_t sequence;
    bool one = spans_one_sequence(c->page, at, &sequence);
    c->span_tagged = one && sequence != 0 && c->w->tags != NULL;
    c->span_outside = !one;
    if (c->span_tagged || !one)
        end_tag(c);
    else
        leave_tag(c, sequence);
    if (spans_only_text(c->page, at))
        content_text_begin(c);
    else
        content_text_end(c);
    if (one)
        begin_tag(c, sequence, c->span_tagged ? item : NULL);
    if (!c->span_tagged)
        content_mark_begin(c, item);
}

/* Of spans inside each other only one speaks. */
static void
begin_span(struct content *c, const struct item *item)
{
    size_t at = (size_t)(item - c->page->item);
    c->spans++;
    if (c->decided > 0)
        return;
    c->span_drawn = item->ornament;
    c->span_mute = c->span_drawn || spans_needless(c->w, c->page, at);
    if (!c->span_mute && parts_speak(c, at))
        return;
    c->decided = c->spans;
    if (!c->span_mute)
        speak(c, item, at);
}

static enum err
end_span(struct content *c)
{
    if (c->spans == 0)
        return ERR_INTERNAL;
    if (c->spans-- != c->decided)
        return ERR_OK;
    c->decided = 0;
    c->span_drawn = false;
    if (c->span_mute)
        return ERR_OK;
    if (c->span_outside || c->span_tagged)
        end_tag(c);
    if (!c->span_tagged)
        content_mark_end(c);
    return ERR_OK;
}

/* Text is marked inside its text object, all else outside. */
static enum err
add_glyphs(struct content *c, const struct item *item)
{
    leave_tag(c, item->sequence);
    if (c->span_drawn)
        content_text_end(c);
    else
        content_text_begin(c);
    begin_tag(c, item->sequence, NULL);
    return c->span_drawn ? ornament_run(c, item) : showtext_run(c, item);
}

static enum err
add_drawing(struct content *c, const struct item *item)
{
    leave_tag(c, item->sequence);
    content_text_end(c);
    begin_tag(c, item->sequence, NULL);
    if (item->kind == ITEM_PATH)
        return add_path(c, item);
    return item->kind == ITEM_IMAGE ? add_image(c, item) : add_clip(c, item);
}

static enum err
add_item(struct content *c, const struct item *item)
{
    switch (item->kind) {
    case ITEM_GLYPHS:
        return add_glyphs(c, item);
    case ITEM_PATH:
    case ITEM_IMAGE:
    case ITEM_CLIP_BEGIN:
        return add_drawing(c, item);
    case ITEM_SPAN_BEGIN:
        begin_span(c, item);
        return ERR_OK;
    case ITEM_SPAN_END:
        return end_span(c);
    case ITEM_CLIP_END:
        if (c->depth == 0)
            return ERR_INTERNAL;
        content_restore(c);
        return ERR_OK;
    }
    return ERR_INTERNAL;
}

/* What varies stands in streams of its own, and leaves the state as it was: all
 * else is then written in the same way, whatever it is. */
static enum err
part_varying(struct content *c, bool varies)
{
    enum err err = ERR_OK;
    if (c->varies == varies || c->spans > 0)
        return ERR_OK;
    content_text_end(c);
    end_tag(c);
    if (varies)
        err = reuse_part_end(c);
    else
        content_restore(c);
    if (err == ERR_OK)
        err = cuts_add(c);
    if (err == ERR_OK && varies)
        err = content_save(c);
    c->varies = varies;
    if (!varies)
        reuse_part_begin(c);
    return err;
}

enum err
content_part(struct content *c)
{
    return part_varying(c, false);
}

enum err
content_item(struct content *c, const struct item *item)
{
    struct item flat;
    enum err err = part_varying(c, item->varies);
    if (err != ERR_OK)
        return err;
    if (c->had != NULL && !c->varies) {
        reuse_item(c, item);
        return ERR_OK;
    }
    if (c->w->print != NULL) {
        err = ink_check(c->w, item);
        if (flatten_item(c->w->print, c->page, item, &flat))
            item = &flat;
    }
    c->item = item;
    reuse_note_item(c, item);
    return err == ERR_OK ? add_item(c, item) : err;
}

enum err
content_end(struct content *c)
{
    enum err err = content_part(c);
    if (err != ERR_OK)
        return err;
    content_text_end(c);
    end_tag(c);
    err = reuse_part_end(c);
    if (err != ERR_OK)
        return err;
    if (c->depth > 0 || c->spans > 0)
        return ERR_INTERNAL;
    return c->out.failed ? ERR_NOMEM : ERR_OK;
}
