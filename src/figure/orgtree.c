#include "figure/orgtree.h"

#include <string.h>

#include "base/map.h"

DIAG_MESSAGE(no_name, "orgchart.no-name", DIAG_ERROR,
    "組織の名前が空です。名前を書くか行を消してください",
    "the unit has no name; write one or delete the row");
DIAG_MESSAGE(no_root, "orgchart.no-root", DIAG_ERROR,
    "一番上の組織がありません。列「{1}」が空の行を一つ作ってください",
    "there is no topmost unit; leave the column \"{1}\" empty in one row");
DIAG_MESSAGE(two_roots, "orgchart.two-roots", DIAG_ERROR,
    "一番上の組織が「{1}」のほかにもあります（「{2}」）。"
    "上の組織の名前を書いてください",
    "\"{2}\" is a second topmost unit beside \"{1}\"; write which unit is "
    "above it");
DIAG_MESSAGE(no_parent, "orgchart.no-parent", DIAG_ERROR,
    "「{1}」の上の組織「{2}」がありません。名前を確かめてください",
    "there is no unit \"{2}\" above \"{1}\"; check the name");
DIAG_MESSAGE(no_parent_near, "orgchart.no-parent", DIAG_ERROR,
    "「{1}」の上の組織「{2}」がありません。「{3}」のことですか",
    "there is no unit \"{2}\" above \"{1}\"; did you mean \"{3}\"?");
DIAG_MESSAGE(two_parents, "orgchart.two-parents", DIAG_ERROR,
    "「{1}」の上の組織が行によって違います（「{2}」と「{3}」）。"
    "どちらかにそろえてください",
    "the rows of \"{1}\" name different units above it (\"{2}\" and "
    "\"{3}\"); make them the same");
DIAG_MESSAGE(circle, "orgchart.circle", DIAG_ERROR,
    "「{1}」の上をたどると「{1}」に戻ります。上の組織を直してください",
    "the units above \"{1}\" lead back to it; correct the unit above");
DIAG_MESSAGE(too_deep, "orgchart.too-deep", DIAG_ERROR,
    "組織の段が多すぎます（上限 {1} 段）。図を分けてください",
    "the units have too many levels (limit {1}); split the chart");

enum { LEVELS_MAX = 8 };

struct org_reader {
    const struct set_context *context;
    const struct section *block;
    struct org_tree *tree;
    struct map index; /* name to place in tree->unit */
    enum err err;
};

static void
fault(struct org_reader *r, enum err err)
{
    if (err != ERR_OK && r->err != ERR_NOMEM)
        r->err = err;
}

static struct org_unit *
unit_of(struct org_reader *r, const struct cell *name)
{
    struct org_tree *tree = r->tree;
    struct arena *arena = r->context->arena;
    size_t at;
    if (map_find(&r->index, str_of(name->text), &at))
        return tree->unit[at];
    struct org_unit *unit = arena_alloc(arena, sizeof *unit);
    void *grown =
        arena_grow(arena, tree->unit, tree->n, &tree->cap, sizeof *tree->unit);
    if (unit == NULL || grown == NULL ||
        !map_put(&r->index, arena, str_of(name->text), tree->n)) {
        fault(r, ERR_NOMEM);
        return NULL;
    }
    unit->name = name;
    tree->unit = grown;
    tree->unit[tree->n++] = unit;
    return unit;
}

static void
add_task(struct org_reader *r, struct org_unit *unit, const struct cell *task)
{
    if (task->text[0] == '\0')
        return;
    void *grown = arena_grow(r->context->arena, unit->task, unit->n_tasks,
        &unit->cap_tasks, sizeof(const struct cell *));
    if (grown == NULL) {
        fault(r, ERR_NOMEM);
        return;
    }
    unit->task = grown;
    unit->task[unit->n_tasks++] = task;
}

static void
read_row(struct org_reader *r, const struct cell *name,
    const struct cell *parent, const struct cell *task)
{
    if (name->text[0] == '\0') {
        fault(r, DIAG(r->context->diag, name->loc, &no_name, NULL));
        return;
    }
    struct org_unit *unit = unit_of(r, name);
    if (unit == NULL)
        return;
    if (unit->parent == NULL)
        unit->parent = parent;
    else if (strcmp(unit->parent->text, parent->text) != 0)
        fault(r, DIAG(r->context->diag, parent->loc, &two_parents, name->text,
                     unit->parent->text, parent->text));
    add_task(r, unit, task);
}

static void
say_no_parent(struct org_reader *r, const struct org_unit *unit)
{
    struct org_tree *tree = r->tree;
    const char *want = unit->parent->text, *near = NULL;
    const char **names = arena_array(r->context->arena, tree->n, sizeof *names);
    for (size_t i = 0; names != NULL && i < tree->n; i++)
        names[i] = tree->unit[i]->name->text;
    if (names != NULL)
        near = str_nearest(want, names, tree->n);
    struct loc loc = unit->parent->loc;
    struct diag *diag = r->context->diag;
    fault(r, near == NULL ? DIAG(diag, loc, &no_parent, unit->name->text, want)
                          : DIAG(diag, loc, &no_parent_near, unit->name->text,
                                want, near));
}

/* Hangs UNIT below the unit it names. */
static void
hang(struct org_reader *r, struct org_unit *unit)
{
    struct org_tree *tree = r->tree;
    const char *above = unit->parent->text;
    size_t at;
    if (above[0] == '\0' && tree->root != NULL) {
        fault(r, DIAG(r->context->diag, unit->name->loc, &two_roots,
                     tree->root->name->text, unit->name->text));
        return;
    }
    if (above[0] == '\0') {
        tree->root = unit;
        return;
    }
    if (!map_find(&r->index, str_of(above), &at)) {
        say_no_parent(r, unit);
        return;
    }
    struct org_unit *parent = tree->unit[at];
    if (parent->first == NULL)
        parent->first = unit;
    else
        parent->last->next = unit;
    parent->last = unit;
    parent->n_children++;
}

/* From UNIT up to the root in LEVELS_MAX steps, or a circle, or too deep. */
static void
climb(struct org_reader *r, const struct org_unit *unit)
{
    const struct org_unit *at = unit;
    struct diag *diag = r->context->diag;
    size_t steps = 0, place;
    while (at->parent->text[0] != '\0' && steps <= r->tree->n) {
        if (!map_find(&r->index, str_of(at->parent->text), &place))
            return; /* said already */
        at = r->tree->unit[place];
        steps++;
    }
    if (steps > r->tree->n)
        fault(r, DIAG(diag, unit->parent->loc, &circle, unit->name->text));
    else if (steps >= LEVELS_MAX)
        fault(r,
            DIAG(diag, unit->name->loc, &too_deep, diag_int(diag, LEVELS_MAX)));
}

enum err
org_tree_read(const struct set_context *context, const struct section *block,
    struct org_tree *out)
{
    static const char *const keys[] = {"name", "parent", "detail"};
    const struct record_set *rows;
    size_t column[3];
    struct org_reader r = {.context = context, .block = block, .tree = out};
    *out = (struct org_tree){NULL, 0, 0, NULL};
    enum err err = draw_rows(context, block, keys, 3, &rows, column);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < rows->n_rows; i++)
        read_row(&r, draw_cell(rows, i, column[0]),
            draw_cell(rows, i, column[1]), draw_cell(rows, i, column[2]));
    for (size_t i = 0; i < out->n; i++)
        hang(&r, out->unit[i]);
    for (size_t i = 0; i < out->n; i++)
        climb(&r, out->unit[i]);
    if (out->root == NULL && r.err == ERR_OK)
        fault(&r, DIAG(context->diag, section_loc(block, "rows"), &no_root,
                      section_text(block, "parent")));
    return r.err;
}

static struct node *
node_new(struct arena *arena, enum node_kind kind, struct loc loc)
{
    struct node *node = arena_alloc(arena, sizeof *node);
    if (node == NULL)
        return NULL;
    node->kind = kind;
    node->loc = loc;
    node->number = -1;
    return node;
}

enum err
org_details(const struct set_context *context, const struct org_unit *unit,
    const char *style, struct node **out)
{
    const struct copy_context copy = {context->arena, context->diag,
        context->job, context->dataset, context->notes};
    struct node *root = node_new(context->arena, NODE_ROOT, unit->name->loc);
    struct node *list = node_new(context->arena, NODE_LIST, unit->name->loc);
    enum err worst = ERR_OK;
    *out = root;
    if (root == NULL || list == NULL)
        return ERR_NOMEM;
    root->first = list;
    list->style = style;
    struct node **link = &list->first;
    for (size_t i = 0; i < unit->n_tasks; i++) {
        const struct cell *task = unit->task[i];
        struct node *text;
        struct node *item = node_new(context->arena, NODE_ITEM, task->loc);
        if (item == NULL)
            return ERR_NOMEM;
        enum err err = copy_plain(
            &copy, task->loc, str_of(task->text), (struct str){NULL, 0}, &text);
        if (err == ERR_OK)
            item->first = text->first;
        worst = err == ERR_OK ? worst : err;
        *link = item;
        link = &item->next;
    }
    return worst;
}
