#include "layout/stream.h"

DIAG_MESSAGE(auto_chain, "layout.auto-chain", DIAG_ERROR,
    "枠「{1}」は next でつながっているので、高さが auto の行には置けません。"
    "行の高さを長さか fill にしてください",
    "area \"{1}\" is part of a chain and cannot stand in a row of height auto; "
    "give the row a length or fill");

struct area *
stream_next(const struct stream *stream, size_t index)
{
    if (index + 1 < stream->n_areas)
        return stream->area[index + 1];
    return stream->loop == SIZE_MAX ? NULL : stream->area[stream->loop];
}

struct stream *
stream_of(const struct plan *plan, const struct area *area, size_t *index)
{
    for (size_t i = 0; i < plan->n_streams; i++) {
        struct stream *stream = &plan->stream[i];
        for (*index = 0; *index < stream->n_areas; (*index)++)
            if (stream->area[*index] == area)
                return stream;
    }
    return NULL;
}

/* Takes the areas from HEAD on into STREAM. */
static enum err
take_areas(struct plan *plan, struct area *head, struct stream *stream)
{
    stream->loop = SIZE_MAX;
    stream->area = arena_array(plan->arena, plan->n_areas, sizeof head);
    if (stream->area == NULL)
        return ERR_NOMEM;
    for (struct area *a = head; a != NULL; a = a->next) {
        for (size_t i = 0; i < stream->n_areas; i++)
            if (stream->area[i] == a)
                stream->loop = i;
        if (stream->loop != SIZE_MAX)
            break;
        stream->area[stream->n_areas++] = a;
    }
    return ERR_OK;
}

static enum err
take_blocks(struct plan *plan, struct stream *stream)
{
    stream->block =
        arena_array(plan->arena, plan->n_blocks, sizeof *stream->block);
    stream->home =
        arena_array(plan->arena, plan->n_blocks, sizeof *stream->home);
    if (stream->block == NULL || stream->home == NULL)
        return ERR_NOMEM;
    stream->milli = stream->least = 1000;
    for (size_t a = 0; a < stream->n_areas; a++) {
        for (size_t i = 0; i < plan->n_blocks; i++) {
            struct block *block = plan->block[i];
            if (block->area != stream->area[a])
                continue;
            stream->home[stream->n_blocks] = a;
            stream->block[stream->n_blocks++] = block;
            if (block->least < stream->least)
                stream->least = block->least;
        }
    }
    return ERR_OK;
}

static enum err
check_auto(struct plan *plan, const struct stream *stream)
{
    enum err worst = ERR_OK;
    bool chain = stream->n_areas > 1 || stream->loop != SIZE_MAX;
    for (size_t i = 0; i < stream->n_areas && chain; i++) {
        const struct area *area = stream->area[i];
        const struct grid_row *row =
            &plan->page[area->page].grid.row[area->cell->row];
        bool single = area->cell->row_end == area->cell->row + 1;
        if (single && row->kind == GRID_AUTO)
            worst = plan_worse(worst,
                DIAG(plan->diag, area->cell->loc, &auto_chain, area->name));
    }
    return worst;
}

static enum err
add_stream(struct plan *plan, struct area *head)
{
    struct stream *stream = &plan->stream[plan->n_streams];
    size_t index;
    if (stream_of(plan, head, &index) != NULL)
        return ERR_OK;
    enum err err = take_areas(plan, head, stream);
    if (err == ERR_OK)
        err = take_blocks(plan, stream);
    plan->n_streams++;
    return err == ERR_OK ? check_auto(plan, stream) : err;
}

enum err
stream_read(struct plan *plan)
{
    enum err worst = ERR_OK;
    plan->stream =
        arena_array(plan->arena, plan->n_areas, sizeof *plan->stream);
    plan->spot = arena_array(plan->arena, plan->n_areas, sizeof *plan->spot);
    if (plan->stream == NULL || plan->spot == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < plan->n_areas; i++)
        if (plan->area[i].prev == NULL)
            worst = plan_worse(worst, add_stream(plan, &plan->area[i]));
    /* What is left are circles that nothing leads into. */
    for (size_t i = 0; i < plan->n_areas; i++)
        worst = plan_worse(worst, add_stream(plan, &plan->area[i]));
    return worst;
}
