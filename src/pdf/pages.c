#include "pdf/pages.h"

#include <string.h>

#include "pdf/boxes.h"
#include "pdf/cuts.h"
#include "pdf/reuse.h"
#include "pdf/tags.h"

enum { FAN_OUT = 64 }; /* children of a node of the page tree */

/* N new objects, or NULL. */
static struct ref *
reserve(struct writer *w, size_t n)
{
    struct ref *all = arena_array(w->arena, n, sizeof *all);
    for (size_t i = 0; all != NULL && i < n; i++)
        all[i] = haru_reserve(w->haru);
    return all;
}

/* How many nodes stand above N; 0 when the root is enough. */
static size_t
above(size_t n)
{
    return n <= FAN_OUT ? 0 : (n + FAN_OUT - 1) / FAN_OUT;
}

/* How many pages the file has. */
static size_t
pages_of(const struct writer *w)
{
    const struct imposed *imposed = w->options->imposed;
    return imposed == NULL ? w->document->n_pages : imposed->n;
}

enum err
pages_reserve(struct writer *w)
{
    size_t n = pages_of(w);
    w->page = reserve(w, n);
    w->node = above(n) == 0 ? NULL : reserve(w, above(n));
    if (w->page == NULL || (w->node == NULL && above(n) > 0))
        return ERR_NOMEM;
    return haru_status(w->haru);
}

/* A URI is ASCII: everything else is escaped by percent signs (RFC 3987, 3.1).
 */
static void
put_uri(struct buf *b, const char *url)
{
    struct buf uri = {0};
    for (; *url != '\0'; url++) {
        unsigned char c = (unsigned char)*url;
        if (c > 0x20 && c < 0x7F)
            buf_byte(&uri, (char)c);
        else
            buf_printf(&uri, "%%%02X", c);
    }
    if (uri.failed)
        b->failed = true;
    syntax_bytes(b, (struct str){uri.p, uri.n});
    buf_fini(&uri);
}

static struct ref
put_link(struct writer *w, const struct page *page, size_t number)
{
    const struct link *link = &page->link[number];
    const int64_t side[4] = {link->x,
        (int64_t)page->height - link->y - link->height,
        (int64_t)link->x + link->width, (int64_t)page->height - link->y};
    struct ref ref = haru_reserve(w->haru);
    struct buf *b = &w->body;
    buf_text(b, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_byte(b, ' ');
        syntax_thousandths(b, syntax_milli(side[i]));
    }
    buf_byte(b, ']');
    if (link->contents != NULL) {
        buf_text(b, "/Contents");
        syntax_text(b, str_of(link->contents));
    }
    buf_text(b, "/A<</S/URI/URI");
    put_uri(b, link->url == NULL ? "" : link->url);
    buf_text(b, ">>");
    tags_put_link(w, page, number, ref, b);
    writer_dict(w, ref);
    return ref;
}

/* The annotations of PAGE as an array, kept until the page is written. */
static void
put_links(struct writer *w, const struct page *page, struct buf *out)
{
    if (page->n_links == 0 || w->print != NULL || w->options->imposed != NULL)
        return;
    buf_text(out, "/Annots[");
    for (size_t i = 0; i < page->n_links; i++) {
        if (i > 0)
            buf_byte(out, ' ');
        syntax_ref(out, put_link(w, page, i));
    }
    buf_byte(out, ']');
}

/* The one of NODE above child I; the root when there are none. */
static struct ref
parent_of(const struct writer *w, const struct ref *node, size_t i)
{
    return node == NULL ? haru_pages(w->haru) : node[i / FAN_OUT];
}

/* /Contents: a stream, or an array of them. */
static void
put_streams(struct writer *w, const struct content *c, struct buf *out)
{
    size_t n = cuts_count(c);
    buf_text(out, n > 1 ? "/Contents[" : "/Contents ");
    for (size_t i = 0; i < n; i++) {
        bool packed;
        struct ref stream = haru_reserve(w->haru);
        struct str data = cuts_stream(c, i, &packed);
        w->varies = cuts_varies(c, i);
        if (packed)
            writer_stream_packed(w, stream, data);
        else
            writer_stream(w, stream, DEFLATE_TEXT, data);
        if (i > 0)
            buf_byte(out, ' ');
        syntax_ref(out, stream);
    }
    w->varies = false;
    if (n > 1)
        buf_byte(out, ']');
}

void
pages_put(struct writer *w, size_t number, const struct page *page,
    const struct content *c)
{
    struct buf links = {0}, *b = &w->body;
    struct buf contents = {0};
    put_streams(w, c, &contents);
    reuse_keep_page(w, number, c);
    put_links(w, page, &links);
    buf_text(b, "/Type/Page");
    syntax_entry(b, "/Parent", parent_of(w, w->node, number));
    boxes_put(w, page, b);
    if (c->blended && w->print != NULL)
        buf_text(b, "/Group<</S/Transparency/CS/DeviceCMYK>>");
    resource_put(w, &c->resources, b);
    buf_put(b, contents.p, contents.n);
    buf_put(b, links.p, links.n);
    b->failed = b->failed || links.failed || contents.failed;
    buf_fini(&contents);
    buf_fini(&links);
    tags_put_page(w, page, b);
    writer_dict(w, w->page[number]);
}

/* /Kids and /Count of a node with N children that hold COUNT pages. */
static void
put_kids(struct buf *b, const struct ref *kid, size_t n, size_t count)
{
    buf_text(b, "/Kids[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_byte(b, ' ');
        syntax_ref(b, kid[i]);
    }
    buf_printf(b, "]/Count %zu", count);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

enum err
pages_tree(struct writer *w)
{
    size_t total = pages_of(w), n = total, span = 1;
    const struct ref *kid = w->page, *node = w->node;
    while (n > FAN_OUT) {
        size_t m = above(n);
        const struct ref *upper = above(m) == 0 ? NULL : reserve(w, above(m));
        if (upper == NULL && above(m) > 0)
            return ERR_NOMEM;
        span *= FAN_OUT;
        for (size_t i = 0; i < m; i++) {
            buf_text(&w->body, "/Type/Pages");
            syntax_entry(&w->body, "/Parent", parent_of(w, upper, i));
            put_kids(&w->body, kid + i * FAN_OUT,
                least(FAN_OUT, n - i * FAN_OUT), least(span, total - i * span));
            writer_dict(w, node[i]);
        }
        kid = node;
        node = upper;
        n = m;
    }
    put_kids(&w->body, kid, n, total);
    writer_dict(w, haru_pages(w->haru));
    return haru_status(w->haru);
}

/* LABEL as a plain positive number, or 0. */
static size_t
label_number(const char *label)
{
    int value;
    bool plain = label[0] >= '1' && label[0] <= '9';
    return plain && str_integer(str_of(label), &value) ? (size_t)value : 0;
}

void
pages_labels(const struct writer *w, struct buf *out)
{
    size_t expected = 1; /* what a reader shows without an entry; 0: unknown */
    bool begun = false;
    size_t n = w->options->imposed == NULL ? w->document->n_pages : 0;
    for (size_t i = 0; i < n; i++) {
        const char *label = w->document->page[i]->label;
        size_t number = label == NULL ? i + 1 : label_number(label);
        bool follows = number != 0 && number == expected;
        expected = number == 0 ? 0 : number + 1;
        if (follows)
            continue;
        if (!begun)
            buf_text(out, "/PageLabels<</Nums[");
        if (!begun && i > 0)
            buf_text(out, "0<</S/D>>");
        begun = true;
        buf_printf(out, "%zu<<", i);
        if (number != 0) {
            buf_printf(out, "/S/D/St %zu>>", number);
        } else {
            buf_text(out, "/P");
            syntax_text(out, str_of(label));
            buf_text(out, ">>");
        }
    }
    if (begun)
        buf_text(out, "]>>");
}
