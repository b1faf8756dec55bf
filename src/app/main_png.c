/* kumihan-png: the pages of a job as pictures.  A program of its own because it
 * links cairo, which the others do not need. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "app/args.h"
#include "base/str.h"

/* NAME-1.png; a NAME that ends in .png or .pdf loses that first. */
static bool
page_path(char *path, size_t size, const char *name, unsigned number)
{
    struct str png = str_without(name, ".png");
    struct str pdf = str_without(name, ".pdf");
    size_t n = png.n < pdf.n ? png.n : pdf.n;
    int written = snprintf(path, size, "%.*s-%u.png", (int)n, name, number);
    return written > 0 && (size_t)written < size;
}

static int
write_pages(struct kumihan *job, const struct args *args)
{
    char path[PATH_MAX];
    int result = kumihan_check(job);
    for (unsigned i = 1; i <= kumihan_pages(job) && result == KUMIHAN_OK; i++)
        result = page_path(path, sizeof path, args->out, i)
                     ? kumihan_png(job, i, args->dpi, path)
                     : KUMIHAN_USAGE;
    return result;
}

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
        result = write_pages(job, &args);
    args_report(&args, job);
    kumihan_free(job);
    return result;
}
