#include "set/lexicon.h"

#include <string.h>

static enum err
open_dictionary(struct arena *arena, struct diag *diag, struct lexicon *lexicon,
    struct loc loc, const char *lang)
{
    struct lexicon_entry *entry = arena_grow(
        arena, lexicon->entry, lexicon->n, &lexicon->cap, sizeof *entry);
    if (entry == NULL)
        return ERR_NOMEM;
    lexicon->entry = entry;
    entry[lexicon->n].lang = lang;
    enum err err =
        dictionary_load(diag, loc, lang, &entry[lexicon->n].dictionary);
    lexicon->n += err == ERR_OK;
    return err;
}

enum err
lexicon_find(struct arena *arena, struct diag *diag, struct lexicon *lexicon,
    const struct section *style, const struct dictionary **out)
{
    const char *lang = section_text(style, "hyphenate");
    *out = NULL;
    if (lang == NULL || strcmp(lang, "no") == 0)
        return ERR_OK;
    enum err err = ERR_OK;
    size_t i = 0;
    while (i < lexicon->n && strcmp(lexicon->entry[i].lang, lang) != 0)
        i++;
    if (i == lexicon->n)
        err = open_dictionary(
            arena, diag, lexicon, section_loc(style, "hyphenate"), lang);
    if (err == ERR_OK)
        *out = lexicon->entry[i].dictionary;
    return err;
}

void
lexicon_fini(const struct lexicon *lexicon)
{
    for (size_t i = 0; i < lexicon->n; i++)
        dictionary_free(lexicon->entry[i].dictionary);
}
