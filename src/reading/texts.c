#include "reading/texts.h"

enum {
    DEPTH = 8
}; /* of spans that are looked at; deeper ones are passed over */

/* A page being walked through. */
struct walk {
    const struct page *page;
    struct buf *text;               /* of its sequences */
    const struct item *span[DEPTH]; /* that are open */
    uint32_t told[DEPTH];           /* the sequence that has a span's text */
    size_t depth;
};

static void
put_end(struct buf *out, const struct item *item)
{
    if (item->turns)
        buf_byte(out, '\n');
    else if (item->space)
        buf_byte(out, ' ');
}

static void
open_span(struct walk *w, const struct item *item)
{
    if (w->depth < DEPTH) {
        w->span[w->depth] = item;
        w->told[w->depth] = 0;
    }
    w->depth++;
}

/* A span's text is told where its first glyphs are; glyphs of another sequence
 * in it say their own. */
static void
take_glyphs(struct walk *w, const struct item *item)
{
    size_t at = w->depth < DEPTH ? w->depth : DEPTH;
    if (item->sequence == 0)
        return;
    struct buf *out = &w->text[item->sequence - 1];
    if (at == 0) {
        buf_str(out, item->run->text);
        put_end(out, item);
        return;
    }
    const struct item *span = w->span[--at];
    if (span->ornament || w->told[at] == item->sequence)
        return;
    bool own = w->told[at] != 0;
    w->told[at] = item->sequence;
    buf_str(out, own ? item->run->text : span->actual);
    put_end(out, own ? item : span);
}

static bool
read_page(const struct page *page, struct buf *text)
{
    struct walk w = {.page = page, .text = text};
    bool good = true;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_SPAN_BEGIN)
            open_span(&w, item);
        else if (item->kind == ITEM_SPAN_END && w.depth > 0)
            w.depth--;
        else if (item->kind == ITEM_GLYPHS)
            take_glyphs(&w, item);
    }
    for (uint32_t s = 0; s < page->n_sequences; s++)
        good = good && !text[s].failed;
    return good;
}

enum err
texts_read(
    struct arena *arena, const struct document *document, struct texts *out)
{
    *out = (struct texts){.document = document};
    out->page = arena_array(arena, document->n_pages, sizeof(*out->page));
    if (out->page == NULL)
        return ERR_NOMEM;
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        out->page[p] =
            arena_array(arena, page->n_sequences, sizeof **out->page);
        if (out->page[p] == NULL || !read_page(page, out->page[p]))
            return ERR_NOMEM;
    }
    return ERR_OK;
}

void
texts_fini(struct texts *texts)
{
    size_t pages = texts->page == NULL ? 0 : texts->document->n_pages;
    for (size_t p = 0; p < pages; p++)
        for (uint32_t s = 0; texts->page[p] != NULL &&
                             s < texts->document->page[p]->n_sequences;
             s++)
            buf_fini(&texts->page[p][s]);
}

struct str
texts_of(const struct texts *texts, const struct kid *kid)
{
    const struct buf *buf = &texts->page[kid->page][kid->number];
    return (struct str){buf->p, buf->n};
}

void
texts_below(
    const struct texts *texts, const struct element *element, struct buf *out)
{
    size_t depth = 0;
    for (const struct kid *kid = element->first; kid != NULL;
         kid = structure_next(kid, element, &depth))
        if (kid->kind == KID_SEQUENCE)
            buf_str(out, texts_of(texts, kid));
}

const struct element *
texts_kid(const struct element *e, enum role role)
{
    for (const struct kid *kid = e->first; kid != NULL; kid = kid->next)
        if (kid->kind == KID_ELEMENT && kid->element->role == role)
            return kid->element;
    return NULL;
}

const char *
texts_url(const struct texts *texts, const struct element *link)
{
    const char *url = NULL;
    for (const struct kid *kid = link->first; kid != NULL; kid = kid->next)
        if (kid->kind == KID_LINK)
            url = texts->document->page[kid->page]->link[kid->number].url;
    return url;
}
