/* set/lexicon - the dictionaries of hyphenation that a job's styles ask for. */
#ifndef SET_LEXICON_H
#define SET_LEXICON_H

#include "config/job.h"
#include "text/dictionary.h"

/* One a language, opened once. */
struct lexicon {
    struct lexicon_entry {
        const char *lang;
        struct dictionary *dictionary;
    } * entry;
    size_t n, cap;
};

/* The dictionary that STYLE asks for: *OUT, NULL when it asks for none.  Errors
 * as dictionary_load, and *OUT is NULL then. */
ERR_CHECKED enum err lexicon_find(struct arena *arena, struct diag *diag,
    struct lexicon *lexicon, const struct section *style,
    const struct dictionary **out);

void lexicon_fini(const struct lexicon *lexicon);

#endif
