/* mail/smtp - messages to a mail server (RFC 5321), through libcurl.
 *
 * What became of a message is judged by the dialogue with the server, for each
 * recipient (docs/decisions/0022).
 */
#ifndef MAIL_SMTP_H
#define MAIL_SMTP_H

#include "base/diag.h"
#include "base/watch.h"

struct smtp_options {
    const char *url;             /* smtp_check_url has found it good */
    const char *user, *password; /* NULL: no login */
    const char *ca;              /* a file of certificates to trust, PEM; NULL:
                                    those of the system */
    bool plain;                  /* without TLS */
    int timeout;                 /* seconds that the server may say nothing */
    const struct watch *watch;   /* asked whether to stop */
};

enum smtp_result {
    SMTP_SENT,    /* the server has it */
    SMTP_REFUSED, /* it will never take it */
    SMTP_LATER,   /* it has not taken it, but may another time */
    SMTP_UNKNOWN  /* it had all of it when the connection went */
};

enum { SMTP_ANSWER = 320 /* bytes of an answer that are kept */ };

/* What the server said, of the message for one recipient. */
struct smtp_reply {
    enum smtp_result result;
    int code; /* 0: it said nothing; the answer is ours */
    char answer[SMTP_ANSWER];
};

struct smtp_letter {
    const char *from;      /* who gets it when it cannot be delivered */
    const char *const *to; /* n_to addresses */
    size_t n_to;
    struct str message; /* lines end with CR LF */
};

/* Whose fault it is. */
enum smtp_fault {
    SMTP_FINE,    /* nobody's, or one of the letter's */
    SMTP_BUSY,    /* the server's: nothing is sent now, but perhaps later */
    SMTP_HOPELESS /* of what it was told: certificate, login, sender, address */
};

struct smtp;

/* Is URL `smtp://HOST`, `smtps://HOST`, with or without port and a name to
 * greet with?  *PRIVATE: it is this machine.  URLs with names or passwords are
 * not good. */
bool smtp_check_url(const char *url, bool *private);

/* Ready to send; nothing is connected yet.  OPTIONS are borrowed.  NULL: no
 * memory. */
struct smtp *smtp_new(const struct smtp_options *options);
void smtp_free(struct smtp *smtp);

/* Sends LETTER.  REPLY has n_to places.  When the fault is no letter's (no
 * connection, no TLS, no login, sender refused) the next one would fare no
 * better; every reply says it. */
enum smtp_fault smtp_send(struct smtp *smtp, const struct smtp_letter *letter,
    struct smtp_reply *reply);

#endif
