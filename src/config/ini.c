/* The limits met here were measured on iniparser 4.1: a line (continued lines
 * joined) of 1,023 bytes or more makes it refuse the file; `;` and `#` end an
 * unquoted value; what follows a closing quote, a backslash at the end of the
 * file and a line behind a comment that ends in a backslash are dropped. */
#include "config/ini.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "config/fault.h"

DIAG_MESSAGE(not_utf8, "config.not-utf8", DIAG_ERROR,
    "UTF-8 として読めないバイト {1} があります。ファイルを UTF-8 "
    "で保存し直してください（Shift_JIS や UTF-16 は読めません）",
    "byte {1} is not UTF-8; save the file as UTF-8 (not Shift_JIS or "
    "UTF-16)");
DIAG_MESSAGE(control, "config.control", DIAG_ERROR,
    "制御文字{1}があります。取り除いてください",
    "control character{1} found; remove it");
DIAG_MESSAGE(too_long, "config.long-line", DIAG_ERROR,
    "この行は {1} バイトあります（上限 {2} バイト）。長い文章は Markdown "
    "のファイルに分けてください",
    "this line has {1} bytes (limit {2}); put long copy into a Markdown file");
DIAG_MESSAGE(open_end, "config.open-continuation", DIAG_ERROR,
    "ファイルの最後の行が「\\」で終わっていて、続きがありません。「\\」を取り"
    "除いてください",
    "the last line ends in a backslash but nothing follows; remove the "
    "backslash");
DIAG_MESSAGE(comment_goes_on, "config.comment-continues", DIAG_ERROR,
    "コメントが「\\」で終わっているので、次の行もコメントになります。「\\」を"
    "取り除いてください",
    "this comment ends in a backslash, which makes the next line part of it; "
    "remove the backslash");
DIAG_MESSAGE(swallows, "config.continuation-swallows", DIAG_WARN,
    "前の行が「\\」で終わっているので、「{1}」は前の値の続きになります。意図"
    "したものでなければ「\\」を取り除いてください",
    "the line before ends in a backslash, so \"{1}\" is part of its value; if "
    "that is not meant, remove the backslash");
DIAG_MESSAGE(bad_line, "config.bad-line", DIAG_ERROR,
    "「{1}」は [セクション]、キー = 値、コメントのどれでもありません。"
    "半角の「=」で「キー = 値」と書いてください",
    "\"{1}\" is no [section], no key = value and no comment; write it as "
    "key = value");
DIAG_MESSAGE(wide_sign, "config.full-width-sign", DIAG_ERROR,
    "全角の記号「{1}」が使われています。半角の「{2}」で書いてください",
    "full-width \"{1}\" found; write a plain \"{2}\"");
DIAG_MESSAGE(no_key, "config.no-key", DIAG_ERROR,
    "「=」の前にキーの名前がありません。「キー = 値」と書いてください",
    "there is no key before the `=`; write key = value");
DIAG_MESSAGE(no_section, "config.no-section", DIAG_ERROR,
    "キー「{1}」の前にセクションがありません。先に [document] "
    "などの行を書いてください",
    "key \"{1}\" stands before any section; write a line such as [document] "
    "first");
DIAG_MESSAGE(bad_head, "config.bad-section", DIAG_ERROR,
    "セクションの行「{1}」を読めません。[種類 名前] "
    "と書き、「]」の後には何も書かないでください",
    "cannot read the section line \"{1}\"; write [kind name] and nothing "
    "behind the bracket");
DIAG_MESSAGE(bad_name, "config.bad-name", DIAG_ERROR,
    "名前「{1}」は使えません。 , : [ ] \" を含まない 200 "
    "バイト以内の名前にしてください",
    "\"{1}\" cannot be a name; use at most 200 bytes without , : [ ] \"");
DIAG_MESSAGE(comment_sign, "config.comment-sign", DIAG_ERROR,
    "引用符のない値の中に「{1}」があるので、そこから後がコメントとして失われ"
    "ます。値の一部なら全体を \" \" で囲み、コメントなら別の行に書いてください",
    "`{1}` in an unquoted value starts a comment and loses the rest; put the "
    "whole value in double quotes, or the comment on a line of its own");
DIAG_MESSAGE(unclosed, "config.unclosed-quote", DIAG_ERROR,
    "引用符 {1} が閉じていません。値の終わりに {1} を書いてください",
    "quote {1} is not closed; write {1} at the end of the value");
DIAG_MESSAGE(behind_quote, "config.after-quote", DIAG_ERROR,
    "閉じた引用符の後の「{1}」は失われます。値の中に \" を含めるときは全体を "
    "' ' で囲んでください",
    "\"{1}\" behind the closing quote would be lost; to have \" inside a "
    "value, put the whole in ' '");
DIAG_MESSAGE(section_twice, "config.section-twice", DIAG_ERROR,
    "セクション [{1}] は {2} 行目にもあります（大文字と小文字は区別されません）"
    "。1 つにまとめるか、名前を変えてください",
    "section [{1}] is already on line {2} (capitals do not count); join the "
    "two or rename one");
DIAG_MESSAGE(key_twice, "config.key-twice", DIAG_ERROR,
    "キー「{1}」は {2} 行目にもあります（大文字と小文字は区別されません）。"
    "どちらかを消してください",
    "key \"{1}\" is already on line {2} (capitals do not count); remove one "
    "of them");
DIAG_MESSAGE(too_many, "config.too-many", DIAG_ERROR,
    "セクションとキーが {1} "
    "個を超えています。データは CSV に、文章は Markdown に分けてください",
    "more than {1} sections and keys; put data into CSV and copy into "
    "Markdown");
DIAG_MESSAGE(too_large, "config.too-large", DIAG_ERROR,
    "ファイルが {1} バイトあります（上限 {2} バイト）。データは CSV "
    "に、文章は Markdown に分けてください",
    "the file has {1} bytes (limit {2}); put data into CSV and copy into "
    "Markdown");

/* A line of the file inside a logical (continued) line. */
struct part {
    size_t at; /* its first byte in the logical line */
    int32_t line;
};

struct scan {
    struct arena *arena, *scratch;
    struct diag *diag;
    struct ini *ini;
    size_t at;    /* in ini->text */
    int32_t line; /* the last line read */
    struct map seen;
    bool lost_head;      /* the last section line was faulty: skip its keys */
    const char *section; /* the current one, "kind name"; NULL: none */
    /* The logical line. */
    char *text;
    size_t n, cap;
    struct part *part;
    size_t n_parts, cap_parts;
};

char *
ini_fold(char *s)
{
    for (char *c = s; c != NULL && *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return s;
}

static const char *
byte_name(struct diag *diag, unsigned char byte)
{
    static const char hex[] = "0123456789ABCDEF";
    char name[4] = {'0', 'x', hex[byte >> 4], hex[byte & 15]};
    return diag_str(diag, (struct str){name, sizeof name});
}

enum err
ini_characters(struct diag *diag, struct loc loc, struct str text, bool *good)
{
    *good = false;
    for (size_t next, at = 0; at < text.n; at = next) {
        next = at + 1;
        bool plain = text.p[at] >= 0x20 && text.p[at] < 0x7F; /* most are */
        uint32_t c = plain ? (uint32_t)text.p[at] : utf8_next(text, at, &next);
        bool is_control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) ||
                          c == 0xFEFF || c == 0x2028 || c == 0x2029;
        if (c == UTF8_BAD)
            return fault_said(DIAG(diag, loc, &not_utf8,
                byte_name(diag, (unsigned char)text.p[at])));
        if (is_control)
            return fault_said(DIAG(diag, loc, &control, diag_char(diag, c)));
        loc.col += loc.line > 0 ? 1 : 0;
    }
    *good = true;
    return ERR_OK;
}

/* The place of byte AT of the logical line. */
static struct loc
place(const struct scan *scan, size_t at)
{
    size_t i = scan->n_parts - 1;
    while (i > 0 && scan->part[i].at > at)
        i--;
    struct str before = {scan->text + scan->part[i].at, at - scan->part[i].at};
    return (struct loc){
        scan->ini->file, scan->part[i].line, (int32_t)utf8_count(before) + 1};
}

static struct loc
place_of(const struct scan *scan, struct str s)
{
    return place(scan, (size_t)(s.p - scan->text));
}

static enum err
add_part(struct scan *scan, struct str line)
{
    void *parts = arena_grow(scan->scratch, scan->part, scan->n_parts,
        &scan->cap_parts, sizeof *scan->part);
    if (parts == NULL)
        return ERR_NOMEM;
    scan->part = parts;
    scan->part[scan->n_parts++] = (struct part){scan->n, scan->line};
    if (scan->n + line.n + 1 > scan->cap) {
        size_t cap = (scan->n + line.n + 1) * 2;
        char *text = arena_alloc(scan->scratch, cap);
        if (text == NULL)
            return ERR_NOMEM;
        if (scan->n > 0)
            memcpy(text, scan->text, scan->n);
        scan->text = text;
        scan->cap = cap;
    }
    memcpy(scan->text + scan->n, line.p, line.n);
    scan->n += line.n;
    scan->text[scan->n] = '\0';
    return ERR_OK;
}

static bool
is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes blanks and a backslash off the end of the logical line; true when
 * there was a backslash, so that the next line belongs to it. */
static bool
cut_backslash(struct scan *scan)
{
    while (scan->n > 0 && is_blank(scan->text[scan->n - 1]))
        scan->n--;
    bool goes_on = scan->n > 0 && scan->text[scan->n - 1] == '\\';
    scan->n -= goes_on ? 1 : 0;
    scan->text[scan->n] = '\0';
    return goes_on;
}

/* Reads the next logical line.  *GOOD is false when its characters or its
 * length make it unreadable; that was said. */
static enum err
next_line(struct scan *scan, bool *good)
{
    struct str text = scan->ini->text;
    size_t longest = 0;
    bool goes_on = true;
    *good = true;
    scan->n = scan->n_parts = 0;
    while (goes_on && scan->at < text.n) {
        struct str rest,
            line = str_cut((struct str){text.p + scan->at, text.n - scan->at},
                '\n', &rest);
        scan->at += line.n + 1;
        scan->line++;
        size_t end = line.n > 0 && line.p[line.n - 1] == '\r' ? 1 : 0;
        longest = scan->n + line.n > longest ? scan->n + line.n : longest;
        line.n -= end;
        struct loc loc = {scan->ini->file, scan->line, 1};
        bool readable;
        enum err err = ini_characters(scan->diag, loc, line, &readable);
        *good = *good && readable;
        if (err == ERR_OK)
            err = add_part(scan, line);
        if (err != ERR_OK)
            return err;
        goes_on = cut_backslash(scan);
    }
    struct loc loc = {scan->ini->file, scan->part[0].line, 0};
    if (goes_on && fault_said(DIAG(scan->diag, loc, &open_end, NULL)) != ERR_OK)
        return ERR_NOMEM;
    if (longest <= INI_LINE_MAX)
        return ERR_OK;
    *good = false;
    return fault_said(
        DIAG(scan->diag, loc, &too_long, diag_int(scan->diag, (int64_t)longest),
            diag_int(scan->diag, INI_LINE_MAX)));
}

static struct ini_item *
add_item(struct scan *scan)
{
    struct ini *ini = scan->ini;
    void *items = arena_grow(
        scan->scratch, ini->item, ini->n, &ini->cap, sizeof *ini->item);
    if (items == NULL)
        return NULL;
    ini->item = items;
    ini->item[ini->n] = (struct ini_item){0};
    return &ini->item[ini->n++];
}

/* Says MESSAGE when NAME (in SECTION, or a section itself) was seen before;
 * remembers it otherwise. */
static enum err
once(struct scan *scan, struct loc loc, const char *section, const char *name,
    const struct diag_message *message)
{
    const char *key = ini_fold(arena_join(scan->scratch, section, "]", name));
    if (key == NULL)
        return ERR_NOMEM;
    size_t line;
    if (map_find(&scan->seen, str_of(key), &line))
        return fault_said(DIAG(scan->diag, loc, message, name,
            diag_int(scan->diag, (int64_t)line)));
    bool kept =
        map_put(&scan->seen, scan->scratch, str_of(key), (size_t)loc.line);
    return kept ? ERR_OK : ERR_NOMEM;
}

static bool
has_any(struct str s, const char *bytes)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(bytes, s.p[i]) != NULL)
            return true;
    return false;
}

/* LINE starts with `[`. */
static enum err
read_head(struct scan *scan, struct str line)
{
    struct loc loc = place_of(scan, line);
    scan->section = NULL;
    scan->lost_head = true;
    struct str head = {line.p + 1, line.n < 2 ? 0 : line.n - 2};
    head = str_trim(head);
    if (line.p[line.n - 1] != ']' || head.n == 0)
        return fault_said(
            DIAG(scan->diag, loc, &bad_head, diag_str(scan->diag, line)));
    if (has_any(head, ",:[]\"") || head.n > 200)
        return fault_said(
            DIAG(scan->diag, loc, &bad_name, diag_str(scan->diag, head)));
    size_t kind = 0;
    while (kind < head.n && !is_blank(head.p[kind]))
        kind++;
    struct str name = str_trim((struct str){head.p + kind, head.n - kind});
    struct ini_item *item = add_item(scan);
    if (item == NULL)
        return ERR_NOMEM;
    item->is_section = true;
    item->loc = loc;
    item->head = arena_strndup(scan->arena, head.p, head.n);
    item->kind = arena_strndup(scan->arena, head.p, kind);
    item->name = arena_strndup(scan->arena, name.p, name.n);
    if (item->head == NULL || item->kind == NULL || item->name == NULL)
        return ERR_NOMEM;
    const char *whole = item->kind;
    if (name.n > 0)
        whole = arena_join(scan->scratch, item->kind, " ", item->name);
    scan->section = whole;
    return whole == NULL ? ERR_NOMEM
                         : once(scan, loc, "", whole, &section_twice);
}

/* What a continued line looks like when its backslash was a mistake. */
static bool
looks_lost(struct str line)
{
    struct str value, key = str_trim(str_cut(line, '=', &value));
    if (key.n > 0 && key.p[0] == '[')
        return true;
    for (size_t i = 0; i < key.n; i++) {
        char c = key.p[i];
        if (!(c >= 'a' && c <= 'z') && c != '-' && c != '.')
            return false;
    }
    return value.p != NULL && key.n > 0;
}

/* Warns of lines that a backslash took into an unquoted value. */
static enum err
warn_swallowed(struct scan *scan)
{
    for (size_t i = 1; i < scan->n_parts; i++) {
        size_t at = scan->part[i].at;
        size_t end = i + 1 < scan->n_parts ? scan->part[i + 1].at : scan->n;
        end = end < scan->n ? end : scan->n;
        struct str line = {scan->text + at, end > at ? end - at : 0};
        struct loc loc = {scan->ini->file, scan->part[i].line, 0};
        if (looks_lost(line) &&
            DIAG(scan->diag, loc, &swallows,
                diag_str(scan->diag, str_trim(line))) == ERR_NOMEM)
            return ERR_NOMEM;
    }
    return ERR_OK;
}

/* Takes the quotes off *VALUE and proves that nothing stands behind them. */
static enum err
unquote(struct scan *scan, struct str *value, bool *good)
{
    char quote[2] = {value->p[0], '\0'};
    struct loc loc = place_of(scan, *value);
    struct str inside = {value->p + 1, value->n - 1}, behind;
    *value = str_cut(inside, quote[0], &behind);
    *good = false;
    if (behind.p == NULL)
        return fault_said(DIAG(scan->diag, loc, &unclosed, quote));
    behind = str_trim(behind);
    if (behind.n > 0 && behind.p[0] != ';' && behind.p[0] != '#')
        return fault_said(DIAG(scan->diag, place_of(scan, behind),
            &behind_quote, diag_str(scan->diag, behind)));
    *good = true;
    return ERR_OK;
}

/* An unquoted value holds no sign that starts a comment. */
static enum err
check_plain(struct scan *scan, struct str value, bool *good)
{
    for (size_t i = 0; i < value.n; i++) {
        char sign[2] = {value.p[i], '\0'};
        if (sign[0] != ';' && sign[0] != '#')
            continue;
        *good = false;
        return fault_said(DIAG(scan->diag,
            place_of(scan, (struct str){value.p + i, 1}), &comment_sign, sign));
    }
    *good = true;
    return warn_swallowed(scan);
}

static enum err
keep_entry(
    struct scan *scan, struct str key, struct str value, struct loc value_loc)
{
    struct loc loc = place_of(scan, key);
    struct ini_item *item = add_item(scan);
    if (item == NULL)
        return ERR_NOMEM;
    item->loc = loc;
    item->value_loc = value_loc;
    item->continued = scan->n_parts > 1;
    item->key = arena_strndup(scan->arena, key.p, key.n);
    item->value = arena_strndup(scan->arena, value.p, value.n);
    if (item->key == NULL || item->value == NULL)
        return ERR_NOMEM;
    return once(scan, loc, scan->section, item->key, &key_twice);
}

static enum err
read_entry(struct scan *scan, struct str line)
{
    struct str value, key = str_trim(str_cut(line, '=', &value));
    bool good;
    if (key.n == 0)
        return fault_said(
            DIAG(scan->diag, place_of(scan, line), &no_key, NULL));
    if (key.n > 200)
        return fault_said(DIAG(scan->diag, place_of(scan, line), &bad_name,
            diag_str(scan->diag, key)));
    if (scan->section == NULL && !scan->lost_head)
        return fault_said(DIAG(scan->diag, place_of(scan, line), &no_section,
            diag_str(scan->diag, key)));
    value = str_trim(value);
    bool quoted = value.n > 0 && (value.p[0] == '"' || value.p[0] == '\'');
    enum err err =
        quoted ? unquote(scan, &value, &good) : check_plain(scan, value, &good);
    if (err != ERR_OK || !good || scan->section == NULL)
        return err;
    return keep_entry(scan, key, value, place_of(scan, value));
}

/* A line without `=`: often one with a full-width sign. */
static enum err
say_bad_line(struct scan *scan, struct str line)
{
    static const char *const wide[][2] = {
        {"\uFF1D", "="}, {"\uFF3B", "["}, {"\uFF1B", ";"}, {"\uFF03", "#"}};
    size_t next;
    for (size_t at = 0; at < line.n; at = next) {
        utf8_next(line, at, &next);
        struct str c = {line.p + at, next - at};
        for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
            if (str_equal(c, str_of(wide[i][0])))
                return fault_said(DIAG(scan->diag, place_of(scan, c),
                    &wide_sign, wide[i][0], wide[i][1]));
    }
    return fault_said(DIAG(scan->diag, place_of(scan, line), &bad_line,
        diag_str(scan->diag, line)));
}

static enum err
read_line(struct scan *scan)
{
    struct str line = str_trim((struct str){scan->text, scan->n});
    if (line.n == 0)
        return ERR_OK;
    bool comment = line.p[0] == ';' || line.p[0] == '#';
    if (comment && scan->n_parts > 1)
        return fault_said(
            DIAG(scan->diag, place_of(scan, line), &comment_goes_on, NULL));
    if (comment)
        return ERR_OK;
    if (line.p[0] == '[')
        return read_head(scan, line);
    if (memchr(line.p, '=', line.n) == NULL)
        return say_bad_line(scan, line);
    return read_entry(scan, line);
}

static enum err
read_lines(struct scan *scan)
{
    size_t before = diag_errors(scan->diag);
    while (scan->at < scan->ini->text.n) {
        bool good;
        enum err err = next_line(scan, &good);
        if (err == ERR_OK && good)
            err = read_line(scan);
        if (err != ERR_OK)
            return err;
        if (diag_errors(scan->diag) - before >= INI_FAULTS_MAX)
            break;
        if (scan->ini->n > INI_ITEMS_MAX)
            return fault_said(
                DIAG(scan->diag, fault_line(scan->ini->file, scan->line),
                    &too_many, diag_int(scan->diag, INI_ITEMS_MAX)));
    }
    return ERR_OK;
}

enum err
ini_scan(struct arena *arena, struct arena *scratch, struct diag *diag,
    const char *file, struct str text, struct ini *out)
{
    *out = (struct ini){.file = file, .text = text};
    size_t before = diag_errors(diag);
    struct scan scan = {
        .arena = arena, .scratch = scratch, .diag = diag, .ini = out};
    enum err err = ERR_OK;
    if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) {
        out->bom = true;
        out->text = (struct str){text.p + 3, text.n - 3};
    }
    if (text.n > INI_BYTES_MAX)
        err = fault_said(DIAG(diag, fault_line(file, 0), &too_large,
            diag_int(diag, (int64_t)text.n), diag_int(diag, INI_BYTES_MAX)));
    else
        err = read_lines(&scan);
    out->faulty = diag_errors(diag) != before;
    return err;
}

const struct ini_item *
ini_find(const struct ini *ini, const char *kind, const char *key)
{
    bool here = false;
    for (size_t i = 0; i < ini->n; i++) {
        const struct ini_item *item = &ini->item[i];
        if (item->is_section)
            here = strcmp(item->kind, kind) == 0 && item->name[0] == '\0';
        else if (here && strcmp(item->key, key) == 0)
            return item;
    }
    return NULL;
}
