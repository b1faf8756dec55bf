#include "inspect/release.h"

#include "base/utf8.h"
#include "inspect/contact.h"
#include "inspect/exhibit.h"
#include "inspect/phone.h"
#include "inspect/seen.h"
#include "inspect/sign.h"

RELEASE_MESSAGE(no_headline, "inspect.headline",
    "リリースに文書の見出し（heading = "
    "1）がないか、その文字が空です。何の発表か"
    "が一目で分かる見出しを書いてください",
    "the release has no headline (heading = 1), or an empty one; write one "
    "that says at a glance what it is about");
RELEASE_MESSAGE(block_phone, "inspect.contact-phone",
    "ページ {1} の ({2}) mm にある連絡先「{6}」に、電話番号がありません。記者が"
    "すぐに確かめられる電話番号（例 03-1234-5678）を書いてください",
    "page {1} at ({2}) mm: the contact \"{6}\" has no telephone number; give "
    "one that reporters can call, such as 03-1234-5678");
RELEASE_MESSAGE(no_phone, "inspect.contact-phone",
    "リリースのどこにも電話番号がありません。問い合わせ先に電話番号（例 "
    "03-1234-5678）を書き、そのブロックの名前を [press] の contact "
    "に書いてください",
    "no telephone number stands in the release; give one that reporters can "
    "call, such as 03-1234-5678, and name its block in contact of [press]");
RELEASE_MESSAGE(block_mail, "inspect.contact-mail",
    "ページ {1} の ({2}) mm にある連絡先「{6}」に、メールアドレスがありません。"
    "半角で（例 press@example.jp）書いてください",
    "page {1} at ({2}) mm: the contact \"{6}\" has no mail address; give one "
    "in ASCII, such as press@example.jp");
RELEASE_MESSAGE(no_mail, "inspect.contact-mail",
    "リリースのどこにもメールアドレスがありません。問い合わせ先に半角で（例 "
    "press@example.jp）書き、そのブロックの名前を [press] の contact "
    "に書いてください",
    "no mail address stands in the release; give one in ASCII, such as "
    "press@example.jp, and name its block in contact of [press]");
RELEASE_MESSAGE(no_contact, "inspect.contact",
    "[press] の contact に書いた連絡先「{6}」は、どのページにもありません。ペー"
    "ジに置くか、contact を変えてください",
    "the contact \"{6}\" that [press] names is on no page; place it or change "
    "contact");
RELEASE_MESSAGE(no_clubs, "inspect.clubs",
    "ほかに配る記者クラブが分かりません。[press] に「clubs = 記者クラブの名前, "
    "…」と書き、リリースにも「同時提供：…」のように書いてください",
    "it is not said which other press clubs get the release; write clubs = "
    "NAME, ... in [press] and name them in the release");
RELEASE_MESSAGE(not_named, "inspect.clubs",
    "記者クラブ「{6}」の名前がリリースにありません。「同時提供：{6}」のように"
    "書くか、配らないなら [press] の clubs から消してください",
    "the press club \"{6}\" is not named in the release; name it there, or "
    "take it out of clubs of [press] when it does not get the release");
RELEASE_MESSAGE(no_label, "inspect.figure-label",
    "ページ {1} の ({2}) mm にある{3}に、見出しがありません。何を表すかを "
    "title に書くか、「図1 …」とすぐ上か下に書いてください"
    "（中身を伝えないロゴなどは [press] の not-figures に）",
    "page {1} at ({2}) mm: {4} has no label; say in title what it shows, or "
    "write \"Figure 1 ...\" right above or below it (a logo and the like "
    "belong in not-figures of [press])");
RELEASE_MESSAGE(no_source, "inspect.figure-source",
    "ページ {1} の ({2}) mm "
    "にある{3}に、出典がありません。見出しなどに出典を書い"
    "た注の合印（[^名前]）を付けるか、「出典：…」とすぐ下に書いてください",
    "page {1} at ({2}) mm: {4} tells no source; refer to a note that tells it "
    "([^name]) in its title or heads, or write \"Source: ...\" right below "
    "it");

/* --- findings ------------------------------------------------------------- */

static struct finding *
add(struct findings *found, const struct diag_message *message,
    const struct part *part, const char *const object[2])
{
    const struct finding_about about = {.message = message,
        .page = part->page,
        .at = part_box(part->frame),
        .loc = part->frame->loc,
        .object = {object[0], object[1]},
        .whole = part->frame};
    return finding_add(found, &about);
}

/* A finding of no page, one for each of NAME. */
static void
add_whole(struct findings *found, const struct diag_message *message,
    struct loc loc, const char *name)
{
    const struct finding_about about = {
        .message = message, .loc = loc, .object = {"", ""}, .whole = name};
    struct finding *own = finding_add(found, &about);
    if (own != NULL)
        own->own[0] = name;
}

/* --- headline ------------------------------------------------------------- */

/* Is ITEM of PAGE of a heading of level 1?  One below it that is the first of
 * all is not, though readers hear it as one. */
static bool
is_headline(const struct page *page, const struct item *item)
{
    const struct element *e = seen_element(page, item);
    while (e != NULL && e->role != ROLE_H1)
        e = e->parent;
    return e != NULL && (e->extra == NULL || e->extra->wanted <= 1);
}

/* Appends what PART says in headings of level 1. */
static void
put_headlines(const struct part *part, struct buf *out)
{
    for (size_t i = part->frame->first; i < part->frame->end; i++)
        if (part->on->item[i].kind == ITEM_GLYPHS &&
            is_headline(part->on, &part->on->item[i]))
            seen_put(part->on, i, i + 1, out);
}

static bool
is_blank(struct str text)
{
    for (size_t i = 0; i < text.n;)
        if (!sign_is_space(utf8_next(text, i, &i)))
            return false;
    return true;
}

static enum err
check_headline(const struct document *document,
    const struct release_rules *rules, struct findings *found)
{
    struct buf text = {0};
    if (rules->headline == RELEASE_FREE)
        return ERR_OK;
    for (size_t i = 0; i < rules->n_headline_blocks; i++) {
        struct part part = {
            .document = document, .block = rules->headline_block[i]};
        while (part_next(&part))
            put_headlines(&part, &text);
    }
    if (is_blank((struct str){text.p, text.n}))
        add_whole(
            found, &no_headline[rules->headline], rules->headline_loc, NULL);
    enum err err = text.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&text);
    return err;
}

/* --- contact -------------------------------------------------------------- */

/* What a block, or the whole, tells of whom to ask. */
struct contact {
    struct part first; /* where it begins; no frame: it is on no page */
    bool phone, mail;
};

static bool
begins(const char *text, const char *with)
{
    return text != NULL && strncmp(text, with, strlen(with)) == 0;
}

/* Links of PART: a number behind words that do not say it counts, too. */
static void
read_links(const struct part *part, struct contact *out)
{
    const struct bounds box = part_box(part->frame);
    for (size_t i = 0; i < part->on->n_links; i++) {
        const struct link *link = &part->on->link[i];
        emu x = link->x + link->width / 2, y = link->y + link->height / 2;
        if (x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1)
            continue;
        out->phone = out->phone || begins(link->url, "tel:");
        out->mail = out->mail || begins(link->url, "mailto:");
    }
}

static enum err
read_contact(
    const struct document *document, const char *block, struct contact *out)
{
    struct part part = {.document = document, .block = block};
    struct buf text = {0};
    *out = (struct contact){.first = part};
    while (part_next(&part)) {
        if (out->first.frame == NULL)
            out->first = part;
        seen_put(part.on, part.frame->first, part.frame->end, &text);
        read_links(&part, out);
    }
    const struct str all = {text.p, text.n};
    out->phone = out->phone || phone_is_in(all);
    out->mail = out->mail || contact_has_mail(all);
    enum err err = text.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&text);
    return err;
}

/* Says that something is missing in the contact: IN_BLOCK when a block is
 * named for it, else WHOLE. */
static void
say_missing(const struct release_rules *rules, const struct contact *contact,
    const struct diag_message *in_block, const struct diag_message *whole,
    struct findings *found)
{
    static const char *const none[2] = {"", ""};
    if (rules->contact == NULL) {
        add_whole(found, whole, rules->contact_loc, NULL);
        return;
    }
    struct finding *own = add(found, in_block, &contact->first, none);
    if (own != NULL)
        own->own[0] = rules->contact;
}

static enum err
check_contact(const struct document *document,
    const struct release_rules *rules, struct findings *found)
{
    struct contact contact;
    enum release_level level =
        rules->phone > rules->mail ? rules->phone : rules->mail;
    if (level == RELEASE_FREE)
        return ERR_OK;
    enum err err = read_contact(document, rules->contact, &contact);
    if (err != ERR_OK)
        return err;
    if (rules->contact != NULL && contact.first.frame == NULL) {
        add_whole(
            found, &no_contact[level], rules->contact_loc, rules->contact);
        return ERR_OK;
    }
    if (rules->phone != RELEASE_FREE && !contact.phone)
        say_missing(rules, &contact, &block_phone[rules->phone],
            &no_phone[rules->phone], found);
    if (rules->mail != RELEASE_FREE && !contact.mail)
        say_missing(rules, &contact, &block_mail[rules->mail],
            &no_mail[rules->mail], found);
    return ERR_OK;
}

/* --- other clubs ---------------------------------------------------------- */

static enum err
check_clubs(const struct document *document, const struct release_rules *rules,
    struct findings *found)
{
    struct buf text = {0};
    if (rules->clubs == RELEASE_FREE)
        return ERR_OK;
    if (rules->n_clubs == 0)
        add_whole(found, &no_clubs[rules->clubs], rules->clubs_loc, NULL);
    for (size_t i = 0; i < document->n_pages; i++)
        seen_put(document->page[i], 0, document->page[i]->n_items, &text);
    for (size_t i = 0; i < rules->n_clubs && !text.failed; i++)
        if (!contact_has_club(
                (struct str){text.p, text.n}, rules->club, rules->n_clubs, i))
            add_whole(found, &not_named[rules->clubs], rules->clubs_loc,
                rules->club[i]);
    enum err err = text.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&text);
    return err;
}

/* --- figures -------------------------------------------------------------- */

static enum err
check_figure(const struct document *document, const struct release_rules *rules,
    const struct release_figure *figure, struct findings *found)
{
    struct exhibit shown;
    enum err err = exhibit_read(document, rules, figure, &shown);
    if (err != ERR_OK || shown.first.frame == NULL)
        return err;
    const char *const object[2] = {
        finding_text(found, "%s「%s」", figure->kind[0], figure->block),
        finding_text(found, "the %s \"%s\"", figure->kind[1], figure->block)};
    if (rules->labels != RELEASE_FREE && !shown.label)
        (void)add(found, &no_label[rules->labels], &shown.first, object);
    if (rules->sources != RELEASE_FREE && !figure->plain && !shown.source)
        (void)add(found, &no_source[rules->sources], &shown.first, object);
    return ERR_OK;
}

enum err
release_check(const struct document *document,
    const struct release_rules *rules, struct findings *found)
{
    enum err err = check_headline(document, rules, found);
    if (err == ERR_OK)
        err = check_contact(document, rules, found);
    if (err == ERR_OK)
        err = check_clubs(document, rules, found);
    for (size_t i = 0; err == ERR_OK && i < rules->n_figures; i++)
        err = check_figure(document, rules, &rules->figure[i], found);
    return found->failed ? ERR_NOMEM : err;
}
