/* A row of a list in the values of the job. */
#include <string.h>

#include "config/check.h"
#include "config/fault.h"
#include "config/role.h"

DIAG_MESSAGE(nowhere, "config.row-section", DIAG_ERROR,
    "列「{1}」の指すセクション [{2}] がジョブにありません。"
    "「set:種類 名前:キー」の形で、あるセクションを書いてください",
    "the column \"{1}\" names the section [{2}], which the job does not have; "
    "write set:KIND NAME:KEY with a section of the job");
DIAG_MESSAGE(not_by_row, "config.row-key", DIAG_ERROR,
    "「{1}」は行ごとに変えられません（列「{2}」）。この列を消してください",
    "\"{1}\" cannot differ from row to row (column \"{2}\"); remove the "
    "column");

DIAG_MESSAGE(bad_column, "config.row-column-form", DIAG_ERROR,
    "列「{1}」は何も変えません。ジョブのキーを変える列は、小文字と半角の記号で"
    "「set:種類 名前:キー」と書きます（例 set:block cover:file）",
    "the column \"{1}\" sets nothing; a column that sets a key of the job is "
    "called set:KIND NAME:KEY, in small letters (set:block cover:file)");
DIAG_MESSAGE(same_target, "config.row-twice", DIAG_ERROR,
    "列「{1}」は、列「{2}」と同じキーを変えます。どちらかを消してください",
    "the column \"{1}\" sets what \"{2}\" sets; remove one of them");

struct bind {
    struct check check;
    const struct job_row *row;
};

/* --- keys that only a row gives ------------------------------------------ */

/* The section called WHOLE, `kind name`, or NULL. */
static struct section *
find_section(struct job *job, struct str whole)
{
    for (size_t i = 0; i < job->n; i++) {
        struct section *s = &job->section[i];
        struct str name, kind = str_cut(whole, ' ', &name);
        if (str_equal(str_of(s->kind), kind) &&
            str_equal(str_of(s->name), str_trim(name)))
            return s;
    }
    return NULL;
}

static size_t
count_changes(const struct job_row *row)
{
    size_t n = 0;
    struct str section, key;
    for (size_t i = 0; i < row->n; i++)
        n += row_is_change(row->field[i].column, &section, &key);
    return n;
}

/* Gives the sections that columns of ROW change room for their keys, once. */
static enum err
make_room(struct job *job, const struct job_row *row)
{
    size_t more = count_changes(row);
    for (size_t i = 0; i < row->n && !job->roomy; i++) {
        struct str whole, key;
        struct section *s = row_is_change(row->field[i].column, &whole, &key)
                                ? find_section(job, whole)
                                : NULL;
        if (s == NULL)
            continue;
        struct entry *all =
            arena_array(job->arena, s->n_given + more, sizeof *all);
        if (all == NULL)
            return ERR_NOMEM;
        if (s->n_given > 0)
            memcpy(all, s->entry, s->n_given * sizeof *all);
        s->entry = all;
    }
    job->roomy = true;
    return ERR_OK;
}

/* --- one row -------------------------------------------------------------- */

/* ENTRY as the job says it. */
static void
restore(struct entry *entry)
{
    if (entry->given == NULL)
        return;
    entry->value = entry->given;
    entry->loc = entry->given_loc;
}

static enum err
fill_entry(struct bind *b, struct entry *entry)
{
    if (entry->given == NULL)
        return ERR_OK;
    enum err err = ERR_OK;
    if (b->row != NULL && check_is_filled(entry))
        err = row_fill(b->check.arena, b->check.diag, b->row, entry->given,
            &entry->loc, &entry->value);
    return err == ERR_OK ? check_value(&b->check, entry) : fault_said(err);
}

static enum err
fill_all(struct bind *b)
{
    struct job *job = b->check.job;
    enum err err = ERR_OK;
    for (size_t i = 0; i < job->n; i++) {
        struct section *s = &job->section[i];
        s->n = s->n_given;
        for (size_t k = 0; k < s->n && err == ERR_OK; k++) {
            restore(&s->entry[k]);
            err = fill_entry(b, &s->entry[k]);
        }
    }
    return err;
}

/* The entry KEY of S, a new one when it has none; NULL: no memory. */
static struct entry *
entry_of(struct bind *b, struct section *s, struct str key, struct loc loc)
{
    for (size_t i = 0; i < s->n; i++)
        if (str_equal(str_of(s->entry[i].key), key))
            return &s->entry[i];
    struct entry *entry = &s->entry[s->n];
    *entry = (struct entry){
        .key = arena_strndup(b->check.arena, key.p, key.n), .key_loc = loc};
    s->n += entry->key != NULL;
    return entry->key == NULL ? NULL : entry;
}

/* The field FIELD as the value of KEY in the section called WHOLE. */
static enum err
change(struct bind *b, const struct job_field *field, struct str whole,
    struct str key)
{
    struct section *s = find_section(b->check.job, whole);
    struct str value = str_trim(str_of(field->text));
    if (s == NULL || value.n == 0)
        return ERR_OK;
    struct entry *entry = entry_of(b, s, key, field->loc);
    if (entry == NULL)
        return ERR_NOMEM;
    if (entry->given == NULL) {
        entry->given = entry->value;
        entry->given_loc = entry->loc;
    }
    entry->value = arena_strndup(b->check.arena, value.p, value.n);
    entry->loc = field->loc;
    return entry->value == NULL ? ERR_NOMEM : check_entry(&b->check, s, entry);
}

static enum err
change_all(struct bind *b)
{
    enum err err = make_room(b->check.job, b->row);
    for (size_t i = 0; i < b->row->n && err == ERR_OK; i++) {
        struct str whole, key;
        const struct job_field *field = &b->row->field[i];
        if (row_is_change(field->column, &whole, &key))
            err = change(b, field, whole, key);
    }
    return err;
}

static enum err
bind_all(struct bind *b)
{
    enum err err = fill_all(b);
    if (err == ERR_OK && b->row != NULL)
        err = change_all(b);
    section_find_bases(b->check.job);
    return err == ERR_OK && b->check.refers ? check_circles(&b->check) : err;
}

/* --- which columns may set what ------------------------------------------- */

/* What is read before any row is known. */
static bool
is_fixed(struct str section, struct str key)
{
    return str_equal(section, STR("batch")) || str_equal(key, STR("type")) ||
           str_equal(key, STR("project")) || str_equal(key, STR("include"));
}

/* A column before FIELD that sets KEY of S, or NULL. */
static const struct job_field *
find_twin(struct job *job, const struct job_row *heads,
    const struct job_field *field, const struct section *s, struct str key)
{
    for (const struct job_field *f = heads->field; f < field; f++) {
        struct str whole, other;
        if (row_is_change(f->column, &whole, &other) && str_equal(other, key) &&
            find_section(job, whole) == s)
            return f;
    }
    return NULL;
}

static enum err
check_target(struct check *check, const struct job_row *heads,
    const struct job_field *field, struct str whole, struct str key)
{
    struct diag *diag = check->diag;
    const struct section *s = find_section(check->job, whole);
    if (is_fixed(whole, key))
        return DIAG(
            diag, field->loc, &not_by_row, diag_str(diag, key), field->column);
    if (s == NULL)
        return DIAG(
            diag, field->loc, &nowhere, field->column, diag_str(diag, whole));
    const struct job_field *twin = find_twin(check->job, heads, field, s, key);
    if (twin != NULL)
        return DIAG(
            diag, field->loc, &same_target, field->column, twin->column);
    struct entry entry = {.key = arena_strndup(check->arena, key.p, key.n),
        .key_loc = field->loc,
        .loc = field->loc};
    return entry.key == NULL ? ERR_NOMEM : check_key(check, s, &entry);
}

enum err
job_columns(struct arena *arena, struct diag *diag, struct job *job,
    const struct job_row *heads)
{
    size_t before = diag_errors(diag);
    struct check check = {
        .arena = arena, .scratch = arena, .diag = diag, .job = job};
    enum err err = ERR_OK;
    for (size_t i = 0; i < heads->n && err == ERR_OK; i++) {
        struct str whole, key;
        const struct job_field *field = &heads->field[i];
        if (row_is_change(field->column, &whole, &key))
            err = check_target(&check, heads, field, whole, key);
        else if (row_is_mistaken(field->column))
            err = DIAG(diag, field->loc, &bad_column, field->column);
        err = fault_said(err);
    }
    return err == ERR_OK && diag_errors(diag) != before ? ERR_INPUT : err;
}

bool
section_by_row(const struct section *section)
{
    const struct job_row *row = section->job->row;
    for (size_t i = 0; i < section->n_given; i++)
        if (section->entry[i].given != NULL)
            return true;
    for (size_t i = 0; row != NULL && i < row->n; i++) {
        struct str whole, key, name;
        if (!row_is_change(row->field[i].column, &whole, &key))
            continue;
        struct str kind = str_cut(whole, ' ', &name);
        if (str_equal(kind, str_of(section->kind)) &&
            str_equal(str_trim(name), str_of(section->name)))
            return true;
    }
    return false;
}

static bool
is_key(const char *key, const char *wanted)
{
    return wanted == NULL || strcmp(key, wanted) == 0;
}

bool
job_row_reaches(const struct job *job, const struct job_row *row,
    const char *kind, const char *wanted)
{
    const struct section *s = NULL;
    while ((s = job_next(job, kind, s)) != NULL)
        for (size_t i = 0; i < s->n; i++)
            if (s->entry[i].given != NULL && is_key(s->entry[i].key, wanted))
                return true;
    for (size_t i = 0; row != NULL && i < row->n; i++) {
        struct str whole, key, name;
        if (row_is_change(row->field[i].column, &whole, &key) &&
            str_equal(str_cut(whole, ' ', &name), str_of(kind)) &&
            (wanted == NULL || str_equal(key, str_of(wanted))))
            return true;
    }
    return false;
}

enum err
job_bind(struct arena *arena, struct diag *diag, struct job *job,
    const struct job_row *row)
{
    size_t before = diag_errors(diag);
    struct arena *scratch = arena_new();
    struct bind bind = {.check = {.arena = arena,
                            .scratch = scratch,
                            .diag = diag,
                            .job = job,
                            .before = before},
        .row = row};
    bool colours = job_row_reaches(job, row, "colour", NULL);
    if (colours) { /* the roles of the row before went with its arena */
        job->role = NULL;
        job->n_roles = 0;
    }
    enum err err = scratch == NULL ? ERR_NOMEM : bind_all(&bind);
    arena_free(scratch);
    job->row = row;
    if (err == ERR_OK && colours)
        err = role_collect(arena, diag, job);
    return err == ERR_OK && diag_errors(diag) != before ? ERR_INPUT : err;
}
