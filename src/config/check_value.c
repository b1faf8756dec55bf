/* One value against its type. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "config/check.h"
#include "config/fault.h"
#include "config/value.h"

DIAG_MESSAGE(empty, "config.empty", DIAG_ERROR,
    "「{1}」に値がありません。値を書くか、この行を消してください",
    "\"{1}\" has no value; write one or remove the line");
DIAG_MESSAGE(full_width, "config.full-width", DIAG_ERROR,
    "「{1}」の値「{2}」に全角文字があります。半角で「{3}」と書いてください",
    "the value \"{2}\" of \"{1}\" has full-width characters; write \"{3}\"");
DIAG_MESSAGE(bad_word, "config.word", DIAG_ERROR,
    "「{1}」に「{2}」は使えません。{3}", "\"{1}\" cannot be \"{2}\"; {4}");
DIAG_MESSAGE(bad_integer, "config.integer", DIAG_ERROR,
    "「{1}」の値「{2}」は {3} から {4} までの整数にしてください",
    "\"{1}\" is \"{2}\"; write a whole number from {3} to {4}");
DIAG_MESSAGE(bad_boolean, "config.boolean", DIAG_ERROR,
    "「{1}」の値「{2}」は yes か no にしてください",
    "\"{1}\" is \"{2}\"; write yes or no");
DIAG_MESSAGE(bad_length, "config.length", DIAG_ERROR,
    "「{1}」の値「{2}」を長さとして読めません。12mm、16Q、24H、9.5pt、1.5em "
    "のように書いてください",
    "\"{1}\" is \"{2}\", which is no length; write 12mm, 16Q, 24H, 9.5pt or "
    "1.5em");
DIAG_MESSAGE(bad_lengths, "config.lengths", DIAG_ERROR,
    "「{1}」の値「{2}」を読めません。長さを 1 個（四方）、2 個（上下・左右）、"
    "4 個（上・右・下・左）のどれかで、空白で区切って書いてください",
    "\"{1}\" is \"{2}\"; write 1, 2 or 4 lengths with blanks between: all, "
    "or top/bottom left/right, or top right bottom left");
DIAG_MESSAGE(not_above_zero, "config.length-zero", DIAG_ERROR,
    "「{1}」の値「{2}」は 0 より大きい長さにしてください",
    "\"{1}\" is \"{2}\"; write a length above zero");
DIAG_MESSAGE(negative, "config.length-negative", DIAG_ERROR,
    "「{1}」の値「{2}」は 0 以上の長さにしてください",
    "\"{1}\" is \"{2}\"; write a length that is not negative");
DIAG_MESSAGE(bad_percent, "config.percent", DIAG_ERROR,
    "「{1}」の値「{2}」は {3}% から {4}% までの割合にしてください"
    "（小数は 1 桁まで）",
    "\"{1}\" is \"{2}\"; write a percentage from {3}% to {4}% with at most "
    "one decimal");
DIAG_MESSAGE(bad_width, "config.width", DIAG_ERROR,
    "「{1}」の値「{2}」を幅として読めません。20mm のような長さ、25% "
    "のような割合、2* のような分け前で書いてください",
    "\"{1}\" is \"{2}\", which is no width; write a length such as 20mm, a "
    "percentage such as 25%, or a share such as 2*");
DIAG_MESSAGE(bad_colour, "config.colour", DIAG_ERROR,
    "「{1}」の値「{2}」を色として読めません。色の名前、\"#RRGGBB\"、none "
    "のどれかに、必要なら濃さ（12%）を付けて書いてください",
    "\"{1}\" is \"{2}\", which is no colour; write the name of a colour, "
    "\"#RRGGBB\" or none, with a tint such as 12% if wanted");
DIAG_MESSAGE(unknown_colour, "config.unknown-colour", DIAG_ERROR,
    "「{1}」の色「{2}」はありません。{3}",
    "\"{1}\" names the colour \"{2}\", which does not exist; {4}");
DIAG_MESSAGE(bad_rgb, "config.rgb", DIAG_ERROR,
    "「{1}」の値「{2}」を読めません。\"#RRGGBB\"（引用符も必要）か、0 から "
    "255 までの数を 3 個、空白で区切って書いてください",
    "\"{1}\" is \"{2}\"; write \"#RRGGBB\" with the quotes, or three numbers "
    "0 to 255 with blanks between");
DIAG_MESSAGE(bad_cmyk, "config.cmyk", DIAG_ERROR,
    "「{1}」の値「{2}」を読めません。C M Y K の順に 0 から 100 までの数を "
    "4 個、空白で区切って書いてください",
    "\"{1}\" is \"{2}\"; write four numbers 0 to 100 for C, M, Y and K with "
    "blanks between");
DIAG_MESSAGE(bad_amount, "config.amount", DIAG_ERROR,
    "「{1}」の値「{2}」は 0、1/8、1/4、3/8、1/2、5/8、3/4、7/8 のどれか（全角に"
    "対する割合）にしてください",
    "\"{1}\" is \"{2}\"; write 0, 1/8, 1/4, 3/8, 1/2, 5/8, 3/4 or 7/8 (of an "
    "em)");
DIAG_MESSAGE(bad_lang, "config.lang", DIAG_ERROR,
    "「{1}」の値「{2}」は言語タグではありません。ja や en-GB のように書いて"
    "ください",
    "\"{1}\" is \"{2}\", which is no language tag; write ja or en-GB");
DIAG_MESSAGE(bad_date, "config.date", DIAG_ERROR,
    "「{1}」の値「{2}」は暦にある日付を 2023-09-01 "
    "のように書いてください",
    "\"{1}\" is \"{2}\"; write a day of the calendar such as 2023-09-01");
DIAG_MESSAGE(bad_moment, "config.moment", DIAG_ERROR,
    "「{1}」の値「{2}」は、暦にある日時を 2026-06-01T14:00+09:00 "
    "のように、時差を付けて書いてください",
    "\"{1}\" is \"{2}\"; write a day and time of the calendar with its "
    "distance from UTC, such as 2026-06-01T14:00+09:00");
DIAG_MESSAGE(bad_row, "config.row", DIAG_ERROR,
    "「{1}」の値「{2}」を格子の行として読めません。\"22mm: masthead*12\" "
    "のように「高さ: 場所」と書いてください",
    "\"{1}\" is \"{2}\", which is no row of a grid; write `HEIGHT: areas`, "
    "such as \"22mm: masthead*12\"");
DIAG_MESSAGE(no_file, "config.no-file", DIAG_ERROR,
    "「{1}」のファイル「{2}」がないか、読めません。プロジェクトのフォルダー"
    "「{3}」から見た場所を確かめてください",
    "the file \"{2}\" of \"{1}\" is not there or cannot be read; check its "
    "place below the project folder \"{3}\"");
DIAG_MESSAGE(unknown_ref, "config.unknown-reference", DIAG_ERROR,
    "「{1}」が指す [{2} {3}] はありません。{4}",
    "\"{1}\" names [{2} {3}], which does not exist; {5}");

static enum err
say(struct check *check, const struct entry *entry,
    const struct diag_message *message)
{
    return fault_said(
        DIAG(check->diag, entry->loc, message, entry->key, entry->value));
}

/* Says MESSAGE with the range of a number. */
static enum err
say_range(struct check *check, const struct entry *entry,
    const struct diag_message *message)
{
    int least, most;
    if (!value_range(entry->spec->choices, &least, &most))
        return ERR_OK;
    return fault_said(
        DIAG(check->diag, entry->loc, message, entry->key, entry->value,
            diag_int(check->diag, least), diag_int(check->diag, most)));
}

static enum err
check_word(struct check *check, const struct entry *entry)
{
    struct str rest = str_of(entry->spec->choices);
    const char *word[32];
    size_t n = 0;
    struct hint hint;
    if (value_is_word(entry->spec->choices, str_of(entry->value)))
        return ERR_OK;
    while (rest.p != NULL && n < sizeof word / sizeof word[0]) {
        struct str one = str_cut(rest, '|', &rest);
        word[n] = arena_strndup(check->arena, one.p, one.n);
        if (word[n++] == NULL)
            return ERR_NOMEM;
    }
    enum err err = hint_make(
        check->arena, entry->value, word, n, entry->spec->name, &hint);
    if (err != ERR_OK)
        return err;
    return fault_said(DIAG(check->diag, entry->loc, &bad_word, entry->key,
        entry->value, hint.ja, hint.en));
}

static enum err
check_number(struct check *check, const struct entry *entry)
{
    int value, least, most;
    bool good = str_integer(str_of(entry->value), &value) &&
                value_range(entry->spec->choices, &least, &most) &&
                value >= least && value <= most;
    return good ? ERR_OK : say_range(check, entry, &bad_integer);
}

static enum err
check_percent(struct check *check, const struct entry *entry)
{
    int32_t milli;
    int least, most;
    bool good = value_percent(str_of(entry->value), &milli) &&
                value_range(entry->spec->choices, &least, &most) &&
                milli >= least * INT64_C(10) && milli <= most * INT64_C(10);
    return good ? ERR_OK : say_range(check, entry, &bad_percent);
}

static enum err
check_sign(struct check *check, const struct entry *entry,
    const struct length *length, size_t n)
{
    const char *choices = entry->spec->choices;
    for (size_t i = 0; i < n; i++)
        if (!value_length_fits(choices, length[i]))
            return say(
                check, entry, choices[0] == '+' ? &not_above_zero : &negative);
    return ERR_OK;
}

static enum err
check_length(struct check *check, const struct entry *entry)
{
    struct length length;
    if (!unit_parse(str_of(entry->value), &length))
        return say(check, entry, &bad_length);
    return check_sign(check, entry, &length, 1);
}

static enum err
check_lengths(struct check *check, const struct entry *entry)
{
    struct length lengths[4];
    if (!value_lengths(str_of(entry->value), lengths))
        return say(check, entry, &bad_lengths);
    return check_sign(check, entry, lengths, 4);
}

/* The names of all sections of KINDS, with those in EXTRA (NULL-terminated). */
static enum err
all_names(struct check *check, const char *kinds, const char *const *extra,
    const char ***out, size_t *n)
{
    size_t n_extra = 0;
    while (extra != NULL && extra[n_extra] != NULL)
        n_extra++;
    *n = 0;
    *out = arena_array(check->arena, check->job->n + n_extra, sizeof **out);
    if (*out == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < check->job->n; i++)
        if (value_is_word(kinds, str_of(check->job->section[i].kind)))
            (*out)[(*n)++] = check->job->section[i].name;
    for (size_t i = 0; i < n_extra; i++)
        (*out)[(*n)++] = extra[i];
    return ERR_OK;
}

static enum err
say_unknown_colour(
    struct check *check, const struct entry *entry, const char *name)
{
    static const char *const always[] = {"black", "white", "none", NULL};
    const char **names;
    size_t n;
    struct hint hint;
    enum err err = all_names(check, "colour", always, &names, &n);
    if (err == ERR_OK)
        err = hint_make(check->arena, name, names, n, "colour", &hint);
    if (err != ERR_OK)
        return err;
    return fault_said(DIAG(check->diag, entry->loc, &unknown_colour, entry->key,
        name, hint.ja, hint.en));
}

static enum err
check_colour(struct check *check, const struct entry *entry)
{
    struct str name;
    int32_t milli;
    struct colour colour;
    struct str value = str_of(entry->value);
    if (!value_tint(value, &name, &milli) || name.n == 0)
        return say(check, entry, &bad_colour);
    bool is_known = check_find(check, "colour", name) != NULL ||
                    value_colour(check->job, value, &colour);
    if (is_known || (check->partial && name.p[0] != '#'))
        return ERR_OK;
    /* A name never starts with `#`, nor holds a blank before a number. */
    if (name.p[0] == '#')
        return say(check, entry, &bad_colour);
    const char *text = arena_strndup(check->arena, name.p, name.n);
    return text == NULL ? ERR_NOMEM : say_unknown_colour(check, entry, text);
}

static bool
is_readable_file(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
           access(path, R_OK) == 0;
}

static enum err
check_file(struct check *check, struct entry *entry)
{
    const char *path;
    enum err err = file_inside(check->arena, check->diag, entry->loc,
        check->job->project, entry->value, &path);
    if (err != ERR_OK)
        return fault_said(err);
    entry->path = path;
    /* What a row names may belong to a block that this row does not want. */
    if (entry->given != NULL || is_readable_file(path))
        return ERR_OK;
    return fault_said(DIAG(check->diag, entry->loc, &no_file, entry->key,
        entry->value, check->job->project));
}

/* NAME stands at LOC in ENTRY and is no section of the kinds allowed. */
static enum err
say_unknown_ref(struct check *check, const struct entry *entry, struct loc loc,
    struct str name)
{
    const char **names;
    size_t n;
    struct hint hint;
    const char *kinds = entry->spec->choices;
    if (check->partial)
        return ERR_OK;
    const char *text = arena_strndup(check->arena, name.p, name.n);
    if (text == NULL)
        return ERR_NOMEM;
    enum err err = all_names(check, kinds, NULL, &names, &n);
    if (err == ERR_OK)
        err = hint_make(check->arena, text, names, n, kinds, &hint);
    if (err != ERR_OK)
        return err;
    return fault_said(DIAG(check->diag, loc, &unknown_ref, entry->key, kinds,
        text, hint.ja, hint.en));
}

static enum err
check_section(struct check *check, struct entry *entry)
{
    struct str name = str_of(entry->value);
    entry->ref = check_find(check, entry->spec->choices, name);
    return entry->ref != NULL ? ERR_OK
                              : say_unknown_ref(check, entry, entry->loc, name);
}

static enum err
check_sections(struct check *check, const struct entry *entry)
{
    size_t members = 0;
    for (struct str rest = str_of(entry->value); rest.p != NULL;) {
        struct str name = str_trim(str_cut(rest, ',', &rest));
        if (name.n == 0)
            continue;
        members++;
        if (check_find(check, entry->spec->choices, name) != NULL)
            continue;
        enum err err =
            say_unknown_ref(check, entry, hint_place(entry, name.p), name);
        if (err != ERR_OK)
            return err;
    }
    return members > 0 ? ERR_OK : say(check, entry, &empty);
}

static enum err
check_plain(struct check *check, const struct entry *entry, bool good,
    const struct diag_message *message)
{
    return good ? ERR_OK : say(check, entry, message);
}

/* The types whose values may hold any character. */
static bool
is_free(enum key_type type)
{
    return type == KEY_TEXT || type == KEY_COPY || type == KEY_LIST ||
           type == KEY_SQL || type == KEY_CONDITION;
}

/* Readies CHECK for values of TYPE. */
static enum err
ready(struct check *check, enum key_type type)
{
    bool refers = type == KEY_SECTION || type == KEY_SECTIONS;
    check->refers = check->refers || refers;
    return refers || type == KEY_COLOUR ? check_places(check) : ERR_OK;
}

static enum err
check_by_type(struct check *check, struct entry *entry)
{
    struct str value = str_of(entry->value);
    bool yes;
    uint8_t ink[4];
    int eighths;
    enum err err = ready(check, entry->spec->type);
    if (err != ERR_OK)
        return err;
    switch (entry->spec->type) {
    case KEY_WORD:
        return check_word(check, entry);
    case KEY_INTEGER:
        return check_number(check, entry);
    case KEY_BOOLEAN:
        return check_plain(
            check, entry, value_boolean(value, &yes), &bad_boolean);
    case KEY_LENGTH:
        return check_length(check, entry);
    case KEY_LENGTHS:
        return check_lengths(check, entry);
    case KEY_PERCENT:
        return check_percent(check, entry);
    case KEY_WIDTH:
        return check_plain(check, entry, value_width(value), &bad_width);
    case KEY_COLOUR:
        return check_colour(check, entry);
    case KEY_RGB:
        return check_plain(check, entry, value_rgb(value, ink), &bad_rgb);
    case KEY_CMYK:
        return check_plain(check, entry, value_cmyk(value, ink), &bad_cmyk);
    case KEY_FILE:
        return check_file(check, entry);
    case KEY_SECTION:
        return check_section(check, entry);
    case KEY_SECTIONS:
        return check_sections(check, entry);
    case KEY_DATE:
        return check_plain(check, entry, value_date(value), &bad_date);
    case KEY_MOMENT:
        return check_plain(check, entry, value_moment(value), &bad_moment);
    case KEY_LANG:
        return check_plain(check, entry, value_lang(value), &bad_lang);
    case KEY_AMOUNT:
        return check_plain(
            check, entry, value_amount(value, &eighths), &bad_amount);
    case KEY_ROW:
        return check_plain(
            check, entry, strchr(entry->value, ':') != NULL, &bad_row);
    case KEY_TEXT:
    case KEY_LIST:
    case KEY_COPY:
    case KEY_SQL:
    case KEY_CONDITION:
        break;
    }
    return ERR_OK;
}

/* Types that full-width digits and letters spoil. */
static bool
is_ascii_only(enum key_type type)
{
    return !is_free(type) && type != KEY_COLOUR && type != KEY_FILE &&
           type != KEY_SECTION && type != KEY_SECTIONS && type != KEY_ROW;
}

enum err
check_value(struct check *check, struct entry *entry)
{
    enum key_type type = entry->spec->type;
    const char *fallback = entry->spec->fallback;
    bool required = fallback != NULL && strcmp(fallback, "!") == 0;
    struct str bare = str_trim(str_of(entry->value));
    if (type != KEY_TEXT && type != KEY_COPY && bare.n < strlen(entry->value)) {
        entry->value = arena_strndup(check->arena, bare.p, bare.n);
        if (entry->value == NULL)
            return ERR_NOMEM;
    }
    if (bare.n == 0 && (required || !is_free(type)))
        return say(check, entry, &empty);
    if (!is_ascii_only(type))
        return check_by_type(check, entry);
    const char *half;
    enum err err = hint_half_width(check->arena, str_of(entry->value), &half);
    if (err != ERR_OK || half == NULL)
        return err == ERR_OK ? check_by_type(check, entry) : err;
    return fault_said(DIAG(
        check->diag, entry->loc, &full_width, entry->key, entry->value, half));
}
