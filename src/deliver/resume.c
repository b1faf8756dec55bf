/* What an earlier run made, found again for the rows of the list as it is now.
 * A row may have moved: its key tells it. */
#include <string.h>

#include "base/map.h"
#include "deliver/batch_imp.h"
#include "deliver/scratch.h"

DIAG_MESSAGE(other_list, "deliver.other-list", DIAG_ERROR,
    "「{1}」にある版の key（例「{2}」）が、リストに 1 つもありません。"
    "作ったときのリストを指定するか、別のフォルダーを --out で指定してください",
    "none of the editions in \"{1}\" (one has the key \"{2}\") is of a row of "
    "this list; name the list they were made from, or another folder (--out)");

/* The last line of a key. */
struct entry_line {
    struct ledger_place place;
    uint32_t number, row; /* as it says, and as it is now; 0: it has none */
};

struct matching {
    struct batch *b;
    struct arena *arena; /* for the matching */
    struct scratch scratch;
    struct diag *quiet;
    struct map keys; /* to `line` */
    struct entry_line *line;
    size_t n, cap;
    const char *done; /* the key of an edition that was made, or NULL */
    bool known;       /* a row of the list has one of the keys */
};

static enum err
keep_line(struct matching *m, const struct ledger_line *row,
    struct ledger_place place)
{
    const struct entry_line line = {place, (uint32_t)row->row, 0};
    size_t at;
    if (map_find(&m->keys, str_of(row->key), &at)) {
        /* An edition of no row is not that of the row. */
        if (row->row > 0 || m->line[at].number == 0)
            m->line[at] = line;
        return ERR_OK;
    }
    const char *key = arena_strdup(m->arena, row->key);
    struct entry_line *all =
        arena_grow(m->arena, m->line, m->n, &m->cap, sizeof *all);
    if (key == NULL || all == NULL ||
        !map_put(&m->keys, m->arena, str_of(key), m->n))
        return ERR_NOMEM;
    m->line = all;
    all[m->n++] = line;
    m->done = row->done ? key : m->done;
    return ERR_OK;
}

static enum err
take_line(void *self, struct str text, struct ledger_place place)
{
    struct matching *m = self;
    struct ledger_line row;
    enum err err = scratch_next(&m->scratch);
    if (err == ERR_OK)
        err = ledger_take(m->scratch.arena, m->b->diag, m->b->manifest.path,
            text, place.line, &row);
    /* A row without a key failed: it is none that could be known again. */
    return err == ERR_OK && row.key[0] != '\0' ? keep_line(m, &row, place)
                                               : err;
}

/* KEY as a line has it: in one line; NULL: no memory. */
static const char *
key_in_line(struct arena *arena, const char *key)
{
    char *plain = arena_strdup(arena, key);
    for (char *p = plain; p != NULL && *p != '\0'; p++)
        *p = (char)(*p == '\n' || *p == '\r' ? ' ' : *p);
    return plain;
}

/* Gives row NUMBER of the list the line of its key, if it is of this shard. */
static enum err
match_row(struct matching *m, size_t number)
{
    const struct batch_options *o = m->b->options;
    struct edition_name name;
    size_t at;
    enum err err = scratch_next(&m->scratch);
    if (err == ERR_OK)
        err = names_row(m->scratch.arena, m->quiet, o->naming, number, &name);
    if (err != ERR_OK && err != ERR_INPUT)
        return err;
    const char *key =
        key_in_line(m->scratch.arena, name.key == NULL ? "" : name.key);
    if (key == NULL)
        return ERR_NOMEM;
    if (!map_find(&m->keys, str_of(key), &at))
        return ERR_OK;
    m->known = true;
    if ((number - 1) % o->shards != o->shard - 1)
        return ERR_OK;
    m->line[at].row = (uint32_t)number;
    m->b->manifest.place[number - 1] = m->line[at].place;
    return ERR_OK;
}

static enum err
match_all(struct matching *m)
{
    struct batch *b = m->b;
    size_t n = b->options->naming->list->n;
    bool torn;
    struct ledger_place *place = arena_array(b->arena, n, sizeof *place);
    if (place == NULL)
        return ERR_NOMEM;
    b->manifest.place = place;
    b->manifest.n = n;
    enum err err = ledger_walk(
        b->diag, b->manifest.path, b->manifest.fd, take_line, m, &torn);
    for (size_t row = 1; row <= n && err == ERR_OK; row++)
        err = match_row(m, row);
    if (err != ERR_OK || m->done == NULL || m->known)
        return err;
    err = DIAG(b->diag, LOC_NONE, &other_list, b->manifest.path, m->done);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

static bool
is_moved(const struct matching *m)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->line[i].number != m->line[i].row)
            return true;
    return false;
}

static void
renumber(void *self, struct ledger_line *row)
{
    const struct matching *m = self;
    size_t at;
    bool found = map_find(&m->keys, str_of(row->key), &at);
    bool apart = found && row->row == 0 && m->line[at].number != 0;
    row->row = found && !apart ? m->line[at].row : 0;
}

/* Matches once; *MOVED: the manifest was written anew, and its lines stand
 * elsewhere. */
static enum err
match(struct batch *b, bool *moved)
{
    struct matching m = {.b = b, .arena = arena_new(), .quiet = diag_new()};
    enum err err =
        m.arena == NULL || m.quiet == NULL ? ERR_NOMEM : match_all(&m);
    *moved = err == ERR_OK && is_moved(&m);
    if (*moved)
        err = manifest_rewrite(b->arena, b->diag, &b->manifest, renumber, &m);
    scratch_fini(&m.scratch);
    arena_free(m.arena);
    diag_free(m.quiet);
    return err;
}

enum err
resume_rows(struct batch *b)
{
    bool moved;
    enum err err = match(b, &moved);
    return err == ERR_OK && moved ? match(b, &moved) : err;
}
