/* The order of work: fonts first, since content needs the codes that only the
 * subsets give; then pages, then what looks at all pages; then the file. */
#include "pdf/pdf.h"

#include "page/painter.h"
#include "pdf/bookmarks.h"
#include "pdf/boxes.h"
#include "pdf/classic.h"
#include "pdf/finish.h"
#include "pdf/fonts.h"
#include "pdf/forms.h"
#include "pdf/glyphs.h"
#include "pdf/limits.h"
#include "pdf/metadata.h"
#include "pdf/opaque.h"
#include "pdf/pages.h"
#include "pdf/pdfx.h"
#include "pdf/reuse.h"
#include "pdf/save.h"
#include "pdf/tags.h"

/* The painter of all pages. */
struct walk {
    struct writer *w;
    struct content content;
    size_t number;
};

static enum err
page_begin(void *self, const struct page *page, size_t number)
{
    struct walk *walk = self;
    walk->number = number;
    content_init(&walk->content, walk->w, page);
    return boxes_begin(&walk->content);
}

/* Pictures that cannot be read are all said before the job is given up. */
static enum err
page_item(void *self, const struct item *item)
{
    struct walk *walk = self;
    if (!forms_has(walk->w, walk->number))
        return ERR_OK;
    enum err err = content_item(&walk->content, item);
    return err == ERR_INPUT ? ERR_OK : err;
}

static enum err
page_end(void *self, const struct page *page)
{
    struct walk *walk = self;
    enum err err = boxes_end(&walk->content, walk->number);
    if (err == ERR_OK)
        err = content_end(&walk->content);
    bool form = walk->w->options->imposed != NULL;
    if (err == ERR_OK && form && forms_has(walk->w, walk->number))
        forms_put(walk->w, walk->number, &walk->content);
    else if (err == ERR_OK && !form)
        pages_put(walk->w, walk->number, page, &walk->content);
    content_fini(&walk->content);
    return err == ERR_OK ? haru_status(walk->w->haru) : err;
}

static enum err
write_pages(struct writer *w)
{
    struct walk walk = {.w = w};
    struct painter painter = {&walk, page_begin, page_item, page_end};
    size_t before = diag_errors(w->diag);
    enum err err = document_paint(w->document, &painter);
    content_fini(&walk.content);
    if (err == ERR_OK && diag_errors(w->diag) > before)
        err = ERR_INPUT;
    return err;
}

/* Page objects, and what has its number before it is written. */
static enum err
reserve(struct writer *w)
{
    enum err err = pages_reserve(w);
    if (err == ERR_OK && w->options->imposed != NULL)
        err = forms_reserve(w);
    if (err == ERR_OK && w->options->tagged)
        err = tags_new(w);
    return err;
}

static enum err
write_fonts(struct writer *w)
{
    size_t from = w->streamed;
    enum err err = fonts_write(w);
    if (w->options->weights != NULL)
        w->options->weights->fonts = w->streamed - from;
    return err;
}

static enum err
write_all(struct writer *w, struct buf *out)
{
    struct ref outline = {0};
    enum err err = limits_check(w);
    if (err == ERR_OK && w->print != NULL)
        err = pdfx_check(w);
    if (err == ERR_OK)
        err = reuse_begin(w);
    if (err == ERR_OK)
        err = reserve(w);
    if (err == ERR_OK)
        err = glyphs_collect(w);
    if (err == ERR_OK)
        err = write_fonts(w);
    if (err == ERR_OK)
        err = write_pages(w);
    if (err == ERR_OK && w->options->imposed != NULL)
        err = forms_sides(w);
    if (err == ERR_OK)
        err = pages_tree(w);
    if (err == ERR_OK && w->print == NULL && w->options->imposed == NULL)
        err = bookmarks_write(w, &outline);
    if (err == ERR_OK)
        err = metadata_write(w, outline);
    if (err != ERR_OK)
        return err;
    return opaque_only(w) ? classic_file(w, out) : save_file(w, out);
}

enum err
pdf_write(struct diag *diag, const struct document *document,
    const struct pdf_options *options, struct buf *out)
{
    if (document->n_pages == 0)
        return ERR_INTERNAL;
    struct writer w = {.diag = diag,
        .document = document,
        .options = options,
        .print = options->print};
    enum err err = ERR_NOMEM;
    if (options->weights != NULL)
        *options->weights =
            (struct pdf_weights){.arena = options->weights->arena};
    w.arena = arena_new();
    w.deflate = deflate_open(options->memory);
    if (w.arena != NULL && w.deflate != NULL)
        err = haru_new(w.arena, &w.haru);
    size_t start = out->n;
    if (err == ERR_OK)
        err = write_all(&w, out);
    if (err == ERR_OK)
        err = finish_file(diag, options, out, start);
    if (err == ERR_OK)
        reuse_end(&w);
    buf_fini(&w.body);
    buf_fini(&w.packed.bodies);
    haru_free(w.haru);
    deflate_close(w.deflate);
    arena_free(w.arena);
    return err;
}
