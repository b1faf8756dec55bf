/* app/embargo - until when a job is held back (解禁; docs/decisions/0021).
 *
 * It is under embargo until somebody says that the time has come: the options'
 * `now`, or `for_public`, which is refused before it.
 */
#ifndef APP_EMBARGO_H
#define APP_EMBARGO_H

#include "app/library.h"

/* Works out whether K's job, bound to its row or to none yet, is held back, and
 * what the figure `embargo` shows; what is wrong is said in DIAG.  Errors:
 * ERR_USAGE (`now` is no time), ERR_INPUT (it is too early for the public),
 * ERR_NOMEM. */
ERR_CHECKED enum err embargo_settle(struct kumihan *k, struct diag *diag);

/* Notes that what is made of K's job, if it is held back, says so.  Errors:
 * ERR_NOMEM. */
ERR_CHECKED enum err embargo_note(struct kumihan *k);

/* Some page of a job that is held back must say so.  Errors: ERR_INPUT (none
 * does; said), ERR_NOMEM. */
ERR_CHECKED enum err embargo_check(struct kumihan *k);

enum { EMBARGO_MARK = 22 /* bytes of -embargo-YYYYMMDD-HHMM */ };

/* FILE with the mark of the embargo before its ending when K's job is held
 * back, else FILE; NULL: no memory. */
const char *embargo_name(struct kumihan *k, const char *file);

/* SUBJECT of a mail, which tells the embargo first when K's job is held back;
 * NULL: no memory. */
const char *embargo_subject(struct kumihan *k, const char *subject);

#endif
