#include "merge/edition.h"

#include <string.h>

DIAG_MESSAGE(unreadable, "merge.unreadable", DIAG_ERROR,
    "PDF として読めません（{1}）。kumihan batch --resume で作り直してください",
    "cannot be read as a PDF ({1}); make it again with kumihan batch --resume");
DIAG_MESSAGE(encrypted, "merge.encrypted", DIAG_ERROR,
    "暗号化された PDF はまとめられません。パスワードなしで作ってください",
    "is encrypted and cannot be merged; make it without a password");
DIAG_MESSAGE(stranger, "merge.producer", DIAG_ERROR,
    "Kumihan の PDF ではありません（Producer: {1}）",
    "was not made by Kumihan (Producer: {1})");

static struct loc
at(const struct edition *edition)
{
    return (struct loc){edition->file, 0, 0};
}

enum err
edition_fault(struct edition *edition)
{
    qpdf_data q = edition->q;
    qpdf_error error = qpdf_has_error(q) ? qpdf_get_error(q) : NULL;
    return DIAG(edition->diag, at(edition), &unreadable,
        error == NULL ? "libqpdf" : qpdf_get_error_message_detail(q, error));
}

/* The text string KEY of DICT, or NULL; good until the next one is asked. */
static const char *
text_of(qpdf_data q, qpdf_oh dict, const char *key)
{
    const char *text;
    size_t n;
    if (!qpdf_oh_is_dictionary(q, dict))
        return NULL;
    qpdf_oh value = qpdf_oh_get_key(q, dict, key);
    return qpdf_oh_get_value_as_utf8(q, value, &text, &n) ? text : NULL;
}

static enum err
check_producer(struct edition *edition)
{
    qpdf_oh info =
        qpdf_oh_get_key(edition->q, qpdf_get_trailer(edition->q), "/Info");
    const char *producer = text_of(edition->q, info, "/Producer");
    if (producer != NULL && strncmp(producer, "Kumihan ", 8) == 0)
        return ERR_OK;
    return DIAG(edition->diag, at(edition), &stranger,
        producer == NULL ? "-" : producer);
}

enum err
edition_open(
    struct diag *diag, const char *file, struct str bytes, struct edition *out)
{
    qpdf_data q = qpdf_init();
    *out = (struct edition){.q = q, .diag = diag, .file = file};
    if (q == NULL)
        return ERR_NOMEM;
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    qpdf_set_attempt_recovery(q, QPDF_FALSE);
    bool bad = qpdf_read_memory(q, file, bytes.p, bytes.n, NULL) & QPDF_ERRORS;
    if (qpdf_is_encrypted(q)) {
        qpdf_get_error(q); /* one that is not fetched is printed at the end */
        return DIAG(diag, at(out), &encrypted, NULL);
    }
    if (bad || qpdf_push_inherited_attributes_to_page(q) & QPDF_ERRORS)
        return edition_fault(out);
    int pages = qpdf_get_num_pages(q);
    if (pages < 1 || qpdf_has_error(q))
        return edition_fault(out);
    const char *version = qpdf_get_pdf_version(q);
    out->pages = (unsigned)pages;
    out->minor = strncmp(version, "1.", 2) == 0 ? version[2] - '0' : 7;
    return check_producer(out);
}

void
edition_close(struct edition *edition)
{
    if (edition->q != NULL)
        qpdf_cleanup(&edition->q);
    edition->q = NULL;
}

/* D:YYYYMMDD... as YYYY-MM-DD. */
static const char *
read_date(struct arena *arena, const char *text)
{
    if (text == NULL || strncmp(text, "D:", 2) != 0 || strlen(text) < 10)
        return NULL;
    return arena_printf(arena, "%.4s-%.2s-%.2s", text + 2, text + 6, text + 8);
}

static bool
has_press_intent(struct edition *edition, qpdf_oh root)
{
    qpdf_data q = edition->q;
    qpdf_oh intents = qpdf_oh_get_key(q, root, "/OutputIntents");
    int n = qpdf_oh_is_array(q, intents) ? qpdf_oh_get_array_n_items(q, intents)
                                         : 0;
    for (int i = 0; i < n; i++) {
        qpdf_oh intent = qpdf_oh_get_array_item(q, intents, i);
        if (qpdf_oh_is_dictionary(q, intent) &&
            qpdf_oh_is_name_and_equals(
                q, qpdf_oh_get_key(q, intent, "/S"), "/GTS_PDFX"))
            return true;
    }
    return false;
}

enum err
edition_facts(
    struct arena *arena, struct edition *edition, struct edition_facts *out)
{
    qpdf_data q = edition->q;
    qpdf_oh root = qpdf_get_root(q);
    qpdf_oh info = qpdf_oh_get_key(q, qpdf_get_trailer(q), "/Info");
    struct {
        const char **to;
        qpdf_oh dict;
        const char *key;
    } fact[] = {
        {&out->author, info, "/Author"},
        {&out->subject, info, "/Subject"},
        {&out->keywords, info, "/Keywords"},
        {&out->producer, info, "/Producer"},
        {&out->pdfx, info, "/GTS_PDFXVersion"},
        {&out->lang, root, "/Lang"},
    };
    *out = (struct edition_facts){.press = has_press_intent(edition, root)};
    for (size_t i = 0; i < sizeof fact / sizeof *fact; i++) {
        const char *text = text_of(q, fact[i].dict, fact[i].key);
        *fact[i].to = text == NULL ? NULL : arena_strdup(arena, text);
        if (text != NULL && *fact[i].to == NULL)
            return ERR_NOMEM;
    }
    const char *date = text_of(q, info, "/CreationDate");
    out->date = read_date(arena, date);
    return date != NULL && out->date == NULL && strlen(date) >= 10 ? ERR_NOMEM
                                                                   : ERR_OK;
}
