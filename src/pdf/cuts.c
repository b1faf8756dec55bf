#include "pdf/cuts.h"

enum err
cuts_add(struct content *c)
{
    size_t before = c->n_cuts == 0 ? 0 : c->cut[c->n_cuts - 1];
    if (c->out.n == before)
        return ERR_OK;
    size_t *all =
        arena_grow(c->w->arena, c->cut, c->n_cuts, &c->cap_cuts, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    c->cut = all;
    all[c->n_cuts++] = c->out.n;
    return ERR_OK;
}

size_t
cuts_count(const struct content *c)
{
    bool rest = c->n_cuts == 0 || c->cut[c->n_cuts - 1] < c->out.n;
    return c->n_cuts + rest;
}

struct str
cuts_stream(const struct content *c, size_t index)
{
    size_t from = index == 0 ? 0 : c->cut[index - 1];
    size_t end = index < c->n_cuts ? c->cut[index] : c->out.n;
    return (struct str){c->out.p + from, end - from};
}
