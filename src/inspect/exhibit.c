#include "inspect/exhibit.h"

#include "inspect/origin.h"
#include "inspect/seen.h"

enum side { SIDE_OVER, SIDE_BELOW, SIDE_LEFT, SIDE_RIGHT, N_SIDES };

/* One part of a figure, and the place that is looked at from there. */
struct view {
    const struct document *document;
    const struct release_rules *rules;
    const struct page *page;
    const struct frame *figure;
    enum err err;
};

/* --- places --------------------------------------------------------------- */

static bool
is_vertical(enum side side)
{
    return side == SIDE_OVER || side == SIDE_BELOW;
}

/* How far F stands from FROM on SIDE; negative: it does not. */
static int64_t
distance(const struct frame *from, const struct frame *f, enum side side)
{
    const struct bounds a = part_box(from), b = part_box(f);
    bool beside = is_vertical(side) ? a.x0 < b.x1 && b.x0 < a.x1
                                    : a.y0 < b.y1 && b.y0 < a.y1;
    const int64_t gaps[N_SIDES] = {[SIDE_OVER] = (int64_t)a.y0 - b.y1,
        [SIDE_BELOW] = (int64_t)b.y0 - a.y1,
        [SIDE_LEFT] = (int64_t)a.x0 - b.x1,
        [SIDE_RIGHT] = (int64_t)b.x0 - a.x1};
    return beside ? gaps[side] : -1;
}

/* Does FRAME say anything?  Rules and spacers do not. */
static bool
says(const struct page *page, const struct frame *frame)
{
    for (size_t i = frame->first; i < frame->end; i++)
        if (page->item[i].sequence != 0)
            return true;
    return false;
}

static bool
is_figure(const struct release_rules *rules, const struct frame *frame)
{
    for (size_t i = 0; i < rules->n_figures; i++)
        if (strcmp(rules->figure[i].block, frame->name) == 0)
            return true;
    return false;
}

/* The nearest block on SIDE of FROM that says something or is a figure, at
 * most FAR away; NULL: none.  The order of blocks is that of the job, not of
 * places. */
static const struct frame *
nearest(const struct view *view, const struct frame *from, enum side side,
    int64_t far)
{
    const struct scaffold *s = view->page->scaffold;
    const struct frame *found = NULL;
    for (size_t i = 0; i < s->n_blocks; i++) {
        const struct frame *f = &s->block[i];
        int64_t gap = distance(from, f, side);
        if (f == from || f->part == FRAME_REPEATS || gap < 0 || gap > far ||
            (!says(view->page, f) && !is_figure(view->rules, f)))
            continue;
        found = f;
        far = gap - 1;
    }
    return found;
}

/* The text on SIDE of FROM, which is the figure or what goes with it; NULL:
 * none.  Neither another figure nor a list of notes is one. */
static const struct frame *
text_beside(const struct view *view, const struct frame *from, enum side side)
{
    enum { FAR = 10 * EMU_PER_MM };
    const struct frame *f = nearest(view, from, side, FAR);
    if (f == NULL || is_figure(view->rules, f) ||
        part_holds(view->page, f, ROLE_NOTE, ROLE_NOTE))
        return NULL;
    return f;
}

/* Does TEXT, on SIDE of the figure, stand nearer to another one behind it? */
static bool
is_of_another(const struct view *view, const struct frame *text, enum side side)
{
    int64_t gap = distance(view->figure, text, side);
    const struct frame *other =
        gap <= 0 ? NULL : nearest(view, text, side, gap - 1);
    return other != NULL && is_figure(view->rules, other);
}

/* --- words ---------------------------------------------------------------- */

/* The lines of BUF, one after another. */
static bool
next_line(struct str *rest, struct str *line)
{
    do {
        if (rest->p == NULL)
            return false;
        *line = str_trim(str_cut(*rest, '\n', rest));
    } while (line->n == 0);
    return true;
}

/* Is ITEM of PAGE a part of the note ID? */
static bool
is_of_note(const struct page *page, const struct item *item, const char *id)
{
    const struct element *e = seen_element(page, item);
    for (; e != NULL; e = e->parent)
        if (e->role == ROLE_NOTE && e->extra != NULL && e->extra->id != NULL)
            return strcmp(e->extra->id, id) == 0;
    return false;
}

/* Appends what the note ID says on PAGE. */
static void
put_note(const struct page *page, const char *id, struct buf *out)
{
    size_t first = page->n_items, end = 0;
    for (size_t i = 0; i < page->n_items; i++) {
        if (!is_of_note(page, &page->item[i], id))
            continue;
        first = i < first ? i : first;
        end = i + 1;
    }
    while (first > 0 && first < end &&
           page->item[first - 1].kind == ITEM_SPAN_BEGIN)
        first--;
    if (first < end)
        seen_put(page, first, end, out);
}

/* Does the note ID tell a source, on whatever page it is said? */
static bool
is_source(struct view *view, const char *id)
{
    struct buf text = {0};
    for (size_t i = 0; i < view->document->n_pages; i++)
        put_note(view->document->page[i], id, &text);
    bool told = origin_is_noted((struct str){text.p, text.n});
    if (text.failed)
        view->err = ERR_NOMEM;
    buf_fini(&text);
    return told;
}

/* Does FRAME refer to a note that tells a source? */
static bool
refers(struct view *view, const struct frame *frame)
{
    const struct page *page = view->page;
    const char *last = NULL;
    for (size_t i = frame->first; i < frame->end; i++) {
        const struct element *e = seen_element(page, &page->item[i]);
        while (e != NULL && e->role != ROLE_REFERENCE)
            e = e->parent;
        const char *id =
            e == NULL || e->extra == NULL ? NULL : e->extra->target;
        if (id == NULL || id == last)
            continue;
        if (is_source(view, id))
            return true;
        last = id;
    }
    return false;
}

/* What FRAME says, in OUT. */
static struct str
words_of(struct view *view, const struct frame *frame, struct buf *out)
{
    seen_put(view->page, frame->first, frame->end, out);
    if (out->failed)
        view->err = ERR_NOMEM;
    return (struct str){out->p, out->failed ? 0 : out->n};
}

/* Is the last that FRAME says a heading?  The document's own is not that of
 * a figure. */
static bool
ends_as_heading(const struct page *page, const struct frame *frame)
{
    for (size_t i = frame->end; i-- > frame->first;)
        if (page->item[i].sequence != 0)
            return part_is_inside(page, &page->item[i], ROLE_H2, ROLE_H6);
    return false;
}

/* What the lines of a text beside a figure are. */
struct lines {
    bool label;   /* the figure's label is among them */
    bool told;    /* they tell its source */
    bool between; /* they are only what may stand between both */
};

/* Reads TEXT from the figure on: as far as lines go with it. */
static struct lines
read_down(struct str text)
{
    struct lines out = {.between = true};
    struct str line;
    while (out.between && next_line(&text, &line)) {
        bool label = origin_is_label(line), told = origin_is_told(line);
        out.label = out.label || label;
        out.told = out.told || told;
        out.between = label || told || origin_is_aside(line);
    }
    return out;
}

/* Likewise for TEXT over a figure: its last line, but for notes and units. */
static struct lines
read_up(struct str text)
{
    struct lines out = {.between = true};
    struct str line;
    while (next_line(&text, &line)) {
        if (origin_is_aside(line))
            continue;
        out.label = origin_is_label(line);
        out.told = origin_is_told(line);
        out.between = false;
    }
    return out;
}

/* --- sides ---------------------------------------------------------------- */

/* Looks at the texts on SIDE, one behind the other as long as nothing but notes
 * and the like stands between them and the figure. */
static void
look(struct view *view, enum side side, struct exhibit *out)
{
    struct lines lines = {.between = true};
    const struct frame *at = view->figure;
    while (lines.between && view->err == ERR_OK &&
           (at = text_beside(view, at, side)) != NULL) {
        struct buf words = {0};
        const struct str text = words_of(view, at, &words);
        lines = side == SIDE_OVER ? read_up(text) : read_down(text);
        buf_fini(&words);
        bool heading = side == SIDE_OVER && ends_as_heading(view->page, at);
        lines.between = lines.between && is_vertical(side) && !heading;
        /* A source is never said over its figure, but with the label. */
        bool below = side == SIDE_BELOW && !lines.label;
        if (!heading && !below && is_of_another(view, at, side))
            return;
        bool label = is_vertical(side) && (lines.label || heading);
        out->label = out->label || label;
        out->source = out->source ||
                      (lines.told && (label || side != SIDE_OVER)) ||
                      (label && refers(view, at));
    }
}

/* Looks into the figure, and around it. */
static void
look_at(struct view *view, struct exhibit *out)
{
    struct buf words = {0};
    const struct page *page = view->page;
    out->label = out->label ||
                 part_holds(page, view->figure, ROLE_H1, ROLE_H6) ||
                 part_holds(page, view->figure, ROLE_CAPTION, ROLE_CAPTION);
    out->source = out->source ||
                  origin_is_told(words_of(view, view->figure, &words)) ||
                  refers(view, view->figure);
    buf_fini(&words);
    for (int side = 0; side < N_SIDES; side++)
        look(view, (enum side)side, out);
}

enum err
exhibit_read(const struct document *document, const struct release_rules *rules,
    const struct release_figure *figure, struct exhibit *out)
{
    struct part part = {.document = document, .block = figure->block};
    enum err err = ERR_OK;
    *out = (struct exhibit){.first = part, .label = figure->named};
    while (err == ERR_OK && part_next(&part)) {
        struct view view = {.document = document,
            .rules = rules,
            .page = part.on,
            .figure = part.frame};
        if (out->first.frame == NULL)
            out->first = part;
        look_at(&view, out);
        err = view.err;
    }
    return err;
}
