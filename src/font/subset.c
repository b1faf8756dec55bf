/* hb-subset is shown a face without cmap and layout tables: it then neither
 * reads tens of thousands of characters nor keeps glyphs that only a variation
 * sequence or a feature would reach.  That is two to five times faster. */
#include "font/subset.h"

#include <hb-subset.h>
#include <string.h>

#include "font/cff.h"
#include "font/face_imp.h"

DIAG_MESSAGE(failed, "font.subset-failed", DIAG_ERROR,
    "書体「{1}」のサブセットを作れません。ファイルが壊れていないか確かめ、"
    "書体を入れ直してください",
    "cannot make a subset of the face \"{1}\"; check that the file is not "
    "broken and install the face anew");

/* Tables that a font program inside a PDF does not need. */
static bool
is_dropped(hb_tag_t tag)
{
    static const char unwanted[][4] = {"GSUB", "GPOS", "GDEF", "BASE", "JSTF",
        "MATH", "cmap", "name", "post", "OS/2", "VORG", "vhea", "vmtx", "kern",
        "gasp", "meta", "DSIG", "STAT", "hdmx", "VDMX", "LTSH", "PCLT", "morx",
        "kerx", "trak", "fvar", "gvar", "avar", "HVAR", "VVAR", "MVAR", "cvar",
        "COLR", "CPAL", "SVG ", "CBDT", "CBLC", "sbix"};
    const unsigned char name[4] = {HB_UNTAG(tag)};
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        if (memcmp(unwanted[i], name, sizeof name) == 0)
            return true;
    return false;
}

static hb_blob_t *
reference_table(hb_face_t *bare, hb_tag_t tag, void *data)
{
    (void)bare;
    return is_dropped(tag) ? NULL : hb_face_reference_table(data, tag);
}

static hb_face_t *
bare_face(const struct face *face)
{
    hb_face_t *bare =
        hb_face_create_for_tables(reference_table, face->hb, NULL);
    hb_face_set_upem(bare, face->info.upem);
    hb_face_set_glyph_count(bare, face->info.glyphs);
    return bare;
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
    if (err == ERR_OK)
        *plan = hb_subset_plan_create_or_fail(bare, input);
    if (*plan != NULL)
        *made = hb_subset_plan_execute_or_fail(*plan);
    if (err == ERR_OK && *made == NULL)
        err = ERR_INTERNAL;
    if (err != ERR_OK)
        hb_subset_plan_destroy(*plan);
    hb_face_destroy(bare);
    hb_subset_input_destroy(input);
    return err;
}

/* Copies the bytes of BLOB, which is destroyed, into ARENA. */
static enum err
keep_bytes(struct arena *arena, hb_blob_t *blob, struct str *out)
{
    unsigned n;
    const char *p = hb_blob_get_data(blob, &n);
    char *copy = n == 0 ? NULL : arena_strndup(arena, p, n);
    *out = (struct str){copy, n};
    hb_blob_destroy(blob);
    if (n == 0)
        return ERR_INTERNAL;
    return copy == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
fill(struct arena *arena, const struct face *face, const hb_subset_plan_t *plan,
    hb_face_t *made, struct subset *out)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (size_t i = 0; i < out->n_glyphs; i++) {
        hb_codepoint_t gid = hb_map_get(map, out->source[i]);
        if (gid == HB_MAP_VALUE_INVALID)
            return ERR_INTERNAL;
        out->gid[i] = (uint16_t)gid;
        out->code[i] = face_code(face, out->source[i]);
    }
    struct str bytes;
    hb_blob_t *blob = face->info.is_cff ? hb_face_reference_table(
                                              made, HB_TAG('C', 'F', 'F', ' '))
                                        : hb_face_reference_blob(made);
    enum err err = keep_bytes(arena, blob, &bytes);
    out->data = (const unsigned char *)bytes.p;
    out->n = bytes.n;
    return err;
}

/* Gives a name-keyed CFF CIDs: the source's glyph ids.  When hb-subset added
 * glyphs (parts of accented ones) or left subroutines this does not go. */
static enum err
rekey(struct arena *arena, const struct face *face,
    const hb_subset_plan_t *plan, struct subset *out)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    struct str cff = {(const char *)out->data, out->n}, keyed;
    if (hb_map_get_population(map) != out->n_glyphs)
        return ERR_INPUT;
    enum err err = cff_rekey(
        arena, cff, out->code, out->n_glyphs, face->info.postscript, &keyed);
    if (err != ERR_OK)
        return err;
    out->data = (const unsigned char *)keyed.p;
    out->n = keyed.n;
    return ERR_OK;
}

static enum err
make(struct arena *arena, const struct face *face, struct subset *out)
{
    enum {
        BASIC = HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
                HB_SUBSET_FLAGS_DESUBROUTINIZE /* deflates better, is faster */
    };
    hb_subset_plan_t *plan;
    hb_face_t *made;
    enum err err =
        run_subset(face, out->source, out->n_glyphs, BASIC, &plan, &made);
    if (err != ERR_OK)
        return err;
    err = fill(arena, face, plan, made, out);
    bool by_name = face->info.is_cff && !face->info.is_cid;
    if (err == ERR_OK && by_name)
        err = rekey(arena, face, plan, out);
    hb_subset_plan_destroy(plan);
    hb_face_destroy(made);
    if (err != ERR_INPUT)
        return err;
    /* PDF takes codes for glyph ids in a font without CIDs: keep them. */
    err = run_subset(face, out->source, out->n_glyphs,
        BASIC | HB_SUBSET_FLAGS_RETAIN_GIDS, &plan, &made);
    if (err != ERR_OK)
        return err;
    err = fill(arena, face, plan, made, out);
    hb_subset_plan_destroy(plan);
    hb_face_destroy(made);
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
    const uint32_t *gids, size_t n, struct subset *out)
{
    memset(out, 0, sizeof *out);
    uint32_t *source = arena_array(arena, n + 1, sizeof *source);
    out->code = arena_array(arena, n + 1, sizeof *out->code);
    out->gid = arena_array(arena, n + 1, sizeof *out->gid);
    if (source == NULL || out->code == NULL || out->gid == NULL)
        return ERR_NOMEM;
    out->source = source;
    out->is_cff = face->info.is_cff;
    enum err err = ERR_INTERNAL;
    if (take_glyphs(face, gids, n, source, &out->n_glyphs))
        err = make(arena, face, out);
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
