/* A QR code (JIS X 0510) from libqrencode, drawn as one path.
 *
 * The side that the job gives holds the code and its quiet zone (4 modules,
 * section 6.3.8 there), so nothing beside it can spoil its reading.
 */
#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "figure/drawing.h"

enum {
    QUIET = 4,                          /* modules */
    MODULE_LEAST = 3 * EMU_PER_MM / 10, /* finer ones are hard to read */
    LUMA_MOST = 128                     /* of 255; lighter codes do not read */
};

DIAG_MESSAGE(too_long, "qr.too-long", DIAG_ERROR,
    "QR コードに入りきりません（{1} バイト、レベル {2}）。"
    "内容を短くするか level を下げてください",
    "the content does not fit a QR code ({1} bytes at level {2}); shorten it "
    "or lower the level");
DIAG_MESSAGE(too_fine, "qr.fine", DIAG_WARN,
    "QR コードの目が細かく（{1} mm）、読み取れない恐れがあります。"
    "size を {2} mm 以上にするか、内容を短くしてください",
    "the modules of the QR code are only {1} mm and may not be readable; make "
    "size at least {2} mm or shorten the content");
DIAG_MESSAGE(too_light, "qr.light", DIAG_WARN,
    "QR コードの色が薄く、読み取れない恐れがあります。"
    "濃い色にしてください",
    "the colour of the QR code is light and may not be readable; use a dark "
    "colour");
DIAG_MESSAGE(no_side, "qr.no-room", DIAG_ERROR,
    "QR コードの一辺 {1} mm に {2} 個の目が入りません。"
    "size を大きくしてください",
    "a QR code {1} mm wide has no room for {2} modules; make size larger");

static QRecLevel
level_of(const struct section *block)
{
    static const struct {
        const char *word;
        QRecLevel level;
    } levels[] = {{"L", QR_ECLEVEL_L}, {"M", QR_ECLEVEL_M}, {"Q", QR_ECLEVEL_Q},
        {"H", QR_ECLEVEL_H}};
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        if (section_word_is(block, "level", levels[i].word))
            return levels[i].level;
    return QR_ECLEVEL_M;
}

/* A code as rows of modules: bit 0 is black. */
struct code {
    int width;
    unsigned char *module;
};

/* QR in ARENA; NULL: no memory. */
static const struct code *
copy_code(struct arena *arena, const QRcode *qr)
{
    size_t n = (size_t)qr->width * (size_t)qr->width;
    struct code *code = arena_alloc(arena, sizeof *code);
    if (code == NULL)
        return NULL;
    *code = (struct code){qr->width, arena_alloc(arena, n)};
    if (code->module == NULL)
        return NULL;
    memcpy(code->module, qr->data, n);
    return code;
}

static enum err
encode(const struct set_context *context, const struct section *block,
    const struct code **out)
{
    const char *text = section_text(block, "content");
    struct diag *diag = context->diag;
    struct loc loc = section_loc(block, "content");
    QRcode *qr = QRcode_encodeString(text, 0, level_of(block), QR_MODE_8, 1);
    *out = qr == NULL ? NULL : copy_code(context->arena, qr);
    bool full = qr == NULL ? errno == ENOMEM : *out == NULL;
    QRcode_free(qr);
    if (full)
        return ERR_NOMEM;
    if (*out != NULL)
        return ERR_OK;
    return DIAG(diag, loc, &too_long, diag_int(diag, (int64_t)strlen(text)),
        section_text(block, "level"));
}

/* The code of BLOCK: what was encoded before is kept. */
static enum err
find_code(const struct set_context *context, const struct section *block,
    const struct code **out)
{
    const char *name = arena_printf(context->arena, "qr.code %s %s",
        section_text(block, "level"), section_text(block, "content"));
    *out = name == NULL ? NULL : recall_find(context->recall, name);
    if (*out != NULL)
        return ERR_OK;
    enum err err = name == NULL ? ERR_NOMEM : encode(context, block, out);
    if (err == ERR_OK && !recall_keep(context->recall, name, *out))
        return ERR_NOMEM;
    return err;
}

static enum err
warn(const struct set_context *context, const struct section *block, int side,
    emu module)
{
    struct diag *diag = context->diag;
    struct colour c = section_colour(block, "colour");
    int luma = (299 * c.rgb[0] + 587 * c.rgb[1] + 114 * c.rgb[2]) / 1000;
    enum err err = ERR_OK;
    if (luma > LUMA_MOST)
        err = DIAG(diag, section_loc(block, "colour"), &too_light, NULL);
    if (err == ERR_OK && module < MODULE_LEAST)
        err = DIAG(diag, section_loc(block, "size"), &too_fine,
            diag_mm(diag, module), diag_mm(diag, (int64_t)side * MODULE_LEAST));
    return err;
}

/* Adds the rectangle of the run FROM ... TO of ROW to the path at OP. */
static void
put_run(struct path_op op[5], struct box code, emu module, int row, int from,
    int to)
{
    emu left = code.x + from * module, right = code.x + to * module;
    emu top = code.y + row * module, bottom = top + module;
    const emu x[4] = {left, right, right, left};
    const emu y[4] = {top, top, bottom, bottom};
    for (int i = 0; i < 4; i++)
        op[i] =
            (struct path_op){i == 0 ? PATH_MOVE : PATH_LINE, {x[i]}, {y[i]}};
    op[4] = (struct path_op){PATH_CLOSE, {0}, {0}};
}

/* Black runs, row by row; OP NULL only counts.  Returns the number of ops. */
static size_t
put_code(struct path_op *op, const struct code *qr, struct box code, emu module)
{
    size_t n = 0;
    for (int row = 0; row < qr->width; row++) {
        const unsigned char *bit = qr->module + (ptrdiff_t)row * qr->width;
        for (int to, from = 0; from < qr->width; from = to) {
            for (to = from + 1;
                 to < qr->width && ((bit[from] ^ bit[to]) & 1) == 0;)
                to++;
            if ((bit[from] & 1) == 0)
                continue;
            if (op != NULL)
                put_run(op + n, code, module, row, from, to);
            n += 5;
        }
    }
    return n;
}

static enum err
draw_code(const struct set_context *context, const struct section *block,
    struct page *page, struct box box, const struct code *qr)
{
    int side = qr->width + 2 * QUIET;
    emu module = box.width / side;
    struct diag *diag = context->diag;
    if (module == 0)
        return DIAG(diag, section_loc(block, "size"), &no_side,
            diag_mm(diag, box.width), diag_int(diag, side));
    enum err err = warn(context, block, side, module);
    emu inset = (box.width - qr->width * module) / 2;
    struct box code = {box.x + inset, box.y + inset, 0, 0};
    struct item item = {.kind = ITEM_PATH,
        .loc = block->loc,
        .paint = {
            .fill = section_colour(block, "colour"), .stroke = COLOUR_NONE}};
    item.n_ops = put_code(NULL, qr, code, module);
    struct path_op *op = arena_array(context->arena, item.n_ops, sizeof *op);
    if (op == NULL)
        return ERR_NOMEM;
    put_code(op, qr, code, module);
    item.op = op;
    return err == ERR_OK ? page_add(context->arena, page, &item) : err;
}

static enum err
qr_measure(const struct set_context *context, const struct section *block,
    emu width, emu *height, bool *stretch)
{
    (void)width;
    *height = draw_length(context, block, "size");
    *stretch = false;
    return ERR_OK;
}

/* What the code says stands for it when the job has no other words. */
static const char *
read_as(const struct section *block)
{
    const char *alt = section_text(block, "alt");
    return alt == NULL ? section_text(block, "content") : alt;
}

static enum err
qr_draw(const struct set_context *context, const struct section *block,
    struct page *page, struct box box)
{
    emu size = draw_length(context, block, "size");
    const char *alt = read_as(block);
    const struct code *qr;
    enum err err = draw_fits_height(context, block, size, box.height);
    if (err == ERR_OK)
        err = draw_fits_width(context, block, size, box.width);
    if (err == ERR_OK)
        err = find_code(context, block, &qr);
    if (err != ERR_OK)
        return err;
    box.x += draw_align(block, box.width - size);
    box.width = box.height = size;
    draw_picture(page, block, alt, box);
    return draw_code(context, block, page, box, qr);
}

const struct drawing drawing_qr = {"qr", qr_measure, qr_draw, NULL};
