/* config/key - the registry of everything a job file may say.
 *
 * One row per key.  Reading, checking, `kumihan explain` and the manual all
 * work from it: a key that is not here does not exist.
 */
#ifndef CONFIG_KEY_H
#define CONFIG_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum key_type {
    KEY_TEXT,    /* any text */
    KEY_WORD,    /* one of `choices`, separated by `|` */
    KEY_INTEGER, /* a whole number in `choices` = "least..most" */
    KEY_BOOLEAN, /* yes | no */
    KEY_LENGTH,  /* 12mm 16Q 24H 9.5pt 1.5em; base/unit.h.  `choices`: "+"
                    above zero, "0" not negative, NULL any */
    KEY_LENGTHS, /* 1, 2 or 4 lengths: all | block inline | top right bottom
                    left; `choices` as for KEY_LENGTH */
    KEY_PERCENT, /* 92% 102.5%; read in 1/1000; `choices` = "least..most" in
                    whole per cent */
    KEY_WIDTH,   /* a length above zero, a percentage, or a share: 2* */
    KEY_COLOUR,  /* NAME or "#RRGGBB", then an optional tint: green 12%; none */
    KEY_RGB,     /* "#RRGGBB", or three numbers 0 ... 255: the ink itself */
    KEY_CMYK,    /* four whole numbers 0 ... 100 */
    KEY_FILE,    /* a path inside the project folder; the file exists */
    KEY_SECTION, /* the name of a section of kind `choices` (a|b: either) */
    KEY_SECTIONS,  /* several of them, separated by commas */
    KEY_LIST,      /* texts separated by commas */
    KEY_COPY,      /* inline Markdown */
    KEY_SQL,       /* a piece of SQL */
    KEY_CONDITION, /* {{name}} == VALUE and the like (data/condition.h) */
    KEY_DATE,      /* YYYY-MM-DD */
    KEY_MOMENT,    /* YYYY-MM-DDThh:mm+hh:mm */
    KEY_LANG,      /* a language tag (BCP 47): ja, en-GB */
    KEY_AMOUNT,    /* a part of an em: 0, 1/8 ... 7/8, 1/4, 3/4, 1/2 */
    KEY_ROW        /* a grid row: HEIGHT: area area ... (see layout/grid.h) */
};

struct key_spec {
    const char *kind; /* section kind: "style" */
    const char
        *variant;     /* the section's `type` this key belongs to; NULL: all */
    const char *name; /* "size"; "align.*" is a family: align.ANYTHING;
                         "spacing.*.*" one of two names: spacing.A.B */
    enum key_type type;
    const char *choices;  /* see enum key_type; NULL: none */
    const char *fallback; /* value when absent; NULL: nothing; "!": required */
    const char *ja, *en;  /* one sentence each, without a full stop */
};

struct kind_spec {
    const char *kind;
    int named;           /* 1: [kind NAME], 0: [kind] */
    const char *ja, *en; /* one sentence each */
};

/* The bytes of SPEC's name before its `.*` or `.*.*`, 0 when it has none. */
size_t key_family(const struct key_spec *spec);

/* Is REST, behind the family's own name and a dot, a member of it? */
bool key_is_member(const struct key_spec *spec, const char *rest);

extern const struct key_spec key_registry[];
extern const size_t key_registry_n;
extern const struct kind_spec kind_registry[];
extern const size_t kind_registry_n;

/* The rows of KIND, which stand together in the registry. */
struct key_rows {
    const struct key_spec *spec;
    size_t n;
};
struct key_rows key_rows(const char *kind);

/* Where each kind and name stands in the registry: every getter of a job asks.
 */
struct key_table;

/* NULL: no memory. */
const struct key_table *key_table_new(struct arena *arena);

/* As key_rows. */
struct key_rows key_table_rows(const struct key_table *table, const char *kind);

/* As key_find, among ROWS. */
const struct key_spec *key_table_find(const struct key_table *table,
    struct key_rows rows, const char *variant, const char *name);

/* True when SPEC is for sections of the type VARIANT (may be NULL). */
bool key_suits(const struct key_spec *spec, const char *variant);

/* The row for key NAME in a section of KIND whose type is VARIANT (may be
 * NULL), or NULL.  A family matches any non-empty rest; an exact name beats a
 * family, a row of the variant one of all variants. */
const struct key_spec *key_find(
    const char *kind, const char *variant, const char *name);

/* The row of the section kind KIND, or NULL. */
const struct kind_spec *kind_find(const char *kind);

#endif
