#include "content/markup.h"

#include <string.h>

#include "base/utf8.h"
#include "content/brace.h"
#include "content/flank.h"
#include "content/limit.h"

DIAG_MESSAGE(unclosed, "content.brace-unclosed", DIAG_ERROR,
    "「{」がこの行で閉じられていません。「}」を補うか、文字として印字する"
    "なら「\\{」と書いてください",
    "\"{\" is not closed on this line; add \"}\", or write \"\\{\" to print "
    "the character");
DIAG_MESSAGE(unknown, "content.brace-unknown", DIAG_ERROR,
    "「{1}」はルビ {親文字|よみ} でも値 {{名前}} でもスタイル {.名前} "
    "でも上付き "
    "{^2}・下付き {_2} "
    "でもありません。文字として印字するなら「\\{」と書いてくださ"
    "い",
    "\"{1}\" is neither ruby {base|reading} nor a value {{name}} nor a style "
    "{.name} nor a script {^2} {_2}; write \"\\{\" to print the character");
DIAG_MESSAGE(ruby_part, "content.ruby-empty", DIAG_ERROR,
    "ルビ「{1}」に空の親文字または空のよみがあります。両方を書いてください",
    "ruby \"{1}\" has an empty base or an empty reading; write both");
DIAG_MESSAGE(ruby_count, "content.ruby-count", DIAG_ERROR,
    "ルビ「{1}」の親文字は {2} 字、よみは {3} 個です。熟語ルビは字数と同じ"
    "個数のよみを、一字ごとなら {東|とう|京|きょう} のように書いてください",
    "ruby \"{1}\" has a base of {2} characters and {3} readings; give one "
    "reading per character, or write {東|とう|京|きょう} by turns");
DIAG_MESSAGE(note_form, "content.note-form", DIAG_ERROR,
    "注の印「[^」のあとに名前と「]」がありません。[^名前] と書くか、文字と"
    "して印字するなら「\\[^」と書いてください",
    "the note mark \"[^\" has no name and \"]\" behind it; write [^name], or "
    "\"\\[^\" to print the characters");
DIAG_MESSAGE(note_inside, "content.note-place", DIAG_ERROR,
    "注「{1}」の定義が字下げや引用の中にあります。行の先頭から書いてください",
    "the definition of note \"{1}\" stands inside an indent or a quotation; "
    "begin it at the head of a line");
DIAG_MESSAGE(bullet, "content.bullet", DIAG_NOTE,
    "外字領域の記号 {1} を「{2}」に読み替えました（ここから {3} か所）",
    "the private-use symbol {1} was read as \"{2}\" ({3} from here on)");

/* An open bracket, for spans. */
struct bracket {
    size_t at;
};

struct finder {
    struct diag *diag;
    struct galley *galley;
    struct str source;
    struct bracket *open;
    size_t n_open, cap_open;
    struct markup_symbols symbols;
    enum err err;
};

enum err
markup_worse(enum err a, enum err b)
{
    return a > b ? a : b;
}

static void
note_err(struct finder *finder, enum err err)
{
    finder->err = markup_worse(finder->err, err);
}

static struct mark *
add(struct finder *finder, enum mark_kind kind, size_t at, size_t n)
{
    struct mark *mark = galley_mark(finder->galley, kind, at, n);
    if (mark == NULL)
        note_err(finder, ERR_NOMEM);
    return mark;
}

static bool
is_ascii_punct(char c)
{
    return c > 0x20 && c < 0x7F && !(c >= '0' && c <= '9') &&
           !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
}

/* --- { ... } ------------------------------------------------------------- */

static void
say_brace(struct finder *finder, size_t at, const struct brace *brace)
{
    struct diag *diag = finder->diag;
    struct loc loc = galley_loc(finder->galley, at);
    const char *text =
        diag_str(diag, (struct str){finder->source.p + at, brace->n});
    enum err err;
    if (brace->kind == BRACE_UNCLOSED)
        err = DIAG(diag, loc, &unclosed, NULL);
    else if (brace->kind == BRACE_RUBY_PART)
        err = DIAG(diag, loc, &ruby_part, text);
    else if (brace->kind == BRACE_RUBY_COUNT)
        err = DIAG(diag, loc, &ruby_count, text,
            diag_int(diag, (int64_t)brace->bases),
            diag_int(diag, (int64_t)brace->readings));
    else
        err = DIAG(diag, loc, &unknown, text);
    note_err(finder, err);
}

/* A style behind the row of a table: cmark would count it as a cell, so blanks
 * stand in its place. */
static void
blank_row_style(struct galley *galley, const struct mark *mark)
{
    size_t at = mark->at;
    while (at > 0 &&
           (galley->source[at - 1] == ' ' || galley->source[at - 1] == '\t'))
        at--;
    if (at > 0 && galley->masked[at - 1] == '|')
        memset(galley->masked + mark->at, ' ', mark->n);
}

static size_t
read_brace(struct finder *finder, size_t at)
{
    struct brace brace;
    if (!brace_read(finder->galley->arena, finder->source, at, &brace)) {
        note_err(finder, ERR_NOMEM);
        return at + 1;
    }
    enum mark_kind kind = MARK_NOTHING;
    if (brace.kind == BRACE_VALUE)
        kind = MARK_VALUE;
    else if (brace.kind == BRACE_RUBY)
        kind = MARK_RUBY;
    else if (brace.kind == BRACE_STYLE)
        kind = MARK_STYLE;
    else if (brace.kind == BRACE_SUPER)
        kind = MARK_SUPER;
    else if (brace.kind == BRACE_SUB)
        kind = MARK_SUB;
    else
        say_brace(finder, at, &brace);
    struct mark *mark = add(finder, kind, at, brace.n);
    if (mark == NULL)
        return at + 1;
    mark->text = brace.text;
    mark->more = brace.more;
    mark->ruby = brace.ruby;
    if (kind == MARK_STYLE)
        blank_row_style(finder->galley, mark);
    return at + brace.n;
}

/* --- [ ... ] ------------------------------------------------------------- */

bool
markup_note(struct str s, size_t at, struct str *id, size_t *end)
{
    if (s.n - at < 4 || s.p[at] != '[' || s.p[at + 1] != '^')
        return false;
    size_t to = at + 2;
    while (to < s.n && s.p[to] != '\0' && strchr(" \t\n[]^{}", s.p[to]) == NULL)
        to++;
    *id = (struct str){s.p + at + 2, to - at - 2};
    *end = to + 1;
    return id->n > 0 && to < s.n && s.p[to] == ']';
}

/* True when nothing but blanks and quotation marks stands before AT. */
static bool
is_at_head(struct str s, size_t at)
{
    while (at > 0 && strchr(" \t>", s.p[at - 1]) != NULL)
        at--;
    return at == 0 || s.p[at - 1] == '\n';
}

static size_t
read_note(struct finder *finder, size_t at)
{
    struct str id;
    size_t end;
    struct loc loc = galley_loc(finder->galley, at);
    if (!markup_note(finder->source, at, &id, &end)) {
        note_err(finder, DIAG(finder->diag, loc, &note_form, NULL));
        return at + 2;
    }
    if (end < finder->source.n && finder->source.p[end] == ':' &&
        is_at_head(finder->source, at))
        note_err(finder,
            DIAG(finder->diag, loc, &note_inside, diag_str(finder->diag, id)));
    struct mark *mark = add(finder, MARK_NOTE, at, end - at);
    if (mark != NULL)
        mark->text = id;
    return end;
}

static size_t
open_bracket(struct finder *finder, size_t at)
{
    if (at + 1 < finder->source.n && finder->source.p[at + 1] == '^')
        return read_note(finder, at);
    if (finder->n_open == LIMIT_BRACKETS) {
        if (!finder->galley->refused)
            note_err(finder, limit_say_brackets(
                                 finder->diag, galley_loc(finder->galley, at)));
        finder->galley->refused = true;
        return at + 1;
    }
    void *grown = arena_grow(finder->galley->arena, finder->open,
        finder->n_open, &finder->cap_open, sizeof *finder->open);
    if (grown == NULL) {
        note_err(finder, ERR_NOMEM);
        return at + 1;
    }
    finder->open = grown;
    finder->open[finder->n_open++].at = at;
    return at + 1;
}

static void
mark_char(struct finder *finder, size_t at)
{
    struct mark *mark = add(finder, MARK_CHAR, at, 1);
    if (mark != NULL)
        mark->text = (struct str){finder->source.p + at, 1};
}

/* `]` closes a span, a link (left to cmark), or nothing.  `[words]: more` is
 * CommonMark's link definition, which would vanish: it is masked, for in
 * Japanese copy it is text. */
static size_t
close_bracket(struct finder *finder, size_t at)
{
    struct str s = finder->source;
    struct brace brace = {.kind = BRACE_UNKNOWN};
    if (finder->n_open == 0)
        return at + 1;
    size_t open = finder->open[--finder->n_open].at;
    if (at + 1 < s.n && s.p[at + 1] == ':')
        mark_char(finder, open);
    if (at + 2 >= s.n || s.p[at + 1] != '{' || s.p[at + 2] != '.')
        return at + 1;
    if (!brace_read(finder->galley->arena, s, at + 1, &brace))
        note_err(finder, ERR_NOMEM);
    if (brace.kind != BRACE_STYLE)
        return at + 1;
    struct mark *mark = add(finder, MARK_SPAN_OPEN, open, 1);
    if (mark != NULL) {
        mark->text = brace.text;
        mark->pair = at;
    }
    add(finder, MARK_SPAN_CLOSE, at, brace.n + 1);
    return at + 1 + brace.n;
}

/* --- single characters --------------------------------------------------- */

static size_t
read_escape(struct finder *finder, size_t at)
{
    char next = at + 1 < finder->source.n ? finder->source.p[at + 1] : '\n';
    struct mark *mark = NULL;
    if (next == 'n' && finder->galley->own_breaks) {
        add(finder, MARK_BREAK, at, 2);
        return at + 2;
    }
    if (next == '|' && (mark = add(finder, MARK_CHAR, at, 2)) != NULL)
        mark->text = (struct str){finder->source.p + at + 1, 1};
    return at + (is_ascii_punct(next) ? 2 : 1);
}

static size_t
read_stars(struct finder *finder, size_t at)
{
    struct galley *galley = finder->galley;
    size_t end = at;
    while (end < galley->n && galley->source[end] == '*')
        end++;
    void *grown = arena_grow(galley->arena, galley->star, galley->n_stars,
        &galley->cap_stars, sizeof *galley->star);
    if (grown == NULL) {
        note_err(finder, ERR_NOMEM);
        return end;
    }
    galley->star = grown;
    galley->star[galley->n_stars++] = (struct star_run){at, end - at};
    return end;
}

/* Symbols that copying out of a PDF or a word processor leaves behind. */
static const struct symbol {
    uint32_t c;
    const char *code, *text;
} symbols[MARKUP_SYMBOLS] = {
    {0xF06C, "U+F06C", "●"}, {0xF06E, "U+F06E", "■"}, {0xF0B7, "U+F0B7", "•"}};

const char *
markup_symbol(struct markup_symbols *found, struct loc loc, uint32_t c)
{
    for (size_t i = 0; c >= 0xE000 && i < MARKUP_SYMBOLS; i++) {
        if (symbols[i].c != c)
            continue;
        if (found->n[i]++ == 0)
            found->first[i] = loc;
        return symbols[i].text;
    }
    return NULL;
}

enum err
markup_say_symbols(struct diag *diag, const struct markup_symbols *found)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < MARKUP_SYMBOLS; i++)
        if (found->n[i] > 0)
            err = markup_worse(err,
                DIAG(diag, found->first[i], &bullet, symbols[i].code,
                    symbols[i].text, diag_int(diag, (int64_t)found->n[i])));
    return err;
}

static size_t
read_other(struct finder *finder, size_t at)
{
    size_t next;
    uint32_t c = utf8_next(finder->source, at, &next);
    if (c < 0xE000 || c > 0xF8FF)
        return next;
    const char *text =
        markup_symbol(&finder->symbols, galley_loc(finder->galley, at), c);
    struct mark *mark =
        text == NULL ? NULL : add(finder, MARK_CHAR, at, next - at);
    if (mark != NULL)
        mark->text = str_of(text);
    return next;
}

/* Brackets do not reach over the end of a block. */
static size_t
read_newline(struct finder *finder, size_t at)
{
    size_t next = at + 1;
    while (next < finder->source.n &&
           (finder->source.p[next] == ' ' || finder->source.p[next] == '\t'))
        next++;
    if (next >= finder->source.n || finder->source.p[next] == '\n')
        finder->n_open = 0;
    return at + 1;
}

static size_t
read_one(struct finder *finder, size_t at)
{
    switch (finder->source.p[at]) {
    case '\\':
        return read_escape(finder, at);
    case '{':
        return read_brace(finder, at);
    case '[':
        return open_bracket(finder, at);
    case ']':
        return close_bracket(finder, at);
    case '*':
        return read_stars(finder, at);
    case '\n':
        return read_newline(finder, at);
    default:
        return read_other(finder, at);
    }
}

enum err
markup_find(struct diag *diag, struct galley *galley)
{
    struct finder finder = {
        .diag = diag, .galley = galley, .source = {galley->source, galley->n}};
    size_t errors = diag_errors(diag);
    for (size_t at = 0; at < galley->n && finder.err != ERR_NOMEM;) {
        at = read_one(&finder, at);
        if (diag_errors(diag) - errors < LIMIT_FAULTS)
            continue;
        galley->refused = true;
        note_err(&finder, limit_say_faults(diag, galley_loc(galley, at)));
        break;
    }
    note_err(&finder, markup_say_symbols(diag, &finder.symbols));
    if (finder.err != ERR_NOMEM && !flank_fix(galley))
        return ERR_NOMEM;
    return finder.err;
}
