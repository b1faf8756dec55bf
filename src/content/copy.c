#include "content/copy.h"

#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "content/limit.h"
#include "content/markup.h"
#include "content/notes.h"
#include "content/weave.h"

DIAG_MESSAGE(bad_byte, "content.bad-byte", DIAG_ERROR,
    "UTF-8 として読めないバイト 0x{1} があります。UTF-8 で保存し直してください",
    "the byte 0x{1} is not UTF-8; save the file as UTF-8");
DIAG_MESSAGE(more_bytes, "content.bad-bytes", DIAG_ERROR,
    "ほかに {1} 行で UTF-8 として読めないバイトがあります",
    "{1} more lines have bytes that are not UTF-8");
DIAG_MESSAGE(control, "content.control", DIAG_ERROR,
    "制御文字 {1} があります。消してください",
    "there is a control character {1}; remove it");
DIAG_MESSAGE(empty_note, "content.note-empty", DIAG_ERROR,
    "注「{1}」の定義に本文がありません。「:」のあとに書いてください",
    "the definition of note \"{1}\" has no text; write it behind the \":\"");

enum { BAD_LINES_MAX = 20 };

/* --- lines --------------------------------------------------------------- */

/* Copy cut into lines; LF, CR LF and CR end one. */
struct lines {
    struct str *text;
    struct loc *loc;
    size_t n;
};

static size_t
line_length(struct str s, size_t at, size_t *next)
{
    const char *lf = memchr(s.p + at, '\n', s.n - at);
    size_t end = lf == NULL ? s.n : (size_t)(lf - s.p);
    const char *cr = memchr(s.p + at, '\r', end - at);
    end = cr == NULL ? end : (size_t)(cr - s.p);
    *next = end + 1;
    if (end + 1 < s.n && s.p[end] == '\r' && s.p[end + 1] == '\n')
        *next = end + 2;
    return end - at;
}

/* The first line begins at LOC, the others in column 1 of those below. */
static bool
cut_lines(struct arena *arena, struct loc loc, struct str s, struct lines *out)
{
    size_t n = 0, next;
    *out = (struct lines){0};
    for (size_t at = 0; at < s.n; at = next, n++)
        line_length(s, at, &next);
    out->text = arena_array(arena, n, sizeof *out->text);
    out->loc = arena_array(arena, n, sizeof *out->loc);
    if (out->text == NULL || out->loc == NULL)
        return false;
    for (size_t at = 0; at < s.n; at = next, out->n++) {
        size_t length = line_length(s, at, &next);
        out->text[out->n] = (struct str){s.p + at, length};
        out->loc[out->n] = loc;
        loc.line += loc.line > 0;
        loc.col = loc.col > 0;
    }
    return true;
}

/* --- characters ---------------------------------------------------------- */

/* Characters that show nothing and change what is shown: U+202A and its like
 * turn the order of the text around them. */
static bool
is_control(uint32_t c)
{
    if (c > 0x2069 && c < 0xFEFF) /* most of our copy */
        return false;
    bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) || turns ||
           c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
}

/* LOC moved on by the characters of LINE before AT. */
static struct loc
loc_at(struct loc loc, struct str line, size_t at)
{
    if (loc.col > 0)
        loc.col += (int32_t)utf8_count((struct str){line.p, at});
    return loc;
}

static const char *
code_of(struct diag *diag, uint32_t c)
{
    struct buf text = {0};
    buf_printf(&text, "U+%04X", (unsigned)c);
    const char *s = diag_str(diag, (struct str){text.p, text.n});
    buf_fini(&text);
    return s;
}

static enum err
say_bad_byte(struct diag *diag, struct loc loc, char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    unsigned char c = (unsigned char)byte;
    const char hex[] = {digits[c >> 4], digits[c & 15], '\0'};
    return DIAG(diag, loc, &bad_byte, hex);
}

/* The first ill-formed byte of a line, or its first control character. */
static enum err
check_line(struct diag *diag, struct loc loc, struct str line)
{
    size_t found = line.n, next;
    uint32_t what = 0;
    for (size_t at = 0; at < line.n; at = next) {
        uint32_t c = utf8_next(line, at, &next);
        if (c == UTF8_BAD)
            return say_bad_byte(diag, loc_at(loc, line, at), line.p[at]);
        if (found == line.n && is_control(c))
            found = at, what = c;
    }
    if (found == line.n)
        return ERR_OK;
    return DIAG(diag, loc_at(loc, line, found), &control, code_of(diag, what));
}

static enum err
check_lines(struct diag *diag, const struct lines *lines)
{
    enum err err = ERR_OK;
    size_t bad = 0;
    for (size_t i = 0; i < lines->n; i++) {
        if (bad >= BAD_LINES_MAX) {
            bad += utf8_valid(lines->text[i]) < lines->text[i].n;
            continue;
        }
        enum err found = check_line(diag, lines->loc[i], lines->text[i]);
        bad += found != ERR_OK;
        err = markup_worse(err, found);
    }
    if (bad > BAD_LINES_MAX)
        err = markup_worse(
            err, DIAG(diag, lines->loc[0], &more_bytes,
                     diag_int(diag, (int64_t)(bad - BAD_LINES_MAX))));
    return err;
}

/* --- notes --------------------------------------------------------------- */

/* The definition of a note: lines FIRST ... END - 1, its text from byte FROM
 * of the first. */
struct definition {
    struct str id;
    size_t first, end, from;
};

static size_t
indent_of(struct str line)
{
    size_t n = 0;
    while (n < line.n && n < 4 && line.p[n] == ' ')
        n++;
    return n == 0 && line.n > 0 && line.p[0] == '\t' ? 1 : n;
}

static bool
is_blank(struct str line)
{
    return str_trim(line).n == 0;
}

static bool
find_head(struct str line, struct definition *out)
{
    size_t at = indent_of(line), end;
    if (at > 3 || (at < line.n && line.p[at] == '\t') ||
        !markup_note(line, at, &out->id, &end) || end >= line.n ||
        line.p[end] != ':')
        return false;
    out->from = end + 1;
    while (out->from < line.n &&
           (line.p[out->from] == ' ' || line.p[out->from] == '\t'))
        out->from++;
    return true;
}

/* True when a definition begins on line FIRST of LINES.  It goes on over
 * indented lines and the blank ones between them. */
static bool
find_definition(const struct lines *lines, size_t first, struct definition *out)
{
    struct definition other;
    if (!find_head(lines->text[first], out))
        return false;
    out->first = first;
    out->end = first + 1;
    for (size_t i = first + 1; i < lines->n; i++) {
        struct str line = lines->text[i];
        if (is_blank(line))
            continue;
        if (indent_of(line) == 0 || find_head(line, &other))
            break;
        out->end = i + 1;
    }
    return true;
}

/* --- galleys ------------------------------------------------------------- */

static enum err
read_galley(const struct copy_context *context, struct galley *galley,
    struct node **out)
{
    *out = NULL;
    if (!galley_close(galley))
        return ERR_NOMEM;
    enum err found = markup_find(context->diag, galley);
    if (found == ERR_NOMEM)
        return found;
    enum err err = weave_tree(context, galley, out);
    err = markup_worse(err, found);
    *out = err == ERR_OK ? *out : NULL;
    return err;
}

static size_t
bytes_of(const struct lines *lines, size_t first, size_t end)
{
    size_t n = 0;
    for (size_t i = first; i < end; i++)
        n += lines->text[i].n + 1;
    return n;
}

static bool
add_rest(
    struct galley *galley, const struct lines *lines, size_t i, size_t from)
{
    struct str line = lines->text[i];
    from = from < line.n ? from : line.n;
    return galley_add(galley, (struct str){line.p + from, line.n - from},
        loc_at(lines->loc[i], line, from));
}

static enum err
read_definition(const struct copy_context *context, const struct lines *lines,
    const struct definition *definition)
{
    size_t first = definition->first, end = definition->end;
    struct str line = lines->text[first];
    struct loc loc = loc_at(lines->loc[first], line, indent_of(line));
    struct galley *galley =
        galley_new(context->arena, bytes_of(lines, first, end));
    struct node *body;
    if (galley == NULL || !add_rest(galley, lines, first, definition->from))
        return ERR_NOMEM;
    for (size_t i = first + 1; i < end; i++)
        if (!add_rest(galley, lines, i, indent_of(lines->text[i])))
            return ERR_NOMEM;
    galley->own_breaks = false;
    enum err err = read_galley(context, galley, &body);
    if (err == ERR_OK && body->first == NULL)
        err = DIAG(context->diag, loc, &empty_note,
            diag_str(context->diag, definition->id));
    return markup_worse(err,
        notes_define(context->notes, context->diag, definition->id, loc, body));
}

/* Definitions leave blank lines in the galley, so its lines stay the
 * file's. */
static enum err
read_lines(const struct copy_context *context, const struct lines *lines,
    bool own_breaks, struct node **out)
{
    struct galley *galley =
        galley_new(context->arena, bytes_of(lines, 0, lines->n));
    enum err err = ERR_OK;
    struct definition definition = {.end = 0};
    if (galley == NULL)
        return ERR_NOMEM;
    galley->own_breaks = own_breaks;
    for (size_t i = 0; i < lines->n; i++) {
        if (i >= definition.end && find_definition(lines, i, &definition))
            err =
                markup_worse(err, read_definition(context, lines, &definition));
        else if (i >= definition.end)
            definition.end = 0;
        bool taken = i < definition.end;
        if (!add_rest(galley, lines, i, taken ? lines->text[i].n : 0))
            return ERR_NOMEM;
    }
    enum err found = read_galley(context, galley, out);
    err = markup_worse(err, found);
    *out = err == ERR_OK ? *out : NULL;
    return err;
}

static enum err
read_text(const struct copy_context *context, struct loc loc, struct str text,
    bool own_breaks, struct node **out)
{
    struct lines lines;
    *out = NULL;
    enum err err = limit_check_size(context->diag, loc, text.n);
    if (err != ERR_OK)
        return err;
    if (!cut_lines(context->arena, loc, text, &lines))
        return ERR_NOMEM;
    err = check_lines(context->diag, &lines);
    if (err != ERR_OK)
        return err;
    return read_lines(context, &lines, own_breaks, out);
}

/* --- doors --------------------------------------------------------------- */

enum err
copy_read(const struct copy_context *context, struct loc loc, const char *path,
    struct node **out)
{
    struct str text;
    *out = NULL;
    enum err err = file_read(context->arena, context->diag, loc, path, &text);
    if (err != ERR_OK)
        return err;
    return copy_text(context, path, text, out);
}

enum err
copy_text(const struct copy_context *context, const char *name, struct str text,
    struct node **out)
{
    *out = NULL;
    name = arena_strdup(context->arena, name);
    if (name == NULL)
        return ERR_NOMEM;
    if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0)
        text = (struct str){text.p + 3, text.n - 3};
    return read_text(context, (struct loc){name, 1, 1}, text, false, out);
}

/* --- plain text ---------------------------------------------------------- */

/* A tree that grows at its end. */
struct plain {
    const struct copy_context *context;
    struct node **tail;
    struct markup_symbols symbols;
    enum err err;
};

static struct node *
add_node(struct plain *plain, enum node_kind kind, struct loc loc)
{
    struct node *node = arena_alloc(plain->context->arena, sizeof *node);
    if (node == NULL) {
        plain->err = ERR_NOMEM;
        return NULL;
    }
    node->kind = kind;
    node->loc = loc;
    *plain->tail = node;
    plain->tail = &node->next;
    return node;
}

static void
add_text(struct plain *plain, struct loc loc, struct str text)
{
    struct node *node = text.n > 0 ? add_node(plain, NODE_TEXT, loc) : NULL;
    if (node != NULL)
        node->text = text;
}

/* One line of plain text; symbols of old fonts are read. */
static void
add_line(struct plain *plain, struct loc loc, struct str line)
{
    size_t from = 0, next;
    for (size_t at = 0; at < line.n; at = next) {
        uint32_t c = utf8_next(line, at, &next);
        if (c < 0xE000 || c > 0xF8FF)
            continue;
        struct loc here = loc_at(loc, line, at);
        const char *symbol = markup_symbol(&plain->symbols, here, c);
        if (symbol == NULL)
            continue;
        add_text(plain, loc_at(loc, line, from),
            (struct str){line.p + from, at - from});
        add_text(plain, here, str_of(symbol));
        from = next;
    }
    add_text(plain, loc_at(loc, line, from),
        (struct str){line.p + from, line.n - from});
}

static void
add_notes(struct plain *plain, struct loc loc, struct str ids)
{
    for (;;) {
        ids = str_trim(ids);
        size_t n = 0;
        while (n < ids.n && strchr(" \t\r\n", ids.p[n]) == NULL)
            n++;
        if (n == 0)
            return;
        struct node *node = add_node(plain, NODE_NOTE, loc);
        if (node == NULL)
            return;
        node->note =
            notes_use(plain->context->notes, (struct str){ids.p, n}, loc);
        if (node->note == NULL)
            plain->err = ERR_NOMEM;
        ids = (struct str){ids.p + n, ids.n - n};
    }
}

enum err
copy_plain(const struct copy_context *context, struct loc loc, struct str text,
    struct str note_ids, struct node **out)
{
    struct lines lines;
    struct plain plain = {.context = context};
    *out = NULL;
    struct node *root = arena_alloc(context->arena, sizeof *root);
    struct node *paragraph = arena_alloc(context->arena, sizeof *paragraph);
    char *copy = arena_strndup(context->arena, text.p, text.n);
    if (root == NULL || paragraph == NULL || copy == NULL ||
        !cut_lines(context->arena, loc, (struct str){copy, text.n}, &lines))
        return ERR_NOMEM;
    enum err err = check_lines(context->diag, &lines);
    if (err != ERR_OK)
        return err;
    *root = (struct node){.kind = NODE_ROOT, .loc = loc, .first = paragraph};
    *paragraph = (struct node){.kind = NODE_PARAGRAPH, .loc = loc};
    plain.tail = &paragraph->first;
    for (size_t i = 0; i < lines.n; i++) {
        if (i > 0)
            add_node(&plain, NODE_BREAK, lines.loc[i]);
        add_line(&plain, lines.loc[i], lines.text[i]);
    }
    add_notes(&plain, loc, note_ids);
    plain.err = markup_worse(
        plain.err, markup_say_symbols(context->diag, &plain.symbols));
    *out = plain.err == ERR_OK ? root : NULL;
    return plain.err;
}

/* --- inline copy --------------------------------------------------------- */

/* True when TEXT is one line that no rule of copy reads as anything but itself:
 * most labels of a job.  What is not sure is not bare. */
static bool
is_bare(struct str text)
{
    static const char harmless[] = " %,/:;(?'\".)+-";
    size_t digits = 0;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.p[i];
        bool word = c >= 0x80 || (c >= '0' && c <= '9') ||
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (!word && (c < ' ' || strchr(harmless, c) == NULL))
            return false;
        digits += i == digits && c >= '0' && c <= '9';
    }
    /* The marks of lists stand at the head of a line; blanks fall off. */
    char head = digits < text.n ? text.p[digits] : '0';
    return text.n > 0 && head != '.' && head != ')' && text.p[0] != '-' &&
           text.p[0] != '+' && text.p[0] != ' ' && text.p[text.n - 1] != ' ';
}

enum err
copy_inline(const struct copy_context *context, struct loc loc, struct str text,
    struct node **out)
{
    if (is_bare(text) && text.n <= LIMIT_BYTES)
        return copy_plain(context, loc, text, STR(""), out);
    return read_text(context, loc, text, true, out);
}
