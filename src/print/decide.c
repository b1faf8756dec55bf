#include "print/decide.h"

DIAG_MESSAGE(no_such, "print.no-such-edition", DIAG_ERROR,
    "「{1}」という版はありません。台帳の key か file の値を書いてください",
    "there is no edition \"{1}\"; write a key or a file of the manifest");
DIAG_MESSAGE(several, "print.several-editions", DIAG_ERROR,
    "「{1}」という版がいくつもあります。台帳の file の値を書いてください",
    "several editions are called \"{1}\"; write its file in the manifest");

static enum err
find_edition(struct diag *diag, const struct printlist *list, const char *name,
    const struct edition **out)
{
    size_t keys = 0;
    *out = NULL;
    for (size_t i = 0; i < list->n; i++) {
        const struct edition *e = &list->edition[i];
        if (strcmp(e->file, name) == 0)
            return *out = e, ERR_OK;
        if (e->key[0] != '\0' && strcmp(e->key, name) == 0)
            *out = e, keys++;
    }
    if (keys == 1)
        return ERR_OK;
    return DIAG(diag, LOC_NONE, keys == 0 ? &no_such : &several, name);
}

/* The name I of what WISH decides, and the state it stands for. */
static const char *
name_of(const struct wish *wish, size_t i, enum printlog_state *state)
{
    bool again = i >= wish->n_printed;
    *state = again ? LOG_AGAIN : LOG_PRINTED;
    return again ? wish->again[i - wish->n_printed] : wish->printed[i];
}

/* The hash is that of the file as it is now: it is what the user looked at, and
 * what a later run compares. */
static enum err
write_state(struct diag *diag, struct printlog *log,
    const struct edition *edition, const char *printer,
    enum printlog_state state)
{
    struct str bytes;
    char hash[SHA256_HEX + 1];
    struct arena *scratch = arena_new();
    if (scratch == NULL)
        return ERR_NOMEM;
    enum err err = printlist_bytes(scratch, diag, edition, &bytes, hash);
    arena_free(scratch);
    if (err != ERR_OK)
        return err;
    struct printlog_entry entry = printlog_find(log, edition);
    entry.state = state;
    entry.token = "";
    entry.printer = printer;
    entry.sha256 = diag_str(diag, str_of(hash));
    return printlog_write(diag, log, edition, &entry, "");
}

enum err
decide_write(struct diag *diag, struct printlog *log,
    const struct printlist *list, const struct wish *wish, const char *printer)
{
    enum printlog_state state;
    const struct edition *edition;
    size_t n = wish->n_printed + wish->n_again;
    enum err first = ERR_OK;
    for (size_t i = 0; i < n; i++) {
        enum err err =
            find_edition(diag, list, name_of(wish, i, &state), &edition);
        first = first == ERR_OK ? err : first;
    }
    for (size_t i = 0; i < n && first == ERR_OK && wish->go; i++) {
        first = find_edition(diag, list, name_of(wish, i, &state), &edition);
        if (first == ERR_OK)
            first = write_state(diag, log, edition, printer, state);
    }
    return first;
}

bool
decide_names(const struct wish *wish, const struct edition *edition)
{
    enum printlog_state state;
    for (size_t i = 0; i < wish->n_printed + wish->n_again; i++) {
        const char *name = name_of(wish, i, &state);
        if (strcmp(name, edition->file) == 0 || strcmp(name, edition->key) == 0)
            return true;
    }
    return false;
}
