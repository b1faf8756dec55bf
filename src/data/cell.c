/* The signs and flags follow the legends that the prefectures, the ministries
 * and e-Stat print beside their tables. */
#include "data/cell.h"

#include <string.h>

#include "base/utf8.h"

DIAG_MESSAGE(bad_format, "data.format", DIAG_ERROR,
    "「{1}」は数の書式ではありません。#,##0 や 0.0% のように書いてください",
    "\"{1}\" is not a number format; write it like #,##0 or 0.0%");
DIAG_MESSAGE(text_format, "data.format-text", DIAG_ERROR,
    "文字「{1}」に数の書式「{2}」は使えません。書式を外してください",
    "the text \"{1}\" cannot be shown by the number format \"{2}\"; remove "
    "the format");

enum { SIGN_MAX = 9 /* bytes of the longest */ };

static const struct {
    const char *text;
    enum cell_kind kind;
} signs[] = {{"-", CELL_NIL}, {"‐", CELL_NIL}, {"‑", CELL_NIL}, {"–", CELL_NIL},
    {"—", CELL_NIL}, {"―", CELL_NIL}, {"−", CELL_NIL}, {"－", CELL_NIL},
    {"…", CELL_UNKNOWN}, {"……", CELL_UNKNOWN}, {"・・・", CELL_UNKNOWN},
    {"...", CELL_UNKNOWN}, {"***", CELL_UNKNOWN}, {"＊＊＊", CELL_UNKNOWN},
    {"x", CELL_SUPPRESSED}, {"X", CELL_SUPPRESSED}, {"ｘ", CELL_SUPPRESSED},
    {"Ｘ", CELL_SUPPRESSED}, {"χ", CELL_SUPPRESSED}, {"・", CELL_INAPPLICABLE},
    {"･", CELL_INAPPLICABLE}};

static const struct {
    const char *mark;
    unsigned flag;
} flags[] = {{"p", CELL_PROVISIONAL}, {"P", CELL_PROVISIONAL},
    {"ｐ", CELL_PROVISIONAL}, {"r", CELL_REVISED}, {"R", CELL_REVISED},
    {"ｒ", CELL_REVISED}, {"*", CELL_SMALL_SAMPLE}, {"＊", CELL_SMALL_SAMPLE}};

bool
cell_is_sign(enum cell_kind kind)
{
    return kind == CELL_NIL || kind == CELL_UNKNOWN ||
           kind == CELL_SUPPRESSED || kind == CELL_INAPPLICABLE;
}

enum cell_kind
cell_poison(enum cell_kind sum, enum cell_kind kind)
{
    static const int strength[] = {
        [CELL_EMPTY] = 3,
        [CELL_TEXT] = 3,
        [CELL_NUMBER] = 0,
        [CELL_NIL] = 1,
        [CELL_UNKNOWN] = 3,
        [CELL_SUPPRESSED] = 4,
        [CELL_INAPPLICABLE] = 2,
    };
    if (kind == CELL_EMPTY || kind == CELL_TEXT)
        kind = CELL_UNKNOWN;
    return strength[kind] > strength[sum] ? kind : sum;
}

/* S without ASCII and full-width blanks at both ends. */
static struct str
trim(struct str s)
{
    static const char blank[] = "　";
    size_t n = sizeof blank - 1;
    for (;;) {
        s = str_trim(s);
        if (s.n >= n && memcmp(s.p, blank, n) == 0)
            s = (struct str){s.p + n, s.n - n};
        else if (s.n >= n && memcmp(s.p + s.n - n, blank, n) == 0)
            s.n -= n;
        else
            return s;
    }
}

/* Takes one flag off either end of *S; 0 when there is none. */
static unsigned
take_flag(struct str *s)
{
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        size_t n = strlen(flags[i].mark);
        if (s->n <= n)
            continue;
        if (memcmp(s->p, flags[i].mark, n) == 0) {
            *s = trim((struct str){s->p + n, s->n - n});
            return flags[i].flag;
        }
        if (memcmp(s->p + s->n - n, flags[i].mark, n) == 0) {
            *s = trim((struct str){s->p, s->n - n});
            return flags[i].flag;
        }
    }
    return 0;
}

/* A number with its flags; false when S is none. */
static bool
read_number(struct str s, struct cell *cell)
{
    unsigned found = 0;
    while (!number_parse(s, &cell->number)) {
        unsigned flag = take_flag(&s);
        if (flag == 0)
            return false;
        found |= flag;
    }
    cell->flags = found;
    return true;
}

void
cell_read(struct cell *cell)
{
    struct str s = trim(str_of(cell->text));
    cell->number = (struct number){0, 1, 0};
    cell->flags = 0;
    cell->kind = s.n == 0 ? CELL_EMPTY : CELL_TEXT;
    for (size_t i = 0; s.n <= SIGN_MAX && i < sizeof signs / sizeof *signs; i++)
        if (str_equal(s, str_of(signs[i].text)))
            cell->kind = signs[i].kind;
    if (cell->kind == CELL_TEXT && read_number(s, cell))
        cell->kind = CELL_NUMBER;
}

bool
cell_is_code(const struct cell *cell)
{
    const char *s = cell->text;
    return cell->kind == CELL_NUMBER && s[0] == '0' && s[1] >= '0' &&
           s[1] <= '9';
}

void
cell_sign(struct cell *cell, enum cell_kind kind)
{
    static const char *const text[] = {
        [CELL_EMPTY] = "",
        [CELL_TEXT] = "",
        [CELL_NUMBER] = "",
        [CELL_NIL] = "－",
        [CELL_UNKNOWN] = "…",
        [CELL_SUPPRESSED] = "x",
        [CELL_INAPPLICABLE] = "・",
    };
    cell->kind = kind;
    cell->number = (struct number){0, 1, 0};
    cell->text = text[kind];
}

void
cell_put(struct buf *out, struct number number, const struct cell_style *style,
    const struct number_format *format)
{
    struct number_format full = *format;
    if (style != NULL) {
        full.rounding = style->rounding;
        full.minus = full.minus == NULL ? style->minus : full.minus;
    }
    number_show(out, number, &full);
}

/* The text in BUF as one that lives in ARENA; frees BUF. */
static enum err
keep(struct arena *arena, struct buf *buf, struct str *out)
{
    const char *p = buf->failed ? NULL : arena_strndup(arena, buf->p, buf->n);
    *out = (struct str){p == NULL ? "" : p, p == NULL ? 0 : buf->n};
    buf_fini(buf);
    return p == NULL ? ERR_NOMEM : ERR_OK;
}

bool
cell_compute(struct arena *arena, struct cell *cell, struct number number)
{
    static const struct number_format full = {
        .decimals = -1, .prefix = "", .suffix = ""};
    struct buf buf = {0};
    struct str text;
    cell->kind = CELL_NUMBER;
    cell->number = number;
    cell_put(&buf, number, cell->style, &full);
    bool kept = keep(arena, &buf, &text) == ERR_OK;
    cell->text = text.p;
    return kept;
}

enum err
cell_format(struct arena *arena, struct diag *diag, struct loc loc,
    const char *text, struct number_format *out)
{
    if (number_format_parse(arena, str_of(text), out))
        return ERR_OK;
    return out->suffix == NULL ? ERR_NOMEM : DIAG(diag, loc, &bad_format, text);
}

enum err
cell_show(struct arena *arena, struct diag *diag, const struct cell *cell,
    const char *format, struct str *out)
{
    struct number_format parsed;
    *out = str_of(cell->text);
    if (format == NULL)
        return ERR_OK;
    enum err err = cell_format(arena, diag, cell->loc, format, &parsed);
    if (err == ERR_OK && cell->kind == CELL_TEXT)
        err = DIAG(diag, cell->loc, &text_format, cell->text, format);
    if (err != ERR_OK)
        *out = (struct str){"", 0};
    if (err != ERR_OK || cell->kind != CELL_NUMBER)
        return err;
    struct buf buf = {0};
    cell_put(&buf, cell->number, cell->style, &parsed);
    return keep(arena, &buf, out);
}
