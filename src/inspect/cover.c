#include "inspect/cover.h"

enum { LINES = 4 /* scan lines a row */ };

/* An edge, upper end first, on the lines it crosses. */
struct cover_edge {
    emu x0, y0, x1, y1;
    int winding;
    int64_t end; /* the line behind its last */
    emu x;       /* on the line that is looked at */
    size_t next; /* 1 + the next edge that begins on the same line */
};

/* The height of scan LINE, from the lattice's top. */
static int64_t
height_of(const struct lattice *l, int64_t line)
{
    return (2 * line + 1) * l->cell / (2 * LINES);
}

/* The first line at or below Y. */
static int64_t
line_below(const struct lattice *l, int64_t y)
{
    int64_t lines = (int64_t)l->height * LINES;
    int64_t from = y - l->y;
    if (from <= 0)
        return 0;
    int64_t line = from * LINES / l->cell;
    line = line > 0 ? line - 1 : 0;
    while (line < lines && height_of(l, line) < from)
        line++;
    return line < lines ? line : lines;
}

bool
cover_init(struct cover *c, struct arena *arena, const struct lattice *lattice)
{
    *c = (struct cover){.arena = arena, .lattice = *lattice};
    c->head =
        arena_array(arena, (size_t)lattice->height * LINES, sizeof *c->head);
    return c->head != NULL;
}

static bool
make_room(struct cover *c, size_t n)
{
    if (n <= c->cap)
        return true;
    c->cap = 2 * n;
    c->edge = arena_array(c->arena, c->cap, sizeof *c->edge);
    c->active = arena_array(c->arena, c->cap, sizeof(*c->active));
    return c->edge != NULL && c->active != NULL;
}

/* Hangs the edges of CONTOUR on the lines where they begin; *FIRST and *END
 * are the lines on which there is something. */
static void
hang(struct cover *c, const struct contour *contour, int64_t *first,
    int64_t *end)
{
    *first = (int64_t)c->lattice.height * LINES;
    *end = 0;
    for (size_t i = 0; i < contour->n; i++) {
        const struct edge *e = &contour->edge[i];
        struct cover_edge *own = &c->edge[i];
        *own = (struct cover_edge){e->x0, e->y0, e->x1, e->y1, 1, 0, 0, 0};
        if (e->y0 > e->y1)
            *own = (struct cover_edge){e->x1, e->y1, e->x0, e->y0, -1, 0, 0, 0};
        int64_t line = line_below(&c->lattice, own->y0);
        own->end = line_below(&c->lattice, own->y1);
        if (line >= own->end)
            continue;
        own->next = c->head[line];
        c->head[line] = i + 1;
        *first = line < *first ? line : *first;
        *end = own->end > *end ? own->end : *end;
    }
}

/* The edges that cross LINE, from left to right; returns how many. */
static size_t
advance(struct cover *c, size_t n, int64_t line)
{
    int64_t y = height_of(&c->lattice, line) + c->lattice.y;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (c->active[i]->end > line)
            c->active[kept++] = c->active[i];
    for (size_t i = c->head[line]; i > 0; i = c->edge[i - 1].next)
        c->active[kept++] = &c->edge[i - 1];
    c->head[line] = 0;
    for (size_t i = 0; i < kept; i++) {
        struct cover_edge *e = c->active[i];
        int64_t run = (int64_t)e->x1 - e->x0, rise = (int64_t)e->y1 - e->y0;
        e->x = (emu)(e->x0 + (y - e->y0) * run / rise);
        size_t k = i;
        for (; k > 0 && c->active[k - 1]->x > e->x; k--)
            c->active[k] = c->active[k - 1];
        c->active[k] = e;
    }
    return kept;
}

/* The cells from X0 to X1 of the row that LINE is in. */
static void
put_span(struct cover *c, int64_t line, int64_t x0, int64_t x1)
{
    const struct lattice *l = &c->lattice;
    int64_t from = x0 - l->x, to = x1 - l->x;
    if (to <= 0 || from >= (int64_t)l->width * l->cell)
        return;
    int64_t first = from <= 0 ? 0 : from / l->cell;
    int64_t end = (to + l->cell - 1) / l->cell;
    end = end > l->width ? l->width : end;
    if (first < end)
        c->span(c->self, (int32_t)(line / LINES), (int32_t)first, (int32_t)end);
}

static void
scan(struct cover *c, size_t n, int64_t line, bool even_odd)
{
    int winding = 0;
    emu from = 0;
    for (size_t i = 0; i < n; i++) {
        const struct cover_edge *e = c->active[i];
        bool was = even_odd ? (winding & 1) != 0 : winding != 0;
        winding += e->winding;
        bool is = even_odd ? (winding & 1) != 0 : winding != 0;
        if (!was && is)
            from = e->x;
        if (was && !is)
            put_span(c, line, from, e->x > from ? e->x : (int64_t)from + 1);
    }
}

enum err
cover_contour(struct cover *c, const struct contour *contour)
{
    int64_t first, end;
    size_t n = 0;
    if (!make_room(c, contour->n))
        return ERR_NOMEM;
    hang(c, contour, &first, &end);
    for (int64_t line = first; line < end; line++) {
        n = advance(c, n, line);
        scan(c, n, line, contour->even_odd);
    }
    return ERR_OK;
}
