/* A press kit's mail to its recipients, when it is told to go. */
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/kit.h"
#include "app/watching.h"
#include "base/file.h"
#include "mail/sendrun.h"

DIAG_MESSAGE(bad_url, "app.send-url", DIAG_ERROR,
    "送信サーバーは smtp://ホスト か smtps://ホスト（必要なら "
    ":ポート）で指定して"
    "ください。ユーザー名とパスワードは --user と --password-file で渡します",
    "name the server as smtp://HOST or smtps://HOST, with :PORT if need be; "
    "user and password are given by --user and --password-file");
DIAG_MESSAGE(half_login, "app.send-login", DIAG_ERROR,
    "--user と --password-file は一緒に指定してください",
    "--user and --password-file go together");
DIAG_MESSAGE(open_login, "app.send-open", DIAG_ERROR,
    "暗号化しない接続（--tls no）ではログインできません。パスワードが読まれて"
    "しまいます",
    "there is no login without encryption (--tls no): others could read the "
    "password");
DIAG_MESSAGE(under_embargo, "app.send-embargo", DIAG_ERROR,
    "解禁（{1}"
    "）前なので送りません。解禁後に送るか、報道機関が解禁まで待つことを"
    "約束しているときは --under-embargo を付けてください",
    "under embargo until {1}: nothing is sent. Send it after, or with "
    "--under-embargo when the newsrooms have agreed to hold it");
DIAG_MESSAGE(not_held, "app.send-not-held", DIAG_ERROR,
    "解禁前のリリースではないので、--under-embargo "
    "は要りません。外してください",
    "nothing is under embargo; leave out --under-embargo");
DIAG_MESSAGE(bad_ca, "app.send-ca", DIAG_ERROR,
    "証明書のファイル「{1}」を読めません。--ca を確かめてください",
    "the file of certificates \"{1}\" cannot be read; check --ca");
DIAG_MESSAGE(bad_password, "app.send-password", DIAG_ERROR,
    "--password-file には、パスワードを 1 行だけ書いてください",
    "the password file has one line, the password");
DIAG_MESSAGE(readable, "app.send-password-mode", DIAG_ERROR,
    "パスワードのファイルをほかの人も読めます。chmod 600 {1} としてください",
    "others can read the password file; do chmod 600 {1}");
DIAG_MESSAGE(bad_return, "app.press-return-path", DIAG_ERROR,
    "return-path「{1}」はメールアドレスではありません",
    "return-path \"{1}\" is no mail address");
DIAG_MESSAGE(inside, "app.send-record", DIAG_ERROR,
    "記録「{1}」は一式のフォルダーの中に置けません。別の場所を指定してください",
    "the record \"{1}\" cannot stand in the kit's folder; name another place");

static enum err
usage(struct kit *kit, const struct diag_message *message, const char *arg)
{
    enum err err = DIAG(kit->k->diag, LOC_NONE, message, arg);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

/* Is everything that goes over the wire encrypted, or is there no wire? */
static bool
is_plain(const struct kumihan_sending *sending, bool private)
{
    return sending->tls == KUMIHAN_TLS_NO ||
           (sending->tls == KUMIHAN_TLS_BY_URL && private);
}

static const char *
return_path(const struct kit *kit)
{
    return section_text(kit->section, "return-path");
}

/* The one line of the file PATH.  Nothing of it is ever said. */
static enum err
read_password(struct kit *kit, const char *path)
{
    enum { OTHERS = S_IRWXG | S_IRWXO };
    struct kumihan *k = kit->k;
    struct stat st;
    struct str text, rest;
    enum err err = file_read(k->arena, k->diag, LOC_NONE, path, &text);
    if (err != ERR_OK)
        return err;
    if (stat(path, &st) == 0 && (st.st_mode & OTHERS) != 0)
        return DIAG(k->diag, ((struct loc){path, 0, 0}), &readable, path);
    struct str line = str_cut(text, '\n', &rest);
    if (line.n > 0 && line.p[line.n - 1] == '\r')
        line.n--;
    if (line.n == 0 || rest.n > 0 || memchr(line.p, 0, line.n) != NULL)
        return DIAG(k->diag, ((struct loc){path, 0, 0}), &bad_password, NULL);
    kit->password = arena_strndup(k->arena, line.p, line.n);
    return kit->password == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
kit_may_send(struct kit *kit, const struct kumihan_sending *sending)
{
    const char *embargo = kit->k->job->embargo, *back = return_path(kit);
    bool private;
    if (sending->url == NULL || !smtp_check_url(sending->url, &private))
        return usage(kit, &bad_url, NULL);
    if (sending->ca != NULL && access(sending->ca, R_OK) != 0)
        return usage(kit, &bad_ca, sending->ca);
    if (sending->user != NULL && sending->user[0] == '\0')
        return usage(kit, &half_login, NULL);
    if ((sending->user == NULL) != (sending->password_file == NULL))
        return usage(kit, &half_login, NULL);
    if (sending->user != NULL && is_plain(sending, false) && !private)
        return usage(kit, &open_login, NULL);
    if (back != NULL && !mail_is_address(back))
        return DIAG(kit->k->diag, section_loc(kit->section, "return-path"),
            &bad_return, back);
    if (embargo == NULL && sending->under_embargo)
        return usage(kit, &not_held, NULL);
    if (embargo != NULL && !sending->under_embargo)
        return DIAG(kit->k->diag,
            section_loc(job_find(kit->k->job, "document", ""), "embargo"),
            &under_embargo, embargo);
    return sending->password_file == NULL
               ? ERR_OK
               : read_password(kit, sending->password_file);
}

/* --- what sending asks for ------------------------------------------------ */

static bool
stopped(void *data)
{
    const struct kumihan_sending *sending = data;
    return sending->stopped != NULL && sending->stopped(sending->data) != 0;
}

static void
rest(void *data, int ms)
{
    if (!stopped(data))
        watching_rest(data, ms);
}

static void
tell(void *data, const struct news *news)
{
    const struct kumihan_sending *sending = data;
    if (sending->tell != NULL)
        sending->tell(
            sending->data, news->key, news->what, news->job, news->detail);
}

/* --- the whole ------------------------------------------------------------ */

static bool
is_same_folder(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 &&
           one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* Where the record stands: beside the kit, unless it is told. */
static enum err
find_record(
    struct kit *kit, const char *dir, const char *given, const char **out)
{
    struct arena *arena = kit->k->arena;
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    *out = given != NULL ? given
                         : arena_printf(arena, "%.*s.sent.csv", (int)n, dir);
    const char *folder = *out == NULL ? NULL : file_dir(arena, *out);
    if (folder == NULL)
        return ERR_NOMEM;
    return is_same_folder(folder, dir) ? usage(kit, &inside, *out) : ERR_OK;
}

/* What lives as long as the sending does. */
struct kit_sending {
    struct kumihan_sending asked;
    struct watch watch;
    struct sending plan;
    struct sendrun *run;
};

static void
plan(struct kit *kit, struct kit_sending *own)
{
    enum { TIMEOUT = 300 /* seconds (RFC 5321, 4.5.3.2) */ };
    const struct kumihan_sending *asked = &own->asked;
    const char *back = return_path(kit);
    bool private;
    (void)smtp_check_url(asked->url, &private);
    own->watch = (struct watch){.data = &own->asked,
        .now = watching_now,
        .rest = rest,
        .stopped = stopped,
        .stamp = watching_stamp,
        .tell = tell};
    own->plan = (struct sending){.mail = &kit->mail,
        .sha256 = kit->mail_sha256,
        .return_path = back == NULL ? kit->mail.from.address : back,
        .each = section_word_is(kit->section, "delivery", "each"),
        .smtp = {.url = asked->url,
            .user = asked->user,
            .password = kit->password,
            .ca = asked->ca,
            .plain = is_plain(asked, private),
            .timeout = asked->timeout == 0 ? TIMEOUT : asked->timeout,
            .watch = &own->watch},
        .go = asked->go,
        .resume = asked->resume,
        .wait = asked->wait,
        .again = asked->again,
        .n_again = asked->n_again,
        .settled = asked->sent,
        .n_settled = asked->n_sent};
}

enum err
kit_open_sending(
    struct kit *kit, const char *dir, const struct kumihan_sending *sending)
{
    struct kit_sending *own = arena_alloc(kit->k->arena, sizeof *own);
    kit->sending = own;
    if (own == NULL)
        return ERR_NOMEM;
    *own = (struct kit_sending){.asked = *sending};
    plan(kit, own);
    enum err err = find_record(kit, dir, sending->record, &own->plan.record);
    return err == ERR_OK ? sendrun_open(kit->k->arena, kit->k->diag,
                               &own->watch, &own->plan, &own->run)
                         : err;
}

enum err
kit_send(struct kit *kit)
{
    return sendrun_do(kit->sending->run);
}

void
kit_close_sending(struct kit *kit)
{
    if (kit->sending != NULL)
        sendrun_close(kit->sending->run);
}
