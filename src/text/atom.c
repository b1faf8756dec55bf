#include "text/atom.h"

#include "base/utf8.h"

static emu
condensed(emu length, int32_t condense)
{
    return condense == 1000 ? length : (emu)unit_scale(length, condense, 1000);
}

static void
atom_fill(struct atom *a, const struct text_span *span, size_t index,
    const struct cluster *cluster)
{
    const struct text_style *style = span->style;
    size_t next;
    a->cluster = cluster;
    a->span = (uint32_t)index;
    a->c = utf8_next(span->text, cluster->at, &next);
    /* Part and condensing scale a character and the spaces measured by it. */
    a->em = condensed(cluster->size, style->condense);
    a->advance = condensed(cluster->advance, style->condense);
    if (a->c < 0x100) /* a Latin part's scale does not change the spaces */
        a->em = condensed(style->size, style->condense);
    a->track = style->tracking;
}

enum err
atom_row(struct arena *arena, struct diag *diag, const struct text_span *span,
    size_t n, struct atom_row *out)
{
    *out = (struct atom_row){.span = span, .n_spans = n};
    out->shaped = arena_array(arena, n, sizeof *out->shaped);
    if (out->shaped == NULL)
        return ERR_NOMEM;
    enum err worst = ERR_OK;
    size_t atoms = 0;
    for (size_t s = 0; s < n; s++) {
        const struct text_style *style = span[s].style;
        if (span[s].text.n == 0)
            continue;
        enum err err = font_shape(arena, diag, span[s].loc, style->font,
            style->size,
            style->shape | (style->tracking != 0 ? SHAPE_NO_LIGATURES : 0u),
            span[s].text, &out->shaped[s]);
        if (err == ERR_NOMEM)
            return err;
        worst = err != ERR_OK ? err : worst;
        atoms += out->shaped[s].n;
    }
    out->atom = arena_array(arena, atoms, sizeof *out->atom);
    if (out->atom == NULL || worst != ERR_OK)
        return worst != ERR_OK ? worst : ERR_NOMEM;
    for (size_t s = 0; s < n; s++)
        for (size_t k = 0; k < out->shaped[s].n; k++)
            atom_fill(
                &out->atom[out->n++], &span[s], s, &out->shaped[s].cluster[k]);
    return ERR_OK;
}

/* The ink of an opening bracket stands in the right half of its em box, that
 * of a middle dot in the middle, that of closing marks in the left half.  A
 * face with narrow punctuation is left as it is. */
void
atom_trim(struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct atom *a = &atom[i];
        bool opens = a->class == CL_01, dot = a->class == CL_05;
        bool closes =
            a->class == CL_02 || a->class == CL_06 || a->class == CL_07;
        if (!(opens || dot || closes) || a->advance <= a->em - a->em / 4)
            continue;
        emu cut = a->advance - a->em / 2;
        a->advance = a->em / 2;
        a->trim = opens ? cut : dot ? cut / 2 : 0;
    }
}

struct loc
atom_loc(const struct atom_row *row, const struct atom *atom)
{
    const struct text_span *span = &row->span[atom->span];
    struct loc loc = span->loc;
    struct str before = {span->text.p, atom->cluster->at};
    if (loc.col > 0)
        loc.col += (int32_t)utf8_count(before);
    return loc;
}
