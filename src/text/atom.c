#include "text/atom.h"

#include "base/utf8.h"
#include "text/combine.h"

static emu
condensed(emu length, int32_t condense)
{
    return condense == 1000 ? length : (emu)unit_scale(length, condense, 1000);
}

emu
atom_em(const struct text_style *style)
{
    bool vertical = style->shape & SHAPE_VERTICAL;
    return vertical ? style->size : condensed(style->size, style->condense);
}

emu
atom_advance(const struct text_style *style, const struct cluster *cluster)
{
    return cluster->vertical ? cluster->advance
                             : condensed(cluster->advance, style->condense);
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
    a->em = cluster->vertical ? cluster->size
                              : condensed(cluster->size, style->condense);
    a->advance = atom_advance(style, cluster);
    if (a->c < 0x100) /* a Latin part's scale does not change the spaces */
        a->em = atom_em(style);
    a->track = style->tracking;
}

/* Shapes span S of OUT; *CONDENSE is that of tate-chu-yoko, else 0. */
static enum err
shape_span(struct arena *arena, struct diag *diag, const struct text_span *span,
    struct shaped *out, int32_t *condense)
{
    const struct text_style *style = span->style;
    *condense = 0;
    if (span->combine && (style->shape & SHAPE_VERTICAL))
        return combine_span(arena, diag, span, out, condense);
    return font_shape(arena, diag, span->loc, style->font, style->size,
        style->shape | (style->tracking != 0 ? SHAPE_NO_LIGATURES : 0u),
        span->text, out);
}

static void
fill_span(struct atom_row *row, size_t s, int32_t condense)
{
    for (size_t k = 0; k < row->shaped[s].n; k++) {
        struct atom *a = &row->atom[row->n++];
        atom_fill(a, &row->span[s], s, &row->shaped[s].cluster[k]);
        a->condense = (uint16_t)condense;
        a->flags |= condense != 0 ? ATOM_COMBINED : 0;
    }
}

enum err
atom_row(struct arena *arena, struct diag *diag, const struct text_span *span,
    size_t n, struct atom_row *out)
{
    *out = (struct atom_row){.span = span, .n_spans = n};
    out->shaped = arena_array(arena, n, sizeof *out->shaped);
    int32_t *condense = arena_array(arena, n, sizeof *condense);
    if (out->shaped == NULL || condense == NULL)
        return ERR_NOMEM;
    enum err worst = ERR_OK;
    size_t atoms = 0;
    for (size_t s = 0; s < n; s++) {
        if (span[s].text.n == 0)
            continue;
        enum err err =
            shape_span(arena, diag, &span[s], &out->shaped[s], &condense[s]);
        if (err == ERR_NOMEM)
            return err;
        worst = err != ERR_OK ? err : worst;
        atoms += out->shaped[s].n;
    }
    out->atom = arena_array(arena, atoms, sizeof *out->atom);
    if (out->atom == NULL || worst != ERR_OK)
        return worst != ERR_OK ? worst : ERR_NOMEM;
    for (size_t s = 0; s < n; s++)
        fill_span(out, s, condense[s]);
    return ERR_OK;
}

/* Quotation marks of Western text in a Japanese face are as wide as brackets:
 * their bodies are cut like those, though no space stands around them. */
static unsigned
trim_class(const struct atom *a)
{
    if (a->class != CL_27)
        return a->class;
    if (a->c == 0x2018 || a->c == 0x201C)
        return CL_01;
    return a->c == 0x2019 || a->c == 0x201D ? CL_02 : CL_27;
}

/* The ink of an opening bracket stands in the right half of its em box, that
 * of a middle dot in the middle, that of closing marks in the left half.  A
 * face with narrow punctuation is left as it is. */
void
atom_trim(struct atom *atom, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct atom *a = &atom[i];
        if (a->c >= 0xFF61 && a->c <= 0xFF65)
            continue; /* half-width marks are set as they stand */
        unsigned class = trim_class(a);
        bool opens = class == CL_01, dot = class == CL_05;
        bool closes = class == CL_02 || class == CL_06 || class == CL_07;
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
