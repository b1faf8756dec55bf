/* What the files of a package are, and how they were judged. */
#include <string.h>

#include "app/against.h"
#include "app/packagename.h"
#include "app/packagespec.h"
#include "app/papersize.h"
#include "app/proofing.h"
#include "inspect/plates.h"
#include "inspect/preflight.h"

/* PATH without folders. */
static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static void
add_standard(const struct package *p, struct spec *out)
{
    const char *made = p->print->x1a ? "PDF/X-1a:2003" : "PDF/X-4";
    struct buf ja = {0}, en = {0};
    if (p->claim != NULL) {
        packagesheet_row(
            out, "standard", "PDF の規格", "PDF standard", p->claim, NULL);
        return;
    }
    buf_printf(&ja,
        "%s に沿う作り（ICC プロファイルがないため規格名は名乗らない）", made);
    buf_printf(&en, "made as %s, not claimed: there is no ICC profile", made);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "standard", "PDF の規格", "PDF standard", value,
        packagesheet_take(out, &en));
}

/* What each scheme of a profile is called. */
static const struct {
    const char *word, *ja, *en;
} schemes[] = {{"saddle", "中綴じ", "saddle stitch"},
    {"perfect", "無線綴じ", "perfect binding"},
    {"nup", "多面", "several pages on a side"},
    {"stack", "断裁重ね", "cut and stack"}, {"fold", "折り", "folded"}};

static size_t
count_blanks(const struct imposed *imposed)
{
    size_t n = 0;
    for (size_t i = 0; i < imposed->n; i++)
        for (size_t c = 0; c < imposed->side[i].n; c++)
            n += imposed->side[i].cell[c].page == IMPOSED_BLANK;
    return n;
}

static void
put_sheets(
    const struct imposed *imposed, size_t scheme, bool ja, struct buf *out)
{
    size_t blanks = count_blanks(imposed);
    buf_printf(out, ja ? "面付け済み（%s）、" : "imposed (%s), ",
        ja ? schemes[scheme].ja : schemes[scheme].en);
    papersize_put(out, imposed->width, imposed->height, ja);
    buf_printf(out, ja ? " %zu 枚・%zu 面" : ", sheets: %zu, sides: %zu",
        imposed->n_sheets, imposed->n);
    if (blanks > 0)
        buf_printf(out, ja ? "、白 %zu ページ" : ", blank pages: %zu", blanks);
}

/* Whether the PDF has pages as they are read, or sheets. */
static void
add_imposition(const struct package *p, struct spec *out)
{
    size_t scheme = 0;
    struct buf ja = {0}, en = {0};
    if (p->imposed == NULL) {
        packagesheet_row(out, "imposition", "面付け", "Imposition",
            "なし（単ページ）", "none (single pages)");
        return;
    }
    while (!section_word_is(p->k->profile, "impose", schemes[scheme].word))
        scheme++;
    put_sheets(p->imposed, scheme, true, &ja);
    put_sheets(p->imposed, scheme, false, &en);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "imposition", "面付け", "Imposition", value,
        packagesheet_take(out, &en));
}

/* Sheets may have had no room for those that the profile asks for. */
static bool
has_marks(const struct package *p)
{
    if (p->imposed == NULL)
        return section_boolean(p->k->profile, "marks");
    for (size_t i = 0; i < p->imposed->n; i++)
        if (p->imposed->side[i].marks->n_items > 0)
            return true;
    return false;
}

static void
add_condition(const struct package *p, struct spec *out)
{
    struct buf text = {0};
    buf_text(&text, p->print->condition);
    if (p->print->profile.bytes.n > 0)
        buf_printf(&text, " (ICC: %s)", base_name(p->print->profile.path));
    packagesheet_row(out, "condition", "印刷条件", "Printing condition",
        packagesheet_take(out, &text), NULL);
    bool marks = has_marks(p);
    packagesheet_row(out, "marks", "トンボ", "Trim marks",
        marks ? "あり" : "なし", marks ? "yes" : "no");
}

/* --- fonts and pictures ------------------------------------------------- */

static bool
was_met(const char *const *name, size_t n, const char *postscript)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name[i], postscript) == 0)
            return true;
    return false;
}

struct names {
    const char **name;
    size_t n, cap;
};

static enum err
find_fonts(struct arena *arena, const struct page *page, struct names *out)
{
    const struct face *last = NULL;
    for (size_t i = 0; i < page->n_items; i++) {
        const struct item *item = &page->item[i];
        if (item->kind != ITEM_GLYPHS || item->run->face == last)
            continue;
        last = item->run->face;
        const char *name = face_info(last)->postscript;
        if (was_met(out->name, out->n, name))
            continue;
        const char **all =
            arena_grow(arena, out->name, out->n, &out->cap, sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        out->name = all;
        all[out->n++] = name;
    }
    return ERR_OK;
}

/* Those of the pages and of what stands around them. */
static enum err
add_fonts(const struct package *p, struct spec *out)
{
    const struct document *both[] = {p->k->document, p->print->around};
    struct names names = {0};
    struct buf text = {0};
    for (size_t d = 0; d < 2; d++)
        for (size_t i = 0; both[d] != NULL && i < both[d]->n_pages; i++) {
            enum err err = find_fonts(out->arena, both[d]->page[i], &names);
            if (err != ERR_OK)
                return err;
        }
    for (size_t i = 0; i < names.n; i++)
        buf_printf(&text, "%s%s", i == 0 ? "" : ", ", names.name[i]);
    packagesheet_row(out, "fonts", "フォント（すべて埋め込み）",
        "Fonts (all embedded)", packagesheet_take(out, &text), NULL);
    return ERR_OK;
}

/* The picture of the lowest resolution at its size. */
struct coarsest {
    size_t n; /* pictures in all */
    size_t page;
    const struct item *item; /* NULL: none */
    int64_t dpi;
};

static struct coarsest
find_coarsest(const struct document *document)
{
    struct coarsest c = {0};
    for (size_t p = 0; p < document->n_pages; p++)
        for (size_t i = 0; i < document->page[p]->n_items; i++) {
            const struct item *item = &document->page[p]->item[i];
            if (item->kind != ITEM_IMAGE)
                continue;
            int64_t dpi = preflight_dpi(item);
            c.n++;
            if (c.item == NULL || dpi < c.dpi)
                c.page = p, c.item = item, c.dpi = dpi;
        }
    return c;
}

static void
add_pictures(const struct package *p, struct spec *out)
{
    struct coarsest c = find_coarsest(p->k->document);
    struct buf ja = {0}, en = {0};
    if (c.item == NULL) {
        packagesheet_row(out, "pictures", "画像", "Pictures", "なし", "none");
        return;
    }
    const char *name = base_name(c.item->image->path);
    buf_printf(&ja, "%zu 点、置いた大きさで最低 %d dpi（%s、P%zu）", c.n,
        (int)c.dpi, name, c.page + 1);
    buf_printf(&en, "%zu, at their size %d dpi or more (least: %s, P%zu)", c.n,
        (int)c.dpi, name, c.page + 1);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "pictures", "画像", "Pictures", value,
        packagesheet_take(out, &en));
}

/* --- preflight ---------------------------------------------------------- */

static void
add_preflight(const struct package *p, struct spec *out)
{
    const struct findings *found = p->k->findings;
    const char *name = base_name(p->k->printer->path);
    const char *dot = strrchr(name, '.');
    int length = (int)(dot == NULL ? strlen(name) : (size_t)(dot - name));
    struct buf ja = {0}, en = {0};
    size_t warnings = 0;
    for (size_t i = 0; i < found->n; i++)
        warnings += found->finding[i]->message->level == DIAG_WARN ? 1 : 0;
    buf_printf(&ja, "印刷所のプロファイル %.*s でエラーなし、警告 %zu 件",
        length, name, warnings);
    buf_printf(&en, "no errors by the printer's profile %.*s, warnings: %zu",
        length, name, warnings);
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "preflight", "検査", "Preflight", value,
        packagesheet_take(out, &en));
}

/* The most ink at one place of PAGE, 1/100 %. */
static enum err
most_ink(const struct package *p, const struct page *page, int32_t *most)
{
    struct plates plates;
    struct arena *scratch = arena_new();
    struct layers *layers = scratch == NULL ? NULL : layers_new(scratch, page);
    enum err err = layers == NULL ? ERR_NOMEM
                                  : plates_paint(scratch, layers,
                                        p->print->bleed, true, &plates);
    *most = 0;
    for (size_t i = 0; err == ERR_OK && i < (size_t)plates.lattice.width *
                                                (size_t)plates.lattice.height;
         i++) {
        int32_t total = inkset_total(plates.inks[i]);
        *most = total > *most ? total : *most;
    }
    arena_free(scratch);
    return err;
}

static enum err
add_total_ink(const struct package *p, struct spec *out)
{
    const struct document *document = p->k->document;
    struct buf text = {0};
    int32_t most = -1;
    size_t page = 0;
    for (size_t i = 0; i < document->n_pages; i++) {
        int32_t total;
        enum err err = most_ink(p, document->page[i], &total);
        if (err != ERR_OK)
            return err;
        if (total > most)
            most = total, page = i;
    }
    buf_fixed(&text, most, 2);
    buf_printf(&text, "%% (P%zu)", page + 1);
    packagesheet_row(out, "total-ink", "総インキ量の最大（画像を除く）",
        "Most ink at one place (without pictures)",
        packagesheet_take(out, &text), NULL);
    return ERR_OK;
}

/* --- the older edition --------------------------------------------------- */

static void
put_changes(const struct changes *changes, bool ja, struct buf *out)
{
    buf_printf(out, ja ? "%zu か所" : "%zu", changes->n);
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *c = &changes->change[i];
        buf_printf(
            out, "\nP%zu ", (c->page != SIZE_MAX ? c->page : c->old_page) + 1);
        buf_str(out, c->block);
        buf_text(out, ": ");
        proofing_put_change(out, c, ja);
    }
}

static enum err
add_changes(const struct package *p, struct spec *out)
{
    const struct changes *changes;
    struct buf ja = {0}, en = {0};
    if (p->k->options == NULL || p->k->options->against == NULL)
        return ERR_OK;
    enum err err = against_changes(p->k, &changes);
    if (err != ERR_OK)
        return err;
    if (changes->n == 0) {
        buf_text(&ja, "なし");
        buf_text(&en, "none");
    } else {
        put_changes(changes, true, &ja);
        put_changes(changes, false, &en);
    }
    const char *value = packagesheet_take(out, &ja);
    packagesheet_row(out, "changes", "前の版との違い",
        "Changes since the previous edition", value,
        packagesheet_take(out, &en));
    return ERR_OK;
}

/* --- the files ----------------------------------------------------------- */

static void
add_files(const struct package *p, struct spec *out)
{
    struct buf pdf = {0}, png = {0};
    size_t n = p->k->document->n_pages;
    const char *first = packagename_picture(out->arena, p->name, 1, n);
    const char *last = packagename_picture(out->arena, p->name, n, n);
    out->failed = out->failed || first == NULL || last == NULL;
    if (out->failed)
        return;
    buf_printf(&pdf, "%s.pdf", p->name);
    packagesheet_row(out, "pdf", "印刷用 PDF", "PDF for printing",
        packagesheet_take(out, &pdf), NULL);
    buf_text(&png, first);
    if (n > 1)
        buf_printf(&png, " … %s", last);
    buf_printf(&png, " (%d dpi, RGB)", p->dpi);
    packagesheet_row(out, "proofs", "見本（仕上がり、色は画面用）",
        "Proofs (trimmed, colours of a screen)", packagesheet_take(out, &png),
        NULL);
    packagesheet_row(
        out, "checksums", "チェックサム", "Checksums", PACKAGE_SUMS, NULL);
}

enum err
packagefile_add(const struct package *p, struct spec *out)
{
    packagesheet_head(out, "入稿データ", "Files");
    add_files(p, out);
    add_imposition(p, out);
    add_standard(p, out);
    add_condition(p, out);
    enum err err = add_fonts(p, out);
    if (err != ERR_OK)
        return err;
    add_pictures(p, out);
    if (p->k->printer != NULL) {
        add_preflight(p, out);
        err = add_total_ink(p, out);
    }
    return err == ERR_OK ? add_changes(p, out) : err;
}
