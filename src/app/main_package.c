/* kumihan-package: `kumihan build --package` and `--png`.  A program of its own
 * because it links cairo, which the others do not need. */
#include "app/args.h"
#include "app/command.h"
#include "app/picture.h"

static int
work(const struct args *args, struct kumihan *job)
{
    if (args->package != NULL)
        return kumihan_package(job, args->package, args->out);
    int result = command_outputs(args, job);
    return result == KUMIHAN_OK && args->png != NULL
               ? picture_pages(job, args->png, args->dpi)
               : result;
}

int
main(int argc, char **argv)
{
    return command_build(argc - 1, argv + 1, work);
}
