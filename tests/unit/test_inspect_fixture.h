/* What the tests of the inspect room share: a page of 100 x 100 mm, a face
 * whose glyphs are full squares, and the findings as text.
 */
#ifndef TEST_INSPECT_FIXTURE_H
#define TEST_INSPECT_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "inspect/finding.h"

#define MM EMU_PER_MM
#define PT EMU_PER_PT

struct face {
    struct face_info info;
};

static const struct face regular = {{.postscript = "Test-Regular",
    .weight = 400,
    .upem = 1000,
    .glyphs = 2,
    .may_embed = true}};
static const struct face bold = {{.postscript = "Test-Bold",
    .weight = 700,
    .upem = 1000,
    .glyphs = 2,
    .may_embed = true}};
static const struct face guarded = {{.postscript = "Test-Guarded",
    .weight = 400,
    .upem = 1000,
    .glyphs = 2,
    .may_embed = false}};

const struct face_info *
face_info(const struct face *face)
{
    return &face->info;
}

int
face_advance(const struct face *face, uint32_t gid)
{
    (void)face;
    (void)gid;
    return 1000;
}

/* Glyph 1 fills its em box. */
void
face_outline(
    const struct face *face, uint32_t gid, const struct outline *outline)
{
    (void)face;
    if (gid != 1)
        return;
    outline->move(outline->self, 0, -120);
    outline->line(outline->self, 1000, -120);
    outline->line(outline->self, 1000, 880);
    outline->line(outline->self, 0, 880);
    outline->close(outline->self);
}

static struct arena *arena;
static struct document *document;
static struct page *page;
static struct findings found;

static inline int
setup(void **state)
{
    (void)state;
    arena = arena_new();
    document = document_new(arena);
    page = document_add_page(document, 100 * MM, 100 * MM, NULL);
    found = (struct findings){.arena = arena};
    return page == NULL;
}

static inline int
teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static inline struct colour
rgb(unsigned value)
{
    return (struct colour){
        .rgb = {(uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value}};
}

/* Its sRGB is only as light or dark as the inks are. */
static inline struct colour
cmyk(int c, int m, int y, int k)
{
    int grey = 255 - (c + m + y + k) * 255 / 400;
    return (struct colour){.rgb = {(uint8_t)grey, (uint8_t)grey, (uint8_t)grey},
        .cmyk = {(uint8_t)c, (uint8_t)m, (uint8_t)y, (uint8_t)k},
        .has_cmyk = true};
}

static inline struct loc
line(int number)
{
    return (struct loc){"a.md", number, 1};
}

static inline struct paint
filled(struct colour colour)
{
    return (struct paint){.fill = colour, .stroke = COLOUR_NONE};
}

/* A rectangle in mm. */
static inline void
rect(int x, int y, int width, int height, struct paint paint, int from)
{
    assert_int_equal(page_add_rect(arena, page, x * MM, y * MM, width * MM,
                         height * MM, 0, &paint, line(from)),
        ERR_OK);
}

/* N characters from X, Y (mm, the top left of the first body) on. */
static inline void
text_of(const struct face *face, int n, int x, int y, emu size,
    struct colour colour, int from)
{
    struct glyph_run *run = arena_alloc(arena, sizeof *run);
    *run = (struct glyph_run){.face = face,
        .size = size,
        .condense = 1000,
        .text = STR("abcdefghij"),
        .glyph = arena_array(arena, (size_t)n, sizeof(struct glyph)),
        .n = (size_t)n};
    for (int i = 0; i < n; i++)
        run->glyph[i] = (struct glyph){.gid = 1,
            .at = (uint32_t)i,
            .n = 1,
            .x = i * size,
            .advance = size};
    struct item item = {.kind = ITEM_GLYPHS,
        .x = x * MM,
        .y = y * MM + (emu)unit_scale(size, EM_ASCENT, 1000),
        .run = run,
        .colour = colour,
        .loc = line(from)};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

static inline void
mark(enum item_kind kind, bool ornament)
{
    struct item item = {.kind = kind, .ornament = ornament};
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

/* All findings, one a line: `line: id page (x, y) object count own...`. */
static inline void
expect(const char *wanted)
{
    struct buf out = {0};
    for (size_t i = 0; i < found.n; i++) {
        const struct finding *f = found.finding[i];
        buf_printf(&out, "%d: %s %zu (", (int)f->loc.line, f->message->id,
            f->page + 1);
        buf_fixed(&out, unit_scale(f->at.x0, 100, MM), 2);
        buf_text(&out, ", ");
        buf_fixed(&out, unit_scale(f->at.y0, 100, MM), 2);
        buf_printf(&out, ") %s x%zu", f->object[1], f->count);
        for (int k = 0; k < FINDING_OWN && f->own[k] != NULL; k++)
            buf_printf(&out, " | %s", f->own[k]);
        buf_byte(&out, '\n');
    }
    assert_string_equal(out.p == NULL ? "" : out.p, wanted);
    buf_fini(&out);
    found = (struct findings){.arena = arena};
}

#endif
