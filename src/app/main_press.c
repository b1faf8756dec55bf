/* kumihan-press: the press kit of a job.  A program of its own because it links
 * GMime and cairo, which the others do not need. */
#include <stdio.h>

#include "app/args.h"

int
main(int argc, char **argv)
{
    struct args args;
    struct kumihan *job = NULL;
    int result =
        args_read(&args, TAKE_JOB | TAKE_FONTS | TAKE_PROFILE | TAKE_PRESS, 1,
            1, argc - 1, argv + 1);
    if (result != KUMIHAN_OK)
        return result;
    if (args.folder == NULL) {
        fprintf(stderr, "kumihan-press: %s\n",
            args_text(
                &args, "--out フォルダー が必要です", "--out DIR is needed"));
        return KUMIHAN_USAGE;
    }
    result = kumihan_load(args.plain[0], &args.options, &job);
    if (result == KUMIHAN_OK)
        result = kumihan_press(job, args.folder);
    args_report(&args, job);
    kumihan_free(job);
    return result;
}
