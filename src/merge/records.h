/* merge/records - the editions of a merged file as document parts (ISO 16612-2;
 * ISO 32000-2, 14.12) and as an outline, a line each.
 */
#ifndef MERGE_RECORDS_H
#define MERGE_RECORDS_H

#include "merge/sink.h"

struct record_field {
    const char *name, *value; /* UTF-8 */
};

struct record {
    size_t row;             /* of the list, from 1 */
    const char *key, *file; /* file: without folders */
    const char *sha256;     /* of the edition's PDF, in hexadecimal */
    const struct record_field *field;
    size_t n_fields;
};

struct records {
    struct sink *sink;
    unsigned parts; /* the document parts' root */
    unsigned root;  /* its node, above all records */
    unsigned outline;
    struct buf part; /* references to the parts */
    size_t n;
    unsigned last;         /* item of the outline, which is not written yet: */
    unsigned before, page; /* the one before it, and where it leads */
    unsigned first;        /* item of the outline */
    struct buf title;      /* of the last */
};

/* Begins with no record; ends with records_fini. */
struct records records_begin(struct sink *sink);
void records_fini(struct records *records);

/* Adds RECORD as the document part PART, a reserved object, of the pages FIRST
 * to LAST (objects).  Errors: as sink_put. */
ERR_CHECKED enum err records_add(struct records *records, unsigned part,
    const struct record *record, unsigned first, unsigned last);

/* Writes what is above all records.  Errors: as sink_put. */
ERR_CHECKED enum err records_end(struct records *records);

#endif
