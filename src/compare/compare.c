#include "compare/compare.h"

#include "base/map.h"
#include "compare/diff.h"

enum { CONTEXT = 6 /* tokens shown beside a change */ };

struct comparing {
    struct arena *arena;
    struct map ids; /* texts of tokens */
    struct changes *out;
};

/* What is compared of one block: its words, or its readings. */
struct pair {
    struct edition_block *older, *newer; /* either may be NULL */
    struct tokens *a, *b;
    struct diff_row from, to;
};

static struct change *
add_change(struct comparing *c, const struct change *change)
{
    struct changes *out = c->out;
    struct change *all =
        arena_grow(c->arena, out->change, out->n, &out->cap, sizeof *all);
    if (all == NULL)
        return NULL;
    out->change = all;
    all[out->n] = *change;
    return &all[out->n++];
}

static enum err
number(struct comparing *c, struct tokens *tokens, struct diff_row *row)
{
    uint32_t *id = arena_array(c->arena, tokens->n, sizeof *id);
    row->other = arena_array(c->arena, tokens->n, sizeof *row->other);
    row->id = id;
    row->n = tokens->n;
    if (id == NULL || row->other == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < tokens->n; i++) {
        struct str text = tokens->token[i].text;
        size_t value;
        if (!map_find(&c->ids, text, &value)) {
            value = c->ids.n;
            if (!map_put(&c->ids, c->arena, text, value))
                return ERR_NOMEM;
        }
        id[i] = tokens->token[i].id = (uint32_t)value;
    }
    return ERR_OK;
}

static bool
is_latin(const struct token *token)
{
    unsigned char c = (unsigned char)token->text.p[0];
    return c < 0x80 || (c >= 0xC3 && c < 0xE1);
}

/* Is there a space before token I, in the line or at its turn? */
static bool
is_apart(const struct tokens *tokens, size_t i)
{
    const struct token *t = &tokens->token[i];
    return t->space ||
           (t[-1].line != t->line && is_latin(t) && is_latin(t - 1));
}

/* Tokens FIRST ... END - 1 as they read.  .p is NULL: no memory. */
static struct str
text_of(
    struct arena *arena, const struct tokens *tokens, size_t first, size_t end)
{
    size_t bytes = 1, n = 0;
    for (size_t i = first; i < end; i++)
        bytes += tokens->token[i].text.n + 1;
    char *p = arena_alloc(arena, bytes);
    for (size_t i = first; p != NULL && i < end; i++) {
        if (i > first && is_apart(tokens, i))
            p[n++] = ' ';
        memcpy(p + n, tokens->token[i].text.p, tokens->token[i].text.n);
        n += tokens->token[i].text.n;
    }
    return (struct str){p, n};
}

static void
join(struct rect *box, const struct rect *more)
{
    emu right = box->x + box->width, bottom = box->y + box->height;
    emu x = more->x + more->width, y = more->y + more->height;
    box->x = box->x < more->x ? box->x : more->x;
    box->y = box->y < more->y ? box->y : more->y;
    box->width = (right > x ? right : x) - box->x;
    box->height = (bottom > y ? bottom : y) - box->y;
}

/* One box a line. */
static enum err
box_tokens(struct arena *arena, const struct tokens *tokens, size_t first,
    size_t end, struct change *change)
{
    change->box = arena_array(arena, end - first, sizeof *change->box);
    if (change->box == NULL)
        return ERR_NOMEM;
    size_t line = SIZE_MAX;
    for (size_t i = first; i < end; i++) {
        const struct token *t = &tokens->token[i];
        if (t->box.width == 0 || t->page != change->page)
            continue;
        if (t->line == line)
            join(&change->box[change->n_boxes - 1], &t->box);
        else
            change->box[change->n_boxes++] = t->box;
        line = t->line;
    }
    return ERR_OK;
}

/* Between tokens AT - 1 and AT something is gone: a place without width. */
static enum err
box_gap(
    struct arena *arena, const struct pair *p, size_t at, struct change *change)
{
    change->box = arena_alloc(arena, sizeof *change->box);
    if (change->box == NULL)
        return ERR_NOMEM;
    const struct token *before = at > 0 ? &p->b->token[at - 1] : NULL;
    const struct token *behind = at < p->b->n ? &p->b->token[at] : NULL;
    struct rect box = p->newer->box;
    change->page = p->newer->page;
    if (before != NULL && before->box.width > 0) {
        box = before->box;
        box.x += box.width;
        change->page = before->page;
    } else if (behind != NULL && behind->box.width > 0) {
        box = behind->box;
        change->page = behind->page;
    }
    box.width = 0;
    change->box[change->n_boxes++] = box;
    return ERR_OK;
}

/* Old tokens A ... A_END - 1 became B ... B_END - 1. */
static enum err
add_words(struct comparing *c, const struct pair *p, size_t a, size_t a_end,
    size_t b, size_t b_end)
{
    bool none = p->newer == NULL;
    struct change change = {.kind = a == a_end   ? CHANGE_ADDED
                                    : b == b_end ? CHANGE_REMOVED
                                                 : CHANGE_TEXT,
        .block = none ? p->older->name : p->newer->name,
        .page = SIZE_MAX,
        .old_page = SIZE_MAX};
    change.old_text = text_of(c->arena, p->a, a, a_end);
    change.new_text = text_of(c->arena, p->b, b, b_end);
    change.before = text_of(c->arena, p->b, b > CONTEXT ? b - CONTEXT : 0, b);
    change.after = text_of(c->arena, p->b, b_end,
        p->b->n - b_end > CONTEXT ? b_end + CONTEXT : p->b->n);
    if (a < a_end) {
        change.old_page = p->a->token[a].page;
        change.old_loc = p->a->token[a].loc;
    } else if (p->older != NULL)
        change.old_loc = p->older->loc;
    enum err err = ERR_OK;
    if (b < b_end) {
        change.page = p->b->token[b].page;
        change.loc = p->b->token[b].loc;
        err = box_tokens(c->arena, p->b, b, b_end, &change);
    } else if (!none) {
        change.loc = p->newer->loc;
        err = box_gap(c->arena, p, b, &change);
    }
    bool memory = change.old_text.p != NULL && change.new_text.p != NULL &&
                  change.before.p != NULL && change.after.p != NULL;
    if (err != ERR_OK || !memory)
        return ERR_NOMEM;
    return add_change(c, &change) == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
compare_tokens(struct comparing *c, struct pair *p)
{
    enum err err = number(c, p->a, &p->from);
    if (err == ERR_OK)
        err = number(c, p->b, &p->to);
    if (err == ERR_OK)
        err = diff_rows(c->arena, &p->from, &p->to);
    for (size_t a = 0, b = 0; err == ERR_OK && (a < p->a->n || b < p->b->n);) {
        size_t a_end = a, b_end = b;
        while (a_end < p->a->n && p->from.other[a_end])
            a_end++;
        while (b_end < p->b->n && p->to.other[b_end])
            b_end++;
        if (a_end > a || b_end > b)
            err = add_words(c, p, a, a_end, b, b_end);
        a = a_end + (a_end < p->a->n ? 1 : 0);
        b = b_end + (b_end < p->b->n ? 1 : 0);
    }
    return err;
}

static bool
same_buf(const struct buf *a, const struct buf *b)
{
    return a->n == b->n && (a->n == 0 || memcmp(a->p, b->p, a->n) == 0);
}

/* Pictures are only held to their lengths where their frames have one size:
 * what was stretched or squeezed with the copy beside it is no change. */
static bool
same_picture(const struct picture *a, const struct picture *b)
{
    if (same_buf(&a->sizes, &b->sizes))
        return same_buf(&a->exact, &b->exact);
    return same_buf(&a->shape, &b->shape);
}

static enum err
add_block(struct comparing *c, enum change_kind kind, bool whole,
    const struct edition_block *older, const struct edition_block *newer)
{
    struct change change = {.kind = kind,
        .whole = whole,
        .block = newer == NULL ? older->name : newer->name,
        .page = newer == NULL ? SIZE_MAX : newer->page,
        .old_page = older == NULL ? SIZE_MAX : older->page};
    change.old_text = change.new_text = change.before = change.after = STR("");
    if (older != NULL)
        change.old_loc = older->loc;
    if (newer != NULL) {
        change.loc = newer->loc;
        change.box = arena_alloc(c->arena, sizeof *change.box);
        if (change.box == NULL)
            return ERR_NOMEM;
        change.box[change.n_boxes++] = newer->box;
    }
    if (whole && older != NULL)
        change.old_text = text_of(c->arena, &older->text, 0, older->text.n);
    if (whole && newer != NULL)
        change.new_text = text_of(c->arena, &newer->text, 0, newer->text.n);
    if (change.old_text.p == NULL || change.new_text.p == NULL)
        return ERR_NOMEM;
    return add_change(c, &change) == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
compare_blocks(struct comparing *c, struct edition_block *older,
    struct edition_block *newer)
{
    struct pair words = {older, newer, &older->text, &newer->text, {0}, {0}};
    struct pair readings = {
        older, newer, &older->readings, &newer->readings, {0}, {0}};
    size_t before = c->out->n;
    enum err err = ERR_OK;
    if (older->page != newer->page)
        err = add_block(c, CHANGE_MOVED, false, older, newer);
    size_t moved = c->out->n - before;
    if (err == ERR_OK)
        err = compare_tokens(c, &words);
    if (err == ERR_OK)
        err = compare_tokens(c, &readings);
    bool same_words = c->out->n == before + moved;
    if (err == ERR_OK && same_words &&
        !same_picture(&older->picture, &newer->picture))
        err = add_block(c, CHANGE_PICTURE, false, older, newer);
    return err;
}

static struct edition_block *
find_twin(struct edition *edition, const struct edition_block *block)
{
    for (size_t i = 0; i < edition->n; i++)
        if (edition->block[i].nth == block->nth &&
            str_equal(edition->block[i].name, block->name))
            return &edition->block[i];
    return NULL;
}

enum err
compare_editions(struct arena *arena, struct edition *older,
    struct edition *newer, struct changes *out)
{
    struct comparing c = {.arena = arena, .out = out};
    enum err err = ERR_OK;
    *out = (struct changes){0};
    for (size_t i = 0; i < newer->n && err == ERR_OK; i++) {
        struct edition_block *block = &newer->block[i];
        struct edition_block *twin = find_twin(older, block);
        if (twin != NULL)
            twin->twin = i;
        err = twin == NULL ? add_block(&c, CHANGE_ADDED, true, NULL, block)
                           : compare_blocks(&c, twin, block);
    }
    for (size_t i = 0; i < older->n && err == ERR_OK; i++)
        if (older->block[i].twin == SIZE_MAX)
            err = add_block(&c, CHANGE_REMOVED, true, &older->block[i], NULL);
    return err;
}
