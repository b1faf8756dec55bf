#include "app/args.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/args_imp.h"
#include "app/language.h"
#include "base/moment.h"
#include "base/utf8.h"

enum kumihan_lang
args_locale(void)
{
    return language_of_locale();
}

const char *
args_text(const struct args *args, const char *ja, const char *en)
{
    return args->lang == KUMIHAN_JA ? ja : en;
}

int
args_usage(
    const struct args *args, const char *ja, const char *en, const char *what)
{
    fprintf(stderr, "kumihan: %s: %s\n", what, args_text(args, ja, en));
    return KUMIHAN_USAGE;
}

int
args_add(
    const struct args *args, const char **list, size_t *n, const char *value)
{
    if (*n == ARGS_LIST_MAX)
        return args_usage(args, "指定が多すぎます", "given too often", value);
    list[(*n)++] = value;
    return KUMIHAN_OK;
}

static int
read_set(struct args *args, char *value)
{
    return args_add(args, args->set, &args->n_set, value);
}

static int
read_date(struct args *args, char *value)
{
    if (strlen(value) != strlen("YYYY-MM-DD"))
        return args_usage(args, "日付は YYYY-MM-DD の形で書いてください",
            "write a date as YYYY-MM-DD", value);
    snprintf(args->date, sizeof args->date, "document:date=%s", value);
    return args_add(args, args->set, &args->n_set, args->date);
}

static int
read_now(struct args *args, char *value)
{
    struct moment now;
    args->now = value;
    return moment_parse(str_of(value), &now)
               ? KUMIHAN_OK
               : args_usage(args,
                     "--now は 2026-06-01T14:00+09:00 の形で書いてください",
                     "write --now as 2026-06-01T14:00+09:00", value);
}

static int
read_public(struct args *args, char *value)
{
    (void)value;
    args->for_public = true;
    return KUMIHAN_OK;
}

static int
read_row(struct args *args, char *value)
{
    if (!str_integer(str_of(value), &args->row) || args->row < 1)
        return args_usage(args, "行は 1 からの数です（見出しの次が 1）",
            "a row is a number from 1, the one below the heads", value);
    return KUMIHAN_OK;
}

static int
read_jobs(struct args *args, char *value)
{
    if (!str_integer(str_of(value), &args->jobs) || args->jobs < 1 ||
        args->jobs > 256)
        return args_usage(args, "--jobs は 1 から 256 までの数です",
            "--jobs is a number from 1 to 256", value);
    return KUMIHAN_OK;
}

/* I/N, both from 1, or /N: the index is the environment's. */
static int
read_shard(struct args *args, char *value)
{
    struct str rest, first = str_cut(str_of(value), '/', &rest);
    bool given = first.n > 0;
    bool good =
        rest.p != NULL && str_integer(rest, &args->shards) &&
        args->shards >= 1 &&
        (!given || (str_integer(first, &args->shard) && args->shard >= 1 &&
                       args->shard <= args->shards));
    return good ? KUMIHAN_OK
                : args_usage(args, "--shard は 3/16 の形で書いてください",
                      "write --shard as 3/16", value);
}

static int
read_resume(struct args *args, char *value)
{
    (void)value;
    args->resume = true;
    return KUMIHAN_OK;
}

static int
read_combine(struct args *args, char *value)
{
    (void)value;
    args->combine = true;
    return KUMIHAN_OK;
}

static int
read_title(struct args *args, char *value)
{
    struct str title = str_of(value);
    bool good = title.n > 0 && utf8_valid(title) == title.n;
    for (size_t i = 0; i < title.n; i++)
        good = good && (unsigned char)value[i] >= ' ' && value[i] != 0x7F;
    args->title = value;
    return good ? KUMIHAN_OK
                : args_usage(args, "題名は 1 行の文字（UTF-8）で書いてください",
                      "a title is a line of text in UTF-8", value);
}

static int
read_encoding(struct args *args, char *value)
{
    static const char *const known[] = {
        "auto", "utf-8", "cp932", "euc-jp", "utf-16"};
    args->encoding = value;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(value, known[i]) == 0)
            return KUMIHAN_OK;
    return args_usage(args,
        "--encoding は auto、utf-8、cp932、euc-jp、utf-16 のどれかです",
        "--encoding is auto, utf-8, cp932, euc-jp or utf-16", value);
}

static int
read_columns(struct args *args, char *value)
{
    struct str rest = str_of(value);
    bool any = false;
    args->columns = value;
    while (rest.p != NULL)
        any = str_member(rest, &rest).n > 0 || any;
    return any ? KUMIHAN_OK
               : args_usage(args, "列の名前がありません", "it names no column",
                     "--columns");
}

static int
read_lang(struct args *args, char *value)
{
    if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0)
        return args_usage(
            args, "言語は ja か en です", "the language is ja or en", value);
    args->lang = strcmp(value, "ja") == 0 ? KUMIHAN_JA : KUMIHAN_EN;
    return KUMIHAN_OK;
}

static int
read_format(struct args *args, char *value)
{
    if (strcmp(value, "text") != 0 && strcmp(value, "json") != 0)
        return args_usage(args, "形式は text か json です",
            "the format is text or json", value);
    args->format = strcmp(value, "json") == 0 ? KUMIHAN_JSON : KUMIHAN_TEXT;
    return KUMIHAN_OK;
}

/* Folders separated by colons, as in $PATH; VALUE is cut in place. */
static int
read_fonts(struct args *args, char *value)
{
    int result = KUMIHAN_OK;
    for (char *colon; result == KUMIHAN_OK && value != NULL; value = colon) {
        colon = strchr(value, ':');
        if (colon != NULL)
            *colon++ = '\0';
        if (value[0] != '\0')
            result = args_add(args, args->font_dir, &args->n_font_dirs, value);
    }
    return result;
}

static int
read_dpi(struct args *args, char *value)
{
    if (!str_integer(str_of(value), &args->dpi) || args->dpi < 1 ||
        args->dpi > 1200)
        return args_usage(args, "解像度は 1 から 1200 までの数です",
            "the resolution is a number from 1 to 1200", value);
    return KUMIHAN_OK;
}

static int
add_key(
    struct args *args, const char *key, const char *value, const char *place)
{
    if (args->lines.n_keys == ARGS_LIST_MAX)
        return args_usage(args, "指定が多すぎます", "given too often", value);
    args->key[args->lines.n_keys++] = (struct kumihan_key){key, value, place};
    return KUMIHAN_OK;
}

/* KEY=VALUE is of the style, SECTION:KEY=VALUE of the job; VALUE is cut. */
static int
read_key(struct args *args, char *value)
{
    char *equals = strchr(value, '='), *colon = strchr(value, ':');
    if (equals == NULL)
        return args_usage(
            args, "キー=値 の形で書いてください", "write KEY=VALUE", value);
    if (colon != NULL && colon < equals)
        return read_set(args, value);
    *equals = '\0';
    return add_key(args, value, equals + 1, NULL);
}

static int
read_direction(struct args *args, char *value)
{
    const char *word = strcmp(value, "h") == 0   ? "horizontal"
                       : strcmp(value, "v") == 0 ? "vertical"
                                                 : value;
    return add_key(args, "direction", word, "--direction");
}

/* The rows have one form; text and json are those of messages, as for every
 * command. */
static int
read_lines_format(struct args *args, char *value)
{
    bool message = strcmp(value, "text") == 0 || strcmp(value, "json") == 0;
    if (message)
        return read_format(args, value);
    if (strcmp(value, "tsv") != 0)
        return args_usage(args,
            "形式は tsv（出力）か text・json（メッセージ）です",
            "the format is tsv (rows), text or json (messages)", value);
    return KUMIHAN_OK;
}

static int
read_words(struct args *args, char *value)
{
    (void)value;
    args->words = true;
    return KUMIHAN_OK;
}

#define STYLE_KEY(name)                                                        \
    {                                                                          \
        "--" name, NULL, TAKE_LINES, NULL, false, name, 0                      \
    }

/* Of two with one name the first that the command knows counts. */
static const struct option general[] = {
    TEXT_OPTION("--output", "-o", TAKE_OUT, out),
    {"--set", NULL, TAKE_JOB, read_set, false, NULL, 0},
    {"--date", NULL, TAKE_JOB, read_date, false, NULL, 0},
    {"--now", NULL, TAKE_JOB, read_now, false, NULL, 0},
    {"--public", NULL, TAKE_JOB, read_public, true, NULL, 0},
    TEXT_OPTION("--out", NULL, TAKE_BATCH | TAKE_PRESS, folder),
    TEXT_OPTION("--name", NULL, TAKE_BATCH, name),
    {"--jobs", "-j", TAKE_BATCH, read_jobs, false, NULL, 0},
    {"--shard", NULL, TAKE_BATCH, read_shard, false, NULL, 0},
    {"--resume", NULL, TAKE_BATCH, read_resume, true, NULL, 0},
    {"--combine", NULL, TAKE_BATCH, read_combine, true, NULL, 0},
    TEXT_OPTION("--merge", NULL, TAKE_BATCH, merge),
    {"--title", NULL, TAKE_BATCH | TAKE_MERGE, read_title, false, NULL, 0},
    {"--encoding", NULL, TAKE_BATCH | TAKE_MERGE, read_encoding, false, NULL,
        0},
    {"--columns", NULL, TAKE_BATCH | TAKE_MERGE, read_columns, false, NULL, 0},
    TEXT_OPTION("--each", NULL, TAKE_JOB | TAKE_MERGE, list),
    {"--row", NULL, TAKE_JOB, read_row, false, NULL, 0},
    TEXT_OPTION("--profile", NULL, TAKE_PROFILE, profile),
    TEXT_OPTION("--printer", NULL, TAKE_PRINTER, printer),
    TEXT_OPTION("--impose", NULL, TAKE_IMPOSE, impose),
    TEXT_OPTION("--sheet", NULL, TAKE_IMPOSE, sheet),
    TEXT_OPTION("--report", NULL, TAKE_REPORT, report),
    TEXT_OPTION("--html", NULL, TAKE_REPORT, html),
    TEXT_OPTION("--text", NULL, TAKE_REPORT, text),
    TEXT_OPTION("--png", NULL, TAKE_REPORT, png),
    TEXT_OPTION("--package", NULL, TAKE_PACKAGE, package),
    TEXT_OPTION("--against", NULL, TAKE_REPORT, against),
    TEXT_OPTION("--changes", NULL, TAKE_REPORT, changes),
    {"--fonts", NULL, TAKE_FONTS, read_fonts, false, NULL, 0},
    {"--dpi", NULL, TAKE_DPI, read_dpi, false, NULL, 0},
    {"--words", NULL, TAKE_WORDS, read_words, true, NULL, 0},
    TEXT_OPTION("--job", NULL, TAKE_LINES, lines.job),
    TEXT_OPTION("--style", NULL, TAKE_LINES, lines.style),
    TEXT_OPTION("--font", NULL, TAKE_LINES, lines.font),
    TEXT_OPTION("--measure", NULL, TAKE_LINES, lines.measure),
    {"--set", NULL, TAKE_LINES, read_key, false, NULL, 0},
    {"--direction", NULL, TAKE_LINES, read_direction, false, NULL, 0},
    {"--format", NULL, TAKE_LINES, read_lines_format, false, NULL, 0},
    STYLE_KEY("size"),
    STYLE_KEY("align"),
    STYLE_KEY("indent"),
    STYLE_KEY("tracking"),
    STYLE_KEY("digits"),
    STYLE_KEY("line-head"),
    STYLE_KEY("line-end"),
    STYLE_KEY("reduction"),
    STYLE_KEY("kinsoku"),
    STYLE_KEY("balance"),
    {"--lang", NULL, 0, read_lang, false, NULL, 0},
    {"--format", NULL, 0, read_format, false, NULL, 0},
    {NULL, NULL, 0, NULL, false, NULL, 0},
};

/* All options, and those that a command has for itself. */
static const struct option *const tables[] = {general, args_send};

enum { TABLES = sizeof tables / sizeof tables[0], NAMES_MAX = 128 };

static bool
is_taken(const struct option *o, unsigned take)
{
    return o->take == 0 || (o->take & take) != 0;
}

/* Is O called by the first N bytes of ARG, or by all of it? */
static bool
is_called(const struct option *o, const char *arg, size_t n)
{
    return (strlen(o->name) == n && strncmp(arg, o->name, n) == 0) ||
           (o->letter != NULL && strcmp(arg, o->letter) == 0);
}

/* The option ARG names; behind `=` may stand its value. */
static const struct option *
find_option(const char *arg, unsigned take)
{
    size_t n = strcspn(arg, "=");
    for (size_t t = 0; t < TABLES; t++)
        for (const struct option *o = tables[t]; o->name != NULL; o++)
            if (is_taken(o, take) && is_called(o, arg, n))
                return o;
    return NULL;
}

static int
unknown_option(const struct args *args, const char *arg, unsigned take)
{
    const char *names[NAMES_MAX];
    size_t n = 0;
    for (size_t t = 0; t < TABLES; t++)
        for (const struct option *o = tables[t]; o->name != NULL; o++)
            if (is_taken(o, take) && n < NAMES_MAX)
                names[n++] = o->name;
    const char *nearest = str_nearest(arg, names, n);
    if (nearest == NULL)
        return args_usage(args,
            "この指定はありません（kumihan help をご覧ください）",
            "no such option; see kumihan help", arg);
    fprintf(stderr, "kumihan: %s: %s %s\n", arg,
        args_text(args, "この指定はありません。近いもの:",
            "no such option; the nearest is"),
        nearest);
    return KUMIHAN_USAGE;
}

/* Reads the option at ARGV[*AT]; leaves *AT at its last word. */
static int
read_option(struct args *args, unsigned take, int argc, char **argv, int *at)
{
    char *arg = argv[*at], *equals = strchr(arg, '=');
    const struct option *o = find_option(arg, take);
    if (o == NULL)
        return unknown_option(args, arg, take);
    if (o->flag)
        return o->read(args, NULL);
    char *value = equals != NULL && arg[1] == '-' ? equals + 1 : NULL;
    if (value == NULL && *at + 1 >= argc)
        return args_usage(args, "値がありません", "its value is missing", arg);
    if (value == NULL)
        value = argv[++*at];
    if (o->key != NULL)
        return add_key(args, o->key, value, o->name);
    if (o->read != NULL)
        return o->read(args, value);
    memcpy((char *)args + o->text, &value, sizeof value);
    return KUMIHAN_OK;
}

static int
read_all(struct args *args, unsigned take, size_t most, int argc, char **argv)
{
    bool only_plain = false;
    for (int i = 0; i < argc; i++) {
        int result = KUMIHAN_OK;
        if (!only_plain && strcmp(argv[i], "--") == 0)
            only_plain = true;
        else if (!only_plain && argv[i][0] == '-' && argv[i][1] != '\0')
            result = read_option(args, take, argc, argv, &i);
        else if (args->n_plain == most)
            return args_usage(
                args, "余分な指定です", "one argument too many", argv[i]);
        else
            args->plain[args->n_plain++] = argv[i];
        if (result != KUMIHAN_OK)
            return result;
    }
    return KUMIHAN_OK;
}

int
args_read(struct args *args, unsigned take, size_t least, size_t most, int argc,
    char **argv)
{
    char *fonts = getenv("KUMIHAN_FONTS");
    *args = (struct args){.lang = args_locale()};
    int result = read_all(args, take, most, argc, argv);
    if (result == KUMIHAN_OK && fonts != NULL)
        result = read_fonts(args, fonts);
    if (result == KUMIHAN_OK && args->n_plain < least)
        result = args_usage(args, "ジョブファイルなどの指定が足りません",
            "the job file (or another argument) is missing", "JOB.ini");
    args->lines.key = args->key;
    args->send.again = args->again;
    args->send.sent = args->sent;
    args->options = (struct kumihan_options){.font_dirs = args->font_dir,
        .n_font_dirs = args->n_font_dirs,
        .set = args->set,
        .n_set = args->n_set,
        .profile = args->profile,
        .against = args->against,
        .changes = args->changes,
        .printer = args->printer,
        .list = args->list,
        .row = (size_t)args->row,
        .impose = args->impose,
        .sheet = args->sheet,
        .now = args->now,
        .for_public = args->for_public};
    return result;
}

void
args_report(const struct args *args, const struct kumihan *job)
{
    if (job == NULL || kumihan_problems(job) == 0)
        return;
    char *text = kumihan_messages(job, args->lang, args->format);
    if (text != NULL)
        fputs(text, stderr);
    free(text);
}
