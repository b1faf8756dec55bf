#include "print/printjob.h"

#include <stdio.h>

#include "base/utf8.h"

enum {
    ASK_SECONDS = 30,
    JOB_NAME = 120 /* bytes; some printers keep no more */
};

static const struct str no_body = {"", 0};

static enum printjob_reply
judge(struct printjob_call *call, const struct answer *answer)
{
    if (device_done(answer))
        return REPLY_DONE;
    call->why = device_complaint(call->device, call->diag, answer);
    if (answer->ipp == NULL)
        return REPLY_NONE;
    switch ((int)answer->status) {
    case IPP_STATUS_ERROR_BUSY:
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_TEMPORARY:
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
    case IPP_STATUS_ERROR_DEVICE:
    case IPP_STATUS_ERROR_PRINTER_IS_DEACTIVATED:
    case IPP_STATUS_ERROR_TOO_MANY_JOBS:
        return REPLY_BUSY;
    default:
        return REPLY_REFUSED;
    }
}

/* Puts REQUEST and forgets the answer's body. */
static enum printjob_reply
put(struct printjob_call *call, ipp_t *request)
{
    struct answer answer =
        device_ask(call->device, request, no_body, ASK_SECONDS);
    enum printjob_reply reply = judge(call, &answer);
    ippDelete(answer.ipp);
    return reply;
}

/* What must be as it is asked, or not at all (RFC 8011, 4.2.1.1).  A request
 * that lacks a part of the ticket for want of memory is not sent: NULL. */
static ipp_t *
with_ticket(ipp_t *request, const struct ticket *ticket)
{
    bool whole = request != NULL &&
                 ippAddBoolean(request, IPP_TAG_OPERATION,
                     "ipp-attribute-fidelity", (char)1) != NULL &&
                 ticket_add(ticket, request);
    if (whole)
        return request;
    ippDelete(request);
    return NULL;
}

enum printjob_reply
printjob_validate(struct printjob_call *call, const struct ticket *ticket)
{
    ipp_t *request = device_request(call->device, IPP_OP_VALIDATE_JOB, 0);
    if (request != NULL)
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE,
            "document-format", NULL, "application/pdf");
    return put(call, with_ticket(request, ticket));
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* PATH without folders in OUT, cut between two characters.  What is no UTF-8,
 * which IPP wants, becomes `_`. */
static void
put_name(char *out, size_t size, const char *path)
{
    struct str name = str_of(base_name(path));
    size_t at = 0, next, n = 0;
    for (; at < name.n; at = next) {
        bool bad = utf8_next(name, at, &next) == UTF8_BAD;
        if (n + next - at >= size)
            break;
        memcpy(out + n, bad ? "_" : name.p + at, next - at);
        n += next - at;
    }
    out[n] = '\0';
}

/* The token first: a printer that keeps only the beginning of names keeps it.
 */
static void
job_name(char out[JOB_NAME], const char *token, const struct edition *edition)
{
    int n = snprintf(out, JOB_NAME, "%s ", token);
    put_name(out + n, (size_t)(JOB_NAME - n), edition->file);
}

enum printjob_reply
printjob_create(struct printjob_call *call, const struct ticket *ticket,
    const struct edition *edition, const char *token, int *id)
{
    char name[JOB_NAME];
    *id = 0;
    ipp_t *request = device_request(call->device, IPP_OP_CREATE_JOB, 0);
    if (request != NULL) {
        job_name(name, token, edition);
        ippAddString(
            request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, name);
    }
    struct answer answer = device_ask(
        call->device, with_ticket(request, ticket), no_body, ASK_SECONDS);
    enum printjob_reply reply = judge(call, &answer);
    ipp_attribute_t *a =
        ippFindAttribute(answer.ipp, "job-id", IPP_TAG_INTEGER);
    if (a != NULL)
        *id = ippGetInteger(a, 0);
    if (reply == REPLY_DONE && *id <= 0) {
        reply = REPLY_NONE;
        call->why = "Create-Job: no job-id";
    }
    ippDelete(answer.ipp);
    return reply;
}

enum printjob_reply
printjob_send(struct printjob_call *call, int id, const struct edition *edition,
    struct str bytes, int seconds, bool *whole)
{
    char name[JOB_NAME];
    put_name(name, sizeof name, edition->file);
    ipp_t *request = device_request(call->device, IPP_OP_SEND_DOCUMENT, id);
    if (request != NULL) {
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "document-name",
            NULL, name);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE,
            "document-format", NULL, "application/pdf");
        ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", (char)1);
    }
    struct answer answer = device_ask(call->device, request, bytes, seconds);
    enum printjob_reply reply = judge(call, &answer);
    *whole = answer.sent_all;
    ippDelete(answer.ipp);
    return reply;
}

static void
read_text(ipp_t *ipp, const char *name, char *out, size_t size)
{
    ipp_attribute_t *a = ippFindAttribute(ipp, name, IPP_TAG_ZERO);
    out[0] = '\0';
    if (a != NULL)
        ippAttributeString(a, out, size);
    device_tame(out);
}

static int
read_number(ipp_t *ipp, const char *name)
{
    ipp_attribute_t *a = ippFindAttribute(ipp, name, IPP_TAG_INTEGER);
    return a == NULL ? -1 : ippGetInteger(a, 0);
}

static void
read_job(ipp_t *ipp, struct printjob *out)
{
    ipp_attribute_t *state = ippFindAttribute(ipp, "job-state", IPP_TAG_ENUM);
    out->state = state == NULL ? IPP_JSTATE_PENDING
                               : (ipp_jstate_t)ippGetInteger(state, 0);
    read_text(ipp, "job-state-reasons", out->reasons, sizeof out->reasons);
    read_text(ipp, "job-state-message", out->message, sizeof out->message);
    if (out->message[0] == '\0')
        read_text(ipp, "job-printer-state-message", out->message,
            sizeof out->message);
    out->impressions = read_number(ipp, "job-impressions-completed");
    out->documents = read_number(ipp, "number-of-documents");
    out->kbytes = read_number(ipp, "job-k-octets");
    /* RFC 8011, 5.3.14.2. */
    out->unbegun =
        ippFindAttribute(ipp, "time-at-processing", IPP_TAG_NOVALUE) != NULL;
}

/* Why the job in IPP is not ours; NULL: it is, for all the printer tells. */
static const char *
not_ours(const struct printjob_call *call, ipp_t *ipp)
{
    ipp_attribute_t *a = ippFindAttribute(ipp, "job-name", IPP_TAG_NAME);
    const char *name = a == NULL ? NULL : ippGetString(a, 0, NULL);
    if (call->token == NULL)
        return NULL;
    if (name == NULL)
        return call->named ? "the printer does not tell whose job it is" : NULL;
    return strncmp(name, call->token, strlen(call->token)) == 0
               ? NULL
               : "another job has its number now";
}

enum printjob_reply
printjob_ask(struct printjob_call *call, int id, struct printjob *out)
{
    static const char *const wanted[] = {"job-id", "job-name", "job-state",
        "job-state-reasons", "job-state-message", "job-printer-state-message",
        "job-impressions-completed", "number-of-documents", "job-k-octets",
        "time-at-processing"};
    enum { WANTED = sizeof wanted / sizeof wanted[0] };
    *out = (struct printjob){
        .id = id, .impressions = -1, .documents = -1, .kbytes = -1};
    ipp_t *request =
        device_request(call->device, IPP_OP_GET_JOB_ATTRIBUTES, id);
    if (request != NULL)
        ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
            "requested-attributes", WANTED, NULL, wanted);
    struct answer answer =
        device_ask(call->device, request, no_body, ASK_SECONDS);
    enum printjob_reply reply = judge(call, &answer);
    if (reply == REPLY_DONE)
        read_job(answer.ipp, out);
    bool gone =
        answer.ipp != NULL && (answer.status == IPP_STATUS_ERROR_NOT_FOUND ||
                                  answer.status == IPP_STATUS_ERROR_GONE);
    const char *foreign =
        reply == REPLY_DONE ? not_ours(call, answer.ipp) : NULL;
    if (foreign != NULL) {
        call->why = foreign;
        reply = REPLY_REFUSED;
        gone = true;
    }
    ippDelete(answer.ipp);
    /* Any other refusal is no word on the job. */
    return reply == REPLY_REFUSED && !gone ? REPLY_NONE : reply;
}

/* The number of the job in IPP whose name begins with TOKEN, or 0.  A group of
 * attributes may tell number and name in any order. */
static int
find_name(ipp_t *ipp, const char *token)
{
    int id = 0;
    bool named = false;
    for (ipp_attribute_t *a = ippFirstAttribute(ipp); a != NULL;
         a = ippNextAttribute(ipp)) {
        const char *name = ippGetName(a);
        if (name == NULL || ippGetGroupTag(a) != IPP_TAG_JOB) {
            id = 0, named = false; /* between two jobs */
            continue;
        }
        if (strcmp(name, "job-id") == 0)
            id = ippGetInteger(a, 0);
        const char *text =
            strcmp(name, "job-name") == 0 ? ippGetString(a, 0, NULL) : NULL;
        if (text != NULL && strncmp(text, token, strlen(token)) == 0)
            named = true;
        if (named && id != 0)
            return id;
    }
    return 0;
}

static enum printjob_reply
look_among(
    struct printjob_call *call, const char *which, const char *token, int *id)
{
    static const char *const wanted[] = {"job-id", "job-name"};
    ipp_t *request = device_request(call->device, IPP_OP_GET_JOBS, 0);
    if (request != NULL) {
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs",
            NULL, which);
        ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
            "requested-attributes", 2, NULL, wanted);
    }
    struct answer answer =
        device_ask(call->device, request, no_body, ASK_SECONDS);
    enum printjob_reply reply = judge(call, &answer);
    if (reply == REPLY_DONE)
        *id = find_name(answer.ipp, token);
    ippDelete(answer.ipp);
    return reply;
}

/* Every printer knows these two lists (RFC 8011, 4.2.6.1), not all know `all`.
 * The open jobs come first: one that ends meanwhile is in the second list. */
enum printjob_reply
printjob_look(struct printjob_call *call, const char *token, int *id)
{
    *id = 0;
    enum printjob_reply reply = look_among(call, "not-completed", token, id);
    if (reply == REPLY_DONE && *id == 0)
        reply = look_among(call, "completed", token, id);
    return reply;
}

enum printjob_reply
printjob_cancel(struct printjob_call *call, int id)
{
    return put(call, device_request(call->device, IPP_OP_CANCEL_JOB, id));
}

bool
printjob_ended(const struct printjob *job)
{
    return job->state == IPP_JSTATE_COMPLETED ||
           job->state == IPP_JSTATE_ABORTED ||
           job->state == IPP_JSTATE_CANCELED;
}

bool
printjob_empty(const struct printjob *job)
{
    return !printjob_ended(job) &&
           (job->documents == 0 || strstr(job->reasons, "job-incoming") ||
               strstr(job->reasons, "job-data-insufficient"));
}

void
printjob_hindrance(struct printjob_call *call, char *out, size_t size)
{
    static const char *const wanted[] = {
        "printer-state", "printer-state-reasons"};
    ipp_t *request =
        device_request(call->device, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    out[0] = '\0';
    if (request != NULL)
        ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
            "requested-attributes", 2, NULL, wanted);
    struct answer answer =
        device_ask(call->device, request, no_body, ASK_SECONDS);
    if (device_done(&answer))
        read_text(answer.ipp, "printer-state-reasons", out, size);
    if (strcmp(out, "none") == 0)
        out[0] = '\0';
    ippDelete(answer.ipp);
}
