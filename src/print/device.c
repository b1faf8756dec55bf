#include "print/device.h"

#include <errno.h>
#include <stdio.h>

#include "base/trouble.h"

enum {
    CONNECT_MS = 10000,
    LOOK_SECONDS = 1, /* between looks at the clock while a printer is slow */
    ASK_SECONDS = 30,
    CHUNK = 32768 /* bytes of a document handed over at once */
};

DIAG_MESSAGE(bad_uri, "print.uri", DIAG_ERROR,
    "「{1}」はプリンターの名前として読めません。ipp://ホスト[:ポート]/パス、"
    "ipps://…、または CUPS のキュー名を書いてください",
    "\"{1}\" names no printer; write ipp://HOST[:PORT]/PATH, ipps://..., or "
    "the name of a CUPS queue");
DIAG_MESSAGE(unreachable, "print.unreachable", DIAG_FATAL,
    "プリンター「{1}」につながりません（{2}）。電源とネットワーク、--to の"
    "綴りを確かめてください",
    "the printer \"{1}\" cannot be reached ({2}); check its power, the network "
    "and the spelling of --to");
DIAG_MESSAGE(silent, "print.no-answer", DIAG_FATAL,
    "プリンター「{1}」は何ができるかを答えません（{2}）。--to の綴りを確かめて"
    "ください",
    "the printer \"{1}\" does not say what it can do ({2}); check the spelling "
    "of --to");

/* A password is never asked for: the program may run without a terminal. */
static const char *
no_password(const char *prompt, http_t *http, const char *method,
    const char *resource, void *data)
{
    (void)prompt, (void)http, (void)method, (void)resource, (void)data;
    return NULL;
}

/* Called by libcups while nothing moves; 0: give up.  A printer that reads no
 * more may keep it so for hours: Ctrl-C must be heard meanwhile. */
static int
go_on_waiting(http_t *http, void *data)
{
    const struct device *device = data;
    const struct watch *watch = device->watch;
    (void)http;
    return watch->now(watch->data) < device->deadline &&
           !watch->stopped(watch->data);
}

static bool
connect_to(struct device *device)
{
    http_encryption_t encryption = device->encrypted
                                       ? HTTP_ENCRYPTION_ALWAYS
                                       : HTTP_ENCRYPTION_IF_REQUESTED;
    if (device->http != NULL)
        httpClose(device->http);
    device->broken = false;
    device->http = httpConnect2(device->host, device->port, NULL, AF_UNSPEC,
        encryption, 1, CONNECT_MS, NULL);
    if (device->http == NULL) {
        const char *why = cupsLastErrorString();
        snprintf(device->why, sizeof device->why, "%s",
            why != NULL && why[0] != '\0' ? why : strerror(errno));
        return false;
    }
    httpSetTimeout(device->http, LOOK_SECONDS, go_on_waiting, device);
    return true;
}

static bool
take_uri(struct device *device, const char *to)
{
    char scheme[32], user[256];
    http_uri_status_t status = httpSeparateURI(HTTP_URI_CODING_ALL, to, scheme,
        sizeof scheme, user, sizeof user, device->host, sizeof device->host,
        &device->port, device->resource, sizeof device->resource);
    device->encrypted = strcmp(scheme, "ipps") == 0;
    snprintf(device->uri, sizeof device->uri, "%s", to);
    return status >= HTTP_URI_STATUS_OK && device->host[0] != '\0' &&
           strlen(to) < sizeof device->uri &&
           (device->encrypted || strcmp(scheme, "ipp") == 0);
}

/* A queue of the server that CUPS_SERVER or its client.conf name. */
static bool
take_queue(struct device *device, const char *name)
{
    if (name[0] == '\0' || strcspn(name, "/?# \t") != strlen(name))
        return false;
    snprintf(device->host, sizeof device->host, "%s", cupsServer());
    device->port = ippPort();
    snprintf(device->resource, sizeof device->resource, "/printers/%s", name);
    return httpAssembleURI(HTTP_URI_CODING_ALL, device->uri,
               (int)sizeof device->uri, "ipp", NULL, "localhost", 0,
               device->resource) >= HTTP_URI_STATUS_OK;
}

enum err
device_open(struct diag *diag, const struct watch *watch, const char *to,
    struct device *device)
{
    *device = (struct device){.name = to, .watch = watch, .version = 20};
    bool known = strstr(to, "://") != NULL ? take_uri(device, to)
                                           : take_queue(device, to);
    if (!known) {
        enum err err = DIAG(diag, LOC_NONE, &bad_uri, to);
        return err == ERR_NOMEM ? ERR_NOMEM : ERR_USAGE;
    }
    cupsSetPasswordCB2(no_password, NULL);
    if (!connect_to(device))
        return trouble(DIAG(diag, LOC_NONE, &unreachable, to, device->why));
    return ERR_OK;
}

void
device_close(struct device *device)
{
    if (device->http != NULL)
        httpClose(device->http);
    device->http = NULL;
}

ipp_t *
device_request(struct device *device, ipp_op_t operation, int job)
{
    ipp_t *request = ippNewRequest(operation);
    if (request == NULL)
        return NULL;
    ippSetVersion(request, device->version / 10, device->version % 10);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL,
        device->uri);
    if (job != 0)
        ippAddInteger(
            request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME,
        "requesting-user-name", NULL, cupsUser());
    return request;
}

static bool
send_body(struct device *device, struct str body)
{
    for (size_t at = 0; at < body.n;) {
        size_t n = body.n - at < CHUNK ? body.n - at : CHUNK;
        if (cupsWriteRequestData(device->http, body.p + at, n) !=
            HTTP_STATUS_CONTINUE)
            return false;
        at += n;
    }
    return true;
}

/* Why there is no answer, in words. */
static void
keep_reason(struct device *device, http_status_t status)
{
    int error = device->http == NULL ? 0 : httpError(device->http);
    const char *said = cupsLastErrorString();
    device->broken = true;
    if (status == HTTP_STATUS_UNAUTHORIZED || status == HTTP_STATUS_FORBIDDEN ||
        status == HTTP_STATUS_CUPS_AUTHORIZATION_CANCELED)
        snprintf(device->why, sizeof device->why,
            "HTTP 401/403: it wants a password");
    else if (error == EINVAL)
        snprintf(device->why, sizeof device->why, "the answer is not IPP");
    else if (status >= HTTP_STATUS_BAD_REQUEST)
        snprintf(device->why, sizeof device->why, "HTTP %d %s", (int)status,
            httpStatus(status));
    else if (error != 0)
        snprintf(device->why, sizeof device->why, "%s", strerror(error));
    else
        snprintf(device->why, sizeof device->why, "%s",
            said == NULL || said[0] == '\0' ? "connection closed" : said);
}

static void
exchange(struct device *device, ipp_t *request, struct str body,
    struct answer *answer)
{
    size_t length = ippLength(request) + body.n;
    http_status_t status =
        cupsSendRequest(device->http, request, device->resource, length);
    bool begun = status == HTTP_STATUS_CONTINUE || status == HTTP_STATUS_OK;
    answer->sent_all = begun && send_body(device, body);
    /* A printer that refuses in the middle says so before it hangs up. */
    answer->ipp = cupsGetResponse(device->http, device->resource);
    if (answer->ipp != NULL)
        answer->status = ippGetStatusCode(answer->ipp);
    else
        keep_reason(device, begun ? httpGetStatus(device->http) : status);
}

struct answer
device_ask(struct device *device, ipp_t *request, struct str body, int seconds)
{
    struct answer answer = {NULL, IPP_STATUS_ERROR_INTERNAL, false};
    const struct watch *watch = device->watch;
    device->deadline = watch->now(watch->data) + (int64_t)seconds * 1000;
    device->why[0] = '\0';
    bool connected =
        request != NULL &&
        ((device->http != NULL && !device->broken) || connect_to(device));
    if (connected)
        exchange(device, request, body, &answer);
    ippDelete(request);
    return answer;
}

bool
device_done(const struct answer *answer)
{
    return answer->ipp != NULL &&
           answer->status <= IPP_STATUS_OK_EVENTS_COMPLETE;
}

void
device_tame(char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7F)
            *text = ' ';
}

/* The names of the attributes that the printer sent back as unsupported. */
static void
put_unsupported(ipp_t *ipp, char *text, size_t size)
{
    for (ipp_attribute_t *a = ippFirstAttribute(ipp); a != NULL;
         a = ippNextAttribute(ipp)) {
        size_t n = strlen(text);
        if (ippGetGroupTag(a) == IPP_TAG_UNSUPPORTED_GROUP &&
            ippGetName(a) != NULL && n + 1 < size)
            snprintf(text + n, size - n, " %s", ippGetName(a));
    }
}

const char *
device_complaint(
    const struct device *device, struct diag *diag, const struct answer *answer)
{
    char text[600];
    if (answer->ipp == NULL)
        return diag_str(diag, str_of(device->why));
    ipp_attribute_t *said =
        ippFindAttribute(answer->ipp, "status-message", IPP_TAG_TEXT);
    const char *words = said == NULL ? NULL : ippGetString(said, 0, NULL);
    snprintf(text, sizeof text, "%s%s%.300s", ippErrorString(answer->status),
        words == NULL ? "" : ": ", words == NULL ? "" : words);
    put_unsupported(answer->ipp, text, sizeof text);
    device_tame(text);
    return diag_str(diag, str_of(text));
}

static struct answer
ask_attributes(struct device *device)
{
    static const char *const wanted[] = {
        "job-template", "printer-description", "media-supported"};
    ipp_t *request = device_request(device, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    if (request != NULL) {
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE,
            "document-format", NULL, "application/pdf");
        ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD,
            "requested-attributes", 3, NULL, wanted);
    }
    return device_ask(device, request, (struct str){"", 0}, ASK_SECONDS);
}

enum err
device_describe(struct device *device, struct diag *diag, ipp_t **out)
{
    *out = NULL;
    struct answer answer = ask_attributes(device);
    if (answer.ipp != NULL &&
        answer.status == IPP_STATUS_ERROR_VERSION_NOT_SUPPORTED) {
        ippDelete(answer.ipp);
        device->version = 11;
        answer = ask_attributes(device);
    }
    if (device_done(&answer)) {
        *out = answer.ipp;
        return ERR_OK;
    }
    enum err err = DIAG(diag, LOC_NONE, &silent, device->uri,
        device_complaint(device, diag, &answer));
    ippDelete(answer.ipp);
    return trouble(err);
}
