/* app/turn - a job and the rows of its list (docs/decisions/0014).
 */
#ifndef APP_TURN_H
#define APP_TURN_H

#include "app/library.h"

/* Reads the list that the options or [batch] name, if any, and makes K's job
 * that of its row: the one asked for, else [batch] row.  Errors, all said:
 * ERR_INPUT, ERR_USAGE (no such row, a row without a list), ERR_NOMEM. */
ERR_CHECKED enum err turn_first(struct kumihan *k);

/* Gives up what rows of K share. */
void turn_fini(struct kumihan *k);

#endif
