/* merge/shared - which objects were written before, by a hash of their bytes.
 *
 * Of fixed size: in each row of the table the least recently met object gives
 * way, so that what many editions have stays known however many there are.
 */
#ifndef MERGE_SHARED_H
#define MERGE_SHARED_H

#include "base/str.h"

struct shared;

/* NULL: no memory.  Free with free(). */
struct shared *shared_new(void);

/* Where the number of the object with the bytes BODY stands; 0 there: it is
 * new, and the caller gives it one.  Good until the next call. */
unsigned *shared_number(struct shared *shared, struct str body);

#endif
