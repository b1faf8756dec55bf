#include "layout/pour.h"

#include "layout/block.h"

struct pouring {
    struct plan *plan;
    struct laid *laid;
    size_t index; /* of the strip */
    const struct strip *strip;
    emu width;                   /* of a column */
    const struct follow *follow; /* or NULL */
    bool strict;        /* do not part glued units even in a fresh column */
    struct places *out; /* NULL: a trial */
};

const struct unit *
pour_unit(const struct place *place)
{
    const struct strip *strip = &place->laid->strips.strip[place->strip];
    return place->unit == PLACE_AGAIN ? strip->again
                                      : &strip->unit[place->unit];
}

static emu
larger(emu a, emu b)
{
    return a > b ? a : b;
}

/* Lets UNIT down onto COLUMN; returns its upper edge. */
static int64_t
drop(struct column *column, const struct unit *unit)
{
    int64_t y = column->y;
    if (!column->fresh)
        y += larger(column->after, unit->before);
    if (unit->grid && column->pitch > 0) {
        int64_t past = y + unit->baseline - column->origin;
        int64_t over = past % column->pitch;
        if (over < 0)
            over += column->pitch;
        y += over == 0 ? 0 : column->pitch - over;
    }
    column->y = y + unit->height;
    column->after = unit->after;
    column->fresh = false;
    return y;
}

static enum err
put(struct pouring *p, struct column *column, size_t unit)
{
    const struct unit *what =
        unit == PLACE_AGAIN ? p->strip->again : &p->strip->unit[unit];
    int64_t y = drop(column, what);
    if (p->out == NULL)
        return ERR_OK;
    struct place *grown = arena_grow(
        p->plan->arena, p->out->place, p->out->n, &p->out->cap, sizeof *grown);
    if (grown == NULL)
        return ERR_NOMEM;
    p->out->place = grown;
    grown[p->out->n++] = (struct place){.laid = p->laid,
        .strip = p->index,
        .unit = unit,
        .box = {column->x, (emu)y, p->width, what->height},
        .first = p->index == 0 && unit == 0};
    return ERR_OK;
}

/* The unit behind those that stay with FIRST. */
static size_t
chunk_end(const struct strip *strip, size_t first)
{
    size_t end = first + 1;
    while (end < strip->n && strip->unit[end - 1].glue)
        end++;
    return end;
}

/* Lets the units that the strip's last one is glued to down onto COLUMN. */
static void
drop_follow(const struct follow *follow, struct column *column)
{
    for (size_t i = 0; i < follow->n; i++) {
        const struct strip *strip = follow->next[i].strip;
        size_t end = chunk_end(strip, 0);
        column->after = larger(column->after, follow->next[i].space);
        for (size_t k = 0; k < end; k++)
            drop(column, &strip->unit[k]);
        if (end < strip->n || !strip->unit[end - 1].glue)
            return;
    }
}

/* True when units FIRST ... END fit, with what follows them if they are glued
 * to it. */
static bool
fits(const struct pouring *p, struct column column, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        drop(&column, &p->strip->unit[i]);
    bool glued = end == p->strip->n && p->strip->unit[end - 1].glue;
    if (glued && p->follow != NULL)
        drop_follow(p->follow, &column);
    return column.y <= column.limit;
}

/* A fresh column too small for a chunk takes what it can of it. */
static enum err
pour_parted(struct pouring *p, size_t *unit, size_t end, struct column *column)
{
    enum err err = ERR_OK;
    while (err == ERR_OK && *unit < end) {
        struct column trial = *column;
        drop(&trial, &p->strip->unit[*unit]);
        if (trial.y > column->limit)
            return ERR_OK;
        err = put(p, column, (*unit)++);
    }
    return err;
}

static enum err
pour_column(struct pouring *p, size_t *unit, struct column *column, bool *done)
{
    enum err err = ERR_OK;
    bool fresh = column->fresh;
    *done = false;
    if (fresh && *unit > 0 && *unit < p->strip->n && p->strip->again != NULL)
        err = put(p, column, PLACE_AGAIN);
    while (err == ERR_OK && *unit < p->strip->n) {
        size_t end = chunk_end(p->strip, *unit);
        if (!fits(p, *column, *unit, end)) {
            if (fresh && !p->strict)
                err = pour_parted(p, unit, end, column);
            *done = false;
            return err;
        }
        while (*unit < end && err == ERR_OK)
            err = put(p, column, (*unit)++);
        fresh = false;
    }
    *done = true;
    return err;
}

/* Pours into all columns side by side, each HEIGHT high. */
static enum err
pour_columns(struct pouring *p, size_t *unit, struct column *column,
    int64_t height, bool *done)
{
    const struct column whole = *column;
    int64_t bottom = whole.y;
    emu after = 0;
    enum err err = ERR_OK;
    *done = false;
    for (size_t i = 0; i < p->strip->columns && !*done && err == ERR_OK; i++) {
        struct column one = whole;
        int64_t limit = whole.y + height;
        one.x += (emu)((int64_t)i * (p->width + (int64_t)p->strip->gap));
        one.limit = limit < whole.limit ? (emu)limit : whole.limit;
        one.fresh = true;
        err = pour_column(p, unit, &one, done);
        if (!one.fresh && one.y >= bottom) {
            bottom = one.y;
            after = larger(after, one.after);
        }
        column->fresh = column->fresh && one.fresh;
    }
    column->y = bottom;
    column->after = after;
    return err;
}

/* The least height at which all fits; HEIGHT when nothing less does. */
static enum err
balance(struct pouring *p, size_t unit, const struct column *column,
    int64_t *height)
{
    int64_t low = 0, high = *height;
    struct pouring trial = *p;
    enum err err = ERR_OK;
    trial.out = NULL;
    trial.strict = true;
    while (high - low > 1 && err == ERR_OK) {
        int64_t middle = low + (high - low) / 2;
        struct column copy = *column;
        size_t from = unit;
        bool done;
        err = pour_columns(&trial, &from, &copy, middle, &done);
        low = done ? low : middle;
        high = done ? middle : high;
    }
    *height = high;
    return err;
}

static enum err
pour_balanced(
    struct pouring *p, size_t *unit, struct column *column, bool *done)
{
    if (!column->fresh)
        column->y += larger(column->after, p->strip->unit[*unit].before);
    int64_t height = column->limit - column->y;
    *done = false;
    if (height <= 0)
        return ERR_OK;
    enum err err = balance(p, *unit, column, &height);
    return err == ERR_OK ? pour_columns(p, unit, column, height, done) : err;
}

enum err
pour_strip(struct plan *plan, struct laid *laid, size_t strip, size_t *unit,
    const struct follow *follow, struct column *column, struct places *out,
    bool *done)
{
    const struct strip *what = &laid->strips.strip[strip];
    struct pouring p = {.plan = plan,
        .laid = laid,
        .index = strip,
        .strip = what,
        .width = block_measure(what),
        .follow = follow,
        .out = out};
    *done = *unit >= what->n;
    if (*done)
        return ERR_OK;
    if (what->columns > 1)
        return pour_balanced(&p, unit, column, done);
    return pour_column(&p, unit, column, done);
}

enum err
pour_all(struct plan *plan, struct laid *laid, struct column *column,
    struct places *out, bool *done)
{
    enum err err = ERR_OK;
    *done = true;
    for (size_t i = 0; i < laid->strips.n && *done && err == ERR_OK; i++) {
        size_t unit = 0;
        err = pour_strip(plan, laid, i, &unit, NULL, column, out, done);
    }
    return err;
}
