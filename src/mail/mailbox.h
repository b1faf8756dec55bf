/* mail/mailbox - mailboxes as people write them (RFC 5322, 3.4), in UTF-8:
 * `NAME <ADDRESS>`, `"NAME, WITH COMMA" <ADDRESS>`, `ADDRESS`, with commas
 * between.
 */
#ifndef MAIL_MAILBOX_H
#define MAIL_MAILBOX_H

#include "mail/mail.h"

/* Reads the mailbox at *AT of LIST, which stands at LOC (its first character),
 * and moves *AT behind it and its comma; *AT is LIST.n when there is no more,
 * and *OUT's address is then NULL.  Empty members are passed over.  The address
 * itself is not judged (mail_check).  *OUT is owned by ARENA.
 * Errors: ERR_INPUT (quotes or brackets that are not closed, words behind an
 * address; said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err mailbox_next(struct arena *arena, struct diag *diag,
    struct loc loc, struct str list, size_t *at, struct mailbox *out);

#endif
