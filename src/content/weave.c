/* cmark ends the process when memory runs out and gives its allocator no
 * place to say so; docs/decisions/0004-copy-through-cmark.md tells what is
 * done about it. */
#include "content/strand.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

#include "content/limit.h"

DIAG_MESSAGE(code_block, "content.code-block", DIAG_ERROR,
    "コードの段落は使えません。行頭の空白（4 字以上）か「```」を取ってください",
    "a code block cannot be used; remove the indent (4 or more blanks) or the "
    "\"```\"");
DIAG_MESSAGE(html_block, "content.html-block", DIAG_ERROR,
    "HTML の段落は使えません。文字として印字するなら「\\<」と書いてください",
    "an HTML block cannot be used; write \"\\<\" to print the character");
DIAG_MESSAGE(row_long, "content.row-long", DIAG_ERROR,
    "表のこの行は見出しの行（{1} "
    "列）よりセルが多くなっています。「|」を確かめ、"
    "文字の「|」は「\\|」と書いてください",
    "this row of the table has more cells than its head ({1}); check the "
    "\"|\", and write \"\\|\" for the character");
DIAG_MESSAGE(row_short, "content.row-short", DIAG_WARN,
    "表のこの行は見出しの行（{1} 列）よりセルが少なく、残りは空になります",
    "this row of the table has fewer cells than its head ({1}); the rest stay "
    "empty");

static void read_blocks(struct weave *weave, cmark_node *first);

/* --- places -------------------------------------------------------------- */

/* The galley's byte at which cmark says NODE begins. */
static size_t
start_of(const struct weave *weave, cmark_node *node)
{
    const struct galley *galley = weave->galley;
    int line = cmark_node_get_start_line(node);
    int col = cmark_node_get_start_column(node);
    if (line < 1 || (size_t)line > galley->n_lines)
        return weave->at;
    size_t at = galley->line[line - 1].at + (size_t)(col > 0 ? col - 1 : 0);
    return at < galley->n ? at : galley->n - 1;
}

/* A paragraph right above a table has no place of its own: the table has
 * taken its. */
static cmark_node *
placed(cmark_node *node)
{
    cmark_node *next = cmark_node_next(node);
    return cmark_node_get_start_line(node) < 1 && next != NULL ? next : node;
}

/* --- paragraphs and headings --------------------------------------------- */

/* Reads the inline children of NODE into TO, from the cursor on. */
static void
read_inlines(struct weave *weave, cmark_node *node, struct node *to)
{
    struct node *outer = weave->block;
    size_t top = weave->top;
    weave->block = to;
    weave->block_line = galley_line_of(weave->galley, weave->at);
    weave->before = WIDTH_NONE;
    weave->soft = false;
    if (warp_push(weave, to)) {
        strand_read(weave, cmark_node_first_child(node));
        warp_pop(weave, top);
    }
    weave->block = outer;
}

/* A style alone in its paragraph has nothing to style. */
static void
check_empty(struct weave *weave, const struct node *node, size_t from)
{
    if (node->first != NULL || node->style == NULL)
        return;
    struct mark *mark = galley_mark_from(weave->galley, from);
    if (mark != NULL)
        warp_say_place(weave, mark);
}

static void
read_leaf(struct weave *weave, cmark_node *node, enum node_kind kind)
{
    weave->at = start_of(weave, placed(node));
    strand_blanks(weave);
    struct node *to = warp_add(weave, kind, weave->at);
    if (to == NULL)
        return;
    if (kind == NODE_HEADING) {
        to->level = cmark_node_get_heading_level(node);
        if (weave->galley->masked[weave->at] == '#')
            weave->at += strspn(weave->galley->masked + weave->at, "#");
        strand_blanks(weave);
    }
    size_t from = weave->at;
    read_inlines(weave, node, to);
    check_empty(weave, to, from);
}

/* --- tables -------------------------------------------------------------- */

static enum cell_align
align_of(uint8_t c)
{
    return c == 'r' ? ALIGN_END : c == 'c' ? ALIGN_CENTRE : ALIGN_START;
}

static bool
at_line_end(const struct weave *weave)
{
    return weave->galley->masked[weave->at] == '\n' ||
           weave->at >= weave->galley->n;
}

static void
read_cell(struct weave *weave, cmark_node *node, uint8_t align)
{
    strand_blanks(weave);
    struct node *cell = warp_add(weave, NODE_CELL, weave->at);
    if (cell == NULL)
        return;
    cell->align = align_of(align);
    weave->in_cell = true;
    read_inlines(weave, node, cell);
    weave->in_cell = false;
    strand_blanks(weave);
}

/* The style of a whole table stands behind its head row, masked as blanks. */
static void
read_row_end(struct weave *weave, struct node *table, uint16_t columns)
{
    struct diag *diag = weave->context->diag;
    size_t end = weave->at;
    while (
        weave->galley->masked[end] == ' ' || weave->galley->masked[end] == '\t')
        end++;
    for (size_t at = weave->at; at < end; at++) {
        struct mark *mark = galley_mark_from(weave->galley, at);
        if (mark == NULL || mark->kind != MARK_STYLE)
            continue;
        if (table != NULL)
            warp_style(weave, table, mark);
        else
            warp_say_place(weave, mark);
    }
    weave->at = end;
    if (!at_line_end(weave))
        warp_err(weave,
            DIAG(diag, warp_loc(weave), &row_long, diag_int(diag, columns)));
}

/* Reads the row at the cursor; TABLE only for the head row. */
static void
read_row(
    struct weave *weave, cmark_node *node, cmark_node *table, struct node *head)
{
    uint16_t columns = cmark_gfm_extensions_get_table_columns(table);
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
    struct node *row = warp_add(weave, NODE_ROW, weave->at);
    size_t top = weave->top, i = 0;
    bool is_short = false;
    if (!warp_push(weave, row))
        return;
    if (weave->galley->masked[weave->at] == '|')
        weave->at++;
    for (cmark_node *cell = cmark_node_first_child(node);
         cell != NULL && !weave->stopped; cell = cmark_node_next(cell)) {
        is_short = is_short || (i > 0 && at_line_end(weave));
        read_cell(weave, cell, i < columns ? aligns[i] : 0);
        if (weave->galley->masked[weave->at] == '|')
            weave->at++;
        i++;
    }
    warp_pop(weave, top);
    if (weave->stopped)
        return;
    read_row_end(weave, head, columns);
    if (is_short)
        warp_err(weave, DIAG(weave->context->diag, row->loc, &row_short,
                            diag_int(weave->context->diag, columns)));
}

/* To the row's head; cmark gives each row the column of the first. */
static void
begin_row(struct weave *weave, cmark_node *row)
{
    int line = cmark_node_get_start_line(row);
    if (line >= 1 && (size_t)line <= weave->galley->n_lines)
        weave->at = weave->galley->line[line - 1].at;
    strand_head(weave);
}

static void
read_table(struct weave *weave, cmark_node *node)
{
    cmark_node *above = cmark_node_previous(node);
    if (above != NULL && cmark_node_get_start_line(above) < 1)
        strand_next_line(weave);
    else
        weave->at = start_of(weave, node);
    strand_blanks(weave);
    struct node *table = warp_add(weave, NODE_TABLE, weave->at);
    struct node *head = table;
    size_t top = weave->top;
    if (!warp_push(weave, table))
        return;
    for (cmark_node *row = cmark_node_first_child(node);
         row != NULL && !weave->stopped; row = cmark_node_next(row)) {
        if (head == NULL)
            begin_row(weave, row);
        read_row(weave, row, node, head);
        head = NULL;
    }
    warp_pop(weave, top);
}

/* --- blocks -------------------------------------------------------------- */

static void
read_container(struct weave *weave, cmark_node *node, enum node_kind kind)
{
    size_t top = weave->top;
    struct node *to = warp_add(weave, kind, start_of(weave, node));
    if (!warp_push(weave, to))
        return;
    if (kind == NODE_LIST)
        to->number = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                         ? cmark_node_get_list_start(node)
                         : -1;
    weave->quotes += kind == NODE_QUOTE;
    read_blocks(weave, cmark_node_first_child(node));
    weave->quotes -= kind == NODE_QUOTE;
    warp_pop(weave, top);
}

static void
say_block(
    struct weave *weave, cmark_node *node, const struct diag_message *message)
{
    weave->at = start_of(weave, node);
    warp_err(weave, DIAG(weave->context->diag, warp_loc(weave), message, NULL));
}

static void
read_block(struct weave *weave, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_PARAGRAPH)
        read_leaf(weave, node, NODE_PARAGRAPH);
    else if (type == CMARK_NODE_HEADING)
        read_leaf(weave, node, NODE_HEADING);
    else if (type == CMARK_NODE_BLOCK_QUOTE)
        read_container(weave, node, NODE_QUOTE);
    else if (type == CMARK_NODE_LIST)
        read_container(weave, node, NODE_LIST);
    else if (type == CMARK_NODE_ITEM)
        read_container(weave, node, NODE_ITEM);
    else if (type == CMARK_NODE_THEMATIC_BREAK)
        warp_add(weave, NODE_RULE, start_of(weave, node));
    else if (type == CMARK_NODE_CODE_BLOCK)
        say_block(weave, node, &code_block);
    else if (type == CMARK_NODE_HTML_BLOCK)
        say_block(weave, node, &html_block);
    else
        read_table(weave, node);
}

static void
read_blocks(struct weave *weave, cmark_node *first)
{
    for (cmark_node *node = first; node != NULL && !weave->stopped;
         node = cmark_node_next(node))
        read_block(weave, node);
}

/* --- cmark --------------------------------------------------------------- */

/* cmark aborts when it gets no memory: so it is asked for beforehand. */
static enum err
check_memory(size_t bytes)
{
    void *probe = malloc(bytes);
    free(probe);
    return probe == NULL ? ERR_NOMEM : ERR_OK;
}

static cmark_node *
parse(const struct galley *galley)
{
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    cmark_parser_attach_syntax_extension(
        parser, cmark_find_syntax_extension("table"));
    cmark_parser_feed(parser, galley->masked, galley->n);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* Marks that met no text: styles behind something that is no table.  Where
 * faults were found, others may lie inside what was not read. */
static void
check_marks(struct weave *weave)
{
    struct galley *galley = weave->galley;
    for (size_t i = 0; i < galley->n_marks; i++) {
        struct mark *mark = &galley->mark[i];
        if (!mark->done && mark->kind == MARK_STYLE)
            warp_say_place(weave, mark);
    }
}

enum err
weave_tree(const struct copy_context *context, struct galley *galley,
    struct node **out)
{
    size_t bytes;
    *out = NULL;
    enum err err = limit_check(context->diag, galley, &bytes);
    if (err == ERR_OK)
        err = check_memory(bytes);
    struct node *root = arena_alloc(context->arena, sizeof *root);
    if (err != ERR_OK || root == NULL)
        return err != ERR_OK ? err : ERR_NOMEM;
    struct weave weave = {.context = context,
        .galley = galley,
        .block = root,
        .errors = diag_errors(context->diag)};
    weave.frame[0] = (struct frame){root, &root->first, false};
    root->kind = NODE_ROOT;
    root->loc = galley_loc(galley, 0);
    cmark_node *tree = parse(galley);
    read_blocks(&weave, cmark_node_first_child(tree));
    cmark_node_free(tree);
    if (!weave.stopped)
        check_marks(&weave);
    *out = weave.err == ERR_OK ? root : NULL;
    return weave.err;
}
