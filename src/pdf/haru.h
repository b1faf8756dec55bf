/* pdf/haru - libharu's document, objects and cross references, and nothing of
 * its fonts, pages and files.  The only file that includes its headers.
 *
 * An object is a reference; its inside is written by us and kept by libharu
 * until it is saved.  Failure sticks: after it every call is a no-op, and
 * haru_status tells, so that a writer checks once, at its end.
 */
#ifndef PDF_HARU_H
#define PDF_HARU_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct haru;

/* An indirect object; id 0: none. */
struct ref {
    unsigned id;
};

/* An empty document.  On ERR_OK the caller ends *OUT with haru_free, before
 * ARENA, which keeps what the objects hold.  Errors: ERR_NOMEM, ERR_INTERNAL
 * (the library is not of the version whose inside we know). */
ERR_CHECKED enum err haru_new(struct arena *arena, struct haru **out);
void haru_free(struct haru *haru);

/* The objects that libharu makes by itself: entries given to the catalogue and
 * to the page tree's root come behind its own (/Type, /Pages). */
struct ref haru_catalog(const struct haru *haru);
struct ref haru_pages(const struct haru *haru);
struct ref haru_info(const struct haru *haru);

/* A new object to be filled later: references may run ahead. */
struct ref haru_reserve(struct haru *haru);

/* Fills REF with the dictionary entries in BODY and empties BODY for the next.
 * VARIES: other editions of a job have others. */
void haru_dict(
    struct haru *haru, struct ref ref, struct buf *body, bool varies);

/* The same for a stream of DATA, which is borrowed until haru_free.  BODY must
 * name the filter; the length is added. */
void haru_stream(struct haru *haru, struct ref ref, struct buf *body,
    struct str data, bool varies);

/* ERR_OK, or what went wrong since haru_new. */
enum err haru_status(const struct haru *haru);

/* One more than the highest object number. */
unsigned haru_count(const struct haru *haru);

bool haru_is_stream(const struct haru *haru, unsigned id);
bool haru_varies(const struct haru *haru, unsigned id);

/* Appends the value of object ID, for a stream with its data. */
void haru_write(struct haru *haru, unsigned id, struct buf *out);

#endif
