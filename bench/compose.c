/* compose FACE - prints how many characters a second the text room composes:
 * total fit, justified, 25 em.  What shaping costs alone is measured beside it
 * and taken off, so that the last column is for text that is shaped already. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "text/compose.h"

static const char sample[] =
    "会員数は3,637人（前年比6.2%増）で、協会の「年次報告」によれば"
    "過去最高となりました。Kumihanは、CSVの統計とMarkdownの文章から"
    "ページを組みます。令和8年度の見通しは、10～20社の増加です。";

enum { RUNS = 9 };

struct bench {
    struct composite font;
    struct text_style style;
    struct text_measure measure;
    struct text_setting setting;
    char *text;
    size_t bytes, characters;
};

static double
cpu_ms(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return (double)use.ru_utime.tv_sec * 1e3 +
           (double)use.ru_utime.tv_usec / 1e3 +
           (double)use.ru_stime.tv_sec * 1e3 +
           (double)use.ru_stime.tv_usec / 1e3;
}

/* About CHARACTERS of the sample again and again. */
static void
fill(struct bench *b, size_t characters)
{
    size_t once = 0;
    for (size_t i = 0; i < sizeof sample - 1; i++)
        once += (sample[i] & 0xC0) != 0x80;
    size_t times = (characters + once - 1) / once;
    b->bytes = times * (sizeof sample - 1);
    b->characters = times * once;
    b->text = malloc(b->bytes);
    for (size_t i = 0; b->text != NULL && i < times; i++)
        memcpy(b->text + i * (sizeof sample - 1), sample, sizeof sample - 1);
}

static int
shape_once(struct bench *b, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct shaped shaped;
    enum err err = font_shape(arena, diag, LOC_NONE, &b->font, b->style.size, 0,
        (struct str){b->text, b->bytes}, &shaped);
    arena_free(arena);
    return err == ERR_OK;
}

static int
compose_once(struct bench *b, struct diag *diag)
{
    struct arena *arena = arena_new();
    struct text_span span = {
        .text = {b->text, b->bytes}, .style = &b->style, .loc = LOC_NONE};
    struct text_line *line;
    size_t n;
    enum err err = text_compose(arena, diag, &b->setting, &span, 1, &line, &n);
    arena_free(arena);
    return err == ERR_OK;
}

/* The least time of one of REPEAT calls, over several runs, in ms. */
static double
least(struct bench *b, struct diag *diag, size_t repeat,
    int (*once)(struct bench *b, struct diag *diag))
{
    double best = 1e9;
    for (int run = 0; run < RUNS; run++) {
        double from = cpu_ms();
        for (size_t i = 0; i < repeat; i++)
            if (!once(b, diag))
                exit(1);
        double ms = (cpu_ms() - from) / (double)repeat;
        best = ms < best ? ms : best;
    }
    return best;
}

static void
measure(struct bench *b, struct diag *diag, size_t characters)
{
    fill(b, characters);
    if (b->text == NULL)
        exit(1);
    size_t repeat = 400000 / b->characters + 1;
    double shape = least(b, diag, repeat, shape_once);
    double all = least(b, diag, repeat, compose_once);
    printf("%-36zu %8.2f %8.2f %10.2f\n", b->characters, all, shape,
        (double)b->characters / 1e3 / (all - shape));
    free(b->text);
}

int
main(int argc, char **argv)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    static const size_t sizes[] = {80, 1000, 10000, 100000};
    struct diag *diag = diag_new();
    struct font_set *set = font_set_new(dirs, 1);
    const struct face *face;
    if (argc != 2 ||
        font_set_face(set, diag, LOC_NONE, argv[1], &face) != ERR_OK)
        return 1;
    struct composite_part part = {face, 1000, 0, false};
    struct bench b = {.font = {.name = "bench", .part = {part, part, part}}};
    b.style = (struct text_style){
        &b.font, 10 * EMU_PER_PT, 0, 1000, 0, 0, COLOUR_BLACK, NULL};
    b.measure = (struct text_measure){0, 250 * EMU_PER_PT};
    b.setting = (struct text_setting){.measure = &b.measure,
        .n_measures = 1,
        .align = TEXT_JUSTIFY,
        .kinsoku = 4};
    printf("%-36s %8s %8s %10s\n", "characters in one paragraph", "ms",
        "shaping", "M chars/s");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        measure(&b, diag, sizes[i]);
    font_set_free(set);
    diag_free(diag);
    return 0;
}
