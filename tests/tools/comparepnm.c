/* comparepnm A.pgm B.pgm - how far two grey pictures (binary PGM) differ.
 * Prints the mean difference in 1/1000 of full range and the share of pixels
 * that differ by more than a quarter, in 1/1000; exit 1 when the sizes differ
 * or a file is no PGM. */
#include <stdio.h>
#include <stdlib.h>

struct picture {
    long width, height;
    unsigned char *pixel;
};

static int
read_number(FILE *f, long *out)
{
    int c = fgetc(f);
    while (c == ' ' || c == '\n' || c == '#') {
        if (c == '#')
            while (c != '\n' && c != EOF)
                c = fgetc(f);
        c = fgetc(f);
    }
    *out = 0;
    for (; c >= '0' && c <= '9'; c = fgetc(f))
        *out = *out * 10 + (c - '0');
    return c != EOF && *out > 0 && *out < 100000;
}

static int
read_picture(const char *path, struct picture *p)
{
    long max;
    FILE *f = fopen(path, "rb");
    if (f == NULL || fgetc(f) != 'P' || fgetc(f) != '5')
        return 0;
    if (!read_number(f, &p->width) || !read_number(f, &p->height) ||
        !read_number(f, &max) || max != 255)
        return 0;
    size_t n = (size_t)p->width * (size_t)p->height;
    p->pixel = malloc(n);
    int ok = p->pixel != NULL && fread(p->pixel, 1, n, f) == n;
    fclose(f);
    return ok;
}

int
main(int argc, char **argv)
{
    struct picture a, b;
    if (argc != 3 || !read_picture(argv[1], &a) || !read_picture(argv[2], &b))
        return fputs("comparepnm: no PGM\n", stderr), 1;
    if (a.width != b.width || a.height != b.height)
        return fputs("comparepnm: sizes differ\n", stderr), 1;
    long n = a.width * a.height, sum = 0, far = 0;
    for (long i = 0; i < n; i++) {
        int d = abs(a.pixel[i] - b.pixel[i]);
        sum += d;
        far += d > 64;
    }
    printf("%ld %ld\n", sum * 1000 / (255 * n), far * 1000 / n);
    free(a.pixel);
    free(b.pixel);
    return 0;
}
