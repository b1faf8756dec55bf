/* failalloc JOB.ini OUT.pdf RUNS - builds JOB again and again while one of its
 * allocations fails: RUNS of them, spread evenly from the first to the last.
 * Every build must end with a result, leave OUT whole or alone, and leak
 * nothing (the sanitizers watch).  Linked with --wrap for the allocators, so
 * that only our own calls fail, not those inside shared libraries.
 *
 * failalloc JOB.ini OUT.pdf RUNS print - the same for the press.
 *
 * failalloc JOB.ini OUT.pdf RUNS print SCHEME - the same on sheets.
 *
 * failalloc JOB.ini preflight PRINTER RUNS - the same for its pages, which the
 * printer does not take.
 *
 * failalloc JOB.ini OUT.pdf RUNS proof - the same as a proof against JOB.ini
 * itself, with its list of changes beside OUT, and its report.
 *
 * failalloc JOB.ini DIR RUNS package - the same as a package that is replaced:
 * DIR always holds a whole one, and nothing is left beside it.
 *
 * failalloc JOB.ini OUT.pdf RUNS merge - the same for a file of OUT.pdf three
 * times.
 *
 * failalloc JOB.ini OUT.pdf RUNS reading - the same with HTML and plain text
 * beside it.
 *
 * failalloc JOB.ini DIR RUNS press - the same as a press kit that is replaced.
 *
 * failalloc JOB.ini DIR RUNS send - the same under embargo, with its mail for a
 * server that is not there.
 *
 * failalloc lines RUNS - the same with copy that is composed under house rules.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kumihan.h"
#include "merge/merge.h"

static long count, fail_at;

static int
fails(void)
{
    return ++count == fail_at;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
char *__real_strdup(const char *s);
char *__real_strndup(const char *s, size_t n);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
char *__wrap_strdup(const char *s);
char *__wrap_strndup(const char *s, size_t n);

void *
__wrap_malloc(size_t size)
{
    return fails() ? NULL : __real_malloc(size);
}

void *
__wrap_calloc(size_t n, size_t size)
{
    return fails() ? NULL : __real_calloc(n, size);
}

void *
__wrap_realloc(void *p, size_t size)
{
    return fails() ? NULL : __real_realloc(p, size);
}

char *
__wrap_strdup(const char *s)
{
    return fails() ? NULL : __real_strdup(s);
}

char *
__wrap_strndup(const char *s, size_t n)
{
    return fails() ? NULL : __real_strndup(s, n);
}

/* Of a proof the list comes behind the PDF, the report behind both. */
static int is_proof;
static int is_package, is_reading, is_press, is_send;
static const char *profile; /* NULL: web */
static const char *scheme;  /* of sheets; NULL: single pages */

/* What stands on sheets besides their pages, for a profile called print. */
static const char *const on_sheets[] = {"profile print:colour-bar=yes",
    "profile print:slug=yes", "profile print:signature=auto"};

/* HTML and text of JOB beside OUT. */
static int
read_out(struct kumihan *job, const char *out)
{
    char html[4096], text[4096];
    snprintf(html, sizeof html, "%s.html", out);
    snprintf(text, sizeof text, "%s.txt", out);
    int result = kumihan_html(job, html);
    return result == KUMIHAN_OK ? kumihan_plain(job, text, 0) : result;
}

/* Nothing listens at port 1. */
static int
send_kit(struct kumihan *job, const char *dir)
{
    const struct kumihan_sending sending = {
        .url = "smtp://127.0.0.1:1", .go = 1, .resume = 1, .under_embargo = 1};
    return kumihan_send(job, dir, &sending);
}

static int
make(struct kumihan *job, const char *out)
{
    if (is_send)
        return send_kit(job, out);
    if (is_package)
        return kumihan_package(job, out, NULL);
    if (is_press)
        return kumihan_press(job, out);
    int result = kumihan_build(job, out);
    return result == KUMIHAN_OK && is_reading ? read_out(job, out) : result;
}

static const char *const held = "document:embargo=2026-06-01T14:00+09:00";

static int
build(const char *path, const char *out, long at)
{
    char list[4096];
    snprintf(list, sizeof list, "%s.csv", out);
    const struct kumihan_options options = {.profile = profile,
        .against = is_proof ? path : NULL,
        .changes = is_proof ? list : NULL,
        .impose = scheme,
        .set = is_send ? &held : on_sheets,
        .n_set = is_send          ? 1
                 : scheme == NULL ? 0
                                  : sizeof on_sheets / sizeof *on_sheets};
    struct kumihan *job;
    count = 0;
    fail_at = at;
    int result = kumihan_load(path, &options, &job);
    if (result == KUMIHAN_OK)
        result = make(job, out);
    char *report = is_proof && job != NULL ? kumihan_report(job) : NULL;
    if (is_proof && report == NULL && result == KUMIHAN_OK)
        result = at == 0 ? -1 : KUMIHAN_ENVIRONMENT;
    free(report);
    fail_at = 0;
    if (job != NULL && result == KUMIHAN_INPUT && kumihan_errors(job) == 0) {
        fprintf(stderr, "failalloc: an input error without a message\n");
        result = -1;
    }
    kumihan_free(job);
    return result;
}

/* Judges the job's pages for a printer: 0 when it was done, or said that memory
 * ran out. */
static int
preflight(const char *path, const char *printer, long at)
{
    const struct kumihan_options options = {.profile = "print"};
    struct kumihan *job;
    count = 0;
    fail_at = at;
    int result = kumihan_load(path, &options, &job);
    if (result == KUMIHAN_OK)
        result = kumihan_preflight(job, printer);
    fail_at = 0;
    int good = result == KUMIHAN_ENVIRONMENT ||
               (result == KUMIHAN_INPUT && kumihan_errors(job) > 0);
    if (!good)
        printf("failalloc: preflight, allocation %ld: result %d\n", at, result);
    kumihan_free(job);
    return !good;
}

static int
fail_preflight(const char *path, const char *printer, long runs)
{
    int failed = preflight(path, printer, 0);
    long all = count;
    for (long i = 0; i < runs && failed == 0; i++)
        failed += preflight(
            path, printer, 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1));
    printf("failalloc: preflight, %ld allocations, %ld of them made to fail\n",
        all, runs);
    return failed > 0;
}

/* The first bytes of the file at PATH, or none. */
static void
peek(const char *path, char bytes[6])
{
    FILE *f = fopen(path, "rb");
    memset(bytes, 0, 6);
    if (f == NULL)
        return;
    if (fread(bytes, 1, 5, f) != 5)
        bytes[0] = '\0';
    fclose(f);
}

/* Makes packages in place of each other: 0 when each was whole. */
static int
fail_packages(const char *path, const char *dir, long runs)
{
    char sums[4096], aside[4096];
    profile = "print";
    is_package = 1;
    snprintf(sums, sizeof sums, "%s/SHA256SUMS", dir);
    snprintf(aside, sizeof aside, "%s.part0", dir);
    int failed = build(path, dir, 0) != KUMIHAN_OK;
    long all = count;
    for (long i = 0; i < runs && failed == 0; i++) {
        long at = 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1);
        int result = build(path, dir, at);
        failed = (result != KUMIHAN_OK && result != KUMIHAN_ENVIRONMENT) ||
                 access(sums, F_OK) != 0 || access(aside, F_OK) == 0;
        if (failed)
            printf(
                "failalloc: package, allocation %ld: result %d\n", at, result);
    }
    printf("failalloc: package, %ld allocations, %ld of them made to fail\n",
        all, runs);
    return failed;
}

/* Composes a paragraph: 0 when it did, or said that memory ran out. */
static int
lines(long at)
{
    static const char copy[] = "「{国|くに}」は*点*、a b。\n\n二（2024年）\n";
    static const struct kumihan_key keys[] = {
        {"spacing.cl-02.cl-15", "0"}, {"line-end", "hang"}};
    const struct kumihan_lines what = {
        .measure = "5em", .font = "BIZ UDGothic", .key = keys, .n_keys = 2};
    struct kumihan *job;
    char *text;
    count = 0;
    fail_at = at;
    int result = kumihan_lines(&what, NULL, copy, sizeof copy - 1, &job, &text);
    fail_at = 0;
    int good = result == KUMIHAN_OK
                   ? text != NULL
                   : at > 0 && text == NULL && result == KUMIHAN_ENVIRONMENT;
    if (!good)
        printf("failalloc: lines, allocation %ld: result %d\n", at, result);
    free(text);
    kumihan_free(job);
    return !good;
}

static int
fail_lines(long runs)
{
    int failed = lines(0);
    long all = count;
    for (long i = 0; i < runs && failed == 0; i++)
        failed += lines(1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1));
    printf("failalloc: lines, %ld allocations, %ld of them made to fail\n", all,
        runs);
    return failed > 0;
}

/* The bytes of the edition of ROW, or 0. */
static size_t
edition(struct kumihan *job, size_t row, int *result)
{
    char *pdf = NULL;
    size_t n = 0;
    *result = kumihan_turn(job, row);
    if (*result == KUMIHAN_OK)
        *result = kumihan_pdf(job, &pdf, &n);
    free(pdf);
    return *result == KUMIHAN_OK ? n : 0;
}

/* Makes two editions of the job at PATH, the second as large as WANTED: 0 when
 * each was made, or said that memory ran out, and the first row could be made
 * when there was memory again. */
static int
editions(const char *path, long at, size_t *wanted)
{
    const struct kumihan_options options = {.row = KUMIHAN_NO_ROW};
    struct kumihan *job;
    int first = KUMIHAN_OK, second = KUMIHAN_OK, last = KUMIHAN_OK;
    count = 0;
    fail_at = at;
    int result = kumihan_load(path, &options, &job);
    if (result == KUMIHAN_OK) {
        result = kumihan_share(job);
        edition(job, 2, &first);
        size_t n = edition(job, 1, &second);
        fail_at = 0;
        n = edition(job, 1, &last);
        *wanted = at == 0 ? n : *wanted;
        last = n == *wanted ? last : -1;
    }
    fail_at = 0;
    const int all[] = {result, first, second};
    int bad = last != KUMIHAN_OK;
    for (int i = 0; i < 3; i++)
        bad |=
            all[i] != KUMIHAN_OK && (all[i] != KUMIHAN_ENVIRONMENT || at == 0);
    if (bad)
        printf("failalloc: editions, allocation %ld: %d, %d, %d, then %d\n", at,
            result, first, second, last);
    kumihan_free(job);
    return bad;
}

static int
fail_editions(const char *path, long runs)
{
    size_t wanted = 0;
    int failed = editions(path, 0, &wanted);
    long all = count;
    for (long i = 0; i < runs && failed == 0; i++)
        failed += editions(
            path, 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1), &wanted);
    printf("failalloc: editions, %ld allocations, %ld of them made to fail\n",
        all, runs);
    return failed > 0;
}

/* The file at PATH in *OUT, good until the next one. */
static int
slurp(const char *path, struct str *out)
{
    static char bytes[1 << 22];
    FILE *f = fopen(path, "rb");
    if (f == NULL)
        return -1;
    *out = (struct str){bytes, fread(bytes, 1, sizeof bytes, f)};
    return fclose(f);
}

/* Merges PDF three times to PATH: 0 when it did, or found no memory. */
static int
merge(struct str pdf, const char *path, long at)
{
    struct diag *diag = diag_new();
    struct merge *merge = NULL;
    struct merge_tally tally;
    const struct record_field field = {"a", "b"};
    count = 0;
    fail_at = at;
    enum err err = merge_begin(diag, path, "title", &merge);
    for (size_t row = 1; row <= 3 && err == ERR_OK; row++) {
        const struct record record = {row, "key", "file.pdf", "00", &field, 1};
        err = merge_add(merge, "file.pdf", pdf, &record);
    }
    if (err == ERR_OK)
        err = merge_end(merge, &tally);
    else
        merge_abandon(merge);
    fail_at = 0;
    diag_free(diag);
    int good = err == ERR_OK
                   ? access(path, F_OK) == 0
                   : at > 0 && err == ERR_NOMEM && access(path, F_OK) != 0;
    if (!good)
        printf("failalloc: merge, allocation %ld: result %d\n", at, (int)err);
    remove(path);
    return !good;
}

static int
fail_merge(const char *path, const char *edition_path, long runs)
{
    char out[4096];
    struct str pdf;
    snprintf(out, sizeof out, "%s.merged", edition_path);
    int failed = build(path, edition_path, 0) != KUMIHAN_OK ||
                 slurp(edition_path, &pdf) != 0 || merge(pdf, out, 0);
    long all = count;
    for (long i = 0; i < runs && failed == 0; i++)
        failed +=
            merge(pdf, out, 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1));
    printf("failalloc: merge, %ld allocations, %ld of them made to fail\n", all,
        runs);
    return failed > 0;
}

enum { MANIFEST_MOST = 8192 };

/* The text of PATH, cut off; "" when there is none. */
static void
read_text(const char *path, char out[MANIFEST_MOST])
{
    FILE *file = fopen(path, "rb");
    size_t n = file == NULL ? 0 : fread(out, 1, MANIFEST_MOST - 1, file);
    out[n] = '\0';
    if (file != NULL)
        fclose(file);
}

/* Makes kits in place of each other: 0 when each was whole, and the same as the
 * first, whatever allocation failed. */
static int
fail_kits(const char *path, const char *dir, long runs)
{
    char manifest[4096];
    snprintf(manifest, sizeof manifest, "%s/manifest.csv", dir);
    int wanted = is_send ? KUMIHAN_ENVIRONMENT : KUMIHAN_OK;
    is_press = 1;
    char first[MANIFEST_MOST], now[MANIFEST_MOST];
    int failed = build(path, dir, 0) != wanted;
    long all = count;
    read_text(manifest, first);
    for (long i = 0; i < runs && failed == 0; i++) {
        long at = 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1);
        int result = build(path, dir, at);
        failed = (result != wanted && result != KUMIHAN_ENVIRONMENT) ||
                 access(manifest, F_OK) != 0;
        read_text(manifest, now);
        failed = failed || strcmp(first, now) != 0;
        if (failed)
            printf("failalloc: kit, allocation %ld: result %d\n", at, result);
    }
    printf("failalloc: kit, %ld allocations, %ld of them made to fail\n", all,
        runs);
    return failed > 0;
}

int
main(int argc, char **argv)
{
    char bytes[6];
    if (argc == 4 && strcmp(argv[2], "editions") == 0)
        return fail_editions(argv[1], atol(argv[3]));
    if (argc == 3 && strcmp(argv[1], "lines") == 0)
        return fail_lines(atol(argv[2]));
    if (argc == 5 && strcmp(argv[2], "preflight") == 0)
        return fail_preflight(argv[1], argv[3], atol(argv[4]));
    if (argc == 5 && strcmp(argv[4], "merge") == 0)
        return fail_merge(argv[1], argv[2], atol(argv[3]));
    if (argc == 5 && strcmp(argv[4], "package") == 0)
        return fail_packages(argv[1], argv[2], atol(argv[3]));
    is_send = argc == 5 && strcmp(argv[4], "send") == 0;
    if (argc == 5 && (is_send || strcmp(argv[4], "press") == 0))
        return fail_kits(argv[1], argv[2], atol(argv[3]));
    is_reading = argc == 5 && strcmp(argv[4], "reading") == 0;
    profile = argc >= 5 && !is_reading ? argv[4] : NULL;
    scheme = argc == 6 ? argv[5] : NULL;
    is_proof = profile != NULL && strcmp(profile, "proof") == 0;
    if (argc < 4 || argc > 6 || build(argv[1], argv[2], 0) != KUMIHAN_OK)
        return fputs("usage: failalloc GOOD.ini OUT.pdf RUNS [PROFILE "
                     "[SCHEME]] | lines "
                     "RUNS\n",
                   stderr),
               2;
    long all = count, runs = atol(argv[3]), failed = 0;
    runs = runs < 1 || runs > all ? all : runs;
    for (long i = 0; i < runs; i++) {
        long at = 1 + i * (all - 1) / (runs > 1 ? runs - 1 : 1);
        remove(argv[2]);
        int result = build(argv[1], argv[2], at);
        peek(argv[2], bytes);
        int whole = strcmp(bytes, "%PDF-") == 0, none = bytes[0] == '\0';
        int good = result == KUMIHAN_OK
                       ? whole
                       : result == KUMIHAN_ENVIRONMENT &&
                             (none || ((is_proof || is_reading) && whole));
        if (!good) {
            printf("failalloc: allocation %ld: result %d, output \"%s\"\n", at,
                result, bytes);
            failed++;
        }
    }
    printf("failalloc: %ld allocations, %ld of them made to fail, %ld bad\n",
        all, runs, failed);
    return failed > 0;
}
