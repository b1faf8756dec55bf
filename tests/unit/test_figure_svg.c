/* figure/svg: what an SVG says becomes exactly these items, or an error that
 * stands at the fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "figure/svg.h"
#include "figure/svggeom.h"

#define HEAD "<svg xmlns='http://www.w3.org/2000/svg' "
#define SVG(inner) HEAD "viewBox='0 0 100 100'>" inner "</svg>"

static struct arena *arena;
static struct diag *diag;
static struct document *document;
static struct page *page;

static int
setup(void **state)
{
    (void)state;
    arena = arena_new();
    diag = diag_new();
    document = document_new(arena);
    page = document_add_page(document, 100, 100, NULL);
    return page == NULL || diag == NULL;
}

static int
teardown(void **state)
{
    (void)state;
    diag_free(diag);
    arena_free(arena);
    return 0;
}

static void
check(struct buf *out, const char *want)
{
    const char *got = out->p == NULL ? "" : out->p;
    assert_string_equal(got, want);
    buf_fini(out);
}

static void
expect_diags(const char *want)
{
    struct buf out = {0};
    diag_write(diag, DIAG_EN, DIAG_TEXT, &out);
    check(&out, want);
}

/* TEXT placed so that a user unit of a viewport 100 wide is 1000 emu; ITEMS
 * is the dump without the line of the page. */
static void
expect_items(const char *text, const char *items)
{
    static const char head[] = "page 1 100 100\n";
    struct svg *svg;
    struct buf out = {0};
    page->n_items = 0;
    enum err err = svg_read(arena, diag, "a.svg", str_of(text), &svg);
    expect_diags("");
    assert_int_equal(err, ERR_OK);
    err = svg_place(arena, diag, svg, NULL, page, 0, 0, 100000, NULL, LOC_NONE);
    assert_int_equal(err, ERR_OK);
    document_dump(document, &out);
    assert_memory_equal(out.p, head, sizeof head - 1);
    assert_string_equal(out.p + sizeof head - 1, items);
    buf_fini(&out);
}

/* TEXT is refused with exactly the messages WANT. */
static void
expect_fault(const char *text, const char *want)
{
    struct svg *svg;
    diag_free(diag);
    diag = diag_new();
    enum err err = svg_read(arena, diag, "a.svg", str_of(text), &svg);
    expect_diags(want);
    assert_int_equal(err, ERR_INPUT);
    assert_null(svg);
}

/* Only the places and ids of the messages. */
static void
expect_ids(const char *text, const char *want)
{
    struct svg *svg;
    struct buf all = {0}, ids = {0};
    diag_free(diag);
    diag = diag_new();
    assert_int_equal(
        svg_read(arena, diag, "a.svg", str_of(text), &svg), ERR_INPUT);
    diag_write(diag, DIAG_EN, DIAG_TEXT, &all);
    struct str rest = {all.p, all.n - 1};
    while (rest.p != NULL) {
        struct str line = str_cut(rest, '\n', &rest), tail;
        struct str place = str_cut(line, ' ', &tail);
        const char *id = line.p + line.n;
        while (id[-1] != '[')
            id--;
        buf_str(&ids, place);
        buf_byte(&ids, ' ');
        buf_put(&ids, id, (size_t)(line.p + line.n - id) - 1);
        buf_byte(&ids, '\n');
    }
    buf_fini(&all);
    check(&ids, want);
}

static void
basic_shapes(void **state)
{
    (void)state;
    expect_items(SVG("<rect x='1' y='2' width='3' height='4'/>"),
        "path fill #000000 m 1000 2000 l 4000 2000 l 4000 6000 l 1000 6000 "
        "z\n");
    expect_items(SVG("<rect width='10' height='10' rx='2' fill='red'/>"),
        "path fill #ff0000 m 2000 0 l 8000 0 c 9105 0 10000 895 10000 2000"
        " l 10000 8000 c 10000 9105 9105 10000 8000 10000 l 2000 10000"
        " c 895 10000 0 9105 0 8000 l 0 2000 c 0 895 895 0 2000 0 z\n");
    expect_items(SVG("<circle cx='10' cy='10' r='10' fill='#0f0'/>"),
        "path fill #00ff00 m 20000 10000"
        " c 20000 15523 15523 20000 10000 20000"
        " c 4477 20000 0 15523 0 10000 c 0 4477 4477 0 10000 0"
        " c 15523 0 20000 4477 20000 10000 z\n");
    expect_items(SVG("<ellipse cx='5' cy='5' rx='4' ry='2'/>"),
        "path fill #000000 m 9000 5000 c 9000 6105 7209 7000 5000 7000"
        " c 2791 7000 1000 6105 1000 5000 c 1000 3895 2791 3000 5000 3000"
        " c 7209 3000 9000 3895 9000 5000 z\n");
    expect_items(SVG("<line x1='1' x2='2' y2='3' stroke='blue'/>"),
        "clip m 0 0 l 100000 0 l 100000 100000 l 0 100000 z\n"
        "path fill #000000 m 1000 0 l 2000 3000\n"
        "path stroke #0000ff 1000 m 1000 0 l 2000 3000\nend clip\n");
    expect_items(SVG("<polyline points='1,1 2 2,3-4' fill='none'"
                     " stroke='rgb(10,20,30)' stroke-width='.5'/>"
                     "<polygon points='0 0 1 0 1 1'/>"),
        "clip m 0 0 l 100000 0 l 100000 100000 l 0 100000 z\n"
        "path stroke #0a141e 500 m 1000 1000 l 2000 2000 l 3000 -4000\n"
        "path fill #000000 m 0 0 l 1000 0 l 1000 1000 z\nend clip\n");
}

static void
shapes_without_size(void **state)
{
    (void)state;
    expect_items(SVG("<rect width='0' height='4'/><circle r='0'/>"
                     "<path/><path d=''/><polygon points=''/>"
                     "<rect width='1' height='1'/>"),
        "path fill #000000 m 0 0 l 1000 0 l 1000 1000 l 0 1000 z\n");
}

static void
path_commands(void **state)
{
    (void)state;
    expect_items(SVG("<path d='M1 1h2v3H0V0l5 5L6,6m1 1 1 0z l1 1'/>"),
        "path fill #000000 m 1000 1000 l 3000 1000 l 3000 4000 l 0 4000"
        " l 0 0 l 5000 5000 l 6000 6000 m 7000 7000 l 8000 7000 z"
        " m 7000 7000 l 8000 8000\n");
    expect_items(SVG("<path d='M0 0c1 2 3 4 5 6s1 1 2 2S20 20 30 30'/>"),
        "path fill #000000 m 0 0 c 1000 2000 3000 4000 5000 6000"
        " c 7000 8000 6000 7000 7000 8000"
        " c 8000 9000 20000 20000 30000 30000\n");
    expect_items(SVG("<path d='M0 0S3 3 6 6Q9 9 12 6t6 0T30 30'/>"),
        "path fill #000000 m 0 0 c 0 0 3000 3000 6000 6000"
        " c 8000 8000 10000 8000 12000 6000"
        " c 14000 4000 16000 4000 18000 6000"
        " c 20000 8000 24000 16000 30000 30000\n");
    expect_items(SVG("<path d='M1e1.5-.5.5e1'/>"),
        "clip m 0 0 l 100000 0 l 100000 100000 l 0 100000 z\n"
        "path fill #000000 m 10000 500 l -500 5000\nend clip\n");
}

static void
arcs(void **state)
{
    (void)state;
    /* A quarter, a half, three quarters, of the same circle. */
    expect_items(SVG("<path d='M20 10A10 10 0 0 1 10 20'/>"),
        "path fill #000000 m 20000 10000"
        " c 20000 15523 15523 20000 10000 20000\n");
    expect_items(SVG("<path d='M20 10a10 10 0 0110 10'/>"),
        "path fill #000000 m 20000 10000"
        " c 25523 10000 30000 14477 30000 20000\n");
    expect_items(SVG("<path d='M20 10A10 10 0 0 1 0 10'/>"),
        "path fill #000000 m 20000 10000"
        " c 20000 15523 15523 20000 10000 20000"
        " c 4477 20000 0 15523 0 10000\n");
    expect_items(SVG("<path d='M20 10A10 10 0 1 1 10 0'/>"),
        "path fill #000000 m 20000 10000"
        " c 20000 14045 17564 17691 13827 19239"
        " c 10090 20787 5789 19931 2929 17071"
        " c 69 14211 -787 9910 761 6173 c 2309 2436 5955 0 10000 0\n");
    /* The other way round, radii too small, a radius of 0, no way to go. */
    expect_items(SVG("<path d='M10 20A10 10 0 0 0 20 10'/>"),
        "path fill #000000 m 10000 20000"
        " c 15523 20000 20000 15523 20000 10000\n");
    expect_items(SVG("<path d='M20 10A1 1 0 0 1 0 10A0 9 0 0 1 5 5"
                     "A3 3 0 0 1 5 5'/>"),
        "path fill #000000 m 20000 10000"
        " c 20000 15523 15523 20000 10000 20000"
        " c 4477 20000 0 15523 0 10000 l 5000 5000\n");
    /* An ellipse turned by 90 degrees is the one with its radii changed. */
    expect_items(SVG("<path d='M50 40A10 20 90 0 1 70 50'/>"),
        "path fill #000000 m 50000 40000"
        " c 61046 40000 70000 44477 70000 50000\n");
}

static void
transforms(void **state)
{
    (void)state;
    expect_items(SVG("<g transform='translate(10 20),scale(2)'>"
                     "<path d='M1 1' transform='rotate(90)'/></g>"),
        "path fill #000000 m 8000 22000\n");
    expect_items(SVG("<path d='M10 0' transform='rotate(30)'/>"),
        "path fill #000000 m 8660 5000\n");
    expect_items(SVG("<path d='M20 10' transform='rotate(-450 10 10)'/>"),
        "path fill #000000 m 10000 0\n");
    expect_items(SVG("<path d='M1 2' transform='matrix(1 2 3 4 5 6)'/>"),
        "path fill #000000 m 12000 16000\n");
    expect_items(SVG("<path d='M0 10' transform=' skewX(45) '/>"
                     "<path d='M10 0' transform='skewY(45)translate(1)'/>"),
        "path fill #000000 m 10000 10000\npath fill #000000 m 11000 11000\n");
}

static void
sine_and_cosine(void **state)
{
    (void)state;
    static const struct {
        double degrees, sine, cosine;
    } known[] = {{0, 0, 1}, {30, 0.5, 0.86602540378443865},
        {45, 0.70710678118654752, 0.70710678118654752},
        {60, 0.86602540378443865, 0.5}, {90, 1, 0}, {180, 0, -1}, {270, -1, 0},
        {-90, -1, 0}, {360, 0, 1},
        {405, 0.70710678118654752, 0.70710678118654752},
        {-30, -0.5, 0.86602540378443865},
        {315.0, -0.70710678118654752, 0.70710678118654752}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        double s, c;
        svg_angle(known[i].degrees, &s, &c);
        assert_true(s - known[i].sine < 1e-15 && known[i].sine - s < 1e-15);
        assert_true(c - known[i].cosine < 1e-15 && known[i].cosine - c < 1e-15);
    }
}

static void
view_boxes(void **state)
{
    (void)state;
    static const char dot[] = "<path d='M0 0L10 10'/></svg>";
    char text[400];
    static const struct {
        const char *attributes, *items;
    } cases[] = {
        {"viewBox='0 0 10 10'", "m 0 0 l 100000 100000"},
        {"viewBox='-10,-10 20 20'", "m 50000 50000 l 100000 100000"},
        {"width='20' height='10' viewBox='0 0 10 10'",
            "m 25000 0 l 75000 50000"},
        {"width='20' height='10' viewBox='0 0 10 10'"
         " preserveAspectRatio='xMinYMin'",
            "m 0 0 l 50000 50000"},
        {"width='20' height='10' viewBox='0 0 10 10'"
         " preserveAspectRatio='xMaxYMid meet'",
            "m 50000 0 l 100000 50000"},
        {"width='20' height='10' viewBox='0 0 10 10'"
         " preserveAspectRatio='none'",
            "m 0 0 l 100000 50000"},
        {"width='100%' viewBox='0 0 20 10'", "m 0 0 l 50000 50000"},
        {"width='1in' height='48px'", "m 0 0 l 10417 10417"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char want[200];
        strcpy(text, HEAD);
        strcat(strcat(strcat(text, cases[i].attributes), ">"), dot);
        strcpy(want, "path fill #000000 ");
        strcat(strcat(want, cases[i].items), "\n");
        expect_items(text, want);
    }
    expect_items(HEAD "width='20' height='10' viewBox='0 0 10 10'"
                      " preserveAspectRatio='xMidYMax slice'>"
                      "<path d='M0 0L10 10'/></svg>",
        "clip m 0 0 l 100000 0 l 100000 50000 l 0 50000 z\n"
        "path fill #000000 m 0 -50000 l 100000 50000\nend clip\n");
}

static void
sizes(void **state)
{
    (void)state;
    struct svg *svg;
    assert_int_equal(
        svg_read(arena, diag, "a",
            STR(HEAD "viewBox='0 0 30 10'><path d='M0 0z'/></svg>"), &svg),
        ERR_OK);
    assert_int_equal(svg_height(svg, 300), 100);
    assert_int_equal(svg_width(svg, 100), 300);
    assert_int_equal(svg_width(svg, 1999999999), UNIT_MAX);
    assert_int_equal(svg_height(svg, 0), 0);
}

static void
styles(void **state)
{
    (void)state;
    expect_items(SVG("<g fill='red' style='stroke: blue; stroke-width:2'>"
                     "<path d='M9 9' style=' fill:none;'/>"
                     "<path d='M9 9' stroke='none' fill='inherit'/></g>"),
        "path stroke #0000ff 2000 m 9000 9000\n"
        "path fill #ff0000 m 9000 9000\n");
    /* style wins over attributes; properties of text and editors are free. */
    expect_items(SVG("<path d='M0 0' fill='red' style='fill:lime;"
                     "-inkscape-x:1;font-size:12px;text-align:center'"
                     " data-name='a' class='b' shape-rendering='auto'/>"),
        "path fill #00ff00 m 0 0\n");
    expect_items(SVG("<g color='#123456'><path d='M0 0'"
                     " fill='currentColor'/></g>"),
        "path fill #123456 m 0 0\n");
    expect_items(SVG("<path d='M0 0' style='fill:currentColor;color:teal'/>"),
        "path fill #008080 m 0 0\n");
    expect_items(SVG("<path d='M9 9' fill='none' stroke='#000'"
                     " stroke-linecap='round' stroke-dasharray='3'/>"
                     "<path d='M9 9' fill-rule='evenodd' stroke='#000'"
                     " stroke-dasharray='1,2'/>"),
        "path stroke #000000 1000 dash 3000 3000 round m 9000 9000\n"
        "path fill #000000 even-odd m 9000 9000\n"
        "path even-odd stroke #000000 1000 dash 1000 2000 m 9000 9000\n");
    expect_items(SVG("<path d='M0 0' display='none'/>"
                     "<g visibility='hidden'><path d='M1 1'/>"
                     "<path d='M2 2' visibility='visible'/></g>"
                     "<path d='M0 0' fill='rgb(100%, 0%, 50%)'/>"),
        "path fill #000000 m 2000 2000\npath fill #ff0080 m 0 0\n");
    expect_items(SVG("<path d='M9 9' style='fill:mediumseagreen'/>"),
        "path fill #3cb371 m 9000 9000\n");
}

static void
opacity(void **state)
{
    (void)state;
    expect_items(SVG("<g opacity='.5'><path d='M9 9' opacity='50%'"
                     " stroke='red' stroke-opacity='.5'/></g>"),
        "path fill #000000 opacity 250 m 9000 9000\n"
        "path stroke #ff0000 1000 opacity 125 m 9000 9000\n");
    expect_items(SVG("<path d='M9 9' opacity='0'/><path d='M9 9'"
                     " fill-opacity='0'/><path d='M8 8'/>"),
        "path fill #000000 m 8000 8000\n");
}

static void
use_and_defs(void **state)
{
    (void)state;
    expect_items(SVG("<use href='#a' x='1'/><defs><g id='a' fill='red'>"
                     "<path d='M0 0'/></g></defs>"),
        "path fill #ff0000 m 1000 0\n");
    expect_items(HEAD "xmlns:x='http://www.w3.org/1999/xlink' "
                      "viewBox='0 0 100 100'><defs><path id='p' d='M1 1'/>"
                      "</defs><use x:href='#p' y='2' fill='blue'"
                      " transform='scale(2)'/></svg>",
        "path fill #0000ff m 2000 6000\n");
}

static void
foreign_is_left_out(void **state)
{
    (void)state;
    expect_items(
        "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'a' 'b'>"
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='urn:editor'"
        " viewBox='0 0 9 9' i:version='1' xml:space='preserve'>"
        "<title>T</title><desc>D</desc><metadata><i:x><svg/></i:x></metadata>"
        "<i:layer><path d='bad'/></i:layer>"
        "<path i:d='bad' d='M0 0'/></svg>",
        "path fill #000000 m 0 0\n");
}

static void
clips(void **state)
{
    (void)state;
    expect_items(SVG("<clipPath id='c'><rect width='5' height='5'/></clipPath>"
                     "<g clip-path='url(#c)'><path d='M1 1'/></g>"),
        "clip m 0 0 l 5000 0 l 5000 5000 l 0 5000 z\n"
        "path fill #000000 m 1000 1000\nend clip\n");
    expect_items(
        SVG("<clipPath id='c' clipPathUnits='objectBoundingBox'"
            " transform='scale(.5)'><path d='M0 0H1V1' clip-rule='evenodd'/>"
            "</clipPath><rect x='10' y='10' width='20' height='40'"
            " clip-path=\"url('#c')\"/>"),
        "clip even-odd m 10000 10000 l 20000 10000 l 20000 30000\n"
        "path fill #000000 m 10000 10000 l 30000 10000 l 30000 50000"
        " l 10000 50000 z\nend clip\n");
}

static void
gradients(void **state)
{
    (void)state;
    expect_items(
        SVG("<linearGradient id='g'><stop stop-color='red'/>"
            "<stop offset='100%' style='stop-color:#00f'/></linearGradient>"
            "<rect x='10' y='20' width='30' height='40' fill='url(#g)'/>"),
        "path gradient 10000 20000 40000 20000 #ff0000 #0000ff"
        " m 10000 20000 l 40000 20000 l 40000 60000 l 10000 60000 z\n");
    /* Of a box of 30 x 40, the diagonal's lines of colour run along the other
     * diagonal, which is not square to it. */
    expect_items(SVG("<linearGradient id='g' x2='1' y2='1'><stop offset='.5'"
                     " stop-color='red'/><stop offset='1' stop-color='blue'/>"
                     "</linearGradient>"
                     "<path d='M0 0H30V40H0' fill='url(#g)'/>"),
        "path gradient 19200 14400 38400 28800 #ff0000 #0000ff"
        " m 0 0 l 30000 0 l 30000 40000 l 0 40000\n");
    expect_items(
        SVG("<linearGradient id='h'><stop stop-color='red'/>"
            "<stop offset='1'/></linearGradient>"
            "<linearGradient id='g' href='#h' gradientUnits='userSpaceOnUse'"
            " x1='1' x2='3' gradientTransform='translate(2) scale(2)'/>"
            "<path d='M0 0H30' fill='url(#g)' transform='translate(1)'/>"),
        "path gradient 5000 0 9000 0 #ff0000 #000000 m 1000 0 l 31000 0\n");
    /* No stops: nothing; one: flat; no length: the last colour. */
    expect_items(SVG("<linearGradient id='n'/><linearGradient id='o'>"
                     "<stop stop-color='red'/></linearGradient>"
                     "<linearGradient id='z' x2='0'><stop/>"
                     "<stop stop-color='lime' offset='1'/></linearGradient>"
                     "<path d='M0 0H30V1' fill='url(#n)'/>"
                     "<path d='M0 0H30V1' fill='url(#o)'/>"
                     "<path d='M0 0H30V1' fill='url(#z)'/>"),
        "path fill #ff0000 m 0 0 l 30000 0 l 30000 1000\n"
        "path fill #00ff00 m 0 0 l 30000 0 l 30000 1000\n");
}

static void
gradient_of_three(void **state)
{
    (void)state;
    expect_items(SVG("<linearGradient id='g'><stop stop-color='red'/>"
                     "<stop offset='.5' stop-color='lime'/>"
                     "<stop offset='1' stop-color='blue'/></linearGradient>"
                     "<path d='M10 10H30V30H10' fill='url(#g)'/>"),
        "clip m 10000 10000 l 30000 10000 l 30000 30000 l 10000 30000\n"
        "path gradient 10000 10000 20000 10000 #ff0000 #00ff00"
        " m 10000 10000 l 30000 10000 l 30000 30000 l 10000 30000\n"
        "path gradient 20000 10000 30000 10000 #00ff00 #0000ff"
        " m 20000 -20000 l 20000 60000 l 60000 60000 l 60000 -20000 z\n"
        "end clip\n");
}

static void
one_colour(void **state)
{
    (void)state;
    const struct colour ink = {
        .rgb = {1, 2, 3}, .cmyk = {0, 0, 0, 100}, .has_cmyk = true};
    struct svg *svg;
    struct buf out = {0};
    assert_int_equal(
        svg_read(arena, diag, "a",
            STR(SVG("<linearGradient id='g'><stop/><stop offset='1'"
                    " stop-color='red'/></linearGradient>"
                    "<path d='M0 0H9V9' fill='url(#g)' stroke='red'/>")),
            &svg),
        ERR_OK);
    assert_int_equal(
        svg_place(arena, diag, svg, NULL, page, 50, 60, 1000, &ink, LOC_NONE),
        ERR_OK);
    document_dump(document, &out);
    check(&out, "page 1 100 100\n"
                "clip m 50 60 l 1050 60 l 1050 1060 l 50 1060 z\n"
                "path fill #010203/0,0,0,100 m 50 60 l 140 60 l 140 150\n"
                "path stroke #010203/0,0,0,100 10 m 50 60 l 140 60 l 140 150\n"
                "end clip\n");
}

static void
faults_of_files(void **state)
{
    (void)state;
    expect_fault("<svg", "a.svg:1:1: error: the SVG is not well-formed XML "
                         "(unclosed token); export it again as UTF-8 SVG "
                         "[svg.xml]\n");
    expect_ids("", "a.svg:1:1: svg.xml\n");
    expect_ids("<svg xmlns='http://www.w3.org/2000/svg'>\n <g></svg>",
        "a.svg:2:7: svg.xml\n");
    expect_ids("<svg viewBox='0 0 1 1'/>", "a.svg:1:1: svg.not-svg\n");
    expect_ids(
        "<g xmlns='http://www.w3.org/2000/svg'/>", "a.svg:1:1: svg.not-svg\n");
    expect_ids(
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" SVG("&b;"),
        "a.svg:1:15: svg.doctype\n");
    expect_ids(SVG("&nbsp;"), "a.svg:1:63: svg.xml\n");
    expect_ids(HEAD "><path/></svg>", "a.svg:1:1: svg.no-size\n");
    expect_ids(HEAD "viewBox='0 0 0 9'/>", "a.svg:1:50: svg.view-box\n");
    expect_ids(HEAD "viewBox='0 0 9 9 9'/>", "a.svg:1:50: svg.view-box\n");
    expect_ids(HEAD "viewBox='0 0 9 9' preserveAspectRatio='mid'/>",
        "a.svg:1:80: svg.aspect\n");
    expect_ids(HEAD "viewbox='0 0 9 9' width='1' height='1'/>",
        "a.svg:1:50: svg.attribute\n");
    expect_ids(HEAD "width='x' height='1'/>", "a.svg:1:48: svg.number\n");
    expect_ids(SVG("<path id='a'/><g id='a'/>"), "a.svg:1:77: svg.id-twice\n");
}

static void
too_deep_too_many(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, HEAD "viewBox='0 0 1 1'>");
    for (int i = 0; i < 64; i++)
        buf_text(&text, "<g>");
    expect_ids(text.p, "a.svg:1:248: svg.too-deep\n");
    buf_fini(&text);
    buf_text(&text, HEAD "viewBox='0 0 1 1'>");
    for (int i = 0; i < 100000; i++)
        buf_text(&text, "<g/>");
    expect_ids(text.p, "a.svg:1:400055: svg.too-many\n");
    buf_fini(&text);
    /* Each level is ten copies of the one before. */
    buf_text(&text, HEAD "viewBox='0 0 1 1'><defs><path id='a0' d='M0 0'/>");
    for (int i = 1; i < 9; i++) {
        buf_printf(&text, "<g id='a%d'>", i);
        for (int k = 0; k < 10; k++)
            buf_printf(&text, "<use href='#a%d'/>", i - 1);
        buf_text(&text, "</g>");
    }
    buf_text(&text, "</defs>\n<use href='#a8'/></svg>");
    struct svg *svg;
    diag_free(diag);
    diag = diag_new();
    assert_int_equal(
        svg_read(arena, diag, "a.svg", str_of(text.p), &svg), ERR_INPUT);
    buf_fini(&text);
    expect_ids(
        SVG("<g id='a'><use href='#a'/></g>"), "a.svg:1:63: svg.circle\n");
}

static void
too_large(void **state)
{
    (void)state;
    static const size_t n = (16 << 20) + 1;
    struct svg *svg;
    char *text = calloc(1, n);
    assert_non_null(text);
    assert_int_equal(
        svg_read(arena, diag, "a.svg", (struct str){text, n}, &svg), ERR_INPUT);
    free(text);
    expect_diags("a.svg: error: the SVG file is too large (16777217 bytes, "
                 "limit 16777216); split or simplify the picture "
                 "[svg.too-large]\n");
}

static void
too_many_stops(void **state)
{
    (void)state;
    struct buf text = {0};
    buf_text(&text, HEAD "viewBox='0 0 9 9'><linearGradient id='g'>\n");
    for (int i = 0; i < 65; i++)
        buf_text(&text, "<stop/>");
    buf_text(&text, "</linearGradient><path d='M0 0H9V9' fill='url(#g)'/>"
                    "</svg>");
    expect_ids(text.p, "a.svg:2:449: svg.stops\n");
    buf_fini(&text);
}

static void
faults_of_elements(void **state)
{
    (void)state;
    expect_fault(SVG("\n<text>日本</text><text/>"),
        "a.svg:2:1: error: text in <text> cannot be drawn; convert the text "
        "to outlines in the drawing program [svg.text]\n"
        "a.svg:2:16: error: text in <text> cannot be drawn; convert the text "
        "to outlines in the drawing program [svg.text]\n");
    expect_ids(SVG("<style>.a{}</style><defs><style/></defs>"),
        "a.svg:1:63: svg.style-sheet\n"
        "a.svg:1:88: svg.style-sheet\n");
    expect_ids(SVG("<image/><switch/><foreignObject/>"),
        "a.svg:1:63: svg.picture\n"
        "a.svg:1:71: svg.element\n"
        "a.svg:1:80: svg.text\n");
    expect_ids(SVG("<path D='M0 0'/>"), "a.svg:1:72: svg.attribute\n");
    expect_ids(
        SVG("<path d='M0 0' onload='x'/>"), "a.svg:1:86: svg.attribute\n");
    expect_ids(SVG("<rect width='a' height='-1' rx='1%'/>"),
        "a.svg:1:76: svg.number\n"
        "a.svg:1:87: svg.negative\n"
        "a.svg:1:95: svg.number\n");
    expect_ids(SVG("<use/><use href='b.svg#a'/><use href='#n'/>"
                   "<linearGradient id='l'/><use href='#l'/>"),
        "a.svg:1:63: svg.use\n"
        "a.svg:1:80: svg.use\n"
        "a.svg:1:101: svg.use\n"
        "a.svg:1:141: svg.use\n");
}

static void
faults_of_paths(void **state)
{
    (void)state;
    expect_fault(SVG("<path d='\n M0 0 L1 x'/>"),
        "a.svg:2:10: error: the path data cannot be read at \"x\"; export it "
        "again from the drawing program [svg.path]\n");
    static const struct {
        const char *d;
        int col;
    } bad[] = {{"0 0", 72}, {"L0 0", 72}, {"M0", 74}, {"M0 0 1", 78},
        {"M0 0A1 1 0 2 0 1 1", 83}, {"M0 0x", 76}, {"M0 0 C1 2 3 4 5", 87},
        {"M0 0H", 77}, {"M1e400 0", 73}, {"M0 0 -", 77}};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        char text[200] = HEAD "viewBox='0 0 100 100'><path d='";
        char want[60];
        struct buf b = {0};
        strcat(strcat(text, bad[i].d), "'/></svg>");
        buf_printf(&b, "a.svg:1:%d: svg.path\n", bad[i].col);
        strcpy(want, b.p);
        buf_fini(&b);
        expect_ids(text, want);
    }
    expect_ids(SVG("<polygon points='0 0 1'/>"), "a.svg:1:85: svg.points\n");
    expect_ids(
        SVG("<g transform='rotate(1 2)'/>"), "a.svg:1:77: svg.transform\n");
    expect_ids(SVG("<g transform='scale(2) turn(4)'/>"),
        "a.svg:1:86: svg.transform\n");
    expect_ids(
        SVG("<g transform='skewX(90)'/>"), "a.svg:1:77: svg.transform\n");
    expect_ids(SVG("<g transform='scale(1'/>"), "a.svg:1:84: svg.transform\n");
}

static void
faults_of_styles(void **state)
{
    (void)state;
    expect_fault(SVG("<path fill='#12' d='M0 0'/>"),
        "a.svg:1:75: error: fill cannot be \"#12\"; allowed: none, #RRGGBB, "
        "rgb(...), url(#id), CSS colour name [svg.value]\n");
    expect_ids(SVG("<g style='fill:blu;  stroke-linejoin:round;x;filter:f'/>"),
        "a.svg:1:106: svg.declaration\n"
        "a.svg:1:73: svg.value\n"
        "a.svg:1:84: svg.value\n"
        "a.svg:1:108: svg.value\n");
    expect_ids(SVG("<g style='fil:red'/>"), "a.svg:1:73: svg.property\n");
    expect_ids(SVG("<g stroke-width='-1' opacity='x' stroke-dasharray='1 2 3'"
                   " mask='url(#m)' stroke-linecap='square' fill-rule='a'/>"),
        "a.svg:1:93: svg.value\n"
        "a.svg:1:171: svg.value\n"
        "a.svg:1:80: svg.value\n"
        "a.svg:1:152: svg.value\n"
        "a.svg:1:114: svg.value\n"
        "a.svg:1:127: svg.value\n");
    expect_ids(SVG("<g opacity='.5'><path d='M0 0'/><path d='M0 0'/></g>"),
        "a.svg:1:63: svg.group-opacity\n");
    expect_ids(SVG("<path d='M0 0' stroke='red' transform='scale(1 2)'/>"),
        "a.svg:1:63: svg.uneven-stroke\n");
}

static void
faults_of_references(void **state)
{
    (void)state;
    expect_ids(
        SVG("<path d='M0 0' fill='url(#a)'/>"), "a.svg:1:84: svg.no-such-id\n");
    expect_ids(SVG("<radialGradient id='a'/><path d='M0 0' fill='url(#a)'/>"),
        "a.svg:1:108: svg.not-linear\n");
    expect_ids(SVG("<linearGradient id='a'/><path d='M0 0' stroke='url(#a)'/>"),
        "a.svg:1:110: svg.stroke-gradient\n");
    expect_ids(SVG("<linearGradient id='a' spreadMethod='reflect'>"
                   "<stop offset='x'/><stop stop-opacity='.5'/>"
                   "</linearGradient><path d='M0 0' fill='url(#a)'/>"),
        "a.svg:1:100: svg.spread\n"
        "a.svg:1:123: svg.stop\n"
        "a.svg:1:127: svg.stop-opacity\n");
    expect_ids(SVG("<linearGradient id='a'><stop/><stop/><stop offset='1'/>"
                   "</linearGradient><path d='M0 0H9V9' opacity='.5'"
                   " fill='url(#a)'/>"),
        "a.svg:1:135: svg.see-through\n");
    expect_ids(SVG("<path d='M0 0' clip-path='url(#n)'/>"),
        "a.svg:1:89: svg.no-such-id\n");
    expect_ids(SVG("<clipPath id='a'><path/><path/></clipPath>"
                   "<path d='M0 0' clip-path='url(#a)'/>"),
        "a.svg:1:131: svg.clip\n");
    expect_ids(SVG("<clipPath id='a' clipPathUnits='objectBoundingBox'><path/>"
                   "</clipPath><g clip-path='url(#a)'/>"),
        "a.svg:1:63: svg.clip-box\n");
}

static void
empty_is_a_warning(void **state)
{
    (void)state;
    struct svg *svg;
    assert_int_equal(
        svg_read(arena, diag, "a.svg", STR(SVG("")), &svg), ERR_OK);
    assert_non_null(svg);
    expect_diags("a.svg:1:1: warning: nothing in this SVG is visible; check "
                 "the file [svg.empty]\n");
}

static void
far_points(void **state)
{
    (void)state;
    struct svg *svg;
    struct loc loc = {"job.ini", 3, 1};
    assert_int_equal(
        svg_read(arena, diag, "a.svg", STR(SVG("<path d='M1e11 0'/>")), &svg),
        ERR_OK);
    assert_int_equal(
        svg_place(arena, diag, svg, NULL, page, 0, 0, 1000000, NULL, loc),
        ERR_INPUT);
    expect_diags("job.ini:3:1: error: the picture reaches far beyond any page; "
                 "check viewBox and coordinates [svg.range]\n");
}

/* Bytes of a good file changed, dropped and doubled: whatever comes of it, the
 * reader says OK or what is wrong, and never more. */
static void
mutations(void **state)
{
    (void)state;
    static const char good[] =
        HEAD "viewBox='0 0 9 9' preserveAspectRatio='xMidYMid slice'>"
             "<defs><linearGradient id='g' x2='50%'><stop stop-color='#abc'/>"
             "<stop offset='.5'/><stop offset='1'/></linearGradient>"
             "<clipPath id='c'><circle r='5'/></clipPath></defs>"
             "<g transform='rotate(30 1 2) skewX(3)' style='fill:url(#g)'>"
             "<path d='M1 2c3,4 5-6 7 8s1 2 3 4A3 4 10 1 0 9 9qz'/>"
             "<path d='M1 2c3,4 5-6 7 8s1 2 3 4A3 4 10 1 0 9 9z'/>"
             "<use href='#u' clip-path='url(#c)' opacity='.5'/></g>"
             "<rect id='u' width='3' height='4' rx='1' stroke='red'/></svg>";
    static const char odd[] = "<>'\"#&;()0919eE+-.,% zMaAcCuse/=\n\x80\xFF";
    uint32_t seed = 12345;
    char text[sizeof good + 1];
    for (int round = 0; round < 6000; round++) {
        size_t n = sizeof good - 1;
        struct svg *svg;
        memcpy(text, good, sizeof good);
        for (int k = 0; k < 1 + round % 4; k++) {
            seed = seed * 1664525 + 1013904223;
            size_t at = (seed >> 8) % n;
            seed = seed * 1664525 + 1013904223;
            char c = odd[(seed >> 8) % (sizeof odd - 1)];
            if (seed >> 30 == 0)
                memmove(text + at, text + at + 1, n-- - at);
            else
                text[at] = c;
        }
        struct arena *own = arena_new();
        struct diag *said = diag_new();
        enum err err =
            svg_read(own, said, "m.svg", (struct str){text, n}, &svg);
        assert_true((err == ERR_OK) == (svg != NULL));
        assert_true((err == ERR_OK) == (diag_errors(said) == 0));
        struct document *d = document_new(own);
        struct page *p = document_add_page(d, 1, 1, NULL);
        if (err == ERR_OK)
            assert_int_equal(svg_place(own, said, svg, NULL, p, 0, 0, 36000,
                                 NULL, LOC_NONE) == ERR_OK,
                diag_errors(said) == 0);
        diag_free(said);
        arena_free(own);
    }
}

/* The association's own logo: whole, and woven the same in one colour. */
static void
logo(void **state)
{
    (void)state;
    struct str bytes;
    struct svg *svg;
    assert_int_equal(
        file_read(arena, diag, LOC_NONE, "data/logo.svg", &bytes), ERR_OK);
    assert_int_equal(
        svg_read(arena, diag, "data/logo.svg", bytes, &svg), ERR_OK);
    assert_int_equal(svg_height(svg, 432000), 432000);
    assert_int_equal(
        svg_place(arena, diag, svg, NULL, page, 0, 0, 432000, NULL, LOC_NONE),
        ERR_OK);
    assert_int_equal(page->n_items, 4);
    for (size_t i = 0; i < page->n_items; i++) {
        assert_int_equal(page->item[i].kind, ITEM_PATH);
        assert_non_null(page->item[i].paint.gradient);
    }
    expect_diags("");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(basic_shapes, setup, teardown),
        cmocka_unit_test_setup_teardown(shapes_without_size, setup, teardown),
        cmocka_unit_test_setup_teardown(path_commands, setup, teardown),
        cmocka_unit_test_setup_teardown(arcs, setup, teardown),
        cmocka_unit_test_setup_teardown(transforms, setup, teardown),
        cmocka_unit_test_setup_teardown(sine_and_cosine, setup, teardown),
        cmocka_unit_test_setup_teardown(view_boxes, setup, teardown),
        cmocka_unit_test_setup_teardown(sizes, setup, teardown),
        cmocka_unit_test_setup_teardown(styles, setup, teardown),
        cmocka_unit_test_setup_teardown(opacity, setup, teardown),
        cmocka_unit_test_setup_teardown(use_and_defs, setup, teardown),
        cmocka_unit_test_setup_teardown(foreign_is_left_out, setup, teardown),
        cmocka_unit_test_setup_teardown(clips, setup, teardown),
        cmocka_unit_test_setup_teardown(gradients, setup, teardown),
        cmocka_unit_test_setup_teardown(gradient_of_three, setup, teardown),
        cmocka_unit_test_setup_teardown(one_colour, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_files, setup, teardown),
        cmocka_unit_test_setup_teardown(too_deep_too_many, setup, teardown),
        cmocka_unit_test_setup_teardown(too_large, setup, teardown),
        cmocka_unit_test_setup_teardown(too_many_stops, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_elements, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_paths, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_styles, setup, teardown),
        cmocka_unit_test_setup_teardown(faults_of_references, setup, teardown),
        cmocka_unit_test_setup_teardown(empty_is_a_warning, setup, teardown),
        cmocka_unit_test_setup_teardown(far_points, setup, teardown),
        cmocka_unit_test_setup_teardown(mutations, setup, teardown),
        cmocka_unit_test_setup_teardown(logo, setup, teardown),
    };
    return cmocka_run_group_tests_name("figure svg", tests, NULL, NULL);
}
