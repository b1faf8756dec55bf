/* page/recorder - what was added to a page and to its document's structure, so
 * that it can be added to another document's: what all editions of a job show
 * is worked out once.
 *
 * The same functions are called again, with the elements that the other
 * structure has in place of this one's, so that they decide anew what depends
 * on what is there already: sequences, levels of headings, elements found
 * again.
 */
#ifndef PAGE_RECORDER_H
#define PAGE_RECORDER_H

#include "page/document.h"

enum record_kind {
    RECORD_ITEM,
    RECORD_LINK,
    RECORD_DECISION,
    RECORD_CHILD,   /* structure_child */
    RECORD_ADD,     /* structure_add */
    RECORD_HEADING, /* structure_heading */
    RECORD_EXTRA    /* structure_extra */
};

struct record {
    enum record_kind kind;
    enum role role;
    int level;
    uint32_t index;         /* of the item, link or decision on its page */
    struct element *parent; /* or what the item and the like belong to */
    struct element *result; /* with whose extra is meant, too */
    const void *source;
    const struct element_extra *extra; /* as it was in the end */
};

struct recorder {
    struct arena *arena;
    struct record *record;
    size_t n, cap;
    bool failed; /* memory ran out: something is missing */
};

/* Notes RECORD. */
void recorder_note(struct recorder *recorder, struct record record);

/* Records FROM ... N are whole: what became of the extras in them is kept. */
void recorder_end(struct recorder *recorder, size_t from);

/* Does all of RECORD again, N of it, from the page SHOWN, on PAGE.  MAP holds
 * the elements of its structure by the numbers of those recorded; those that
 * come are added.  Every element that is not of RECORD itself must be there.
 * Errors: ERR_NOMEM. */
ERR_CHECKED enum err recorder_replay(struct arena *arena,
    const struct record *record, size_t n, const struct page *shown,
    struct page *page, struct element **map);

#endif
