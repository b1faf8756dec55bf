#include "pdf/path.h"

/* True for the four lines of an upright rectangle, as page_add_rect makes. */
static bool
is_rect(const struct path_op *op, size_t n)
{
    return n == 5 && op[0].verb == PATH_MOVE && op[1].verb == PATH_LINE &&
           op[2].verb == PATH_LINE && op[3].verb == PATH_LINE &&
           op[4].verb == PATH_CLOSE && op[0].y[0] == op[1].y[0] &&
           op[1].x[0] == op[2].x[0] && op[2].y[0] == op[3].y[0] &&
           op[3].x[0] == op[0].x[0];
}

/* Both corners are rounded, not the sides: neighbours keep touching. */
static void
put_rect(struct content *c, const struct path_op *op)
{
    int64_t x = syntax_milli(op[0].x[0]), y = content_up(c, op[0].y[0]);
    content_point(c, op[0].x[0], op[0].y[0]);
    syntax_thousandths(&c->out, syntax_milli(op[2].x[0]) - x);
    buf_byte(&c->out, ' ');
    syntax_thousandths(&c->out, content_up(c, op[2].y[0]) - y);
    buf_text(&c->out, " re\n");
}

void
path_put(struct content *c, const struct item *item)
{
    static const char letter[] = {'m', 'l', 'c', 'h'};
    static const int points[] = {1, 1, 3, 0};
    if (is_rect(item->op, item->n_ops)) {
        put_rect(c, item->op);
        return;
    }
    for (size_t i = 0; i < item->n_ops; i++) {
        const struct path_op *op = &item->op[i];
        for (int k = 0; k < points[op->verb]; k++)
            content_point(c, op->x[k], op->y[k]);
        buf_byte(&c->out, letter[op->verb]);
        buf_byte(&c->out, '\n');
    }
}
