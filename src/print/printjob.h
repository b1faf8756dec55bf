/* print/printjob - one job at a printer: made, filled, asked about, ended. */
#ifndef PRINT_PRINTJOB_H
#define PRINT_PRINTJOB_H

#include "print/device.h"
#include "print/printlist.h"
#include "print/ticket.h"

/* What became of a request that a printer was to act upon. */
enum printjob_reply {
    REPLY_DONE,
    REPLY_BUSY,    /* it did nothing now; it may do so later */
    REPLY_REFUSED, /* it did nothing, and will not */
    REPLY_NONE     /* nobody knows: there was no answer */
};

/* What a printer tells of a job. */
struct printjob {
    int id;
    ipp_jstate_t state;
    char reasons[256]; /* job-state-reasons, with commas */
    char message[256]; /* the printer's own words, or empty */
    int impressions;   /* sides printed so far; -1: it does not tell */
    int documents;     /* documents it has; -1: it does not tell */
    int kbytes;        /* of its documents; -1: it does not tell */
    bool unbegun;      /* it tells that it never began to print the job */
};

/* What all questions about one edition share. */
struct printjob_call {
    struct device *device;
    struct diag *diag;
    const char *why;   /* of the last reply that was not REPLY_DONE */
    const char *token; /* of the job asked about; NULL: any name will do */
    bool named; /* a job without a name is not ours: its number may be old */
};

/* Asks whether PRINTER would take a job of TICKET. */
enum printjob_reply printjob_validate(
    struct printjob_call *call, const struct ticket *ticket);

/* Makes a job without a document, whose name begins with TOKEN; *ID is its
 * number. */
enum printjob_reply printjob_create(struct printjob_call *call,
    const struct ticket *ticket, const struct edition *edition,
    const char *token, int *id);

/* Sends BYTES as the only document of the job ID within SECONDS.  *WHOLE is
 * true when every byte had left, whatever the printer said. */
enum printjob_reply printjob_send(struct printjob_call *call, int id,
    const struct edition *edition, struct str bytes, int seconds, bool *whole);

/* Asks for the job ID.  REPLY_REFUSED: the printer knows no such job, or one of
 * another name (its numbers began anew), or hides the name that CALL->named
 * wants. */
enum printjob_reply printjob_ask(
    struct printjob_call *call, int id, struct printjob *out);

/* Looks through all jobs of the printer for one whose name begins with TOKEN;
 * *ID is 0 when it has none. */
enum printjob_reply printjob_look(
    struct printjob_call *call, const char *token, int *id);

enum printjob_reply printjob_cancel(struct printjob_call *call, int id);

/* True when a job in this state will not change any more. */
bool printjob_ended(const struct printjob *job);

/* True when the job waits for a document that has not come. */
bool printjob_empty(const struct printjob *job);

/* What keeps the printer from printing: printer-state-reasons with commas,
 * empty for none.  OUT holds SIZE bytes. */
void printjob_hindrance(struct printjob_call *call, char *out, size_t size);

#endif
