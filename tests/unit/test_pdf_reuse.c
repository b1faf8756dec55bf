/* pdf: a file that takes over what an earlier one left is the one that would be
 * written without it. */
#include "test_pdf_fixture.h"

#include "pdf/pdf.h"

/* What does not vary: made once, as editions of a job share it. */
struct stable {
    const struct glyph_run *head, *body, *vertical;
};

/* What an edition has of its own. */
struct own {
    const char *text, *second; /* second: an element of its own, or NULL */
    const char *face, *other;  /* other: of SECOND, when it is not FACE */
    bool blended;              /* its rectangle is seen through */
    const char *lang;          /* of its first element, or NULL */
};

static struct stable
stable(struct fixture *f)
{
    return (struct stable){fixture_run(f, GOTHIC, PT(12), "見出し"),
        fixture_run(f, INTER, PT(9), "Body, fi"),
        fixture_run(f, MINCHO, PT(9), "縦")};
}

static void
put_run(struct fixture *f, const struct glyph_run *run, emu x, emu y)
{
    fixture_add(f, (struct item){.kind = ITEM_GLYPHS,
                       .x = x,
                       .y = y,
                       .run = run,
                       .colour = COLOUR_BLACK});
}

static void
put_element(struct fixture *f, enum role role)
{
    struct structure *s = f->document->structure;
    f->page->element = structure_add(s, s->root, role);
    assert_non_null(f->page->element);
}

static void
put_own(struct fixture *f, const struct own *own, emu y)
{
    f->page->varies = true;
    put_element(f, ROLE_P);
    if (own->lang != NULL)
        structure_extra(f->document->structure, f->page->element)->lang =
            own->lang;
    put_run(f, fixture_run(f, own->face, PT(9), own->text), MM(5), y);
    if (own->second != NULL) {
        put_element(f, ROLE_P);
        const char *face = own->other == NULL ? own->face : own->other;
        put_run(f, fixture_run(f, face, PT(9), own->second), MM(5), y + MM(4));
    }
    f->page->varies = false;
}

static void
put_rect(struct fixture *f, int opacity)
{
    static const struct colour red = {.rgb = {200, 0, 0}};
    static const struct colour blue = {.rgb = {0, 0, 200}};
    struct gradient *g = arena_alloc(f->arena, sizeof *g);
    *g = (struct gradient){0, 0, PT(100), 0, red, blue};
    const struct paint paint = {
        .gradient = g, .stroke = COLOUR_NONE, .opacity = opacity};
    assert_int_equal(page_add_rect(f->arena, f->page, MM(5), MM(40), MM(20),
                         MM(5), 0, &paint, LOC_NONE),
        ERR_OK);
}

/* An edition: texts of its own between what all have, and a page that varies
 * in nothing. */
static struct document *
edition(struct fixture *f, const struct stable *s, const struct own *own)
{
    f->document = document_new(f->arena);
    assert_non_null(f->document);
    f->document->title = own->text;
    f->document->lang = "ja";
    fixture_page(f, MM(60), MM(60), NULL);
    put_element(f, ROLE_H1);
    put_run(f, s->head, MM(5), MM(10));
    put_own(f, own, MM(15));
    put_element(f, ROLE_P);
    fixture_span(f, "BODY");
    put_run(f, s->body, MM(5), MM(30));
    fixture_span_end(f);
    f->page->varies = true;
    if (own->blended)
        put_rect(f, 500);
    f->page->varies = false;
    f->page->element = NULL;
    put_rect(f, 700);
    put_own(f, own, MM(50));
    fixture_page(f, MM(60), MM(60), NULL);
    put_element(f, ROLE_P);
    put_run(f, s->vertical, MM(5), MM(10));
    put_run(f, s->body, MM(5), MM(20));
    put_rect(f, 700);
    return f->document;
}

static struct buf
written(struct fixture *f, const struct document *document, bool tagged,
    struct pdf_memory *memory, bool lasting)
{
    struct buf pdf = {0};
    const struct pdf_options options = {.producer = "Kumihan test",
        .tagged = tagged,
        .memory = memory,
        .lasting = lasting};
    if (pdf_write(f->diag, document, &options, &pdf) != ERR_OK)
        fail_msg("%s", fixture_said(f));
    return pdf;
}

static const struct own first = {.text = "一", .face = GOTHIC};

/* The file of OWN, with what that of FIRST left, is that without it. */
static void
expect_same(struct fixture *f, const struct own *own, bool tagged)
{
    struct stable s = stable(f);
    struct pdf_memory *memory = pdf_memory_new();
    assert_non_null(memory);
    const struct document *base_of = edition(f, &s, &first);
    struct buf base = written(f, base_of, tagged, memory, true);
    struct document *document = edition(f, &s, own);
    document_liken(document, base_of);
    struct buf plain = written(f, document, tagged, NULL, false);
    struct buf again = written(f, document, tagged, memory, false);
    fixture_put(f, "plain.pdf", (struct str){plain.p, plain.n});
    fixture_put(f, "again.pdf", (struct str){again.p, again.n});
    fixture_sh(f, "qpdf --check plain.pdf");
    fixture_sh(f, "cmp plain.pdf again.pdf");
    buf_fini(&base);
    buf_fini(&plain);
    buf_fini(&again);
    pdf_memory_free(memory);
}

static void
test_another_text(void **state)
{
    expect_same(
        *state, &(struct own){.text = "二番目の版", .face = GOTHIC}, true);
    expect_same(
        *state, &(struct own){.text = "二番目の版", .face = GOTHIC}, false);
}

/* The numbers of marked content move. */
static void
test_more_elements(void **state)
{
    const struct own own = {.text = "二", .second = "三", .face = GOTHIC};
    expect_same(*state, &own, true);
    expect_same(*state, &own, false);
}

/* Elements that say something else, where all else is the same. */
static void
test_other_elements(void **state)
{
    const struct own own = {.text = "二", .face = GOTHIC, .lang = "en"};
    expect_same(*state, &own, true);
}

/* The names of fonts, or of all else, move. */
static void
test_other_resources(void **state)
{
    expect_same(*state, &(struct own){.text = "two", .face = INTER}, true);
    expect_same(*state, &(struct own){.text = "三", .face = MINCHO}, true);
    const struct own two = {
        .text = "一", .second = "四", .face = GOTHIC, .other = NOTO};
    expect_same(*state, &two, true);
    expect_same(*state, &two, false);
    expect_same(*state,
        &(struct own){.text = "三", .face = GOTHIC, .blended = true}, true);
}

/* Glyphs that moved, in a run that is still the same to the eye of the writer,
 * show that it was not painted again. */
static void
test_what_is_there_is_not_painted(void **state)
{
    struct fixture *f = *state;
    struct stable s = stable(f);
    struct pdf_memory *memory = pdf_memory_new();
    struct own other = {.text = "二", .face = GOTHIC};
    const struct document *base_of = edition(f, &s, &first);
    struct buf base = written(f, base_of, true, memory, true);
    struct document *document = edition(f, &s, &other);
    document_liken(document, base_of);
    struct buf good = written(f, document, true, memory, false);
    for (size_t i = 0; i < s.body->n; i++)
        ((struct glyph *)s.body->glyph)[i].x += (emu)i * PT(2);
    struct buf moved = written(f, document, true, memory, false);
    struct buf plain = written(f, document, true, NULL, false);
    assert_int_equal(moved.n, good.n);
    assert_memory_equal(moved.p, good.p, good.n);
    assert_true(plain.n != good.n || memcmp(plain.p, good.p, good.n) != 0);
    /* Its element moves what stands behind it, and that is painted. */
    other.second = "三";
    document = edition(f, &s, &other);
    document_liken(document, base_of);
    struct buf more = written(f, document, true, memory, false);
    fixture_put(f, "t.pdf", (struct str){more.p, more.n});
    fixture_sh(f, "qpdf --check t.pdf");
    buf_fini(&base);
    buf_fini(&good);
    buf_fini(&moved);
    buf_fini(&plain);
    buf_fini(&more);
    pdf_memory_free(memory);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_another_text),
        FIXTURE_TEST(test_more_elements),
        FIXTURE_TEST(test_other_elements),
        FIXTURE_TEST(test_other_resources),
        FIXTURE_TEST(test_what_is_there_is_not_painted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
