/* A picture file: SVG as paths, PNG and JPEG as they are. */
#include <string.h>

#include "base/file.h"
#include "figure/drawing.h"
#include "figure/svg.h"

enum { DPI_LEAST = 150 };

DIAG_MESSAGE(unknown_kind, "image.kind", DIAG_ERROR,
    "「{1}」は SVG・PNG・JPEG のどれでもありません。"
    "このどれかで書き出してください",
    "\"{1}\" is neither SVG nor PNG nor JPEG; export it as one of these");
DIAG_MESSAGE(broken, "image.broken", DIAG_ERROR,
    "「{1}」は壊れています（画素数が読めません）。書き出し直してください",
    "\"{1}\" is damaged (its size in pixels cannot be read); export it again");
DIAG_MESSAGE(coarse, "image.coarse", DIAG_WARN,
    "「{1}」は {2} dpi しかなく、印刷すると粗く見えます。"
    "幅 {3} 画素以上の画像にするか、小さく置いてください",
    "\"{1}\" has only {2} dpi and will look coarse in print; use a picture at "
    "least {3} pixels wide or place it smaller");
DIAG_MESSAGE(no_colour, "image.colour", DIAG_ERROR,
    "colour（一色で描く）は SVG だけに使えます。"
    "「{1}」を SVG にするか colour を消してください",
    "colour (drawing in one colour) works for SVG only; make \"{1}\" an SVG "
    "or remove colour");

struct picture {
    struct svg *svg;     /* or */
    struct image *image; /* one of the two */
};

static unsigned
byte(struct str s, size_t at)
{
    return at < s.n ? (unsigned char)s.p[at] : 0;
}

static int
big_endian(struct str s, size_t at, int n)
{
    unsigned value = 0;
    for (int i = 0; i < n; i++)
        value = value << 8 | byte(s, at + (size_t)i);
    return value > INT32_MAX ? 0 : (int)value;
}

/* PNG (ISO/IEC 15948): IHDR is the first chunk. */
static void
size_png(struct image *image)
{
    if (image->bytes.n < 24 || memcmp(image->bytes.p + 12, "IHDR", 4) != 0)
        return;
    image->width = big_endian(image->bytes, 16, 4);
    image->height = big_endian(image->bytes, 20, 4);
}

/* JPEG (ITU-T T.81, B.2): the first frame header, SOF0 ... SOF15 without DHT,
 * JPG and DAC. */
static void
size_jpeg(struct image *image)
{
    struct str s = image->bytes;
    size_t at = 2;
    while (at + 9 < s.n && byte(s, at) == 0xFF) {
        unsigned marker = byte(s, at + 1);
        bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
                     marker != 0xC8 && marker != 0xCC;
        if (marker == 0xFF) { /* fill byte */
            at++;
            continue;
        }
        if (frame) {
            image->height = big_endian(s, at + 5, 2);
            image->width = big_endian(s, at + 7, 2);
            return;
        }
        at += 2 + (size_t)big_endian(s, at + 2, 2);
    }
}

static bool
begins(struct str s, const char *with, size_t n)
{
    return s.n >= n && memcmp(s.p, with, n) == 0;
}

/* Markup begins with `<`, after a byte order mark and white space. */
static bool
is_markup(struct str s)
{
    if (begins(s, "\xEF\xBB\xBF", 3))
        s = (struct str){s.p + 3, s.n - 3};
    s = str_trim(s);
    return s.n > 0 && s.p[0] == '<';
}

static enum err
load_pixels(const struct set_context *context, struct loc loc, const char *path,
    struct str bytes, struct picture *out)
{
    struct image *image = arena_alloc(context->arena, sizeof *image);
    if (image == NULL)
        return ERR_NOMEM;
    bool png = begins(bytes, "\x89PNG\r\n\x1A\n", 8);
    *image = (struct image){
        .kind = png ? IMAGE_PNG : IMAGE_JPEG, .path = path, .bytes = bytes};
    if (!png && !begins(bytes, "\xFF\xD8\xFF", 3))
        return DIAG(context->diag, loc, &unknown_kind, path);
    if (png)
        size_png(image);
    else
        size_jpeg(image);
    if (image->width <= 0 || image->height <= 0)
        return DIAG(context->diag, loc, &broken, path);
    out->image = image;
    return ERR_OK;
}

static enum err
read_picture(const struct set_context *context, struct loc loc,
    const char *path, struct picture *out)
{
    struct str bytes;
    enum err err = file_read(context->arena, context->diag, loc, path, &bytes);
    if (err != ERR_OK)
        return err;
    if (is_markup(bytes))
        return svg_read(context->arena, context->diag, path, bytes, &out->svg);
    return load_pixels(context, loc, path, bytes, out);
}

/* The picture of BLOCK; a file is read once for all who show it. */
static enum err
load(const struct set_context *context, const struct section *block,
    const struct picture **out)
{
    const char *path = section_file(block, "file");
    const char *name = arena_join(context->arena, "figure.picture", " ", path);
    struct picture *fresh = NULL;
    *out = name == NULL ? NULL : recall_find(context->recall, name);
    if (*out == NULL)
        *out = fresh = arena_alloc(context->arena, sizeof *fresh);
    if (name == NULL || *out == NULL)
        return ERR_NOMEM;
    enum err err = ERR_OK;
    if (fresh != NULL)
        err = read_picture(context, section_loc(block, "file"), path, fresh);
    if (err == ERR_OK && fresh != NULL &&
        !recall_keep(context->recall, name, fresh))
        err = ERR_NOMEM;
    if (err == ERR_OK && (*out)->svg == NULL && section_has(block, "colour"))
        err =
            DIAG(context->diag, section_loc(block, "colour"), &no_colour, path);
    return err;
}

static emu
height_at(const struct picture *p, emu width)
{
    if (p->svg != NULL)
        return svg_height(p->svg, width);
    int64_t height = unit_scale(width, p->image->height, p->image->width);
    return (emu)(height > UNIT_MAX ? UNIT_MAX : height);
}

static emu
width_at(const struct picture *p, emu height)
{
    if (p->svg != NULL)
        return svg_width(p->svg, height);
    int64_t width = unit_scale(height, p->image->width, p->image->height);
    return (emu)(width > UNIT_MAX ? UNIT_MAX : width);
}

/* The picture's own size in ROOM: as wide as the job says (else as ROOM), or
 * as high; with both it lies inside both.  Never distorted. */
static struct box
size_in(const struct set_context *context, const struct section *block,
    const struct picture *p, emu room)
{
    bool has_width = section_has(block, "width");
    emu width = has_width
                    ? draw_least(draw_length(context, block, "width"), room)
                    : theme_length(context->theme, room);
    struct box size = {0, 0, width, height_at(p, width)};
    if (!section_has(block, "height"))
        return size;
    emu height = draw_length(context, block, "height");
    if (has_width && size.height <= height)
        return size;
    return (struct box){0, 0, width_at(p, height), height};
}

static enum err
image_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    const struct picture *picture;
    enum err err = load(context, block, &picture);
    *stretch = false;
    if (err == ERR_OK)
        *height = size_in(context, block, picture, width).height;
    return err;
}

static enum err
place_pixels(const struct set_context *context, const struct section *block,
    struct page *page, const struct image *image, struct box box)
{
    const struct item item = {.kind = ITEM_IMAGE,
        .x = box.x,
        .y = box.y,
        .width = box.width,
        .height = box.height,
        .image = image,
        .loc = block->loc};
    struct diag *diag = context->diag;
    int64_t inch = 254 * EMU_PER_MM / 10;
    int64_t dpi = image->width * inch / draw_most(box.width, 1);
    enum err err = ERR_OK;
    if (dpi < DPI_LEAST)
        err = DIAG(diag, section_loc(block, "file"), &coarse, image->path,
            diag_int(diag, dpi),
            diag_int(diag, box.width * (int64_t)DPI_LEAST / inch + 1));
    return err == ERR_OK ? page_add(context->arena, page, &item) : err;
}

static enum err
place(const struct set_context *context, const struct section *block,
    struct page *page, const struct picture *p, struct box box)
{
    struct colour colour = section_colour(block, "colour");
    if (p->svg == NULL)
        return place_pixels(context, block, page, p->image, box);
    return svg_place(context->arena, context->diag, p->svg, block->job, page,
        box.x, box.y, box.width, section_has(block, "colour") ? &colour : NULL,
        block->loc);
}

static enum err
image_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    const char *alt = section_text(block, "alt");
    const struct picture *picture;
    enum err err = load(context, block, &picture);
    if (err != ERR_OK)
        return err;
    struct box size = size_in(context, block, picture, box.width);
    err = draw_fits_height(context, block, size.height, box.height);
    if (err == ERR_OK)
        err = draw_fits_width(context, block, size.width, box.width);
    size.x = box.x + draw_align(block, box.width - size.width);
    size.y = box.y;
    if (section_boolean(block, "decorative"))
        page->element = NULL;
    else
        draw_picture(page, block, alt, size);
    return err == ERR_OK ? place(context, block, page, picture, size) : err;
}

const struct drawing drawing_image = {"image", image_measure, image_draw, NULL};
