/* pdf/pdf - a document as a PDF file, through libharu's object layer. */
#ifndef PDF_PDF_H
#define PDF_PDF_H

#include "page/document.h"
#include "page/imposed.h"

enum pdf_kind { PDF_WEB, PDF_ARCHIVE, PDF_PRINT, PDF_PROOF };

/* What those may do who open an encrypted file; reading aloud is always
 * allowed. */
enum pdf_right {
    PDF_MAY_PRINT = 1,
    PDF_MAY_COPY = 2,
    PDF_MAY_ANNOTATE = 4,
    PDF_MAY_CHANGE = 8
};

/* A file to be put into the PDF. */
struct pdf_attachment {
    const char *name; /* without folders; no two are the same */
    const char *type; /* text/csv */
    const char *description;
    struct str bytes;
};

/* An ICC profile of the job. */
struct pdf_profile {
    struct str bytes; /* n 0: none */
    const char *path;
    struct loc loc; /* where the job names it */
};

/* What is asked of a file for the press (decision 10). */
struct pdf_print {
    bool x1a;                   /* PDF/X-1a:2003; else PDF/X-4 */
    const char *condition;      /* the printing condition's name (JC200103) */
    struct pdf_profile profile; /* of that condition */
    struct pdf_profile source;  /* of RGB pictures without one; none: sRGB */
    int intent;                 /* for pictures, as ICC.1 numbers them */
    bool spots; /* spot colours have plates; else they are process inks */
    emu bleed;  /* around the trim */
    emu margin; /* from the trim to the edge of the sheet, at least bleed */
    const struct document *around; /* page i: what stands around page i, in its
                                       coordinates; NULL: nothing */
    struct loc loc;                /* of the profile: for messages */
    struct loc dated;              /* where the document's date belongs */
};

/* What files of one job share; see pdf/memory.h.  NULL: no memory. */
struct pdf_memory;
struct pdf_memory *pdf_memory_new(void);
void pdf_memory_free(struct pdf_memory *memory);

/* What weighs what in a PDF: bytes of its streams as they stand in it.  The
 * caller sets ARENA, which owns the list of pictures; pdf_write the rest. */
struct pdf_weights {
    struct arena *arena;
    struct pdf_weight {
        const struct image *image;
        size_t bytes; /* with its transparency and its profile */
    } * picture;
    size_t n_pictures, cap_pictures;
    size_t fonts, attached;
};

struct pdf_options {
    const char *producer; /* "Kumihan 0.1.0" */
    enum pdf_kind kind;
    bool tagged; /* with the document's structure */
    /* What the file says it conforms to; the caller has checked what only the
     * content can break. */
    int pdfa; /* part of ISO 19005, at conformance level U, part 1 at B, for
                 which the file is not tagged; 0: none */
    bool ua;  /* ISO 14289-1 */
    const struct pdf_attachment *attachment;
    size_t n_attachments;
    bool linearize;
    const char *owner_password; /* NULL: not encrypted; else with AES-256, whose
                                   bytes are others each time */
    const char *open_password;  /* "": anyone may open it */
    unsigned rights;            /* enum pdf_right */
    const struct pdf_print *print; /* of PDF_PRINT; else NULL */
    struct pdf_memory *memory;     /* of files written before, or NULL */
    bool lasting; /* the document lives as long as MEMORY, which then knows what
                     became of its pages (pdf/reuse.h) */
    /* The pages on sheets (decision 15): the file then has their sides for
     * pages, and neither structure, links, outline nor labels.  NULL: not. */
    const struct imposed *imposed;
    struct pdf_weights *weights; /* to be filled, or NULL */
};

/* Appends the whole PDF to OUT: PDF 1.7 (1.6 for PDF/X-4) with object streams,
 * or PDF 1.4 (PDF/X-1a, PDF/A-1b); fonts embedded and subset, Info and XMP,
 * outline, links; the bytes depend on DOCUMENT and OPTIONS alone, unless they
 * are encrypted.  Errors: ERR_INPUT (an image that cannot be read, what the
 * standard does not take; said in DIAG), ERR_ENVIRONMENT (pdf/finish.h),
 * ERR_INTERNAL, ERR_NOMEM. */
ERR_CHECKED enum err pdf_write(struct diag *diag,
    const struct document *document, const struct pdf_options *options,
    struct buf *out);

#endif
