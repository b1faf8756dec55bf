/* kumihan-package: `kumihan build --package`.  A program of its own because it
 * links cairo, which the others do not need. */
#include <stdio.h>

#include "app/args.h"
#include "app/command.h"

static int
package(const struct args *args, struct kumihan *job)
{
    if (args->package != NULL)
        return kumihan_package(job, args->package, args->out);
    fprintf(stderr, "kumihan-package: %s\n",
        args_text(args, "--package DIR が必要です", "--package DIR is needed"));
    return KUMIHAN_USAGE;
}

int
main(int argc, char **argv)
{
    return command_build(argc - 1, argv + 1, package);
}
