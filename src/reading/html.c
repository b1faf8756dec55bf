#include "reading/html.h"

#include "base/map.h"
#include "base/utf8.h"
#include "reading/escape.h"
#include "reading/look.h"
#include "reading/svg.h"
#include "reading/tablename.h"
#include "reading/texts.h"

struct html {
    struct buf *out;
    struct arena *arena;
    struct texts texts;
    const struct html_pictures *pictures; /* or NULL */
    struct map notes;                     /* ids of notes that are there */
    struct map told; /* those whose first reference was written */
    unsigned figures;
    unsigned char *labels; /* enum labels, by number of the element */
    bool japanese, has_title, failed;
};

/* What simple elements begin and end with. */
static const struct {
    const char *open, *close;
} tag[ROLE_COUNT] = {[ROLE_SECT] = {"<section>\n", "</section>\n"},
    [ROLE_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
    [ROLE_H1] = {"<h1>", "</h1>\n"},
    [ROLE_H2] = {"<h2>", "</h2>\n"},
    [ROLE_H3] = {"<h3>", "</h3>\n"},
    [ROLE_H4] = {"<h4>", "</h4>\n"},
    [ROLE_H5] = {"<h5>", "</h5>\n"},
    [ROLE_H6] = {"<h6>", "</h6>\n"},
    [ROLE_P] = {"<p>", "</p>\n"},
    [ROLE_LI] = {"<li>", "</li>\n"},
    [ROLE_LBL] = {"<span class=\"label\">", "</span> "},
    [ROLE_THEAD] = {"<thead>\n", "</thead>\n"},
    [ROLE_TBODY] = {"<tbody>\n", "</tbody>\n"},
    [ROLE_TR] = {"<tr>", "</tr>\n"},
    [ROLE_TH_COLUMN] = {"<th scope=\"col\">", "</th>"},
    [ROLE_TH_ROW] = {"<th scope=\"row\">", "</th>"},
    [ROLE_TD] = {NULL, "</td>"},
    [ROLE_CAPTION] = {"<caption>", "</caption>\n"},
    [ROLE_RUBY] = {"<ruby>", "</ruby>"},
    [ROLE_RT] = {"<rp>（</rp><rt>", "</rt><rp>）</rp>"}};

/* --- walking -------------------------------------------------------------- */

/* The kid behind KID and all that is in it, below ROOT. */
static const struct kid *
behind(const struct kid *kid, const struct element *root)
{
    while (kid->next == NULL && kid->parent != root)
        kid = kid->parent->self;
    return kid->next;
}

static bool open_element(struct html *h, const struct element *e);
static void close_element(struct html *h, const struct element *e);

/* What is inside ROOT.  Copy may be deep: tags are closed by who follows. */
static void
write_inside(struct html *h, const struct element *root)
{
    const struct element *open = root;
    for (const struct kid *kid = root->first; kid != NULL;) {
        for (; open != kid->parent; open = open->parent)
            close_element(h, open);
        bool in = kid->kind == KID_ELEMENT && open_element(h, kid->element);
        if (in)
            open = kid->element;
        if (kid->kind == KID_SEQUENCE)
            escape_text(h->out, texts_of(&h->texts, kid));
        kid = in && kid->element->first != NULL ? kid->element->first
                                                : behind(kid, root);
    }
    for (; open != root; open = open->parent)
        close_element(h, open);
}

/* --- lists ---------------------------------------------------------------- */

/* A dot or square of any size: what HTML puts before an item of a list. */
static bool
is_dot(uint32_t c)
{
    static const uint32_t dots[] = {0xB7, 0x30FB, 0x2022, 0x2023, 0x2043,
        0x2013, 0x2014, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25CB, 0x25CF, 0x25E6};
    for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
        if (dots[i] == c)
            return true;
    return false;
}

/* A label that HTML has for itself. */
static bool
is_bullet(struct html *h, const struct element *label)
{
    struct buf text = {0};
    size_t next = 0;
    texts_below(&h->texts, label, &text);
    struct str s = str_trim((struct str){text.p, text.n});
    bool ascii = s.n == 1 && strchr("-*+", s.p[0]) != NULL;
    uint32_t c = s.n == 0 ? 0 : utf8_next(s, 0, &next);
    bool sign = s.n > 0 && next == s.n && (ascii || is_dot(c));
    h->failed = h->failed || text.failed;
    buf_fini(&text);
    return sign;
}

enum labels { LABELS_UNKNOWN, LABELS_NONE, LABELS_BULLETS, LABELS_OWN };

static enum labels
find_labels(struct html *h, const struct element *list)
{
    enum labels found = LABELS_NONE;
    for (const struct kid *kid = list->first; kid != NULL; kid = kid->next) {
        const struct element *label =
            kid->kind == KID_ELEMENT ? texts_kid(kid->element, ROLE_LBL) : NULL;
        if (label != NULL && !is_bullet(h, label))
            return LABELS_OWN;
        found = label == NULL ? found : LABELS_BULLETS;
    }
    return found;
}

/* Looked for once a list. */
static enum labels
labels_of(struct html *h, const struct element *list)
{
    unsigned char *known = &h->labels[list->number];
    if (*known == LABELS_UNKNOWN)
        *known = (unsigned char)find_labels(h, list);
    return (enum labels) * known;
}

static const char *
list_name(const struct element *list)
{
    return list->extra != NULL && list->extra->ordered ? "ol" : "ul";
}

/* A list without bullets says that it is one: some readers would not. */
static void
open_list(struct html *h, const struct element *list)
{
    static const char *const class[] = {
        [LABELS_NONE] = " class=\"plain\" role=\"list\"",
        [LABELS_BULLETS] = "",
        [LABELS_OWN] = " class=\"labelled\" role=\"list\""};
    buf_printf(h->out, "<%s%s>\n", list_name(list), class[labels_of(h, list)]);
}

static bool
open_label(struct html *h, const struct element *label)
{
    const struct element *item = label->parent;
    bool listed = item->role == ROLE_LI && item->parent->role == ROLE_L;
    if (listed && labels_of(h, item->parent) == LABELS_BULLETS)
        return false;
    buf_text(h->out, tag[ROLE_LBL].open);
    return true;
}

/* --- tables --------------------------------------------------------------- */

/* A place to go to is only what has a name. */
static void
put_region(struct html *h, const struct element *table)
{
    struct buf name = {0};
    tablename_put(&h->texts, table, h->japanese, &name);
    if (!name.failed && name.n > 0) {
        buf_text(h->out, " role=\"region\"");
        escape_attribute(h->out, "aria-label", name.p);
    }
    h->failed = h->failed || name.failed;
    buf_fini(&name);
}

/* A caption is written first, wherever it was drawn.  Who cannot use a pointer
 * reaches what is too wide by the keyboard. */
static void
open_table(struct html *h, const struct element *table)
{
    const struct element *caption = texts_kid(table, ROLE_CAPTION);
    buf_text(h->out, "<div class=\"table\" tabindex=\"0\"");
    put_region(h, table);
    buf_text(h->out, "><table>\n");
    if (caption == NULL)
        return;
    buf_text(h->out, tag[ROLE_CAPTION].open);
    write_inside(h, caption);
    buf_text(h->out, tag[ROLE_CAPTION].close);
}

/* Does TEXT begin as a figure does, or say that there is none? */
static bool
is_number(struct str text)
{
    static const char *const signs[] = {"+", "-", "−", "▲", "△", "±"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i]);
        if (text.n <= n || memcmp(text.p, signs[i], n) != 0)
            continue;
        text.p += n;
        text.n -= n;
        break;
    }
    return str_equal(text, str_of("…")) ||
           (text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9');
}

/* Figures stand at the right. */
static void
open_cell(struct html *h, const struct element *cell)
{
    struct buf text = {0};
    texts_below(&h->texts, cell, &text);
    bool number = is_number(str_trim((struct str){text.p, text.n}));
    buf_text(h->out, number ? "<td class=\"number\">" : "<td>");
    h->failed = h->failed || text.failed;
    buf_fini(&text);
}

/* --- notes and links ------------------------------------------------------ */

static bool
has(const struct map *map, const char *id)
{
    size_t value;
    return id != NULL && map_find(map, str_of(id), &value);
}

static void
learn(struct html *h, struct map *map, const char *id)
{
    if (id != NULL && !map_put(map, h->arena, str_of(id), 1))
        h->failed = true;
}

/* A link inside another is none in HTML. */
static bool
leads(const struct html *h, const struct element *e)
{
    for (const struct element *up = e->parent; up != NULL; up = up->parent)
        if (up->role == ROLE_LINK)
            return false;
    return e->extra != NULL && has(&h->notes, e->extra->target);
}

static void
open_reference(struct html *h, const struct element *e)
{
    const char *target = e->extra == NULL ? NULL : e->extra->target;
    buf_text(h->out, "<sup>");
    if (!leads(h, e))
        return;
    buf_text(h->out, "<a");
    if (!has(&h->told, target)) {
        buf_text(h->out, " id=\"from-");
        escape_text(h->out, str_of(target));
        buf_byte(h->out, '"');
        learn(h, &h->told, target);
    }
    buf_text(h->out, " href=\"#");
    escape_text(h->out, str_of(target));
    buf_text(h->out, "\">");
}

static void
close_reference(struct html *h, const struct element *e)
{
    buf_text(h->out, leads(h, e) ? "</a></sup>" : "</sup>");
}

static void
open_note(struct html *h, const struct element *e)
{
    buf_text(h->out, "<div class=\"note\"");
    escape_attribute(h->out, "id", e->extra == NULL ? NULL : e->extra->id);
    buf_byte(h->out, '>');
}

static void
close_note(struct html *h, const struct element *e)
{
    if (e->extra != NULL && has(&h->told, e->extra->id)) {
        buf_text(h->out, " <a href=\"#from-");
        escape_text(h->out, str_of(e->extra->id));
        buf_byte(h->out, '"');
        escape_attribute(h->out, "aria-label",
            h->japanese ? "本文に戻る" : "back to the text");
        buf_text(h->out, ">↩</a>");
    }
    buf_text(h->out, "</div>\n");
}

static void
open_link(struct html *h, const struct element *e)
{
    buf_text(h->out, "<a");
    escape_attribute(h->out, "href", texts_url(&h->texts, e));
    buf_byte(h->out, '>');
}

/* --- figures -------------------------------------------------------------- */

/* What is inside a figure besides the picture: links, references to notes. */
static void
write_caption(struct html *h, const struct element *figure)
{
    bool any = false;
    for (const struct kid *kid = figure->first; kid != NULL; kid = kid->next) {
        if (kid->kind != KID_ELEMENT)
            continue;
        buf_text(h->out, any ? " " : "<figcaption>");
        if (open_element(h, kid->element)) {
            write_inside(h, kid->element);
            close_element(h, kid->element);
        }
        any = true;
    }
    if (any)
        buf_text(h->out, "</figcaption>");
}

/* The picture that stands for FIGURE, or NULL. */
static const struct html_picture *
find_picture(const struct html *h, const struct element *figure)
{
    for (size_t i = 0; h->pictures != NULL && i < h->pictures->n; i++)
        if (h->pictures->picture[i].figure == figure)
            return &h->pictures->picture[i];
    return NULL;
}

static void
put_picture(struct html *h, const char *alt, int width, int height)
{
    escape_attribute(h->out, "alt", alt == NULL ? "" : alt);
    if (width > 0)
        buf_printf(h->out, " width=\"%d\" height=\"%d\"", width, height);
}

/* What comes from elsewhere is read by programs that may have dropped the style
 * sheet. */
static void
write_linked(
    struct html *h, const struct html_picture *picture, const char *alt)
{
    buf_text(h->out, "<img");
    escape_attribute(h->out, "src", picture->url);
    put_picture(h, alt, picture->width, picture->height);
    buf_text(h->out, " style=\"max-width:100%;height:auto\">");
}

static void
write_image(struct html *h, const struct element *e, const struct image *image,
    const char *alt)
{
    int width = svg_pixels(e);
    buf_text(h->out, "<img src=\"");
    escape_data(h->out, image->kind == IMAGE_PNG ? "image/png" : "image/jpeg",
        image->bytes);
    buf_byte(h->out, '"');
    put_picture(
        h, alt, width, (int)unit_scale(image->height, width, image->width));
    buf_byte(h->out, '>');
}

static void
write_figure(struct html *h, const struct element *e)
{
    const struct document *document = h->texts.document;
    const struct html_picture *linked = find_picture(h, e);
    const struct image *image = svg_picture(document, e);
    const char *alt = e->extra == NULL ? NULL : e->extra->alt;
    buf_text(h->out, "<figure>");
    if (linked != NULL)
        write_linked(h, linked, alt);
    else if (image != NULL)
        write_image(h, e, image, alt);
    else
        svg_figure(document, e, alt, ++h->figures, h->out);
    write_caption(h, e);
    buf_text(h->out, "</figure>\n");
}

static const char *
span_name(const struct element *e)
{
    int script = e->extra == NULL ? 0 : e->extra->script;
    if (script != 0)
        return script > 0 ? "sup" : "sub";
    if (e->extra != NULL && e->extra->strong)
        return "strong";
    return e->extra != NULL && e->extra->stressed ? "em" : "span";
}

/* --- elements ------------------------------------------------------------- */

/* False: what is inside was written, or is not to be. */
static bool
open_element(struct html *h, const struct element *e)
{
    switch ((unsigned)e->role) {
    case ROLE_L:
        open_list(h, e);
        return true;
    case ROLE_LBL:
        return open_label(h, e);
    case ROLE_TABLE:
        open_table(h, e);
        return true;
    case ROLE_TD:
        open_cell(h, e);
        return true;
    case ROLE_CAPTION:
        return false;
    case ROLE_FIGURE:
        write_figure(h, e);
        return false;
    case ROLE_NOTE:
        open_note(h, e);
        return true;
    case ROLE_REFERENCE:
        open_reference(h, e);
        return true;
    case ROLE_LINK:
        open_link(h, e);
        return true;
    case ROLE_SPAN:
        buf_printf(h->out, "<%s", span_name(e));
        escape_attribute(
            h->out, "lang", e->extra == NULL ? NULL : e->extra->lang);
        buf_byte(h->out, '>');
        return true;
    default:
        buf_text(h->out, tag[e->role].open == NULL ? "" : tag[e->role].open);
        return true;
    }
}

static void
close_element(struct html *h, const struct element *e)
{
    switch ((unsigned)e->role) {
    case ROLE_L:
        buf_printf(h->out, "</%s>\n", list_name(e));
        break;
    case ROLE_TABLE:
        buf_text(h->out, "</table></div>\n");
        break;
    case ROLE_NOTE:
        close_note(h, e);
        break;
    case ROLE_REFERENCE:
        close_reference(h, e);
        break;
    case ROLE_LINK:
        buf_text(h->out, "</a>");
        break;
    case ROLE_SPAN:
        buf_printf(h->out, "</%s>", span_name(e));
        break;
    default:
        buf_text(h->out, tag[e->role].close == NULL ? "" : tag[e->role].close);
    }
}

/* --- the whole ------------------------------------------------------------ */

/* What there is, before anything refers to it. */
static void
look_through(struct html *h, const struct element *root)
{
    size_t depth = 0;
    for (const struct kid *kid = root->first; kid != NULL;
         kid = structure_next(kid, root, &depth)) {
        if (kid->kind != KID_ELEMENT)
            continue;
        const struct element *e = kid->element;
        h->has_title = h->has_title || e->role == ROLE_H1;
        if (e->role == ROLE_NOTE && e->extra != NULL)
            learn(h, &h->notes, e->extra->id);
    }
}

static void
put_meta(struct html *h, const char *name, const char *text)
{
    if (text == NULL)
        return;
    buf_printf(h->out, "<meta name=\"%s\"", name);
    escape_attribute(h->out, "content", text);
    buf_text(h->out, ">\n");
}

static void
put_head(struct html *h)
{
    const struct document *d = h->texts.document;
    buf_text(h->out, "<!DOCTYPE html>\n<html");
    escape_attribute(h->out, "lang", d->lang == NULL ? "ja" : d->lang);
    buf_text(h->out, ">\n<head>\n<meta charset=\"utf-8\">\n<meta "
                     "name=\"viewport\" "
                     "content=\"width=device-width, initial-scale=1\">\n"
                     "<title>");
    escape_text(h->out, str_of(d->title));
    buf_text(h->out, "</title>\n");
    put_meta(h, "author", d->author);
    put_meta(h, "description", d->subject);
    put_meta(h, "keywords", d->keywords);
    put_meta(h, "date", d->date);
    buf_printf(
        h->out, "<style>\n%s</style>\n</head>\n<body>\n<main>\n", look_css);
}

static void
write_all(struct html *h)
{
    const struct document *d = h->texts.document;
    const struct element *root = d->structure->root;
    look_through(h, root);
    put_head(h);
    if (!h->has_title && d->title != NULL) {
        buf_text(h->out, tag[ROLE_H1].open);
        escape_text(h->out, str_of(d->title));
        buf_text(h->out, tag[ROLE_H1].close);
    }
    write_inside(h, root);
    buf_text(h->out, "</main>\n</body>\n</html>\n");
}

enum err
html_write(const struct document *document,
    const struct html_pictures *pictures, struct buf *out)
{
    const char *lang = document->lang;
    struct html h = {.out = out,
        .pictures = pictures,
        .arena = arena_new(),
        .japanese = lang == NULL || strncmp(lang, "ja", 2) == 0};
    enum err err =
        h.arena == NULL ? ERR_NOMEM : texts_read(h.arena, document, &h.texts);
    if (err == ERR_OK)
        h.labels = arena_alloc(h.arena, document->structure->n);
    if (err == ERR_OK && h.labels == NULL)
        err = ERR_NOMEM;
    if (err == ERR_OK)
        write_all(&h);
    texts_fini(&h.texts);
    arena_free(h.arena);
    return err == ERR_OK && (h.failed || out->failed) ? ERR_NOMEM : err;
}
