/* hb-subset is shown a face without cmap and layout tables: it then neither
 * reads tens of thousands of characters nor keeps glyphs that only a variation
 * sequence or a feature would reach.  That is two to five times faster. */
#include "font/subset.h"

#include <hb-subset.h>
#include <string.h>

#include "font/cidfont.h"
#include "font/face_imp.h"
#include "font/truetype.h"

DIAG_MESSAGE(failed, "font.subset-failed", DIAG_ERROR,
    "書体「{1}」のサブセットを作れません。ファイルが壊れていないか確かめ、"
    "書体を入れ直してください",
    "cannot make a subset of the face \"{1}\"; check that the file is not "
    "broken and install the face anew");

/* Tables that a font program inside a PDF does not need. */
static bool
is_dropped(hb_tag_t tag)
{
#define T HB_TAG
    static const hb_tag_t unwanted[] = {T('G', 'S', 'U', 'B'),
        T('G', 'P', 'O', 'S'), T('G', 'D', 'E', 'F'), T('B', 'A', 'S', 'E'),
        T('J', 'S', 'T', 'F'), T('M', 'A', 'T', 'H'), T('c', 'm', 'a', 'p'),
        T('n', 'a', 'm', 'e'), T('p', 'o', 's', 't'), T('O', 'S', '/', '2'),
        T('V', 'O', 'R', 'G'), T('v', 'h', 'e', 'a'), T('v', 'm', 't', 'x'),
        T('k', 'e', 'r', 'n'), T('g', 'a', 's', 'p'), T('m', 'e', 't', 'a'),
        T('D', 'S', 'I', 'G'), T('S', 'T', 'A', 'T'), T('h', 'd', 'm', 'x'),
        T('V', 'D', 'M', 'X'), T('L', 'T', 'S', 'H'), T('P', 'C', 'L', 'T'),
        T('m', 'o', 'r', 'x'), T('k', 'e', 'r', 'x'), T('t', 'r', 'a', 'k'),
        T('f', 'v', 'a', 'r'), T('g', 'v', 'a', 'r'), T('a', 'v', 'a', 'r'),
        T('H', 'V', 'A', 'R'), T('V', 'V', 'A', 'R'), T('M', 'V', 'A', 'R'),
        T('c', 'v', 'a', 'r'), T('C', 'O', 'L', 'R'), T('C', 'P', 'A', 'L'),
        T('S', 'V', 'G', ' '), T('C', 'B', 'D', 'T'), T('C', 'B', 'L', 'C'),
        T('s', 'b', 'i', 'x')};
#undef T
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        if (unwanted[i] == tag)
            return true;
    return false;
}

static bool
add_table(hb_face_t *bare, const struct face *face, hb_tag_t tag)
{
    if (is_dropped(tag))
        return true;
    hb_blob_t *table = hb_face_reference_table(face->hb, tag);
    bool added = hb_face_builder_add_table(bare, tag, table);
    hb_blob_destroy(table);
    return added;
}

/* FACE's tables that are wanted; NULL: no memory. */
static hb_face_t *
make_bare(const struct face *face)
{
    enum { TABLES = 64 };
    hb_tag_t tag[TABLES];
    hb_face_t *bare = hb_face_builder_create();
    bool good = bare != hb_face_get_empty();
    unsigned at = 0, n = TABLES;
    while (good && n == TABLES) {
        hb_face_get_table_tags(face->hb, at, &n, tag);
        for (unsigned i = 0; i < n; i++)
            good = good && add_table(bare, face, tag[i]);
        at += n;
    }
    if (good) {
        hb_face_set_upem(bare, face->info.upem);
        hb_face_set_glyph_count(bare, face->info.glyphs);
        return bare;
    }
    hb_face_destroy(bare);
    return NULL;
}

/* The same for all subsets of FACE. */
static hb_face_t *
bare_face(const struct face *face)
{
    if (face->cache->bare == NULL)
        face->cache->bare = make_bare(face);
    return face->cache->bare;
}

/* Runs hb-subset.  On ERR_OK the caller destroys *PLAN and *MADE. */
static enum err
run_subset(const struct face *face, const uint32_t *gids, size_t n,
    unsigned flags, hb_subset_plan_t **plan, hb_face_t **made)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    *plan = NULL, *made = NULL;
    if (input == NULL)
        return ERR_NOMEM;
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < n; i++)
        hb_set_add(glyphs, gids[i]);
    enum err err = hb_set_allocation_successful(glyphs) ? ERR_OK : ERR_NOMEM;
    hb_subset_input_set_flags(input, flags);
    hb_face_t *bare = bare_face(face);
    if (bare == NULL)
        err = ERR_NOMEM;
    if (err == ERR_OK)
        *plan = hb_subset_plan_create_or_fail(bare, input);
    if (*plan != NULL)
        *made = hb_subset_plan_execute_or_fail(*plan);
    if (err == ERR_OK && *made == NULL)
        err = ERR_INTERNAL;
    if (err != ERR_OK)
        hb_subset_plan_destroy(*plan);
    hb_subset_input_destroy(input);
    return err;
}

static void
set_bytes(struct subset *out, struct str bytes)
{
    out->data = (const unsigned char *)bytes.p;
    out->n = bytes.n;
}

/* Codes, glyph ids and bytes of what was made; *BLOB owns the bytes. */
static enum err
fill(const struct face *face, const hb_subset_plan_t *plan, hb_face_t *made,
    hb_blob_t **blob, struct subset *out)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    unsigned n;
    *blob = face->info.is_cff
                ? hb_face_reference_table(made, HB_TAG('C', 'F', 'F', ' '))
                : hb_face_reference_blob(made);
    const char *bytes = hb_blob_get_data(*blob, &n);
    set_bytes(out, (struct str){bytes, n});
    for (size_t i = 0; i < out->n_glyphs; i++) {
        hb_codepoint_t gid = hb_map_get(map, out->source[i]);
        if (gid == HB_MAP_VALUE_INVALID)
            return ERR_INTERNAL;
        out->gid[i] = (uint16_t)gid;
        out->code[i] = face_code(face, out->source[i]);
    }
    return n == 0 ? ERR_INTERNAL : ERR_OK;
}

/* --- CIDs and twins ---------------------------------------------------- */

/* What a subset is made of: kept until the twins are in. */
struct work {
    struct arena *arena;
    const struct face *face;
    const struct subset_want *want;
    struct subset *out;
    struct twin *twin; /* want->n_twins */
};

/* The glyph of the subset that GID of the source became, or -1. */
static int32_t
inside(const struct subset *out, uint32_t gid)
{
    size_t from = 0, end = out->n_glyphs;
    while (from < end) {
        size_t middle = from + (end - from) / 2;
        if (out->source[middle] < gid)
            from = middle + 1;
        else
            end = middle;
    }
    return from < out->n_glyphs && out->source[from] == gid ? out->gid[from]
                                                            : -1;
}

static enum err
find_parts(struct work *work, const struct subset_twin *from, struct twin *to)
{
    struct twin_part *part =
        arena_array(work->arena, from->n_parts, sizeof *part);
    if (part == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < from->n_parts; i++) {
        int32_t gid = inside(work->out, from->part[i].gid);
        if (gid < 0)
            return ERR_INTERNAL;
        part[i] = (struct twin_part){(uint16_t)gid, from->part[i]};
    }
    to->part = part;
    to->n_parts = from->n_parts;
    return ERR_OK;
}

/* The twins as glyphs of the subset. */
static enum err
find_twins(struct work *work)
{
    const struct subset_want *want = work->want;
    unsigned upem = work->face->info.upem;
    enum err err = ERR_OK;
    for (size_t i = 0; i < want->n_twins && err == ERR_OK; i++) {
        const struct subset_twin *from = &want->twin[i];
        struct twin *to = &work->twin[i];
        int32_t gid = inside(work->out, from->gid);
        if (gid < 0 || from->n_parts > SUBSET_PARTS_MAX ||
            (i > 0 && from->gid < from[-1].gid))
            return ERR_INTERNAL;
        *to = (struct twin){.gid = (uint16_t)gid,
            .advance = (int32_t)unit_scale(from->advance, upem, 1000),
            .down = (int32_t)unit_scale(from->down, upem, 1000)};
        if (from->n_parts > 0)
            err = find_parts(work, from, to);
    }
    return err;
}

/* Gives the twins CIDs that no glyph has, in a row behind the last one where
 * there is room: /W is then shortest. */
static enum err
find_codes(struct work *work)
{
    const struct subset *out = work->out;
    unsigned char *used = arena_alloc(work->arena, UINT16_MAX / 8 + 1);
    uint32_t next = 0;
    if (used == NULL)
        return ERR_NOMEM;
    if (out->n_glyphs + work->want->n_twins > UINT16_MAX)
        return ERR_INPUT;
    for (size_t i = 0; i < out->n_glyphs; i++) {
        used[out->code[i] / 8] |= (unsigned char)(1 << out->code[i] % 8);
        next = out->code[i] >= next ? out->code[i] + 1U : next;
    }
    for (size_t i = 0; i < work->want->n_twins; i++) {
        while (next >= UINT16_MAX || (used[next / 8] >> next % 8 & 1) != 0)
            next = next >= UINT16_MAX ? 0 : next + 1;
        work->twin[i].code = (uint16_t)next++;
    }
    return ERR_OK;
}

/* The twins' codes and glyph ids, and those of the glyphs behind them. */
static enum err
tell_twins(struct work *work)
{
    struct subset *out = work->out;
    size_t n = work->want->n_twins, at = 0;
    out->twin_code = arena_array(work->arena, n, sizeof *out->twin_code);
    out->twin_gid = arena_array(work->arena, n, sizeof *out->twin_gid);
    if (out->twin_code == NULL || out->twin_gid == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        out->twin_code[i] = work->twin[i].code;
    for (size_t i = 0; i < out->n_glyphs; i++) {
        uint16_t old = out->gid[i];
        out->gid[i] = (uint16_t)(old + at);
        for (; at < n && work->twin[at].gid == old; at++)
            out->twin_gid[at] = (uint16_t)(old + at + 1);
    }
    return ERR_OK;
}

/* Writes a CFF table anew: name-keyed ones get CIDs (the source's glyph ids).
 * When hb-subset added glyphs (parts of accented ones) or left subroutines this
 * does not go. */
static enum err
rekey(struct work *work, const hb_subset_plan_t *plan, size_t n_twins)
{
    struct subset *out = work->out;
    struct str made;
    const struct cidfont_plan to = {{(const char *)out->data, out->n},
        out->code, out->n_glyphs, work->twin, n_twins,
        work->face->info.postscript, work->face};
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    if (hb_map_get_population(map) != out->n_glyphs)
        return ERR_INPUT;
    enum err err = cidfont_make(work->arena, &to, &made);
    if (err == ERR_OK)
        set_bytes(out, made);
    return err;
}

static enum err
make_twins(struct work *work, const hb_subset_plan_t *plan)
{
    enum err err = find_codes(work);
    if (err == ERR_OK)
        err = rekey(work, plan, work->want->n_twins);
    return err == ERR_OK ? tell_twins(work) : err;
}

/* A CFF subset: with the twins, or when they do not go in, without them.
 * ERR_INPUT: it has no CIDs and cannot get them. */
static enum err
finish_cff(struct work *work, const hb_subset_plan_t *plan)
{
    enum err err = ERR_INPUT;
    if (work->want->n_twins > 0)
        err = make_twins(work, plan);
    if (err != ERR_INPUT)
        return err;
    return work->face->info.is_cid ? ERR_OK : rekey(work, plan, 0);
}

static enum err
finish_truetype(struct work *work)
{
    struct subset *out = work->out;
    struct str made, file = {(const char *)out->data, out->n};
    size_t n = work->want->n_twins;
    uint16_t first;
    const struct truetype_plan plan = {
        file, work->twin, n, work->want->vertical};
    if (n == 0 && !plan.vertical)
        return ERR_OK;
    enum err err = truetype_make(work->arena, &plan, &made, &first);
    if (err != ERR_OK)
        return err == ERR_INPUT ? ERR_OK : err;
    set_bytes(out, made);
    if (n == 0)
        return ERR_OK;
    out->twin_code = arena_array(work->arena, n, sizeof *out->twin_code);
    out->twin_gid = out->twin_code;
    if (out->twin_code == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        out->twin_code[i] = (uint16_t)(first + i);
    return ERR_OK;
}

static enum err
finish(struct work *work, const hb_subset_plan_t *plan)
{
    enum err err = find_twins(work);
    if (err != ERR_OK)
        return err;
    return work->out->is_cff ? finish_cff(work, plan) : finish_truetype(work);
}

/* Runs hb-subset and adds what it does not do.  ERR_INPUT: to be done again,
 * with the glyph ids kept. */
static enum err
make(struct work *work, unsigned flags)
{
    struct subset *out = work->out;
    hb_subset_plan_t *plan;
    hb_face_t *made;
    hb_blob_t *blob = NULL;
    enum err err =
        run_subset(work->face, out->source, out->n_glyphs, flags, &plan, &made);
    if (err != ERR_OK)
        return err;
    err = fill(work->face, plan, made, &blob, out);
    const unsigned char *borrowed = out->data;
    if (err == ERR_OK && (flags & HB_SUBSET_FLAGS_RETAIN_GIDS) == 0)
        err = finish(work, plan);
    if (err == ERR_OK && out->data == borrowed) {
        char *copy =
            arena_strndup(work->arena, (const char *)out->data, out->n);
        set_bytes(out, (struct str){copy, out->n});
        err = copy == NULL ? ERR_NOMEM : ERR_OK;
    }
    if (err != ERR_OK)
        set_bytes(out, (struct str){NULL, 0});
    hb_blob_destroy(blob);
    hb_subset_plan_destroy(plan);
    hb_face_destroy(made);
    return err;
}

/* PDF takes codes for glyph ids in a font without CIDs, which must keep them.
 */
static enum err
make_any(struct work *work)
{
    enum {
        BASIC = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                HB_SUBSET_FLAGS_DESUBROUTINIZE /* deflates better, is faster */
    };
    enum err err = make(work, BASIC);
    if (err == ERR_INPUT)
        err = make(work, BASIC | HB_SUBSET_FLAGS_RETAIN_GIDS);
    return err;
}

/* The glyphs asked for, with 0 before them; false when they are not ascending
 * or not the face's. */
static bool
take_glyphs(const struct face *face, const uint32_t *gids, size_t n,
    uint32_t *source, size_t *n_source)
{
    source[0] = 0;
    *n_source = 1;
    for (size_t i = 0; i < n; i++) {
        bool ascending = i == 0 || gids[i] > gids[i - 1];
        if (!ascending || gids[i] >= face->info.glyphs)
            return false;
        if (gids[i] != 0)
            source[(*n_source)++] = gids[i];
    }
    return true;
}

enum err
subset_make(struct arena *arena, struct diag *diag, const struct face *face,
    const struct subset_want *want, struct subset *out)
{
    size_t n = want->n + 1;
    memset(out, 0, sizeof *out);
    uint32_t *source = arena_array(arena, n, sizeof *source);
    struct work work = {.arena = arena,
        .face = face,
        .want = want,
        .out = out,
        .twin = arena_array(arena, want->n_twins, sizeof *work.twin)};
    out->code = arena_array(arena, n, sizeof *out->code);
    out->gid = arena_array(arena, n, sizeof *out->gid);
    if (source == NULL || out->code == NULL || out->gid == NULL ||
        work.twin == NULL)
        return ERR_NOMEM;
    out->source = source;
    out->is_cff = face->info.is_cff;
    enum err err = ERR_INTERNAL;
    if (take_glyphs(face, want->gid, want->n, source, &out->n_glyphs))
        err = make_any(&work);
    if (err == ERR_OK || err == ERR_NOMEM)
        return err;
    err = DIAG(diag, LOC_NONE, &failed, face->info.postscript);
    return err == ERR_INPUT ? ERR_INTERNAL : err;
}

uint16_t
face_code(const struct face *face, uint32_t gid)
{
    if (face->cid == NULL || gid >= face->info.glyphs)
        return (uint16_t)gid;
    return face->cid[gid];
}
