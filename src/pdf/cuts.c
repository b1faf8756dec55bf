#include "pdf/cuts.h"

/* Where the stream begins that is being written. */
static size_t
begin_of(const struct content *c, size_t index)
{
    return index == 0 ? 0 : c->cut[index - 1].end;
}

static enum err
add(struct content *c, const struct str *packed)
{
    struct content_cut *all =
        arena_grow(c->w->arena, c->cut, c->n_cuts, &c->cap_cuts, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    c->cut = all;
    all[c->n_cuts++] = (struct content_cut){c->out.n, c->varies, packed};
    return ERR_OK;
}

enum err
cuts_add(struct content *c)
{
    return c->out.n == begin_of(c, c->n_cuts) ? ERR_OK : add(c, NULL);
}

enum err
cuts_add_packed(struct content *c, const struct str *packed)
{
    return c->out.n == begin_of(c, c->n_cuts) ? add(c, packed) : ERR_INTERNAL;
}

size_t
cuts_count(const struct content *c)
{
    bool rest = c->n_cuts == 0 || begin_of(c, c->n_cuts) < c->out.n;
    return c->n_cuts + rest;
}

bool
cuts_varies(const struct content *c, size_t index)
{
    return index < c->n_cuts ? c->cut[index].varies : c->varies;
}

struct str
cuts_stream(const struct content *c, size_t index, bool *packed)
{
    size_t from = begin_of(c, index);
    *packed = index < c->n_cuts && c->cut[index].packed != NULL;
    if (*packed)
        return *c->cut[index].packed;
    size_t end = index < c->n_cuts ? c->cut[index].end : c->out.n;
    return (struct str){c->out.p + from, end - from};
}
