#include "pdf/bookmarks.h"

enum { NONE = 0 }; /* index of the root: no bookmark's sibling or child */

/* Bookmark I is node I + 1; node 0 is the root. */
struct node {
    struct ref ref;
    size_t parent, previous, next, first, last;
    size_t below; /* all that hang below, at any depth */
};

/* Ties node I (I >= 1) to what stands before it. */
static void
tie(const struct document *document, struct node *node, size_t i)
{
    int level = document->bookmark[i - 1].level;
    size_t parent = i - 1;
    while (parent != NONE && document->bookmark[parent - 1].level >= level)
        parent = node[parent].parent;
    node[i].parent = parent;
    node[i].previous = node[parent].last;
    if (node[parent].last != NONE)
        node[node[parent].last].next = i;
    else
        node[parent].first = i;
    node[parent].last = i;
    for (size_t up = parent;; up = node[up].parent) {
        node[up].below++;
        if (up == NONE)
            break;
    }
}

static void
put_tie(struct buf *b, const char *key, const struct node *node, size_t i)
{
    if (i != NONE)
        syntax_entry(b, key, node[i].ref);
}

static enum err
put_node(struct writer *w, const struct node *node, size_t i)
{
    const struct bookmark *mark = &w->document->bookmark[i - 1];
    struct buf *b = &w->body;
    if (mark->page >= w->document->n_pages)
        return ERR_INTERNAL;
    const struct page *page = w->document->page[mark->page];
    buf_text(b, "/Title");
    syntax_text(b, str_of(mark->title));
    syntax_entry(b, "/Parent", node[node[i].parent].ref);
    put_tie(b, "/Prev", node, node[i].previous);
    put_tie(b, "/Next", node, node[i].next);
    put_tie(b, "/First", node, node[i].first);
    put_tie(b, "/Last", node, node[i].last);
    if (node[i].below > 0)
        buf_printf(b, "/Count %zu", node[i].below);
    buf_text(b, "/Dest[");
    syntax_ref(b, w->page[mark->page]);
    buf_text(b, "/XYZ null ");
    syntax_thousandths(b, syntax_milli((int64_t)page->height - mark->y));
    buf_text(b, " null]");
    writer_dict(w, node[i].ref);
    return ERR_OK;
}

enum err
bookmarks_write(struct writer *w, struct ref *out)
{
    *out = (struct ref){0};
    size_t n = w->document->n_bookmarks;
    if (n == 0)
        return ERR_OK;
    struct node *node = arena_array(w->arena, n + 1, sizeof *node);
    if (node == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i <= n; i++)
        node[i].ref = haru_reserve(w->haru);
    for (size_t i = 1; i <= n; i++)
        tie(w->document, node, i);
    for (size_t i = 1; i <= n; i++) {
        enum err err = put_node(w, node, i);
        if (err != ERR_OK)
            return err;
    }
    buf_printf(&w->body, "/Type/Outlines/Count %zu", node[NONE].below);
    put_tie(&w->body, "/First", node, node[NONE].first);
    put_tie(&w->body, "/Last", node, node[NONE].last);
    writer_dict(w, node[NONE].ref);
    *out = node[NONE].ref;
    return haru_status(w->haru);
}
