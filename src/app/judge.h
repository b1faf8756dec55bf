/* app/judge - what is wrong with finished pages (docs/decisions/0011). */
#ifndef APP_JUDGE_H
#define APP_JUDGE_H

#include "app/library.h"

/* For a profile of type web: the contrast of all text.  Errors: ERR_NOMEM. */
ERR_CHECKED enum err judge_for_screen(struct kumihan *k);

#endif
