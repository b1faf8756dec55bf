#include "layout/flood.h"

#include <string.h>

#include "layout/area.h"
#include "layout/block.h"
#include "layout/copyset.h"
#include "layout/pour.h"
#include "layout/stream.h"

struct flooding {
    struct plan *plan;
    struct stream *stream;
    size_t index;
    struct box box;
    struct spot *spot;
    struct column column;
    struct places *out;
};

void
flood_restore(struct spot *spot, const struct spot *saved)
{
    *spot = *saved;
    if (spot->laid != NULL)
        spot->laid->strips.strip = spot->strips;
}

/* A spot changes the strips it is in where they go on in another width: it
 * works on its own copy. */
static enum err
begin(struct flooding *f, struct block *block)
{
    struct spot *spot = f->spot;
    emu width = block_width(block, f->box.width);
    struct laid *laid, *own = arena_alloc(f->plan->arena, sizeof *own);
    if (own == NULL)
        return ERR_NOMEM;
    if (spot->laid != NULL)
        return ERR_OK;
    enum err err = block_lay(f->plan, block, width, f->stream->milli, &laid);
    if (err != ERR_OK)
        return err;
    *own = *laid;
    spot->laid = own;
    spot->strips = own->strips.strip;
    spot->strip = spot->unit = 0;
    return ERR_OK;
}

static bool
stands_here(const struct flooding *f, size_t block)
{
    const struct stream *stream = f->stream;
    return block < stream->n_blocks &&
           (stream->home[block] <= f->index || stream->looped);
}

static void
add_follow(struct follow *follow, const struct strip *strip, emu space)
{
    follow->next[follow->n].strip = strip;
    follow->next[follow->n++].space = space;
}

/* Collects what the last unit of the spot's strip is glued to: the next strips
 * of its block and of the blocks behind it in this area. */
static enum err
find_follow(struct flooding *f, struct follow *follow)
{
    const struct spot *spot = f->spot;
    const struct strip *last = &spot->strips[spot->strip];
    const struct laid *laid = spot->laid;
    size_t strip = spot->strip, block = spot->block;
    emu space = 0;
    *follow = (struct follow){.n = 0};
    while (
        follow->n < FOLLOW_MAX && last->n > 0 && last->unit[last->n - 1].glue) {
        if (++strip >= laid->strips.n) {
            space = laid->block->after;
            if (!stands_here(f, ++block))
                break;
            struct block *next = f->stream->block[block];
            struct laid *other;
            enum err err = block_lay(f->plan, next,
                block_width(next, f->box.width), f->stream->milli, &other);
            if (err != ERR_OK)
                return err;
            laid = other;
            space = space > next->before ? space : next->before;
            strip = 0;
        }
        if (strip >= laid->strips.n || laid->strips.strip[strip].n == 0)
            break;
        last = &laid->strips.strip[strip];
        add_follow(follow, last, space);
        space = 0;
    }
    return ERR_OK;
}

static enum err
pour_block(struct flooding *f, bool *done)
{
    struct spot *spot = f->spot;
    struct follow follow;
    *done = true;
    for (; spot->strip < spot->laid->strips.n; spot->strip++, spot->unit = 0) {
        enum err err = find_follow(f, &follow);
        if (err == ERR_OK)
            err = pour_strip(f->plan, spot->laid, spot->strip, &spot->unit,
                &follow, &f->column, f->out, done);
        if (err != ERR_OK || !*done)
            return err;
    }
    return ERR_OK;
}

/* The units in hand go on in FRESH, the same block at another width. */
static enum err
turn_inside(struct flooding *f, const struct laid *fresh)
{
    struct spot *spot = f->spot;
    const struct strip *old = &spot->strips[spot->strip];
    struct strip *strips =
        arena_array(f->plan->arena, STRIPS_MAX, sizeof *strips);
    struct strip turned;
    size_t unit = spot->unit;
    if (strips == NULL)
        return ERR_NOMEM;
    memcpy(strips, fresh->strips.strip, fresh->strips.n * sizeof *strips);
    memcpy(strips, spot->strips, spot->strip * sizeof *strips);
    if (unit > 0) {
        enum err err = copyset_turn(
            f->plan, old, &fresh->strips.strip[spot->strip], &unit, &turned);
        if (err != ERR_OK)
            return err;
        strips[spot->strip] = turned;
        if (f->out != NULL)
            f->out->n -= spot->unit - unit;
        spot->unit = unit;
    }
    spot->laid->strips.strip = spot->strips = strips;
    spot->laid->width = fresh->width;
    return ERR_OK;
}

/* Prepares the spot for the area that comes next. */
static enum err
turn(struct flooding *f, const struct area *next)
{
    struct spot *spot = f->spot;
    struct block *block = f->stream->block[spot->block];
    emu width = block_width(block, area_measure(next));
    struct laid *fresh;
    if (spot->laid == NULL || spot->laid->width == width)
        return ERR_OK;
    if (spot->strip == 0 && spot->unit == 0) {
        spot->laid = NULL;
        return ERR_OK;
    }
    enum err err = block_lay(f->plan, block, width, f->stream->milli, &fresh);
    if (err != ERR_OK)
        return err;
    if (spot->unit == 0 || spot->strips[spot->strip].copy != NULL)
        return turn_inside(f, fresh);
    struct laid *own = arena_alloc(f->plan->arena, sizeof *own);
    if (own == NULL)
        return ERR_NOMEM;
    *own = *fresh;
    spot->laid = own;
    spot->strips = own->strips.strip;
    return ERR_OK;
}

static size_t
count_lines(const struct laid *laid, size_t strip, size_t unit)
{
    size_t lines = 0;
    for (; strip < laid->strips.n; strip++, unit = 0)
        for (size_t i = unit; i < laid->strips.strip[strip].n; i++)
            lines += laid->strips.strip[strip].unit[i].line ? 1 : 0;
    return lines;
}

/* Pours what is left without limit, to learn how much it is. */
static enum err
measure_rest(struct flooding *f)
{
    struct stream *stream = f->stream;
    struct spot spot = *f->spot;
    int64_t limit = f->column.limit;
    struct places *out = f->out;
    struct spot *kept = f->spot;
    enum err err = ERR_OK;
    stream->full = true;
    stream->at = stream->block[spot.block];
    stream->where = stream->area[f->index];
    stream->lines = 0;
    f->spot = &spot;
    f->out = NULL;
    f->column.limit = UNIT_MAX;
    while (spot.block < stream->n_blocks && err == ERR_OK) {
        bool done;
        err = begin(f, stream->block[spot.block]);
        if (err != ERR_OK)
            break;
        stream->lines += count_lines(spot.laid, spot.strip, spot.unit);
        err = pour_block(f, &done);
        spot = (struct spot){.block = spot.block + 1};
    }
    stream->over = f->column.y - limit;
    f->spot = kept;
    f->out = out;
    return err;
}

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

static enum err
flood_blocks(struct flooding *f, bool *full)
{
    struct stream *stream = f->stream;
    struct spot *spot = f->spot;
    *full = false;
    while (stands_here(f, spot->block)) {
        struct block *block = stream->block[spot->block];
        bool begun = spot->laid != NULL, done;
        enum err err = begin(f, block);
        if (err != ERR_OK)
            return err;
        f->column.x = f->box.x + block_left(block, f->box.width);
        if (!begun)
            f->column.after = larger(f->column.after, block->before);
        err = pour_block(f, &done);
        *full = !done;
        if (err != ERR_OK || !done)
            return err;
        f->column.after = larger(f->column.after, block->after);
        *spot = (struct spot){.block = spot->block + 1};
    }
    return ERR_OK;
}

enum err
flood_area(struct plan *plan, struct stream *stream, struct spot *spot,
    size_t index, struct box box, struct places *out, emu *used, bool *full)
{
    const struct area *area = stream->area[index];
    const struct page_plan *page = &plan->page[area->page];
    struct flooding f = {plan, stream, index, box, spot,
        {.y = box.y,
            .limit = box.y + (box.height > 0 ? box.height : 0),
            .fresh = true,
            .pitch = page->grid.pitch,
            .origin = page->grid.margin[SIDE_TOP] + page->phase},
        out};
    if (area->vertical) /* its grid begins with its own first line */
        f.column.origin = page->grid.pitch / 2;
    enum err err = flood_blocks(&f, full);
    int64_t height = f.column.y - box.y;
    *used = height < UNIT_MAX ? (emu)height : UNIT_MAX;
    if (err != ERR_OK || !*full)
        return err;
    const struct area *next = stream_next(stream, index);
    return next == NULL ? measure_rest(&f) : turn(&f, next);
}
