#include "app/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/args.h"
#include "app/batch.h"
#include "app/library.h"
#include "app/pressrules.h"

/* Prints TEXT, which it frees.  A full disk behind stdout is an error. */
static int
print(char *text)
{
    bool ok = text != NULL && fputs(text, stdout) >= 0 && fflush(stdout) == 0;
    free(text);
    return ok ? KUMIHAN_OK : KUMIHAN_ENVIRONMENT;
}

/* Writes the report of JOB, whatever became of it. */
static int
report(const struct args *args, struct kumihan *job)
{
    return strcmp(args->report, "-") == 0
               ? print(kumihan_report(job))
               : kumihan_report_to(job, args->report);
}

/* What is asked for beside the PDF goes together. */
static int
check_beside(const struct args *args)
{
    bool beside = args->html != NULL || args->text != NULL || args->png != NULL;
    if (args->package != NULL && beside)
        fprintf(stderr, "kumihan: %s\n",
            args_text(args,
                "--package と --html・--text・--png は一緒に使えません",
                "--package goes with none of --html, --text, --png"));
    else if (args->dpi > 0 && args->png == NULL)
        fprintf(stderr, "kumihan: %s\n",
            args_text(
                args, "--dpi は --png と使います", "--dpi goes with --png"));
    else
        return KUMIHAN_OK;
    return KUMIHAN_USAGE;
}

/* Reads the arguments, loads the job, does WORK on it, prints what was found.
 */
static int
with_job(unsigned take, size_t n_plain, int argc, char **argv,
    int (*work)(const struct args *args, struct kumihan *job))
{
    struct args args;
    struct kumihan *job = NULL;
    int result = args_read(
        &args, take | TAKE_JOB | TAKE_FONTS, n_plain, n_plain, argc, argv);
    if (result == KUMIHAN_OK)
        result = check_beside(&args);
    if (result != KUMIHAN_OK)
        return result;
    result = kumihan_load(args.plain[0], &args.options, &job);
    if (result == KUMIHAN_OK)
        result = work(&args, job);
    int reported =
        job == NULL || args.report == NULL ? KUMIHAN_OK : report(&args, job);
    args_report(&args, job);
    kumihan_free(job);
    return result != KUMIHAN_OK ? result : reported;
}

int
command_build(int argc, char **argv,
    int (*work)(const struct args *args, struct kumihan *job))
{
    return with_job(TAKE_OUT | TAKE_PROFILE | TAKE_PRINTER | TAKE_REPORT |
                        TAKE_PACKAGE | TAKE_IMPOSE | TAKE_DPI,
        1, argc, argv, work);
}

static bool
is_same(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* What cannot be written is said before the first file is. */
static int
check_outputs(const struct args *args, struct kumihan *job)
{
    const char *path[] = {args->html, args->text};
    enum err err = ERR_OK;
    if (is_same(args->html, args->text) || is_same(args->html, args->out) ||
        is_same(args->text, args->out)) {
        fprintf(stderr, "kumihan: %s\n",
            args_text(args, "2 つの出力が同じファイルです",
                "two outputs are the same file"));
        return KUMIHAN_USAGE;
    }
    for (size_t i = 0; i < 2 && err == ERR_OK; i++)
        if (path[i] != NULL)
            err = library_spare(job, path[i]);
    return library_result(job, err);
}

int
command_outputs(const struct args *args, struct kumihan *job)
{
    int result = check_outputs(args, job);
    if (result == KUMIHAN_OK)
        result = kumihan_build(job, args->out);
    if (result == KUMIHAN_OK && args->html != NULL)
        result = kumihan_html(job, args->html);
    if (result == KUMIHAN_OK && args->text != NULL)
        result = kumihan_plain(job, args->text, 0);
    return result;
}

/* Pictures are made by kumihan-package, which main looks for first. */
static int
build(const struct args *args, struct kumihan *job)
{
    if (args->package == NULL && args->png == NULL)
        return command_outputs(args, job);
    fprintf(stderr, "kumihan: %s\n",
        args_text(args,
            "入稿データと画像を作るプログラム kumihan-package "
            "が見つかりません。"
            "kumihan と同じフォルダーに置いてください",
            "the program kumihan-package, which makes packages and pictures, "
            "cannot be found; it belongs beside kumihan"));
    return KUMIHAN_ENVIRONMENT;
}

static int
run_build(int argc, char **argv)
{
    return command_build(argc, argv, build);
}

/* What press clubs ask for, when the job has such rules. */
static enum err
check_rules(struct kumihan *job)
{
    const struct section *rules;
    enum err err = pressrules_load(job, &rules);
    if (err == ERR_OK)
        err = pressrules_check(job, rules);
    return err == ERR_OK ? pressrules_weigh(job, rules) : err;
}

static int
check(const struct args *args, struct kumihan *job)
{
    int result = args->printer == NULL ? kumihan_check(job)
                                       : kumihan_preflight(job, args->printer);
    if (result == KUMIHAN_OK)
        result = library_result(job, check_rules(job));
    if (result == KUMIHAN_OK && args->format == KUMIHAN_TEXT)
        printf("%s: %u\n",
            args_text(args, "問題ありません。ページ数", "no errors; pages"),
            kumihan_pages(job));
    return result;
}

static int
run_check(int argc, char **argv)
{
    return with_job(
        TAKE_PROFILE | TAKE_PRINTER | TAKE_IMPOSE, 1, argc, argv, check);
}

static int
dump(const struct args *args, struct kumihan *job)
{
    int result = kumihan_check(job);
    if (result != KUMIHAN_OK)
        return result;
    return print(args->words ? kumihan_text(job) : kumihan_dump(job));
}

static int
run_dump(int argc, char **argv)
{
    return with_job(TAKE_WORDS, 1, argc, argv, dump);
}

static int
trace(const struct args *args, struct kumihan *job)
{
    char *text = kumihan_trace(job, args->plain[1]);
    if (text != NULL)
        return print(text);
    if (kumihan_errors(job) == 0)
        fprintf(stderr, "kumihan: %s: %s\n", args->plain[1],
            args_text(args, "この名前の [value] はありません",
                "there is no [value] of this name"));
    return KUMIHAN_INPUT;
}

static int
run_trace(int argc, char **argv)
{
    return with_job(0, 2, argc, argv, trace);
}

static int
run_explain(int argc, char **argv)
{
    struct args args;
    const char *nearest = NULL;
    int result = args_read(&args, 0, 0, 1, argc, argv);
    if (result != KUMIHAN_OK)
        return result;
    char *text = kumihan_explain(args.plain[0], args.lang, &nearest);
    if (text != NULL)
        return print(text);
    fprintf(stderr, "kumihan: %s: %s%s\n",
        args.plain[0] == NULL ? "" : args.plain[0],
        nearest == NULL
            ? args_text(&args, "この名前のキーはありません", "no such key")
            : args_text(&args, "この名前のキーはありません。近いもの: ",
                  "no such key; the nearest is "),
        nearest == NULL ? "" : nearest);
    return KUMIHAN_INPUT;
}

static int
run_manual(int argc, char **argv)
{
    struct args args;
    int result = args_read(&args, 0, 0, 0, argc, argv);
    return result != KUMIHAN_OK ? result : print(kumihan_manual(args.lang));
}

static int
run_fonts(int argc, char **argv)
{
    struct args args;
    int result = args_read(&args, TAKE_FONTS, 0, 0, argc, argv);
    return result != KUMIHAN_OK ? result : print(kumihan_fonts(&args.options));
}

/* All of standard input, up to a little more than the copy that is read; NULL:
 * no memory, or it cannot be read. */
static char *
read_input(size_t *n)
{
    enum { MOST = 8 << 20 };
    char *text = malloc(MOST);
    *n = text == NULL ? 0 : fread(text, 1, MOST, stdin);
    if (text == NULL || !ferror(stdin))
        return text;
    free(text);
    return NULL;
}

static int
run_lines(int argc, char **argv)
{
    struct args args;
    struct kumihan *job = NULL;
    char *rows = NULL;
    size_t n;
    int result = args_read(&args, TAKE_LINES | TAKE_FONTS, 0, 0, argc, argv);
    if (result != KUMIHAN_OK)
        return result;
    char *copy = read_input(&n);
    if (copy == NULL) {
        fprintf(stderr, "kumihan: %s\n",
            args_text(&args, "標準入力を読めません",
                "standard input cannot be read"));
        return KUMIHAN_ENVIRONMENT;
    }
    args.lines.name = "<stdin>";
    result = kumihan_lines(&args.lines, &args.options, copy, n, &job, &rows);
    int printed = rows == NULL ? KUMIHAN_OK : print(rows);
    args_report(&args, job);
    kumihan_free(job);
    free(copy);
    return result != KUMIHAN_OK ? result : printed;
}

const struct command commands[] = {
    {"build", run_build,
        "JOB.ini [--profile NAME] [--impose SCHEME] [-o OUT.pdf]",
        "PDF を作る（--package は入稿データ一式）",
        "make the PDF; --package: all that a printing company gets"},
    {"check", run_check,
        "JOB.ini [--profile NAME] [--impose SCHEME] [--printer NAME]",
        "作らずに確かめる（--printer は印刷所の求めに照らす）",
        "check everything, write nothing; --printer: for a printer"},
    {"batch", batch_command, "JOB.ini --each LIST.csv --out DIR",
        "リストの 1 行ごとに 1 部を作る", "make an edition for each row"},
    {"dump", run_dump, "JOB.ini [--words]",
        "ページの中身を文字で出す（--words は文章だけ）",
        "print the pages as a list of items, or their words"},
    {"trace", run_trace, "JOB.ini VALUE", "数値の出どころを示す",
        "show where a figure comes from"},
    {"lines", run_lines, "[--measure 25em ...]",
        "標準入力の文章を組み、1 字ごとの位置とアキを出す",
        "compose copy from standard input, tell what was done"},
    {"explain", run_explain, "[KEY]", "ジョブファイルのキーを説明する",
        "explain the keys of the job file"},
    {"manual", run_manual, "", "ジョブファイルの手引きを出す（Markdown）",
        "print the manual of the job file (Markdown)"},
    {"fonts", run_fonts, "", "使える書体を並べる",
        "list the fonts that can be used"},
    {NULL, NULL, NULL, NULL, NULL},
};
