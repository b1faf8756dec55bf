/* set/house - the rules of a house (ハウスルール): what a style changes in the
 * tables of character pairs. */
#ifndef SET_HOUSE_H
#define SET_HOUSE_H

#include "config/job.h"
#include "text/compose.h"

/* Gives SETTING tables of its own when STYLE, or a style it is based on, says
 * something about pairs: of each style first its CSV, then its keys, from the
 * base on.  SETTING's reduction is known.  Faults are said in DIAG.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err house_tables(struct arena *arena, struct diag *diag,
    const struct section *style, struct text_setting *setting);

#endif
