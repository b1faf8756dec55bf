#include "inspect/contrast.h"

#include "inspect/body.h"
#include "inspect/ground.h"
#include "inspect/wcag.h"

DIAG_MESSAGE(low, "inspect.contrast", DIAG_WARN,
    "ページ {1} の ({2}) mm にある{3}など {5} か所の文字は、色と地の色 {6} の"
    "コントラスト比が {7} で、WCAG AA の {8} に足りません。{9} なら足ります",
    "page {1} at ({2}) mm, {4}: the contrast of text and ground ({6}) is {7} "
    "({5} in all); WCAG AA wants {8}; {9} would do");
DIAG_MESSAGE(on_picture, "inspect.contrast-picture", DIAG_NOTE,
    "ページ {1} の ({2}) mm にある{3}など {5} か所の文字は画像の上にあり、"
    "コントラストを判定できません。読めるかどうか目で確かめてください",
    "page {1} at ({2}) mm, {4}: text lies on a picture in {5} places, so that "
    "its contrast cannot be judged; see for yourself whether it can be read");
DIAG_MESSAGE(hidden, "inspect.text-hidden", DIAG_WARN,
    "ページ {1} の ({2}) mm にある{3}など {5} か所の文字は、上に塗られた物に"
    "隠れて見えません。順序か位置を変えてください",
    "page {1} at ({2}) mm, {4}: text is hidden by what is painted over it in "
    "{5} places; change the order or the place");

/* A page and what is found on it. */
struct hunt {
    struct findings *found;
    struct layers *layers;
    size_t page;
};

static uint64_t
packed(const uint8_t rgb[3])
{
    return (uint64_t)rgb[0] << 16 | (uint64_t)rgb[1] << 8 | rgb[2];
}

/* The table or list that item AT is in, the outermost; NULL: none.  Its rows
 * have lines of their own, but one colour. */
static const void *
table_of(const struct page *page, size_t at)
{
    uint32_t sequence = page->item[at].sequence;
    const struct element *e =
        sequence == 0 ? NULL : page->sequence[sequence - 1];
    const struct element *found = NULL;
    for (; e != NULL; e = e->parent)
        if (e->role == ROLE_TABLE || e->role == ROLE_L)
            found = e;
    return found;
}

/* ABOUT item AT, without what only some findings have. */
static struct finding_about
about(struct hunt *h, size_t at, const struct diag_message *message)
{
    const struct item *item = &h->layers->page->item[at];
    struct finding_about a = {.message = message,
        .page = h->page,
        .at = body_all(item, false),
        .loc = item->loc,
        .whole = table_of(h->layers->page, at),
        .any_page = true};
    finding_name(h->found, h->layers, at, a.object);
    return a;
}

static void
say_low(struct hunt *h, size_t at, const struct ground *g, int wanted)
{
    struct findings *f = h->found;
    const struct item *item = &h->layers->page->item[at];
    struct finding_about a = about(h, at, &low);
    uint8_t text[3], under[3];
    uint64_t ground = g->varies ? UINT32_MAX : packed(g->under);
    a.group = packed(item->colour.rgb) << 32 | ground;
    a.group ^= wanted == WCAG_LARGE ? (uint64_t)1 << 60 : 0;
    a.worst = -g->ratio;
    struct finding *own = finding_add(f, &a);
    if (own == NULL)
        return;
    own->own[0] = finding_text(f, "#%06x / #%06x", (unsigned)packed(g->text),
        (unsigned)packed(g->under));
    own->own[1] = finding_text(f, "%d.%02d:1", g->ratio / 100, g->ratio % 100);
    own->own[2] = finding_text(f, "%d.%d:1", wanted / 10, wanted % 10);
    wcag_suggest(g->text, g->under, wanted, text, under);
    own->own[3] = finding_text(
        f, "#%06x / #%06x", (unsigned)packed(text), (unsigned)packed(under));
}

static enum err
check_text(struct hunt *h, size_t at)
{
    const struct item *item = &h->layers->page->item[at];
    struct ground g;
    enum err err = ground_of_text(h->layers, at, &g);
    if (err != ERR_OK)
        return err;
    if (g.picture || g.hidden) {
        struct finding_about a =
            about(h, at, g.picture ? &on_picture : &hidden);
        (void)finding_add(h->found, &a);
    }
    bool large =
        wcag_is_large(item->run->size, face_info(item->run->face)->weight);
    int wanted = large ? WCAG_LARGE : WCAG_TEXT;
    if (g.ratio > 0 && !wcag_suffices(g.text, g.under, wanted))
        say_low(h, at, &g, wanted);
    return ERR_OK;
}

static bool
varies(const struct page *page)
{
    for (size_t i = 0; i < page->n_items; i++)
        if (page->item[i].varies)
            return true;
    return false;
}

/* ONLY_VARYING: of all texts those that other editions have otherwise. */
static enum err
check_page(struct hunt *h, bool only_varying)
{
    const struct page *page = h->layers->page;
    enum err err = ERR_OK;
    for (size_t i = 0; i < page->n_items && err == ERR_OK; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || h->layers->around[i].ornament ||
            item->colour.transparent || (only_varying && !item->varies))
            continue;
        err = check_text(h, i);
    }
    return err;
}

enum err
contrast_check(struct arena *scratch, const struct document *document,
    const struct document *known, struct findings *found)
{
    enum err err = ERR_OK;
    for (size_t p = 0; p < document->n_pages && err == ERR_OK; p++) {
        const struct page *page = document->page[p];
        bool same =
            known != NULL && p < known->n_pages && page->like == known->page[p];
        if (same && !varies(page))
            continue;
        struct hunt h = {found, layers_new(scratch, page), p};
        err = h.layers == NULL ? ERR_NOMEM : check_page(&h, same);
    }
    return err == ERR_OK && found->failed ? ERR_NOMEM : err;
}
