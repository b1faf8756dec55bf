/* What the tests of the text room share: a face, styles, a small notation for
 * spans and a dump of composed lines.
 *
 * Notation of spans: plain text, {base|reading} group ruby, {ab|r1|r2} mono
 * ruby, {=ab|r1|r2} jukugo ruby, [kept], <mark> a note mark, (*dots*) emphasis
 * dots, ^ a forced break.
 *
 * The dump: `origin:character` per cluster in 1/1000 em, readings behind `^`,
 * then `|natural width step` with `!` on a last line and `+start`.
 */
#ifndef TEST_TEXT_FIXTURE_H
#define TEST_TEXT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/compose.h"

enum { EM = 24000, SPANS_MAX = 64 };

struct fixture {
    struct arena *arena;
    struct diag *diag;
    struct font_set *fonts;
    struct composite font;
    struct text_style style, ruby;
    struct text_measure measure[4];
    struct text_setting setting;
    struct text_span span[SPANS_MAX];
    size_t n_spans;
    struct text_line *line;
    size_t n;
    struct buf dump;
};

static inline int
fixture_open(void **state)
{
    static const char *const dirs[] = {"/usr/share/fonts"};
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->arena = arena_new();
    f->diag = diag_new();
    f->fonts = font_set_new(dirs, 1);
    const struct face *face = NULL;
    assert_int_equal(font_set_face(f->fonts, f->diag, LOC_NONE,
                         "BIZ UDGothic Regular", &face),
        ERR_OK);
    struct composite_part part = {face, 1000, 0, false};
    f->font = (struct composite){.name = "test", .part = {part, part, part}};
    f->style = (struct text_style){.font = &f->font,
        .size = EM,
        .condense = 1000,
        .colour = COLOUR_BLACK};
    f->ruby = f->style;
    f->ruby.size = EM / 2;
    f->setting = (struct text_setting){.measure = f->measure,
        .n_measures = 1,
        .align = TEXT_JUSTIFY,
        .kinsoku = 4};
    *state = f;
    return 0;
}

static inline int
fixture_close(void **state)
{
    struct fixture *f = *state;
    buf_fini(&f->dump);
    font_set_free(f->fonts);
    diag_free(f->diag);
    arena_free(f->arena);
    free(f);
    return 0;
}

static inline struct text_span *
add_span(struct fixture *f, const char *p, size_t n)
{
    assert_true(f->n_spans < SPANS_MAX);
    struct text_span *span = &f->span[f->n_spans++];
    *span = (struct text_span){
        .text = {p, n}, .loc = {"copy.md", 1, 1}, .style = &f->style};
    return span;
}

static inline void
add_ruby(struct fixture *f, const char *p, const char *end)
{
    bool jukugo = *p == '=';
    p += jukugo;
    const char *bar = memchr(p, '|', (size_t)(end - p));
    assert_non_null(bar);
    struct text_span *span = add_span(f, p, (size_t)(bar - p));
    span->ruby = (struct str){bar + 1, (size_t)(end - bar - 1)};
    span->ruby_style = &f->ruby;
    bool several = memchr(bar + 1, '|', span->ruby.n) != NULL;
    span->ruby_kind = jukugo    ? TEXT_RUBY_JUKUGO
                      : several ? TEXT_RUBY_MONO
                                : TEXT_RUBY_GROUP;
}

static inline const char *
closing(const char *p)
{
    const char *end = strpbrk(p, *p == '{' ? "}" : *p == '[' ? "]" : ">");
    assert_non_null(end);
    return end;
}

/* Reads the notation; S must live as long as the spans. */
static inline void
read_spans(struct fixture *f, const char *s)
{
    f->n_spans = 0;
    while (*s != '\0') {
        size_t n = strcspn(s, "{[<^(");
        if (*s == '(' && s[1] == '*') {
            const char *end = strstr(s, "*)");
            add_span(f, s + 2, (size_t)(end - s - 2))->emphasis = TEXT_EMPHASIS_AUTO;
            s = end + 2;
        } else if (n > 0 || *s == '(') {
            n += s[n] == '(' && s[n + 1] != '*';
            add_span(f, s, n);
            s += n;
        } else if (*s == '^') {
            if (f->n_spans == 0 || f->span[f->n_spans - 1].break_after)
                add_span(f, s, 0);
            f->span[f->n_spans - 1].break_after = true;
            s++;
        } else {
            const char *end = closing(s);
            if (*s == '{')
                add_ruby(f, s + 1, end);
            else if (*s == '[')
                add_span(f, s + 1, (size_t)(end - s - 1))->keep = true;
            else
                add_span(f, s + 1, (size_t)(end - s - 1))->attach = true;
            s = end + 1;
        }
    }
}

static inline int
milli(emu x)
{
    return (int)unit_scale(x, 1000, EM);
}

static inline void
dump_piece(struct buf *b, const struct text_piece *piece)
{
    if (piece->ruby)
        buf_text(b, "^ ");
    for (size_t g = 0; g < piece->run.n; g++) {
        const struct glyph *glyph = &piece->run.glyph[g];
        if (glyph->n == 0)
            continue;
        buf_int(b, milli(piece->x + glyph->x));
        buf_byte(b, ':');
        assert_true(glyph->at + glyph->n <= piece->run.text.n);
        buf_str(b, (struct str){piece->run.text.p + glyph->at, glyph->n});
        buf_byte(b, ' ');
    }
}

static inline void
dump_line(struct buf *b, const struct text_line *line)
{
    for (size_t k = 0; k < line->n; k++)
        dump_piece(b, &line->piece[k]);
    buf_printf(b, "|%d %d %d%s", milli(line->natural), milli(line->width),
        line->step, line->last ? "!" : "");
    if (line->start != 0)
        buf_printf(b, " +%d", milli(line->start));
    buf_byte(b, '\n');
}

/* Composes the notation S to a measure of EMS em. */
static inline enum err
compose(struct fixture *f, const char *s, int ems)
{
    read_spans(f, s);
    if (ems > 0)
        f->measure[0] = (struct text_measure){0, ems * EM};
    return text_compose(
        f->arena, f->diag, &f->setting, f->span, f->n_spans, &f->line, &f->n);
}

/* ... and compares the dump of all lines, or of line ONLY when >= 0. */
static inline void
check_line(
    struct fixture *f, const char *s, int ems, int only, const char *expected)
{
    assert_int_equal(compose(f, s, ems), ERR_OK);
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    for (size_t k = 0; k < f->n; k++)
        if (only < 0 || (size_t)only == k)
            dump_line(&f->dump, &f->line[k]);
    assert_false(f->dump.failed);
    assert_string_equal(f->dump.p, expected);
}

static inline void
check(struct fixture *f, const char *s, int ems, const char *expected)
{
    check_line(f, s, ems, -1, expected);
}

/* The source texts of the lines, joined by `/`. */
static inline const char *
line_texts(struct fixture *f)
{
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    for (size_t k = 0; k < f->n; k++) {
        buf_text(&f->dump, k == 0 ? "" : "/");
        buf_str(&f->dump, f->line[k].text);
    }
    return f->dump.p;
}

static inline void
check_texts(struct fixture *f, const char *s, int ems, const char *expected)
{
    assert_int_equal(compose(f, s, ems), ERR_OK);
    assert_string_equal(line_texts(f), expected);
}

static inline const char *
diags(struct fixture *f, enum diag_lang lang)
{
    buf_fini(&f->dump);
    f->dump = (struct buf){.n = 0};
    diag_write(f->diag, lang, DIAG_TEXT, &f->dump);
    return f->dump.p == NULL ? "" : f->dump.p;
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

#endif
