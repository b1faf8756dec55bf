#include "page/structure.h"

#include "page/recorder.h"

/* A line has few parts; what goes on is among the latest. */
enum { LOOK_BACK = 64 };

struct structure *
structure_new(struct arena *arena)
{
    struct structure *structure = arena_alloc(arena, sizeof *structure);
    struct element *root = arena_alloc(arena, sizeof *root);
    if (structure == NULL || root == NULL)
        return NULL;
    structure->arena = arena;
    structure->root = root;
    structure->n = 1;
    return structure;
}

static struct kid *
add_kid(struct structure *structure, struct element *element)
{
    struct kid *kid = arena_alloc(structure->arena, sizeof *kid);
    if (kid == NULL) {
        structure->failed = true;
        return NULL;
    }
    kid->parent = element;
    kid->prev = element->last;
    if (element->last != NULL)
        element->last->next = kid;
    else
        element->first = kid;
    element->last = kid;
    return kid;
}

static struct element *
add(struct structure *structure, struct element *parent, enum role role)
{
    struct element *element = arena_alloc(structure->arena, sizeof *element);
    struct kid *kid = add_kid(structure, parent);
    if (element == NULL || kid == NULL) {
        structure->failed = true;
        return NULL;
    }
    *element = (struct element){
        .role = role, .number = structure->n++, .parent = parent, .self = kid};
    kid->kind = KID_ELEMENT;
    kid->element = element;
    return element;
}

/* Notes that RESULT, which may be NULL, was made or found. */
static struct element *
note(struct structure *structure, enum record_kind kind, enum role role,
    int level, struct element *parent, const void *source,
    struct element *result)
{
    if (result != NULL && structure->recorder != NULL)
        recorder_note(structure->recorder, (struct record){.kind = kind,
                                               .role = role,
                                               .level = level,
                                               .parent = parent,
                                               .result = result,
                                               .source = source});
    return result;
}

struct element *
structure_add(
    struct structure *structure, struct element *parent, enum role role)
{
    if (parent == NULL)
        return NULL;
    return note(structure, RECORD_ADD, role, 0, parent, NULL,
        add(structure, parent, role));
}

/* The latest kid of PARENT made for SOURCE, of a type FIRST ... LAST. */
static struct element *
find(const struct element *parent, enum role first, enum role last,
    const void *source)
{
    int left = LOOK_BACK;
    for (struct kid *kid = parent->last; kid != NULL && left > 0;
         kid = kid->prev, left--)
        if (kid->kind == KID_ELEMENT && kid->element->source == source &&
            kid->element->role >= first && kid->element->role <= last)
            return kid->element;
    return NULL;
}

struct element *
structure_child(struct structure *structure, struct element *parent,
    enum role role, const void *source)
{
    if (parent == NULL)
        return NULL;
    struct element *element = find(parent, role, role, source);
    if (element == NULL) {
        element = add(structure, parent, role);
        if (element != NULL)
            element->source = source;
    }
    return note(structure, RECORD_CHILD, role, 0, parent, source, element);
}

static struct element_extra *
extra_of(struct structure *structure, struct element *element)
{
    if (element->extra == NULL)
        element->extra = arena_alloc(structure->arena, sizeof *element->extra);
    if (element->extra == NULL)
        structure->failed = true;
    return element->extra;
}

static struct element *
heading(struct structure *structure, struct element *parent, int level,
    const void *source)
{
    struct element *element = find(parent, ROLE_H1, ROLE_H6, source);
    if (element != NULL)
        return element;
    int most = structure->level < 5 ? structure->level + 1 : 6;
    int given = level > most ? most : level < 1 ? 1 : level;
    element = add(structure, parent, (enum role)(ROLE_H1 + given - 1));
    if (element == NULL)
        return NULL;
    element->source = source;
    bool first = structure->level == 0;
    structure->level = given;
    struct element_extra *extra =
        given == level ? NULL : extra_of(structure, element);
    if (extra != NULL) {
        extra->wanted = level;
        extra->first = first;
    }
    return element;
}

struct element *
structure_heading(struct structure *structure, struct element *parent,
    int level, const void *source)
{
    if (parent == NULL)
        return NULL;
    return note(structure, RECORD_HEADING, ROLE_H1, level, parent, source,
        heading(structure, parent, level, source));
}

struct element_extra *
structure_extra(struct structure *structure, struct element *element)
{
    if (element == NULL || extra_of(structure, element) == NULL)
        return NULL;
    note(structure, RECORD_EXTRA, element->role, 0, NULL, NULL, element);
    return element->extra;
}

void
structure_put(struct structure *structure, struct element *element,
    enum kid_kind kind, uint32_t page, uint32_t number)
{
    struct kid *kid = add_kid(structure, element);
    if (kid == NULL)
        return;
    kid->kind = kind;
    kid->page = page;
    kid->number = number;
}

const struct kid *
structure_next(const struct kid *kid, const struct element *root, size_t *depth)
{
    if (kid->kind == KID_ELEMENT && kid->element->first != NULL) {
        ++*depth;
        return kid->element->first;
    }
    while (kid->next == NULL && kid->parent != root) {
        kid = kid->parent->self;
        --*depth;
    }
    return kid->next;
}

bool
structure_is_leaf(enum role role)
{
    switch (role) {
    case ROLE_DOCUMENT:
    case ROLE_SECT:
    case ROLE_QUOTE:
    case ROLE_L:
    case ROLE_LI:
    case ROLE_TABLE:
    case ROLE_THEAD:
    case ROLE_TBODY:
    case ROLE_TR:
    case ROLE_NOTE:
    case ROLE_RUBY:
        return false;
    case ROLE_H1:
    case ROLE_H2:
    case ROLE_H3:
    case ROLE_H4:
    case ROLE_H5:
    case ROLE_H6:
    case ROLE_P:
    case ROLE_LBL:
    case ROLE_LBODY:
    case ROLE_CAPTION:
    case ROLE_TH_COLUMN:
    case ROLE_TH_ROW:
    case ROLE_TD:
    case ROLE_FIGURE:
    case ROLE_REFERENCE:
    case ROLE_LINK:
    case ROLE_SPAN:
    case ROLE_RB:
    case ROLE_RT:
    case ROLE_COUNT:
        break;
    }
    return true;
}

const char *
structure_name(enum role role)
{
    static const char *const name[ROLE_COUNT] = {[ROLE_DOCUMENT] = "Document",
        [ROLE_SECT] = "Sect",
        [ROLE_QUOTE] = "BlockQuote",
        [ROLE_H1] = "H1",
        [ROLE_H2] = "H2",
        [ROLE_H3] = "H3",
        [ROLE_H4] = "H4",
        [ROLE_H5] = "H5",
        [ROLE_H6] = "H6",
        [ROLE_P] = "P",
        [ROLE_L] = "L",
        [ROLE_LI] = "LI",
        [ROLE_LBL] = "Lbl",
        [ROLE_LBODY] = "LBody",
        [ROLE_TABLE] = "Table",
        [ROLE_CAPTION] = "Caption",
        [ROLE_THEAD] = "THead",
        [ROLE_TBODY] = "TBody",
        [ROLE_TR] = "TR",
        [ROLE_TH_COLUMN] = "TH",
        [ROLE_TH_ROW] = "TH",
        [ROLE_TD] = "TD",
        [ROLE_FIGURE] = "Figure",
        [ROLE_NOTE] = "Note",
        [ROLE_REFERENCE] = "Reference",
        [ROLE_LINK] = "Link",
        [ROLE_SPAN] = "Span",
        [ROLE_RUBY] = "Ruby",
        [ROLE_RB] = "RB",
        [ROLE_RT] = "RT"};
    return name[role];
}
