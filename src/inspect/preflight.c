#include "inspect/preflight.h"

#include "inspect/rules.h"

DIAG_MESSAGE(bad_multiple, "inspect.pages-multiple", DIAG_ERROR,
    "ページ数が {6} で、印刷所の求める {7} の倍数ではありません。白ページを足す"
    "か、ページを減らしてください",
    "there are {6} pages; the printer asks for a multiple of {7}. Add blank "
    "pages or take some away");
DIAG_MESSAGE(too_few, "inspect.pages-least", DIAG_ERROR,
    "ページ数が {6} で、印刷所の求める {7} ページ以上ではありません",
    "there are {6} pages; the printer asks for at least {7}");
DIAG_MESSAGE(too_many, "inspect.pages-most", DIAG_ERROR,
    "ページ数が {6} で、印刷所の受ける {7} ページを超えています",
    "there are {6} pages; the printer takes at most {7}");
DIAG_MESSAGE(wrong_pdfx, "inspect.pdfx", DIAG_ERROR,
    "プロファイルは PDF/{6} を書きますが、印刷所が受けるのは {7} です。"
    "プロファイルの pdfx を変えてください",
    "the profile writes PDF/{6}, but the printer takes {7}; change the "
    "profile's pdfx");
DIAG_MESSAGE(not_outlined, "inspect.fonts-outlined", DIAG_ERROR,
    "印刷所は文字のアウトライン化を求めていますが、PDF には書体が埋め込まれます"
    "。埋め込みでの入稿を受けるか、印刷所に確かめてください",
    "the printer asks for text as outlines, but the PDF has embedded fonts; "
    "ask whether it takes them");
DIAG_MESSAGE(may_not_embed, "inspect.font-rights", DIAG_ERROR,
    "書体「{6}」は印刷用の PDF に埋め込むことを許していません。別の書体にしてく"
    "ださい",
    "the face \"{6}\" may not be embedded for printing; use another");

struct finding_about
rules_about(struct proof *p, size_t at, struct bounds area,
    const struct diag_message *message)
{
    struct finding_about about = {.message = message,
        .page = p->page,
        .at = area,
        .loc = p->layers->page->item[at].loc};
    finding_name(p->found, p->layers, at, about.object);
    return about;
}

void
rules_say(struct proof *p, const struct finding_about *about, const char *first,
    const char *second)
{
    struct finding *own = finding_add(p->found, about);
    if (own == NULL)
        return;
    own->own[0] = first;
    own->own[1] = second;
}

const char *
rules_length(struct proof *p, int64_t length)
{
    struct findings *f = p->found;
    const char *points =
        finding_number(f, unit_scale(length, 100, EMU_PER_PT), 2);
    const char *mm = finding_number(f, unit_scale(length, 100, EMU_PER_MM), 2);
    return points == NULL || mm == NULL
               ? NULL
               : finding_text(f, "%s pt (%s mm)", points, mm);
}

/* --- the whole document --------------------------------------------------- */

/* A finding of no page; B may be NULL. */
static void
say_whole(struct findings *found, const struct preflight_limits *limits,
    const struct diag_message *message, const char *a, const char *b)
{
    struct finding_about about = {
        .message = message, .loc = limits->loc, .object = {"", ""}};
    struct finding *own = finding_add(found, &about);
    if (own == NULL)
        return;
    own->own[0] = a;
    own->own[1] = b;
}

static void
check_pages(const struct document *document,
    const struct preflight_limits *limits, struct findings *found)
{
    int64_t n = (int64_t)document->n_pages;
    const struct {
        const struct diag_message *message;
        int limit;
        bool bad;
    } rule[] = {
        {&bad_multiple, limits->pages_multiple,
            limits->pages_multiple > 0 && n % limits->pages_multiple != 0},
        {&too_few, limits->pages_least, n < limits->pages_least},
        {&too_many, limits->pages_most,
            limits->pages_most > 0 && n > limits->pages_most}};
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++)
        if (rule[i].bad)
            say_whole(found, limits, rule[i].message,
                finding_number(found, n, 0),
                finding_number(found, rule[i].limit, 0));
}

static void
check_whole(const struct document *document,
    const struct preflight_limits *limits, struct findings *found)
{
    check_pages(document, limits, found);
    if (limits->written != NULL)
        say_whole(found, limits, &wrong_pdfx, limits->written, limits->pdfx);
    if (limits->outlined)
        say_whole(found, limits, &not_outlined, NULL, NULL);
}

/* --- a page --------------------------------------------------------------- */

static void
check_faces(struct proof *p)
{
    const struct page *page = p->layers->page;
    const struct face *last = NULL;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || item->run->face == last)
            continue;
        last = item->run->face;
        const struct face_info *info = face_info(last);
        if (!info->may_embed)
            say_whole(
                p->found, p->limits, &may_not_embed, info->postscript, NULL);
    }
}

static enum err
check_page(struct proof *p, const struct page *page)
{
    static enum err (*const rules[])(struct proof *) = {
        rules_total_ink, rules_thin, rules_trim, rules_pictures};
    p->layers = layers_new(p->scratch, page);
    if (p->layers == NULL)
        return ERR_NOMEM;
    check_faces(p);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        enum err err = rules[i](p);
        if (err != ERR_OK)
            return err;
    }
    return p->found->failed ? ERR_NOMEM : ERR_OK;
}

enum err
preflight_check(const struct document *document,
    const struct preflight_limits *limits, struct findings *found)
{
    check_whole(document, limits, found);
    for (size_t i = 0; i < document->n_pages; i++) {
        struct proof proof = {.scratch = arena_new(),
            .limits = limits,
            .found = found,
            .page = i};
        enum err err = proof.scratch == NULL
                           ? ERR_NOMEM
                           : check_page(&proof, document->page[i]);
        arena_free(proof.scratch);
        if (err != ERR_OK)
            return err;
    }
    return found->failed ? ERR_NOMEM : ERR_OK;
}
