/* print/device - one printer over IPP: a connection, and questions put to it.
 *
 * Every exchange tells three things apart: an answer, whatever it says; no
 * answer; and, for a document, whether all of it had left.
 */
#ifndef PRINT_DEVICE_H
#define PRINT_DEVICE_H

#include <cups/cups.h>

#include "base/diag.h"
#include "base/watch.h"

struct device {
    const char *name; /* as the user names it: it stands in records */
    http_t *http;     /* NULL: not connected */
    bool encrypted, broken;
    char host[256], resource[1024], uri[1200];
    int port;
    int version; /* of IPP: 20, or 11 for printers that know no other */
    const struct watch *watch;
    int64_t deadline; /* of the exchange going on, by the watch */
    char why[256];    /* why the last exchange had no answer */
};

struct answer {
    ipp_t *ipp; /* NULL: no answer; else the caller's, ippDelete */
    ipp_status_t status;
    bool sent_all; /* every byte of the request was handed over */
};

/* Finds out what TO names and connects to it.  DEVICE is the caller's and is
 * ended with device_close, whatever is returned.  Errors: ERR_USAGE,
 * ERR_ENVIRONMENT, both said in DIAG. */
ERR_CHECKED enum err device_open(struct diag *diag, const struct watch *watch,
    const char *to, struct device *device);
void device_close(struct device *device);

/* A request to do OPERATION, with the printer's and the user's name in it;
 * NULL: no memory.  JOB, when not 0, is the job it is about. */
ipp_t *device_request(struct device *device, ipp_op_t operation, int job);

/* Puts REQUEST, which it deletes, and behind it the document BODY (empty for
 * none), and waits for the answer for SECONDS at most.  A connection that
 * broke before is made anew.  REQUEST may be NULL: then there is no answer. */
struct answer device_ask(
    struct device *device, ipp_t *request, struct str body, int seconds);

/* True when ANSWER is there and says that it was done. */
bool device_done(const struct answer *answer);

/* What ANSWER says against it: the status, and the printer's own words, or why
 * there is none.  Lives as long as DIAG. */
const char *device_complaint(const struct device *device, struct diag *diag,
    const struct answer *answer);

/* Makes blanks of the control characters in TEXT: a printer's words go to the
 * user's terminal. */
void device_tame(char *text);

/* Asks for the printer's attributes, as they are for PDF.  On ERR_OK *OUT is
 * the caller's (ippDelete).  Errors: ERR_ENVIRONMENT. */
ERR_CHECKED enum err device_describe(
    struct device *device, struct diag *diag, ipp_t **out);

#endif
