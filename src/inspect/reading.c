#include "inspect/reading.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

DIAG_MESSAGE(no_alt, "inspect.alt", DIAG_ERROR,
    "ページ {1} の ({2}) mm にある画像に、読み上げ用の説明がありません。alt に"
    "書くか、飾りなら decorative = yes としてください",
    "page {1} at ({2}) mm: the picture has no words to be read aloud; write "
    "them in alt, or decorative = yes when it is an ornament");
DIAG_MESSAGE(alt_is_file, "inspect.alt-file", DIAG_WARN,
    "ページ {1} の ({2}) mm にある画像の説明「{6}」はファイル名で、読み上げても"
    "何の画像か分かりません。alt に、画像の伝える内容を書いてください",
    "page {1} at ({2}) mm: the words for the picture are the name of a file, "
    "\"{6}\", which tells nobody what it shows; say so in alt");
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
DIAG_MESSAGE(no_head, "inspect.table-head", DIAG_WARN,
    "ページ {1} の表の {6} 列目に見出しがなく、読み上げでは値が何か分かりませ"
    "ん。head.列名 で見出しを付けてください",
    "page {1}: column {6} of the table has no head, so that who hears it "
    "cannot tell what its values are; give it one with head.COLUMN");
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

/* Blanks, punctuation and symbols alone say nothing. */
static bool
is_mark(uint32_t c)
{
    static const uint32_t marks[][2] = {{0, '0' - 1}, {'9' + 1, 'A' - 1},
        {'Z' + 1, 'a' - 1}, {'z' + 1, 0xBF}, {0x2000, 0x206F}, {0x2190, 0x2BFF},
        {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x303F}, {0x30FB, 0x30FB},
        {0xFE00, 0xFE6F}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40},
        {0xFF5B, 0xFF65}, {UTF8_BAD, UTF8_BAD}};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (c >= marks[i][0] && c <= marks[i][1])
            return true;
    return false;
}

static bool
has_words(struct str text)
{
    for (size_t at = 0, next; at < text.n; at = next)
        if (!is_mark(utf8_next(text, at, &next)))
            return true;
    return false;
}

static bool
is_file_name(struct str text)
{
    static const char *const endings[] = {
        ".svg", ".png", ".jpg", ".jpeg", ".pdf", ".tif", ".tiff", ".gif"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t n = strlen(endings[i]);
        if (text.n > n && strncasecmp(text.p + text.n - n, endings[i], n) == 0)
            return true;
    }
    return false;
}

static void
check_figure(const struct element *element, struct findings *found)
{
    const struct element_extra *extra = element->extra;
    struct str alt = {NULL, 0};
    if (extra == NULL)
        return;
    if (extra->alt != NULL)
        alt = str_trim(str_of(extra->alt));
    const struct where where = {extra->page,
        box(extra->x, extra->y, extra->width, extra->height), extra->loc};
    if (!has_words(alt)) {
        (void)add(found, &no_alt, &where);
        return;
    }
    struct finding *own =
        is_file_name(alt) ? add(found, &alt_is_file, &where) : NULL;
    if (own != NULL)
        own->own[0] = extra->alt;
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
is_a(const struct kid *kid, enum role role)
{
    return kid->kind == KID_ELEMENT && kid->element->role == role;
}

static bool
has_heads(const struct element *table)
{
    size_t depth = 0;
    for (const struct kid *kid = table->first; kid != NULL;
         kid = structure_next(kid, table, &depth))
        if (is_a(kid, ROLE_TH_COLUMN))
            return true;
    return false;
}

/* Cell AT of ROW, or NULL. */
static const struct element *
cell_at(const struct element *row, size_t at)
{
    const struct kid *kid = row->first;
    while (kid != NULL && at-- > 0)
        kid = kid->next;
    return kid == NULL ? NULL : kid->element;
}

/* True when cells of TABLE's body say something in column AT, whose head is
 * blank, and are not heads themselves: no corner. */
static bool
wants_head(const struct element *table, size_t at)
{
    for (const struct kid *group = table->first; group != NULL;
         group = group->next) {
        if (!is_a(group, ROLE_TBODY))
            continue;
        for (const struct kid *row = group->element->first; row != NULL;
             row = row->next) {
            const struct element *cell = cell_at(row->element, at);
            if (cell != NULL && cell->role == ROLE_TD && cell->first != NULL)
                return true;
        }
    }
    return false;
}

static const struct element *
head_row(const struct element *table)
{
    for (const struct kid *kid = table->first; kid != NULL; kid = kid->next)
        if (is_a(kid, ROLE_THEAD) && kid->element->first != NULL)
            return kid->element->first->element;
    return NULL;
}

static void
check_heads(const struct document *document, const struct element *table,
    struct findings *found)
{
    const struct element *row = head_row(table);
    const struct where where = find_content(document, table);
    if (!has_heads(table)) {
        (void)add(found, &no_heads, &where);
        return;
    }
    size_t at = 0;
    for (const struct kid *kid = row->first; kid != NULL;
         kid = kid->next, at++) {
        if (!is_a(kid, ROLE_TD) || !wants_head(table, at))
            continue;
        struct finding *own = add(found, &no_head, &where);
        if (own != NULL)
            own->own[0] = finding_text(found, "%zu", at + 1);
    }
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
    return !has_words(str_of(words));
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
    if (element->role == ROLE_TABLE)
        check_heads(document, element, found);
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
