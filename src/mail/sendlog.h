/* mail/sendlog - the record of what was sent to whom: DIR.sent.csv.
 *
 * Lines are only appended (base/record.h); the last one of a recipient counts:
 *
 *   sending  it is about to be given to the server
 *   sent     the server has it
 *   refused  the server will never take it
 *   later    the server has not taken it, but may
 *   unknown  the server had all of it when the connection went
 *   settled  the user says that it has arrived (--sent)
 *   again    the user wants it sent once more (--again)
 */
#ifndef MAIL_SENDLOG_H
#define MAIL_SENDLOG_H

#include "base/diag.h"
#include "base/map.h"
#include "base/record.h"
#include "base/watch.h"

enum sendlog_state {
    SEND_NONE, /* nothing was ever begun */
    SEND_SENDING,
    SEND_SENT,
    SEND_REFUSED,
    SEND_LATER,
    SEND_UNKNOWN,
    SEND_SETTLED,
    SEND_AGAIN
};

struct sendlog_entry {
    const char *address;
    const char *kind;       /* to, cc, bcc */
    const char *message_id; /* of the kit: a release */
    const char *sha256;     /* of the kit's mail */
    const char *server;
    enum sendlog_state state;
    int code; /* of the server's answer, 0: none */
    const char *answer;
    const char *had; /* the hash of what they got or may have got, whatever came
                        after it; NULL: nothing.  Set by the record */
};

struct sendlog {
    struct arena *arena;
    const struct watch *watch;
    struct record file; /* fd -1: only read */
    struct sendlog_entry *entry;
    size_t n, cap;
    struct map by_name;
};

/* Opens the record PATH: to WRITE, when it is made and locked, or only to look
 * at what is there.  What is read is owned by ARENA.  Ended with sendlog_close
 * whatever is returned.  Errors, all said: ERR_INPUT, ERR_ENVIRONMENT,
 * ERR_NOMEM. */
ERR_CHECKED enum err sendlog_open(struct arena *arena, struct diag *diag,
    const struct watch *watch, const char *path, bool write,
    struct sendlog *log);
void sendlog_close(struct sendlog *log);

/* The last word on ADDRESS and the release MESSAGE_ID in *OUT; NULL: there is
 * none.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err sendlog_find(struct sendlog *log, const char *message_id,
    const char *address, const struct sendlog_entry **out);

/* Appends ENTRY and waits until it is on the disk.  Errors: ERR_ENVIRONMENT
 * (said), ERR_NOMEM. */
ERR_CHECKED enum err sendlog_write(
    struct diag *diag, struct sendlog *log, const struct sendlog_entry *entry);

const char *sendlog_state_name(enum sendlog_state state);

#endif
