/* content/notes - the notes of a job, for the readers of copy. */
#ifndef CONTENT_NOTES_H
#define CONTENT_NOTES_H

#include "content/copy.h"

/* The note ID, made when it is new and then placed at LOC; NULL: no memory. */
struct note *notes_use(struct notes *notes, struct str id, struct loc loc);

/* Says that BODY, found at LOC, defines the note ID.  A second definition is
 * said in DIAG.  BODY may be NULL: faulty, but not undefined.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err notes_define(struct notes *notes, struct diag *diag,
    struct str id, struct loc loc, struct node *body);

#endif
