/* data/model - what the files of this room share while a job's data is being
 * worked out.
 *
 * Record sets and figures are nodes.  A node is worked out when somebody needs
 * it, so that the job may name them in any order; a node that needs itself is
 * found because it is BUSY then.  Who needed whom is kept for dataset_trace.
 */
#ifndef DATA_MODEL_H
#define DATA_MODEL_H

#include "base/map.h"
#include "data/dataset.h"

enum node_state {
    NODE_NEW,
    NODE_BUSY,
    NODE_DONE,
    NODE_FAILED /* its faults are said */
};

struct node {
    const char *name;
    const struct section *section;
    enum node_state state;
    struct node **needs; /* in the order they were asked for, each once */
    size_t n_needs, needs_cap;
};

/* A [source] or a [records]. */
struct table {
    struct node node; /* must be first */
    bool is_source;
    const char *sql_name; /* its name in SQL, unquoted */
    bool in_sql;          /* SQLite has it */
    struct record_set set;
};

/* A [value], or a field of the job's row: its node has no section. */
struct figure {
    struct node node; /* must be first */
    struct cell cell;
    const char *formula; /* "ratio(mr, mr-all)"; a source's column; the SQL */
    struct number_format format; /* how prose shows it */
};

struct query;

struct dataset {
    struct arena *arena;
    struct diag *diag; /* only while loading */
    const struct job *job;
    struct cell_style style;
    struct table *table;
    size_t n_tables;
    struct figure *figure;
    size_t n_figures;
    const char **figure_names;
    struct map tables;     /* as the job's blocks name them */
    struct map sql_tables; /* as SQL names them */
    struct map figures;
    struct node **stack; /* the nodes that are BUSY, outermost first */
    size_t depth;
    struct query *query; /* NULL until some section needs SQL */
    bool by_row;         /* some result depends on the job's row */
};

/* Works out the record set TABLE, or the figure FIGURE, if that is not done;
 * LOC is the place that needs it.  Errors: ERR_INPUT (the faults, or that the
 * node needs itself, are said), ERR_NOMEM. */
ERR_CHECKED enum err table_need(
    struct dataset *ds, struct table *table, struct loc loc);
ERR_CHECKED enum err figure_need(
    struct dataset *ds, struct figure *figure, struct loc loc);

/* The table that SQL calls NAME, or NULL. */
struct table *table_in_sql(const struct dataset *ds, struct str name);

/* The table of [source] or [records] SECTION. */
struct table *table_of(const struct dataset *ds, const struct section *section);

/* The figure NAME, or NULL. */
struct figure *figure_find(const struct dataset *ds, struct str name);

/* ERR_INPUT after saying at LOC that there is no figure NAME. */
ERR_CHECKED enum err figure_unknown(const struct dataset *ds, struct diag *diag,
    struct loc loc, struct str name);

/* Fills in the record set of a [records] TABLE; TABLE is BUSY.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err records_make(struct dataset *ds, struct table *table);

/* Fills in FIGURE; it is BUSY.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err derive_make(struct dataset *ds, struct figure *figure);

/* Proves the [check] SECTION.  Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err claim_prove(
    struct dataset *ds, const struct section *section);

/* FIGURE's text in prose, appended to OUT. */
void figure_put(
    const struct dataset *ds, const struct figure *figure, struct buf *out);

/* What the figure comes from, in one line: `ratio(mr, mr-all) = 3637/51848`. */
void trace_formula(const struct figure *figure, struct buf *out);

#endif
