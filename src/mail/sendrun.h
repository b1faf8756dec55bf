/* mail/sendrun - a mail to all its recipients, once (docs/decisions/0022). */
#ifndef MAIL_SENDRUN_H
#define MAIL_SENDRUN_H

#include "mail/mail.h"
#include "mail/smtp.h"

struct sending {
    const struct mail *mail; /* the kit's; mail_check has found it good */
    const char *sha256;      /* of it without those who get it */
    const char *return_path; /* the address that failures go to */
    bool each; /* a message for each recipient, else one for all */
    struct smtp_options smtp;
    const char *record; /* path (mail/sendlog.h) */
    bool go;            /* else only told what would be sent */
    bool resume;        /* go on with what the record has */
    int wait;           /* seconds that those are waited for who are to
                           come back later */
    const char *const *again, *const *settled; /* addresses that the user has
                                                  decided about */
    size_t n_again, n_settled;
};

struct sendrun;

/* Looks at the record and at what the user has decided; nothing is written but
 * an empty record, nothing is connected.  S and WATCH are borrowed.  *OUT is
 * ended with sendrun_close whatever is returned.
 * Errors, all said: ERR_INPUT (the record tells of another mail, or of this one
 * without `resume`), ERR_USAGE (a decision about nobody), ERR_ENVIRONMENT,
 * ERR_NOMEM. */
ERR_CHECKED enum err sendrun_open(struct arena *arena, struct diag *diag,
    const struct watch *watch, const struct sending *s, struct sendrun **out);

/* Sends, or without `go` tells what it would do.  What happens to each is told
 * to WATCH: a state of the record (what), `before` (they have it), `ready`
 * (they would get it), `left` (it was not tried), with the address (key), the
 * server's code (job) and its words (detail).  Who was not reached is said in
 * DIAG at their place in the list.
 * Errors: ERR_INPUT (somebody is refused), ERR_ENVIRONMENT (server, disk; some
 * are left for later), ERR_NOMEM. */
ERR_CHECKED enum err sendrun_do(struct sendrun *run);

/* NULL is allowed. */
void sendrun_close(struct sendrun *run);

#endif
