/* mail/mail - a message as a file: text, HTML and attachments, 7-bit clean
 * (RFC 5322, 2045 to 2047, 2183, 2231; docs/decisions/0020).
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"

struct mailbox {
    const char *name;    /* or NULL */
    const char *address; /* local@domain */
    struct loc loc;      /* where both stand */
};

struct mailboxes {
    const struct mailbox *box;
    size_t n;
};

/* A file that goes with a mail, or a picture that its HTML shows. */
struct attachment {
    const char *type;  /* application/pdf */
    const char *file;  /* its name in ASCII */
    const char *title; /* its own name, or NULL: the same */
    const char *id;    /* a picture's Content-ID, local@domain; else NULL */
    struct str bytes;
    struct loc loc;
};

struct mail {
    struct mailbox from;
    struct mailboxes to, cc, bcc;
    const char *subject;
    struct loc subject_loc;
    const char *date;                    /* 2023-07-01T14:00+09:00 */
    const char *message_id;              /* local@domain, without brackets */
    struct loc date_loc, id_loc, to_loc; /* to: of the list of recipients */
    const char *lang;                    /* of the texts, or NULL */
    struct str text, html;               /* UTF-8 */
    const struct attachment *attachment;
    size_t n_attachments;
    const struct attachment *picture; /* those of the HTML: src="cid:ID" */
    size_t n_pictures;
    bool compatible; /* name= has an encoded word, for old programs */
};

/* Proves what goes into header fields: addresses, no control characters, names
 * of files in ASCII, date, somebody to send it to.  Errors: ERR_INPUT (all
 * said at their places), ERR_NOMEM. */
ERR_CHECKED enum err mail_check(struct diag *diag, const struct mail *mail);

/* Appends MAIL, which was checked, to OUT; lines end with CR LF.  Bcc is
 * written only when WITH_BCC, for who hands the file to a program that sends.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err mail_write(
    const struct mail *mail, bool with_bcc, struct buf *out);

/* True for local@domain of RFC 5321 in ASCII, without quotes. */
bool mail_is_address(const char *address);

#endif
