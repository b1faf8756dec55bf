#include "pdf/finish.h"

#include <dlfcn.h>
#include <qpdf/qpdf-c.h>

#include "base/symbol.h"

DIAG_MESSAGE(no_library, "pdf.qpdf-missing", DIAG_FATAL,
    "linearize と暗号化には libqpdf（Debian のパッケージ libqpdf29）が必要"
    "ですが、読み込めません: {1}",
    "linearising and encrypting need libqpdf (Debian package libqpdf29), which "
    "cannot be loaded: {1}");
DIAG_MESSAGE(refused, "pdf.qpdf", DIAG_FATAL,
    "libqpdf が PDF を書き直せませんでした: {1}",
    "libqpdf could not rewrite the PDF: {1}");

/* The functions of the library, by the types that its header declares. */
struct library {
    void *handle;
    __typeof__(qpdf_init) *init;
    __typeof__(qpdf_cleanup) *cleanup;
    __typeof__(qpdf_silence_errors) *silence;
    __typeof__(qpdf_read_memory) *read;
    __typeof__(qpdf_init_write_memory) *begin;
    __typeof__(qpdf_set_linearization) *linearize;
    __typeof__(qpdf_set_newline_before_endstream) *end_lines;
    __typeof__(qpdf_set_deterministic_ID) *fix_id;
    __typeof__(qpdf_set_r6_encryption_parameters2) *encrypt;
    __typeof__(qpdf_write) *write;
    __typeof__(qpdf_get_buffer) *buffer;
    __typeof__(qpdf_get_buffer_length) *length;
    __typeof__(qpdf_get_error) *error;
    __typeof__(qpdf_get_error_full_text) *error_text;
};

static bool
load(struct library *q)
{
    q->handle = dlopen("libqpdf.so.29", RTLD_NOW | RTLD_LOCAL);
    return q->handle != NULL && symbol_find(q->handle, "qpdf_init", &q->init) &&
           symbol_find(q->handle, "qpdf_cleanup", &q->cleanup) &&
           symbol_find(q->handle, "qpdf_silence_errors", &q->silence) &&
           symbol_find(q->handle, "qpdf_read_memory", &q->read) &&
           symbol_find(q->handle, "qpdf_init_write_memory", &q->begin) &&
           symbol_find(q->handle, "qpdf_set_linearization", &q->linearize) &&
           symbol_find(
               q->handle, "qpdf_set_newline_before_endstream", &q->end_lines) &&
           symbol_find(q->handle, "qpdf_set_deterministic_ID", &q->fix_id) &&
           symbol_find(
               q->handle, "qpdf_set_r6_encryption_parameters2", &q->encrypt) &&
           symbol_find(q->handle, "qpdf_write", &q->write) &&
           symbol_find(q->handle, "qpdf_get_buffer", &q->buffer) &&
           symbol_find(q->handle, "qpdf_get_buffer_length", &q->length) &&
           symbol_find(q->handle, "qpdf_get_error", &q->error) &&
           symbol_find(q->handle, "qpdf_get_error_full_text", &q->error_text);
}

static bool
may(const struct pdf_options *options, enum pdf_right right)
{
    return (options->rights & (unsigned)right) != 0;
}

/* PDF/A wants every stream's end on a line of its own (ISO 19005-2, 6.1.7.1).
 * Who reads aloud may always do so (ISO 14289-1, 7.16). */
static void
set_up(
    const struct library *q, qpdf_data data, const struct pdf_options *options)
{
    bool change = may(options, PDF_MAY_CHANGE);
    q->linearize(data, options->linearize ? QPDF_TRUE : QPDF_FALSE);
    q->end_lines(data, QPDF_TRUE);
    if (options->owner_password == NULL) {
        q->fix_id(data, QPDF_TRUE);
        return;
    }
    q->encrypt(data, options->open_password, options->owner_password, QPDF_TRUE,
        may(options, PDF_MAY_COPY), change, may(options, PDF_MAY_ANNOTATE),
        change || may(options, PDF_MAY_ANNOTATE), change,
        may(options, PDF_MAY_PRINT) ? qpdf_r3p_full : qpdf_r3p_none, QPDF_TRUE);
}

static bool
rewrite(const struct library *q, qpdf_data data,
    const struct pdf_options *options, struct buf *pdf, size_t start)
{
    q->silence(data);
    if (q->read(data, "PDF", pdf->p + start, pdf->n - start, NULL) &
            QPDF_ERRORS ||
        q->begin(data) & QPDF_ERRORS)
        return false;
    set_up(q, data, options);
    return !(q->write(data) & QPDF_ERRORS);
}

static enum err
run(const struct library *q, struct diag *diag,
    const struct pdf_options *options, struct buf *pdf, size_t start)
{
    qpdf_data data = q->init();
    enum err err = ERR_OK;
    if (rewrite(q, data, options, pdf, start)) {
        struct buf fresh = {0};
        buf_put(&fresh, pdf->p, start);
        buf_put(&fresh, q->buffer(data), q->length(data));
        err = fresh.failed ? ERR_NOMEM : ERR_OK;
        buf_fini(pdf);
        *pdf = fresh;
    } else {
        qpdf_error error = q->error(data);
        err = DIAG(diag, LOC_NONE, &refused,
            error == NULL ? "?" : q->error_text(data, error));
    }
    q->cleanup(&data);
    return err;
}

enum err
finish_file(struct diag *diag, const struct pdf_options *options,
    struct buf *pdf, size_t start)
{
    struct library q = {0};
    if (!options->linearize && options->owner_password == NULL)
        return ERR_OK;
    enum err err;
    if (load(&q)) {
        err = run(&q, diag, options, pdf, start);
    } else {
        const char *why = dlerror();
        err = DIAG(diag, LOC_NONE, &no_library, why == NULL ? "?" : why);
    }
    if (q.handle != NULL)
        dlclose(q.handle);
    return err;
}
