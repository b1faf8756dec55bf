/* The typed getters.  Values were checked by job_load, so that reading them
 * again cannot fail; assert guards our own mistakes only. */
#include <assert.h>
#include <string.h>

#include "config/check.h"
#include "config/value.h"

static const struct entry *
own(const struct section *section, const char *key)
{
    for (size_t i = 0; i < section->n; i++) {
        const char *name = section->entry[i].key;
        if (name[0] == key[0] && strcmp(name, key) == 0)
            return &section->entry[i];
    }
    return NULL;
}

void
section_find_bases(struct job *job)
{
    for (size_t i = 0; i < job->n; i++) {
        struct section *section = &job->section[i];
        bool style = strcmp(section->kind, "style") == 0;
        const struct entry *entry = style ? own(section, "based-on") : NULL;
        section->base = entry == NULL ? NULL : entry->ref;
    }
}

/* The entry that gives KEY: the section's own or one it is based on. */
static const struct entry *
said(const struct section *section, const char *key)
{
    const struct entry *entry = own(section, key);
    for (; entry == NULL && section->base != NULL; entry = own(section, key))
        section = section->base;
    return entry;
}

/* The row of KEY, which ENTRY (or NULL) gives. */
static const struct key_spec *
spec_of(
    const struct section *section, const char *key, const struct entry *entry)
{
    if (entry != NULL)
        return entry->spec;
    const struct key_spec *spec =
        key_table_find(section->job->keys, section->rows, section->type, key);
    assert(spec != NULL && "a key that is not in the registry");
    return spec;
}

/* What stands for KEY, whose row is SPEC; p is NULL when nothing does. */
static struct str
value_by(const struct entry *entry, const struct key_spec *spec)
{
    if (entry != NULL)
        return str_of(entry->value);
    bool required = spec->fallback != NULL && strcmp(spec->fallback, "!") == 0;
    return str_of(required ? NULL : spec->fallback);
}

static struct str
value_of(const struct section *section, const char *key)
{
    const struct entry *entry = said(section, key);
    return value_by(entry, spec_of(section, key, entry));
}

bool
section_has(const struct section *section, const char *key)
{
    const struct entry *entry = said(section, key);
    spec_of(section, key, entry);
    return entry != NULL;
}

struct loc
section_loc(const struct section *section, const char *key)
{
    const struct entry *entry = said(section, key);
    return entry == NULL ? section->loc : entry->loc;
}

const char *
section_text(const struct section *section, const char *key)
{
    return value_of(section, key).p;
}

bool
section_word_is(
    const struct section *section, const char *key, const char *word)
{
    const struct entry *entry = said(section, key);
    const struct key_spec *spec = spec_of(section, key, entry);
    assert(value_is_word(spec->choices, str_of(word)));
    return str_equal(value_by(entry, spec), str_of(word));
}

size_t
section_word(const struct section *section, const char *key,
    const char *const *words, size_t n)
{
    const struct entry *entry = said(section, key);
    const struct key_spec *spec = spec_of(section, key, entry);
    struct str value = value_by(entry, spec);
    size_t found = 0;
    for (size_t i = n; i-- > 0;) {
        assert(value_is_word(spec->choices, str_of(words[i])));
        found = str_equal(value, str_of(words[i])) ? i : found;
    }
    return found;
}

int
section_integer(const struct section *section, const char *key)
{
    int value;
    bool good = str_integer(value_of(section, key), &value);
    return good ? value : 0;
}

bool
section_boolean(const struct section *section, const char *key)
{
    bool value;
    return value_boolean(value_of(section, key), &value) && value;
}

struct length
section_length(const struct section *section, const char *key)
{
    struct length length;
    bool good = unit_parse(value_of(section, key), &length);
    return good ? length : (struct length){0, 0};
}

void
section_lengths(
    const struct section *section, const char *key, struct length out[4])
{
    if (!value_lengths(value_of(section, key), out))
        memset(out, 0, 4 * sizeof *out);
}

int32_t
section_milli(const struct section *section, const char *key)
{
    int32_t milli;
    bool good = value_percent(value_of(section, key), &milli);
    return good ? milli : 0;
}

struct colour
section_colour(const struct section *section, const char *key)
{
    struct colour colour;
    bool good = value_colour(section->job, value_of(section, key), &colour);
    return good ? colour : COLOUR_NONE;
}

const char *
section_file(const struct section *section, const char *key)
{
    const struct entry *entry = said(section, key);
    assert(spec_of(section, key, entry)->type == KEY_FILE);
    return entry == NULL ? NULL : entry->path;
}

const struct section *
section_ref(const struct section *section, const char *key)
{
    const struct entry *entry = said(section, key);
    assert(spec_of(section, key, entry)->type == KEY_SECTION);
    return entry == NULL ? NULL : entry->ref;
}

const char **
section_list(struct arena *arena, const struct section *section,
    const char *key, size_t *n)
{
    struct str s = value_of(section, key);
    size_t count = value_list(s, NULL, 0);
    *n = 0;
    struct str *member = arena_array(arena, count, sizeof *member);
    const char **list = arena_array(arena, count + 1, sizeof *list);
    if (member == NULL || list == NULL)
        return NULL;
    value_list(s, member, count);
    for (size_t i = 0; i < count; i++) {
        list[i] = arena_strndup(arena, member[i].p, member[i].n);
        if (list[i] == NULL)
            return NULL;
    }
    *n = count;
    return list;
}

const struct entry *
section_member(
    const struct section *section, const char *family, const char *member)
{
    size_t n = strlen(family);
    for (size_t i = 0; i < section->n; i++) {
        const char *key = section->entry[i].key;
        if (strncmp(key, family, n) == 0 && key[n] == '.' &&
            strcmp(key + n + 1, member) == 0)
            return &section->entry[i];
    }
    return NULL;
}
