#include "mail/smtp.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* How far the dialogue has come: the command that was given last. */
enum phase {
    PHASE_CONNECT,
    PHASE_HELLO, /* EHLO, HELO, STARTTLS */
    PHASE_LOGIN,
    PHASE_FROM,
    PHASE_TO,
    PHASE_DATA,
    PHASE_BODY, /* the server has said: go on */
    PHASE_OVER  /* the answer to the end of the message */
};

struct smtp {
    CURL *curl;
    const struct smtp_options *options;
    const struct smtp_letter *letter;
    enum phase phase;
    size_t n_asked;           /* recipients that were named */
    struct smtp_reply *reply; /* answers to them */
    struct smtp_reply last;   /* answer to the phase, code 0: none yet */
    bool inside;              /* an answer of several lines is coming */
    bool quits;               /* what is said now is only good-bye */
    bool awaited;             /* an answer is to come */
    bool garbled;             /* one came that was not */
    bool logged_in;           /* on this connection */
    bool fresh;               /* the next letter takes another connection */
    size_t given;             /* bytes of the message */
    char error[CURL_ERROR_SIZE];
};

/* --- URLs ----------------------------------------------------------------- */

static char *
part(CURLU *url, CURLUPart what)
{
    char *text = NULL;
    return curl_url_get(url, what, &text, 0) == CURLUE_OK ? text : NULL;
}

static bool
has_part(CURLU *url, CURLUPart what)
{
    char *text = part(url, what);
    curl_free(text);
    return text != NULL;
}

static bool
is_private(const char *host)
{
    return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
           (strncmp(host, "127.", 4) == 0 &&
               strspn(host, "0123456789.") == strlen(host));
}

/* `/` and the name to greet with, if any: it goes into a command. */
static bool
is_path(const char *path)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    return path == NULL || strspn(path + 1, letters) == strlen(path + 1);
}

bool
smtp_check_url(const char *text, bool *private)
{
    CURLU *url = curl_url();
    bool good =
        url != NULL && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK;
    char *scheme = good ? part(url, CURLUPART_SCHEME) : NULL;
    char *host = good ? part(url, CURLUPART_HOST) : NULL;
    char *path = good ? part(url, CURLUPART_PATH) : NULL;
    good = scheme != NULL && host != NULL &&
           (strcmp(scheme, "smtp") == 0 || strcmp(scheme, "smtps") == 0) &&
           is_path(path) && !has_part(url, CURLUPART_USER) &&
           !has_part(url, CURLUPART_PASSWORD) &&
           !has_part(url, CURLUPART_OPTIONS) &&
           !has_part(url, CURLUPART_QUERY) &&
           !has_part(url, CURLUPART_FRAGMENT);
    *private = good && is_private(host);
    curl_free(scheme);
    curl_free(host);
    curl_free(path);
    curl_url_cleanup(url);
    return good;
}

/* --- listening ------------------------------------------------------------ */

static void
hear_command(struct smtp *s, struct str line)
{
    static const struct {
        const char *word;
        enum phase phase;
    } commands[] = {{"EHLO", PHASE_HELLO}, {"HELO", PHASE_HELLO},
        {"STARTTLS", PHASE_HELLO}, {"AUTH", PHASE_LOGIN},
        {"MAIL FROM", PHASE_FROM}, {"RCPT TO", PHASE_TO}, {"DATA", PHASE_DATA}};
    s->quits = line.n >= 4 && memcmp(line.p, "QUIT", 4) == 0;
    s->awaited = true;
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        size_t n = strlen(commands[i].word);
        if (line.n < n || memcmp(line.p, commands[i].word, n) != 0)
            continue;
        s->phase = commands[i].phase;
        s->logged_in = s->logged_in && s->phase != PHASE_HELLO;
        s->n_asked += s->phase == PHASE_TO;
        s->last.code = 0;
        return;
    }
}

/* Appends TEXT to the answer, without what is no text; cut between
 * characters. */
static void
add_answer(struct smtp_reply *reply, struct str text)
{
    size_t at = strlen(reply->answer);
    for (size_t i = 0, next; i < text.n; i = next) {
        uint32_t c = utf8_next(text, i, &next);
        bool good = c >= ' ' && c != 0x7F && c != UTF8_BAD;
        if (at + (next - i) >= SMTP_ANSWER)
            break;
        memcpy(
            reply->answer + at, good ? text.p + i : "?", good ? next - i : 1);
        at += good ? next - i : 1;
    }
    reply->answer[at] = '\0';
}

/* The whole answer to the command at hand has come. */
static void
take_answer(struct smtp *s)
{
    enum { GO_ON = 354, LOGGED_IN = 235 };
    s->garbled = s->garbled || !s->awaited;
    s->awaited = false;
    if (s->phase == PHASE_LOGIN) {
        s->logged_in = s->logged_in || s->last.code == LOGGED_IN;
        s->awaited = s->last.code < 400 && !s->logged_in;
    } else if (s->phase == PHASE_TO && s->n_asked <= s->letter->n_to) {
        s->reply[s->n_asked - 1] = s->last;
    } else if (s->phase == PHASE_BODY) {
        s->phase = PHASE_OVER;
    } else if (s->phase == PHASE_DATA && s->last.code == GO_ON) {
        s->phase = PHASE_BODY;
        s->last.code = 0;
        s->awaited = true;
    }
}

/* `250-SIZE 1000` or, the last of an answer, `250 OK` (RFC 5321, 4.2.1).  What
 * is said of a login is not kept: servers repeat what they did not
 * understand. */
static void
hear_line(struct smtp *s, struct str line)
{
    int code;
    while (
        line.n > 0 && (line.p[line.n - 1] == '\r' || line.p[line.n - 1] == ' '))
        line.n--;
    bool numbered = line.n >= 3 && line.p[0] >= '0' && line.p[0] <= '9' &&
                    str_integer((struct str){line.p, 3}, &code) &&
                    (line.n == 3 || line.p[3] == ' ' || line.p[3] == '-');
    if (s->quits || !numbered)
        return;
    if (!s->inside)
        s->last = (struct smtp_reply){.code = code};
    else
        add_answer(&s->last, STR(" "));
    s->last.code = code;
    size_t from = line.n > 3 ? 4 : 3;
    if (s->phase != PHASE_LOGIN)
        add_answer(&s->last, (struct str){line.p + from, line.n - from});
    s->inside = line.n > 3 && line.p[3] == '-';
    if (!s->inside)
        take_answer(s);
}

/* Logins go by here, too: of commands only the verb is looked at. */
static int
on_debug(CURL *curl, curl_infotype type, char *data, size_t n, void *self)
{
    struct smtp *s = self;
    struct str rest = {data, n};
    (void)curl;
    if (type == CURLINFO_HEADER_OUT)
        hear_command(s, rest);
    while (type == CURLINFO_HEADER_IN && rest.p != NULL && rest.n > 0)
        hear_line(s, str_cut(rest, '\n', &rest));
    return 0;
}

/* Nothing is given to a server that did not take the login it was to take: it
 * may offer none at all, which libcurl passes over. */
static bool
has_login(const struct smtp *s)
{
    return s->options->user == NULL || s->logged_in;
}

/* --- giving --------------------------------------------------------------- */

static size_t
on_read(char *to, size_t size, size_t n, void *self)
{
    struct smtp *s = self;
    size_t left = s->letter->message.n - s->given;
    if (!has_login(s))
        return CURL_READFUNC_ABORT;
    size_t part = left < size * n ? left : size * n;
    if (part > 0)
        memcpy(to, s->letter->message.p + s->given, part);
    s->given += part;
    return part;
}

static size_t
on_write(char *data, size_t size, size_t n, void *self)
{
    (void)data, (void)self;
    return size * n;
}

/* A message that is on its way is let through. */
static int
on_progress(void *self, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const struct smtp *s = self;
    (void)a, (void)b, (void)c, (void)d;
    bool unwanted = s->phase >= PHASE_FROM && !has_login(s);
    return unwanted || (s->phase < PHASE_DATA &&
                           s->options->watch->stopped(s->options->watch->data));
}

/* --- judging -------------------------------------------------------------- */

static bool
is_good(int code)
{
    return code >= 200 && code < 300;
}

/* What CODE, which is not good, means for who it is said of. */
static enum smtp_result
result_of(int code)
{
    return code >= 500 && code < 600 ? SMTP_REFUSED : SMTP_LATER;
}

static void
say(struct smtp_reply *reply, const char *text)
{
    reply->code = reply->code >= 400 ? reply->code : 0;
    reply->answer[0] = '\0';
    add_answer(reply, str_of(text));
}

/* What became of the message as a whole, for those who were accepted. */
static struct smtp_reply
judge_message(const struct smtp *s, CURLcode code)
{
    struct smtp_reply reply = s->last;
    bool given = s->given == s->letter->message.n;
    bool over = s->phase == PHASE_OVER && !s->garbled;
    bool fault = over && reply.code >= 400 && reply.code < 600;
    if (over && given && is_good(reply.code) && code == CURLE_OK) {
        reply.result = SMTP_SENT;
        return reply;
    }
    /* All was given, and with it perhaps the end. */
    reply.result = s->phase >= PHASE_BODY && given && !fault ? SMTP_UNKNOWN
                   : s->phase < PHASE_TO                     ? SMTP_LATER
                                         : result_of(reply.code);
    if (s->garbled)
        say(&reply, "the server answers what it was not asked");
    else if (s->phase >= PHASE_FROM && !has_login(s))
        say(&reply, "the server offers no login");
    else if (s->phase == PHASE_LOGIN)
        say(&reply, "the login was refused");
    else if (reply.code < 400) /* it is not the server that ended it */
        say(&reply, s->error[0] != '\0' ? s->error : curl_easy_strerror(code));
    if (s->garbled && reply.result == SMTP_REFUSED)
        reply.result = SMTP_LATER;
    return reply;
}

static void
judge(const struct smtp *s, CURLcode code)
{
    const struct smtp_reply all = judge_message(s, code);
    for (size_t i = 0; i < s->letter->n_to; i++) {
        struct smtp_reply *one = &s->reply[i];
        bool answered = i < s->n_asked && one->code != 0 && !s->garbled;
        if (answered && !is_good(one->code))
            one->result = result_of(one->code);
        else
            *one = all;
    }
}

/* What the user must put right before anything can be sent. */
static bool
is_hopeless(const struct smtp *s, CURLcode code)
{
    return s->last.code >= 500 || code == CURLE_PEER_FAILED_VERIFICATION ||
           code == CURLE_SSL_CACERT_BADFILE || code == CURLE_USE_SSL_FAILED ||
           code == CURLE_LOGIN_DENIED || code == CURLE_URL_MALFORMAT;
}

static enum smtp_fault
fault_of(const struct smtp *s, CURLcode code)
{
    if (s->phase >= PHASE_FROM && !has_login(s))
        return SMTP_HOPELESS;
    if (code == CURLE_OK || code == CURLE_ABORTED_BY_CALLBACK) /* stopped */
        return SMTP_FINE;
    bool letter =
        s->phase > PHASE_FROM || (s->phase == PHASE_FROM && s->last.code < 500);
    if (letter)
        return SMTP_FINE;
    return is_hopeless(s, code) ? SMTP_HOPELESS : SMTP_BUSY;
}

/* --- the whole ------------------------------------------------------------ */

static bool
prepare(struct smtp *s, const struct smtp_options *o)
{
    CURL *c = s->curl;
    bool ok = curl_easy_setopt(c, CURLOPT_URL, o->url) == CURLE_OK;
    ok = ok &&
         curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK;
    /* No setting from outside: neither proxies nor passwords in a file. */
    ok = ok && curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK;
    ok = ok && curl_easy_setopt(c, CURLOPT_USE_SSL,
                   o->plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL) ==
                   CURLE_OK;
    curl_easy_setopt(c, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (o->ca != NULL)
        ok = ok && curl_easy_setopt(c, CURLOPT_CAINFO, o->ca) == CURLE_OK;
    if (o->user != NULL)
        ok = ok && curl_easy_setopt(c, CURLOPT_USERNAME, o->user) == CURLE_OK &&
             curl_easy_setopt(c, CURLOPT_PASSWORD, o->password) == CURLE_OK;
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)o->timeout);
    curl_easy_setopt(c, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)o->timeout);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)o->timeout);
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
    curl_easy_setopt(c, CURLOPT_ERRORBUFFER, s->error);
    curl_easy_setopt(c, CURLOPT_VERBOSE, 1L); /* for the dialogue */
    curl_easy_setopt(c, CURLOPT_DEBUGFUNCTION, on_debug);
    curl_easy_setopt(c, CURLOPT_DEBUGDATA, s);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, on_read);
    curl_easy_setopt(c, CURLOPT_READDATA, s);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_write);
    curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(c, CURLOPT_XFERINFODATA, s);
    return ok;
}

struct smtp *
smtp_new(const struct smtp_options *options)
{
    struct smtp *s = calloc(1, sizeof *s);
    if (s == NULL || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        free(s);
        return NULL;
    }
    s->options = options;
    s->curl = curl_easy_init();
    if (s->curl != NULL && prepare(s, options))
        return s;
    smtp_free(s);
    return NULL;
}

void
smtp_free(struct smtp *smtp)
{
    if (smtp == NULL)
        return;
    curl_easy_cleanup(smtp->curl);
    curl_global_cleanup();
    free(smtp);
}

static void
begin(struct smtp *s)
{
    s->phase = PHASE_CONNECT;
    s->n_asked = s->given = 0;
    s->inside = s->quits = s->garbled = false;
    s->awaited = true; /* the greeting */
    s->last = (struct smtp_reply){.code = 0};
    s->error[0] = '\0';
    memset(s->reply, 0, s->letter->n_to * sizeof *s->reply);
}

/* Sends the letter at hand once. */
static CURLcode
try_once(struct smtp *s, struct curl_slist *to, bool fresh)
{
    begin(s);
    curl_easy_setopt(s->curl, CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(
        s->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)s->letter->message.n);
    if (curl_easy_setopt(s->curl, CURLOPT_MAIL_FROM, s->letter->from) !=
        CURLE_OK)
        return CURLE_OUT_OF_MEMORY;
    return curl_easy_perform(s->curl);
}

/* Was an older connection used, on which the server would hear no more?  Then
 * nothing was said of the letter, and another one may do. */
static bool
is_worn_out(const struct smtp *s, CURLcode code)
{
    long n = 1;
    curl_easy_getinfo(s->curl, CURLINFO_NUM_CONNECTS, &n);
    return code != CURLE_OK && code != CURLE_ABORTED_BY_CALLBACK && n == 0 &&
           (s->phase < PHASE_FROM ||
               (s->phase == PHASE_FROM && s->last.code < 500));
}

enum smtp_fault
smtp_send(
    struct smtp *s, const struct smtp_letter *letter, struct smtp_reply *reply)
{
    struct curl_slist *to = NULL;
    CURLcode code = CURLE_OK;
    s->letter = letter;
    s->reply = reply;
    begin(s);
    for (size_t i = 0; i < letter->n_to && code == CURLE_OK; i++) {
        struct curl_slist *longer = curl_slist_append(to, letter->to[i]);
        code = longer == NULL ? CURLE_OUT_OF_MEMORY : CURLE_OK;
        to = longer == NULL ? to : longer;
    }
    bool ready = code == CURLE_OK;
    if (ready)
        code = try_once(s, to, s->fresh);
    if (ready && is_worn_out(s, code))
        code = try_once(s, to, true);
    curl_easy_setopt(s->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);
    /* What it still says is not to be taken for an answer to the next. */
    s->fresh = s->garbled;
    judge(s, code);
    return fault_of(s, code);
}
