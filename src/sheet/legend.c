#include "sheet/legend.h"

static const struct {
    uint8_t rgb[3];
    const char *ja, *en;
} keys[] = {{{0x00, 0x9f, 0xe3}, "版面・段・行の区切り・基準線の格子",
                "margins, columns, rows, base-line grid"},
    {{0x2f, 0x9e, 0x44}, "枠（右肩に名前）", "areas, named at the right"},
    {{0x84, 0x3d, 0xc4}, "ブロック（左肩に名前と行）",
        "blocks, named at the left"},
    {{0xf0, 0x8c, 0x00}, "文字の並び線", "base lines of the text"}};

struct colour
legend_colour(enum proof_kind kind)
{
    static const uint8_t rgb[][3] = {[PROOF_ERROR] = {0xd0, 0x0f, 0x1a},
        [PROOF_WARNING] = {0xd9, 0x48, 0x0f},
        [PROOF_NOTE] = {0x1c, 0x6d, 0xd0},
        [PROOF_CHANGE] = {0xc2, 0x00, 0x7a}};
    return (struct colour){.rgb = {rgb[kind][0], rgb[kind][1], rgb[kind][2]}};
}

static struct label
label_of(const struct legend *l, emu size, struct colour colour)
{
    return (struct label){l->arena, l->diag, l->font, size, colour};
}

static enum err
put_line(struct legend *l, emu indent, const char *text, struct colour colour)
{
    struct label label = label_of(l, LEGEND_SIZE, colour);
    emu y = l->y + LEGEND_SIZE;
    l->y += LEGEND_LINE;
    return label_text(&label, l->page, text, l->x + indent, y);
}

static enum err
put_key(struct legend *l, size_t index)
{
    const uint8_t *rgb = keys[index].rgb;
    const struct paint paint = {.fill = COLOUR_NONE,
        .stroke = {{rgb[0], rgb[1], rgb[2]}, {0}, false, false},
        .line_width = EMU_PER_MM / 4};
    emu y = l->y + LEGEND_LINE / 2;
    enum err err = page_add_line(
        l->arena, l->page, l->x, y, l->x + 6 * EMU_PER_MM, y, &paint, LOC_NONE);
    if (err != ERR_OK)
        return err;
    return put_line(l, 8 * EMU_PER_MM,
        l->japanese ? keys[index].ja : keys[index].en, COLOUR_BLACK);
}

/* The ground of the column and the edge of the paper. */
static enum err
put_ground(struct legend *l, struct page *page, emu x)
{
    const struct paint ground = {
        .fill = {{0xf6, 0xf6, 0xf4}, {0}, false, false}, .stroke = COLOUR_NONE};
    return page_add_rect(l->arena, page, x, 0, page->width - x, page->height, 0,
        &ground, LOC_NONE);
}

enum err
legend_begin(struct legend *l, struct page *page, emu x, size_t number)
{
    const struct scaffold *s = page->scaffold;
    l->page = page;
    l->x = x + LEGEND_EDGE;
    l->y = LEGEND_EDGE;
    l->paper[0] = page->width;
    l->paper[1] = page->height;
    const char *title = arena_printf(l->arena,
        l->japanese ? "校正刷り %zu ページ%s%s" : "Proof, page %zu%s%s",
        number + 1,
        s == NULL     ? ""
        : l->japanese ? "　"
                      : ": ",
        s == NULL ? "" : s->name);
    if (title == NULL)
        return ERR_NOMEM;
    enum err err = put_ground(l, page, x);
    if (err == ERR_OK)
        err = put_line(l, 0, title, COLOUR_BLACK);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && err == ERR_OK; i++)
        err = put_key(l, i);
    l->y += LEGEND_LINE / 2;
    return err;
}

/* What has no room goes on a page of its own behind the last. */
static enum err
make_room(struct legend *l, emu height)
{
    if (l->y + height <= l->page->height - LEGEND_EDGE)
        return ERR_OK;
    if (l->page == l->rest || l->rest == NULL ||
        l->rest_y + height > l->rest->height - LEGEND_EDGE) {
        l->rest =
            document_add_page(l->document, l->paper[0], l->paper[1], NULL);
        if (l->rest == NULL)
            return ERR_NOMEM;
        l->rest_y = LEGEND_EDGE;
    }
    l->page = l->rest;
    l->x = LEGEND_EDGE;
    l->y = l->rest_y;
    return ERR_OK;
}

enum err
legend_badge(struct legend *l, struct page *page, size_t number,
    enum proof_kind kind, emu x, emu y)
{
    const emu radius = 2 * EMU_PER_MM * 7 / 10;
    const struct paint paint = {
        .fill = legend_colour(kind), .stroke = COLOUR_NONE};
    struct label label = label_of(l, 5 * EMU_PER_PT, COLOUR_WHITE);
    struct label_lines lines;
    char text[24];
    struct buf digits = {0};
    buf_int(&digits, (int64_t)number);
    if (digits.failed || digits.n >= sizeof text) {
        buf_fini(&digits);
        return ERR_NOMEM;
    }
    memcpy(text, digits.p, digits.n + 1);
    buf_fini(&digits);
    enum err err = label_set(&label, text, UNIT_MAX, &lines);
    if (err != ERR_OK)
        return err;
    emu width = label_width(&lines, 0), half = radius;
    if (width / 2 + EMU_PER_MM / 2 > half)
        half = width / 2 + EMU_PER_MM / 2;
    x = x < 2 * half ? 2 * half : x;
    y = y < 2 * radius ? 2 * radius : y;
    err = page_add_rect(l->arena, page, x - 2 * half, y - 2 * radius, 2 * half,
        2 * radius, radius, &paint, LOC_NONE);
    if (err != ERR_OK)
        return err;
    return label_put(&label, page, &lines, 0, x - half - width / 2,
        y - radius + label.size * 36 / 100);
}

enum err
legend_add(struct legend *l, size_t number, const struct proof_mark *mark)
{
    const emu indent = 6 * EMU_PER_MM;
    struct label label = label_of(l, LEGEND_SIZE, COLOUR_BLACK);
    struct label_lines lines;
    emu width = LEGEND_WIDTH - 2 * LEGEND_EDGE - indent;
    enum err err = label_set(&label, mark->text, width, &lines);
    if (err != ERR_OK)
        return err;
    bool begun = false;
    for (size_t i = 0; i < lines.n && err == ERR_OK; i++) {
        err = make_room(l, LEGEND_LINE);
        if (err == ERR_OK && !begun)
            err = legend_badge(l, l->page, number, mark->kind,
                l->x + indent - EMU_PER_MM,
                l->y + LEGEND_LINE - EMU_PER_MM / 4);
        begun = true;
        if (err == ERR_OK)
            err = label_put(
                &label, l->page, &lines, i, l->x + indent, l->y + LEGEND_SIZE);
        l->y += LEGEND_LINE;
    }
    l->y += LEGEND_LINE / 3;
    if (l->page == l->rest)
        l->rest_y = l->y;
    return err;
}
