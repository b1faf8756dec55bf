/* app/kit - the files of a press kit as they are made (docs/press.md). */
#ifndef APP_KIT_H
#define APP_KIT_H

#include "app/library.h"
#include "base/folder.h"
#include "mail/mail.h"

#define KIT_MANIFEST "manifest.csv"

struct kit_sending;

struct kit {
    struct kumihan *k;
    const struct section *section; /* [press] */
    const struct section *rules;   /* [press-rules], or NULL */
    const char *name;              /* of its files, without ending */
    struct folder *folder;
    struct buf manifest;         /* of KIT_MANIFEST */
    struct str text, html;       /* of the mail */
    struct mail mail;            /* once it is written */
    const char *mail_sha256;     /* of it without those who get it */
    const char *password;        /* for the server that sends it, or NULL */
    struct kit_sending *sending; /* NULL: it is not sent */
    struct attachment *part;     /* what goes with the mail */
    size_t n_parts, cap_parts;
    struct attachment *picture; /* what the mail's HTML shows */
    size_t n_pictures, cap_pictures;
};

/* A file of the kit. */
struct kit_file {
    const char *name;  /* NULL: there was no memory for it */
    const char *type;  /* application/pdf */
    const char *what;  /* in words, for the manifest */
    const char *title; /* its own name in the mail, or NULL */
    bool mailed;       /* goes with the mail */
    struct loc loc;
};

/* Adds FILE of BUF when ERR is ERR_OK; gives BUF up.  What is mailed is kept.
 * Errors: ERR; ERR_ENVIRONMENT (said), ERR_NOMEM. */
ERR_CHECKED enum err kit_add(struct kit *kit, enum err err,
    const struct kit_file *file, struct buf *buf);

/* What BUF holds, kept in *OUT as long as KIT's arena.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err kit_keep(
    struct kit *kit, const struct buf *buf, struct str *out);

/* Adds what [attachment] sections ask for, and the data as CSVs.  Errors:
 * ERR_INPUT (said), ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err kit_add_attachments(struct kit *kit);
ERR_CHECKED enum err kit_add_data(struct kit *kit);

/* Adds the mail with all that is mailed.  Errors: ERR_INPUT (said),
 * ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err kit_add_mail(struct kit *kit);

/* Makes the sending of KIT's mail, whose folder will be DIR, ready, before that
 * is put in place: what the record tells may forbid it.  Ended with
 * kit_close_sending whatever is returned.  Errors: ERR_INPUT, ERR_USAGE,
 * ERR_ENVIRONMENT (all said), ERR_NOMEM. */
ERR_CHECKED enum err kit_open_sending(
    struct kit *kit, const char *dir, const struct kumihan_sending *sending);

/* Sends it.  Errors as of sendrun_do. */
ERR_CHECKED enum err kit_send(struct kit *kit);

void kit_close_sending(struct kit *kit);

/* Can SENDING be done at all?  Asked before anything is made.  Errors:
 * ERR_USAGE, ERR_INPUT (both said), ERR_NOMEM. */
ERR_CHECKED enum err kit_may_send(
    struct kit *kit, const struct kumihan_sending *sending);

#endif
