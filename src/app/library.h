/* app/library - what a job holds, for the parts of the public library. */
#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "kumihan.h"
#include "layout/layout.h"

struct kumihan {
    struct arena *arena; /* owns job, pages and all that hangs on them */
    struct diag *diag;
    const struct job *job;
    const char **font_dir;
    size_t n_font_dirs;
    struct dataset *dataset;
    struct font_set *fonts;
    struct document *document;
    enum err loaded; /* what kumihan_load found */
    enum err data;   /* what reading the data found, once `data_read` */
    enum err check;  /* what kumihan_check found, once `checked` */
    bool data_read, checked;
};

/* Writes BUF to PATH, whole or not at all, unless PATH is a file that the job
 * reads.  Errors, all said: ERR_INPUT, ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err library_write(
    struct kumihan *k, const char *path, const struct buf *buf);

/* ERR as a public result; says in the diagnostics that memory ran out. */
int library_result(struct kumihan *k, enum err err);

#endif
