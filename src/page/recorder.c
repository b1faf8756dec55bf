#include "page/recorder.h"

void
recorder_note(struct recorder *recorder, struct record record)
{
    struct record *all = arena_grow(recorder->arena, recorder->record,
        recorder->n, &recorder->cap, sizeof *all);
    if (all == NULL) {
        recorder->failed = true;
        return;
    }
    recorder->record = all;
    all[recorder->n++] = record;
}

void
recorder_end(struct recorder *recorder, size_t from)
{
    for (size_t i = from; i < recorder->n; i++) {
        struct record *r = &recorder->record[i];
        if (r->kind != RECORD_EXTRA)
            continue;
        struct element_extra *extra =
            arena_alloc(recorder->arena, sizeof *extra);
        if (extra == NULL)
            recorder->failed = true;
        else
            *extra = *r->result->extra;
        r->extra = extra;
    }
}

static struct element *
mapped(struct element *const *map, const struct element *element)
{
    return element == NULL ? NULL : map[element->number];
}

/* What a heading skipped is between it and the one before it. */
static void
copy_extra(const struct element_extra *from, struct element_extra *to)
{
    int wanted = to->wanted;
    bool first = to->first;
    *to = *from;
    to->wanted = wanted;
    to->first = first;
}

/* The element that R stands for, made or found. */
static struct element *
replay_element(
    const struct record *r, struct structure *s, struct element *parent)
{
    if (r->kind == RECORD_CHILD)
        return structure_child(s, parent, r->role, r->source);
    if (r->kind == RECORD_ADD)
        return structure_add(s, parent, r->role);
    return structure_heading(s, parent, r->level, r->source);
}

static enum err
replay_extra(
    const struct record *r, struct structure *s, struct element *const *map)
{
    struct element_extra *extra = structure_extra(s, mapped(map, r->result));
    if (extra != NULL && r->extra != NULL)
        copy_extra(r->extra, extra);
    return extra == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
replay_item(struct arena *arena, const struct item *item, struct page *page)
{
    enum err err = page_add(arena, page, item);
    if (err == ERR_OK)
        page->item[page->n_items - 1].known = true;
    return err;
}

static enum err
replay_one(struct arena *arena, const struct record *r,
    const struct page *shown, struct page *page, struct element **map)
{
    struct element *parent = mapped(map, r->parent);
    page->element = parent;
    switch (r->kind) {
    case RECORD_ITEM:
        return replay_item(arena, &shown->item[r->index], page);
    case RECORD_LINK:
        return page_add_link(arena, page, &shown->link[r->index]);
    case RECORD_DECISION:
        return page_add_decision(arena, page, &shown->decision[r->index]);
    case RECORD_CHILD:
    case RECORD_ADD:
    case RECORD_HEADING:
        map[r->result->number] = replay_element(r, page->structure, parent);
        return map[r->result->number] == NULL ? ERR_NOMEM : ERR_OK;
    case RECORD_EXTRA:
        return replay_extra(r, page->structure, map);
    }
    return ERR_INTERNAL;
}

enum err
recorder_replay(struct arena *arena, const struct record *record, size_t n,
    const struct page *shown, struct page *page, struct element **map)
{
    struct element *before = page->element;
    enum err err = ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = replay_one(arena, &record[i], shown, page, map);
    page->element = before;
    return err;
}
