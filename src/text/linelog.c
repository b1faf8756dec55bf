#include "text/linelog.h"

/* --- keeping ---------------------------------------------------------- */

static struct str
text_between(const struct atom_row *row, const struct atom *first,
    const struct atom *last)
{
    size_t from = first->cluster->at;
    size_t to = last->cluster->at + last->cluster->n;
    return (struct str){row->span[first->span].text.p + from, to - from};
}

static bool
is_shown(const struct atom *a)
{
    return a->cluster->n_glyphs > 0 && !(a->flags & ATOM_IGNORED);
}

static void
add_cells(const struct linelog_source *from, const struct linebreak_line *line,
    int64_t x, struct text_trace *out)
{
    struct piece_edges edges = piece_edges(from->ruby, from->unit, line);
    for (size_t i = line->first; i < line->seen; i++) {
        const struct atom *a = &from->row->atom[i];
        int64_t end = x; /* of the atom before */
        x += i > line->first ? a->set : 0;
        bool space = a->class == CL_26;
        emu shift = piece_edge_shift(&edges, i);
        if (is_shown(a))
            out->cell[out->n++] =
                (struct text_cell){.text = text_between(from->row, a, a),
                    .class = a->class,
                    .x = (emu)((space ? end : x) + shift),
                    .advance = (emu)(a->advance + (space ? x - end : 0))};
        x += a->advance;
    }
}

/* The reading of UNIT over a base that begins at X. */
static struct text_reading
reading_of(const struct atom_row *row, const struct ruby_unit *unit, int64_t x)
{
    struct ruby_place place = ruby_place(unit, (emu)x);
    emu gaps = (emu)(unit->reading.n - 1) * place.gap + place.rest;
    return (struct text_reading){.text = unit->text,
        .base = text_between(
            row, &row->atom[unit->first], &row->atom[unit->end - 1]),
        .x = place.x,
        .width = unit->width + gaps};
}

static struct text_reading
dot_of(const struct linelog_source *from, const struct atom *a, int64_t x)
{
    const struct text_span *span = &from->row->span[a->span];
    const struct shaped *dot = &from->store->dot[a->span];
    return (struct text_reading){.text = from->store->dot_text[a->span],
        .base = text_between(from->row, a, a),
        .x = (emu)(x + piece_dot_place(span, a, dot)),
        .width = atom_advance(span->style, dot->cluster)};
}

static bool
has_dot(const struct linelog_source *from, const struct atom *a)
{
    return from->row->span[a->span].emphasis && !(a->flags & ATOM_RUBY) &&
           from->store->dot[a->span].n > 0 && ruby_takes_dot(a);
}

static void
add_readings(const struct linelog_source *from,
    const struct linebreak_line *line, int64_t x, struct text_trace *out)
{
    size_t u = from->unit;
    for (size_t i = line->first; i < line->seen; i++) {
        const struct atom *a = &from->row->atom[i];
        x += i > line->first ? a->set : 0;
        while (u < from->ruby->n && from->ruby->unit[u].first < i)
            u++;
        const struct ruby_unit *unit = &from->ruby->unit[u];
        if (u < from->ruby->n && unit->first == i && unit->reading.n > 0)
            out->reading[out->n_readings++] = reading_of(from->row, unit, x);
        else if (has_dot(from, a))
            out->reading[out->n_readings++] = dot_of(from, a, x);
        x += a->advance;
    }
}

enum err
linelog_line(struct arena *arena, const struct linelog_source *source,
    const struct linebreak_line *line, struct text_line *out)
{
    struct text_trace *trace = arena_alloc(arena, sizeof *trace);
    size_t n = line->seen - line->first;
    if (trace == NULL)
        return ERR_NOMEM;
    trace->cell = arena_array(arena, n, sizeof *trace->cell);
    trace->reading = arena_array(arena, n, sizeof *trace->reading);
    trace->hang = source->hang;
    if (trace->cell == NULL || trace->reading == NULL)
        return ERR_NOMEM;
    out->trace = trace;
    if (n == 0)
        return ERR_OK;
    int64_t x = (int64_t)out->start + source->row->atom[line->first].head;
    add_cells(source, line, x, trace);
    add_readings(source, line, x, trace);
    return ERR_OK;
}

/* --- writing ---------------------------------------------------------- */

const char *
linelog_step(int step)
{
    static const char *const less[] = {"none", "word-space", "line-end",
        "line-end-middle-dot", "middle-dot", "punctuation", "japanese-latin"};
    static const char *const more[] = {
        "none", "word-space", "japanese-latin", "other", "even"};
    return step < 0 ? less[-step] : more[step];
}

void
linelog_head(struct buf *out)
{
    buf_text(out, "# line\ttext\tclass\tx\tadvance\tbefore\n"
                  "# #ruby\tline\treading\tx\twidth\tbase\n"
                  "# #line\tnatural\tfinal\tstep\tstep-name\thang\tline\n");
}

/* A tab is what parts the columns. */
static void
put_text(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        buf_byte(out, s.p[i] == '\t' ? ' ' : s.p[i]);
}

static void
put_number(struct buf *out, int64_t value)
{
    buf_byte(out, '\t');
    buf_int(out, value);
}

static int64_t
milli(const struct linelog_frame *frame, int64_t length)
{
    return frame->em > 0 ? unit_scale(length, 1000, frame->em) : 0;
}

static void
write_cells(const struct text_trace *trace, const struct linelog_frame *frame,
    size_t number, struct buf *out)
{
    int64_t end = 0;
    for (size_t k = 0; k < trace->n; k++) {
        const struct text_cell *cell = &trace->cell[k];
        int64_t x = milli(frame, (int64_t)cell->x + frame->offset);
        int64_t before = k > 0 ? x - end : 0;
        int64_t advance = milli(frame, cell->advance);
        if (cell->class == CL_26 && k > 0) {
            /* A word space is a gap: its ends are the edges beside it. */
            int64_t right = (int64_t)cell->x + cell->advance + frame->offset;
            x = end, before = 0;
            advance = milli(frame, right) - x;
        }
        buf_printf(out, "%zu\t", number);
        put_text(out, cell->text);
        buf_printf(out, "\tcl-%02u", (unsigned)cell->class);
        put_number(out, x);
        put_number(out, advance);
        put_number(out, before);
        buf_byte(out, '\n');
        end = x + advance;
    }
}

static void
write_readings(const struct text_trace *trace,
    const struct linelog_frame *frame, size_t number, struct buf *out)
{
    for (size_t k = 0; k < trace->n_readings; k++) {
        const struct text_reading *reading = &trace->reading[k];
        buf_printf(out, "#ruby\t%zu\t", number);
        put_text(out, reading->text);
        put_number(out, milli(frame, (int64_t)reading->x + frame->offset));
        put_number(out, milli(frame, reading->width));
        buf_byte(out, '\t');
        put_text(out, reading->base);
        buf_byte(out, '\n');
    }
}

void
linelog_write(const struct text_line *line, size_t n,
    const struct linelog_frame *frame, struct buf *out)
{
    for (size_t k = 0; k < n; k++) {
        size_t number = frame->number + k;
        write_cells(line[k].trace, frame, number, out);
        write_readings(line[k].trace, frame, number, out);
        buf_text(out, "#line");
        put_number(out, milli(frame, line[k].natural));
        put_number(out, milli(frame, line[k].width));
        put_number(out, line[k].step);
        buf_printf(out, "\t%s", linelog_step(line[k].step));
        put_number(out, milli(frame, line[k].trace->hang));
        buf_printf(out, "\t%zu\n", number);
    }
}
