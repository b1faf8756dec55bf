#include "config/merge.h"

#include <string.h>

#include "config/fault.h"

DIAG_MESSAGE(case_clash, "config.case-clash", DIAG_ERROR,
    "「{1}」と「{2}」（{3} の {4} 行目）は大文字と小文字だけが違います。同じ綴"
    "りにするか、別の名前にしてください",
    "\"{1}\" and \"{2}\" ({3}, line {4}) differ only in capitals; spell them "
    "alike or rename one");
DIAG_MESSAGE(too_many, "config.too-many-in-job", DIAG_ERROR,
    "読み込んだファイルを合わせると、セクションとキーが {1} "
    "個を超えています。データは CSV に、文章は Markdown に分けてください",
    "the files together have more than {1} sections and keys; put data into "
    "CSV and copy into Markdown");
DIAG_MESSAGE(bad_set, "config.bad-set", DIAG_ERROR,
    "--set の「{1}」を読めません。--set \"種類 名前:キー=値\" "
    "の形で書いてください",
    "cannot read \"{1}\" given to --set; write --set \"kind name:key=value\"");
DIAG_MESSAGE(set_nowhere, "config.set-nowhere", DIAG_ERROR,
    "--set の「{1}」に当たるセクション [{2}] はありません。{3}",
    "there is no section [{2}] for \"{1}\" given to --set; {4}");

/* A value on its way into the job. */
struct given {
    const char *key, *value;
    struct loc loc, value_loc;
    bool continued;
};

static char *
whole_name(struct arena *arena, const char *kind, const char *name)
{
    return arena_join(arena, kind, name[0] == '\0' ? "" : " ", name);
}

static enum err
say_clash(struct merge *merge, struct loc loc, const char *name,
    const char *other, struct loc other_loc)
{
    bool one_file = loc.file != NULL && other_loc.file != NULL &&
                    strcmp(loc.file, other_loc.file) == 0;
    if (one_file)
        return ERR_OK; /* given twice: the scanner said so */
    return fault_said(DIAG(merge->diag, loc, &case_clash, name, other,
        other_loc.file == NULL ? "" : other_loc.file,
        diag_int(merge->diag, other_loc.line)));
}

static enum err
new_section(struct merge *merge, const char *folded, size_t *at)
{
    void *sections = arena_grow(merge->scratch, merge->section, merge->n,
        &merge->cap_sections, sizeof *merge->section);
    void *caps = arena_grow(merge->scratch, merge->cap, merge->n,
        &merge->cap_caps, sizeof *merge->cap);
    if (sections == NULL || caps == NULL)
        return ERR_NOMEM;
    merge->section = sections;
    merge->cap = caps;
    if (!map_put(&merge->seen, merge->scratch, str_of(folded), merge->n))
        return ERR_NOMEM;
    *at = merge->n++;
    merge->section[*at] = (struct section){.order = *at};
    merge->cap[*at] = 0;
    return ERR_OK;
}

/* *AT is the index of [KIND NAME], made when it is new. */
static enum err
open_section(struct merge *merge, const char *kind, const char *name,
    struct loc loc, size_t *at)
{
    const char *folded = ini_fold(whole_name(merge->scratch, kind, name));
    if (folded == NULL)
        return ERR_NOMEM;
    if (!map_find(&merge->seen, str_of(folded), at)) {
        enum err err = new_section(merge, folded, at);
        if (err != ERR_OK)
            return err;
        struct section *fresh = &merge->section[*at];
        fresh->kind = kind;
        fresh->rows = key_table_rows(merge->table, kind);
        fresh->name = name;
        fresh->loc = loc;
        return ERR_OK;
    }
    const struct section *old = &merge->section[*at];
    if (strcmp(old->kind, kind) == 0 && strcmp(old->name, name) == 0)
        return ERR_OK;
    const char *whole = whole_name(merge->arena, kind, name);
    const char *other = whole_name(merge->arena, old->kind, old->name);
    return whole == NULL || other == NULL
               ? ERR_NOMEM
               : say_clash(merge, loc, whole, other, old->loc);
}

/* *I is the index of KEY in section AT, or its number of entries. */
static enum err
find_entry(struct merge *merge, size_t at, const char *key, size_t *i)
{
    size_t n = strlen(key);
    char *place = arena_alloc(merge->scratch, sizeof at + n + 1);
    if (place == NULL)
        return ERR_NOMEM;
    memcpy(place, &at, sizeof at);
    memcpy(place + sizeof at, key, n);
    ini_fold(place + sizeof at);
    struct str whole = {place, sizeof at + n};
    if (map_find(&merge->keys, whole, i))
        return ERR_OK;
    *i = merge->section[at].n;
    bool kept = map_put(&merge->keys, merge->scratch, whole, *i);
    return kept ? ERR_OK : ERR_NOMEM;
}

static enum err
put_entry(struct merge *merge, size_t at, const struct given *given)
{
    struct section *section = &merge->section[at];
    size_t i;
    enum err err = find_entry(merge, at, given->key, &i);
    if (err != ERR_OK)
        return err;
    if (i < section->n && strcmp(section->entry[i].key, given->key) != 0)
        return say_clash(merge, given->loc, given->key, section->entry[i].key,
            section->entry[i].key_loc);
    if (i == section->n) {
        void *entries = arena_grow(merge->scratch, section->entry, section->n,
            &merge->cap[at], sizeof *section->entry);
        if (entries == NULL)
            return ERR_NOMEM;
        section->entry = entries;
        section->n++;
    }
    section->entry[i] = (struct entry){.key = given->key,
        .value = given->value,
        .loc = given->value_loc,
        .key_loc = given->loc,
        .continued = given->continued};
    return ERR_OK;
}

enum err
merge_ini(struct merge *merge, const struct ini *ini)
{
    size_t at = 0;
    merge->items += ini->n;
    if (merge->items > INI_ITEMS_MAX) {
        merge->partial = true;
        return fault_said(DIAG(merge->diag, fault_line(ini->file, 0), &too_many,
            diag_int(merge->diag, INI_ITEMS_MAX)));
    }
    for (size_t i = 0; i < ini->n; i++) {
        const struct ini_item *item = &ini->item[i];
        struct given given = {item->key, item->value, item->loc,
            item->value_loc, item->continued};
        enum err err = item->is_section ? open_section(merge, item->kind,
                                              item->name, item->loc, &at)
                                        : put_entry(merge, at, &given);
        if (err != ERR_OK)
            return err;
    }
    return ERR_OK;
}

/* The parts of "kind name:key=value". */
struct set_parts {
    const char *kind, *name;
    struct given given;
};

static struct str
without_quotes(struct str s)
{
    bool quoted =
        s.n >= 2 && (s.p[0] == '"' || s.p[0] == '\'') && s.p[s.n - 1] == s.p[0];
    quoted = quoted && memchr(s.p + 1, s.p[0], s.n - 2) == NULL;
    return quoted ? (struct str){s.p + 1, s.n - 2} : s;
}

static struct loc
place_of(const struct job_set *set)
{
    return (struct loc){set->place == NULL ? "--set" : set->place, 0, 0};
}

/* False when SET's text has another form, or memory ran out (*NOMEM). */
static bool
cut_set(struct arena *arena, const struct job_set *set, struct set_parts *out,
    bool *nomem)
{
    struct str key, value, head = str_cut(str_of(set->text), ':', &key);
    *nomem = false;
    key = str_cut(key, '=', &value);
    head = str_trim(head);
    key = str_trim(key);
    if (head.n == 0 || key.n == 0 || value.p == NULL)
        return false;
    value = without_quotes(str_trim(value));
    size_t n = 0;
    while (n < head.n && head.p[n] != ' ' && head.p[n] != '\t')
        n++;
    struct str name = str_trim((struct str){head.p + n, head.n - n});
    struct loc loc = place_of(set);
    out->kind = arena_strndup(arena, head.p, n);
    out->name = arena_strndup(arena, name.p, name.n);
    out->given = (struct given){arena_strndup(arena, key.p, key.n),
        arena_strndup(arena, value.p, value.n), loc, loc, true};
    *nomem = out->kind == NULL || out->name == NULL || out->given.key == NULL ||
             out->given.value == NULL;
    return !*nomem;
}

/* The index of the section PARTS names; merge->n when there is none. */
static size_t
set_target(const struct merge *merge, const struct set_parts *parts)
{
    for (size_t i = 0; i < merge->n; i++)
        if (strcmp(merge->section[i].kind, parts->kind) == 0 &&
            strcmp(merge->section[i].name, parts->name) == 0)
            return i;
    return merge->n;
}

static enum err
say_nowhere(
    struct merge *merge, const char *text, const struct set_parts *parts)
{
    const char *whole = whole_name(merge->arena, parts->kind, parts->name);
    const char **names = arena_array(merge->arena, merge->n + 1, sizeof *names);
    if (whole == NULL || names == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < merge->n; i++) {
        names[i] = whole_name(
            merge->arena, merge->section[i].kind, merge->section[i].name);
        if (names[i] == NULL)
            return ERR_NOMEM;
    }
    const char *near = str_nearest(whole, names, merge->n);
    const char *ja = "ジョブファイルにあるセクションを指定してください";
    const char *en = "name a section of the job file";
    if (near != NULL) {
        ja = arena_printf(merge->arena, "[%s] のことですか", near);
        en = arena_printf(merge->arena, "did you mean [%s]?", near);
    }
    if (ja == NULL || en == NULL)
        return ERR_NOMEM;
    return fault_said(
        DIAG(merge->diag, parts->given.loc, &set_nowhere, text, whole, ja, en));
}

enum err
merge_set(struct merge *merge, const struct job_set *set)
{
    const char *text = set->text;
    struct set_parts parts;
    bool nomem, readable;
    struct loc loc = place_of(set);
    enum err err = ini_characters(merge->diag, loc, str_of(text), &readable);
    if (err != ERR_OK || !readable)
        return err;
    if (!cut_set(merge->arena, set, &parts, &nomem))
        return nomem ? ERR_NOMEM
                     : fault_said(DIAG(merge->diag, loc, &bad_set, text));
    size_t at = set_target(merge, &parts);
    bool document =
        strcmp(parts.kind, "document") == 0 && parts.name[0] == '\0';
    if (at < merge->n && set->missing)
        return ERR_OK;
    if (at == merge->n && !document && !set->missing)
        return say_nowhere(merge, text, &parts);
    if (at == merge->n)
        err = open_section(merge, parts.kind, parts.name, loc, &at);
    return err == ERR_OK ? put_entry(merge, at, &parts.given) : err;
}

const char *
merge_set_document(
    struct arena *arena, const struct job_set *set, size_t n, const char *key)
{
    const char *found = NULL;
    for (size_t i = 0; i < n; i++) {
        struct set_parts parts;
        bool nomem;
        if (cut_set(arena, &set[i], &parts, &nomem) &&
            strcmp(parts.kind, "document") == 0 && parts.name[0] == '\0' &&
            strcmp(parts.given.key, key) == 0)
            found = parts.given.value;
    }
    return found;
}

enum err
merge_take(const struct merge *merge, struct job *job)
{
    struct arena *arena = merge->arena;
    struct section *all = arena_array(arena, merge->n, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < merge->n; i++) {
        const struct section *from = &merge->section[i];
        struct entry *entry = arena_array(arena, from->n, sizeof *entry);
        if (entry == NULL)
            return ERR_NOMEM;
        if (from->n > 0)
            memcpy(entry, from->entry, from->n * sizeof *entry);
        all[i] = *from;
        all[i].entry = entry;
        all[i].n_given = from->n;
        all[i].job = job;
    }
    job->section = all;
    job->n = merge->n;
    return ERR_OK;
}
