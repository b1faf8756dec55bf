/* compare/token - lines of text cut into what is compared.  Private to the
 * room. */
#ifndef COMPARE_TOKEN_H
#define COMPARE_TOKEN_H

#include "compare/edition.h"

/* The end of the token that begins at byte AT of S, which is no white space. */
size_t token_end(struct str s, size_t at);

bool token_is_space(uint32_t c);

/* Appends the tokens of the line TEXT to TOKENS.  PROTO gives what they have in
 * common.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err token_add_line(struct arena *arena, struct tokens *tokens,
    const struct token *proto, struct str text);

/* Gives TOKENS (those of one line, TEXT is the whole line) the boxes of the
 * glyphs among items FIRST ... END - 1 of PAGE that show them. */
void token_place(struct token *token, size_t n, struct str text,
    const struct page *page, size_t first, size_t end);

#endif
