#include "config/check.h"

#include <string.h>

#include "config/fault.h"
#include "config/ini.h"
#include "config/value.h"

DIAG_MESSAGE(unknown_kind, "config.unknown-section", DIAG_ERROR,
    "セクションの種類「{1}」はありません。{2}",
    "there is no section kind \"{1}\"; {3}");
DIAG_MESSAGE(wide_kind, "config.full-width-section", DIAG_ERROR,
    "セクション [{1}] に全角文字があります。種類と空白は半角で [{2}] "
    "と書いてください",
    "section [{1}] has full-width characters; write [{2}]");
DIAG_MESSAGE(needs_name, "config.no-name", DIAG_ERROR,
    "[{1}] には名前が要ります。[{1} 名前] と書いてください",
    "[{1}] needs a name; write [{1} NAME]");
DIAG_MESSAGE(needless_name, "config.needless-name", DIAG_ERROR,
    "[{1} {2}] に名前は要りません。[{1}] と書いてください",
    "[{1} {2}] takes no name; write [{1}]");
DIAG_MESSAGE(reserved, "config.reserved-name", DIAG_ERROR,
    "色の名前に「{1}」は使えません（「{1}」は「塗らない」の意味です）。"
    "別の名前にしてください",
    "a colour cannot be called \"{1}\", which means that nothing is painted; "
    "choose another name");
DIAG_MESSAGE(unknown_key, "config.unknown-key", DIAG_ERROR,
    "[{1}] にキー「{2}」はありません。{3}", "[{1}] has no key \"{2}\"; {4}");
DIAG_MESSAGE(wide_key, "config.full-width-key", DIAG_ERROR,
    "キー「{1}」に全角文字があります。半角で「{2}」と書いてください",
    "key \"{1}\" has full-width characters; write \"{2}\"");
DIAG_MESSAGE(other_type, "config.other-type", DIAG_ERROR,
    "キー「{1}」は type が {2} のブロックのものです。このブロックの type は "
    "{3} です。キーを消すか、type を変えてください",
    "key \"{1}\" belongs to blocks of type {2}; this one is a {3}.  Remove "
    "the key or change the type");
DIAG_MESSAGE(missing, "config.missing", DIAG_ERROR,
    "[{1}] に「{2}」（{3}）がありません。「{2} = 値」を書いてください",
    "[{1}] lacks \"{2}\" ({4}); write {2} = value");
DIAG_MESSAGE(no_document, "config.no-document", DIAG_ERROR,
    "[document] セクションがありません。[document] と「title = 題名」を書いて"
    "ください",
    "there is no [document] section; write [document] and title = ...");
DIAG_MESSAGE(not_alone, "config.printer-alone", DIAG_ERROR,
    "[printer] とほかのセクション [{1}] を 1 つのジョブに書くことはできません。"
    "[printer] は printers/名前.ini に分け、--printer 名前 で使ってください",
    "[printer] cannot stand in one job with [{1}]; put it into a file "
    "printers/NAME.ini of its own and use --printer NAME");
DIAG_MESSAGE(rules_not_alone, "config.press-rules-alone", DIAG_ERROR,
    "[press-rules] とほかのセクション [{1}] を 1 つのファイルに書くことはできま"
    "せん。[press-rules] は別のファイルに分け、[press] の rules "
    "に指定してくださ"
    "い",
    "[press-rules] cannot stand in one file with [{1}]; put it into a file of "
    "its own and name that in rules of [press]");
DIAG_MESSAGE(circle, "config.circle", DIAG_ERROR,
    "「{1}」の指定が循環しています（{2}）。どれかの指定を変えてください",
    "\"{1}\" goes round in a circle ({2}); change one of them");
DIAG_MESSAGE(too_deep, "config.deep", DIAG_ERROR,
    "「{1}」の指定が {2} 段を超えてつながっています。減らしてください",
    "\"{1}\" is more than {2} steps deep; shorten the chain");
DIAG_MESSAGE(too_many, "config.too-many-errors", DIAG_NOTE,
    "エラーが {1} 個を超えたので、残りは調べていません",
    "more than {1} errors; the rest was not looked at");

enum { DEPTH_MAX = 64, PLACE_BYTES = 512 };

static const char *
whole_name(struct arena *arena, const struct section *section)
{
    return section->name[0] == '\0'
               ? section->kind
               : arena_join(arena, section->kind, " ", section->name);
}

struct section *
check_find(const struct check *check, const char *kinds, struct str name)
{
    char key[PLACE_BYTES];
    struct str rest = str_of(kinds);
    while (rest.p != NULL) {
        size_t at;
        struct str kind = str_cut(rest, '|', &rest);
        struct str whole = {key, kind.n + 1 + name.n};
        if (name.n == 0 || whole.n > sizeof key)
            return NULL;
        memcpy(key, kind.p, kind.n);
        key[kind.n] = ' ';
        memcpy(key + kind.n + 1, name.p, name.n);
        if (map_find(&check->place, whole, &at))
            return &check->job->section[at];
    }
    return NULL;
}

/* --- keys ---------------------------------------------------------------- */

static bool
same_kind(const struct key_spec *spec, const char *kind)
{
    return strcmp(spec->kind, kind) == 0;
}

static const struct key_spec *
find_key(const struct section *section, const char *key)
{
    return key_table_find(
        section->job->keys, section->rows, section->type, key);
}

/* "chart, table": the types of block that know KEY; "" when none does. */
static const char *
types_with(struct arena *arena, const char *kind, const char *key)
{
    const char *types = "";
    for (size_t i = 0; i < key_registry_n && types != NULL; i++) {
        const struct key_spec *spec = &key_registry[i];
        if (!same_kind(spec, kind) || spec->variant == NULL ||
            key_find(kind, spec->variant, key) != spec)
            continue;
        types = arena_printf(arena, "%s%s%s", types,
            types[0] == '\0' ? "" : ", ", spec->variant);
    }
    return types;
}

/* The keys SECTION may have.  A family takes the member that KEY asks for, so
 * that `haed.国名` is near `head.国名`. */
static enum err
possible_keys(struct check *check, const struct section *section,
    const char *key, const char ***out, size_t *n)
{
    const char *dot = strchr(key, '.');
    *n = 0;
    *out = arena_array(check->arena, key_registry_n, sizeof **out);
    if (*out == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < key_registry_n; i++) {
        const struct key_spec *spec = &key_registry[i];
        bool here = same_kind(spec, section->kind) &&
                    (spec->variant == NULL ||
                        (section->type != NULL &&
                            strcmp(spec->variant, section->type) == 0));
        size_t family = key_family(spec);
        const char *name = spec->name;
        if (here && family > 0 && dot != NULL && key_is_member(spec, dot + 1))
            name = arena_printf(check->arena, "%.*s%s", (int)family, name, dot);
        if (name == NULL)
            return ERR_NOMEM;
        if (here)
            (*out)[(*n)++] = name;
    }
    return ERR_OK;
}

static enum err
say_unknown_key(struct check *check, const struct section *section,
    const struct entry *entry)
{
    const char **names, *half;
    size_t n;
    struct hint hint;
    const char *whole = whole_name(check->arena, section);
    enum err err = possible_keys(check, section, entry->key, &names, &n);
    if (err == ERR_OK)
        err = hint_half_width(check->arena, str_of(entry->key), &half);
    if (err == ERR_OK && half != NULL) {
        struct str bare = str_trim(str_of(half));
        half = arena_strndup(check->arena, bare.p, bare.n);
        err = half == NULL ? ERR_NOMEM : ERR_OK;
    }
    if (err != ERR_OK || whole == NULL)
        return ERR_NOMEM;
    if (half != NULL && find_key(section, half) != NULL)
        return fault_said(
            DIAG(check->diag, entry->key_loc, &wide_key, entry->key, half));
    err = hint_make(check->arena, entry->key, names, n, section->kind, &hint);
    if (err != ERR_OK)
        return err;
    return fault_said(DIAG(check->diag, entry->key_loc, &unknown_key, whole,
        entry->key, hint.ja, hint.en));
}

bool
check_is_filled(const struct entry *entry)
{
    enum key_type type = entry->spec->type;
    return type != KEY_COPY && type != KEY_SQL && type != KEY_CONDITION &&
           strcmp(entry->key, "type") != 0 && row_has_place(entry->value);
}

enum err
check_key(
    struct check *check, const struct section *section, struct entry *entry)
{
    entry->spec = find_key(section, entry->key);
    if (entry->spec != NULL)
        return ERR_OK;
    const char *types = types_with(check->arena, section->kind, entry->key);
    if (types == NULL)
        return ERR_NOMEM;
    if (types[0] == '\0')
        return say_unknown_key(check, section, entry);
    if (section->type == NULL)
        return ERR_OK; /* that the type is missing or wrong is said */
    return fault_said(DIAG(check->diag, entry->key_loc, &other_type, entry->key,
        types, section->type));
}

enum err
check_entry(
    struct check *check, const struct section *section, struct entry *entry)
{
    enum err err = check_key(check, section, entry);
    if (err != ERR_OK || entry->spec == NULL)
        return err;
    if (!check->open || !check_is_filled(entry))
        return check_value(check, entry);
    entry->given = entry->value;
    entry->given_loc = entry->loc;
    return ERR_OK;
}

static const struct entry *
own_entry(const struct section *section, const char *key)
{
    for (size_t i = 0; i < section->n; i++)
        if (strcmp(section->entry[i].key, key) == 0)
            return &section->entry[i];
    return NULL;
}

static enum err
check_required(struct check *check, const struct section *section)
{
    const char *whole = whole_name(check->scratch, section);
    if (whole == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < section->rows.n; i++) {
        const struct key_spec *spec = &section->rows.spec[i];
        if (spec->fallback == NULL || strcmp(spec->fallback, "!") != 0 ||
            !key_suits(spec, section->type) ||
            own_entry(section, spec->name) != NULL)
            continue;
        enum err err = DIAG(check->diag, section->loc, &missing, whole,
            spec->name, spec->ja, spec->en);
        if (err == ERR_NOMEM)
            return err;
    }
    return ERR_OK;
}

/* --- sections ------------------------------------------------------------ */

static enum err
say_unknown_kind(struct check *check, const struct section *section)
{
    const char **kinds =
        arena_array(check->arena, kind_registry_n, sizeof *kinds);
    const char *whole = whole_name(check->arena, section), *half = NULL;
    struct hint hint;
    if (kinds == NULL || whole == NULL ||
        hint_half_width(check->arena, str_of(whole), &half) != ERR_OK)
        return ERR_NOMEM;
    if (half != NULL) {
        struct str rest, kind = str_cut(str_of(half), ' ', &rest);
        const char *plain = arena_strndup(check->arena, kind.p, kind.n);
        if (plain == NULL)
            return ERR_NOMEM;
        if (kind_find(plain) != NULL)
            return fault_said(
                DIAG(check->diag, section->loc, &wide_kind, whole, half));
    }
    for (size_t i = 0; i < kind_registry_n; i++)
        kinds[i] = kind_registry[i].kind;
    enum err err = hint_make(
        check->arena, section->kind, kinds, kind_registry_n, "", &hint);
    if (err != ERR_OK)
        return err;
    return fault_said(DIAG(check->diag, section->loc, &unknown_kind,
        section->kind, hint.ja, hint.en));
}

static enum err
check_name(struct check *check, const struct section *section, bool named)
{
    bool has_name = section->name[0] != '\0';
    if (named && !has_name)
        return fault_said(
            DIAG(check->diag, section->loc, &needs_name, section->kind));
    if (!named && has_name)
        return fault_said(DIAG(check->diag, section->loc, &needless_name,
            section->kind, section->name));
    if (strcmp(section->kind, "colour") == 0 &&
        strcmp(section->name, "none") == 0)
        return fault_said(
            DIAG(check->diag, section->loc, &reserved, section->name));
    return ERR_OK;
}

/* Finds the type of SECTION, when its kind has types and it names a good
 * one. */
static enum err
find_type(struct check *check, struct section *section)
{
    const struct key_spec *spec =
        key_table_find(section->job->keys, section->rows, NULL, "type");
    const struct entry *entry = own_entry(section, "type");
    if (spec == NULL || entry == NULL)
        return ERR_OK;
    struct str value = str_trim(str_of(entry->value));
    if (!value_is_word(spec->choices, value))
        return ERR_OK;
    section->type = arena_strndup(check->arena, value.p, value.n);
    return section->type == NULL ? ERR_NOMEM : ERR_OK;
}

/* So many errors that a person would not read on. */
static bool
is_enough(const struct check *check)
{
    return diag_errors(check->diag) - check->before >= INI_FAULTS_MAX;
}

static enum err
check_sectionwise(struct check *check, struct section *section)
{
    const struct kind_spec *kind = kind_find(section->kind);
    if (kind == NULL)
        return say_unknown_kind(check, section);
    enum err err = check_name(check, section, kind->named != 0);
    if (err == ERR_OK)
        err = find_type(check, section);
    for (size_t i = 0; err == ERR_OK && i < section->n; i++)
        if (!is_enough(check))
            err = check_entry(check, section, &section->entry[i]);
    if (err != ERR_OK || check->partial)
        return err;
    return check_required(check, section);
}

/* --- circles ------------------------------------------------------------- */

enum state { NEW, ON_PATH, DONE };

struct walk {
    struct check *check;
    unsigned char *state; /* enum state, one a section */
    size_t path[DEPTH_MAX];
    size_t depth;
};

static enum err visit(struct walk *walk, size_t at);

static enum err
say_circle(struct walk *walk, const struct entry *entry, size_t back)
{
    struct arena *arena = walk->check->arena;
    const struct section *section = walk->check->job->section;
    size_t i = 0;
    while (i < walk->depth && walk->path[i] != back)
        i++;
    const char *text = "";
    for (; i < walk->depth && text != NULL; i++)
        text =
            arena_printf(arena, "%s%s → ", text, section[walk->path[i]].name);
    if (text != NULL)
        text = arena_printf(arena, "%s%s", text, section[back].name);
    return text == NULL ? ERR_NOMEM
                        : fault_said(DIAG(walk->check->diag, entry->loc,
                              &circle, entry->key, text));
}

/* Follows the reference NAME of ENTRY when it stays inside KIND. */
static enum err
follow(struct walk *walk, const char *kind, const struct entry *entry,
    struct str name)
{
    const struct section *to =
        check_find(walk->check, entry->spec->choices, name);
    if (to == NULL || strcmp(to->kind, kind) != 0)
        return ERR_OK;
    size_t at = (size_t)(to - walk->check->job->section);
    if (walk->state[at] == ON_PATH)
        return say_circle(walk, entry, at);
    if (walk->state[at] == DONE)
        return ERR_OK;
    if (walk->depth == DEPTH_MAX)
        return fault_said(DIAG(walk->check->diag, entry->loc, &too_deep,
            entry->key, diag_int(walk->check->diag, DEPTH_MAX)));
    return visit(walk, at);
}

static enum err
visit(struct walk *walk, size_t at)
{
    const struct section *section = &walk->check->job->section[at];
    walk->state[at] = ON_PATH;
    walk->path[walk->depth++] = at;
    for (size_t i = 0; i < section->n; i++) {
        const struct entry *entry = &section->entry[i];
        bool refers =
            entry->spec != NULL && (entry->spec->type == KEY_SECTION ||
                                       entry->spec->type == KEY_SECTIONS);
        struct str rest = str_of(refers ? entry->value : NULL);
        while (rest.p != NULL) {
            struct str name = str_trim(str_cut(rest, ',', &rest));
            enum err err = follow(walk, section->kind, entry, name);
            if (err != ERR_OK)
                return err;
        }
    }
    walk->depth--;
    walk->state[at] = DONE;
    return ERR_OK;
}

enum err
check_circles(struct check *check)
{
    struct walk walk = {
        .check = check, .state = arena_alloc(check->scratch, check->job->n)};
    if (walk.state == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < check->job->n; i++)
        if (walk.state[i] == NEW) {
            enum err err = visit(&walk, i);
            if (err != ERR_OK)
                return err;
        }
    return ERR_OK;
}

/* --- the job ------------------------------------------------------------- */

enum err
check_places(struct check *check)
{
    if (check->place.n > 0)
        return ERR_OK;
    for (size_t i = 0; i < check->job->n; i++) {
        const char *whole = whole_name(check->scratch, &check->job->section[i]);
        if (whole == NULL ||
            !map_put(&check->place, check->scratch, str_of(whole), i))
            return ERR_NOMEM;
    }
    return ERR_OK;
}

/* A job has a [document]; what a printer or press clubs ask for stands alone.
 */
static enum err
check_whole(struct check *check)
{
    const struct job *job = check->job;
    const struct section *printer = job_find(job, "printer", "");
    const struct section *alone =
        printer != NULL ? printer : job_find(job, "press-rules", "");
    if (alone == NULL && job_find(job, "document", "") == NULL)
        return fault_said(
            DIAG(check->diag, fault_line(job->path, 0), &no_document, NULL));
    if (alone == NULL || job->n == 1)
        return ERR_OK;
    const struct section *other = &job->section[alone == job->section ? 1 : 0];
    const char *whole = whole_name(check->arena, other);
    return whole == NULL
               ? ERR_NOMEM
               : fault_said(DIAG(check->diag, alone->loc,
                     printer != NULL ? &not_alone : &rules_not_alone, whole));
}

enum err
check_job(struct check *check)
{
    struct job *job = check->job;
    check->before = diag_errors(check->diag);
    enum err err = check_places(check);
    for (size_t i = 0; err == ERR_OK && i < job->n; i++) {
        err = check_sectionwise(check, &job->section[i]);
        if (is_enough(check))
            return fault_said(DIAG(check->diag, fault_line(job->path, 0),
                &too_many, diag_int(check->diag, INI_FAULTS_MAX)));
    }
    if (err == ERR_OK && !check->partial)
        err = check_whole(check);
    section_find_bases(job);
    return err == ERR_OK ? check_circles(check) : err;
}
