#include "content/strand.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

DIAG_MESSAGE(stars_left, "content.strong-left", DIAG_WARN,
    "「**」が強調にならず文字として残りました。内側の空白を取り、対になる"
    "「**」を確かめるか、文字なら「\\*\\*」と書いてください",
    "\"**\" did not become bold and is printed; remove blanks inside it, check "
    "its partner, or write \"\\*\\*\" to mean the characters");
DIAG_MESSAGE(html, "content.html", DIAG_ERROR,
    "HTML の「{1}」は使えません。文字として印字するなら「\\<」と書いてください",
    "HTML \"{1}\" cannot be used; write \"\\<\" to print the character");
DIAG_MESSAGE(image, "content.image", DIAG_ERROR,
    "文中に画像は置けません。ジョブに画像のブロック [block 名前] type = image "
    "を書いてください",
    "an image cannot stand in copy; write a block with type = image in the "
    "job");
DIAG_MESSAGE(scheme, "content.link-scheme", DIAG_ERROR,
    "リンク先「{1}」の種類は使えません。http、https、mailto、tel "
    "のどれかで書いて"
    "ください",
    "a link cannot lead to \"{1}\"; write http, https, mailto or tel");
DIAG_MESSAGE(code, "content.code", DIAG_ERROR,
    "バッククォートで囲んだコードは使えません。文字として印字するなら「\\`」と"
    "書いてください",
    "code between backquotes cannot be used; write \"\\`\" to print the "
    "character");
DIAG_MESSAGE(no_table, "content.no-table", DIAG_ERROR,
    "「{1}"
    "」は表の区切り行のようですが、表になりませんでした。見出しの行と列数を"
    "そろえてください",
    "\"{1}\" looks like the rule of a table, but there is no table; give it as "
    "many columns as the head row");
DIAG_MESSAGE(indented, "content.indent", DIAG_WARN,
    "行頭に全角の空白がありますが、前の行と同じ段落です。段落を分けるなら前に空"
    "行"
    "を入れてください",
    "the line begins with an ideographic space but belongs to the paragraph "
    "above; put a blank line before it to begin a new one");
DIAG_MESSAGE(lost, "content.lost", DIAG_ERROR,
    "この行の記法「{1}」をたどれませんでした。簡単な書き方に改めてください",
    "the markup of this line could not be followed at \"{1}\"; write it more "
    "simply");

enum { EXCERPT_BYTES = 24, REALIGN_BYTES = 4096 };

/* --- the walk ------------------------------------------------------------ */

static void
skip(struct weave *weave, size_t n)
{
    size_t left = weave->galley->n - weave->at;
    weave->at += n < left ? n : left;
}

static char
here(const struct weave *weave)
{
    return weave->galley->masked[weave->at];
}

/* The part of a text node of cmark that is not yet met in the galley. */
struct walk {
    struct str literal;
    size_t i;    /* bytes of it that were met */
    size_t from; /* byte of the galley where the open run begins */
};

static void
end_run(struct weave *weave, struct walk *walk, bool trim)
{
    size_t to = weave->at;
    while (trim && to > walk->from &&
           strchr(" \t", weave->galley->source[to - 1]) != NULL)
        to--;
    warp_run(weave, walk->from, to);
    walk->from = weave->at;
    weave->met = weave->at;
}

static void
skip_mark(struct weave *weave, struct walk *walk, struct mark *mark)
{
    const struct galley *galley = weave->galley;
    bool as_is = mark->kind == MARK_CHAR && mark->text.n == mark->n &&
                 memcmp(mark->text.p, galley->source + mark->at, mark->n) == 0;
    bool trim = mark->kind == MARK_STYLE || mark->kind == MARK_BREAK;
    mark->done = mark->done || as_is;
    if (!as_is) {
        end_run(weave, walk, trim);
        warp_mark(weave, mark);
    }
    walk->i += mark->n;
    weave->at += mark->n;
    while (mark->kind == MARK_BREAK && walk->i < walk->literal.n &&
           walk->literal.p[walk->i] == ' ')
        walk->i++, weave->at++;
    walk->from = as_is ? walk->from : weave->at;
}

/* The length of the entity at P, `&name;` or `&#123;`, or 0. */
static size_t
entity_length(const char *p)
{
    static const char alnum[] =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    size_t n = p[1] == '#' ? 2 : 1;
    size_t name = strspn(p + n, alnum);
    return name > 0 && p[n + name] == ';' ? n + name + 1 : 0;
}

/* True when cmark read an entity here and not a bare `&`. */
static bool
is_entity(const char *p, size_t length, struct str literal)
{
    if (length == 0)
        return false;
    bool same = literal.n >= length && memcmp(p, literal.p, length) == 0;
    return !same || strncmp(p, "&amp;", 5) == 0;
}

/* True when the source at P goes on with C of the literal. */
static bool
meets(const char *p, char c)
{
    return *p == c || *p == '&' || (*p == '\\' && p[1] == c);
}

static void
skip_entity(struct weave *weave, struct walk *walk, size_t length)
{
    size_t next = walk->i;
    end_run(weave, walk, false);
    weave->at += length;
    utf8_next(walk->literal, walk->i, &next);
    /* A few names stand for two characters. */
    const char *p = weave->galley->masked + weave->at;
    while (next < walk->literal.n && !meets(p, walk->literal.p[next]))
        utf8_next(walk->literal, next, &next);
    struct str text = {walk->literal.p + walk->i, next - walk->i};
    char *copy = arena_strndup(weave->context->arena, text.p, text.n);
    if (copy == NULL)
        warp_err(weave, ERR_NOMEM);
    else
        warp_text(weave, NODE_TEXT, walk->from, (struct str){copy, text.n});
    walk->i = next;
    walk->from = weave->at;
}

/* Up to N bytes of the source at the cursor, for messages. */
static struct str
excerpt(const struct weave *weave, size_t n)
{
    struct str s = {
        weave->galley->source + weave->at, weave->galley->n - weave->at};
    size_t at = 0;
    n = n < EXCERPT_BYTES ? n : EXCERPT_BYTES;
    while (at < n && at < s.n && s.p[at] != '\n')
        utf8_next(s, at, &at);
    return (struct str){s.p, at};
}

/* The cursor is not where cmark is: looks for its text further on.  When
 * it is nowhere, that is said and the text is given up. */
static void
realign(struct weave *weave, struct walk *walk)
{
    const struct galley *galley = weave->galley;
    struct str rest = {walk->literal.p + walk->i, walk->literal.n - walk->i};
    size_t head = rest.n < 8 ? rest.n : 8;
    size_t line = galley->line[galley_line_of(galley, weave->at)].at;
    size_t from = line > weave->met ? line : weave->met;
    size_t end =
        galley->n - from > REALIGN_BYTES ? from + REALIGN_BYTES : galley->n;
    end_run(weave, walk, false);
    for (size_t at = from; at + head <= end; at++) {
        if (memcmp(galley->masked + at, rest.p, head) != 0)
            continue;
        weave->at = walk->from = at;
        return;
    }
    struct diag *diag = weave->context->diag;
    warp_err(weave, DIAG(diag, warp_loc(weave), &lost,
                        diag_str(diag, excerpt(weave, rest.n))));
    walk->i = walk->literal.n;
}

static bool
is_ascii_punct(char c)
{
    return c > 0x20 && c < 0x7F && !(c >= '0' && c <= '9') &&
           !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

static void
check_stars(struct weave *weave, const struct walk *walk)
{
    const char *p = weave->galley->masked + weave->at;
    bool begins = weave->at == walk->from || p[-1] != '*';
    if (begins && p[0] == '*' && p[1] == '*' && weave->stars++ < LIMIT_WARNINGS)
        warp_err(weave,
            DIAG(weave->context->diag, warp_loc(weave), &stars_left, NULL));
}

/* One character of the text node. */
static void
step(struct weave *weave, struct walk *walk)
{
    const char *p = weave->galley->masked + weave->at;
    struct str rest = {walk->literal.p + walk->i, walk->literal.n - walk->i};
    struct mark *mark = galley_mark_from(weave->galley, weave->at);
    size_t entity = *p == '&' ? entity_length(p) : 0;
    if (mark != NULL && *p == *rest.p) {
        skip_mark(weave, walk, mark);
        return;
    }
    if (is_entity(p, entity, rest)) {
        skip_entity(weave, walk, entity);
        return;
    }
    if (*p == '\\' && is_ascii_punct(p[1]) && p[1] == *rest.p &&
        !weave->in_auto) {
        end_run(weave, walk, false);
        walk->from = ++weave->at;
    } else if (*p != *rest.p) {
        realign(weave, walk);
        return;
    } else {
        check_stars(weave, walk);
    }
    if (*p == '\t') {
        end_run(weave, walk, false);
        warp_text(weave, NODE_TEXT, weave->at, STR(" "));
        walk->from = weave->at + 1;
    }
    weave->at++;
    walk->i++;
}

/* `|---|---|` that cmark has left as text: the table is not one. */
static void
check_table(struct weave *weave, const char *literal)
{
    bool rule = literal[strspn(literal, "|-: \t")] == '\0' &&
                strchr(literal, '|') != NULL && strstr(literal, "--") != NULL;
    struct diag *diag = weave->context->diag;
    if (rule && !weave->in_cell)
        warp_err(weave, DIAG(diag, warp_loc(weave), &no_table,
                            diag_str(diag, str_of(literal))));
}

/* Japanese copy often marks a paragraph by 全角 indent alone. */
static void
check_indent(struct weave *weave)
{
    if (weave->soft &&
        strncmp(weave->galley->masked + weave->at, "\xE3\x80\x80", 3) == 0)
        warp_err(weave,
            DIAG(weave->context->diag, warp_loc(weave), &indented, NULL));
}

static void
read_text(struct weave *weave, cmark_node *node)
{
    struct walk walk = {str_of(cmark_node_get_literal(node)), 0, weave->at};
    check_table(weave, walk.literal.p);
    check_indent(weave);
    for (; weave->fresh && walk.literal.p[walk.i] == ' '; walk.i++)
        walk.from = ++weave->at;
    /* cmark keeps the blanks of a lazy line behind a backslash break; the
     * cursor has passed them with the line's head. */
    while (walk.literal.p[walk.i] == ' ' && here(weave) != ' ')
        walk.i++;
    weave->fresh = false;
    while (walk.i < walk.literal.n && !weave->stopped)
        step(weave, &walk);
    end_run(weave, &walk, false);
}

/* --- markup between texts ------------------------------------------------ */

void
strand_blanks(struct weave *weave)
{
    while (here(weave) == ' ' || here(weave) == '\t')
        weave->at++;
}

void
strand_head(struct weave *weave)
{
    strand_blanks(weave);
    for (int i = 0; i < weave->quotes && here(weave) == '>'; i++) {
        weave->at++;
        strand_blanks(weave);
    }
}

void
strand_next_line(struct weave *weave)
{
    const char *p = weave->galley->masked + weave->at;
    skip(weave, strcspn(p, "\n") + 1);
    strand_head(weave);
}

static void
read_break(struct weave *weave, bool hard)
{
    if (!hard) {
        weave->soft = true;
        weave->soft_at = weave->at;
    } else {
        warp_add(weave, NODE_BREAK, weave->at);
        weave->soft = false;
        weave->before = WIDTH_NONE;
    }
    strand_next_line(weave);
}

static void
read_children(struct weave *weave, cmark_node *node, struct node *parent)
{
    size_t top = weave->top;
    if (!warp_push(weave, parent))
        return;
    strand_read(weave, cmark_node_first_child(node));
    warp_pop(weave, top);
}

static void
read_emphasis(struct weave *weave, cmark_node *node, bool strong)
{
    struct node *to =
        warp_add(weave, strong ? NODE_STRONG : NODE_EMPH, weave->at);
    size_t n = strong ? 2 : 1;
    skip(weave, n);
    read_children(weave, node, to);
    skip(weave, n);
}

/* True, and the cursor moved, at a backslash with what it escapes. */
static bool
skip_escape(struct weave *weave)
{
    const char *p = weave->galley->masked + weave->at;
    bool escape = p[0] == '\\' && is_ascii_punct(p[1]);
    skip(weave, escape ? 2 : 0);
    return escape;
}

/* To the byte behind the next END that is not escaped. */
static void
skip_to(struct weave *weave, char end)
{
    while (weave->at < weave->galley->n && here(weave) != end)
        if (!skip_escape(weave))
            skip(weave, 1);
    skip(weave, 1);
}

/* Behind the `(` of a link: to the byte behind its destination.  cmark has
 * accepted it, so it is well-formed. */
static void
skip_destination(struct weave *weave)
{
    if (here(weave) == '<') {
        skip_to(weave, '>');
        return;
    }
    for (int depth = 0; weave->at < weave->galley->n;) {
        char c = here(weave);
        if (skip_escape(weave))
            continue;
        if (strchr(" \t\n", c) != NULL || (c == ')' && depth == 0))
            return;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        skip(weave, 1);
    }
}

static void
skip_white(struct weave *weave)
{
    strand_blanks(weave);
    if (here(weave) == '\n')
        strand_next_line(weave);
}

/* The address between two bytes with its values filled in, or what cmark
 * made of it when there are no marks. */
static const char *
make_url(struct weave *weave, size_t from, size_t to, const char *plain)
{
    struct galley *galley = weave->galley;
    struct buf url = {0};
    size_t marks = 0;
    if (galley->source[from] == '<')
        from++, to--;
    for (size_t at = from; at < to;) {
        struct mark *mark = galley_mark_from(galley, at);
        size_t n = mark == NULL ? 1 : mark->n;
        if (mark != NULL && mark->kind == MARK_VALUE)
            buf_str(&url, warp_value(weave, mark));
        else
            buf_put(&url, galley->source + at, n);
        if (mark != NULL)
            mark->done = true, marks++;
        at += n;
    }
    buf_byte(&url, '\0');
    const char *copy = NULL;
    if (!url.failed)
        copy = arena_strdup(weave->context->arena, marks == 0 ? plain : url.p);
    if (copy == NULL)
        warp_err(weave, ERR_NOMEM);
    buf_fini(&url);
    return copy;
}

/* `](address "title")`; returns the address. */
static const char *
read_tail(struct weave *weave, cmark_node *node)
{
    const char *plain = cmark_node_get_url(node);
    skip(weave, 2);
    skip_white(weave);
    size_t from = weave->at;
    skip_destination(weave);
    const char *url =
        make_url(weave, from, weave->at, plain == NULL ? "" : plain);
    skip_white(weave);
    if (here(weave) != ')') {
        char quote = here(weave) == '(' ? ')' : here(weave);
        skip(weave, 1);
        skip_to(weave, quote);
    }
    skip_white(weave);
    skip(weave, 1);
    return url;
}

/* A link that runs a script or opens a file of the reader's is no link. */
static void
check_scheme(struct weave *weave, struct loc loc, const char *url)
{
    static const char *const known[] = {"http", "https", "mailto", "tel"};
    size_t n = strcspn(url, ":/?#");
    if (url[n] != ':')
        return;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strlen(known[i]) == n && strncasecmp(known[i], url, n) == 0)
            return;
    warp_err(weave, DIAG(weave->context->diag, loc, &scheme, url));
}

static void
read_link(struct weave *weave, cmark_node *node)
{
    struct loc loc = warp_loc(weave);
    struct node *link = warp_add(weave, NODE_LINK, weave->at);
    if (link == NULL)
        return;
    bool automatic = here(weave) == '<';
    const char *url = cmark_node_get_url(node);
    skip(weave, 1);
    weave->in_auto = automatic;
    read_children(weave, node, link);
    weave->in_auto = false;
    if (weave->stopped)
        return;
    if (!automatic) {
        link->url = read_tail(weave, node);
        check_scheme(weave, loc, link->url == NULL ? "" : link->url);
        return;
    }
    link->url = arena_strdup(weave->context->arena, url == NULL ? "" : url);
    if (link->url == NULL)
        warp_err(weave, ERR_NOMEM);
    check_scheme(weave, loc, link->url == NULL ? "" : link->url);
    skip(weave, 1);
}

static void
read_image(struct weave *weave, cmark_node *node)
{
    warp_err(weave, DIAG(weave->context->diag, warp_loc(weave), &image, NULL));
    skip(weave, 2);
    strand_read(weave, cmark_node_first_child(node));
    if (!weave->stopped)
        read_tail(weave, node);
}

static void
read_code(struct weave *weave)
{
    const char *p = weave->galley->masked + weave->at;
    size_t ticks = strspn(p, "`"), at = ticks;
    warp_err(weave, DIAG(weave->context->diag, warp_loc(weave), &code, NULL));
    while (p[at] != '\0') {
        size_t run = strspn(p + at, "`");
        if (run == ticks)
            break;
        at += run > 0 ? run : 1;
    }
    skip(weave, at + ticks);
}

static bool
is_br(const char *literal)
{
    return strcmp(literal, "<br>") == 0 || strcmp(literal, "<br/>") == 0 ||
           strcmp(literal, "<br />") == 0;
}

/* Markdown has no other way to break a line in a table's cell than <br>. */
static void
read_html(struct weave *weave, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    struct diag *diag = weave->context->diag;
    size_t n = strlen(literal);
    if (weave->in_cell && is_br(literal)) {
        warp_add(weave, NODE_BREAK, weave->at);
        weave->before = WIDTH_NONE;
        weave->fresh = true;
        skip(weave, n);
        return;
    }
    warp_err(weave,
        DIAG(diag, warp_loc(weave), &html, diag_str(diag, excerpt(weave, n))));
    for (const char *p = literal; *p != '\0'; p++)
        if (*p == '\n')
            strand_next_line(weave);
        else
            skip(weave, 1);
}

static void
read_one(struct weave *weave, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_TEXT)
        read_text(weave, node);
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        read_break(weave, type == CMARK_NODE_LINEBREAK);
    else if (type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH)
        read_emphasis(weave, node, type == CMARK_NODE_STRONG);
    else if (type == CMARK_NODE_LINK)
        read_link(weave, node);
    else if (type == CMARK_NODE_IMAGE)
        read_image(weave, node);
    else if (type == CMARK_NODE_CODE)
        read_code(weave);
    else
        read_html(weave, node);
}

void
strand_read(struct weave *weave, cmark_node *first)
{
    for (cmark_node *node = first; node != NULL && !weave->stopped;
         node = cmark_node_next(node))
        read_one(weave, node);
}
