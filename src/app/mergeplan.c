#include "app/mergeplan.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/program.h"
#include "base/file.h"

DIAG_MESSAGE(old_standard, "app.merge-x1a", DIAG_ERROR,
    "PDF/X-1a は --merge でまとめられません（PDF 1.4 には版の区切りがない）。"
    "pdfx = X-4 にするか、--merge を外してください",
    "PDF/X-1a cannot be merged (PDF 1.4 has no document parts); set pdfx = X-4 "
    "or leave --merge out");
DIAG_MESSAGE(locked, "app.merge-password", DIAG_ERROR,
    "暗号化した PDF は --merge でまとめられません。password-file か --merge "
    "を外してください",
    "encrypted PDFs cannot be merged; leave out password-file or --merge");
DIAG_MESSAGE(no_column, "app.merge-columns", DIAG_ERROR,
    "リストに「{1}」という列がありません。merge-columns（--columns）"
    "を直してください",
    "the list has no column \"{1}\"; correct merge-columns (--columns)");
DIAG_MESSAGE(no_folder, "app.merge-folder", DIAG_FATAL,
    "「{1}」を書くフォルダーがないか、書けません。先に作るか、--merge "
    "を直してください",
    "the folder for \"{1}\" is not there or cannot be written to; make it "
    "first, or correct --merge");

DIAG_MESSAGE(inside, "app.merge-inside", DIAG_ERROR,
    "--merge のファイル「{1}」が、1 部ずつの PDF のフォルダー「{2}」の中です。"
    "そこのファイルは行のものなので、外に置いてください",
    "the file of --merge, \"{1}\", is inside \"{2}\", the folder of the "
    "editions, whose files belong to rows; put it elsewhere");
DIAG_MESSAGE(no_file, "app.merge-file", DIAG_ERROR,
    "--merge の「{1}」はファイルの名前として使えません。PDF の名前を指定して"
    "ください",
    "\"{1}\" of --merge cannot be a file; name a PDF");

enum { WORDS = 20 }; /* of the command line, at most */

/* What is said of each edition: the command's columns, else the job's; NULL:
 * none. */
static const char *
columns_of(const struct kumihan *k, const struct args *args, struct loc *loc)
{
    *loc = (struct loc){"--columns", 0, 0};
    if (args->columns != NULL)
        return args->columns;
    const struct section *batch = job_find(k->job, "batch", "");
    if (batch == NULL || !section_has(batch, "merge-columns"))
        return NULL;
    *loc = section_loc(batch, "merge-columns");
    return section_text(batch, "merge-columns");
}

static enum err
check_columns(struct kumihan *k, const struct args *args)
{
    struct loc loc;
    struct str rest = str_of(columns_of(k, args, &loc));
    enum err err = ERR_OK;
    while (rest.p != NULL && err != ERR_NOMEM) {
        struct str name = str_member(rest, &rest);
        if (name.n > 0 && list_column(&k->list, name) == k->list.n_columns)
            err = DIAG(k->diag, loc, &no_column, diag_str(k->diag, name));
    }
    return err;
}

enum err
mergeplan_columns(struct kumihan *k, const struct args *args)
{
    if (args->columns == NULL)
        return ERR_OK;
    enum err err = list_read(k->lasting, k->diag, LOC_NONE, args->list,
        args->encoding == NULL ? "auto" : args->encoding, &k->list);
    return err == ERR_OK ? check_columns(k, args) : err;
}

/* By the file system, or by their names where one is still to be made. */
static bool
same_folder(const char *a, const char *b)
{
    struct stat x, y;
    if (stat(a, &x) != 0 || stat(b, &y) != 0)
        return strcmp(a, b) == 0;
    return x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

enum err
mergeplan_outside(
    struct kumihan *k, const struct args *args, const char *folder)
{
    struct stat st;
    const char *merge = args->merge;
    if (merge == NULL)
        return ERR_OK;
    const char *dir = file_dir(k->lasting, merge);
    const char *a = dir == NULL ? NULL : file_tidy(k->lasting, dir);
    const char *b = file_tidy(k->lasting, folder);
    if (a == NULL || b == NULL)
        return ERR_NOMEM;
    if (merge[0] == '\0' || (stat(merge, &st) == 0 && !S_ISREG(st.st_mode)))
        return DIAG(k->diag, LOC_NONE, &no_file, merge);
    return same_folder(a, b) ? DIAG(k->diag, LOC_NONE, &inside, merge, folder)
                             : ERR_OK;
}

/* A file that cannot be written is found before the first edition. */
static enum err
check_folder(struct kumihan *k, const struct args *args)
{
    const char *dir = file_dir(k->lasting, args->merge);
    if (dir == NULL)
        return ERR_NOMEM;
    if (access(dir, W_OK | X_OK) == 0)
        return ERR_OK;
    enum err err = DIAG(k->diag, LOC_NONE, &no_folder, args->merge);
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

enum err
mergeplan_check(struct kumihan *k, const struct args *args)
{
    const struct section *profile = k->profile;
    if (args->merge == NULL)
        return ERR_OK;
    if (section_word_is(profile, "type", "print") &&
        section_word_is(profile, "pdfx", "X-1a"))
        return DIAG(k->diag, section_loc(profile, "pdfx"), &old_standard, NULL);
    if (section_word_is(profile, "type", "web") &&
        section_has(profile, "password-file"))
        return DIAG(
            k->diag, section_loc(profile, "password-file"), &locked, NULL);
    enum err err = check_columns(k, args);
    if (err == ERR_OK)
        err = mergeplan_outside(k, args, args->folder);
    if (err == ERR_OK)
        err = library_spare(k, args->merge);
    return err == ERR_OK ? check_folder(k, args) : err;
}

/* The words of the command line. */
struct words {
    const char *word[WORDS];
    size_t n;
};

static void
add(struct words *words, const char *option, const char *value)
{
    words->word[words->n++] = option;
    words->word[words->n++] = value;
}

/* The columns are read from the list that the editions were made of; a batch
 * that is combined has no job to tell which that is. */
static void
add_columns(
    struct words *words, const struct kumihan *k, const struct args *args)
{
    struct loc loc;
    const char *columns =
        k->job == NULL ? args->columns : columns_of(k, args, &loc);
    const char *list = k->job == NULL ? args->list : k->list.path;
    const struct section *batch =
        k->job == NULL ? NULL : job_find(k->job, "batch", "");
    const char *encoding =
        batch == NULL ? args->encoding : section_text(batch, "encoding");
    if (columns != NULL)
        add(words, "--columns", columns);
    if (columns != NULL && list != NULL)
        add(words, "--each", list);
    if (columns != NULL && encoding != NULL)
        add(words, "--encoding", encoding);
}

/* A title that is the same in all editions is that of the file. */
static void
add_title(struct words *words, const struct kumihan *k, const struct args *args)
{
    const char *title = args->title;
    if (title == NULL && k->job != NULL &&
        !job_row_reaches(k->job, &k->heads, "document", "title"))
        title = section_text(job_find(k->job, "document", ""), "title");
    if (title != NULL)
        add(words, "--title", title);
}

int
mergeplan_go(struct kumihan *k, const struct args *args, const char *manifest)
{
    struct words words = {.n = 0};
    words.word[words.n++] = "merge";
    add(&words, "-o", args->merge);
    add(&words, "--lang", args->lang == KUMIHAN_JA ? "ja" : "en");
    add(&words, "--format", args->format == KUMIHAN_JSON ? "json" : "text");
    add_columns(&words, k, args);
    add_title(&words, k, args);
    add(&words, "--", manifest); /* whatever its name begins with */
    words.word[words.n] = NULL;
    fflush(stdout);
    program_become("merge", (char **)(void *)words.word);
    fprintf(stderr, "kumihan: kumihan-merge: %s\n", strerror(errno));
    return KUMIHAN_ENVIRONMENT;
}
