/* page/structure - the logical structure of a document: what readers hear, in
 * their order (ISO 32000-1, 14.7 and 14.8; docs/decisions/0013).
 *
 * Made while items are placed: page->element says what they belong to.
 */
#ifndef PAGE_STRUCTURE_H
#define PAGE_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/unit.h"

/* Standard structure types (ISO 32000-1, 14.8.4). */
enum role {
    ROLE_DOCUMENT,
    ROLE_SECT,
    ROLE_QUOTE, /* BlockQuote */
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_H5,
    ROLE_H6,
    ROLE_P,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_CAPTION,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TR,
    ROLE_TH_COLUMN, /* TH with Scope Column */
    ROLE_TH_ROW,    /* TH with Scope Row */
    ROLE_TD,
    ROLE_FIGURE,
    ROLE_NOTE,
    ROLE_REFERENCE,
    ROLE_LINK,
    ROLE_SPAN,
    ROLE_RUBY,
    ROLE_RB,
    ROLE_RT,
    ROLE_COUNT
};

struct element;

enum kid_kind {
    KID_ELEMENT,  /* element */
    KID_SEQUENCE, /* number: of page->sequence */
    KID_LINK      /* number: of page->link */
};

/* What is inside an element, in reading order. */
struct kid {
    struct kid *next, *prev;
    struct element *parent;  /* whose kid it is */
    struct element *element; /* KID_ELEMENT: the kid itself */
    uint32_t page, number;
    enum kid_kind kind;
};

/* What few elements have. */
struct element_extra {
    const char *lang;   /* a switch of language, or NULL */
    const char *alt;    /* of a figure; NULL: none was given */
    const char *id;     /* of a note */
    const char *target; /* of a reference: the note's id */
    int script;         /* of a span: 1 a superscript, -1 a subscript */
    bool strong;        /* of a span: important */
    bool stressed;      /* of a span: said with stress (圏点) */
    int wanted;         /* of a heading that would skip a level: that level */
    bool first;         /* ... because it is the first of all */
    bool ordered;       /* a list with numbers */
    bool boxed;         /* a figure: its box on `page` */
    uint32_t page;
    emu x, y, width, height;
    struct loc loc; /* what to correct when something is missing */
};

struct element {
    enum role role;
    uint32_t number;    /* in the order in which elements were made */
    const void *source; /* what it was made for */
    struct element *parent;
    struct kid *self; /* among its parent's */
    struct kid *first, *last;
    struct element_extra *extra; /* or NULL */
};

struct recorder;

struct structure {
    struct arena *arena;
    struct recorder *recorder; /* notes what is done (page/recorder.h), or NULL
                                */
    struct element *root;      /* ROLE_DOCUMENT */
    uint32_t n;                /* elements */
    int level;                 /* of the last heading, 0: none yet */
    bool failed;               /* memory ran out: elements are missing */
};

/* An empty structure in ARENA, or NULL. */
struct structure *structure_new(struct arena *arena);

/* The kid of PARENT of the type ROLE that was made for SOURCE, else a new one.
 * Only the latest kids are looked at: who comes back does so soon.  NULL when
 * PARENT is NULL (an artifact), or when memory ran out, which STRUCTURE then
 * knows. */
struct element *structure_child(struct structure *structure,
    struct element *parent, enum role role, const void *source);

/* A kid of PARENT that is never found again. */
struct element *structure_add(
    struct structure *structure, struct element *parent, enum role role);

/* The heading made for SOURCE in PARENT, else a new one of LEVEL (from 1), at
 * most one below the last and at most 6.  Errors as structure_child. */
struct element *structure_heading(struct structure *structure,
    struct element *parent, int level, const void *source);

/* ELEMENT's extra, made when there is none; NULL for no ELEMENT or memory. */
struct element_extra *structure_extra(
    struct structure *structure, struct element *element);

/* Appends a kid to ELEMENT. */
void structure_put(struct structure *structure, struct element *element,
    enum kid_kind kind, uint32_t page, uint32_t number);

/* The kid behind KID in the order of reading, below ROOT; NULL at the end.
 * *DEPTH (0 for the kids of ROOT) follows.  Copy may be deep: no recursion. */
const struct kid *structure_next(
    const struct kid *kid, const struct element *root, size_t *depth);

/* True for types that hold text themselves, without a P inside. */
bool structure_is_leaf(enum role role);

/* The name of ROLE in a file: "H1", "TH". */
const char *structure_name(enum role role);

#endif
