#include "page/document.h"

#include "page/painter.h"

struct document *
document_new(struct arena *arena)
{
    struct document *document = arena_alloc(arena, sizeof *document);
    if (document == NULL)
        return NULL;
    document->arena = arena;
    document->structure = structure_new(arena);
    return document->structure == NULL ? NULL : document;
}

struct page *
document_add_page(
    struct document *document, emu width, emu height, const char *label)
{
    struct page *page = arena_alloc(document->arena, sizeof *page);
    struct page **all = arena_grow(document->arena, document->page,
        document->n_pages, &document->cap_pages, sizeof *all);
    if (page == NULL || all == NULL)
        return NULL;
    page->structure = document->structure;
    page->number = (uint32_t)document->n_pages;
    page->width = width;
    page->height = height;
    if (label != NULL) {
        page->label = arena_strdup(document->arena, label);
        if (page->label == NULL)
            return NULL;
    }
    document->page = all;
    all[document->n_pages++] = page;
    return page;
}

enum err
document_add_bookmark(
    struct document *document, const char *title, int level, size_t page, emu y)
{
    char *copy = arena_strdup(document->arena, title);
    struct bookmark *all = arena_grow(document->arena, document->bookmark,
        document->n_bookmarks, &document->cap_bookmarks, sizeof *all);
    if (copy == NULL || all == NULL)
        return ERR_NOMEM;
    document->bookmark = all;
    all[document->n_bookmarks++] =
        (struct bookmark){copy, level < 1 ? 1 : level, page, y};
    return ERR_OK;
}

enum err
document_paint(const struct document *document, const struct painter *painter)
{
    for (size_t i = 0; i < document->n_pages; i++) {
        const struct page *page = document->page[i];
        enum err err = painter->page_begin(painter->self, page, i);
        for (size_t k = 0; err == ERR_OK && k < page->n_items; k++)
            err = painter->item(painter->self, &page->item[k]);
        if (err == ERR_OK)
            err = painter->page_end(painter->self, page);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}
