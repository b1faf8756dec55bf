/* app/kitlist - to whom a release goes: the file that `recipients` of [press]
 * names. */
#ifndef APP_KITLIST_H
#define APP_KITLIST_H

#include "app/kit.h"

enum { KITLIST_KINDS = 3 };

/* The recipients by kind: to, cc, bcc. */
struct kitlist {
    struct mailbox *box[KITLIST_KINDS];
    size_t n[KITLIST_KINDS], cap[KITLIST_KINDS];
};

/* Reads the recipients of KIT: a CSV with the columns kind, name and mail, or,
 * when the file does not end with .csv, lines as in the header of a mail:
 * `To:`, `Cc:`, `Bcc:` and mailboxes (mail/mailbox.h), which may go on in lines
 * that begin with a blank.  Errors: ERR_INPUT (said), ERR_NOMEM. */
ERR_CHECKED enum err kitlist_read(struct kit *kit, struct kitlist *out);

#endif
