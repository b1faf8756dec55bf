#include "mail/sendrun.h"

#include <string.h>
#include <strings.h>

#include "base/sha256.h"
#include "base/trouble.h"
#include "mail/sendlog.h"

DIAG_MESSAGE(exists, "mail.sent-already", DIAG_ERROR,
    "記録「{1}」では、この Message-ID のメールをもう送り始めています。続きは "
    "--resume で送ってください",
    "the record \"{1}\" tells that this Message-ID was begun to be sent; go on "
    "with --resume");
DIAG_MESSAGE(differs, "mail.other-mail", DIAG_ERROR,
    "記録「{1}」では、同じ Message-ID の別の内容のメールが {2} に届いています。"
    "何も送りませんでした。訂正版には別の message-id を付けてください",
    "the record \"{1}\" tells that {2} has another mail of this Message-ID; "
    "nothing was sent. Give a correction a message-id of its own");
DIAG_MESSAGE(nobody, "mail.decided-nobody", DIAG_ERROR,
    "「{1}」は、送ったかどうか決める必要のある宛先ではありません（--again・"
    "--sent は、記録で sending・unknown・refused・sent の宛先に使います）",
    "\"{1}\" is no recipient to be decided about; --again and --sent are for "
    "those whom the record has as sending, unknown, refused or sent");
DIAG_MESSAGE(refused, "mail.refused", DIAG_ERROR,
    "{1} は受け取られませんでした: {2}。アドレスを確かめてください",
    "{1} was refused: {2}; check the address");
DIAG_MESSAGE(postponed, "mail.later", DIAG_ERROR,
    "{1} にはまだ送れていません: {2}。--resume で続きを送ってください",
    "{1} has not got it yet: {2}; go on with --resume");
DIAG_MESSAGE(in_doubt, "mail.unknown", DIAG_ERROR,
    "{1} に届いたかどうかわかりません: "
    "{2}。サーバーの記録を確かめ、届いていれば "
    "--sent {1}、届いていなければ --again {1} を付けて --resume してください",
    "nobody knows whether {1} got it: {2}; look at the server's log, then "
    "--resume with --sent {1} if it did, with --again {1} if not");
DIAG_MESSAGE(cut_short, "mail.unknown", DIAG_ERROR,
    "{1} に届いたかどうかわかりません（渡している途中で終わっています）。"
    "サーバーの記録を確かめ、届いていれば --sent {1}、届いていなければ --again "
    "{1} を付けて --resume してください",
    "nobody knows whether {1} got it: the run ended while it was given; look "
    "at the server's log, then --resume with --sent {1} if it did, with "
    "--again {1} if not");
DIAG_MESSAGE(stopped, "mail.stopped", DIAG_ERROR,
    "途中で止められました。--resume で続きを送ってください",
    "it was stopped; go on with --resume");
DIAG_MESSAGE(no_server, "mail.server", DIAG_ERROR,
    "サーバー {1} で送れません: {2}", "nothing can be sent by {1}: {2}");
DIAG_MESSAGE(both, "mail.decided-twice", DIAG_ERROR,
    "「{1}」に --again と --sent "
    "の両方が指定されています。どちらかにしてください",
    "\"{1}\" stands in --again and in --sent; use one of them");

enum {
    GROUP_MOST = 100, /* recipients that any server takes (RFC 5321,
                         4.5.3.1.8) */
    DROPS_MOST = 3,   /* lost connections in a row */
    SAME_MOST = 5,    /* refusals in the same words, and nobody accepted */
    REST_FIRST = 5,   /* seconds before those are tried again who are to come
                         later; doubled each time */
    REST_MOST = 300
};

struct person {
    const struct mailbox *box;
    const char *kind;
    enum sendlog_state state;
    bool todo;
    bool again, settled; /* as the user has decided now */
    const char *answer;  /* the last */
};

struct sendrun {
    struct arena *arena;
    struct diag *diag;
    const struct watch *watch;
    const struct sending *s;
    struct sendlog log;
    struct smtp *smtp;
    struct person *person;
    size_t n;
    int drops;             /* lost connections in a row */
    int same;              /* refusals in the same words in a row */
    const char *refusal;   /* those words */
    size_t accepted;       /* in this run */
    enum smtp_fault fault; /* no use to go on now, or at all */
    const char *why;
};

/* --- who ------------------------------------------------------------------ */

static enum err
collect(struct sendrun *run)
{
    static const char *const kind[] = {"to", "cc", "bcc"};
    const struct mail *m = run->s->mail;
    const struct mailboxes *all[] = {&m->to, &m->cc, &m->bcc};
    run->person = arena_array(
        run->arena, m->to.n + m->cc.n + m->bcc.n, sizeof *run->person);
    if (run->person == NULL)
        return ERR_NOMEM;
    for (size_t k = 0; k < 3; k++)
        for (size_t i = 0; i < all[k]->n; i++)
            run->person[run->n++] = (struct person){
                .box = &all[k]->box[i], .kind = kind[k], .answer = ""};
    return ERR_OK;
}

static bool
has_it(enum sendlog_state state)
{
    return state == SEND_SENT || state == SEND_SETTLED;
}

/* The record must not tell of another mail under the same Message-ID, nor,
 * without `resume`, of this one. */
static enum err
check_log(struct sendrun *run)
{
    const struct sending *s = run->s;
    for (size_t i = 0; i < run->log.n; i++) {
        const struct sendlog_entry *e = &run->log.entry[i];
        if (strcasecmp(e->message_id, s->mail->message_id) != 0)
            continue;
        if (!s->resume && s->go)
            return DIAG(run->diag, LOC_NONE, &exists, s->record);
        const char *had = e->state == SEND_SENDING ? e->sha256 : e->had;
        if (had != NULL && strcmp(had, s->sha256) != 0)
            return DIAG(
                run->diag, s->mail->id_loc, &differs, s->record, e->address);
    }
    return ERR_OK;
}

/* Appends STATE of PERSON to the record. */
static enum err
write_state(struct sendrun *run, struct person *person,
    enum sendlog_state state, int code, const char *answer)
{
    const struct sendlog_entry entry = {.address = person->box->address,
        .kind = person->kind,
        .message_id = run->s->mail->message_id,
        .sha256 = run->s->sha256,
        .server = run->s->smtp.url,
        .state = state,
        .code = code,
        .answer = answer};
    enum err err = sendlog_write(run->diag, &run->log, &entry);
    if (err != ERR_OK)
        return err;
    person->state = state;
    person->answer = answer;
    return ERR_OK;
}

static void
tell(const struct sendrun *run, const struct person *person, const char *what,
    int code)
{
    const struct news news = {.what = what,
        .key = person->box->address,
        .file = person->kind,
        .job = code,
        .detail = person->answer};
    run->watch->tell(run->watch->data, &news);
}

/* What the record has of everybody. */
static enum err
look_up(struct sendrun *run)
{
    const struct sendlog_entry *last;
    for (size_t i = 0; i < run->n; i++) {
        struct person *p = &run->person[i];
        enum err err = sendlog_find(
            &run->log, run->s->mail->message_id, p->box->address, &last);
        if (err != ERR_OK)
            return err;
        p->state = last == NULL ? SEND_NONE : last->state;
        p->answer = last == NULL ? "" : last->answer;
        p->todo = p->state == SEND_NONE || p->state == SEND_LATER ||
                  p->state == SEND_AGAIN;
    }
    return ERR_OK;
}

/* --- what the user has decided -------------------------------------------- */

/* `refused`: all that were, once what the server asked for is put right. */
static bool
is_meant(const struct person *p, const char *name)
{
    if (strcmp(name, "refused") == 0)
        return p->state == SEND_REFUSED;
    return strcasecmp(p->box->address, name) == 0 && p->state != SEND_NONE &&
           p->state != SEND_LATER;
}

static bool
is_listed(const struct person *p, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_meant(p, names[i]))
            return true;
    return false;
}

static enum err
usage(struct sendrun *run, const struct diag_message *message, const char *name)
{
    enum err err = DIAG(run->diag, LOC_NONE, message, name);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

/* Each of the N NAMES must mean somebody. */
static enum err
check_names(struct sendrun *run, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        bool meant = false;
        for (size_t k = 0; k < run->n; k++)
            meant = meant || is_meant(&run->person[k], names[i]);
        if (!meant)
            return usage(run, &nobody, names[i]);
    }
    return ERR_OK;
}

/* All decisions are looked at before the first is written. */
static enum err
check_decisions(struct sendrun *run)
{
    const struct sending *s = run->s;
    enum err err = check_names(run, s->again, s->n_again);
    if (err == ERR_OK)
        err = check_names(run, s->settled, s->n_settled);
    for (size_t i = 0; i < run->n && err == ERR_OK; i++) {
        struct person *p = &run->person[i];
        p->again = is_listed(p, s->again, s->n_again);
        p->settled = is_listed(p, s->settled, s->n_settled);
        if (p->again && p->settled)
            err = usage(run, &both, p->box->address);
        p->todo = (p->todo || p->again) && !p->settled;
    }
    return err;
}

static enum err
write_decisions(struct sendrun *run)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < run->n && err == ERR_OK; i++) {
        struct person *p = &run->person[i];
        if (p->again || p->settled)
            err = write_state(
                run, p, p->again ? SEND_AGAIN : SEND_SETTLED, 0, "");
    }
    return err;
}

/* --- one letter ----------------------------------------------------------- */

/* The Message-ID of the message for ADDRESS alone. */
static const char *
own_id(struct sendrun *run, const char *address)
{
    enum { PIECE = 12 /* hexadecimal digits */ };
    char hash[SHA256_HEX + 1];
    struct str domain,
        local = str_cut(str_of(run->s->mail->message_id), '@', &domain);
    sha256_hex(str_of(address), hash);
    return arena_printf(run->arena, "%.*s.%.*s@%.*s", (int)local.n, local.p,
        PIECE, hash, (int)domain.n, domain.p);
}

/* The message that the N persons WHO get. */
static enum err
write_letter(struct sendrun *run, struct person *const *who, struct buf *out)
{
    struct mail own = *run->s->mail;
    if (!run->s->each)
        return mail_write(&own, false, out);
    own.to = (struct mailboxes){who[0]->box, 1};
    own.cc = own.bcc = (struct mailboxes){NULL, 0};
    own.message_id = own_id(run, who[0]->box->address);
    return own.message_id == NULL ? ERR_NOMEM : mail_write(&own, false, out);
}

/* What REPLY means for PERSON, into the record. */
static enum err
take_reply(
    struct sendrun *run, struct person *person, const struct smtp_reply *reply)
{
    static const enum sendlog_state states[] = {[SMTP_SENT] = SEND_SENT,
        [SMTP_REFUSED] = SEND_REFUSED,
        [SMTP_LATER] = SEND_LATER,
        [SMTP_UNKNOWN] = SEND_UNKNOWN};
    enum sendlog_state state = states[reply->result];
    const char *answer = arena_strdup(run->arena, reply->answer);
    if (answer == NULL)
        return ERR_NOMEM;
    person->todo = state == SEND_LATER;
    person->answer = answer;
    run->accepted += state == SEND_SENT;
    enum err err = write_state(run, person, state, reply->code, answer);
    tell(run, person, sendlog_state_name(state), reply->code);
    return err;
}

/* A server that refuses one after the other in the same words, and nobody was
 * accepted, means who sends: no login, no right to relay. */
static void
count_refusal(
    struct sendrun *run, const struct person *p, const struct smtp_reply *reply)
{
    bool again = run->refusal != NULL && strcmp(run->refusal, p->answer) == 0;
    if (reply->result != SMTP_REFUSED)
        return;
    run->same = again ? run->same + 1 : 1;
    run->refusal = p->answer;
    if (run->accepted == 0 && run->same == SAME_MOST)
        run->fault = SMTP_HOPELESS;
}

/* Gives LETTER to the server.  A line of the record stands before and behind
 * it; when the second cannot be written, the first tells that nobody knows. */
static enum err
send_letter(struct sendrun *run, struct person *const *who,
    const struct smtp_letter *letter)
{
    enum { CLOSING = 421 };
    struct smtp_reply reply[GROUP_MOST];
    enum err err = ERR_OK;
    for (size_t i = 0; i < letter->n_to && err == ERR_OK; i++)
        err = write_state(run, who[i], SEND_SENDING, 0, "");
    if (err != ERR_OK)
        return err;
    run->fault = smtp_send(run->smtp, letter, reply);
    for (size_t i = 0; i < letter->n_to; i++)
        err = err_worse(err, take_reply(run, who[i], &reply[i]));
    /* Once it is known whether anybody of this letter was accepted. */
    for (size_t i = 0; i < letter->n_to; i++)
        count_refusal(run, who[i], &reply[i]);
    bool dropped = reply[0].code == 0 || reply[0].code == CLOSING;
    run->drops = dropped ? run->drops + 1 : 0;
    if (run->fault == SMTP_FINE && run->drops == DROPS_MOST)
        run->fault = SMTP_BUSY;
    run->why = who[0]->answer;
    return err;
}

/* One letter to the N persons WHO. */
static enum err
send_group(struct sendrun *run, struct person *const *who, size_t n)
{
    const char *to[GROUP_MOST];
    struct buf message = {0};
    for (size_t i = 0; i < n; i++)
        to[i] = who[i]->box->address;
    enum err err = write_letter(run, who, &message);
    const struct smtp_letter letter = {.from = run->s->return_path,
        .to = to,
        .n_to = n,
        .message = {message.p, message.n}};
    if (err == ERR_OK)
        err = send_letter(run, who, &letter);
    buf_fini(&message);
    return err;
}

/* --- all ------------------------------------------------------------------ */

static bool
is_stopped(const struct sendrun *run)
{
    return run->watch->stopped(run->watch->data);
}

/* One letter after the other to all that are still to get it. */
static enum err
send_round(struct sendrun *run)
{
    struct person *who[GROUP_MOST];
    size_t most = run->s->each ? 1 : GROUP_MOST;
    enum err err = ERR_OK;
    run->fault = SMTP_FINE;
    run->drops = run->same = 0;
    for (size_t i = 0;
         i < run->n && err == ERR_OK && run->fault == SMTP_FINE;) {
        size_t n = 0;
        for (; i < run->n && n < most; i++)
            if (run->person[i].todo)
                who[n++] = &run->person[i];
        if (n == 0 || is_stopped(run))
            break;
        err = send_group(run, who, n);
    }
    return err;
}

static size_t
count_todo(const struct sendrun *run)
{
    size_t n = 0;
    for (size_t i = 0; i < run->n; i++)
        n += run->person[i].todo;
    return n;
}

/* Rounds, until everybody has an outcome or the time that may be waited is
 * over. */
static enum err
send_all(struct sendrun *run)
{
    const struct watch *w = run->watch;
    int64_t end = w->now(w->data) + (int64_t)run->s->wait * 1000;
    int64_t rest = REST_FIRST * 1000;
    enum err err = send_round(run);
    while (err == ERR_OK && count_todo(run) > 0 && !is_stopped(run) &&
           run->fault != SMTP_HOPELESS) {
        int64_t left = end - w->now(w->data);
        if (left <= 0)
            break;
        w->rest(w->data, (int)(rest < left ? rest : left));
        rest = rest * 2 < REST_MOST * 1000 ? rest * 2 : REST_MOST * 1000;
        err = send_round(run);
    }
    return err;
}

/* --- telling -------------------------------------------------------------- */

/* Did the fault that ended the run hold PERSON up, and nothing else? */
static bool
is_held_up(const struct sendrun *run, const struct person *p)
{
    return run->fault != SMTP_FINE && strcmp(run->why, p->answer) == 0;
}

/* Says where the mail has not arrived. */
static enum err
say_missed(struct sendrun *run, const struct person *p)
{
    const char *address = p->box->address;
    struct diag *diag = run->diag;
    struct loc loc = p->box->loc;
    switch (p->state) {
    case SEND_REFUSED:
        return DIAG(diag, loc, &refused, address, p->answer);
    case SEND_SENDING:
    case SEND_UNKNOWN:
        return trouble(DIAG(diag, loc,
            p->answer[0] == '\0' ? &cut_short : &in_doubt, address, p->answer));
    case SEND_LATER: /* when nobody can be reached it is said once */
        return is_held_up(run, p)
                   ? ERR_OK
                   : trouble(DIAG(diag, loc, &postponed, address, p->answer));
    case SEND_NONE:
    case SEND_AGAIN:
        if (p->todo)
            tell(run, p, "left", 0);
        break;
    case SEND_SENT:
    case SEND_SETTLED:
        break;
    }
    return ERR_OK;
}

static enum err
say_all(struct sendrun *run)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < run->n; i++)
        err = err_worse(err, say_missed(run, &run->person[i]));
    if (run->fault != SMTP_FINE)
        err = err_worse(err, trouble(DIAG(run->diag, LOC_NONE, &no_server,
                                 run->s->smtp.url, run->why)));
    if (is_stopped(run) && count_todo(run) > 0)
        err =
            err_worse(err, trouble(DIAG(run->diag, LOC_NONE, &stopped, NULL)));
    return err;
}

/* Who gets nothing now and why; without `go` also who would get it. */
static void
tell_before(const struct sendrun *run)
{
    for (size_t i = 0; i < run->n; i++) {
        const struct person *p = &run->person[i];
        if (!p->todo && (has_it(p->state) || p->settled))
            tell(run, p, "before", 0);
        else if (!p->todo)
            tell(run, p, sendlog_state_name(p->state), 0);
        else if (!run->s->go)
            tell(run, p, "ready", 0);
    }
}

static enum err
prepare(struct sendrun *run)
{
    const struct sending *s = run->s;
    enum err err = collect(run);
    if (err == ERR_OK)
        err = sendlog_open(
            run->arena, run->diag, run->watch, s->record, s->go, &run->log);
    if (err == ERR_OK)
        err = check_log(run);
    if (err == ERR_OK)
        err = look_up(run);
    return err == ERR_OK ? check_decisions(run) : err;
}

enum err
sendrun_open(struct arena *arena, struct diag *diag, const struct watch *watch,
    const struct sending *s, struct sendrun **out)
{
    struct sendrun *run = arena_alloc(arena, sizeof *run);
    *out = run;
    if (run == NULL)
        return ERR_NOMEM;
    *run = (struct sendrun){.arena = arena,
        .diag = diag,
        .watch = watch,
        .s = s,
        .log = {.file = {.fd = -1}},
        .why = ""};
    return prepare(run);
}

enum err
sendrun_do(struct sendrun *run)
{
    enum err err = run->s->go ? write_decisions(run) : ERR_OK;
    if (err == ERR_OK)
        tell_before(run);
    if (err != ERR_OK || !run->s->go)
        return err;
    run->smtp = smtp_new(&run->s->smtp);
    err = run->smtp == NULL ? ERR_NOMEM : send_all(run);
    return err_worse(err, say_all(run));
}

void
sendrun_close(struct sendrun *run)
{
    if (run == NULL)
        return;
    smtp_free(run->smtp);
    sendlog_close(&run->log);
}
