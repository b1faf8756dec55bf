#include "set/tagging.h"

#include <string.h>

#include "content/copy.h"

static struct element *
around_of(
    struct page *page, struct element *base, const struct set_around *around)
{
    if (around == NULL)
        return base;
    struct element *outer = around_of(page, base, around->outer);
    struct element *element =
        structure_child(page->structure, outer, around->role, around->source);
    bool plain = !around->ordered && around->id == NULL;
    struct element_extra *extra =
        plain ? NULL : structure_extra(page->structure, element);
    if (extra != NULL) {
        extra->ordered = around->ordered;
        extra->id = around->id;
    }
    return element;
}

/* Levels go down one by one: what skips one is said when all is checked. */
static struct element *
heading(struct page *page, struct element *parent, const struct set_para *para)
{
    struct structure *structure = page->structure;
    int level = para->title > 0 ? para->title : para->level + page->deeper;
    struct element *found =
        structure_heading(structure, parent, level, para->node);
    struct element_extra *extra = structure_extra(structure, found);
    if (extra != NULL)
        extra->loc = para->node->loc;
    return found;
}

struct element *
tagging_para(struct page *page, struct element *base,
    const struct set_para *para, bool lone)
{
    if (base == NULL || base->role == ROLE_FIGURE)
        return base;
    if (lone && para->around == NULL && structure_is_leaf(base->role))
        return base;
    struct element *outer = around_of(page, base, para->around);
    if (para->bare)
        return outer;
    if (para->level > 0 || para->title > 0)
        return heading(page, outer, para);
    return structure_child(page->structure, outer, ROLE_P, para->node);
}

struct element *
tagging_marker(
    struct page *page, struct element *base, const struct set_para *para)
{
    const struct set_around *around = para->around;
    if (base == NULL || base->role == ROLE_FIGURE)
        return base;
    if (around != NULL && around->role == ROLE_LBODY)
        around = around->outer;
    struct element *item = around_of(page, base, around);
    return structure_child(page->structure, item, ROLE_LBL, para->node);
}

/* --- parts of a line -------------------------------------------------- */

static const struct node *
owner_of(const struct text_piece *piece)
{
    const struct node *owner = piece->span->owner;
    bool counts =
        owner != NULL && (owner->kind == NODE_LINK || owner->kind == NODE_NOTE);
    return counts ? owner : NULL;
}

/* The link that PIECE is of, or in which the mark PIECE stands. */
static const struct node *
link_of(const struct text_piece *piece)
{
    const struct node *owner = owner_of(piece);
    if (owner != NULL && owner->kind == NODE_NOTE)
        owner = piece->span->outer;
    return owner != NULL && owner->kind == NODE_LINK ? owner : NULL;
}

static const struct text_span *
ruby_of(const struct text_piece *piece)
{
    return piece->span->ruby.n > 0 ? piece->span : NULL;
}

static bool
same_lang(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
tagging_alike(const struct text_piece *a, const struct text_piece *b)
{
    return owner_of(a) == owner_of(b) && ruby_of(a) == ruby_of(b) &&
           a->span->script == b->span->script &&
           a->span->raised == b->span->raised &&
           a->span->strong == b->span->strong &&
           a->span->stress == b->span->stress &&
           same_lang(a->span->lang, b->span->lang);
}

struct element *
tagging_link(struct page *page, struct element *para, const struct node *node)
{
    struct structure *structure = page->structure;
    if (para == NULL)
        para = structure_child(structure, structure->root, ROLE_P, page);
    return structure_child(structure, para, ROLE_LINK, node);
}

static struct element *
in_language(
    struct page *page, struct element *parent, const struct text_span *span)
{
    if (span->lang == NULL)
        return parent;
    struct element *element =
        structure_child(page->structure, parent, ROLE_SPAN, span->text.p);
    struct element_extra *extra = structure_extra(page->structure, element);
    if (extra != NULL)
        extra->lang = span->lang;
    return element;
}

/* A superscript is not what it would be on the line: 10 and 6 are not 106. */
static struct element *
in_script(
    struct page *page, struct element *parent, const struct text_span *span)
{
    if (!span->script)
        return parent;
    struct element *element =
        structure_child(page->structure, parent, ROLE_SPAN, span->text.p);
    struct element_extra *extra = structure_extra(page->structure, element);
    if (extra != NULL)
        extra->script = span->raised ? 1 : -1;
    return element;
}

/* Important words, and stressed ones: there are no types for them in PDF 1.7
 * (ISO 32000-1, 14.8.4.4), but HTML knows them. */
static struct element *
in_emphasis(
    struct page *page, struct element *parent, const struct text_span *span)
{
    struct structure *structure = page->structure;
    const void *const source[] = {span->strong, span->stress};
    for (size_t i = 0; i < 2; i++) {
        if (source[i] == NULL)
            continue;
        parent = structure_child(structure, parent, ROLE_SPAN, source[i]);
        struct element_extra *extra = structure_extra(structure, parent);
        if (extra == NULL)
            return parent;
        extra->strong = i == 0;
        extra->stressed = i == 1;
    }
    return parent;
}

/* What refers to the note of NODE. */
static struct element *
reference(struct page *page, struct element *parent, const struct node *node)
{
    struct structure *structure = page->structure;
    struct element *element =
        structure_child(structure, parent, ROLE_REFERENCE, node);
    if (element == NULL || node->note == NULL ||
        (element->extra != NULL && element->extra->target != NULL))
        return element;
    struct element_extra *extra = structure_extra(structure, element);
    if (extra == NULL)
        return element;
    extra->target =
        arena_printf(structure->arena, "note-%d", node->note->number);
    structure->failed = structure->failed || extra->target == NULL;
    return element;
}

/* A figure is read by its Alt: of what is inside, only links and references to
 * notes count.  Sources are the bytes of the copy: spans are made anew when
 * copy is set again. */
struct element *
tagging_piece(
    struct page *page, struct element *para, const struct text_piece *piece)
{
    struct structure *structure = page->structure;
    const struct node *owner = owner_of(piece);
    const struct text_span *ruby = ruby_of(piece);
    const struct node *link = link_of(piece);
    struct element *element =
        link == NULL ? para : tagging_link(page, para, link);
    if (para == NULL)
        return element;
    if (owner != NULL && owner->kind == NODE_NOTE)
        element = reference(page, element, owner);
    if (para->role == ROLE_FIGURE)
        return element;
    element = in_emphasis(page, element, piece->span);
    element = in_language(page, element, piece->span);
    element = in_script(page, element, piece->span);
    if (ruby == NULL || piece->dots)
        return element;
    element = structure_child(structure, element, ROLE_RUBY, ruby->ruby.p);
    return structure_child(
        structure, element, piece->ruby ? ROLE_RT : ROLE_RB, NULL);
}
