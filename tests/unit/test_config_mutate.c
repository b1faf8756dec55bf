/* Broken job files: whatever the bytes, an answer and no crash; and what is
 * accepted was read alike by the scanner and by iniparser. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/job.h"

static const char seed[] =
    "\xEF\xBB\xBF[document]\r\ntitle = \"T;#\" ; c\r\nkeep = a, b\\\r\n , c\r\n"
    "# c\n[colour 緑]\nrgb = \"#102030\"\ncmyk = 1 2 3 4\n"
    "[font f]\njapanese = F\nlatin.scale = 102.5%\n"
    "[style a]\nsize = 9.5pt\nfont = f\ncolour = 緑 12%\n"
    "[style b]\nbased-on = a\nalign = spread\nkinsoku = 2\ngrid = yes\n"
    "[value v]\nnumber = 1\n[value w]\nsum = v, v\n"
    "[page p]\nmargin = 1mm 2mm\nrow.1 = \"auto: x\"\n"
    "[block t]\ntype = text\narea = x\nstyle.h1 = a\ncopy = 'say \"a\"'\n"
    "[block q]\ntype = qr\narea = x\ncontent = u\nsize = 1em\n";

static uint32_t state = 12345;

static uint32_t
next(uint32_t n)
{
    state = state * 1664525U + 1013904223U;
    return (state >> 8) % n;
}

/* Bytes that matter to the reader. */
static char
some_byte(void)
{
    static const char bytes[] = "[]=;#\"'\\\n\r \t\0:,*%.0a\xE3\x80\xFF\xC3";
    return bytes[next(sizeof bytes - 1)];
}

static size_t
mutate(char *p, size_t n, size_t cap)
{
    for (uint32_t times = next(4) + 1; times > 0; times--) {
        size_t at = next((uint32_t)n + 1);
        switch (next(5)) {
        case 0:
            n = at;
            break;
        case 1:
            if (at < n)
                p[at] = some_byte();
            break;
        case 2:
            if (at < n)
                memmove(p + at, p + at + 1, n-- - at - 1);
            break;
        case 3:
            if (n < cap) {
                memmove(p + at + 1, p + at, n - at);
                p[at] = some_byte();
                n++;
            }
            break;
        default: { /* a piece again */
            size_t from = next((uint32_t)n + 1), length = next(40);
            if (length > n - from)
                length = n - from;
            if (n + length <= cap) {
                char piece[40];
                memcpy(piece, p + from, length);
                memmove(p + at + length, p + at, n - at);
                memcpy(p + at, piece, length);
                n += length;
            }
        }
        }
    }
    return n;
}

/* Reads everything of a good job, as other rooms would. */
static void
use(const struct job *job)
{
    for (size_t i = 0; i < job->n; i++) {
        const struct section *s = &job->section[i];
        struct length four[4];
        for (size_t k = 0; k < s->n; k++) {
            assert_non_null(s->entry[k].spec);
            const char *key = s->entry[k].key;
            assert_string_equal(section_text(s, key), s->entry[k].value);
            section_colour(s, key);
            section_length(s, key);
            section_lengths(s, key, four);
            section_milli(s, key);
            assert_true(section_has(s, key));
            assert_int_equal(section_loc(s, key).line, s->entry[k].loc.line);
        }
    }
}

static void
test_mutations(void **unused)
{
    char path[] = "/tmp/config-XXXXXX";
    int fd = mkstemp(path);
    size_t good = 0;
    (void)unused;
    assert_true(fd >= 0);
    for (int round = 0; round < 3000; round++) {
        char text[2048];
        size_t n = sizeof seed - 1;
        memcpy(text, seed, n);
        if (round > 0)
            n = mutate(text, n, sizeof text);
        assert_int_equal(ftruncate(fd, 0), 0);
        assert_int_equal(pwrite(fd, text, n, 0), n);
        struct arena *arena = arena_new();
        struct diag *diag = diag_new();
        const struct job *job;
        enum err err = job_load(arena, diag, path, NULL, 0, &job);
        struct buf out = {0};
        diag_write(diag, DIAG_JA, DIAG_JSON, &out);
        buf_fini(&out);
        if (err == ERR_OK)
            use(job), good++;
        else
            assert_true(err == ERR_INPUT && diag_errors(diag) > 0);
        diag_write(diag, DIAG_EN, DIAG_TEXT, &out);
        /* The two readings differ only when the scanner misreads. */
        if (out.n > 0 && (strstr(out.p, "config.read-twice") != NULL ||
                             strstr(out.p, "config.iniparser") != NULL))
            fail_msg("round %d: %s\n%.*s", round, out.p, (int)n, text);
        buf_fini(&out);
        arena_free(arena);
        diag_free(diag);
    }
    close(fd);
    unlink(path);
    assert_true(good > 100 && good < 2900);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mutations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
