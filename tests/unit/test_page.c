/* page: the display list as text is the whole truth about it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "page/painter.h"

/* The page room asks a face only for its name; this one needs no font file. */
struct face {
    struct face_info info;
};

const struct face_info *
face_info(const struct face *face)
{
    return &face->info;
}

static const struct face gothic = {{.postscript = "Test-Gothic"}};
static const struct colour red = {.rgb = {255, 0, 16},
    .cmyk = {0, 100, 90, 0},
    .has_cmyk = true};
static const struct colour blue = {.rgb = {1, 2, 3}};

static struct arena *arena;
static struct document *document;
static struct page *page;

static int
setup(void **state)
{
    (void)state;
    arena = arena_new();
    document = document_new(arena);
    page = document_add_page(document, 1000, 2000, NULL);
    return page == NULL;
}

static int
teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static void
expect(const char *text)
{
    struct buf out = {0};
    document_dump(document, &out);
    assert_false(out.failed);
    assert_string_equal(out.p, text);
    buf_fini(&out);
}

static void
expect_text(const char *text)
{
    struct buf out = {0};
    document_text(document, &out);
    assert_string_equal(out.p == NULL ? "" : out.p, text);
    buf_fini(&out);
}

static void
empty_document(void **state)
{
    (void)state;
    document = document_new(arena);
    struct buf out = {0};
    document_dump(document, &out);
    document_text(document, &out);
    assert_int_equal(out.n, 0);
    buf_fini(&out);
}

static void
fields_and_bookmarks(void **state)
{
    (void)state;
    document->title = "年報 \"2023\"";
    document->author = "協会";
    document->subject = "s";
    document->keywords = "k";
    document->lang = "ja";
    document->date = "2023-07-01";
    assert_non_null(document_add_page(document, 7560000, 10692000, "ii"));
    assert_int_equal(document_add_bookmark(document, "一", 1, 0, 5), ERR_OK);
    assert_int_equal(document_add_bookmark(document, "二", 0, 1, -5), ERR_OK);
    expect("title \"年報 \\\"2023\\\"\"\nauthor \"協会\"\nsubject \"s\"\n"
           "keywords \"k\"\nlang \"ja\"\ndate \"2023-07-01\"\n"
           "page 1 1000 2000\npage 2 7560000 10692000 \"ii\"\n"
           "bookmark 1 1 5 \"一\"\nbookmark 1 2 -5 \"二\"\n");
}

static void
rects(void **state)
{
    (void)state;
    struct paint fill = {.fill = red, .stroke = COLOUR_NONE};
    struct paint line = {.fill = COLOUR_NONE,
        .stroke = blue,
        .line_width = 7,
        .dash = 3,
        .gap = 4,
        .cap = CAP_ROUND,
        .opacity = 500,
        .even_odd = true};
    assert_int_equal(
        page_add_rect(arena, page, 10, 20, 30, 40, 0, &fill, LOC_NONE), 0);
    assert_int_equal(
        page_add_rect(arena, page, 0, 0, 2000, 3000, 1000, &line, LOC_NONE), 0);
    assert_int_equal(
        page_add_rect(arena, page, 0, 0, 100, 60, 999, &fill, LOC_NONE), 0);
    assert_int_equal(
        page_add_rect(arena, page, 0, 0, 8, 8, -5, &fill, LOC_NONE), 0);
    expect("page 1 1000 2000\n"
           "path fill #ff0010/0,100,90,0 m 10 20 l 40 20 l 40 60 l 10 60 z\n"
           "path even-odd stroke #010203 7 dash 3 4 round opacity 500"
           " m 1000 0 l 1000 0 c 1552 0 2000 448 2000 1000 l 2000 2000"
           " c 2000 2552 1552 3000 1000 3000 l 1000 3000"
           " c 448 3000 0 2552 0 2000 l 0 1000 c 0 448 448 0 1000 0 z\n"
           "path fill #ff0010/0,100,90,0"
           " m 30 0 l 70 0 c 87 0 100 13 100 30 l 100 30"
           " c 100 47 87 60 70 60 l 30 60 c 13 60 0 47 0 30 l 0 30"
           " c 0 13 13 0 30 0 z\n"
           "path fill #ff0010/0,100,90,0 m 0 0 l 8 0 l 8 8 l 0 8 z\n");
}

static void
lines_and_ellipses(void **state)
{
    (void)state;
    struct gradient g = {1, 2, 3, 4, red, blue};
    struct paint line = {.fill = COLOUR_NONE, .stroke = red, .line_width = 1};
    struct paint fill = {
        .fill = red, .stroke = COLOUR_NONE, .gradient = &g, .opacity = 1000};
    assert_int_equal(
        page_add_line(arena, page, 1, 2, -3, 4, &line, LOC_NONE), 0);
    assert_int_equal(
        page_add_ellipse(arena, page, 1000, 2000, 100, 200, &fill, LOC_NONE),
        0);
    expect("page 1 1000 2000\n"
           "path stroke #ff0010/0,100,90,0 1 m 1 2 l -3 4\n"
           "path gradient 1 2 3 4 #ff0010/0,100,90,0 #010203"
           " m 1100 2000 c 1100 2110 1055 2200 1000 2200"
           " c 945 2200 900 2110 900 2000 c 900 1890 945 1800 1000 1800"
           " c 1055 1800 1100 1890 1100 2000 z\n");
}

/* Places beyond the range of a length are held, never wrapped around. */
static void
far_away(void **state)
{
    (void)state;
    struct paint fill = {.fill = blue, .stroke = COLOUR_NONE};
    assert_int_equal(page_add_rect(arena, page, UNIT_MAX, -UNIT_MAX, UNIT_MAX,
                         1, 0, &fill, LOC_NONE),
        0);
    expect("page 1 1000 2000\npath fill #010203 m 2000000000 -2000000000"
           " l 2000000000 -2000000000 l 2000000000 -1999999999"
           " l 2000000000 -1999999999 z\n");
}

static struct glyph glyphs[] = {{5, 0, 3, 0, 0, 1000}, {6, 3, 1, 900, -7, 10}};

static struct item
text_item(struct glyph_run *run, const char *text, emu x)
{
    *run =
        (struct glyph_run){&gothic, 9000, 1000, false, str_of(text), glyphs, 2};
    return (struct item){
        .kind = ITEM_GLYPHS, .x = x, .run = run, .colour = COLOUR_BLACK};
}

static void
add(struct item item)
{
    assert_int_equal(page_add(arena, page, &item), ERR_OK);
}

static void
glyphs_spans_clips(void **state)
{
    (void)state;
    struct glyph_run a, b, c;
    struct path_op move = {PATH_MOVE, {1, 0, 0}, {2, 0, 0}};
    struct image image = {.kind = IMAGE_PNG, .width = 3, .height = 4};
    struct item clip = {.kind = ITEM_CLIP_BEGIN, .op = &move, .n_ops = 1};
    add(clip);
    add(text_item(&a, "あ\n", 1));
    add((struct item){.kind = ITEM_CLIP_END});
    clip.paint.even_odd = true;
    add(clip);
    add((struct item){.kind = ITEM_CLIP_END});
    add((struct item){.kind = ITEM_SPAN_BEGIN, .actual = STR("一行")});
    add(text_item(&b, "行", 2));
    b.condense = 900;
    b.direction = RUN_UPRIGHT;
    add((struct item){.kind = ITEM_SPAN_BEGIN, .actual = STR("中")});
    add((struct item){.kind = ITEM_SPAN_END});
    add((struct item){.kind = ITEM_SPAN_END});
    add((struct item){.kind = ITEM_SPAN_END}); /* one too many is harmless */
    add((struct item){.kind = ITEM_IMAGE,
        .x = 1,
        .y = 2,
        .width = 3,
        .height = 4,
        .image = &image});
    image.kind = IMAGE_JPEG;
    add(text_item(&c, "", 3));
    c.n = 0;
    struct link link = {.x = 1,
        .y = 2,
        .width = 3,
        .height = 4,
        .url = "https://例/",
        .contents = "例"};
    assert_int_equal(page_add_link(arena, page, &link), ERR_OK);
    expect("page 1 1000 2000\nclip m 1 2\n"
           "glyphs 1 0 Test-Gothic 9000 #000000/0,0,0,100 \"あ\\u000a\""
           " 5@0 6@900,-7\nend clip\nclip even-odd m 1 2\nend clip\n"
           "span \"一行\"\n"
           "glyphs 2 0 Test-Gothic 9000 condense 900 upright"
           " #000000/0,0,0,100 \"行\" 5@0 6@900,-7\n"
           "span \"中\"\nend span\nend span\nend span\n"
           "image 1 2 3 4 jpeg 3x4 e3b0c44298fc1c149afbf4c8996fb924"
           "27ae41e4649b934ca495991b7852b855\n"
           "glyphs 3 0 Test-Gothic 9000 #000000/0,0,0,100 \"\"\n"
           "link 1 2 3 4 \"https://例/\" \"例\"\n");
}

/* Blocks stand around their items, also around none. */
static void
frames(void **state)
{
    (void)state;
    struct frame area = {.name = "a", .x = 1, .y = 2, .width = 3, .height = 4};
    struct frame block[] = {{.name = "none", .x = 1, .first = 1, .end = 1},
        {.name = "two", .x = 2, .part = FRAME_GOES_ON, .first = 1, .end = 3},
        {.name = "again", .part = FRAME_REPEATS, .first = 3, .end = 3}};
    struct scaffold scaffold = {
        .area = &area, .n_areas = 1, .block = block, .n_blocks = 3};
    const struct item end = {.kind = ITEM_CLIP_END};
    page->scaffold = &scaffold;
    for (int i = 0; i < 3; i++)
        assert_int_equal(page_add(arena, page, &end), ERR_OK);
    expect("page 1 1000 2000\n"
           "area 1 2 3 4 \"a\"\n"
           "end clip\n"
           "block 1 0 0 0 \"none\"\n"
           "end block\n"
           "block 2 0 0 0 \"two\" goes-on\n"
           "end clip\n"
           "end clip\n"
           "end block\n"
           "block 0 0 0 0 \"again\" repeats\n"
           "end block\n");
}

static void
text_of_pages(void **state)
{
    (void)state;
    struct glyph_run a, b, c;
    add(text_item(&a, "見出し", 1));
    add((struct item){.kind = ITEM_SPAN_BEGIN, .actual = STR("一行")});
    add(text_item(&b, "行", 2));
    add((struct item){.kind = ITEM_SPAN_END});
    page = document_add_page(document, 1, 1, NULL);
    assert_non_null(document_add_page(document, 1, 1, NULL));
    add(text_item(&c, "後", 2));
    expect_text("見出し\n一行\n\f後\n\f");
}

struct trace {
    struct buf log;
    int fail_at;
    int calls;
};

static enum err
note(void *self, char c)
{
    struct trace *trace = self;
    buf_byte(&trace->log, c);
    return ++trace->calls == trace->fail_at ? ERR_INTERNAL : ERR_OK;
}

static enum err
on_begin(void *self, const struct page *p, size_t number)
{
    assert_ptr_equal(p, document->page[number]);
    return note(self, (char)('0' + number));
}

static enum err
on_item(void *self, const struct item *item)
{
    (void)item;
    return note(self, 'i');
}

static enum err
on_end(void *self, const struct page *p)
{
    (void)p;
    return note(self, 'e');
}

/* Each place where a painter may fail ends the walk with its error. */
static void
painting(void **state)
{
    (void)state;
    static const char whole[] = "0iie1e";
    add((struct item){.kind = ITEM_SPAN_BEGIN});
    add((struct item){.kind = ITEM_SPAN_END});
    assert_non_null(document_add_page(document, 1, 1, NULL));
    for (int fail_at = 0; fail_at <= 6; fail_at++) {
        struct trace trace = {.fail_at = fail_at};
        struct painter painter = {&trace, on_begin, on_item, on_end};
        enum err err = document_paint(document, &painter);
        assert_int_equal(err, fail_at == 0 ? ERR_OK : ERR_INTERNAL);
        size_t n = fail_at == 0 ? 6 : (size_t)fail_at;
        assert_int_equal(trace.log.n, n);
        assert_memory_equal(trace.log.p, whole, n);
        buf_fini(&trace.log);
    }
}

static void
many_items(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++)
        add((struct item){.kind = ITEM_SPAN_END, .x = i});
    assert_int_equal(page->n_items, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(page->item[i].x, i);
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {CASE(empty_document),
        CASE(fields_and_bookmarks), CASE(rects), CASE(lines_and_ellipses),
        CASE(far_away), CASE(glyphs_spans_clips), CASE(frames),
        CASE(text_of_pages), CASE(painting), CASE(many_items)};
    return cmocka_run_group_tests_name("page", tests, NULL, NULL);
}
