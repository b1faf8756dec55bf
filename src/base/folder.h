/* base/folder - an output folder that appears whole or not at all.
 *
 * Files go to a new folder beside the target; folder_commit syncs it and puts
 * it in the target's place in one step.  Until then an older target stays as
 * it was.
 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "base/arena.h"
#include "base/diag.h"

struct folder;

/* Makes the folder that will become PATH, whose own folder must be there.  A
 * PATH that is a symbolic link stands for what it leads to.  On ERR_OK the
 * caller ends *OUT with folder_commit or folder_abandon; it lives as long as
 * ARENA.  Otherwise *OUT is NULL.
 * Errors: ERR_INPUT (PATH names no folder that could be made), ERR_ENVIRONMENT
 * (both said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err folder_open(struct arena *arena, struct diag *diag,
    const char *path, struct folder **out);

/* Adds the file NAME (without folders, not yet there) of the bytes at BYTES,
 * synced.  Errors: ERR_ENVIRONMENT (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err folder_put(struct diag *diag, struct folder *folder,
    const char *name, struct str bytes);

/* Puts FOLDER in the place of the target, which must be absent, empty, or hold
 * at most the N files OLD: these are then removed, when the new folder is in
 * place.  Ends FOLDER.  On any error (said in DIAG) the target is as it was and
 * nothing is left beside it, with two exceptions, in which the new folder is in
 * place: its own folder cannot be synced (ERR_ENVIRONMENT), or what was there
 * before cannot be removed (a warning names where it is now; ERR_OK).
 * Errors: ERR_ENVIRONMENT, ERR_NOMEM. */
ERR_CHECKED enum err folder_commit(
    struct diag *diag, struct folder *folder, const char *const *old, size_t n);

/* Removes what was made of FOLDER; NULL is allowed. */
void folder_abandon(struct folder *folder);

#endif
