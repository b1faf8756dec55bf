#include "content/node.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "content/copy.h"
#include "content/flank.h"

/* Blocks are set apart by a blank, so that a heading and its text do not run
 * together; no blank stands at the ends or twice. */
static void
put_blank(struct buf *out)
{
    if (out->n > 0 && out->p[out->n - 1] != ' ')
        buf_byte(out, ' ');
}

static bool
is_block(enum node_kind kind)
{
    return kind < NODE_TEXT;
}

static bool
is_wide(struct str s, size_t at)
{
    size_t next;
    return flank_width(utf8_next(s, at, &next)) == WIDTH_WIDE;
}

/* Titles and bookmarks are one line: soft hyphens have nothing to say there. */
static void
put_whole(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.n - i >= 2 && memcmp(text.p + i, "\xC2\xAD", 2) == 0)
            i++;
        else
            buf_byte(out, text.p[i]);
}

/* A forced break is a blank, except inside Japanese. */
static void
put_text(struct buf *out, struct str text, bool broken)
{
    size_t at = out->n;
    if (text.n == 0)
        return;
    while (at > 0 && ((unsigned char)out->p[--at] & 0xC0) == 0x80)
        continue;
    if (broken && out->n > 0 &&
        (!is_wide((struct str){out->p, out->n}, at) || !is_wide(text, 0)))
        put_blank(out);
    put_whole(out, text);
}

static void
put_nodes(struct buf *out, const struct node *node, bool *broken)
{
    for (; node != NULL; node = node->next) {
        if (is_block(node->kind))
            put_blank(out);
        if (node->kind == NODE_BREAK)
            *broken = true;
        if (node->text.n > 0) {
            put_text(out, node->text, *broken);
            *broken = false;
        }
        put_nodes(out, node->first, broken);
    }
}

enum err
node_plain(struct arena *arena, const struct node *root, struct str *out)
{
    struct buf text = {0};
    *out = (struct str){NULL, 0};
    bool broken = false;
    if (root != NULL)
        put_nodes(&text, root->first, &broken);
    struct str trimmed = str_trim((struct str){text.p, text.n});
    char *copy =
        text.failed ? NULL : arena_strndup(arena, trimmed.p, trimmed.n);
    buf_fini(&text);
    if (copy == NULL)
        return ERR_NOMEM;
    *out = (struct str){copy, trimmed.n};
    return ERR_OK;
}
