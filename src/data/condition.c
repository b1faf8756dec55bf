#include "data/condition.h"

#include <string.h>

#include "base/buf.h"

DIAG_MESSAGE(no_operand, "data.when-operand", DIAG_ERROR,
    "when の「{1}」に比べるものがありません。{{列名}} == 値 のように書いてくだ"
    "さい",
    "something to compare is missing in \"{1}\"; write {{COLUMN}} == VALUE");
DIAG_MESSAGE(no_number, "data.when-number", DIAG_ERROR,
    "when の「{1}」は数ではないので大小を比べられません。== か != "
    "を使うか、値を"
    "直してください",
    "\"{1}\" is no number, so that it is neither less nor more; use == or !=, "
    "or correct the value");
DIAG_MESSAGE(not_closed, "data.when-open", DIAG_ERROR,
    "when の「{1}」の {{ が }} で閉じられていません",
    "{{ in \"{1}\" is not closed by }}");

/* In the order in which they are looked for: longer ones first. */
enum operator{ EQUAL, UNEQUAL, AT_MOST, AT_LEAST, BELOW, ABOVE, OPERATORS };
static const char *const signs[OPERATORS] = {"==", "!=", "<=", ">=", "<", ">"};

struct condition {
    struct arena *arena;
    struct diag *diag;
    const struct dataset *dataset;
    struct loc loc;
};

/* What is compared: text, and the number it is, if it is one. */
struct operand {
    struct str text;
    bool is_number;
    struct number number;
};

/* --- finding words outside quotes and places ------------------------------ */

/* Where WORD stands first in S, outside quotes and {{ }}; S.n: nowhere. */
static size_t
find(struct str s, const char *word)
{
    size_t n = strlen(word);
    char quote = '\0';
    bool place = false;
    for (size_t i = 0; i + n <= s.n; i++) {
        char c = s.p[i];
        if (quote == '\0' && s.n - i >= 2 && memcmp(s.p + i, "{{", 2) == 0)
            place = true;
        else if (place && s.n - i >= 2 && memcmp(s.p + i, "}}", 2) == 0)
            place = false;
        else if (!place && (c == '"' || c == '\''))
            quote = quote == '\0' ? c : quote == c ? '\0' : quote;
        if (quote == '\0' && !place && memcmp(s.p + i, word, n) == 0)
            return i;
    }
    return s.n;
}

/* Cuts S at WORD as str_cut does at a byte. */
static struct str
cut(struct str s, const char *word, struct str *rest)
{
    size_t at = find(s, word);
    *rest = (struct str){NULL, 0};
    if (at == s.n)
        return s;
    *rest = (struct str){s.p + at + strlen(word), s.n - at - strlen(word)};
    return (struct str){s.p, at};
}

/* Where WORD stands first in S; S.n: nowhere. */
static size_t
seek(struct str s, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; i + n <= s.n; i++)
        if (memcmp(s.p + i, word, n) == 0)
            return i;
    return s.n;
}

static struct str
tail(struct str s, size_t from)
{
    return (struct str){s.p + from, s.n - from};
}

/* --- operands ------------------------------------------------------------- */

static struct str
unquote(struct str s)
{
    bool quoted =
        s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
    return quoted ? (struct str){s.p + 1, s.n - 2} : s;
}

/* Appends what PLACE, inside {{ }}, shows. */
static enum err
put_place(const struct condition *c, struct str place, struct buf *out)
{
    struct str shown, format, name = str_trim(str_cut(place, '|', &format));
    const char *said = NULL;
    if (format.p != NULL) {
        format = str_trim(format);
        said = arena_strndup(c->arena, format.p, format.n);
        if (said == NULL)
            return ERR_NOMEM;
    }
    enum err err =
        dataset_show(c->arena, c->diag, c->dataset, c->loc, name, said, &shown);
    if (err == ERR_OK)
        buf_str(out, shown);
    return err;
}

/* S with what its places show. */
static enum err
fill(const struct condition *c, struct str s, struct buf *out)
{
    enum err err = ERR_OK;
    size_t open;
    while (err == ERR_OK && (open = seek(s, "{{")) < s.n) {
        struct str place = tail(s, open + 2);
        size_t n = seek(place, "}}");
        if (n == place.n)
            return DIAG(c->diag, c->loc, &not_closed, diag_str(c->diag, s));
        buf_put(out, s.p, open);
        s = tail(place, n + 2);
        place.n = n;
        err = put_place(c, place, out);
    }
    buf_str(out, s);
    return err;
}

/* The figure that S is, alone and without a format, or NULL. */
static const struct cell *
lone_figure(const struct condition *c, struct str s)
{
    if (s.n < 5 || memcmp(s.p, "{{", 2) != 0 ||
        memcmp(s.p + s.n - 2, "}}", 2) != 0)
        return NULL;
    struct str name = str_trim((struct str){s.p + 2, s.n - 4});
    const char *text = arena_strndup(c->arena, name.p, name.n);
    return text == NULL ? NULL : dataset_value(c->dataset, text);
}

static enum err
read_operand(const struct condition *c, struct str s, struct operand *out)
{
    struct buf buf = {0};
    s = str_trim(s);
    const struct cell *figure = lone_figure(c, s);
    enum err err = fill(c, unquote(s), &buf);
    const char *text =
        buf.failed ? NULL : arena_strndup(c->arena, buf.p, buf.n);
    *out = (struct operand){.text = str_of(text)};
    if (figure != NULL && figure->kind == CELL_NUMBER) {
        out->is_number = true;
        out->number = figure->number;
    } else if (text != NULL && figure == NULL) {
        out->is_number = number_parse(out->text, &out->number);
    }
    buf_fini(&buf);
    return err == ERR_OK && text == NULL ? ERR_NOMEM : err;
}

/* --- terms ---------------------------------------------------------------- */

static bool
is_equal(const struct operand *a, const struct operand *b)
{
    return a->is_number && b->is_number
               ? number_compare(a->number, b->number) == 0
               : str_equal(a->text, b->text);
}

static enum err
compare(const struct condition *c, enum operator sign, const struct operand *a,
    const struct operand *b, bool *out)
{
    const struct operand *bad = !a->is_number ? a : !b->is_number ? b : NULL;
    if (bad != NULL)
        return DIAG(c->diag, c->loc, &no_number, diag_str(c->diag, bad->text));
    int order = number_compare(a->number, b->number);
    *out = sign == AT_MOST    ? order <= 0
           : sign == AT_LEAST ? order >= 0
           : sign == BELOW    ? order < 0
                              : order > 0;
    return ERR_OK;
}

/* LEFT against each member of RIGHT: equal to one, unequal to all. */
static enum err
compare_all(const struct condition *c, enum operator sign,
    const struct operand *left, struct str right, bool *out)
{
    enum err err = ERR_OK;
    bool found = false;
    while (right.p != NULL && err == ERR_OK) {
        struct operand one;
        err = read_operand(c, cut(right, ",", &right), &one);
        found = found || (err == ERR_OK && is_equal(left, &one));
    }
    *out = found == (sign == EQUAL);
    return err;
}

static bool
is_true(const struct operand *operand)
{
    bool zero = operand->is_number && operand->number.num == 0;
    return operand->text.n > 0 && !zero && !str_equal(operand->text, STR("no"));
}

static enum err
term(const struct condition *c, struct str s, bool *out)
{
    struct operand a, b;
    struct str right = {NULL, 0}, left = s;
    int sign = 0;
    for (; sign < OPERATORS && right.p == NULL; sign++)
        left = cut(s, signs[sign], &right);
    bool lacks =
        str_trim(left).n == 0 || (right.p != NULL && str_trim(right).n == 0);
    if (lacks)
        return DIAG(c->diag, c->loc, &no_operand, diag_str(c->diag, s));
    enum err err = read_operand(c, left, &a);
    if (err != ERR_OK)
        return err;
    if (right.p == NULL) {
        *out = is_true(&a);
        return ERR_OK;
    }
    enum operator found =(enum operator)(sign - 1);
    if (found == EQUAL || found == UNEQUAL)
        return compare_all(c, found, &a, right, out);
    err = read_operand(c, right, &b);
    return err == ERR_OK ? compare(c, found, &a, &b, out) : err;
}

/* All of the terms of S, which `and` joins. */
static enum err
every(const struct condition *c, struct str s, bool *out)
{
    enum err worst = ERR_OK;
    *out = true;
    while (s.p != NULL) {
        bool holds = true;
        enum err err = term(c, cut(s, " and ", &s), &holds);
        worst = err == ERR_OK ? worst : err;
        *out = *out && holds;
    }
    return worst;
}

enum err
condition_holds(struct arena *arena, struct diag *diag,
    const struct dataset *dataset, struct loc loc, struct str text, bool *out)
{
    const struct condition c = {arena, diag, dataset, loc};
    enum err worst = ERR_OK;
    bool any = false;
    while (text.p != NULL) {
        bool holds;
        enum err err = every(&c, cut(text, " or ", &text), &holds);
        worst = err == ERR_OK ? worst : err;
        any = any || holds;
    }
    *out = any || worst != ERR_OK;
    return worst;
}
