/* text/dictionary - where the words of a language may be divided: a dictionary
 * of hyphenation patterns, read by libhyphen.
 * May use: base.  The only file that includes hyphen.h is dictionary.c.
 */
#ifndef TEXT_DICTIONARY_H
#define TEXT_DICTIONARY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"

struct dictionary;

enum {
    DICTIONARY_WORD_MAX = 48, /* longer words are not divided */
    DICTIONARY_PATH = 64      /* the bytes of a path, with its end */
};

/* The file of LANG's dictionary, which need not be there.  False: LANG can have
 * none. */
bool dictionary_path(const char *lang, char path[DICTIONARY_PATH]);

/* Opens the dictionary of LANG (a BCP 47 tag such as en-US), which is asked for
 * at LOC.  The caller frees it with dictionary_free.  On an error *OUT is NULL
 * and DIAG says why.  Errors: ERR_ENVIRONMENT (there is none; with the package
 * that has it), ERR_INPUT (one in an encoding that is not read), ERR_NOMEM. */
ERR_CHECKED enum err dictionary_load(struct diag *diag, struct loc loc,
    const char *lang, struct dictionary **out);
void dictionary_free(struct dictionary *dictionary);

/* Sets POINT[i] where the word of the N small letters C may be divided behind
 * the letter i: at least two letters stay before and three after.  N is at
 * most DICTIONARY_WORD_MAX. */
void dictionary_divide(const struct dictionary *dictionary, const uint32_t *c,
    size_t n, bool *point);

#endif
