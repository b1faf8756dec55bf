/* The bytes are Markdown copy, set in a narrow column and written as PDF. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "kumihan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char job_text[] =
    "[document]\ntitle = t\n[font g]\njapanese = BIZ UDGothic Regular\n"
    "[style body]\nfont = g\n[value n]\nnumber = 12.5\n"
    "[page p]\ncolumns = 1\nflow = yes\nrow.1 = 200mm: m\nrow.2 = auto: f\n"
    "[area m]\nnext = m\n"
    "[block b]\ntype = text\narea = m\nfile = c.md\nwidth = 45mm\n"
    "[block n]\ntype = notes\narea = f\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[128], out[160];
    struct kumihan *job;
    fuzz_folder("c.md", data, size);
    const char *folder = fuzz_folder("job.ini", job_text, strlen(job_text));
    snprintf(path, sizeof path, "%s/job.ini", folder);
    snprintf(out, sizeof out, "%s/out.pdf", folder);
    if (kumihan_load(path, NULL, &job) == KUMIHAN_OK)
        (void)kumihan_build(job, out);
    kumihan_free(job);
    return 0;
}
