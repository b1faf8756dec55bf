/* The bytes are a CSV file that a job sums up, sorts and sets as a table. */
#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "kumihan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char job_text[] =
    "[document]\ntitle = t\n[font g]\njapanese = BIZ UDGothic Regular\n"
    "[style body]\nfont = g\n[source s]\nfile = s.csv\n"
    "[value v]\nsource = s\ncolumn = a\naggregate = sum\n"
    "[records r]\nsource = s\norder = kana:a, -b\n"
    "[page p]\ncolumns = 1\nrow.1 = fill: m\n"
    "[block b]\ntype = table\narea = m\nrows = r\n";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[128];
    struct kumihan *job;
    fuzz_folder("s.csv", data, size);
    snprintf(path, sizeof path, "%s/job.ini",
        fuzz_folder("job.ini", job_text, strlen(job_text)));
    if (kumihan_load(path, NULL, &job) == KUMIHAN_OK)
        (void)kumihan_check(job);
    kumihan_free(job);
    return 0;
}
