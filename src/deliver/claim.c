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

const char *
claim_path(struct arena *arena, const char *manifest)
{
    size_t n = strlen(manifest);
    return arena_printf(arena, "%.*s.ini", (int)(n - strlen(".csv")), manifest);
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

enum err
claim_read(
    struct arena *arena, struct diag *diag, const char *path, struct claim *out)
{
    struct str text;
    enum err err = file_read(arena, diag, LOC_NONE, path, &text);
    int rows = 0, shard = 0, shards = 0;
    *out = (struct claim){0};
    if (err != ERR_OK)
        return err;
    (void)str_integer(value_of(text, "rows"), &rows);
    (void)str_integer(value_of(text, "shard"), &shard);
    (void)str_integer(value_of(text, "shards"), &shards);
    struct str name = value_of(text, "name"), key = value_of(text, "key");
    struct str input = value_of(text, "input");
    *out = (struct claim){.rows = (size_t)rows,
        .shard = (size_t)shard,
        .shards = (size_t)shards,
        .name = arena_strndup(arena, name.p, name.n),
        .key = arena_strndup(arena, key.p, key.n),
        .input = arena_strndup(arena, input.p, input.n)};
    bool made = out->name != NULL && out->key != NULL && out->input != NULL;
    return made ? ERR_OK : ERR_NOMEM;
}

/* What differs between A and B, Japanese and English; NULL: nothing that the
 * names of files depend on. */
static const char *const *
difference(const struct claim *a, const struct claim *b)
{
    static const char *const words[][2] = {
        {"リストの行数が違います", "the "
                                   "list had another number of rows"},
        {"分割が違います", "it was divided otherwise"},
        {"ファイル名の形（name）が違います", "files are named otherwise"},
        {"key の列が違います", "another column is the key"}};
    if (a->rows != b->rows)
        return words[0];
    if (a->shard != b->shard || a->shards != b->shards)
        return words[1];
    if (strcmp(a->name, b->name) != 0)
        return words[2];
    return strcmp(a->key, b->key) != 0 ? words[3] : NULL;
}

static enum err
write_claim(struct batch *b, const char *path, const struct claim *claim)
{
    struct buf text = {0};
    buf_printf(&text,
        "; made by kumihan batch, which needs it for --resume and --combine\n"
        "[batch]\nrows = %zu\nshard = %zu\nshards = %zu\nname = %s\nkey = %s\n"
        "input = %s\n",
        claim->rows, claim->shard, claim->shards, claim->name, claim->key,
        claim->input);
    enum err err =
        text.failed ? ERR_NOMEM : out_file(b->diag, path, text.p, text.n);
    buf_fini(&text);
    return err;
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
        if (err != ERR_OK)
            break;
        old.shard = now->shard; /* each has its own */
        err = compare(b, &old, now);
    }
    if (dir != NULL)
        closedir(dir);
    return err;
}

enum err
claim_folder(struct batch *b)
{
    const struct batch_options *o = b->options;
    const char *path = claim_path(b->arena, b->manifest.path);
    const struct claim now = {.rows = o->naming->list->n,
        .shard = o->shard,
        .shards = o->shards,
        .name = o->naming->pattern,
        .key = o->naming->key,
        .input = o->identity};
    struct claim old;
    if (path == NULL)
        return ERR_NOMEM;
    enum err err = check_neighbours(b, &now);
    if (err != ERR_OK)
        return err;
    if (access(path, F_OK) != 0 && b->manifest.old.n > 0) {
        err = DIAG(b->diag, LOC_NONE, &combined, b->manifest.path, path);
        return err == ERR_INPUT ? ERR_USAGE : err;
    }
    if (access(path, F_OK) != 0)
        return write_claim(b, path, &now);
    err = claim_read(b->arena, b->diag, path, &old);
    if (err == ERR_OK)
        err = compare(b, &old, &now);
    if (err != ERR_OK || strcmp(old.input, now.input) == 0)
        return err;
    return write_claim(b, path, &now);
}
