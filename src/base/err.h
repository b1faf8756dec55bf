/* base/err - the result of every door that can fail.
 *
 * Details are said once, to the diagnostics, where the fault is found; the
 * result only tells the caller whether to go on.  The numbers up to
 * ERR_INTERNAL are the program's exit codes.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err {
    ERR_OK = 0,
    ERR_INPUT = 1,       /* the job has errors; they are in the diagnostics */
    ERR_USAGE = 2,       /* the caller asked for something impossible */
    ERR_ENVIRONMENT = 3, /* font, disk, printer, server */
    ERR_INTERNAL = 4,    /* a broken promise of our own */
    ERR_NOMEM = 5        /* memory ran out */
};

/* What remains of two results: the graver one. */
static inline enum err
err_worse(enum err a, enum err b)
{
    return a > b ? a : b;
}

#define ERR_CHECKED __attribute__((warn_unused_result))

#endif
