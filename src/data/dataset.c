/* The order of work: every source, then record sets, figures and checks, each
 * when it is first needed.  A fault in one does not hide the faults of the
 * others. */
#include <string.h>

#include "base/moment.h"
#include "data/cell.h"
#include "data/query.h"
#include "data/source.h"

enum {
    DEPTH_MAX = 100, /* figures that need figures that need ... */
    KNOWN = 2        /* figures that every job has: embargo, date */
};

DIAG_MESSAGE(circle, "data.circle", DIAG_ERROR,
    "「{1}」が自分自身を必要としています（{2}）。循環を断ってください",
    "\"{1}\" needs itself ({2}); break the circle");
DIAG_MESSAGE(too_deep, "data.too-deep", DIAG_ERROR,
    "「{1}」までの参照が {2} 段を超えています。減らしてください",
    "\"{1}\" is more than {2} references deep; use fewer");
DIAG_MESSAGE(taken, "data.row-value", DIAG_ERROR,
    "リストの列「{1}」と同じ名前の [value {1}] があります。"
    "どちらかの名前を変えてください",
    "the list has a column \"{1}\" and the job a [value {1}]; rename one of "
    "them");
DIAG_MESSAGE(embargo_taken, "data.embargo-value", DIAG_ERROR,
    "{{embargo}} は [document] の embargo（解禁の日時）を出すための名前です。"
    "この値か列の名前を変えてください",
    "{{embargo}} shows the embargo of [document]; give this value or column "
    "another name");
DIAG_MESSAGE(no_value, "data.unknown-value", DIAG_ERROR,
    "値「{1}」は [value] にありません。「{2}」ではありませんか",
    "there is no [value {1}]; did you mean \"{2}\"?");

/* --- nodes -------------------------------------------------------------- */

/* "a → b → a" from where NODE stands on the stack. */
static enum err
say_circle(struct dataset *ds, const struct node *node, struct loc loc)
{
    struct buf way = {0};
    bool inside = false;
    for (size_t i = 0; i < ds->depth; i++) {
        inside = inside || ds->stack[i] == node;
        if (!inside)
            continue;
        buf_text(&way, ds->stack[i]->name);
        buf_text(&way, " → ");
    }
    buf_text(&way, node->name);
    enum err err = way.failed ? ERR_NOMEM
                              : DIAG(ds->diag, loc, &circle, node->name, way.p);
    buf_fini(&way);
    return err;
}

/* Notes that the node at work needs NODE. */
static bool
note_need(struct dataset *ds, struct node *node)
{
    if (ds->depth == 0)
        return true;
    struct node *user = ds->stack[ds->depth - 1];
    for (size_t i = 0; i < user->n_needs; i++)
        if (user->needs[i] == node)
            return true;
    struct node **grown = arena_grow(ds->arena, user->needs, user->n_needs,
        &user->needs_cap, sizeof *user->needs);
    if (grown == NULL)
        return false;
    user->needs = grown;
    user->needs[user->n_needs++] = node;
    return true;
}

/* Begins work on NODE.  ERR_OK with *GO false: it is done. */
static enum err
enter(struct dataset *ds, struct node *node, struct loc loc, bool *go)
{
    *go = false;
    if (!note_need(ds, node))
        return ERR_NOMEM;
    if (node->state == NODE_DONE)
        return ERR_OK;
    if (node->state == NODE_FAILED)
        return ERR_INPUT;
    if (node->state == NODE_BUSY)
        return say_circle(ds, node, loc);
    if (ds->depth == DEPTH_MAX)
        return DIAG(ds->diag, loc, &too_deep, node->name,
            diag_int(ds->diag, DEPTH_MAX));
    node->state = NODE_BUSY;
    ds->stack[ds->depth++] = node;
    *go = true;
    return ERR_OK;
}

static enum err
leave(struct dataset *ds, struct node *node, enum err err)
{
    ds->depth--;
    node->state = err == ERR_OK ? NODE_DONE : NODE_FAILED;
    return err;
}

enum err
table_need(struct dataset *ds, struct table *table, struct loc loc)
{
    bool go;
    enum err err = enter(ds, &table->node, loc, &go);
    if (!go)
        return err;
    err = table->is_source ? source_load(ds->arena, ds->diag,
                                 table->node.section, &ds->style, &table->set)
                           : records_make(ds, table);
    return leave(ds, &table->node, err);
}

enum err
figure_need(struct dataset *ds, struct figure *figure, struct loc loc)
{
    bool go;
    ds->by_row = ds->by_row || figure->node.section == NULL;
    enum err err = enter(ds, &figure->node, loc, &go);
    return go ? leave(ds, &figure->node, derive_make(ds, figure)) : err;
}

/* --- finding ------------------------------------------------------------ */

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Names of tables in SQL are the same in either case of ASCII. */
struct table *
table_in_sql(const struct dataset *ds, struct str name)
{
    for (size_t i = 0; i < ds->n_tables; i++) {
        const char *own = ds->table[i].sql_name;
        size_t k = 0;
        while (
            k < name.n && own[k] != '\0' && lower(own[k]) == lower(name.p[k]))
            k++;
        if (k == name.n && own[k] == '\0')
            return &ds->table[i];
    }
    return NULL;
}

struct table *
table_of(const struct dataset *ds, const struct section *section)
{
    for (size_t i = 0; i < ds->n_tables; i++)
        if (ds->table[i].node.section == section)
            return &ds->table[i];
    return NULL;
}

struct figure *
figure_find(const struct dataset *ds, struct str name)
{
    size_t at;
    return map_find(&ds->figures, name, &at) ? &ds->figure[at] : NULL;
}

enum err
figure_unknown(const struct dataset *ds, struct diag *diag, struct loc loc,
    struct str name)
{
    const char *said = diag_str(diag, name);
    const char *near = str_nearest(said, ds->figure_names, ds->n_figures);
    if (near == NULL)
        near = ds->n_figures > 0 ? ds->figure_names[0] : "-";
    return DIAG(diag, loc, &no_value, said, near);
}

/* --- loading ------------------------------------------------------------ */

static size_t
count(const struct job *job, const char *kind)
{
    size_t n = 0;
    for (const struct section *s = NULL; (s = job_next(job, kind, s)) != NULL;)
        n++;
    return n;
}

/* A record set that shares its name with a source needs one of its own. */
static bool
name_table(struct dataset *ds, struct table *table, bool is_source,
    const struct section *section)
{
    bool shared =
        !is_source && job_find(ds->job, "source", section->name) != NULL;
    table->node.name = section->name;
    table->node.section = section;
    table->is_source = is_source;
    table->sql_name = shared
                          ? arena_printf(ds->arena, "records %s", section->name)
                          : section->name;
    /* Blocks that say the name mean the record set: it comes second. */
    return table->sql_name != NULL &&
           map_put(&ds->tables, ds->arena, str_of(section->name),
               (size_t)(table - ds->table));
}

static bool
add_tables(struct dataset *ds)
{
    static const char *const kinds[] = {"source", "records"};
    size_t n = count(ds->job, "source") + count(ds->job, "records");
    ds->table = arena_array(ds->arena, n, sizeof *ds->table);
    if (ds->table == NULL)
        return false;
    for (size_t k = 0; k < 2; k++)
        for (const struct section *s = NULL;
             (s = job_next(ds->job, kinds[k], s)) != NULL;)
            if (!name_table(ds, &ds->table[ds->n_tables++], k == 0, s))
                return false;
    return true;
}

/* FIELD as a figure: a number, unless it is a code such as 007. */
static void
take_field(const struct dataset *ds, const struct job_field *field,
    struct figure *figure)
{
    *figure = (struct figure){
        .node = {.name = field->column, .state = NODE_DONE},
        .cell = {.text = field->text, .loc = field->loc, .style = &ds->style},
        .formula = field->text};
    cell_read(&figure->cell);
    if (cell_is_code(&figure->cell))
        figure->cell.kind = CELL_TEXT;
}

/* The fields of the job's row are figures, known from the start. */
static enum err
add_fields(struct dataset *ds)
{
    const struct job_row *row = ds->job->row;
    enum err err = ERR_OK;
    struct str section, key;
    for (size_t i = 0; row != NULL && i < row->n && err != ERR_NOMEM; i++) {
        const struct job_field *field = &row->field[i];
        struct figure *figure = &ds->figure[ds->n_figures];
        if (row_is_change(field->column, &section, &key))
            continue;
        if (figure_find(ds, str_of(field->column)) != NULL) {
            err = DIAG(ds->diag, field->loc, &taken, field->column);
            continue;
        }
        take_field(ds, field, figure);
        ds->figure_names[ds->n_figures] = field->column;
        if (!map_put(
                &ds->figures, ds->arena, str_of(field->column), ds->n_figures))
            return ERR_NOMEM;
        ds->n_figures++;
    }
    return err;
}

static bool
add_figures(struct dataset *ds)
{
    size_t n = count(ds->job, "value") + KNOWN;
    n += ds->job->row == NULL ? 0 : ds->job->row->n;
    ds->figure = arena_array(ds->arena, n, sizeof *ds->figure);
    ds->figure_names = arena_array(ds->arena, n, sizeof *ds->figure_names);
    if (ds->figure == NULL || ds->figure_names == NULL)
        return false;
    for (const struct section *s = NULL;
         (s = job_next(ds->job, "value", s)) != NULL;) {
        struct figure *figure = &ds->figure[ds->n_figures];
        figure->node.name = s->name;
        figure->node.section = s;
        ds->figure_names[ds->n_figures] = s->name;
        if (!map_put(&ds->figures, ds->arena, str_of(s->name), ds->n_figures))
            return false;
        ds->n_figures++;
    }
    return true;
}

/* NAME, a figure of SECTION that shows TEXT. */
static bool
add_known(struct dataset *ds, const char *name, const struct section *section,
    const char *text)
{
    ds->figure_names[ds->n_figures] = name;
    ds->figure[ds->n_figures] = (struct figure){
        .node = {.name = name, .section = section, .state = NODE_DONE},
        .cell = {.kind = text[0] == '\0' ? CELL_EMPTY : CELL_TEXT,
            .text = text,
            .loc = section_loc(section, name),
            .style = &ds->style},
        .formula = section_text(section, name)};
    return map_put(&ds->figures, ds->arena, str_of(name), ds->n_figures++);
}

/* The figure `embargo`.  A job without one may call a figure of its own so. */
static enum err
add_embargo(struct dataset *ds, const struct section *document)
{
    static const char name[] = "embargo";
    const char *text = ds->job->embargo == NULL ? "" : ds->job->embargo;
    const struct figure *own = figure_find(ds, STR(name));
    if (own != NULL && section_has(document, name))
        return DIAG(ds->diag,
            own->node.section == NULL ? own->cell.loc : own->node.section->loc,
            &embargo_taken, NULL);
    return own != NULL || add_known(ds, name, document, text) ? ERR_OK
                                                              : ERR_NOMEM;
}

/* The figure `date`, the document's in words, unless the job or its row has one
 * of that name. */
static enum err
add_date(struct dataset *ds, const struct section *document)
{
    static const char name[] = "date";
    struct buf text = {0};
    struct moment day;
    const char *date = section_text(document, name);
    bool japanese = strncmp(section_text(document, "lang"), "ja", 2) == 0;
    if (figure_find(ds, STR(name)) != NULL)
        return ERR_OK;
    if (date != NULL && moment_parse_day(str_of(date), &day))
        moment_put_day(&text, &day, japanese);
    const char *kept = text.failed ? NULL
                                   : arena_strndup(ds->arena,
                                         text.n == 0 ? "" : text.p, text.n);
    buf_fini(&text);
    return kept != NULL && add_known(ds, name, document, kept) ? ERR_OK
                                                               : ERR_NOMEM;
}

/* Figures that a job has without saying so. */
static enum err
add_all_known(struct dataset *ds)
{
    const struct section *document = job_find(ds->job, "document", "");
    if (document == NULL)
        return ERR_OK;
    enum err err = add_embargo(ds, document);
    return err == ERR_OK ? add_date(ds, document) : err;
}

static struct dataset *
dataset_new(struct arena *arena, struct diag *diag, const struct job *job)
{
    struct dataset *ds = arena_alloc(arena, sizeof *ds);
    if (ds == NULL)
        return NULL;
    ds->arena = arena;
    ds->diag = diag;
    ds->job = job;
    ds->style = (struct cell_style){"△", ROUND_HALF_UP};
    const struct section *document = job_next(job, "document", NULL);
    if (document != NULL) {
        ds->style.minus = section_text(document, "minus");
        if (section_word_is(document, "rounding", "half-even"))
            ds->style.rounding = ROUND_HALF_EVEN;
    }
    ds->stack = arena_array(arena, DEPTH_MAX, sizeof *ds->stack);
    ds->row_uses = arena_alloc(arena, sizeof *ds->row_uses);
    if (ds->stack == NULL || ds->row_uses == NULL || !add_tables(ds) ||
        !add_figures(ds))
        return NULL;
    return ds;
}

static enum err
work_out(struct dataset *ds)
{
    enum err worst = ERR_OK, err;
    for (size_t i = 0; i < ds->n_tables && worst != ERR_NOMEM; i++) {
        struct table *table = &ds->table[i];
        err = table_need(ds, table, table->node.section->loc);
        worst = err != ERR_OK ? err : worst;
    }
    for (size_t i = 0; i < ds->n_figures && worst != ERR_NOMEM; i++) {
        struct figure *figure = &ds->figure[i];
        if (figure->node.section == NULL)
            continue;
        err = figure_need(ds, figure, figure->node.section->loc);
        worst = err != ERR_OK ? err : worst;
    }
    for (const struct section *s = NULL;
         worst != ERR_NOMEM && (s = job_next(ds->job, "check", s)) != NULL;) {
        err = claim_prove(ds, s);
        worst = err != ERR_OK ? err : worst;
    }
    return worst;
}

enum err
dataset_load(struct arena *arena, struct diag *diag, const struct job *job,
    struct dataset **out)
{
    *out = NULL;
    struct dataset *ds = dataset_new(arena, diag, job);
    if (ds == NULL)
        return ERR_NOMEM;
    enum err err = add_fields(ds);
    if (err == ERR_OK)
        err = add_all_known(ds);
    if (err != ERR_NOMEM) {
        enum err worked = work_out(ds);
        err = worked == ERR_OK ? err : worked;
    }
    query_free(ds->query);
    ds->query = NULL;
    ds->diag = NULL;
    if (err == ERR_OK)
        *out = ds;
    return err;
}

bool
dataset_turn(struct dataset *ds, const struct job *job)
{
    struct str section, key;
    if (ds->by_row || job->row == NULL)
        return false;
    for (size_t i = 0; i < job->row->n; i++) {
        const struct job_field *field = &job->row->field[i];
        struct figure *figure = figure_find(ds, str_of(field->column));
        if (row_is_change(field->column, &section, &key))
            continue;
        if (figure == NULL || figure->node.section != NULL)
            return false;
        take_field(ds, field, figure);
    }
    return true;
}

void
dataset_free(struct dataset *dataset)
{
    /* All else lives in the arena; SQLite was closed after loading. */
    if (dataset != NULL)
        query_free(dataset->query);
}

/* --- doors -------------------------------------------------------------- */

size_t
dataset_row_uses(const struct dataset *dataset)
{
    return *dataset->row_uses;
}

/* Notes that FIGURE, or with NULL a record set, was asked for. */
static void
note_use(const struct dataset *ds, const struct figure *figure)
{
    if (ds->by_row || (figure != NULL && figure->node.section == NULL))
        ++*ds->row_uses;
}

const struct record_set *
dataset_records(const struct dataset *dataset, const char *name)
{
    size_t at;
    note_use(dataset, NULL);
    return map_find(&dataset->tables, str_of(name), &at)
               ? &dataset->table[at].set
               : NULL;
}

const struct cell *
dataset_value(const struct dataset *dataset, const char *name)
{
    const struct figure *figure = figure_find(dataset, str_of(name));
    note_use(dataset, figure);
    return figure == NULL ? NULL : &figure->cell;
}

const char *const *
dataset_value_names(const struct dataset *dataset, size_t *n)
{
    *n = dataset->n_figures;
    return dataset->figure_names;
}

void
figure_put(
    const struct dataset *ds, const struct figure *figure, struct buf *out)
{
    if (figure->cell.kind == CELL_NUMBER && figure->node.section != NULL)
        cell_put(out, figure->cell.number, &ds->style, &figure->format);
    else
        buf_text(out, figure->cell.text);
}

enum err
dataset_show(struct arena *arena, struct diag *diag,
    const struct dataset *dataset, struct loc loc, struct str name,
    const char *format, struct str *out)
{
    *out = (struct str){"", 0};
    const struct figure *figure = figure_find(dataset, name);
    note_use(dataset, figure);
    if (figure == NULL)
        return figure_unknown(dataset, diag, loc, name);
    if (format != NULL) {
        struct cell cell = figure->cell;
        cell.loc = loc;
        return cell_show(arena, diag, &cell, format, out);
    }
    struct buf buf = {0};
    figure_put(dataset, figure, &buf);
    const char *text = buf.failed ? NULL : arena_strndup(arena, buf.p, buf.n);
    *out = str_of(text == NULL ? "" : text);
    buf_fini(&buf);
    return text == NULL ? ERR_NOMEM : ERR_OK;
}
