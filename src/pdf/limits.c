#include "pdf/limits.h"

#include "base/utf8.h"

DIAG_MESSAGE(long_address, "pdf.long-address", DIAG_ERROR,
    "リンク先「{1}…」（{2} ページ）は {3} バイトあり、PDF の文字列の上限 "
    "32,767 バイトを超えます。短くしてください",
    "the address of a link, \"{1}...\" (page {2}), is {3} bytes long, more "
    "than a string "
    "of PDF holds (32,767); shorten it");
DIAG_MESSAGE(long_words, "pdf.long-link", DIAG_ERROR,
    "リンクの文字列「{1}…」（{2} ページ）は {3} バイトあり、PDF の文字列の上限 "
    "32,767 バイトを超えます。短くしてください",
    "the words of a link, \"{1}...\" (page {2}), is {3} bytes long, more than "
    "a string "
    "of PDF holds (32,767); shorten it");
DIAG_MESSAGE(long_heading, "pdf.long-heading", DIAG_ERROR,
    "見出し「{1}…」（{2} ページ）は {3} バイトあり、PDF の文字列の上限 "
    "32,767 バイトを超えます。短くしてください",
    "the heading \"{1}...\" (page {2}) is {3} bytes long, more than a string "
    "of PDF holds (32,767); shorten it");
DIAG_MESSAGE(long_alt, "pdf.long-alt", DIAG_ERROR,
    "図の代替テキスト「{1}…」（{2} ページ）は {3} バイトあり、PDF "
    "の文字列の上限 "
    "32,767 バイトを超えます。短くしてください",
    "the alt text \"{1}...\" (page {2}) is {3} bytes long, more than a string "
    "of PDF holds (32,767); shorten it");

enum { STRING_MAX = 32767, SHOWN = 20 };

/* The bytes of TEXT as a text string (ISO 32000-1, 7.9.2.2). */
static size_t
length_of(struct str text)
{
    size_t units = 0;
    bool ascii = true;
    for (size_t at = 0; at < text.n; units++) {
        uint32_t c = utf8_next(text, at, &at);
        ascii = ascii && c < 0x80;
        units += c > 0xFFFF;
    }
    return ascii ? text.n : 2 + 2 * units;
}

static bool
is_long(const char *text)
{
    struct str all = str_of(text == NULL ? "" : text);
    return all.n > STRING_MAX / 2 && length_of(all) > STRING_MAX;
}

static struct str
beginning(struct str text)
{
    size_t at = 0;
    for (int i = 0; i < SHOWN && at < text.n; i++)
        (void)utf8_next(text, at, &at);
    return (struct str){text.p, at};
}

/* Says MESSAGE when TEXT is too long; an earlier *ERR is kept. */
static void
check(struct writer *w, const char *text, const struct diag_message *message,
    size_t page, struct loc loc, enum err *err)
{
    struct diag *diag = w->diag;
    if (!is_long(text))
        return;
    struct str all = str_of(text);
    enum err said = DIAG(diag, loc, message, diag_str(diag, beginning(all)),
        diag_int(diag, (int64_t)page + 1),
        diag_int(diag, (int64_t)length_of(all)));
    *err = *err == ERR_OK ? said : *err;
}

/* Where the words of LINK come from. */
static struct loc
loc_of_link(const struct page *page, const struct link *link)
{
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_GLYPHS && item->x >= link->x &&
            item->x < link->x + link->width && item->y >= link->y &&
            item->y <= link->y + link->height)
            return item->loc;
    }
    return LOC_NONE;
}

static void
check_page(struct writer *w, size_t number, enum err *err)
{
    const struct page *page = w->document->page[number];
    for (size_t i = 0; i < page->n_links; i++) {
        const struct link *link = &page->link[i];
        if (!is_long(link->url) && !is_long(link->contents))
            continue;
        struct loc loc = loc_of_link(page, link);
        check(w, link->url, &long_address, number, loc, err);
        check(w, link->contents, &long_words, number, loc, err);
    }
}

static void
check_alt(struct writer *w, enum err *err)
{
    const struct element *root = w->document->structure->root;
    size_t depth = 0;
    for (const struct kid *kid = root->first; kid != NULL;
         kid = structure_next(kid, root, &depth)) {
        const struct element_extra *extra =
            kid->kind == KID_ELEMENT ? kid->element->extra : NULL;
        if (extra != NULL)
            check(w, extra->alt, &long_alt, extra->page, extra->loc, err);
    }
}

enum err
limits_check(struct writer *w)
{
    const struct document *d = w->document;
    enum err err = ERR_OK;
    for (size_t i = 0; i < d->n_pages; i++)
        check_page(w, i, &err);
    for (size_t i = 0; i < d->n_bookmarks; i++)
        check(w, d->bookmark[i].title, &long_heading, d->bookmark[i].page,
            LOC_NONE, &err);
    if (w->options->tagged)
        check_alt(w, &err);
    return err;
}
