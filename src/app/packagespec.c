/* What is printed, and what only people know of it. */
#include "app/packagespec.h"

#include <string.h>

#include "app/imposing.h"
#include "app/packageink.h"
#include "app/papersize.h"
#include "app/profile.h"

DIAG_MESSAGE(missing, "app.package-missing", DIAG_WARN,
    "入稿の仕様書に「{1}」がありません。[package] に {3} = … を書いてください",
    "the specification for printing has no \"{2}\"; write {3} = ... in "
    "[package]");

static const char *
text_of(const struct package *p, const char *key)
{
    return section_text(p->section, key);
}

/* ROW, which the printing company must know: without values it is asked for,
 * and warned about. */
static enum err
add_needed(const struct package *p, struct spec *out, struct spec_row row)
{
    bool known = row.value[0] != NULL;
    packagesheet_row(out, row.key, row.label[0], row.label[1],
        known ? row.value[0] : "【未記入・要確認】",
        known ? row.value[1] : "(not given: please ask)");
    if (known)
        return ERR_OK;
    return DIAG(p->k->diag, profile_loc(p->k, p->section), &missing,
        row.label[0], row.label[1], row.key);
}

/* `1,000 部`. */
static enum err
add_quantity(const struct package *p, struct spec *out)
{
    struct buf ja = {0}, en = {0};
    if (text_of(p, "quantity") != NULL) {
        int n = section_integer(p->section, "quantity");
        if (n >= 1000000)
            buf_printf(
                &ja, "%d,%03d,%03d", n / 1000000, n / 1000 % 1000, n % 1000);
        else if (n >= 1000)
            buf_printf(&ja, "%d,%03d", n / 1000, n % 1000);
        else
            buf_int(&ja, n);
        buf_str(&en, (struct str){ja.p, ja.n});
        buf_text(&ja, " 部");
        buf_text(&en, n == 1 ? " copy" : " copies");
    }
    struct spec_row row = {"quantity", {"部数", "Quantity"}, {0}};
    row.value[0] = packagesheet_take(out, &ja);
    row.value[1] = packagesheet_take(out, &en);
    return add_needed(p, out, row);
}

/* A day as YYYY-MM-DD, in Japanese too: 2023年9月1日. */
static void
add_day(struct spec *out, const char *key, const char *ja, const char *en,
    const char *day)
{
    int year = 0, month = 0, date = 0;
    struct buf text = {0};
    if (day == NULL)
        return;
    (void)(str_integer((struct str){day, 4}, &year) &&
           str_integer((struct str){day + 5, 2}, &month) &&
           str_integer((struct str){day + 8, 2}, &date));
    buf_printf(&text, "%d年%d月%d日", year, month, date);
    packagesheet_row(out, key, ja, en, packagesheet_take(out, &text), day);
}

/* --- the pages --------------------------------------------------------- */

/* `P1` or `P1–4`, of pages counted from 0. */
static void
put_range(struct buf *out, size_t first, size_t last)
{
    buf_printf(out, "P%zu", first + 1);
    if (last > first)
        buf_printf(out, "–%zu", last + 1);
}

static bool
same_size(const struct page *a, const struct page *b)
{
    return a->width == b->width && a->height == b->height;
}

/* A line for each stretch of pages of one size; without its pages when there is
 * one for all. */
static void
put_sizes(const struct document *document, bool ja, struct buf *out)
{
    size_t n = document->n_pages;
    for (size_t first = 0, end; first < n; first = end) {
        const struct page *page = document->page[first];
        for (end = first + 1; end < n;)
            if (same_size(page, document->page[end]))
                end++;
            else
                break;
        if (first > 0)
            buf_byte(out, '\n');
        if (first > 0 || end < n) {
            put_range(out, first, end - 1);
            buf_text(out, ": ");
        }
        papersize_put(out, page->width, page->height, ja);
    }
}

static void
add_sizes(const struct package *p, struct spec *out)
{
    struct buf ja = {0}, en = {0}, bleed_ja = {0}, bleed_en = {0};
    put_sizes(p->k->document, true, &ja);
    put_sizes(p->k->document, false, &en);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "size", "仕上がりサイズ", "Trim size", value,
        packagesheet_take(out, &en));
    int64_t bleed = unit_scale(p->print->bleed, 1000, EMU_PER_MM);
    buf_text(&bleed_ja, "四辺 ");
    buf_fixed(&bleed_ja, bleed, 3);
    buf_text(&bleed_ja, " mm");
    buf_fixed(&bleed_en, bleed, 3);
    buf_text(&bleed_en, " mm on all sides");
    value = packagesheet_take(out, &bleed_ja);
    const char *english = packagesheet_take(out, &bleed_en);
    if (bleed == 0)
        value = "なし", english = "none";
    packagesheet_row(
        out, "bleed", "裁ち落とし（塗り足し）", "Bleed", value, english);
    buf_int(&ja, (int64_t)p->k->document->n_pages);
    packagesheet_row(
        out, "pages", "ページ数", "Pages", packagesheet_take(out, &ja), NULL);
}

/* --- the inks ---------------------------------------------------------- */

/* A line for each stretch of pages with the same plates. */
static void
put_plates(const struct plate_set *set, size_t n, struct buf *out)
{
    for (size_t first = 0, end; first < n; first = end) {
        for (end = first + 1; end < n;)
            if (packageink_equal(&set[first], &set[end]))
                end++;
            else
                break;
        if (first > 0)
            buf_byte(out, '\n');
        put_range(out, first, end - 1);
        buf_text(out, ": ");
        packageink_put(&set[first], out);
    }
}

/* Of a single page one side is printed, else two, unless the job says. */
static bool
has_two_sides(const struct package *p)
{
    if (text_of(p, "sides") != NULL)
        return section_word_is(p->section, "sides", "two");
    return p->k->document->n_pages > 1;
}

/* `4 色＋特色 1`, `4 + 1 spot`. */
static void
put_count(const struct plate_set *set, bool ja, struct buf *out)
{
    size_t process = packageink_count(set) - set->n;
    if (process > 0 || set->n == 0)
        buf_printf(out, ja ? "%zu 色" : "%zu", process);
    if (set->n == 0)
        return;
    if (process > 0)
        buf_text(out, ja ? "＋" : " + ");
    buf_printf(out, ja ? "特色 %zu" : "%zu spot", set->n);
}

static void
put_sides(const struct plate_set side[2], bool two, bool ja, struct buf *out)
{
    if (two)
        buf_text(out, ja ? "両面（表 " : "two sides (front ");
    else
        buf_text(out, ja ? "片面（" : "one side (");
    put_count(&side[0], ja, out);
    if (two) {
        buf_text(out, ja ? "・裏 " : ", back ");
        put_count(&side[1], ja, out);
    }
    buf_text(out, ja ? "）" : ")");
}

static enum err
add_colours(
    const struct package *p, const struct plate_set *set, struct spec *out)
{
    struct plate_set side[2] = {0};
    struct buf ja = {0}, en = {0};
    bool two = has_two_sides(p);
    for (size_t i = 0; i < p->k->document->n_pages; i++) {
        enum err err =
            packageink_join(out->arena, &set[i], &side[two ? i % 2 : 0]);
        if (err != ERR_OK)
            return err;
    }
    put_sides(side, two, true, &ja);
    put_sides(side, two, false, &en);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(
        out, "colours", "色数", "Colours", value, packagesheet_take(out, &en));
    return ERR_OK;
}

static enum err
add_inks(const struct package *p, struct spec *out)
{
    const struct document *document = p->k->document;
    enum err err = ERR_OK;
    struct buf text = {0};
    struct plate_set *set =
        arena_array(out->arena, document->n_pages, sizeof *set);
    if (set == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < document->n_pages && err == ERR_OK; i++)
        err = packageink_add(out->arena, p->print, document->page[i], &set[i]);
    if (err == ERR_OK)
        err = add_colours(p, set, out);
    if (err != ERR_OK)
        return err;
    put_plates(set, document->n_pages, &text);
    packagesheet_row(
        out, "plates", "版", "Plates", packagesheet_take(out, &text), NULL);
    return ERR_OK;
}

/* --- paper, binding, finishing ------------------------------------------ */

static enum err
add_binding(const struct package *p, struct spec *out)
{
    static const char *const words[] = {"left", "right", "top"};
    static const char *const ja[] = {"左綴じ", "右綴じ", "天綴じ"};
    static const char *const en[] = {"left side", "right side", "top"};
    const char *binding = text_of(p, "binding");
    enum err err = ERR_OK;
    if (binding != NULL || p->k->document->n_pages > 2)
        err = add_needed(p, out,
            (struct spec_row){"binding", {"製本", "Binding"}, {binding, NULL}});
    /* Of vertical writing nobody may guess the side: it is said unasked. */
    bool told = text_of(p, "binding-side") != NULL;
    bool right = p->k->document->n_pages > 2 &&
                 imposing_binds_right(p->k, p->k->profile);
    size_t side = told ? section_word(p->section, "binding-side", words, 3) : 1;
    if (told || right)
        packagesheet_row(
            out, "binding-side", "綴じ方向", "Bound at", ja[side], en[side]);
    return err;
}

static void
add_folds(const struct package *p, struct spec *out)
{
    struct buf ja = {0}, en = {0};
    const char *fold = section_text(p->k->profile, "fold");
    if (fold == NULL)
        return;
    buf_printf(&ja, "仕上がりの左端から %s", fold);
    buf_printf(&en, "%s from the left edge of the trim", fold);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(
        out, "fold", "折り", "Folds", value, packagesheet_take(out, &en));
}

static void
add_text(const struct package *p, struct spec *out, const char *key,
    const char *ja, const char *en)
{
    packagesheet_row(out, key, ja, en, text_of(p, key), NULL);
}

static enum err
add_product(const struct package *p, struct spec *out)
{
    const struct document *document = p->k->document;
    packagesheet_head(out, "製品", "Product");
    packagesheet_row(out, "title", "品名", "Title", document->title, NULL);
    packagesheet_row(out, "author", "作成者", "Author", document->author, NULL);
    add_day(out, "date", "文書の日付", "Date of the document", document->date);
    enum err err = add_quantity(p, out);
    if (err != ERR_OK)
        return err;
    add_sizes(p, out);
    err = add_inks(p, out);
    if (err == ERR_OK)
        err = add_needed(p, out,
            (struct spec_row){
                "paper", {"用紙", "Paper"}, {text_of(p, "paper"), NULL}});
    if (err == ERR_OK)
        err = add_binding(p, out);
    add_folds(p, out);
    add_text(p, out, "finishing", "加工", "Finishing");
    return err;
}

static void
add_delivery(const struct package *p, struct spec *out)
{
    static const char *const keys[] = {
        "delivery", "deliver-to", "contact", "note"};
    bool any = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        any = any || text_of(p, keys[i]) != NULL;
    if (!any)
        return;
    packagesheet_head(out, "納品・連絡", "Delivery and contact");
    add_day(out, "delivery", "納期", "Delivery date", text_of(p, "delivery"));
    add_text(p, out, "deliver-to", "納品先", "Deliver to");
    add_text(p, out, "contact", "連絡先", "Contact");
    add_text(p, out, "note", "備考", "Note");
}

enum err
packagespec_make(const struct package *p, struct spec *out)
{
    *out = (struct spec){.arena = p->k->arena};
    enum err err = add_product(p, out);
    if (err != ERR_OK)
        return err;
    add_delivery(p, out);
    err = packagefile_add(p, out);
    return err == ERR_OK && out->failed ? ERR_NOMEM : err;
}
