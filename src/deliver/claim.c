/* Whose folder it is: a small INI file beside the manifest. */
#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/out.h"
#include "deliver/batch_imp.h"
#include "deliver/claim.h"

DIAG_MESSAGE(other, "deliver.other-batch", DIAG_ERROR,
    "「{1}」は別の設定で始めた batch "
    "のフォルダーです（{2}）。同じ設定で続けるか、"
    "別のフォルダーを --out で指定してください",
    "\"{1}\" is the folder of another batch ({3}); go on with the same "
    "settings, or name another folder (--out)");

DIAG_MESSAGE(combined, "deliver.combined", DIAG_ERROR,
    "「{1}」は --combine でまとめたものか、{2} "
    "がなくなっているので、続けられませ"
    "ん。別のフォルダーを --out で指定してください",
    "\"{1}\" was combined of others, or {2} is gone, so that there is no going "
    "on with it; name another folder (--out)");

DIAG_MESSAGE(damaged, "deliver.claim", DIAG_ERROR,
    "kumihan batch の書いた manifest の控えとして読めません。手で直さず、"
    "フォルダーごと作り直してください",
    "is not as kumihan batch writes it beside a manifest; it is not to be "
    "edited: make the folder anew");

bool
claim_is_manifest(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "manifest", 8) == 0 && n >= 12 &&
           strcmp(name + n - 4, ".csv") == 0 &&
           (name[8] == '-' || name[8] == '.');
}

const char *
claim_path(struct arena *arena, const char *manifest)
{
    struct str stem = str_without(manifest, ".csv");
    return arena_printf(arena, "%.*s.ini", (int)stem.n, stem.p);
}

/* The value of KEY in TEXT, one `key = value` a line, or "". */
static struct str
value_of(struct str text, const char *key)
{
    size_t n = strlen(key);
    while (text.p != NULL) {
        struct str line = str_cut(text, '\n', &text);
        if (line.n > n + 3 && memcmp(line.p, key, n) == 0 &&
            memcmp(line.p + n, " = ", 3) == 0)
            return (struct str){line.p + n + 3, line.n - n - 3};
    }
    return STR("");
}

/* The text that put_value wrote as VALUE; NULL: no memory. */
static const char *
plain_of(struct arena *arena, struct str value)
{
    char *plain = arena_strndup(arena, value.p, value.n), *out = plain;
    for (const char *p = plain; p != NULL && *p != '\0'; p++) {
        bool escaped = *p == '\\' && p[1] != '\0';
        p += escaped;
        *out++ = (char)(!escaped    ? *p
                        : *p == 'n' ? '\n'
                        : *p == 'r' ? '\r'
                                    : *p);
    }
    if (plain != NULL)
        *out = '\0';
    return plain;
}

/* The number of KEY in TEXT, from 1; 0: there is none. */
static size_t
count_of(struct str text, const char *key)
{
    int count;
    return str_integer(value_of(text, key), &count) && count > 0 ? (size_t)count
                                                                 : 0;
}

static bool
is_hash(const char *text)
{
    return strlen(text) == SHA256_HEX &&
           strspn(text, "0123456789abcdef") == SHA256_HEX;
}

static bool
is_sound(const struct claim *claim)
{
    enum { ROWS_MOST = 100000000 }; /* more than any list */
    return claim->rows > 0 && claim->rows <= ROWS_MOST && claim->shard > 0 &&
           claim->shard <= claim->shards && claim->name[0] != '\0' &&
           claim->key[0] != '\0' && is_hash(claim->input) &&
           (claim->list[0] == '\0' || is_hash(claim->list));
}

/* `KEY = TEXT` as one line, whatever the text has. */
static void
put_value(struct buf *out, const char *key, const char *text)
{
    buf_printf(out, "%s = ", key);
    for (; *text != '\0'; text++) {
        if (*text == '\\' || *text == '\n' || *text == '\r')
            buf_byte(out, '\\');
        buf_byte(out, *text == '\n' ? 'n' : *text == '\r' ? 'r' : *text);
    }
    buf_byte(out, '\n');
}

enum err
claim_read(
    struct arena *arena, struct diag *diag, const char *path, struct claim *out)
{
    struct str text;
    enum err err = file_read(arena, diag, LOC_NONE, path, &text);
    *out = (struct claim){0};
    if (err != ERR_OK)
        return err;
    *out = (struct claim){.rows = count_of(text, "rows"),
        .shard = count_of(text, "shard"),
        .shards = count_of(text, "shards"),
        .name = plain_of(arena, value_of(text, "name")),
        .key = plain_of(arena, value_of(text, "key")),
        .input = plain_of(arena, value_of(text, "input")),
        .list = plain_of(arena, value_of(text, "list")),
        .combined = str_equal(value_of(text, "combined"), STR("yes"))};
    if (out->name == NULL || out->key == NULL || out->input == NULL ||
        out->list == NULL)
        return ERR_NOMEM;
    return is_sound(out)
               ? ERR_OK
               : DIAG(diag, ((struct loc){path, 0, 0}), &damaged, NULL);
}

/* What differs between A and B, Japanese and English; NULL: nothing that the
 * names of files depend on. */
static const char *const *
difference(const struct claim *a, const struct claim *b)
{
    static const char *const words[][2] = {
        {"分割が違います", "it was divided otherwise"},
        {"ファイル名の形（name）が違います", "files are named otherwise"},
        {"key の列が違います", "another column is the key"}};
    if (a->shard != b->shard || a->shards != b->shards)
        return words[0];
    if (strcmp(a->name, b->name) != 0)
        return words[1];
    return strcmp(a->key, b->key) != 0 ? words[2] : NULL;
}

/* ERR_USAGE unless what OLD says goes together with NOW. */
static enum err
compare(struct batch *b, const struct claim *old, const struct claim *now)
{
    const char *const *word = difference(old, now);
    if (word == NULL)
        return ERR_OK;
    enum err err =
        DIAG(b->diag, LOC_NONE, &other, b->options->folder, word[0], word[1]);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

static bool
is_claim(const char *name)
{
    size_t n = strlen(name);
    return strncmp(name, "manifest", 8) == 0 && n > 4 &&
           strcmp(name + n - 4, ".ini") == 0;
}

/* Other shards in the folder divide the same list in the same way. */
static enum err
check_neighbours(struct batch *b, const struct claim *now)
{
    enum err err = ERR_OK;
    DIR *dir = opendir(b->options->folder);
    for (struct dirent *e;
         err == ERR_OK && dir != NULL && (e = readdir(dir)) != NULL;) {
        struct claim old;
        if (!is_claim(e->d_name))
            continue;
        const char *path =
            arena_join(b->arena, b->options->folder, "/", e->d_name);
        err = path == NULL ? ERR_NOMEM
                           : claim_read(b->arena, b->diag, path, &old);
        old.shard = now->shard; /* each has its own */
        if (err == ERR_OK && !old.combined)
            err = compare(b, &old, now);
    }
    if (dir != NULL)
        closedir(dir);
    return err;
}

static struct claim
claim_of(const struct batch *b, bool done)
{
    const struct batch_options *o = b->options;
    return (struct claim){.rows = o->naming->list->n,
        .shard = o->shard,
        .shards = o->shards,
        .name = o->naming->pattern,
        .key = o->naming->key,
        .input = o->identity,
        .list = done ? o->list_hash : ""};
}

enum err
claim_check(struct batch *b)
{
    const char *path = claim_path(b->arena, b->manifest.path);
    const struct claim now = claim_of(b, false);
    struct claim old;
    if (path == NULL)
        return ERR_NOMEM;
    enum err err = check_neighbours(b, &now);
    if (err != ERR_OK)
        return err;
    bool there = access(path, F_OK) == 0;
    if (there)
        err = claim_read(b->arena, b->diag, path, &old);
    if (err != ERR_OK)
        return err;
    if (there && !old.combined)
        return compare(b, &old, &now);
    if (!there && !b->manifest.filled)
        return ERR_OK;
    err = DIAG(b->diag, LOC_NONE, &combined, b->manifest.path, path);
    return err == ERR_INPUT ? ERR_USAGE : err;
}

enum err
claim_save(struct diag *diag, const char *path, const struct claim *claim)
{
    struct buf text = {0};
    buf_printf(&text,
        "; made by kumihan batch, which needs it; not to be edited\n"
        "[batch]\nrows = %zu\nshard = %zu\nshards = %zu\n",
        claim->rows, claim->shard, claim->shards);
    put_value(&text, "name", claim->name);
    put_value(&text, "key", claim->key);
    put_value(&text, "input", claim->input);
    if (claim->list[0] != '\0')
        put_value(&text, "list", claim->list);
    if (claim->combined)
        put_value(&text, "combined", "yes");
    enum err err =
        text.failed ? ERR_NOMEM : out_file(diag, path, text.p, text.n);
    buf_fini(&text);
    return err;
}

enum err
claim_write(struct batch *b, bool done)
{
    const char *path = claim_path(b->arena, b->manifest.path);
    const struct claim claim = claim_of(b, done);
    return path == NULL ? ERR_NOMEM : claim_save(b->diag, path, &claim);
}
