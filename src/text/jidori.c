/* The atoms of a group are tight already and without letter space (breaking.c):
 * between them is only what readings need, and word spaces. */
#include "text/jidori.h"

DIAG_MESSAGE(m_jidori, "text.jidori", DIAG_ERROR,
    "「{1}」は字取りの幅 {2} mm より {3} mm 広くなります。jidori "
    "を大きくするか、"
    "文字を減らすか、小さくしてください",
    "\"{1}\" is {3} mm wider than its jidori of {2} mm; make jidori wider, or "
    "the text shorter or smaller");

/* Atoms FIRST ... END - 1, to be set to WIDTH. */
struct group {
    struct atom_row *row;
    struct ruby_row *ruby;
    size_t first, end;
    emu width;
};

/* A character that is moved: not a space, nothing invisible, no script or note
 * mark, which stays with its base. */
static bool
is_moved(const struct atom_row *row, size_t i)
{
    const struct atom *a = &row->atom[i];
    const struct text_span *span = &row->span[a->span];
    return a->class != CL_26 && !(a->flags & ATOM_IGNORED) && !span->attach &&
           !span->script;
}

static size_t
count_moved(const struct group *s)
{
    size_t n = 0;
    for (size_t i = s->first; i < s->end; i++)
        n += is_moved(s->row, i);
    return n;
}

/* Nothing that justification could change. */
static void
fix_gaps(const struct group *s)
{
    for (size_t i = s->first + 1; i < s->end; i++) {
        struct atom *a = &s->row->atom[i];
        a->even = false;
        for (size_t k = 0; k < SHRINKS; k++)
            a->shrink[k] = 0;
        for (size_t k = 0; k < STRETCHES; k++)
            a->stretch[k] = 0;
    }
}

static int64_t
natural_width(const struct group *s)
{
    int64_t width = 0;
    for (size_t i = s->first; i < s->end; i++) {
        width += s->row->atom[i].advance;
        width += i > s->first ? s->row->atom[i].gap : 0;
    }
    for (size_t u = 0; u < s->ruby->n; u++) {
        const struct ruby_unit *unit = &s->ruby->unit[u];
        width += unit->first == s->first ? unit->front : 0;
        width += unit->end == s->end ? unit->back : 0;
    }
    return width;
}

/* The unit whose base goes on with atom I grows with the gap before it. */
static void
widen_base(const struct ruby_row *ruby, size_t i, emu more)
{
    for (size_t u = 0; u < ruby->n; u++)
        if (ruby->unit[u].first < i && i < ruby->unit[u].end)
            ruby->unit[u].base += more;
}

static void
spread(const struct group *s, int64_t spare, size_t gaps)
{
    int64_t given = 0, k = 0;
    for (size_t i = s->first, moved = 0; i < s->end; i++) {
        if (!is_moved(s->row, i) || moved++ == 0)
            continue;
        int64_t due = spare * ++k / (int64_t)gaps;
        s->row->atom[i].gap += (emu)(due - given);
        widen_base(s->ruby, i, (emu)(due - given));
        given = due;
    }
}

/* One character: the space stands around it, at the edges of a line too. */
static void
centre(const struct group *s, int64_t spare)
{
    struct atom *atom = s->row->atom;
    emu front = (emu)(spare / 2), back = (emu)(spare - spare / 2);
    atom[s->first].gap += s->first > 0 ? front : 0;
    atom[s->first].head += front;
    atom[s->end - 1].tail += back;
    if (s->end < s->row->n)
        atom[s->end].gap += back;
}

static enum err
say_wide(struct diag *diag, const struct group *s, int64_t over)
{
    const struct atom *first = &s->row->atom[s->first];
    const struct atom *last = &s->row->atom[s->end - 1];
    const struct text_span *span = &s->row->span[first->span];
    size_t from = first->cluster->at, to = span->text.n;
    if (last->span == first->span)
        to = last->cluster->at + last->cluster->n;
    struct str text = {span->text.p + from, to - from};
    enum err err = DIAG(diag, atom_loc(s->row, first), &m_jidori,
        diag_str(diag, text), diag_mm(diag, s->width), diag_mm(diag, over));
    /* The error fails the job through DIAG; what follows is looked at too. */
    return err == ERR_NOMEM ? ERR_NOMEM : ERR_OK;
}

static enum err
set_group(struct diag *diag, const struct group *s)
{
    size_t moved = count_moved(s);
    fix_gaps(s);
    int64_t spare = s->width - natural_width(s);
    if (spare < 0)
        return say_wide(diag, s, -spare);
    if (moved == 1)
        centre(s, spare);
    else if (moved > 1)
        spread(s, spare, moved - 1);
    return ERR_OK;
}

/* Behind the last atom of the group that begins with atom I, on one line. */
static size_t
group_end(const struct atom_row *row, size_t i)
{
    const void *of = row->span[row->atom[i].span].jidori_of;
    for (i++; i < row->n; i++) {
        uint32_t span = row->atom[i].span;
        bool forced = false;
        for (uint32_t s = row->atom[i - 1].span; s < span; s++)
            forced |= row->span[s].break_after;
        if (forced || row->span[span].jidori_of != of)
            break;
    }
    return i;
}

static bool
is_wanted(const struct atom_row *row)
{
    for (size_t s = 0; s < row->n_spans; s++)
        if (row->span[s].jidori > 0)
            return true;
    return false;
}

enum err
jidori_mark(struct diag *diag, struct atom_row *row, struct ruby_row *ruby)
{
    if (!is_wanted(row))
        return ERR_OK;
    enum err err = ERR_OK;
    for (size_t i = 0, end; i < row->n && err == ERR_OK; i = end) {
        const struct text_span *span = &row->span[row->atom[i].span];
        end = i + 1;
        if (span->jidori <= 0)
            continue;
        end = group_end(row, i);
        const struct group s = {row, ruby, i, end, span->jidori};
        err = set_group(diag, &s);
    }
    return err;
}
