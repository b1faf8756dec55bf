/* The dictionaries of elements are many and small: they are written in the
 * order of the tree straight into w->packed, which goes into object streams
 * (pdf/save.c). */
#include "pdf/tags.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/tags_imp.h"
#include "pdf/tagskept.h"

enum {
    LEAF_PAGES = 32, /* of the parent tree */
    CELL_ROW = 64,   /* bytes in which cells of all kinds stand */
    MCID_WIDTH = 4   /* of numbers, so that alike objects are of one length */
};

enum err
tags_new(struct writer *w)
{
    size_t n = w->document->n_pages, links = n;
    w->tags = arena_alloc(w->arena, sizeof *w->tags);
    struct tags_page *all = arena_array(w->arena, n, sizeof *all);
    if (w->tags == NULL || all == NULL)
        return ERR_NOMEM;
    w->tags->page = all;
    for (size_t i = 0; i < n; i++) {
        const struct page *page = w->document->page[i];
        all[i].first =
            arena_array(w->arena, page->n_sequences + 1, sizeof *all->first);
        all[i].link = arena_array(w->arena, page->n_links, sizeof *all->link);
        all[i].link_key = links;
        links += page->n_links;
        if (all[i].first == NULL || all[i].link == NULL)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

uint32_t
tags_content(struct writer *w, const struct page *page, uint32_t sequence,
    const char **name)
{
    struct tags_page *tags = &w->tags->page[page->number];
    *name = structure_name(page->sequence[sequence - 1]->role);
    uint32_t *all =
        arena_grow(w->arena, tags->sequence, tags->n, &tags->cap, sizeof *all);
    if (all == NULL) {
        w->body.failed = true;
        return 0;
    }
    tags->sequence = all;
    all[tags->n++] = sequence;
    if (tags->first[sequence - 1] == 0)
        tags->first[sequence - 1] = (uint32_t)tags->n;
    return (uint32_t)tags->n - 1;
}

uint32_t
tags_count(const struct writer *w, const struct page *page)
{
    return w->tags == NULL ? 0 : (uint32_t)w->tags->page[page->number].n;
}

void
tags_put_page(const struct writer *w, const struct page *page, struct buf *out)
{
    if (w->tags == NULL)
        return;
    buf_printf(out, "/StructParents %u/Tabs/S", (unsigned)page->number);
}

void
tags_put_link(struct writer *w, const struct page *page, size_t number,
    struct ref ref, struct buf *out)
{
    if (w->tags == NULL)
        return;
    struct tags_page *tags = &w->tags->page[page->number];
    tags->link[number] = ref;
    buf_printf(out, "/StructParent %zu", tags->link_key + number);
}

/* --- elements --------------------------------------------------------- */

static struct ref
ref_of(const struct writer *w, const struct element *element)
{
    return (struct ref){w->tags->base + w->tags->place[element->number]};
}

/* An array of kids, without brackets when there is one. */
struct kids {
    struct buf *out;
    size_t n, begin; /* where they begin in OUT */
    size_t page;     /* of plain MCIDs; SIZE_MAX: none yet */
};

static void
begin_kid(struct kids *kids)
{
    if (kids->n++ > 0)
        buf_byte(kids->out, ' ');
}

/* An MCID: a plain number on the element's own page. */
static void
put_mcid(const struct writer *w, struct kids *kids, size_t page, unsigned mcid)
{
    begin_kid(kids);
    if (kids->page == SIZE_MAX)
        kids->page = page;
    if (kids->page == page) {
        syntax_wide(kids->out, mcid, MCID_WIDTH);
        return;
    }
    buf_text(kids->out, "<</Type/MCR");
    syntax_entry(kids->out, "/Pg", w->page[page]);
    buf_printf(kids->out, "/MCID %u>>", mcid);
}

static void
put_kid(const struct writer *w, struct kids *kids, const struct kid *kid)
{
    const struct tags_page *page = &w->tags->page[kid->page];
    if (kid->kind == KID_ELEMENT) {
        begin_kid(kids);
        syntax_ref_wide(kids->out, ref_of(w, kid->element), w->tags->width);
    } else if (kid->kind == KID_LINK) {
        begin_kid(kids);
        buf_text(kids->out, "<</Type/OBJR");
        syntax_entry(kids->out, "/Pg", w->page[kid->page]);
        syntax_entry(kids->out, "/Obj", page->link[kid->number]);
        buf_text(kids->out, ">>");
    } else if (page->first[kid->number] > 0) {
        for (size_t i = page->first[kid->number] - 1;
             i < page->n && page->sequence[i] == kid->number + 1; i++)
            put_mcid(w, kids, kid->page, (unsigned)i);
    }
}

static void
put_list(struct buf *out, const struct kids *kids)
{
    const struct buf *list = kids->out;
    bool array = kids->n > 1 || list->p[0] == '<';
    buf_text(out, array ? "/K[" : "/K ");
    buf_put(out, list->p, list->n);
    buf_text(out, array ? "]" : "");
}

static void
put_kids(const struct writer *w, const struct element *element, struct buf *out)
{
    struct buf list = {0};
    struct kids kids = {.out = &list, .page = SIZE_MAX};
    for (const struct kid *kid = element->first; kid != NULL; kid = kid->next)
        put_kid(w, &kids, kid);
    if (kids.page != SIZE_MAX) {
        buf_text(out, "/Pg ");
        syntax_ref_wide(out, w->page[kids.page], w->tags->width);
    }
    if (kids.n > 0 && !list.failed)
        put_list(out, &kids);
    out->failed = out->failed || list.failed;
    buf_fini(&list);
}

/* A figure's box in the page's coordinates (14.8.5.4.3). */
static void
put_box(const struct writer *w, const struct element_extra *e, struct buf *out)
{
    int64_t height = w->document->page[e->page]->height;
    const int64_t side[4] = {e->x, height - e->y - e->height,
        (int64_t)e->x + e->width, height - e->y};
    buf_text(out, "/A<</O/Layout/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_byte(out, ' ');
        syntax_thousandths(out, syntax_milli(side[i]));
    }
    buf_text(out, "]>>");
}

static void
put_extra(
    const struct writer *w, const struct element *element, struct buf *out)
{
    const struct element_extra *extra = element->extra;
    if (element->role == ROLE_TH_COLUMN || element->role == ROLE_TH_ROW)
        syntax_entry(
            out, "/A", w->tags->scope[element->role == ROLE_TH_ROW ? 1 : 0]);
    if (extra == NULL)
        return;
    if (extra->lang != NULL) {
        buf_text(out, "/Lang");
        syntax_text(out, str_of(extra->lang));
    }
    if (extra->alt != NULL) {
        buf_text(out, "/Alt");
        syntax_text(out, str_of(extra->alt));
    }
    if (extra->id != NULL) {
        buf_text(out, "/ID");
        syntax_text(out, str_of(extra->id));
    }
    if (extra->ordered)
        buf_text(out, "/A<</O/List/ListNumbering/Decimal>>");
    if (extra->boxed)
        put_box(w, extra, out);
}

/* What objects are sorted by, because they are alike: the type, but cells,
 * heads or not, are of one kind.  They follow each other in the parent tree. */
static enum role
kind_of(const struct element *element)
{
    bool head = element->role == ROLE_TH_COLUMN || element->role == ROLE_TH_ROW;
    return head ? ROLE_TD : element->role;
}

static enum err
put_element(struct writer *w, const struct element *element)
{
    struct buf *out =
        packed_begin(w, kind_of(element) == ROLE_TD ? CELL_ROW : 0);
    if (out == NULL)
        return ERR_NOMEM;
    buf_text(out, "<</S/");
    buf_text(out, structure_name(element->role));
    buf_text(out, "/P ");
    syntax_ref_wide(out,
        element->parent == NULL ? w->tags->root : ref_of(w, element->parent),
        w->tags->width);
    put_kids(w, element, out);
    put_extra(w, element, out);
    buf_text(out, ">>");
    return ERR_OK;
}

/* All elements in the order of their objects: by kind, then as they were made.
 */
static enum err
sort(struct writer *w, const struct element ***out)
{
    const struct structure *s = w->document->structure;
    size_t at[ROLE_COUNT + 1] = {0}, depth = 0;
    const struct element **all = arena_array(w->arena, s->n, sizeof *all);
    const struct element **sorted = arena_array(w->arena, s->n, sizeof *all);
    w->tags->place = arena_array(w->arena, s->n, sizeof *w->tags->place);
    *out = sorted;
    if (all == NULL || sorted == NULL || w->tags->place == NULL)
        return ERR_NOMEM;
    all[0] = s->root;
    for (const struct kid *kid = s->root->first; kid != NULL;
         kid = structure_next(kid, s->root, &depth))
        if (kid->kind == KID_ELEMENT)
            all[kid->element->number] = kid->element;
    for (uint32_t i = 0; i < s->n; i++)
        at[kind_of(all[i]) + 1]++;
    for (int r = 1; r <= ROLE_COUNT; r++)
        at[r] += at[r - 1];
    for (uint32_t i = 0; i < s->n; i++) {
        size_t place = at[kind_of(all[i])]++;
        w->tags->place[i] = (uint32_t)place;
        sorted[place] = all[i];
    }
    return ERR_OK;
}

/* --- the tree's own parts --------------------------------------------- */

static int
by_id(const void *a, const void *b)
{
    const struct element *const *x = a, *const *y = b;
    return strcmp((*x)->extra->id, (*y)->extra->id);
}

/* The notes by their names, in the order of these. */
static void
put_ids(struct writer *w, const struct element **all)
{
    size_t from = 0, n = 0;
    while (from < w->document->structure->n && all[from]->role != ROLE_NOTE)
        from++;
    while (from + n < w->document->structure->n &&
           all[from + n]->role == ROLE_NOTE)
        n++;
    if (n == 0)
        return;
    qsort(all + from, n, sizeof(*all), by_id);
    buf_text(&w->body, "/IDTree<</Names[");
    for (size_t i = from; i < from + n; i++) {
        syntax_text(&w->body, str_of(all[i]->extra->id));
        syntax_ref(&w->body, ref_of(w, all[i]));
    }
    buf_text(&w->body, "]>>");
}

/* What the pieces of page NUMBER belong to, by MCID, as an object whose rows
 * are a reference each. */
static enum err
put_parents_of_page(struct writer *w, size_t number)
{
    const struct page *page = w->document->page[number];
    const struct tags_page *tags = &w->tags->page[number];
    int width = w->tags->width + 1;
    struct buf *out = packed_begin(w, (unsigned)width + 4);
    if (out == NULL)
        return ERR_NOMEM;
    buf_printf(out, "%-*s", width + 4, "[");
    for (size_t i = 0; i < tags->n; i++)
        syntax_ref_wide(
            out, ref_of(w, page->sequence[tags->sequence[i] - 1]), width);
    buf_printf(out, "%*s", width + 4, "]");
    return ERR_OK;
}

static void
put_links_of_page(struct writer *w, size_t number, struct buf *out)
{
    const struct page *page = w->document->page[number];
    for (size_t i = 0; i < page->n_links; i++) {
        if (page->link[i].element == NULL)
            continue;
        buf_printf(out, "%zu ", w->tags->page[number].link_key + i);
        syntax_ref(out, ref_of(w, page->link[i].element));
        buf_byte(out, ' ');
    }
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* A leaf of the number tree for the pages from FROM on, whose own objects begin
 * with FIRST. */
static enum err
put_leaf(struct writer *w, size_t from, struct ref first)
{
    size_t end = least(w->document->n_pages, from + LEAF_PAGES);
    struct buf *out = packed_begin(w, 0);
    if (out == NULL)
        return ERR_NOMEM;
    buf_printf(out, "<</Limits[%zu %zu]/Nums[", from, end - 1);
    for (size_t i = from; i < end; i++) {
        buf_printf(out, "%zu ", i);
        syntax_ref(out, (struct ref){first.id + (unsigned)i});
        buf_byte(out, ' ');
    }
    buf_text(out, "]>>");
    return ERR_OK;
}

/* The same for all links, whose keys follow those of the pages. */
static enum err
put_link_leaf(struct writer *w)
{
    struct buf *out = packed_begin(w, 0);
    if (out == NULL)
        return ERR_NOMEM;
    buf_printf(out, "<</Limits[%zu %zu]/Nums[", w->document->n_pages,
        w->tags->n_links - 1);
    for (size_t i = 0; i < w->document->n_pages; i++)
        put_links_of_page(w, i, out);
    buf_text(out, "]>>");
    return ERR_OK;
}

static void
put_kid_leaf(struct writer *w)
{
    syntax_ref(&w->body, packed_next(w));
    buf_byte(&w->body, ' ');
}

static enum err
put_parents(struct writer *w)
{
    size_t n = w->document->n_pages;
    struct ref first = packed_next(w);
    enum err err = ERR_OK;
    for (size_t i = 0; i < n && err == ERR_OK; i++)
        err = put_parents_of_page(w, i);
    buf_text(&w->body, "/Kids[");
    for (size_t i = 0; i < n && err == ERR_OK; i += LEAF_PAGES) {
        put_kid_leaf(w);
        err = put_leaf(w, i, first);
    }
    if (err == ERR_OK && w->tags->n_links > n) {
        put_kid_leaf(w);
        err = put_link_leaf(w);
    }
    buf_byte(&w->body, ']');
    tagskept_note(w, TAGS_PARENTS);
    writer_dict(w, w->tags->parents);
    return err;
}

static void
put_scopes(struct writer *w)
{
    static const char *const scope[2] = {"Column", "Row"};
    for (int i = 0; i < 2; i++) {
        buf_printf(&w->body, "/O/Table/Scope/%s", scope[i]);
        writer_dict(w, w->tags->scope[i]);
    }
}

static void
put_root(struct writer *w, const struct element **all)
{
    struct tags *tags = w->tags;
    buf_printf(
        &w->body, "/Type/StructTreeRoot/ParentTreeNextKey %zu", tags->n_links);
    syntax_entry(&w->body, "/K", ref_of(w, w->document->structure->root));
    syntax_entry(&w->body, "/ParentTree", tags->parents);
    put_ids(w, all);
    tagskept_note(w, TAGS_ROOT);
    writer_dict(w, tags->root);
}

/* Reserves what is not packed, so that the numbers of all that is are known. */
static void
reserve(struct writer *w)
{
    struct tags *tags = w->tags;
    size_t n = w->document->n_pages;
    tags->n_links = n;
    for (size_t i = 0; i < n; i++)
        tags->n_links += w->document->page[i]->n_links;
    tags->root = haru_reserve(w->haru);
    tags->parents = haru_reserve(w->haru);
    tags->scope[0] = haru_reserve(w->haru);
    tags->scope[1] = haru_reserve(w->haru);
    tags->base = haru_count(w->haru);
    for (unsigned i = tags->base + w->document->structure->n; i > 0; i /= 10)
        tags->width++;
}

static enum err
put_tree(struct writer *w)
{
    const struct element **all;
    enum err err = sort(w, &all);
    for (size_t i = 0; i < w->document->structure->n && err == ERR_OK; i++)
        err = put_element(w, all[i]);
    if (err == ERR_OK)
        err = put_parents(w);
    if (err != ERR_OK)
        return err;
    put_root(w, all);
    tagskept_keep(w);
    return ERR_OK;
}

enum err
tags_write(struct writer *w, struct buf *out)
{
    if (w->tags == NULL)
        return ERR_OK;
    reserve(w);
    enum err err = tagskept_take(w) ? ERR_OK : put_tree(w);
    if (err != ERR_OK)
        return err;
    put_scopes(w);
    syntax_entry(out, "/StructTreeRoot", w->tags->root);
    buf_text(out, "/MarkInfo<</Marked true>>");
    return ERR_OK;
}
