#include "inspect/reading.h"

#include <string.h>

#include "base/utf8.h"

DIAG_MESSAGE(no_alt, "inspect.alt", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある画像に、読み上げ用の説明がありません。alt に"
    "書くか、飾りなら decorative = yes としてください",
    "page {1} at ({2}) mm: the picture has no words to be read aloud; write "
    "them in alt, or decorative = yes when it is an ornament");
DIAG_MESSAGE(skips, "inspect.heading", DIAG_WARN,
    "ページ {1} の見出しの深さ {6} は、前の見出しより二つ以上深くなっています"
    "（{5} か所）。構造では深さ {7} としました。見出しの # の数か title-level "
    "を"
    "直してください",
    "page {1}: a heading of level {6} is more than one below the heading "
    "before "
    "it ({5} in all); its level in the structure is {7}. Correct its # or "
    "title-level");
DIAG_MESSAGE(no_heads, "inspect.table-heads", DIAG_WARN,
    "ページ {1} の表に列の見出しがなく、読み上げでは値が何か分かりません。"
    "head.列名 で見出しを付けてください",
    "page {1}: the table has no heads of columns, so that who hears it cannot "
    "tell what its values are; give it heads with head.COLUMN");
DIAG_MESSAGE(vague, "inspect.link-text", DIAG_WARN,
    "ページ {1} の ({2}) mm にあるリンク「{6}」は、それだけでは行き先が分かり"
    "ません（{5} か所）。行き先を表す言葉をリンクにしてください",
    "page {1} at ({2}) mm: the link \"{6}\" does not say by itself where it "
    "leads ({5} in all); let the words of the link name its target");
DIAG_MESSAGE(other_language, "inspect.language", DIAG_WARN,
    "文書の言語は「{6}」ですが、ページ {1} "
    "に日本語の文章があります。[document] "
    "の lang を直してください",
    "the language of the document is \"{6}\", but page {1} has Japanese text; "
    "correct lang in [document]");

/* The box of link NUMBER, of an element, or of the first item of a sequence. */
struct where {
    size_t page;
    struct bounds at;
    struct loc loc;
};

static struct bounds
box(emu x, emu y, emu width, emu height)
{
    return (struct bounds){x, y, x + width, y + height};
}

/* Where the content of ELEMENT begins: the first item below it. */
static struct where
find_content(const struct document *document, const struct element *element)
{
    size_t depth = 0;
    for (const struct kid *kid = element->first; kid != NULL;
         kid = structure_next(kid, element, &depth)) {
        if (kid->kind != KID_SEQUENCE)
            continue;
        const struct page *page = document->page[kid->page];
        for (size_t i = 0; i < page->n_items; i++) {
            const struct item *item = &page->item[i];
            if (item->sequence == kid->number + 1)
                return (struct where){kid->page,
                    box(item->x, item->y, item->width, item->height),
                    item->loc};
        }
    }
    return (struct where){0, {0, 0, 0, 0}, LOC_NONE};
}

static struct finding *
add(struct findings *found, const struct diag_message *message,
    const struct where *where)
{
    const struct finding_about about = {.message = message,
        .page = where->page,
        .at = where->at,
        .loc = where->loc,
        .object = {"", ""},
        .any_page = true};
    return finding_add(found, &about);
}

static void
check_figure(const struct element *element, struct findings *found)
{
    const struct element_extra *extra = element->extra;
    if (extra == NULL ||
        (extra->alt != NULL && str_trim(str_of(extra->alt)).n > 0))
        return;
    const struct where where = {extra->page,
        box(extra->x, extra->y, extra->width, extra->height), extra->loc};
    (void)add(found, &no_alt, &where);
}

static void
check_heading(const struct document *document, const struct element *element,
    struct findings *found)
{
    const struct element_extra *extra = element->extra;
    int given = (int)(element->role - ROLE_H1) + 1;
    /* The first heading is H1 whatever its level: nothing is skipped. */
    if (extra == NULL || extra->wanted <= given || extra->first)
        return;
    struct where where = find_content(document, element);
    where.loc = extra->loc;
    struct finding *own = add(found, &skips, &where);
    if (own == NULL)
        return;
    own->own[0] = finding_text(found, "%d", extra->wanted);
    own->own[1] = finding_text(found, "%d", given);
}

static bool
has_heads(const struct element *table)
{
    size_t depth = 0;
    for (const struct kid *kid = table->first; kid != NULL;
         kid = structure_next(kid, table, &depth))
        if (kid->kind == KID_ELEMENT && kid->element->role == ROLE_TH_COLUMN)
            return true;
    return false;
}

/* Words that name no target, as people link them. */
static bool
is_vague(const char *words)
{
    static const char *const list[] = {"こちら", "ここ", "コチラ", "リンク",
        "詳細", "詳しくは", "詳しくはこちら", "詳細はこちら", "続き",
        "続きを読む", "もっと見る", "クリック", "here", "click here", "link",
        "more", "read more", "details", "this page"};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (strcmp(words, list[i]) == 0)
            return true;
    return false;
}

static void
check_links(const struct document *document, struct findings *found)
{
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_links; i++) {
            const struct link *link = &page->link[i];
            if (link->element == NULL || link->contents == NULL ||
                !is_vague(link->contents))
                continue;
            struct where where = find_content(document, link->element);
            where.page = p;
            where.at = box(link->x, link->y, link->width, link->height);
            struct finding *own = add(found, &vague, &where);
            if (own != NULL)
                own->own[0] = link->contents;
        }
    }
}

/* Kana are written in Japanese alone. */
static bool
has_kana(struct str text)
{
    for (size_t at = 0, next; at < text.n; at = next) {
        uint32_t c = utf8_next(text, at, &next);
        if (c >= 0x3041 && c <= 0x30FA)
            return true;
    }
    return false;
}

/* Does ITEM belong to an element that says its language? */
static bool
says_language(const struct page *page, const struct item *item)
{
    const struct element *element =
        item->sequence == 0 ? NULL : page->sequence[item->sequence - 1];
    for (; element != NULL; element = element->parent)
        if (element->extra != NULL && element->extra->lang != NULL)
            return true;
    return false;
}

/* The first Japanese text of a document that says it is of another language. */
static void
check_language(const struct document *document, struct findings *found)
{
    const char *lang = document->lang;
    if (lang == NULL || strncmp(lang, "ja", 2) == 0)
        return;
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct page *page = document->page[p];
        for (size_t i = 0; i < page->n_items; i++) {
            const struct item *item = &page->item[i];
            if (item->kind != ITEM_GLYPHS || !has_kana(item->run->text) ||
                says_language(page, item))
                continue;
            const struct where where = {
                p, box(item->x, item->y, 0, 0), item->loc};
            struct finding *own = add(found, &other_language, &where);
            if (own != NULL)
                own->own[0] = lang;
            return;
        }
    }
}

static void
check_element(const struct document *document, const struct element *element,
    struct findings *found)
{
    if (element->role == ROLE_FIGURE)
        check_figure(element, found);
    if (element->role >= ROLE_H1 && element->role <= ROLE_H6)
        check_heading(document, element, found);
    if (element->role == ROLE_TABLE && !has_heads(element)) {
        const struct where where = find_content(document, element);
        (void)add(found, &no_heads, &where);
    }
}

enum err
reading_check(const struct document *document, struct findings *found)
{
    const struct element *root = document->structure->root;
    size_t depth = 0;
    for (const struct kid *kid = root->first; kid != NULL;
         kid = structure_next(kid, root, &depth))
        if (kid->kind == KID_ELEMENT)
            check_element(document, kid->element, found);
    check_links(document, found);
    check_language(document, found);
    return found->failed ? ERR_NOMEM : ERR_OK;
}
