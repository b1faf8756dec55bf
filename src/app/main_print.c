/* kumihan-print: PDFs to a printer over IPP.  A program of its own because it
 * links libcups, which the others do not need. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/language.h"
#include "app/watching.h"
#include "print/newstext.h"
#include "print/printrun.h"

static volatile sig_atomic_t stop;

static void
on_signal(int number)
{
    (void)number;
    stop = 1;
}

/* The first Ctrl-C stops between two steps; a second one ends the program. */
static void
hear_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    action.sa_flags = (int)SA_RESETHAND;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a limit on files is a write that fails */
}

/* Nobody rests who is to stop. */
static void
rest(void *data, int ms)
{
    if (!stop)
        watching_rest(data, ms);
}

static bool
stopped(void *data)
{
    (void)data;
    return stop != 0;
}

/* Chance, so that no other job of any printer has this name. */
static bool
token(void *data, char out[WATCH_TOKEN])
{
    unsigned char byte[8];
    (void)data;
    int fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && read(fd, byte, sizeof byte) == (ssize_t)sizeof byte;
    if (fd >= 0)
        close(fd);
    out[0] = 'k';
    for (size_t i = 0; ok && i < sizeof byte; i++)
        snprintf(out + 1 + 2 * i, 3, "%02x", byte[i]);
    return ok;
}

static void
show(void *data, const char *text)
{
    (void)data;
    fputs(text, stdout);
    fflush(stdout);
}

static void
tell(void *data, const struct news *news)
{
    const struct wish *wish = data;
    struct buf line = {0};
    newstext_put(news, wish->lang, wish->format, &line);
    if (!line.failed)
        show(data, line.p);
    buf_fini(&line);
}

static const char help_ja[] =
    "使い方: kumihan print ファイル.pdf … --to ipp://ホスト/パス|キュー "
    "[指定]\n"
    "        kumihan print --manifest manifest.csv --to … [指定]\n\n"
    "  --to ipp://…|ipps://…|キュー  プリンター、または CUPS のキュー\n"
    "  --copies N --collate yes|no  部数と、部ごとにそろえるか\n"
    "  --sides one|long|short|book  片面、長辺とじ、短辺とじ、本と同じ向き\n"
    "  --media A4|B5|PWG の名前     用紙（ふつうはページの大きさ）\n"
    "  --colour colour|mono|auto --quality draft|normal|high\n"
    "  --finish staple|punch|fold|booklet|IPP の名前か番号（何度でも）\n"
    "  --tray 名前 --pages 1-4,7\n"
    "  --dry-run                    印刷票を見せるだけ（何も書かないとこれ）\n"
    "  --go                         印刷する\n"
    "  --record FILE.csv            記録（台帳があればその隣の printed.csv）\n"
    "  --resume                     記録の続きから。同じものを二度刷らない\n"
    "  --again 版 --printed 版      刷り直す版、もう出ている版を教える\n"
    "  --wait 秒                    一つのジョブを待つ長さ（3600）\n"
    "  --lang ja|en --format text|json\n\n"
    "終了コード: 0 完了、1 入力の誤り、2 使い方の誤り、3 プリンターや"
    "ディスク、4 内部の誤り";
static const char help_en[] =
    "usage: kumihan print FILE.pdf ... --to ipp://HOST/PATH|QUEUE [OPTION "
    "...]\n"
    "       kumihan print --manifest manifest.csv --to ... [OPTION ...]\n\n"
    "  --to ipp://...|ipps://...|QUEUE  a printer, or a queue of CUPS\n"
    "  --copies N --collate yes|no  copies, and whether each set is complete\n"
    "  --sides one|long|short|book  edge to turn at; book: as the page is "
    "read\n"
    "  --media A4|B5|PWG NAME       the sheet (else the page's own size)\n"
    "  --colour colour|mono|auto --quality draft|normal|high\n"
    "  --finish staple|punch|fold|booklet|IPP keyword or number (repeatable)\n"
    "  --tray NAME --pages 1-4,7\n"
    "  --dry-run                    only show the ticket (the default)\n"
    "  --go                         print\n"
    "  --record FILE.csv            the record (of a manifest: printed.csv)\n"
    "  --resume                     go on; nothing is printed twice\n"
    "  --again KEY --printed KEY    decide about an edition in doubt\n"
    "  --wait SECONDS               how long one job is waited for (3600)\n"
    "  --lang ja|en --format text|json\n\n"
    "exit codes: 0 done, 1 errors in the input, 2 usage, 3 printer or disk, "
    "4 internal";

static bool
asks_for_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

static void
report(const struct diag *diag, const struct wish *wish)
{
    struct buf text = {0};
    diag_write(diag, wish->lang, wish->format, &text);
    if (text.p != NULL)
        fputs(text.p, stderr);
    if (text.failed || diag_lost(diag))
        fputs("kumihan-print: out of memory\n", stderr);
    buf_fini(&text);
}

static int
run(struct diag *diag, int argc, char **argv, struct wish *wish)
{
    struct watch watch = {
        wish, watching_now, rest, stopped, watching_stamp, token, tell, show};
    enum err err = wish_read(diag, argc, argv, wish);
    if (err == ERR_OK)
        err = printrun_do(diag, &watch, wish);
    report(diag, wish);
    if (err == ERR_NOMEM)
        fputs("kumihan-print: out of memory\n", stderr);
    if (fflush(stdout) != 0 && err == ERR_OK)
        err = ERR_ENVIRONMENT;
    return err == ERR_NOMEM ? ERR_ENVIRONMENT : (int)err;
}

int
main(int argc, char **argv)
{
    bool ja = language_of_locale() == KUMIHAN_JA;
    struct wish wish = {.lang = ja ? DIAG_JA : DIAG_EN};
    if (asks_for_help(argc, argv))
        return puts(ja ? help_ja : help_en) < 0 ? KUMIHAN_ENVIRONMENT
                                                : KUMIHAN_OK;
    struct diag *diag = diag_new();
    if (diag == NULL)
        return KUMIHAN_ENVIRONMENT;
    hear_signals();
    int result = run(diag, argc - 1, argv + 1, &wish);
    diag_free(diag);
    return result;
}
