/* app/library - what a job holds, for the parts of the public library. */
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "data/list.h"
#include "inspect/finding.h"
#include "kumihan.h"
#include "layout/layout.h"
#include "pdf/pdf.h"

struct kumihan {
    struct arena *lasting; /* owns job and list, whatever the row */
    struct arena *arena;   /* owns pages and all that hangs on them */
    struct diag *diag;
    const struct job *job;
    struct job *open;              /* the same, to be bound to rows */
    struct list list;              /* n 0: there is none */
    struct job_row heads;          /* its columns, without texts */
    size_t row;                    /* whose edition this is, 0: of none */
    struct job_row fields;         /* of that row */
    const struct section *profile; /* what a build writes */
    const char **written;          /* files beside the PDF */
    size_t n_written, cap_written;
    const char **font_dir;
    size_t n_font_dirs;
    struct dataset *dataset;
    struct font_set *fonts;
    struct pdf_memory *memory;     /* of the files of all rows, or NULL */
    struct source_file *source;    /* those that all rows attach, a list */
    struct dataset *common;        /* of all rows, or NULL; may be `dataset` */
    struct layout_share share;     /* of all rows; empty: nothing is shared */
    const struct document *judged; /* of SHARE, when its contrast is good */
    struct document *document;
    struct imposed *imposed;   /* its pages on sheets; NULL: they are not */
    struct findings *findings; /* on the finished pages; NULL: not judged */
    const char *path;          /* of the job file, as given; NULL: none */
    const char *output;        /* the PDF that was written, or NULL */
    const char *package;       /* the folder that holds it, or NULL */
    int pdfa;                  /* what it claims: pdf/pdf.h */
    bool ua;
    const char *pdfx;                      /* or NULL */
    const struct job *printer;             /* whose profile judged, or NULL */
    const struct kumihan_options *options; /* as given, or NULL */
    struct pdf_weights *weights; /* of the PDF that is written, or NULL */
    struct kumihan *older;       /* the edition compared with */
    struct changes *changes;     /* NULL: not compared yet */
    enum err compared;
    enum err loaded; /* what kumihan_load found */
    enum err data;   /* what reading the data found, once `data_read` */
    enum err check;  /* what kumihan_check found, once `checked` */
    bool data_read, checked;
};

/* Writes BUF to PATH, whole or not at all, unless PATH is a file that the job
 * reads or in K's package.  Errors, all said: ERR_INPUT, ERR_ENVIRONMENT,
 * ERR_NOMEM. */
ERR_CHECKED enum err library_write(
    struct kumihan *k, const char *path, const struct buf *buf);

/* As library_write for what a build writes beside its PDF: PATH must be neither
 * that nor another such file. */
ERR_CHECKED enum err library_beside(
    struct kumihan *k, const char *path, const struct buf *buf);

/* Says when PATH is a file that the job reads.  Errors: ERR_INPUT. */
ERR_CHECKED enum err library_spare(struct kumihan *k, const char *path);

/* Appends DOCUMENT to OUT as K's profile has it, which *OPTIONS then tells.
 * Errors as of pdf_write and profile_options. */
ERR_CHECKED enum err library_pdf(struct kumihan *k,
    const struct document *document, struct pdf_options *options,
    struct buf *out);

/* Appends K's document as plain text to OUT (reading/plain.h).  Errors:
 * ERR_NOMEM. */
ERR_CHECKED enum err library_plain(
    struct kumihan *k, unsigned columns, struct buf *out);

/* Keeps, for the report, that PATH was written with OPTIONS.  Errors:
 * ERR_NOMEM. */
ERR_CHECKED enum err library_wrote(
    struct kumihan *k, const struct pdf_options *options, const char *path);

/* What a job that is made along with K is loaded with: its fonts and time. */
void library_options(const struct kumihan *k, struct kumihan_options *out);

/* A job without anything in *K, or NULL there and KUMIHAN_ENVIRONMENT. */
int library_new(struct kumihan **k);

/* Where K looks for fonts: OPTIONS' folders and the system's, behind the
 * project's own when PROJECT.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err library_font_dirs(
    struct kumihan *k, const struct kumihan_options *options, bool project);

/* Makes K's fonts ready to be opened, once.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err library_fonts(struct kumihan *k);

/* Reads the data and makes the fonts ready, once; what was found is found
 * again. Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err library_ready(struct kumihan *k);

/* The contents of BUF, which the caller then owns; NULL when it failed. */
char *library_take(struct buf *buf);

/* ERR as a public result; says in the diagnostics that memory ran out. */
int library_result(struct kumihan *k, enum err err);

#endif
