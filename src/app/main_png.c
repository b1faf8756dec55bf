/* kumihan-png: the pages of a job as pictures.  A program of its own because it
 * links cairo, which the others do not need. */
#include <stdio.h>

#include "app/args.h"
#include "app/picture.h"

int
main(int argc, char **argv)
{
    struct args args;
    struct kumihan *job = NULL;
    int result = args_read(&args, TAKE_OUT | TAKE_JOB | TAKE_FONTS | TAKE_DPI,
        1, 1, argc - 1, argv + 1);
    if (result != KUMIHAN_OK)
        return result;
    if (args.out == NULL) {
        fprintf(stderr, "kumihan-png: %s\n",
            args_text(&args, "-o NAME が必要です", "-o NAME is needed"));
        return KUMIHAN_USAGE;
    }
    result = kumihan_load(args.plain[0], &args.options, &job);
    if (result == KUMIHAN_OK)
        result = picture_pages(job, args.out, args.dpi);
    args_report(&args, job);
    kumihan_free(job);
    return result;
}
