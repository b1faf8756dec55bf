/* The bytes are a job file: it is read and checked, and explained when bad. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "kumihan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[128];
    struct kumihan *job;
    snprintf(
        path, sizeof path, "%s/job.ini", fuzz_folder("job.ini", data, size));
    if (kumihan_load(path, NULL, &job) == KUMIHAN_OK)
        (void)kumihan_check(job);
    free(kumihan_messages(job, KUMIHAN_JA, KUMIHAN_JSON));
    kumihan_free(job);
    return 0;
}
