#include "layout/tags.h"

#include "layout/types.h"

/* True when a block is the title of the whole. */
static bool
has_main_heading(const struct plan *plan)
{
    for (size_t i = 0; i < plan->n_blocks; i++) {
        const struct section *s = plan->block[i]->section;
        if (str_equal(str_of(s->type), STR("text")) &&
            section_integer(s, "heading") == 1)
            return true;
    }
    return false;
}

int
tags_title_level(const struct plan *plan, const struct block *block)
{
    if (section_has(block->section, "title-level"))
        return section_integer(block->section, "title-level");
    return has_main_heading(plan) ? 2 : 1;
}

/* The level of the highest heading in TREE; 0 when there is none. */
static int
highest(const struct node *tree)
{
    int level = 0;
    for (const struct node *n = tree->first; n != NULL; n = n->next)
        if (n->kind == NODE_HEADING && (level == 0 || n->level < level))
            level = n->level;
    return level;
}

void
tags_read(struct plan *plan, struct block *block)
{
    bool text = block->type == &textblock_type && block->content != NULL;
    const struct node *root = text ? block->content : NULL;
    int title = block->title == NULL ? 0 : tags_title_level(plan, block);
    bool several =
        root != NULL && root->first != NULL && root->first->next != NULL;
    block->is_section = title > 0 || several || block->type == &notesblock_type;
    int top = root == NULL ? 0 : highest(root);
    if (top > 0 && title > 0 && top <= title)
        block->deeper = title + 1 - top;
}

struct element *
tags_block(struct plan *plan)
{
    struct structure *structure = plan->set.document->structure;
    const struct block *block = plan->drawing;
    if (!plan->fresh || plan->again)
        return NULL;
    if (!block->is_section)
        return structure->root;
    struct element **own = &plan->element[block->index];
    if (*own == NULL)
        *own = structure_add(structure, structure->root, ROLE_SECT);
    return *own;
}

struct element *
tags_child(struct plan *plan, struct element *parent, enum role role,
    const void *source)
{
    struct structure *structure = plan->set.document->structure;
    return structure_child(
        structure, parent == NULL ? tags_block(plan) : parent, role, source);
}
