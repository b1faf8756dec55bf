/* inspect/sign - the characters of a text as they are compared: full-width
 * letters, digits and marks are those of ASCII.
 */
#ifndef INSPECT_SIGN_H
#define INSPECT_SIGN_H

#include <stdbool.h>

#include "base/str.h"

/* The sign at *AT of TEXT, with *AT behind it; 0 at the end.  Hyphens, dashes,
 * minus and the long vowel sign that is taken for one are '-', middle dots
 * U+30FB, blanks ' ' (but not line feeds). */
uint32_t sign_next(struct str text, size_t *at);

/* The sign at AT; 0 at the end. */
uint32_t sign_at(struct str text, size_t at);

/* Where the character before byte AT (> 0) begins. */
size_t sign_back(struct str text, size_t at);

/* The sign before AT; 0 at the begin. */
uint32_t sign_before(struct str text, size_t at);

/* True when WORD stands at AT of TEXT, capitals for small letters; *END is then
 * behind it. */
bool sign_begins(struct str text, size_t at, const char *word, size_t *end);

/* Where signs other than blanks go on behind AT. */
size_t sign_skip(struct str text, size_t at);

bool sign_is_digit(uint32_t c);
bool sign_is_letter(uint32_t c); /* of ASCII */
bool sign_is_hiragana(uint32_t c);

/* Does C go on in a word: kanji, katakana, their marks, letters of ASCII? */
bool sign_is_noun(uint32_t c);

/* White space, signs without width among it.  C is a character, not a sign. */
bool sign_is_space(uint32_t c);

/* C in the form of ASCII, when it has one. */
uint32_t sign_narrow(uint32_t c);

#endif
