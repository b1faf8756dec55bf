#include "merge/pagetree.h"

/* Writes the node LEVEL, whose parent is the object PARENT (0: it is the
 * root). */
static enum err
put_node(struct pagetree *tree, int level, unsigned parent)
{
    const struct pagetree_node *node = &tree->level[level];
    struct buf body = {0};
    buf_printf(&body, "<</Type/Pages/Count %u", node->pages);
    if (parent != 0)
        buf_printf(&body, "/Parent %u 0 R", parent);
    buf_text(&body, "/Kids[");
    for (unsigned i = 0; i < node->n; i++)
        buf_printf(&body, "%s%u 0 R", i == 0 ? "" : " ", node->kid[i]);
    buf_text(&body, "]>>");
    return sink_put_buf(tree->sink, node->id, &body, false);
}

/* Adds KID with PAGES pages to LEVEL; a node that is full goes up first. */
static enum err
add(struct pagetree *tree, int level, unsigned kid, unsigned pages,
    unsigned *parent)
{
    if (level == PAGETREE_LEVELS)
        return ERR_INTERNAL;
    struct pagetree_node *node = &tree->level[level];
    if (node->n == PAGETREE_KIDS) {
        unsigned above;
        enum err err = add(tree, level + 1, node->id, node->pages, &above);
        if (err == ERR_OK)
            err = put_node(tree, level, above);
        if (err != ERR_OK)
            return err;
        *node = (struct pagetree_node){0};
    }
    if (node->id == 0)
        node->id = sink_reserve(tree->sink);
    node->kid[node->n++] = kid;
    node->pages += pages;
    *parent = node->id;
    return ERR_OK;
}

enum err
pagetree_add(struct pagetree *tree, unsigned page, unsigned *parent)
{
    return add(tree, 0, page, 1, parent);
}

enum err
pagetree_end(struct pagetree *tree, unsigned *root)
{
    int top = 0;
    enum err err = ERR_OK;
    for (int i = 0; i < PAGETREE_LEVELS; i++)
        top = tree->level[i].id != 0 ? i : top;
    for (int i = 0; i < top && err == ERR_OK; i++) {
        const struct pagetree_node *node = &tree->level[i];
        unsigned above;
        err = add(tree, i + 1, node->id, node->pages, &above);
        if (err == ERR_OK)
            err = put_node(tree, i, above);
        /* A full node above may have gone up, and be the top no longer. */
        top = top < PAGETREE_LEVELS - 1 && tree->level[top + 1].id != 0
                  ? top + 1
                  : top;
    }
    *root = tree->level[top].id;
    return err == ERR_OK ? put_node(tree, top, 0) : err;
}
