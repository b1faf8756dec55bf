#include "content/flank.h"

#include "base/utf8.h"

enum class { SPACE, PUNCT, LETTER, WIDE_PUNCT, WIDE_LETTER };

/* One side of a run. */
struct side {
    size_t at, n; /* the character */
    enum class class;
    struct mark *mark; /* NULL: plain copy */
};

static bool
in(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

static bool
is_wide_punct(uint32_t c)
{
    return in(c, 0x2010, 0x2027) || in(c, 0x2030, 0x205E) ||
           in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x3020) || c == 0x3030 ||
           c == 0x303D || c == 0x30A0 || c == 0x30FB || in(c, 0xFE10, 0xFE19) ||
           in(c, 0xFE30, 0xFE6F) || in(c, 0xFF01, 0xFF0F) ||
           in(c, 0xFF1A, 0xFF20) || in(c, 0xFF3B, 0xFF40) ||
           in(c, 0xFF5B, 0xFF65);
}

static enum class class_of(uint32_t c) {
    if (c <= 0x20 || c == 0xA0 || in(c, 0x2000, 0x200A) ||
        c == 0x3000) return SPACE;
    if (in(c, 0x21, 0x2F) || in(c, 0x3A, 0x40) || in(c, 0x5B, 0x60) ||
        in(c, 0x7B, 0x7E)) return PUNCT;
    if (is_wide_punct(c)) return WIDE_PUNCT;
    return c < 0x2000 ? LETTER : WIDE_LETTER;
}

static struct side
side_of(const struct galley *galley, size_t at, size_t n, struct mark *mark)
{
    struct str source = {galley->source, galley->n};
    size_t next;
    struct side side = {at, n, SPACE, mark};
    if (mark == NULL)
        side.class = class_of(utf8_next(source, at, &next));
    else if (mark->role == ROLE_FREE)
        side.class = WIDE_LETTER;
    else
        side.class = mark->role == ROLE_PUNCT ? PUNCT : LETTER;
    return side;
}

static struct side
left_of(const struct galley *galley, size_t at)
{
    struct mark *mark = galley_mark_before(galley, at);
    size_t from = at;
    if (at == 0)
        return (struct side){0, 0, SPACE, NULL};
    if (mark != NULL)
        return side_of(galley, mark->at, mark->n, mark);
    do
        from--;
    while (from > 0 && ((unsigned char)galley->source[from] & 0xC0) == 0x80);
    return side_of(galley, from, at - from, NULL);
}

static struct side
right_of(const struct galley *galley, size_t at)
{
    struct mark *mark = galley_mark_from(galley, at);
    struct str source = {galley->source, galley->n};
    size_t next;
    if (at >= galley->n)
        return (struct side){at, 0, SPACE, NULL};
    if (mark != NULL)
        return side_of(galley, mark->at, mark->n, mark);
    utf8_next(source, at, &next);
    return side_of(galley, at, next - at, NULL);
}

static bool
force(struct galley *galley, const struct side *side, enum mark_role role)
{
    struct mark *mark = side->mark;
    if (mark == NULL) {
        mark = galley_mark(galley, MARK_CHAR, side->at, side->n);
        if (mark == NULL)
            return false;
        mark->text = (struct str){galley->source + side->at, side->n};
    }
    galley_role(galley, mark, role);
    return true;
}

/* True when SIDE of run I touches another run whose far side is a letter:
 * `a*い*(`.  Made punctuation for one run, い would spoil the other. */
static bool
is_shared(const struct galley *galley, size_t i, const struct side *side)
{
    const struct star_run *run = galley->star;
    bool left = side->at < run[i].at;
    struct side far = {0, 0, SPACE, NULL};
    if (left && i > 0 && run[i - 1].at + run[i - 1].n == side->at)
        far = left_of(galley, run[i - 1].at);
    else if (!left && i + 1 < galley->n_stars &&
             run[i + 1].at == side->at + side->n)
        far = right_of(galley, run[i + 1].at + run[i + 1].n);
    return far.class == LETTER || far.class == WIDE_LETTER;
}

/* Makes SIDE of run I agree with OTHER if SIDE is Japanese. */
static bool
agree(struct galley *galley, size_t i, const struct side *side,
    const struct side *other)
{
    enum class is = side->class, to = other->class;
    if (is == WIDE_PUNCT && (to == LETTER || to == WIDE_LETTER))
        return force(galley, side, ROLE_LETTER);
    if (is == WIDE_PUNCT && (to == PUNCT || to == WIDE_PUNCT))
        return force(galley, side, ROLE_PUNCT);
    if (is == WIDE_LETTER && to == PUNCT && !is_shared(galley, i, side))
        return force(galley, side, ROLE_PUNCT);
    return true;
}

bool
flank_fix(struct galley *galley)
{
    for (size_t i = 0; i < galley->n_stars; i++) {
        struct star_run run = galley->star[i];
        struct side left = left_of(galley, run.at);
        struct side right = right_of(galley, run.at + run.n);
        if (left.class == SPACE || right.class == SPACE)
            continue;
        if (!agree(galley, i, &left, &right))
            return false;
        /* Adding a mark may have moved the marks. */
        right = right_of(galley, run.at + run.n);
        if (!agree(galley, i, &right, &left))
            return false;
    }
    return true;
}

enum flank_width
flank_width(uint32_t c)
{
    if (in(c, 0x2010, 0x205E) || c == 0xA7 || c == 0xB0 || c == 0xB1 ||
        c == 0xB6 || c == 0xD7 || c == 0xF7)
        return WIDTH_NONE;
    return c < 0x2000 ? WIDTH_NARROW : WIDTH_WIDE;
}
