#include "set/house.h"

#include <string.h>

#include "base/file.h"
#include "config/value.h"
#include "data/decode.h"
#include "data/rows.h"
#include "text/pairs.h"

DIAG_MESSAGE(no_class, "set.no-class", DIAG_ERROR,
    "「{1}」は、ここに書ける文字クラスではありません。{2} か、cl-01～cl-16、"
    "cl-19（cl-17 と cl-18 もこれに従う）、cl-20、cl-24～cl-27、cl-30 のどれか"
    "を書いてください",
    "\"{1}\" is no character class for this place; write {2}, or one of cl-01 "
    "to cl-16, cl-19 (also for cl-17 and cl-18), cl-20, cl-24 to cl-27, cl-30");
DIAG_MESSAGE(no_effect, "set.no-pair", DIAG_ERROR,
    "{1} の {2} と {3} の間は変えられません。{4}。この指定を消してください",
    "{1} between {2} and {3} cannot be changed: {5}; remove it");
DIAG_MESSAGE(bad_head, "set.tables-head", DIAG_ERROR,
    "字間の表の 1 行目は table,before,after,value にしてください",
    "the first row of a file of tables must be table,before,after,value");
DIAG_MESSAGE(bad_fields, "set.tables-row", DIAG_ERROR,
    "この行の項目は {1} 個です。spacing,cl-02,cl-19,1/2 のように 4 "
    "個書いてください",
    "this row has {1} fields; write four, such as spacing,cl-02,cl-19,1/2");
DIAG_MESSAGE(no_table, "set.no-table", DIAG_ERROR,
    "「{1}」という表はありません。spacing、reduction、expansion、separation "
    "のどれかを書いてください",
    "there is no table \"{1}\"; write spacing, reduction, expansion or "
    "separation");
DIAG_MESSAGE(bad_value, "set.tables-value", DIAG_ERROR,
    "{1} の値「{2}」は使えません。{3} のどれかを書いてください",
    "{1} cannot be \"{2}\"; write one of {3}");

static const char *const table_names[PAIRS_TABLES] = {
    [PAIRS_SPACING] = "spacing",
    [PAIRS_REDUCTION] = "reduction",
    [PAIRS_EXPANSION] = "expansion",
    [PAIRS_SEPARATION] = "separation",
};

struct house {
    struct arena *arena;
    struct diag *diag;
    struct pair_tables *tables;
    enum err worst; /* the first error met; reading goes on to find more */
};

/* What is said about one pair, and where. */
struct saying {
    enum pairs_table table;
    struct str before, after, value;
    struct loc before_loc, after_loc, value_loc;
};

static void
note(struct house *house, enum err err)
{
    if (house->worst == ERR_OK || err == ERR_NOMEM)
        house->worst = err;
}

/* --- one pair --------------------------------------------------------- */

static void
say_no_effect(
    struct house *house, const struct saying *saying, enum pairs_fault fault)
{
    static const struct {
        const char *ja, *en;
    } why[] = {
        [PAIRS_EDGE] = {"この表に行頭・行末はありません",
            "the table has no such edge of a line"},
        [PAIRS_NEVER] = {"この並びは現れません", "the two never meet"},
        [PAIRS_FIGURES] = {"数字と単位記号の中は常にベタです",
            "figures and unit symbols are always set solid"},
        [PAIRS_VANISH] = {"空白は行末で消え、行頭には来ません",
            "spaces vanish at the end of a line and never begin one"},
        [PAIRS_WESTERN] =
            {"欧文の中の改行は UAX #14 で決まり、数字と単位は離しません",
                "inside Western text UAX #14 decides, and figures keep their "
                "units"},
        [PAIRS_BOUND] = {"始め括弧の後と合印の前では改行しません",
            "a line never ends behind an opening bracket or before a note "
            "mark"},
    };
    note(house,
        DIAG(house->diag, saying->before_loc, &no_effect,
            table_names[saying->table], diag_str(house->diag, saying->before),
            diag_str(house->diag, saying->after), why[fault].ja,
            why[fault].en));
}

static bool
find_class(struct house *house, struct str name, struct loc loc, bool before,
    unsigned *out)
{
    if (pairs_class(name, before, out))
        return true;
    note(house, DIAG(house->diag, loc, &no_class, diag_str(house->diag, name),
                    before ? "head" : "end"));
    return false;
}

/* Values of keys were checked by the registry, those of a file were not. */
static void
say_bad_value(struct house *house, const struct saying *saying)
{
    const char *good = saying->table == PAIRS_SEPARATION
                           ? "free, not"
                           : "0, 1/8, 1/4, 3/8, 1/2, 5/8, 3/4, 7/8";
    note(house, DIAG(house->diag, saying->value_loc, &bad_value,
                    table_names[saying->table],
                    diag_str(house->diag, saying->value), good));
}

static void
apply(struct house *house, const struct saying *saying)
{
    struct pair pair;
    bool breaks = saying->table == PAIRS_SEPARATION;
    bool allowed = str_equal(saying->value, STR("free"));
    int eighths = 0;
    bool good = breaks ? allowed || str_equal(saying->value, STR("not"))
                       : value_amount(saying->value, &eighths);
    if (!good) {
        say_bad_value(house, saying);
        return;
    }
    if (!find_class(
            house, saying->before, saying->before_loc, true, &pair.before) ||
        !find_class(
            house, saying->after, saying->after_loc, false, &pair.after))
        return;
    enum pairs_fault fault =
        breaks ? pairs_set_break(house->tables, pair, allowed)
               : pairs_set_amount(house->tables, saying->table, pair, eighths);
    if (fault != PAIRS_GOOD)
        say_no_effect(house, saying, fault);
}

/* --- a file ----------------------------------------------------------- */

static bool
find_table(struct str name, enum pairs_table *out)
{
    for (int k = 0; k < PAIRS_TABLES; k++)
        if (str_equal(name, str_of(table_names[k])))
            return *out = (enum pairs_table)k, true;
    return false;
}

static bool
is_head(const struct row *row)
{
    static const char *const names[] = {"table", "before", "after", "value"};
    for (size_t k = 0; k < 4 && row->n == 4; k++)
        if (!str_equal(row->field[k].text, str_of(names[k])))
            return false;
    return row->n == 4;
}

static void
apply_row(struct house *house, const struct row *row)
{
    const struct field *f = row->field;
    struct saying saying;
    if (row->n == 0)
        return;
    if (row->n != 4) {
        note(house, DIAG(house->diag, row->loc, &bad_fields,
                        diag_int(house->diag, (int64_t)row->n)));
        return;
    }
    if (!find_table(f[0].text, &saying.table)) {
        note(house, DIAG(house->diag, f[0].loc, &no_table,
                        diag_str(house->diag, f[0].text)));
        return;
    }
    saying.before = f[1].text, saying.before_loc = f[1].loc;
    saying.after = f[2].text, saying.after_loc = f[2].loc;
    saying.value = f[3].text, saying.value_loc = f[3].loc;
    apply(house, &saying);
}

static enum err
read_rows(struct house *house, const struct entry *entry, struct rows *rows)
{
    struct str bytes, text;
    enum err err =
        file_read(house->arena, house->diag, entry->loc, entry->path, &bytes);
    if (err == ERR_OK)
        err = decode_text(
            house->arena, house->diag, entry->path, "auto", bytes, &text);
    if (err == ERR_OK)
        err = rows_read(house->arena, house->diag,
            (struct loc){entry->path, 1, 1}, text, rows);
    return err;
}

static void
apply_file(struct house *house, const struct entry *entry)
{
    struct rows rows;
    enum err err = read_rows(house, entry, &rows);
    if (err != ERR_OK) {
        note(house, err);
        return;
    }
    if (rows.n == 0 || !is_head(&rows.row[0])) {
        const struct loc first = {entry->path, 1, 1};
        note(house, DIAG(house->diag, first, &bad_head, NULL));
        return;
    }
    for (size_t i = 1; i < rows.n; i++)
        apply_row(house, &rows.row[i]);
}

/* --- a style ---------------------------------------------------------- */

/* What ENTRY, TABLE.BEFORE.AFTER = VALUE, says; false when it is no such key.
 */
static bool
read_key(const struct entry *entry, struct saying *out)
{
    struct str rest, table = str_cut(str_of(entry->key), '.', &rest);
    if (rest.p == NULL || !find_table(table, &out->table))
        return false;
    out->before = str_cut(rest, '.', &out->after);
    out->value = str_of(entry->value);
    out->before_loc = out->after_loc = entry->key_loc;
    out->value_loc = entry->loc;
    return true;
}

static bool
says_something(const struct section *style)
{
    struct saying saying;
    for (; style != NULL; style = section_ref(style, "based-on"))
        for (size_t i = 0; i < style->n; i++)
            if (read_key(&style->entry[i], &saying) ||
                strcmp(style->entry[i].key, "tables") == 0)
                return true;
    return false;
}

/* The base first; config has seen to it that the chain ends, and where. */
static void
apply_style(struct house *house, const struct section *style)
{
    const struct section *base = section_ref(style, "based-on");
    struct saying saying;
    if (base != NULL)
        apply_style(house, base);
    for (size_t i = 0; i < style->n; i++)
        if (strcmp(style->entry[i].key, "tables") == 0)
            apply_file(house, &style->entry[i]);
    for (size_t i = 0; i < style->n; i++)
        if (read_key(&style->entry[i], &saying))
            apply(house, &saying);
}

enum err
house_tables(struct arena *arena, struct diag *diag,
    const struct section *style, struct text_setting *setting)
{
    if (!says_something(style))
        return ERR_OK;
    struct house house = {arena, diag, NULL, ERR_OK};
    house.tables = arena_alloc(arena, sizeof *house.tables);
    if (house.tables == NULL)
        return ERR_NOMEM;
    pairs_init(house.tables, setting->reduction);
    apply_style(&house, style);
    setting->tables = house.tables;
    return house.worst;
}
