/* JLREQ 3.3.  A reading narrower than its base is centred (mono) or spread
 * 1:2:1 (group).  A wider one first hangs over its neighbours as far as they
 * allow, then spreads the base 1:2:1.  At the line's edges nothing hangs out:
 * what would have hung becomes head or tail of the base's first or last
 * atom. */
#include "text/ruby.h"

#include "base/utf8.h"
#include "text/class.h"

/* Sums of widths stay within what a length may be, whatever the input. */
static emu
sum(int64_t a, int64_t b)
{
    return a + b > UNIT_MAX ? UNIT_MAX : (emu)(a + b);
}

/* --- shaping ---------------------------------------------------------- */

static enum err
shape_reading(struct arena *arena, struct diag *diag,
    const struct text_span *span, struct str text, struct ruby_unit *unit)
{
    const struct text_style *style = span->ruby_style;
    unit->text = text;
    if (text.n == 0 || style == NULL)
        return ERR_OK;
    struct loc loc = span->loc;
    enum err err = font_shape(arena, diag, loc, style->font, style->size,
        style->shape, text, &unit->reading);
    bool western = true;
    for (size_t k = 0; err == ERR_OK && k < unit->reading.n; k++) {
        const struct cluster *c = &unit->reading.cluster[k];
        size_t next;
        western &= class_is_western(class_of(utf8_next(text, c->at, &next)));
        int64_t advance = atom_advance(style, c);
        unit->width = sum(unit->width, advance + style->tracking);
    }
    if (unit->reading.n > 0)
        unit->width -= style->tracking;
    unit->solid |= western;
    return err;
}

/* One unit for the whole span, or one for each atom with its part of the
 * readings; what is left over goes to the last atom. */
static enum err
add_units(struct arena *arena, struct diag *diag, const struct atom_row *row,
    size_t first, size_t end, struct ruby_row *out)
{
    const struct text_span *span = &row->span[row->atom[first].span];
    struct str rest = span->ruby;
    bool group = span->ruby_kind == TEXT_RUBY_GROUP;
    for (size_t i = first; i < end && rest.p != NULL;) {
        size_t next = group ? end : i + 1;
        struct str text = rest;
        if (group || next == end)
            rest = (struct str){NULL, 0};
        else
            text = str_cut(rest, '|', &rest);
        struct ruby_unit *unit = &out->unit[out->n++];
        *unit = (struct ruby_unit){.first = i, .end = next, .solid = !group};
        enum err err = shape_reading(arena, diag, span, text, unit);
        if (err != ERR_OK)
            return err;
        i = next;
    }
    return ERR_OK;
}

static enum err
shape_all(struct arena *arena, struct diag *diag, const struct atom_row *row,
    struct ruby_row *out)
{
    size_t n = 0;
    for (size_t i = 0; i < row->n; i++)
        n += row->span[row->atom[i].span].ruby_kind != TEXT_RUBY_NONE;
    *out = (struct ruby_row){NULL, 0};
    if (n == 0)
        return ERR_OK;
    out->unit = arena_array(arena, n, sizeof *out->unit);
    if (out->unit == NULL)
        return ERR_NOMEM;
    for (size_t i = 0, end; i < row->n; i = end) {
        uint32_t span = row->atom[i].span;
        for (end = i + 1; end < row->n && row->atom[end].span == span;)
            end++;
        if (row->span[span].ruby_kind == TEXT_RUBY_NONE)
            continue;
        enum err err = add_units(arena, diag, row, i, end, out);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

/* --- how far a reading may hang --------------------------------------- */

/* The notes of table 1.  n. 7: over katakana, ー and small kana, which JIS X
 * 4051 forbids for katakana; n. 1 and n. 8: over an opening bracket before
 * and over an ideographic space. */
static bool
may_hang(unsigned cell, unsigned neighbour, enum text_reduction house)
{
    unsigned note = (cell & PAIR_NOTE_MASK) >> 8;
    if (note == 7)
        return house != REDUCE_JISX4051 || neighbour != CL_16;
    return note == 1 || note == 8 || (cell & PAIR_HANG);
}

/* The space between two atoms that a reading may hang into, and over the
 * neighbour itself; at most one em of the reading in all. */
static emu
hang_limit(unsigned cell, const struct atom *neighbour, emu gap, emu ruby_em,
    enum text_reduction house)
{
    if (!may_hang(cell, neighbour->sp, house))
        return 0;
    bool space = cell & (PAIR_BE_MASK | PAIR_AF_MASK);
    emu limit = space ? gap : gap + neighbour->advance;
    if (limit > ruby_em)
        limit = ruby_em;
    return limit > 0 ? limit : 0;
}

/* The em of the reading, along the line. */
static emu
ruby_em(const struct text_span *span)
{
    return atom_em(span->ruby_style);
}

struct neighbours {
    const struct ruby_unit *last, *next; /* the units beside it, or NULL */
    enum text_reduction house;
};

/* Readings inside one jukugo (熟語ルビ) share the room over their bases: how
 * far one may reach over the base of OTHER, which keeps a quarter of an em
 * clear. */
static emu
jukugo_slack(const struct atom_row *row, const struct ruby_unit *unit,
    const struct ruby_unit *other)
{
    uint32_t span = row->atom[unit->first].span;
    bool shared = row->span[span].ruby_kind == TEXT_RUBY_JUKUGO &&
                  row->atom[other->first].span == span;
    emu slack =
        (other->base - other->width) / 2 - ruby_em(&row->span[span]) / 4;
    return shared && slack > 0 ? slack : 0;
}

static emu
limit_before(const struct atom_row *row, const struct ruby_unit *unit,
    const struct neighbours *by)
{
    if (unit->first == 0)
        return 0;
    const struct atom *a = &row->atom[unit->first], *prev = a - 1;
    const struct text_span *span = &row->span[a->span];
    emu em = ruby_em(span);
    const struct ruby_unit *last = by->last;
    if (last != NULL && last->end == unit->first)
        return jukugo_slack(row, unit, last);
    unsigned cell = jlreq_spacing[class_row(prev->sp)][CL_22];
    emu limit = hang_limit(cell, prev, a->gap, em, by->house);
    if (last != NULL && last->end + 1 == unit->first) {
        emu room = prev->gap - last->back + prev->advance + a->gap -
                   last->after - em / 4;
        limit = room < limit ? room : limit;
    }
    return limit > 0 ? limit : 0;
}

static emu
limit_after(const struct atom_row *row, const struct ruby_unit *unit,
    const struct neighbours *by)
{
    if (unit->end >= row->n)
        return 0;
    if (by->next != NULL && by->next->first == unit->end)
        return jukugo_slack(row, unit, by->next);
    const struct atom *next = &row->atom[unit->end];
    const struct text_span *over = &row->span[next->span];
    if (over->ruby_kind != TEXT_RUBY_NONE)
        return 0;
    unsigned cell = jlreq_spacing[CL_22][class_row(next->sp)];
    emu em = ruby_em(&row->span[row->atom[unit->first].span]);
    return hang_limit(cell, next, next->gap, em, by->house);
}

/* --- room ------------------------------------------------------------- */

/* The gap before A keeps at least LEAST: a reading hangs over it. */
static void
keep_gap(struct atom *a, emu least)
{
    emu spare = a->gap - least;
    for (size_t k = SHRINKS; k-- > 0;) {
        if (a->shrink[k] > spare)
            a->shrink[k] = spare > 0 ? spare : 0;
        spare -= a->shrink[k];
    }
}

/* Spreads the base by REST, 1:2:1. */
static void
spread_base(struct atom_row *row, struct ruby_unit *unit, emu rest)
{
    size_t n = unit->end - unit->first;
    int64_t parts = 2 * (int64_t)n, given = 0;
    unit->front = (emu)(rest / parts);
    given = unit->front;
    for (size_t k = 1; k < n; k++) {
        int64_t due = (int64_t)rest * (2 * (int64_t)k + 1) / parts;
        row->atom[unit->first + k].gap += (emu)(due - given);
        unit->base = sum(unit->base, due - given);
        given = due;
    }
    struct atom *head = &row->atom[unit->first];
    unit->back = rest - (emu)given;
    if (unit->first > 0)
        head->gap += unit->front;
    head->head += unit->front;
    if (unit->end < row->n)
        row->atom[unit->end].gap += unit->back;
    row->atom[unit->end - 1].tail += unit->back;
}

/* What a reading leaves free of its base at either side. */
static emu
free_side(const struct ruby_unit *unit)
{
    emu room = unit->base - unit->width;
    size_t n = unit->reading.n;
    if (room <= 0 || n == 0)
        return room > 0 ? room : 0;
    return unit->solid || n < 2 ? room / 2 : room / (emu)(2 * n);
}

/* Readings of two words keep a quarter of an em apart (JLREQ 3.3.8).  Those of
 * one word may touch, unless both are wider than their bases. */
static void
keep_apart(struct atom_row *row, const struct ruby_unit *unit,
    const struct ruby_unit *last)
{
    if (last == NULL || last->end != unit->first || unit->reading.n == 0 ||
        last->reading.n == 0)
        return;
    struct atom *a = &row->atom[unit->first];
    const struct text_span *span = &row->span[a->span];
    bool wide = last->width > last->base && unit->width > unit->base;
    bool one_word = a[-1].span == a->span;
    if (one_word && (span->ruby_kind == TEXT_RUBY_JUKUGO || !wide))
        return;
    int64_t clear = (int64_t)a->gap - last->back - last->after +
                    free_side(last) + free_side(unit);
    emu least = ruby_em(span) / 4;
    if (clear < least)
        a->gap += (emu)(least - clear);
}

static void
make_room(
    struct atom_row *row, struct ruby_unit *unit, const struct neighbours *by)
{
    emu over = unit->width - unit->base;
    keep_apart(row, unit, by->last);
    if (over <= 0)
        return;
    emu left = limit_before(row, unit, by), right = limit_after(row, unit, by);
    unit->before = left < over / 2 ? left : over / 2;
    unit->after = right < over - unit->before ? right : over - unit->before;
    if (left > over - unit->after)
        left = over - unit->after;
    unit->before = left;
    struct atom *head = &row->atom[unit->first];
    keep_gap(head, unit->before);
    if (unit->end < row->n)
        keep_gap(&row->atom[unit->end], unit->after);
    if (unit->end < row->n && unit->after > 0) /* it would hang out with it */
        row->atom[unit->end].hang = 0;
    spread_base(row, unit, over - unit->before - unit->after);
    head->head += unit->before;
    row->atom[unit->end - 1].tail += unit->after;
}

static void
measure_base(struct atom_row *row, struct ruby_unit *unit)
{
    for (size_t i = unit->first; i < unit->end; i++) {
        struct atom *a = &row->atom[i];
        a->flags |= ATOM_RUBY;
        if (i > unit->first) /* the reading stays over its base */
            keep_gap(a, a->gap);
        int64_t gap = i > unit->first ? a->gap : 0;
        unit->base = sum(unit->base, a->advance + gap);
    }
}

enum err
ruby_mark(struct arena *arena, struct diag *diag, enum text_reduction house,
    struct atom_row *row, struct ruby_row *out)
{
    enum err err = shape_all(arena, diag, row, out);
    if (err != ERR_OK)
        return err;
    for (size_t u = 0; u < out->n; u++)
        measure_base(row, &out->unit[u]);
    struct neighbours by = {NULL, NULL, house};
    for (size_t u = 0; u < out->n; u++) {
        by.next = u + 1 < out->n ? &out->unit[u + 1] : NULL;
        make_room(row, &out->unit[u], &by);
        by.last = &out->unit[u];
    }
    return ERR_OK;
}

/* --- placing ---------------------------------------------------------- */

struct ruby_place
ruby_place(const struct ruby_unit *unit, emu x)
{
    emu room = unit->base - unit->width;
    size_t n = unit->reading.n;
    if (room <= 0) /* wider: it begins where the unit does, less its hang */
        return (struct ruby_place){x - unit->front - unit->before, 0, 0};
    if (unit->solid || n < 2)
        return (struct ruby_place){x + room / 2, 0, 0};
    emu edge = room / (emu)(2 * n);
    emu inner = room - 2 * edge;
    emu gap = inner / (emu)(n - 1);
    return (struct ruby_place){x + edge, gap, inner - gap * (emu)(n - 1)};
}

/* --- emphasis dots ---------------------------------------------------- */

bool
ruby_takes_dot(const struct atom *a)
{
    unsigned c = a->class;
    return c != CL_01 && c != CL_02 && !(c >= CL_04 && c <= CL_07) &&
           c != CL_14 && c != CL_20 && c != CL_26 &&
           !(a->flags & ATOM_IGNORED) && a->c != 0xFF9E && a->c != 0xFF9F;
}

/* The marks by kind; a font that lacks one has the next. */
static const struct {
    uint32_t c;
    const char *text;
} marks[] = {[TEXT_NO_EMPHASIS] = {0, ""},
    [TEXT_EMPHASIS_AUTO] = {0, ""},
    [TEXT_EMPHASIS_DOT] = {0x2022, "•"},
    [TEXT_EMPHASIS_SESAME] = {0xFE45, "﹅"},
    [TEXT_EMPHASIS_CIRCLE] = {0x25CF, "●"},
    [TEXT_EMPHASIS_OPEN_CIRCLE] = {0x25CB, "○"},
    [TEXT_EMPHASIS_DOUBLE_CIRCLE] = {0x25CE, "◎"},
    [TEXT_EMPHASIS_TRIANGLE] = {0x25B2, "▲"},
    [TEXT_EMPHASIS_OPEN_TRIANGLE] = {0x25B3, "△"}};

static bool
has_mark(const struct composite *font, enum text_emphasis kind)
{
    uint32_t c = marks[kind].c;
    bool has = c != 0 && face_glyph(font->part[ROLE_JAPANESE].face, c, 0) != 0;
    for (size_t k = 0; c != 0 && k < font->n_fallbacks && !has; k++)
        has = face_glyph(font->fallback[k], c, 0) != 0;
    return has;
}

/* JLREQ 3.3.9: • in horizontal, ﹅ in vertical lines; ・ is in every font. */
static const char *
mark_text(const struct text_style *style, enum text_emphasis kind)
{
    enum text_emphasis usual[] = {
        kind, TEXT_EMPHASIS_DOT, TEXT_EMPHASIS_SESAME};
    if (style->shape & SHAPE_VERTICAL)
        usual[1] = TEXT_EMPHASIS_SESAME, usual[2] = TEXT_EMPHASIS_DOT;
    for (size_t k = 0; k < sizeof usual / sizeof *usual; k++)
        if (has_mark(style->font, usual[k]))
            return marks[usual[k]].text;
    return "・";
}

enum err
ruby_dot(struct arena *arena, struct diag *diag, const struct text_span *span,
    struct str *text, struct shaped *out)
{
    const struct text_style *style = span->style;
    *text = str_of(mark_text(style, span->emphasis));
    return font_shape(arena, diag, span->loc, style->font, style->size / 2,
        style->shape, *text, out);
}

emu
ruby_baseline(const struct text_style *base, const struct text_style *style)
{
    if (base->shape & SHAPE_VERTICAL) /* from centre to centre */
        return (emu)(((int64_t)base->size + style->size) / 2);
    const struct face_info *b = face_info(base->font->part[ROLE_JAPANESE].face);
    const struct face_info *r =
        face_info(style->font->part[ROLE_JAPANESE].face);
    int64_t top = unit_scale(base->size, b->ascent, 1000);
    return (emu)(top - unit_scale(style->size, r->descent, 1000));
}
