/* kumihan-merge: one PDF of all editions of a batch.  A program of its own
 * because it links libqpdf, which the others do not need. */
#include <stdio.h>

#include "app/args.h"
#include "app/merging.h"
#include "app/stop.h"

int
main(int argc, char **argv)
{
    struct args args;
    int result =
        args_read(&args, TAKE_OUT | TAKE_MERGE, 1, 1, argc - 1, argv + 1);
    if (result != KUMIHAN_OK)
        return result;
    if (args.out != NULL)
        return stop_result(merging_run(&args));
    fprintf(stderr, "kumihan-merge: %s\n",
        args_text(&args, "-o FILE.pdf が必要です", "-o FILE.pdf is needed"));
    return KUMIHAN_USAGE;
}
