#include "compare/diff.h"

enum { COST_MAX = 1000 /* edits looked at from each end of a stretch */ };

/* Two stretches that are compared: half-open. */
struct pair {
    ptrdiff_t a, a_end, b, b_end;
};

/* The furthest A reached on each diagonal A - B, from the front and the back.
 */
struct reach {
    const struct diff_row *a, *b;
    ptrdiff_t *front, *back; /* middle of the arrays: diagonal 0 */
};

static bool
same(const struct reach *r, ptrdiff_t a, ptrdiff_t b)
{
    return r->a->id[a] == r->b->id[b];
}

struct spot {
    ptrdiff_t a, b;
};

/* One edit more from the front.  True: it met what came from the back, at OUT.
 */
static bool
go_on(const struct reach *r, const struct pair *p, ptrdiff_t d, bool odd,
    struct spot *out)
{
    ptrdiff_t n = p->a_end - p->a, m = p->b_end - p->b, delta = n - m;
    for (ptrdiff_t k = -d; k <= d; k += 2) {
        r->front[k] = -1; /* beside the stretches nothing is reached */
        if (k < -m || k > n)
            continue;
        bool down = k == -d || (k != d && r->front[k - 1] < r->front[k + 1]);
        ptrdiff_t x = d == 0 ? 0 : down ? r->front[k + 1] : r->front[k - 1] + 1;
        while (x < n && x - k < m && x >= 0 && x - k >= 0 &&
               same(r, p->a + x, p->b + x - k))
            x++;
        r->front[k] = x;
        ptrdiff_t back = delta - k; /* the same diagonal from the back */
        bool met =
            odd && back >= -(d - 1) && back <= d - 1 && x + r->back[back] >= n;
        if (met && x <= n && x - k >= 0 && x - k <= m) {
            *out = (struct spot){p->a + x, p->b + x - k};
            return true;
        }
    }
    return false;
}

/* The same from the back. */
static bool
go_back(const struct reach *r, const struct pair *p, ptrdiff_t d, bool odd,
    struct spot *out)
{
    ptrdiff_t n = p->a_end - p->a, m = p->b_end - p->b, delta = n - m;
    for (ptrdiff_t k = -d; k <= d; k += 2) {
        r->back[k] = -1;
        if (k < -m || k > n)
            continue;
        bool down = k == -d || (k != d && r->back[k - 1] < r->back[k + 1]);
        ptrdiff_t x = d == 0 ? 0 : down ? r->back[k + 1] : r->back[k - 1] + 1;
        while (x < n && x - k < m && x >= 0 && x - k >= 0 &&
               same(r, p->a_end - 1 - x, p->b_end - 1 - x + k))
            x++;
        r->back[k] = x;
        ptrdiff_t front = delta - k;
        bool met =
            !odd && front >= -d && front <= d && x + r->front[front] >= n;
        if (met && x <= n && x - k >= 0 && x - k <= m) {
            *out = (struct spot){p->a_end - x, p->b_end - x + k};
            return true;
        }
    }
    return false;
}

/* Where the way has come furthest after COST_MAX edits. */
static struct spot
furthest(const struct reach *r, const struct pair *p, ptrdiff_t d)
{
    ptrdiff_t n = p->a_end - p->a, m = p->b_end - p->b;
    struct spot best = {p->a, p->b};
    for (ptrdiff_t k = -d; k <= d; k += 2) {
        ptrdiff_t x = r->front[k], y = x - k;
        bool inside = k >= -m && k <= n && x >= 0 && x <= n && y >= 0 && y <= m;
        if (inside && x + y > best.a - p->a + best.b - p->b)
            best = (struct spot){p->a + x, p->b + y};
    }
    return best;
}

/* A spot on the way, in the middle where it can be found. */
static struct spot
middle(const struct reach *r, const struct pair *p)
{
    bool odd = (p->a_end - p->a - (p->b_end - p->b)) % 2 != 0;
    struct spot spot;
    ptrdiff_t d = 0;
    for (;; d++) {
        if (go_on(r, p, d, odd, &spot) || go_back(r, p, d, odd, &spot))
            return spot;
        if (d >= COST_MAX)
            return furthest(r, p, d);
    }
}

static void
trim(const struct reach *r, struct pair *p)
{
    while (p->a < p->a_end && p->b < p->b_end && same(r, p->a, p->b))
        p->a++, p->b++;
    while (p->a < p->a_end && p->b < p->b_end &&
           same(r, p->a_end - 1, p->b_end - 1))
        p->a_end--, p->b_end--;
}

static bool
is_end(const struct pair *p, struct spot spot)
{
    return (spot.a == p->a && spot.b == p->b) ||
           (spot.a == p->a_end && spot.b == p->b_end);
}

static void
mark(const struct reach *r, const struct pair *p)
{
    for (ptrdiff_t i = p->a; i < p->a_end; i++)
        r->a->other[i] = true;
    for (ptrdiff_t i = p->b; i < p->b_end; i++)
        r->b->other[i] = true;
}

/* The halves of a pair go on a stack: no recursion over the length of a text.
 */
static enum err
walk(struct arena *scratch, const struct reach *r, struct pair whole)
{
    size_t n = 0, cap = 0;
    struct pair *stack = NULL;
    for (struct pair now = whole;; now = stack[--n]) {
        trim(r, &now);
        bool alone = now.a == now.a_end || now.b == now.b_end;
        struct spot spot = {now.a, now.b};
        if (!alone)
            spot = middle(r, &now);
        if (alone || is_end(&now, spot)) {
            mark(r, &now);
        } else {
            for (int i = 0; i < 2; i++) {
                void *grown =
                    arena_grow(scratch, stack, n, &cap, sizeof *stack);
                if (grown == NULL)
                    return ERR_NOMEM;
                stack = grown;
                stack[n++] =
                    i == 0 ? (struct pair){spot.a, now.a_end, spot.b, now.b_end}
                           : (struct pair){now.a, spot.a, now.b, spot.b};
            }
        }
        if (n == 0)
            return ERR_OK;
    }
}

enum err
diff_rows(struct arena *scratch, struct diff_row *a, struct diff_row *b)
{
    size_t most = a->n + b->n;
    size_t half = (most < COST_MAX ? most : COST_MAX) + 2;
    ptrdiff_t *front = arena_array(scratch, 2 * half + 1, sizeof *front);
    ptrdiff_t *back = arena_array(scratch, 2 * half + 1, sizeof *back);
    if (front == NULL || back == NULL)
        return ERR_NOMEM;
    const struct reach r = {a, b, front + half, back + half};
    return walk(
        scratch, &r, (struct pair){0, (ptrdiff_t)a->n, 0, (ptrdiff_t)b->n});
}
