#include "inspect/release.h"

#include "inspect/contact.h"
#include "inspect/phone.h"
#include "inspect/seen.h"

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
    "title "
    "に書いてください（中身を伝えないロゴなどは [press] の not-figures に）",
    "page {1} at ({2}) mm: {4} has no label; say in title what it shows (a "
    "logo and the like belong in not-figures of [press])");
RELEASE_MESSAGE(no_source, "inspect.figure-source",
    "ページ {1} の ({2}) mm にある{3}に、出典がありません。見出しなどに注の合印"
    "（[^名前]）を付けるか、「出典：…」とすぐ下に書いてください",
    "page {1} at ({2}) mm: {4} tells no source; refer to a note ([^name]) in "
    "its title or heads, or write \"Source: ...\" right below it");

/* --- parts ---------------------------------------------------------------- */

/* The parts of a block, one after another. */
struct part {
    const struct document *document;
    const char *block; /* its name; NULL: all blocks */
    size_t page, at;   /* of the next one */
    const struct page *on;
    const struct frame *frame;
};

/* What a page only repeats is passed over. */
static bool
next_part(struct part *part)
{
    for (; part->page < part->document->n_pages; part->page++, part->at = 0) {
        part->on = part->document->page[part->page];
        const struct scaffold *s = part->on->scaffold;
        while (s != NULL && part->at < s->n_blocks) {
            part->frame = &s->block[part->at++];
            if (part->frame->part != FRAME_REPEATS &&
                (part->block == NULL ||
                    strcmp(part->frame->name, part->block) == 0))
                return true;
        }
    }
    return false;
}

static struct bounds
box_of(const struct frame *f)
{
    return (struct bounds){f->x, f->y, f->x + f->width, f->y + f->height};
}

static struct finding *
add(struct findings *found, const struct diag_message *message,
    const struct part *part, const char *const object[2])
{
    const struct finding_about about = {.message = message,
        .page = part->page,
        .at = box_of(part->frame),
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
    const struct bounds box = box_of(part->frame);
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
    while (next_part(&part)) {
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

/* Does ITEM stand in an element of one of the types FIRST to LAST? */
static bool
is_inside(const struct page *page, const struct item *item, enum role first,
    enum role last)
{
    const struct element *e = seen_element(page, item);
    for (; e != NULL; e = e->parent)
        if (e->role >= first && e->role <= last)
            return true;
    return false;
}

static bool
holds(const struct page *page, const struct frame *frame, enum role first,
    enum role last)
{
    for (size_t i = frame->first; i < frame->end; i++)
        if (is_inside(page, &page->item[i], first, last))
            return true;
    return false;
}

/* Is the last that FRAME says a heading? */
static bool
ends_as_heading(const struct page *page, const struct frame *frame)
{
    for (size_t i = frame->end; i-- > frame->first;)
        if (page->item[i].sequence != 0)
            return is_inside(page, &page->item[i], ROLE_H1, ROLE_H6);
    return false;
}

/* The area that FRAME stands in, or NULL. */
static const struct frame *
area_of(const struct page *page, const struct frame *frame)
{
    const struct scaffold *s = page->scaffold;
    emu x = frame->x + frame->width / 2, y = frame->y + frame->height / 2;
    for (size_t i = 0; i < s->n_areas; i++) {
        const struct bounds b = box_of(&s->area[i]);
        if (x >= b.x0 && x <= b.x1 && y >= b.y0 && y <= b.y1)
            return &s->area[i];
    }
    return NULL;
}

/* Does FRAME say anything?  Rules and spacers do not. */
static bool
says(const struct page *page, const struct frame *frame)
{
    for (size_t i = frame->first; i < frame->end; i++)
        if (page->item[i].sequence != 0)
            return true;
    return false;
}

/* How far B stands below A; negative: it does not. */
static int64_t
below(const struct frame *a, const struct frame *b)
{
    return (int64_t)b->y - a->y - a->height;
}

/* The nearest block over (UP) or below FRAME in its area that says something;
 * NULL: none.  The order of blocks is that of the job, not of places. */
static const struct frame *
neighbour(const struct page *page, const struct frame *frame, bool up)
{
    const struct scaffold *s = page->scaffold;
    const struct frame *area = area_of(page, frame), *nearest = NULL;
    int64_t least = INT64_MAX;
    for (size_t i = 0; area != NULL && i < s->n_blocks; i++) {
        const struct frame *f = &s->block[i];
        int64_t gap = up ? below(f, frame) : below(frame, f);
        if (f == frame || gap < 0 || gap >= least || area_of(page, f) != area ||
            !says(page, f))
            continue;
        nearest = f;
        least = gap;
    }
    return nearest;
}

/* Does TEXT say where something comes from?  Some words alone do, others only
 * with a colon or a bracket: else they are words like others. */
static bool
tells_source(struct str text)
{
    static const char *const words[] = {"出典", "出所", "引用元", "調べ)",
        "資料:", "写真:", "写真提供:", "撮影:", "source:", "sources:",
        "photo:"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (contact_has_name(text, str_of(words[i])))
            return true;
    return false;
}

static enum err
find_source(const struct page *page, const struct frame *frame, bool *out)
{
    struct buf text = {0};
    if (frame == NULL)
        return ERR_OK;
    seen_put(page, frame->first, frame->end, &text);
    *out = *out || tells_source((struct str){text.p, text.n});
    enum err err = text.failed ? ERR_NOMEM : ERR_OK;
    buf_fini(&text);
    return err;
}

/* What a figure has. */
struct shown {
    struct part first;
    bool label, source;
};

static enum err
read_figure(const struct document *document,
    const struct release_figure *figure, struct shown *out)
{
    struct part part = {.document = document, .block = figure->block};
    enum err err = ERR_OK;
    *out = (struct shown){.first = part, .label = figure->named};
    while (err == ERR_OK && next_part(&part)) {
        const struct frame *above = neighbour(part.on, part.frame, true);
        if (out->first.frame == NULL)
            out->first = part;
        out->label = out->label ||
                     holds(part.on, part.frame, ROLE_H1, ROLE_H6) ||
                     holds(part.on, part.frame, ROLE_CAPTION, ROLE_CAPTION) ||
                     (above != NULL && ends_as_heading(part.on, above));
        out->source = out->source || holds(part.on, part.frame, ROLE_REFERENCE,
                                         ROLE_REFERENCE);
        err = find_source(part.on, part.frame, &out->source);
        if (err == ERR_OK)
            err = find_source(
                part.on, neighbour(part.on, part.frame, false), &out->source);
    }
    return err;
}

static enum err
check_figure(const struct document *document, const struct release_rules *rules,
    const struct release_figure *figure, struct findings *found)
{
    struct shown shown;
    enum err err = read_figure(document, figure, &shown);
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
    enum err err = check_contact(document, rules, found);
    if (err == ERR_OK)
        err = check_clubs(document, rules, found);
    for (size_t i = 0; err == ERR_OK && i < rules->n_figures; i++)
        err = check_figure(document, rules, &rules->figure[i], found);
    return found->failed ? ERR_NOMEM : err;
}
