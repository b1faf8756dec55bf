/* config/job - a job file, read and checked: sections in flow order, every
 * value with its file and line.
 *
 * job_load checks each value against its registry row (key.h), so the typed
 * getters below cannot fail: they return the value, else (in a style) that of
 * the style it is based on, else the registry's fallback, else a zero.  Asking
 * for a key that is not in the registry is a mistake of ours and stops the
 * tests (assert).
 */
#ifndef CONFIG_JOB_H
#define CONFIG_JOB_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/colour.h"
#include "base/diag.h"
#include "base/unit.h"
#include "config/key.h"
#include "config/row.h"

struct entry {
    const char *key, *value; /* value: quotes and outer blanks removed */
    struct loc loc;          /* of the value's first character */
    struct loc key_loc;      /* of the key's first character */
    bool continued; /* over several lines: columns inside are not known */
    const struct key_spec *spec;
    const char *path;          /* KEY_FILE: ready to open; else NULL */
    const struct section *ref; /* KEY_SECTION: the section it names */
    const char *given;         /* where a row changes it: what the job says */
    struct loc given_loc;      /* and where; else NULL */
};

struct section {
    const char *kind, *name; /* [kind name]; name is "" for [kind] */
    const char *type;        /* the value of the key `type`, or NULL */
    struct loc loc;
    const struct job *job;
    struct entry *entry;
    size_t n, n_given; /* n_given: without keys that only a row gives */
    const struct section *base; /* of a style: what it is based on, or NULL */
    size_t order;               /* its place among all sections: flow order */
    struct key_rows rows;       /* what a section of its kind may say */
};

struct job {
    const char *path;    /* as given to job_load */
    const char *project; /* the project folder; every path is below it */
    struct section *section;
    size_t n;
    const struct key_table *keys;
    const struct colour_role *role; /* its colours, in flow order */
    size_t n_roles;
    const struct job_row *row; /* of which it makes an edition, or NULL */
    const char *embargo; /* what the figure `embargo` shows: until when it is
                            held back; NULL: it is not.  Set by who knows the
                            time (app/embargo.h) */
    struct arena *arena; /* of all but what a row changes */
    bool roomy;          /* its sections have room for a row's keys */
};

/* --set SECTION:KEY=VALUE, e.g. "style body:size=9pt". */
struct job_set {
    const char *text;
    const char *place; /* in messages; NULL: --set */
    bool missing; /* acts only when there is no such section, which it makes */
};

/* Reads the job file PATH, its includes and the N changes SET (applied last).
 * All errors found are in DIAG; with any error *OUT is NULL and the result is
 * ERR_INPUT.  The job lives as long as ARENA.
 * Errors: ERR_INPUT, ERR_ENVIRONMENT (a file with a byte order mark needs a
 * temporary copy), ERR_NOMEM. */
ERR_CHECKED enum err job_load(struct arena *arena, struct diag *diag,
    const char *path, const struct job_set *set, size_t n,
    const struct job **out);

/* As job_load for TEXT, a job file that is in memory and called NAME in
 * messages; its project folder is the current one. */
ERR_CHECKED enum err job_load_text(struct arena *arena, struct diag *diag,
    const char *name, struct str text, const struct job_set *set, size_t n,
    const struct job **out);

/* As job_load for a job that makes editions: a value with a place for a field,
 * `{{COLUMN}}`, is not checked before job_bind has filled it.  (Copy and
 * conditions keep their places: they are figures; SQL has parameters.) */
ERR_CHECKED enum err job_open(struct arena *arena, struct diag *diag,
    const char *path, const struct job_set *set, size_t n, struct job **out);

/* Proves that the columns of HEADS, fields without texts at the places of their
 * heads, that are to set keys can do so: the section is there, knows the key,
 * may be changed by a row, and no other column sets the same.
 * Errors: ERR_INPUT (said in DIAG at the heads), ERR_NOMEM. */
ERR_CHECKED enum err job_columns(struct arena *arena, struct diag *diag,
    struct job *job, const struct job_row *heads);

/* Makes JOB the job of ROW, again and again: fills the places, sets the keys
 * whose columns are called `set:SECTION:KEY` (an empty field leaves the job's
 * own value), and checks what that changed.  ROW NULL: places are plain text.
 * job_columns has proven the columns.
 * What is new lives in ARENA; JOB must be bound again before that goes.
 * Errors: ERR_INPUT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err job_bind(struct arena *arena, struct diag *diag,
    struct job *job, const struct job_row *row);

/* True when rows like ROW change KEY (NULL: any key) in sections of KIND. */
bool job_row_reaches(const struct job *job, const struct job_row *row,
    const char *kind, const char *key);

/* True when rows of the job's list may change a key of SECTION, whatever the
 * row at hand does. */
bool section_by_row(const struct section *section);

/* The section [KIND NAME], or NULL. */
const struct section *job_find(
    const struct job *job, const char *kind, const char *name);

/* The next section of KIND behind PREV (NULL: the first), or NULL. */
const struct section *job_next(
    const struct job *job, const char *kind, const struct section *prev);

/* True when the job itself gives KEY, here or in a style this one is based
 * on (a fallback does not count). */
bool section_has(const struct section *section, const char *key);

/* Where KEY is said; the section's own place when it is not said. */
struct loc section_loc(const struct section *section, const char *key);

/* NULL when absent without a fallback. */
const char *section_text(const struct section *section, const char *key);
bool section_word_is(
    const struct section *section, const char *key, const char *word);
/* The index of KEY's word among the N WORDS; 0 when it is none of them. */
size_t section_word(const struct section *section, const char *key,
    const char *const *words, size_t n);
int section_integer(const struct section *section, const char *key);
bool section_boolean(const struct section *section, const char *key);
struct length section_length(const struct section *section, const char *key);
/* Top, right, bottom, left. */
void section_lengths(
    const struct section *section, const char *key, struct length out[4]);
int32_t section_milli(const struct section *section, const char *key);
/* COLOUR_NONE when absent. */
struct colour section_colour(const struct section *section, const char *key);
/* Makes COLOUR, of which only rgb is known, the job's own colour of the same
 * rgb, when there is one: in print it then has that one's inks.  Exact black
 * and white stay what they are, or a rich black would take all black. */
void job_colour_of(const struct job *job, struct colour *colour);
/* Path of a KEY_FILE, ready to open; NULL when absent. */
const char *section_file(const struct section *section, const char *key);
/* The section a KEY_SECTION names; NULL when absent. */
const struct section *section_ref(
    const struct section *section, const char *key);

/* The members of a KEY_LIST or KEY_SECTIONS, trimmed, empty ones left out.
 * NULL: no memory; *N is 0 when the key is absent. */
const char **section_list(struct arena *arena, const struct section *section,
    const char *key, size_t *n);

/* The member MEMBER of the family FAMILY ("align", "総MR数" asks for the key
 * align.総MR数), or NULL when the job does not give it. */
const struct entry *section_member(
    const struct section *section, const char *family, const char *member);

#endif
