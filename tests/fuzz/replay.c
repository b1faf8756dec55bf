/* replay FILE... - feeds each file to the fuzz target it is linked with: the
 * corpora are run this way in every test run, without a fuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_MAX = 1 << 20 };

int
main(int argc, char **argv)
{
    uint8_t *bytes = malloc(BYTES_MAX);
    for (int i = 1; i < argc && bytes != NULL; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (f == NULL)
            return perror(argv[i]), 1;
        size_t n = fread(bytes, 1, BYTES_MAX, f);
        fclose(f);
        LLVMFuzzerTestOneInput(bytes, n);
    }
    free(bytes);
    printf("replayed %d file(s)\n", argc - 1);
    return argc > 1 ? 0 : 1;
}
