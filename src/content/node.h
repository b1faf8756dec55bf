/* content/node - copy as a tree: what it says, no sizes. */
#ifndef CONTENT_NODE_H
#define CONTENT_NODE_H

#include "base/arena.h"
#include "base/diag.h"

enum node_kind {
    /* blocks */
    NODE_ROOT,
    NODE_HEADING, /* level 1 ... 6 */
    NODE_PARAGRAPH,
    NODE_QUOTE,
    NODE_LIST, /* number >= 0: ordered, first number; -1: bullets */
    NODE_ITEM,
    NODE_TABLE, /* a Markdown table: rows of cells; first row is the head */
    NODE_ROW,
    NODE_CELL, /* align */
    NODE_RULE,
    /* inlines */
    NODE_TEXT,   /* text */
    NODE_STRONG, /* **bold** */
    NODE_EMPH,   /* *圏点* emphasis dots */
    NODE_RUBY,   /* text = base (親文字), ruby = reading (ルビ) */
    NODE_NOTE,   /* a reference to a note: note */
    NODE_LINK,   /* url; children */
    NODE_BREAK,  /* forced line break */
    NODE_SPAN,   /* style = name of a [style]; children */
    NODE_SUPER,  /* text, raised */
    NODE_SUB     /* text, lowered */
};

enum ruby_kind { RUBY_GROUP, RUBY_MONO, RUBY_JUKUGO };

enum cell_align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct node {
    enum node_kind kind;
    struct loc loc;
    struct node *first, *next; /* children, sibling */
    struct str text; /* of TEXT, RUBY, SUPER, SUB: UTF-8, values filled in */
    struct str ruby; /* group: the reading; mono/jukugo: readings with | */
    enum ruby_kind ruby_kind;
    int level;             /* NODE_HEADING */
    int number;            /* NODE_LIST */
    enum cell_align align; /* NODE_CELL */
    const char *url;       /* NODE_LINK */
    const char *style;     /* a block's or span's {.style}, or NULL */
    struct note *note;     /* NODE_NOTE */
};

#endif
