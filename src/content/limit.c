#include "content/limit.h"

#include <string.h>

DIAG_MESSAGE(too_large, "content.too-large", DIAG_ERROR,
    "原稿が大きすぎます（上限 4 MiB）。ファイルを分けてください",
    "the copy is too large (limit 4 MiB); split the file");
DIAG_MESSAGE(too_deep, "content.too-deep", DIAG_ERROR,
    "引用・箇条・強調などの入れ子が {1} "
    "段を超えています。構造を浅くしてください",
    "quotations, lists and emphasis are nested more than {1} deep; flatten "
    "them");
DIAG_MESSAGE(brackets, "content.too-many-brackets", DIAG_ERROR,
    "閉じていない「[」が {1} 個を超えています。対になる「]」を補うか「\\[」と書"
    "いてください",
    "more than {1} \"[\" are open; close them or write \"\\[\"");
DIAG_MESSAGE(faults, "content.too-many-faults", DIAG_ERROR,
    "誤りが {1} "
    "個に達したので、ここから先は読みません。ここまでを直してください",
    "{1} faults were found; what follows is not read until they are mended");
DIAG_MESSAGE(too_wide, "content.table-wide", DIAG_ERROR,
    "1 行に「|」が {1} 個を超えています。表を分けるか、文字なら「\\|」と書いて"
    "ください",
    "more than {1} \"|\" stand on one line; split the table, or write \"\\|\" "
    "for the character");
DIAG_MESSAGE(too_many, "content.table-large", DIAG_ERROR,
    "原稿の表のセルが {1} を超えています。データは CSV にして表のブロックで組ん"
    "でください",
    "the tables of this copy have more than {1} cells; keep the data in a CSV "
    "and set it with a table block");

/* Measured: at most 243 bytes of cmark for one byte of copy (`>>>>`), and 180
 * for a cell that it fills up. */
enum { PER_BYTE = 512, PER_CELL = 400, AT_LEAST = 1 << 20 };

enum err
limit_say_depth(struct diag *diag, struct loc loc)
{
    return DIAG(diag, loc, &too_deep, diag_int(diag, LIMIT_DEPTH));
}

enum err
limit_say_faults(struct diag *diag, struct loc loc)
{
    return DIAG(diag, loc, &faults, diag_int(diag, LIMIT_FAULTS));
}

enum err
limit_say_brackets(struct diag *diag, struct loc loc)
{
    return DIAG(diag, loc, &brackets, diag_int(diag, LIMIT_BRACKETS));
}

enum err
limit_check_size(struct diag *diag, struct loc loc, size_t n)
{
    return n <= LIMIT_BYTES ? ERR_OK : DIAG(diag, loc, &too_large, NULL);
}

/* The length of the mark of a list or quotation at P, or 0. */
static size_t
head_length(const char *p)
{
    size_t digits = strspn(p, "0123456789");
    size_t n = digits > 0 && digits < 10 ? digits : 0;
    if (*p == '>')
        return 1;
    bool marks = n > 0 ? p[n] == '.' || p[n] == ')'
                       : *p == '-' || *p == '+' || *p == '*';
    bool blank = marks && strchr(" \t\n", p[n + 1]) != NULL;
    return blank ? n + 1 : 0;
}

/* Marks of lists and quotations that open on one line; a rule (`- - -`) is
 * none of them. */
static size_t
count_heads(const char *p)
{
    size_t n = 0, length;
    bool same = true;
    char first = '\0';
    for (p += strspn(p, " \t"); (length = head_length(p)) > 0; n++) {
        first = n == 0 ? *p : first;
        same = same && *p == first && *p != '>';
        p += length;
        p += strspn(p, " \t");
    }
    return same && *p == '\n' ? 0 : n;
}

static size_t
count_bars(const char *p)
{
    size_t n = 0, length = strcspn(p, "\n");
    for (const char *end = p + length;
         (p = memchr(p, '|', (size_t)(end - p))) != NULL; p++)
        n++;
    return n;
}

/* The cells of the block that begins on line FIRST, if it is a table; *END is
 * the line behind it. */
static size_t
count_cells(const struct galley *galley, size_t first, size_t *end)
{
    size_t bars = 0, i = first;
    for (; i < galley->n_lines; i++) {
        const char *p = galley->masked + galley->line[i].at;
        size_t n = count_bars(p);
        if (p[strspn(p, " \t")] == '\n')
            break;
        bars = n > bars ? n : bars;
    }
    *end = i + 1;
    return bars == 0 ? 0 : (bars + 1) * (i - first);
}

static enum err
check_lines(struct diag *diag, struct galley *galley)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < galley->n_lines && err == ERR_OK; i++) {
        size_t at = galley->line[i].at;
        struct loc loc = galley->line[i].loc;
        if (count_heads(galley->masked + at) > LIMIT_DEPTH)
            err = limit_say_depth(diag, loc);
        else if (count_bars(galley->masked + at) > LIMIT_COLUMNS)
            err = DIAG(diag, loc, &too_wide, diag_int(diag, LIMIT_COLUMNS));
    }
    return err;
}

enum err
limit_check(struct diag *diag, struct galley *galley, size_t *bytes)
{
    size_t cells = 0, next;
    enum err err = galley->refused ? ERR_INPUT : check_lines(diag, galley);
    for (size_t i = 0; i < galley->n_lines && err == ERR_OK; i = next) {
        cells += count_cells(galley, i, &next);
        if (cells > LIMIT_CELLS)
            err = DIAG(diag, galley->line[i].loc, &too_many,
                diag_int(diag, LIMIT_CELLS));
    }
    *bytes = galley->n * PER_BYTE + cells * PER_CELL + AT_LEAST;
    return err;
}
