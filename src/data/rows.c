/* libcsv does not tell where a field began.  It is fed up to each comma or
 * line end in turn, so that the field it hands back is known to begin where
 * the last one ended. */
#include "data/rows.h"

#include <csv.h>

DIAG_MESSAGE(bad_quote, "data.csv-quote", DIAG_ERROR,
    "引用符（\"）の位置が正しくありません。"
    "項目の中の引用符は二つ重ね、項目全体を引用符で囲んでください",
    "misplaced quote (\"); double a quote inside a field and put the whole "
    "field in quotes");
DIAG_MESSAGE(open_quote, "data.csv-open-quote", DIAG_ERROR,
    "ここで始まる引用符（\"）が閉じられていません。閉じる引用符を補ってくださ"
    "い",
    "the quote (\") that begins here is never closed; add the closing quote");

struct parse {
    struct arena *arena;
    struct rows *rows;
    size_t rows_cap;
    struct row row; /* the one being filled */
    size_t fields_cap;
    struct loc next; /* where the next field begins */
    struct loc here; /* the next character to be fed */
    bool failed;     /* memory ran out */
    bool after_cr;   /* the last thing fed was a bare carriage return */
};

static void
take_field(void *p, size_t n, void *state)
{
    struct parse *parse = state;
    struct row *row = &parse->row;
    char *text = arena_strndup(parse->arena, p == NULL ? "" : p, n);
    struct field *grown = arena_grow(parse->arena, row->field, row->n,
        &parse->fields_cap, sizeof *row->field);
    if (text == NULL || grown == NULL) {
        parse->failed = true;
        return;
    }
    row->field = grown;
    row->field[row->n++] = (struct field){{text, n}, parse->next};
    if (row->n == 1)
        row->loc = parse->next;
    parse->next = parse->here;
}

static void
take_row(int end, void *state)
{
    struct parse *parse = state;
    struct row row = parse->row;
    if (end == '\n' && parse->after_cr && row.n == 0) {
        parse->next = parse->here;
        return;
    }
    if (row.n == 0)
        row.loc = parse->next;
    row.loc.col = 0;
    struct row *grown = arena_grow(parse->arena, parse->rows->row,
        parse->rows->n, &parse->rows_cap, sizeof row);
    if (grown == NULL) {
        parse->failed = true;
        return;
    }
    parse->rows->row = grown;
    parse->rows->row[parse->rows->n++] = row;
    parse->row = (struct row){0};
    parse->fields_cap = 0;
    parse->next = parse->here;
}

/* Moves *LOC over the characters of S. */
static void
advance(struct loc *loc, struct str s, bool after_cr)
{
    for (size_t i = 0; i < s.n; i++) {
        bool pair = s.p[i] == '\n' && (i > 0 ? s.p[i - 1] == '\r' : after_cr);
        if (pair)
            continue;
        if (s.p[i] == '\n' || s.p[i] == '\r') {
            loc->line++;
            loc->col = 1;
        } else if ((s.p[i] & 0xC0) != 0x80) {
            loc->col++;
        }
    }
}

/* Bytes up to and with the next comma or line end. */
static size_t
stretch(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != ',' && s.p[n] != '\n' && s.p[n] != '\r')
        n++;
    return n < s.n ? n + 1 : n;
}

static enum err
feed(struct csv_parser *csv, struct parse *parse, struct diag *diag,
    struct str text)
{
    while (text.n > 0) {
        struct str part = {text.p, stretch(text)};
        struct loc before = parse->here;
        advance(&parse->here, part, parse->after_cr);
        size_t fed =
            csv_parse(csv, part.p, part.n, take_field, take_row, parse);
        if (parse->failed || csv_error(csv) == CSV_ENOMEM)
            return ERR_NOMEM;
        if (fed < part.n) {
            advance(&before, (struct str){part.p, fed}, parse->after_cr);
            return DIAG(diag, before, &bad_quote, NULL);
        }
        parse->after_cr = part.p[part.n - 1] == '\r';
        text = (struct str){text.p + part.n, text.n - part.n};
    }
    return ERR_OK;
}

static enum err
finish(struct csv_parser *csv, struct parse *parse, struct diag *diag)
{
    int end = csv_fini(csv, take_field, take_row, parse);
    if (parse->failed)
        return ERR_NOMEM;
    if (end != 0)
        return DIAG(diag, parse->next, &open_quote, NULL);
    return ERR_OK;
}

enum err
rows_read(struct arena *arena, struct diag *diag, struct loc start,
    struct str text, struct rows *out)
{
    struct csv_parser csv;
    *out = (struct rows){0};
    struct parse parse = {
        .arena = arena, .rows = out, .next = start, .here = start};
    if (csv_init(&csv, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        return ERR_NOMEM;
    enum err err = feed(&csv, &parse, diag, text);
    if (err == ERR_OK)
        err = finish(&csv, &parse, diag);
    csv_free(&csv);
    return err;
}
