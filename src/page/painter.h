/* page/painter - what draws a document: PDF, PNG, tests. */
#ifndef PAGE_PAINTER_H
#define PAGE_PAINTER_H

#include "page/document.h"

struct painter {
    void *self;
    enum err (*page_begin)(void *self, const struct page *page, size_t number);
    enum err (*item)(void *self, const struct item *item);
    enum err (*page_end)(void *self, const struct page *page);
};

/* Walks all pages in order; stops at the first error and returns it. */
ERR_CHECKED enum err document_paint(
    const struct document *document, const struct painter *painter);

#endif
