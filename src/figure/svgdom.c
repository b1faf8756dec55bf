#include "figure/svgdom.h"

#include <expat.h>
#include <string.h>

#define SVG_SPACE "http://www.w3.org/2000/svg"
#define XLINK_SPACE "http://www.w3.org/1999/xlink"

enum { BYTES_MAX = 16 << 20, DEPTH_MAX = 64, NODES_MAX = 100000 };

DIAG_MESSAGE(too_large, "svg.too-large", DIAG_ERROR,
    "SVG ファイルが大きすぎます（{1} バイト、上限 {2}）。"
    "図を分けるか、単純にしてください",
    "the SVG file is too large ({1} bytes, limit {2}); split or simplify the "
    "picture");
DIAG_MESSAGE(bad_xml, "svg.xml", DIAG_ERROR,
    "SVG の XML が正しくありません（{1}）。UTF-8 の SVG "
    "として書き出し直してください",
    "the SVG is not well-formed XML ({1}); export it again as UTF-8 SVG");
DIAG_MESSAGE(doctype, "svg.doctype", DIAG_ERROR,
    "文書型宣言（DOCTYPE）の中の定義は受け付けません。"
    "[ ] の中を消すか、宣言のない SVG として書き出してください",
    "definitions inside a DOCTYPE are refused; delete what stands in [ ], or "
    "export the SVG without a DOCTYPE");
DIAG_MESSAGE(too_deep, "svg.too-deep", DIAG_ERROR,
    "要素の入れ子が深すぎます（上限 {1} 段）。グループを解除してください",
    "elements are nested too deep (limit {1}); ungroup the picture");
DIAG_MESSAGE(too_many, "svg.too-many", DIAG_ERROR,
    "要素が多すぎます（上限 {1}）。図を単純にするか、"
    "PNG として書き出してください",
    "there are too many elements (limit {1}); simplify the picture or export "
    "it as PNG");
DIAG_MESSAGE(not_svg, "svg.not-svg", DIAG_ERROR,
    "最上位の要素「{1}」は SVG ではありません。<svg xmlns=\"" SVG_SPACE
    "\"> で始まるファイルにしてください",
    "the root element \"{1}\" is not SVG; the file must begin with <svg "
    "xmlns=\"" SVG_SPACE "\">");
DIAG_MESSAGE(id_twice, "svg.id-twice", DIAG_ERROR,
    "id「{1}」が二つあります。片方の名前を変えてください",
    "the id \"{1}\" stands twice; rename one of them");

struct reader {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    struct svg_dom *dom;
    XML_Parser parser;
    struct svg_node *open[DEPTH_MAX];
    size_t depth;
    size_t foreign; /* depth inside an element of another name space */
    enum err err;
};

static struct loc
here(const struct reader *r)
{
    return (struct loc){r->file, (int32_t)XML_GetCurrentLineNumber(r->parser),
        (int32_t)XML_GetCurrentColumnNumber(r->parser) + 1};
}

static void
halt(struct reader *r, enum err err)
{
    r->err = err;
    XML_StopParser(r->parser, XML_FALSE);
}

/* The local name when NAME (`space name`) is of SPACE, else NULL. */
static const char *
local(const char *name, const char *space)
{
    size_t n = strlen(space);
    return strncmp(name, space, n) == 0 && name[n] == ' ' ? name + n + 1 : NULL;
}

static bool
keep_attrs(struct reader *r, struct svg_node *node, const char **pairs)
{
    size_t n = 0;
    while (pairs[2 * n] != NULL)
        n++;
    node->attr = arena_array(r->arena, n, sizeof *node->attr);
    if (node->attr == NULL)
        return false;
    for (size_t i = 0; i < n; i++) {
        const char *name = pairs[2 * i];
        const char *link = local(name, XLINK_SPACE);
        if (link != NULL && strcmp(link, "href") == 0)
            name = link;
        if (strchr(name, ' ') != NULL)
            continue;
        struct svg_attr *attr = &node->attr[node->n_attrs++];
        attr->name = arena_strdup(r->arena, name);
        attr->value = arena_strdup(r->arena, pairs[2 * i + 1]);
        if (attr->name == NULL || attr->value == NULL)
            return false;
    }
    return true;
}

static bool
keep_node(struct reader *r, struct svg_node *node)
{
    struct svg_dom *dom = r->dom;
    void *grown =
        arena_grow(r->arena, dom->node, dom->n, &dom->cap, sizeof *dom->node);
    if (grown == NULL)
        return false;
    dom->node = grown;
    const char *id = svg_dom_value(node, "id");
    size_t other;
    if (id != NULL && map_find(&dom->id, str_of(id), &other))
        r->err = DIAG(r->diag, node->loc, &id_twice, id);
    else if (id != NULL && !map_put(&dom->id, r->arena, str_of(id), dom->n))
        return false;
    dom->node[dom->n++] = node;
    if (r->depth == 0) {
        dom->root = node;
        return true;
    }
    struct svg_node *parent = r->open[r->depth - 1];
    if (parent->first == NULL)
        parent->first = node;
    else
        parent->last->next = node;
    parent->last = node;
    return true;
}

static void
open_node(struct reader *r, const char *name, const char **pairs)
{
    struct svg_node *node = arena_alloc(r->arena, sizeof *node);
    if (node == NULL) {
        halt(r, ERR_NOMEM);
        return;
    }
    node->loc = here(r);
    node->at = (size_t)XML_GetCurrentByteIndex(r->parser);
    node->name = arena_strdup(r->arena, name);
    if (node->name == NULL || !keep_attrs(r, node, pairs) ||
        !keep_node(r, node)) {
        halt(r, ERR_NOMEM);
        return;
    }
    r->open[r->depth++] = node;
}

static void XMLCALL
on_start(void *self, const XML_Char *name, const XML_Char **pairs)
{
    struct reader *r = self;
    const char *svg = local(name, SVG_SPACE);
    if (r->depth == 0 && (svg == NULL || strcmp(svg, "svg") != 0)) {
        const char *plain = strrchr(name, ' ');
        halt(r,
            DIAG(r->diag, here(r), &not_svg, plain == NULL ? name : plain + 1));
        return;
    }
    if (r->foreign > 0 || svg == NULL) {
        r->foreign++;
        return;
    }
    if (r->depth == DEPTH_MAX)
        halt(
            r, DIAG(r->diag, here(r), &too_deep, diag_int(r->diag, DEPTH_MAX)));
    else if (r->dom->n == NODES_MAX)
        halt(
            r, DIAG(r->diag, here(r), &too_many, diag_int(r->diag, NODES_MAX)));
    else
        open_node(r, svg, pairs);
}

static void XMLCALL
on_end(void *self, const XML_Char *name)
{
    struct reader *r = self;
    (void)name;
    if (r->foreign > 0)
        r->foreign--;
    else
        r->depth--;
}

static void XMLCALL
on_doctype(void *self, const XML_Char *name, const XML_Char *system,
    const XML_Char *public, int has_subset)
{
    struct reader *r = self;
    (void)name, (void)system, (void)public;
    if (has_subset)
        halt(r, DIAG(r->diag, here(r), &doctype, NULL));
}

static void
parse(struct reader *r)
{
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, on_start, on_end);
    XML_SetStartDoctypeDeclHandler(r->parser, on_doctype);
    XML_SetParamEntityParsing(r->parser, XML_PARAM_ENTITY_PARSING_NEVER);
    enum XML_Status status =
        XML_Parse(r->parser, r->dom->bytes.p, (int)r->dom->bytes.n, XML_TRUE);
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (status == XML_STATUS_OK || r->err == ERR_NOMEM)
        return;
    if (code == XML_ERROR_NO_MEMORY)
        r->err = ERR_NOMEM;
    else if (code != XML_ERROR_ABORTED)
        r->err = DIAG(r->diag, here(r), &bad_xml, XML_ErrorString(code));
}

enum err
svg_dom_read(struct arena *arena, struct diag *diag, const char *file,
    struct str bytes, struct svg_dom *out)
{
    *out = (struct svg_dom){.bytes = bytes};
    struct loc whole = {file, 0, 0};
    if (bytes.n > BYTES_MAX)
        return DIAG(diag, whole, &too_large, diag_int(diag, (int64_t)bytes.n),
            diag_int(diag, BYTES_MAX));
    struct reader r = {.arena = arena, .diag = diag, .file = file, .dom = out};
    r.parser = XML_ParserCreateNS("UTF-8", ' ');
    if (r.parser == NULL)
        return ERR_NOMEM;
    parse(&r);
    XML_ParserFree(r.parser);
    return r.err;
}

const char *
svg_dom_value(const struct svg_node *node, const char *name)
{
    for (size_t i = 0; i < node->n_attrs; i++)
        if (strcmp(node->attr[i].name, name) == 0)
            return node->attr[i].value;
    return NULL;
}

const struct svg_node *
svg_dom_find(const struct svg_dom *dom, const char *id)
{
    size_t at;
    return map_find(&dom->id, str_of(id), &at) ? dom->node[at] : NULL;
}

/* --- places --------------------------------------------------------------- */

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
same_name(struct str source, const char *name)
{
    const char *colon = memchr(source.p, ':', source.n);
    if (colon != NULL && strcmp(name, "href") == 0)
        source =
            (struct str){colon + 1, source.n - (size_t)(colon + 1 - source.p)};
    return str_equal(source, str_of(name));
}

/* The byte where the value of attribute NAME begins in the tag at AT; the tag
 * was well-formed for expat.  The tag itself when it is not found. */
static size_t
value_at(struct str s, size_t at, const char *name)
{
    size_t i = at;
    while (i < s.n && !is_space(s.p[i]) && s.p[i] != '>')
        i++;
    while (i < s.n && s.p[i] != '>') {
        while (i < s.n && is_space(s.p[i]))
            i++;
        size_t from = i;
        while (i < s.n && !is_space(s.p[i]) && s.p[i] != '=' && s.p[i] != '>')
            i++;
        struct str found = {s.p + from, i - from};
        while (i < s.n && s.p[i] != '"' && s.p[i] != '\'' && s.p[i] != '>')
            i++;
        if (i >= s.n || s.p[i] == '>')
            return at;
        char quote = s.p[i++];
        if (same_name(found, name))
            return i;
        while (i < s.n && s.p[i] != quote)
            i++;
        i++;
    }
    return at;
}

struct loc
svg_dom_loc(const struct svg_dom *dom, const struct svg_node *node,
    const char *name, size_t offset)
{
    struct str s = dom->bytes;
    struct loc loc = node->loc;
    size_t end = value_at(s, node->at, name);
    if (end == node->at)
        return loc;
    for (size_t i = 0; i < offset && end < s.n;
         i++) /* CR LF is one character */
        end +=
            s.p[end] == '\r' && end + 1 < s.n && s.p[end + 1] == '\n' ? 2 : 1;
    for (size_t i = node->at; i < end && i < s.n; i++) {
        bool first_byte = ((unsigned char)s.p[i] & 0xC0) != 0x80;
        loc.col = s.p[i] == '\n' ? 1 : loc.col + (first_byte ? 1 : 0);
        loc.line += s.p[i] == '\n' ? 1 : 0;
    }
    return loc;
}
