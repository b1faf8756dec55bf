#include "pdf/tagskept.h"

#include <string.h>

#include "pdf/memory.h"
#include "pdf/reuse.h"
#include "pdf/tags_imp.h"

struct tags_kept {
    bool whole;
    unsigned base;          /* object of the first element */
    const struct ref *page; /* of the file */
    struct tags_page *tags; /* by page, as far as is compared */
    struct str bodies, part[TAGS_PARTS];
    struct packed_object *object;
    size_t n;
    struct pack *pack;
    size_t n_packs; /* 0: not kept */
};

/* --- whether it is the same ----------------------------------------------- */

static bool
same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_extra(const struct element_extra *a, const struct element_extra *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return same_text(a->lang, b->lang) && same_text(a->alt, b->alt) &&
           same_text(a->id, b->id) && a->ordered == b->ordered &&
           a->boxed == b->boxed && a->page == b->page && a->x == b->x &&
           a->y == b->y && a->width == b->width && a->height == b->height;
}

static bool
same_kid(const struct kid *a, const struct kid *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind != KID_ELEMENT)
        return a->page == b->page && a->number == b->number;
    return a->element->role == b->element->role &&
           a->element->number == b->element->number &&
           same_extra(a->element->extra, b->element->extra);
}

static bool
same_structure(const struct structure *a, const struct structure *b)
{
    size_t depth = 0, level = 0;
    const struct kid *p = a->root->first, *q = b->root->first;
    if (a->n != b->n)
        return false;
    while (p != NULL && q != NULL) {
        if (depth != level || !same_kid(p, q))
            return false;
        p = structure_next(p, a->root, &depth);
        q = structure_next(q, b->root, &level);
    }
    return p == q;
}

/* What the tree says of a page: pieces by number, sequences, links. */
static bool
same_page(const struct page *a, const struct tags_page *old,
    const struct page *b, const struct tags_page *now)
{
    if (a->n_sequences != b->n_sequences || a->n_links != b->n_links ||
        old->n != now->n)
        return false;
    if (now->n > 0 && memcmp(old->sequence, now->sequence,
                          now->n * sizeof *now->sequence) != 0)
        return false;
    for (uint32_t i = 0; i < a->n_sequences; i++)
        if (a->sequence[i]->number != b->sequence[i]->number)
            return false;
    for (size_t i = 0; i < a->n_links; i++) {
        const struct element *p = a->link[i].element, *q = b->link[i].element;
        if (old->link[i].id != now->link[i].id || (p == NULL) != (q == NULL) ||
            (p != NULL && p->number != q->number))
            return false;
    }
    return true;
}

static bool
is_same(const struct writer *w, const struct tags_kept *kept)
{
    const struct document *a = reuse_document(w), *b = w->document;
    if (!kept->whole || kept->base != w->tags->base)
        return false;
    for (size_t i = 0; i < b->n_pages; i++)
        if (kept->page[i].id != w->page[i].id ||
            !same_page(
                a->page[i], &kept->tags[i], b->page[i], &w->tags->page[i]))
            return false;
    return same_structure(a->structure, b->structure);
}

/* --- taking over ---------------------------------------------------------- */

static void
put_part(struct writer *w, const struct tags_kept *kept, enum tags_part part,
    struct ref ref)
{
    buf_str(&w->body, kept->part[part]);
    writer_dict(w, ref);
}

bool
tagskept_take(struct writer *w)
{
    const struct tags_kept *kept = reuse_tags(w);
    if (kept == NULL || !is_same(w, kept))
        return false;
    buf_str(&w->packed.bodies, kept->bodies);
    w->packed.object = kept->object;
    w->packed.n = w->packed.cap = kept->n;
    w->packed_had = true;
    put_part(w, kept, TAGS_PARENTS, w->tags->parents);
    put_part(w, kept, TAGS_ROOT, w->tags->root);
    return true;
}

const struct pack *
tagskept_packs(const struct writer *w, size_t *n)
{
    const struct tags_kept *kept = w->packed_had ? reuse_tags(w) : NULL;
    *n = kept == NULL ? 0 : kept->n_packs;
    return *n == 0 ? NULL : kept->pack;
}

/* --- keeping -------------------------------------------------------------- */

/* The tree that is being kept, or NULL. */
static struct tags_kept *
kept_of(struct writer *w)
{
    struct arena *arena = reuse_arena(w);
    struct tags_kept *kept = reuse_tags_kept(w);
    if (arena == NULL || kept != NULL)
        return kept;
    kept = arena_alloc(arena, sizeof *kept);
    if (kept != NULL)
        reuse_keep_tags(w, kept);
    return kept;
}

void
tagskept_note(struct writer *w, enum tags_part part)
{
    struct tags_kept *kept = kept_of(w);
    if (kept == NULL || w->body.failed)
        return;
    const char *p = arena_strndup(reuse_arena(w), w->body.p, w->body.n);
    kept->part[part] = (struct str){p, w->body.n};
}

/* N elements of SIZE bytes at P where they last; NULL: no memory. */
static void *
last(struct writer *w, const void *p, size_t n, size_t size)
{
    void *copy = arena_array(reuse_arena(w), n, size);
    if (copy != NULL && n > 0)
        memcpy(copy, p, n * size);
    return copy;
}

static bool
keep_pages(struct writer *w, struct tags_kept *kept)
{
    size_t n = w->document->n_pages;
    kept->page = last(w, w->page, n, sizeof *w->page);
    kept->tags = last(w, w->tags->page, n, sizeof *kept->tags);
    for (size_t i = 0; i < n && kept->tags != NULL; i++) {
        struct tags_page *t = &kept->tags[i];
        size_t links = w->document->page[i]->n_links;
        t->sequence = last(w, t->sequence, t->n, sizeof *t->sequence);
        t->link = last(w, t->link, links, sizeof *t->link);
        if (t->sequence == NULL || t->link == NULL)
            return false;
    }
    return kept->page != NULL && kept->tags != NULL;
}

void
tagskept_keep(struct writer *w)
{
    struct tags_kept *kept = kept_of(w);
    if (kept == NULL || w->packed.bodies.failed)
        return;
    const struct packed *packed = &w->packed;
    kept->base = w->tags->base;
    kept->n = packed->n;
    kept->object = last(w, packed->object, packed->n, sizeof *packed->object);
    kept->bodies.n = packed->bodies.n;
    kept->bodies.p = last(w, packed->bodies.p, packed->bodies.n, 1);
    kept->whole =
        keep_pages(w, kept) && kept->object != NULL && kept->bodies.p != NULL &&
        kept->part[TAGS_PARENTS].p != NULL && kept->part[TAGS_ROOT].p != NULL;
}

void
tagskept_keep_packs(struct writer *w, const struct pack *pack, size_t n)
{
    struct tags_kept *kept = reuse_tags_kept(w);
    if (kept == NULL || n == 0)
        return;
    struct pack *all = last(w, pack, n, sizeof *all);
    for (size_t i = 0; i < n && all != NULL; i++) {
        const struct str *packed = memory_find(
            w->options->memory, MEMORY_STREAM, DEFLATE_ROWS, pack[i].data);
        all[i].object =
            last(w, pack[i].object, pack[i].n, sizeof *pack[i].object);
        if (packed == NULL || all[i].object == NULL)
            return;
        all[i].data = *packed;
        all[i].packed = true;
    }
    kept->pack = all;
    kept->n_packs = all == NULL ? 0 : n;
}
