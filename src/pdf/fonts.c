/* Codes are two bytes, Identity-H.  A TrueType subset is addressed by its new
 * glyph ids, so that no map is needed; a CFF subset by the CIDs in its charset.
 */
#include "pdf/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "font/subset.h"
#include "pdf/cidset.h"
#include "pdf/memory.h"
#include "pdf/reuse.h"
#include "pdf/tounicode.h"
#include "pdf/upright.h"

enum { TAG_LETTERS = 6, NAME_BYTES = 128 };

static int
by_text(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
    return order != 0 ? order : (a.n > b.n) - (a.n < b.n);
}

static int
by_number(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int
by_part(const struct subset_part *a, const struct subset_part *b)
{
    int order = by_number(a->gid, b->gid);
    order = order != 0 ? order : by_number(a->x, b->x);
    order = order != 0 ? order : by_number(a->y, b->y);
    order = order != 0 ? order : by_number(a->condense, b->condense);
    return order != 0 ? order : by_number(a->turned, b->turned);
}

static int
by_parts(const struct glyph_use *x, const struct glyph_use *y)
{
    int order = by_number((int64_t)x->n_parts, (int64_t)y->n_parts);
    order = order != 0 ? order : by_number(x->down, y->down);
    for (size_t i = 0; i < x->n_parts && order == 0; i++)
        order = by_part(&x->part[i], &y->part[i]);
    return order;
}

/* Plain glyphs by id, then twins by id. */
static int
by_gid(const void *a, const void *b)
{
    const struct glyph_use *x = a, *y = b;
    if (x->twin != y->twin)
        return x->twin ? 1 : -1;
    if (x->gid != y->gid)
        return x->gid > y->gid ? 1 : -1;
    if (x->step != y->step)
        return x->step > y->step ? 1 : -1;
    int order = by_parts(x, y);
    return order != 0 ? order : by_text(x->text, y->text);
}

static int
by_code(const void *a, const void *b)
{
    const struct glyph_use *x = a, *y = b;
    return (x->code > y->code) - (x->code < y->code);
}

/* A subset ready to be written: its program is packed. */
struct program {
    struct subset subset; /* without `data` */
    struct str packed;
    unsigned glyphs; /* cidset_glyphs */
    char name[NAME_BYTES];
};

/* What FONT wants of its face; sorts its glyphs, *N_PLAIN before the twins. */
static enum err
find_want(struct arena *arena, struct font_use *font, size_t *n_plain,
    struct subset_want *out)
{
    size_t n = 0;
    qsort(font->glyph, font->n, sizeof *font->glyph, by_gid);
    while (n < font->n && !font->glyph[n].twin)
        n++;
    uint32_t *gid = arena_array(arena, n, sizeof *gid);
    struct subset_twin *twin = arena_array(arena, font->n - n, sizeof *twin);
    if (gid == NULL || twin == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        gid[i] = font->glyph[i].gid;
    for (size_t i = n; i < font->n; i++) {
        const struct glyph_use *g = &font->glyph[i];
        twin[i - n] = (struct subset_twin){
            g->gid, g->width, g->down, g->part, g->n_parts};
    }
    *n_plain = n;
    *out =
        (struct subset_want){gid, n, twin, font->n - n, font->upright.id != 0};
    return ERR_OK;
}

/* By code; every glyph's uses in a chain that begins with the plain one. */
static void
link_uses(struct font_use *font)
{
    qsort(font->glyph, font->n, sizeof *font->glyph, by_code);
    for (size_t i = 0; i < font->n; i++) {
        font->glyph[i].next = 0;
        if (!font->glyph[i].twin)
            font->slot[font->glyph[i].gid] = (uint32_t)(i + 1);
    }
    for (size_t i = font->n; i-- > 0;) {
        struct glyph_use *use = &font->glyph[i];
        if (!use->twin)
            continue;
        struct glyph_use *plain = &font->glyph[font->slot[use->gid] - 1];
        use->next = plain->next;
        plain->next = (uint32_t)(i + 1);
    }
}

/* Both lists ascend by gid; the subset's may have .notdef beside.  A font that
 * could not take the twins does without them. */
static enum err
assign_codes(struct font_use *font, const struct subset *subset, size_t n_plain)
{
    size_t at = 0;
    for (size_t i = 0; i < n_plain; i++) {
        struct glyph_use *g = &font->glyph[i];
        while (at < subset->n_glyphs && subset->source[at] < g->gid)
            at++;
        if (at == subset->n_glyphs || subset->source[at] != g->gid)
            return ERR_INTERNAL;
        g->code = subset->is_cff ? subset->code[at] : subset->gid[at];
    }
    if (subset->twin_code == NULL)
        font->n = n_plain;
    for (size_t i = n_plain; i < font->n; i++)
        font->glyph[i].code = subset->twin_code[i - n_plain];
    link_uses(font);
    return ERR_OK;
}

/* Six letters that name the subset, from its bytes. */
static void
make_name(const struct font_use *font, const struct subset *subset,
    char name[NAME_BYTES])
{
    uint64_t h = UINT64_C(14695981039346656037) + font->varies;
    for (size_t i = 0; i < subset->n; i++)
        h = (h ^ subset->data[i]) * UINT64_C(1099511628211);
    for (int i = 0; i < TAG_LETTERS; i++, h /= 26)
        name[i] = (char)('A' + h % 26);
    name[TAG_LETTERS] = '+';
    const char *postscript = face_info(font->face)->postscript;
    size_t n = strlen(postscript), room = NAME_BYTES - TAG_LETTERS - 16;
    n = n < room ? n : room;
    memcpy(name + TAG_LETTERS + 1, postscript, n);
    name[TAG_LETTERS + 1 + n] = '\0';
}

/* ISO 32000-1, table 123: fixed pitch 1, serif 2, symbolic 4, italic 64. */
static int
flags(const struct face_info *info)
{
    return 4 + (info->fixed_pitch ? 1 : 0) + (info->serif ? 2 : 0) +
           (info->italic_angle != 0 ? 64 : 0);
}

/* PDF/A-1 wants it of every subset (ISO 19005-1, 6.3.5). */
static struct ref
put_cidset(struct writer *w, const struct font_use *font, unsigned glyphs)
{
    struct ref ref = {0};
    struct buf bits = {0};
    if (w->options->pdfa != 1)
        return ref;
    ref = haru_reserve(w->haru);
    cidset_put(&bits, font, glyphs);
    w->body.failed = w->body.failed || bits.failed;
    writer_stream(w, ref, DEFLATE_TEXT, (struct str){bits.p, bits.n});
    buf_fini(&bits);
    return ref;
}

static struct ref
put_descriptor(struct writer *w, const struct font_use *font,
    const struct program *program)
{
    const struct face_info *info = face_info(font->face);
    const struct subset *subset = &program->subset;
    struct buf *b = &w->body;
    struct ref cidset = put_cidset(w, font, program->glyphs);
    struct ref file = haru_reserve(w->haru), ref = haru_reserve(w->haru);
    if (subset->is_cff)
        buf_text(b, "/Subtype/CIDFontType0C");
    else
        buf_printf(b, "/Length1 %zu", subset->n);
    buf_text(b, "/Filter/FlateDecode");
    writer_stream_raw(w, file, program->packed);
    buf_text(b, "/Type/FontDescriptor/FontName");
    syntax_name(b, program->name);
    buf_printf(b, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d", flags(info),
        info->bbox[0], info->bbox[1], info->bbox[2], info->bbox[3],
        info->italic_angle);
    buf_printf(b, "/Ascent %d/Descent %d/CapHeight %d/StemV %d",
        info->line_ascent, info->line_descent, info->cap_height, info->stem_v);
    syntax_entry(b, subset->is_cff ? "/FontFile3" : "/FontFile2", file);
    syntax_entry(b, "/CIDSet", cidset);
    writer_dict(w, ref);
    return ref;
}

/* The width that most glyphs have. */
static int
default_width(const struct font_use *font)
{
    int best = 1000;
    size_t most = 0, full = 0;
    for (size_t i = 0; i < font->n; i++)
        full += font->glyph[i].width == 1000;
    for (size_t i = 0; i < font->n && full * 2 < font->n; i++) {
        size_t same = 0;
        for (size_t k = i; k < font->n; k++)
            same += font->glyph[k].width == font->glyph[i].width;
        if (same > most)
            most = same, best = font->glyph[i].width;
    }
    return best;
}

/* /W for the codes whose width is not the default: `first [w w w]`. */
static void
put_widths(struct buf *b, const struct font_use *font)
{
    int usual = default_width(font);
    bool open = false;
    buf_printf(b, "/DW %d", usual);
    for (size_t i = 0; i < font->n; i++) {
        const struct glyph_use *g = &font->glyph[i];
        if (g->width == usual)
            continue;
        bool joins =
            i > 0 && open && g[-1].width != usual && g[-1].code + 1 == g->code;
        if (!joins) {
            buf_text(b, open ? "]" : "/W[");
            buf_int(b, g->code);
        }
        buf_byte(b, joins ? ' ' : '[');
        open = true;
        buf_int(b, g->width);
    }
    if (open)
        buf_text(b, "]]");
}

/* True for a cell that /DW2 does not describe. */
static bool
has_height(const struct font_use *font, const struct glyph_use *g)
{
    return g->n_parts > 0 &&
           (g->down != UPRIGHT_ADVANCE ||
               upright_origin(font->face, g->down) != UPRIGHT_ASCENT);
}

/* /W2 for cells: `first [down x y down x y]`, where x, y is the pen's place
 * from the glyph's origin. */
static void
put_heights(struct buf *b, const struct font_use *font)
{
    bool open = false;
    for (size_t i = 0; i < font->n; i++) {
        const struct glyph_use *g = &font->glyph[i];
        if (!has_height(font, g))
            continue;
        bool joins = i > 0 && open && has_height(font, &g[-1]) &&
                     g[-1].code + 1 == g->code;
        if (!joins)
            buf_printf(b, "%s%d[", open ? "]" : "/W2[", g->code);
        else
            buf_byte(b, ' ');
        open = true;
        buf_printf(b, "%d %d %d", -g->down, g->width / 2,
            upright_origin(font->face, g->down));
    }
    if (open)
        buf_text(b, "]]");
}

/* A font ready to be written. */
struct ready {
    const struct program *program;
    struct str widths; /* entries of the descendant */
    struct str map;    /* /ToUnicode, packed */
};

static struct ref
put_descendant(
    struct writer *w, const struct font_use *font, const struct ready *ready)
{
    const struct program *program = ready->program;
    const struct subset *subset = &program->subset;
    struct ref descriptor = put_descriptor(w, font, program);
    struct ref ref = haru_reserve(w->haru);
    struct buf *b = &w->body;
    buf_printf(
        b, "/Type/Font/Subtype/CIDFontType%d/BaseFont", subset->is_cff ? 0 : 2);
    syntax_name(b, program->name);
    buf_text(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                "/Supplement 0>>");
    syntax_entry(b, "/FontDescriptor", descriptor);
    if (!subset->is_cff)
        buf_text(b, "/CIDToGIDMap/Identity");
    buf_str(b, ready->widths);
    writer_dict(w, ref);
    return ref;
}

/* What both writing modes of a font share. */
struct shared {
    struct ref descendant, map;
    const char *name;
    bool is_cff;
};

/* A Type0 font with the predefined CMAP Identity-H or Identity-V. */
static void
put_type0(struct writer *w, const struct shared *shared, const char *cmap,
    struct ref ref)
{
    struct buf *b = &w->body;
    buf_text(b, "/Type/Font/Subtype/Type0/BaseFont");
    syntax_name(b, shared->name);
    if (shared->is_cff)
        buf_printf(b, "-%s", cmap);
    buf_printf(b, "/Encoding/%s/DescendantFonts[", cmap);
    syntax_ref(b, shared->descendant);
    buf_byte(b, ']');
    syntax_entry(b, "/ToUnicode", shared->map);
    writer_dict(w, ref);
}

static void
put_font(
    struct writer *w, const struct font_use *font, const struct ready *ready)
{
    const struct program *program = ready->program;
    struct shared shared = {
        .name = program->name, .is_cff = program->subset.is_cff};
    shared.descendant = put_descendant(w, font, ready);
    shared.map = haru_reserve(w->haru);
    writer_stream_packed(w, shared.map, ready->map);
    put_type0(w, &shared, "Identity-H", font->ref);
    if (font->upright.id != 0)
        put_type0(w, &shared, "Identity-V", font->upright);
}

/* --- what is made once for many files ------------------------------------- */

/* All that a subset depends on, as bytes. */
static void
put_key(struct buf *key, const struct font_use *font,
    const struct subset_want *want)
{
    buf_put(key, &font->face, sizeof font->face);
    buf_put(key, &font->varies, sizeof font->varies);
    buf_put(key, &want->vertical, sizeof want->vertical);
    buf_put(key, &want->n, sizeof want->n);
    buf_put(key, want->gid, want->n * sizeof *want->gid);
    for (size_t i = 0; i < want->n_twins; i++) {
        const struct subset_twin *twin = &want->twin[i];
        buf_put(key, &twin->gid, sizeof twin->gid);
        buf_put(key, &twin->advance, sizeof twin->advance);
        buf_put(key, &twin->down, sizeof twin->down);
        for (size_t k = 0; k < twin->n_parts; k++) {
            const struct subset_part *p = &twin->part[k];
            const int64_t part[] = {p->gid, p->x, p->y, p->condense, p->turned};
            buf_put(key, part, sizeof part);
        }
    }
}

/* N elements of SIZE bytes at P again, or NULL: no memory, or none at P. */
static void *
copy_of(struct arena *arena, const void *p, size_t n, size_t size)
{
    void *copy = p == NULL ? NULL : arena_array(arena, n, size);
    if (copy != NULL && n > 0)
        memcpy(copy, p, n * size);
    return copy;
}

/* PROGRAM, made of WANT, for the next file. */
static void
keep_program(struct writer *w, const struct subset_want *want, struct str key,
    const struct program *program)
{
    const struct subset *from = &program->subset;
    size_t bytes = program->packed.n + from->n_glyphs * 8 + want->n_twins * 4;
    struct pdf_memory *memory = w->options->memory;
    struct arena *arena = memory_arena(memory, bytes);
    struct program *kept =
        arena == NULL ? NULL : arena_alloc(arena, sizeof *kept);
    if (kept == NULL)
        return;
    *kept = *program;
    struct subset *to = &kept->subset;
    to->code = copy_of(arena, from->code, from->n_glyphs, sizeof *to->code);
    to->gid = copy_of(arena, from->gid, from->n_glyphs, sizeof *to->gid);
    to->source =
        copy_of(arena, from->source, from->n_glyphs, sizeof *to->source);
    to->twin_code =
        copy_of(arena, from->twin_code, want->n_twins, sizeof *to->twin_code);
    to->twin_gid =
        copy_of(arena, from->twin_gid, want->n_twins, sizeof *to->twin_gid);
    kept->packed.p = arena_strndup(arena, program->packed.p, program->packed.n);
    bool whole = kept->packed.p != NULL && to->source != NULL &&
                 (to->code == NULL) == (from->code == NULL) &&
                 (to->gid == NULL) == (from->gid == NULL) &&
                 (to->twin_code == NULL) == (from->twin_code == NULL) &&
                 (to->twin_gid == NULL) == (from->twin_gid == NULL);
    if (whole)
        memory_keep(memory, MEMORY_FONT, 0, key, kept);
}

/* The subset itself lives in SCRATCH: it is packed at once. */
static enum err
make_program(struct arena *scratch, struct writer *w,
    const struct font_use *font, const struct subset_want *want,
    struct program *out)
{
    struct subset *subset = &out->subset;
    enum err err = subset_make(scratch, w->diag, font->face, want, subset);
    if (err != ERR_OK)
        return err;
    make_name(font, subset, out->name);
    out->glyphs = cidset_glyphs(subset);
    struct str data = {(const char *)subset->data, subset->n};
    subset->data = NULL;
    return deflate_once(
               w->deflate, w->arena, DEFLATE_OUTLINES, data, &out->packed)
               ? ERR_OK
               : ERR_NOMEM;
}

/* FONT's program: the one that an earlier file had, or a new one; *LASTING is
 * where later files find it, or NULL. */
static enum err
find_program(struct arena *scratch, struct writer *w,
    const struct font_use *font, const struct subset_want *want,
    struct program *out, const struct program **lasting)
{
    struct buf bytes = {0};
    put_key(&bytes, font, want);
    struct str key = {bytes.p, bytes.n};
    const struct program *kept =
        memory_find(w->options->memory, MEMORY_FONT, 0, key);
    enum err err = ERR_OK;
    if (kept != NULL)
        *out = *kept;
    else
        err = make_program(scratch, w, font, want, out);
    if (err == ERR_OK && kept == NULL && !bytes.failed)
        keep_program(w, want, key, out);
    *lasting = memory_find(w->options->memory, MEMORY_FONT, 0, key);
    buf_fini(&bytes);
    return err;
}

/* Writes FONT as it is with PROGRAM; LASTING: the same, kept for other files,
 * or NULL. */
static void
write_new(struct writer *w, struct font_use *font,
    const struct program *program, const struct program *lasting)
{
    struct buf widths = {0}, map = {0};
    struct ready ready = {.program = program};
    put_widths(&widths, font);
    put_heights(&widths, font);
    tounicode_put(&map, font);
    bool good = !widths.failed && !map.failed &&
                writer_pack(w, DEFLATE_TEXT, (struct str){map.p, map.n},
                    font->varies, &ready.map);
    w->body.failed = w->body.failed || !good;
    ready.widths = (struct str){widths.p, widths.n};
    put_font(w, font, &ready);
    if (good)
        reuse_keep_font(
            w, (size_t)(font - w->font), ready.widths, ready.map, lasting);
    buf_fini(&widths);
    buf_fini(&map);
}

static enum err
make_font(struct arena *scratch, struct writer *w, struct font_use *font)
{
    struct subset_want want;
    struct program program;
    const struct program *lasting = NULL;
    size_t n_plain = 0;
    enum err err = find_want(scratch, font, &n_plain, &want);
    if (err == ERR_OK)
        err = find_program(scratch, w, font, &want, &program, &lasting);
    if (err == ERR_OK)
        err = assign_codes(font, &program.subset, n_plain);
    if (err == ERR_OK)
        write_new(w, font, &program, lasting);
    return err;
}

static enum err
write_font(struct writer *w, size_t index)
{
    w->varies = w->font[index].varies;
    const struct reuse_font *had = reuse_font(w, index);
    if (had != NULL) {
        const struct ready ready = {had->program, *had->widths, *had->map};
        put_font(w, &w->font[index], &ready);
        return ERR_OK;
    }
    struct arena *scratch = arena_new();
    enum err err =
        scratch == NULL ? ERR_NOMEM : make_font(scratch, w, &w->font[index]);
    arena_free(scratch);
    return err;
}

enum err
fonts_write(struct writer *w)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < w->n_fonts && err == ERR_OK; i++)
        err = write_font(w, i);
    w->varies = false;
    return err == ERR_OK ? haru_status(w->haru) : err;
}
