#include "text/piece.h"

#include "text/hyphen.h"
#include "text/linetext.h"

/* --- room ------------------------------------------------------------- */

/* Atoms whose glyphs can be in one run. */
static bool
is_alike(const struct atom *a, const struct atom *b)
{
    const struct cluster *p = a->cluster, *q = b->cluster;
    return a->span == b->span && p->face == q->face && p->size == q->size &&
           p->shift == q->shift && p->vertical == q->vertical;
}

static enum err
shape_dots(struct arena *arena, struct diag *diag, const struct atom_row *row,
    struct piece_store *out)
{
    out->dot = arena_array(arena, row->n_spans, sizeof *out->dot);
    out->dot_text = arena_array(arena, row->n_spans, sizeof *out->dot_text);
    if (out->dot == NULL || out->dot_text == NULL)
        return ERR_NOMEM;
    enum err err = ERR_OK;
    for (size_t s = 0; s < row->n_spans && err == ERR_OK; s++)
        if (row->span[s].emphasis && row->span[s].text.n > 0)
            err = ruby_dot(
                arena, diag, &row->span[s], &out->dot_text[s], &out->dot[s]);
    return err;
}

enum err
piece_store_init(struct arena *arena, struct diag *diag,
    const struct atom_row *row, const struct ruby_row *ruby, size_t n_lines,
    struct piece_store *out)
{
    *out = (struct piece_store){.n = 0};
    enum err err = shape_dots(arena, diag, row, out);
    if (err != ERR_OK)
        return err;
    /* A piece begins at each change and each line; dots again in each line. */
    size_t hyphens = row->hyphen == NULL ? 0 : n_lines;
    size_t pieces = 2 * n_lines + ruby->n + row->n_spans + hyphens;
    size_t glyphs = hyphens;
    for (size_t i = 0; i < row->n; i++) {
        pieces += i == 0 || !is_alike(&row->atom[i - 1], &row->atom[i]);
        glyphs += row->atom[i].cluster->n_glyphs +
                  out->dot[row->atom[i].span].n_glyphs;
    }
    for (size_t u = 0; u < ruby->n; u++)
        glyphs += ruby->unit[u].reading.n_glyphs;
    out->piece = arena_array(arena, pieces, sizeof *out->piece);
    out->glyph = arena_array(arena, glyphs, sizeof *out->glyph);
    return out->piece && out->glyph ? ERR_OK : ERR_NOMEM;
}

/* --- runs ------------------------------------------------------------- */

static emu
clamp(int64_t x)
{
    return x > UNIT_MAX ? UNIT_MAX : x < -UNIT_MAX ? -UNIT_MAX : (emu)x;
}

static enum run_direction
direction_of(const struct text_style *style, const struct cluster *cluster)
{
    if (!(style->shape & SHAPE_VERTICAL))
        return RUN_HORIZONTAL;
    return cluster->vertical ? RUN_UPRIGHT : RUN_TURNED;
}

/* A new piece for glyphs of CLUSTER set in STYLE, at X.  Turned text is centred
 * on the line by its em box. */
static struct text_piece *
begin_piece(struct piece_store *store, const struct text_span *span,
    const struct text_style *style, const struct cluster *cluster, int64_t x)
{
    struct text_piece *piece = &store->piece[store->n++];
    *piece = (struct text_piece){.x = clamp(x),
        .y = style->shift + cluster->shift,
        .colour = style->colour,
        .span = span};
    piece->run = (struct glyph_run){.face = cluster->face,
        .size = cluster->size,
        .condense = style->condense,
        .direction = direction_of(style, cluster),
        .glyph = &store->glyph[store->n_glyphs]};
    if (piece->run.direction == RUN_TURNED)
        piece->y -= (emu)unit_scale(style->size, EM_CENTRE, 1000);
    return piece;
}

static int64_t
condensed(int64_t x, int32_t condense)
{
    return condense == 1000 ? x : unit_scale(x, condense, 1000);
}

/* The place of glyph FROM, whose cluster stands X behind the run's origin. */
static void
place_glyph(const struct glyph_run *run, const struct glyph *from, int64_t x,
    struct glyph *to)
{
    bool down = run->direction == RUN_UPRIGHT;
    to->x = clamp(condensed(from->x, run->condense) + (down ? 0 : x));
    to->y = clamp(from->y - (down ? x : 0));
    to->advance =
        down ? from->advance : clamp(condensed(from->advance, run->condense));
}

/* Appends the glyphs of CLUSTER, its origin at X on the line; its text stands
 * at byte AT of the run's. */
static void
put_cluster(struct piece_store *store, struct text_piece *piece,
    const struct shaped *shaped, const struct cluster *cluster, int64_t x,
    uint32_t at)
{
    for (uint32_t k = 0; k < cluster->n_glyphs; k++) {
        const struct glyph *from = &shaped->glyph[cluster->first + k];
        struct glyph *to = &store->glyph[store->n_glyphs++];
        *to = (struct glyph){
            .gid = from->gid, .at = at + from->at - cluster->at, .n = from->n};
        place_glyph(&piece->run, from, x - piece->x, to);
        piece->run.n++;
    }
}

struct piece_edges
piece_edges(
    const struct ruby_row *ruby, size_t unit, const struct linebreak_line *line)
{
    struct piece_edges edges = {NULL, NULL};
    for (size_t u = unit; u < ruby->n; u++) {
        const struct ruby_unit *at = &ruby->unit[u];
        bool first = at->first == line->first;
        bool last = at->end == line->seen;
        if (at->first >= line->seen)
            break;
        if (first && !last)
            edges.head = at;
        if (last && !first)
            edges.tail = at;
    }
    return edges;
}

emu
piece_edge_shift(const struct piece_edges *edges, size_t i)
{
    const struct ruby_unit *head = edges->head, *tail = edges->tail;
    if (head != NULL && i < head->end)
        return -(head->front + head->before);
    if (tail != NULL && i >= tail->first)
        return tail->back + tail->after;
    return 0;
}

/* --- the text itself -------------------------------------------------- */

/* Returns the end of the last atom. */
static int64_t
put_atoms(struct piece_store *store, const struct atom_row *row,
    const struct linebreak_line *line, const struct piece_edges *edges,
    int64_t x)
{
    struct text_piece *piece = NULL;
    const struct atom *last = NULL; /* with glyphs */
    for (size_t i = line->first; i < line->seen; i++) {
        const struct atom *a = &row->atom[i];
        const struct text_span *span = &row->span[a->span];
        const struct cluster *c = a->cluster;
        int64_t end = x; /* of the atom before */
        x += i > line->first ? a->set : 0;
        if (c->n_glyphs == 0)
            continue;
        int64_t origin = a->class == CL_26 ? end : x - a->trim;
        origin += piece_edge_shift(edges, i);
        if (piece == NULL || !is_alike(last, a)) {
            piece = begin_piece(store, span, span->style, c, origin);
            piece->run.text.p = span->text.p + c->at;
            if (a->condense != 0)
                piece->run.condense = a->condense;
        }
        size_t start = (size_t)(piece->run.text.p - span->text.p);
        piece->run.text.n = c->at + c->n - start;
        put_cluster(store, piece, &row->shaped[a->span], c, origin,
            (uint32_t)(c->at - start));
        x += a->advance;
        last = a;
    }
    return x;
}

/* --- readings and dots ------------------------------------------------ */

static void
put_reading(struct piece_store *store, const struct atom_row *row,
    const struct ruby_unit *unit, int64_t x)
{
    const struct text_span *span = &row->span[row->atom[unit->first].span];
    const struct text_style *style = span->ruby_style;
    struct ruby_place place = ruby_place(unit, clamp(x));
    struct text_piece *piece = NULL;
    x = place.x;
    for (size_t k = 0; k < unit->reading.n; k++) {
        const struct cluster *c = &unit->reading.cluster[k];
        if (piece == NULL || piece->run.face != c->face ||
            piece->run.size != c->size ||
            piece->run.direction != direction_of(style, c)) {
            piece = begin_piece(store, span, style, c, x);
            piece->run.text.p = unit->text.p + c->at;
            piece->ruby = true;
            piece->y += ruby_baseline(span->style, style) + span->style->shift;
        }
        size_t start = (size_t)(piece->run.text.p - unit->text.p);
        piece->run.text.n = c->at + c->n - start;
        put_cluster(
            store, piece, &unit->reading, c, x, (uint32_t)(c->at - start));
        x += atom_advance(style, c) + style->tracking + place.gap +
             ((emu)k < place.rest);
    }
}

emu
piece_dot_place(const struct text_span *span, const struct atom *atom,
    const struct shaped *dot)
{
    int64_t width = atom_advance(span->style, dot->cluster);
    return (emu)((atom->advance - width) / 2);
}

/* Every dot of the atoms FIRST ... END - 1 of one span, in one piece. */
static void
put_dots(struct piece_store *store, const struct atom_row *row, size_t first,
    size_t end, int64_t x)
{
    const struct text_span *span = &row->span[row->atom[first].span];
    const struct shaped *dot = &store->dot[row->atom[first].span];
    struct text_style style = *span->style;
    style.size /= 2;
    struct text_piece *piece = NULL;
    for (size_t i = first; i < end && dot->n > 0; i++) {
        const struct atom *a = &row->atom[i];
        x += i > first ? a->set : 0;
        int64_t at = x + piece_dot_place(span, a, dot);
        x += a->advance;
        if (!ruby_takes_dot(a))
            continue;
        if (piece == NULL) {
            piece = begin_piece(store, span, &style, dot->cluster, at);
            piece->ruby = true;
            piece->run.text = store->dot_text[a->span];
            piece->dots = true;
            piece->y += ruby_baseline(span->style, &style);
        }
        put_cluster(store, piece, dot, dot->cluster, at, 0);
    }
}

static void
put_above(struct piece_store *store, const struct atom_row *row,
    const struct ruby_row *ruby, const struct linebreak_line *line, int64_t x)
{
    for (size_t i = line->first; i < line->seen; i++) {
        const struct atom *a = &row->atom[i];
        x += i > line->first ? a->set : 0;
        bool begins = i == line->first || a[-1].span != a->span;
        if (begins && row->span[a->span].emphasis && !(a->flags & ATOM_RUBY)) {
            size_t end = i + 1;
            while (end < line->seen && row->atom[end].span == a->span)
                end++;
            put_dots(store, row, i, end, x);
        }
        while (store->unit < ruby->n && ruby->unit[store->unit].first <= i) {
            const struct ruby_unit *unit = &ruby->unit[store->unit++];
            if (unit->first == i)
                put_reading(store, row, unit, x);
        }
        x += a->advance;
    }
}

/* --- the line --------------------------------------------------------- */

/* The hyphen of a line that ends inside a word; X: the end of its text.  A
 * piece of its own: it is no part of the source. */
static void
put_hyphen(struct piece_store *store, const struct atom_row *row,
    const struct linebreak_line *line, int64_t x)
{
    const struct atom_hyphen *hyphen = hyphen_shown(row, line->seen, line->end);
    if (hyphen == NULL || hyphen->cluster == NULL)
        return;
    const struct atom *last = &row->atom[line->seen - 1];
    const struct text_span *span = &row->span[last->span];
    struct text_piece *piece =
        begin_piece(store, span, span->style, hyphen->cluster, x + last->track);
    piece->run.text = STR("-");
    put_cluster(store, piece, &hyphen->shaped, hyphen->cluster, piece->x, 0);
}

enum err
piece_line(struct arena *arena, struct piece_store *store,
    const struct atom_row *row, const struct ruby_row *ruby,
    const struct linebreak_line *line, struct text_line *out)
{
    out->piece = &store->piece[store->n];
    if (line->seen == line->first)
        return ERR_OK;
    size_t before = store->n;
    int64_t x = row->atom[line->first].head;
    struct piece_edges edges = piece_edges(ruby, store->unit, line);
    int64_t end = put_atoms(store, row, line, &edges, x);
    if (!out->last)
        put_hyphen(store, row, line, end);
    size_t above = store->n;
    put_above(store, row, ruby, line, x);
    out->n = store->n - before;
    out->has_ruby = store->n > above;
    return linetext_make(arena, row, line, out->last, out);
}
