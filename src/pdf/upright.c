/* MuPDF goes from origin to origin of the glyphs, and begins a new line where
 * that is 0.8 em more or less than the advance of the latter, which it takes
 * from the embedded font.
 *
 * In a TrueType file we state the advance.  With each origin as far above the
 * lower edge of its cell as it is in an em box, it is just what lies between
 * two origins.
 *
 * In a bare CFF table the vertical advance is 0 for MuPDF, so that what lies
 * between two origins must stay below 0.8 em.  A third down the cell it does
 * for most pairs of letters; a wide one leaves no more than 0.58 em to the
 * next, which it may since it follows a Japanese character at a quarter em.
 * Em-high glyphs in a row are torn apart all the same. */
#include "pdf/upright.h"

enum {
    EM_DESCENT = UPRIGHT_ADVANCE - UPRIGHT_ASCENT,
    CFF_PERCENT = 36, /* of a cell above its origin, at least */
    CFF_BELOW = 580   /* 1/1000 em below it, at most */
};

/* True when the glyphs of RUN stand side by side, in one em; a single one, when
 * to have its own origin is of use. */
static bool
is_one_em(const struct glyph_run *run)
{
    for (size_t i = 1; i < run->n; i++) {
        int64_t down = (int64_t)run->glyph[0].y - run->glyph[i].y;
        if (down > run->size / 2 || down < -run->size / 2)
            return false;
    }
    return run->n > 1 || (run->n == 1 && face_info(run->face)->is_cff);
}

bool
upright_wanted(const struct glyph_run *run)
{
    if (run->size <= 0)
        return false;
    return run->direction == RUN_TURNED ||
           (run->direction == RUN_UPRIGHT && is_one_em(run));
}

int
upright_origin(const struct face *face, int down)
{
    if (!face_info(face)->is_cff)
        return down - EM_DESCENT;
    int third = down * CFF_PERCENT / 100;
    return third > down - CFF_BELOW ? third : down - CFF_BELOW;
}

/* Font units of a length in the run; of thousandths of its em. */
static int32_t
units(const struct glyph_run *run, int64_t length)
{
    return (int32_t)unit_scale(length, face_info(run->face)->upem, run->size);
}

static int32_t
em_units(const struct glyph_run *run, int thousandths)
{
    return (int32_t)unit_scale(thousandths, face_info(run->face)->upem, 1000);
}

static int32_t
condense_of(const struct glyph_run *run)
{
    return run->condense <= 0 ? 1000 : run->condense;
}

/* Where glyph I goes in a turned cell that begins with glyph FIRST. */
static struct subset_part
turned_part(const struct glyph_run *run, size_t first, size_t i, int down)
{
    const struct glyph *from = &run->glyph[first], *g = &run->glyph[i];
    const int base = UPRIGHT_ADVANCE / 2 - EM_CENTRE;
    return (struct subset_part){.gid = g->gid,
        .x = em_units(run, base) + units(run, (int64_t)g->y - from->y),
        .y = em_units(run, upright_origin(run->face, down)) -
             units(run, (int64_t)g->x - from->x),
        .condense = condense_of(run),
        .turned = true};
}

static struct subset_part
upright_part(
    const struct glyph_run *run, size_t i, const struct upright_cell *cell)
{
    const struct glyph *g = &run->glyph[i];
    int origin = cell->before + upright_origin(run->face, cell->down);
    return (struct subset_part){.gid = g->gid,
        .x = em_units(run, UPRIGHT_ADVANCE / 2) + units(run, g->x),
        .y = em_units(run, origin) + units(run, g->y),
        .condense = condense_of(run)};
}

/* The share of the cell in the em of its run. */
static void
find_share(const struct glyph_run *run, struct upright_cell *cell)
{
    size_t n = 0, which = 0;
    for (size_t at = 0; at < run->n; at = glyphs_cluster(run, at).end, n++)
        which += at < cell->first;
    cell->before = (int)(UPRIGHT_ADVANCE * which / n);
    cell->down = (int)(UPRIGHT_ADVANCE * (which + 1) / n) - cell->before;
}

static void
find_length(const struct glyph_run *run, struct upright_cell *cell)
{
    int64_t width = 0;
    for (size_t i = cell->first; i < cell->end; i++)
        width += face_advance(run->face, run->glyph[i].gid);
    cell->down = (int)unit_scale(width, condense_of(run), 1000);
}

bool
upright_cell(const struct glyph_run *run, size_t at, struct upright_cell *out)
{
    bool turned = run->direction == RUN_TURNED;
    struct glyphs_cluster cluster = glyphs_cluster(run, at);
    *out = (struct upright_cell){
        .first = at, .end = cluster.end, .text = cluster.text};
    if (cluster.end - at > SUBSET_PARTS_MAX)
        return false;
    out->n_parts = cluster.end - at;
    if (turned)
        find_length(run, out);
    else
        find_share(run, out);
    for (size_t i = at; i < out->end; i++)
        out->part[i - at] = turned ? turned_part(run, at, i, out->down)
                                   : upright_part(run, i, out);
    return true;
}

void
upright_place(const struct item *item, const struct upright_cell *cell,
    int64_t *x, int64_t *y)
{
    const struct glyph_run *run = item->run;
    const struct glyph *g = &run->glyph[cell->first];
    *x = item->x;
    *y = item->y + unit_scale(run->size, cell->before, 1000);
    if (run->direction == RUN_TURNED) {
        *x += g->y + unit_scale(run->size, EM_CENTRE, 1000);
        *y += g->x;
    }
}
