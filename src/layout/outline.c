#include "layout/outline.h"

enum err
outline_add(struct plan *plan, const char *title, int level, emu y)
{
    if (!plan->fresh || *title == '\0')
        return ERR_OK;
    if (plan->turn != NULL) /* Y runs across the lines */
        y = plan->turn->y;
    plan->level = level > plan->level + 1 ? plan->level + 1 : level;
    return document_add_bookmark(
        plan->set.document, title, plan->level, plan->drawn, y);
}

enum err
outline_heading(struct plan *plan, const struct node *node, int level, emu y)
{
    struct str plain;
    enum err err = node_plain(plan->arena, node, &plain);
    if (err != ERR_OK)
        return err;
    const char *title = arena_strndup(plan->arena, plain.p, plain.n);
    return title == NULL ? ERR_NOMEM : outline_add(plan, title, level, y);
}
