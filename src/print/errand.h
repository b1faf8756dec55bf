/* print/errand - one edition is brought to the printer and followed. */
#ifndef PRINT_ERRAND_H
#define PRINT_ERRAND_H

#include "print/printlog.h"
#include "print/verdict.h"

enum errand_end {
    ERRAND_PRINTED,
    ERRAND_NEVER,  /* nothing of it was printed; it may be sent */
    ERRAND_FAILED, /* aborted, cancelled or refused; others may go on */
    ERRAND_HALT    /* nothing more may be sent now */
};

struct errand {
    struct printjob_call *call;
    struct printlog *log;
    const struct edition *edition;
    const struct ticket *ticket;
    const char *hash; /* of the file */
    struct str bytes; /* as they are sent */
    int seconds;      /* to wait for a busy printer, and for a job's end */
    bool has_record;  /* something else than memory keeps the log */
    enum err err;     /* ERR_OK unless the record or memory failed */
    struct printlog_entry entry;
};

/* Sends the edition and follows it to its end.  What goes wrong is said in
 * CALL->diag, every step is in the log before it is taken. */
enum errand_end errand_run(struct errand *errand);

/* What became of an edition that ENTRY says was begun: the printer is asked,
 * and a job that it works on is followed.  Only ERRAND_NEVER allows to send. */
enum errand_end errand_resume(
    struct errand *errand, const struct printlog_entry *entry);

#endif
