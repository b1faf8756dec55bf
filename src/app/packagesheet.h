/* app/packagesheet - a specification sheet (仕様書) as files: rows of items, in
 * Japanese and English.
 */
#ifndef APP_PACKAGESHEET_H
#define APP_PACKAGESHEET_H

#include "base/arena.h"
#include "base/buf.h"

enum { SPEC_ROWS_MAX = 40 };

struct spec_row {
    const char *key;      /* for machines; NULL: a heading */
    const char *label[2]; /* Japanese, English */
    const char *value[2]; /* likewise; lines are parted by \n */
};

struct spec {
    struct arena *arena; /* owns what rows are made of */
    struct spec_row row[SPEC_ROWS_MAX];
    size_t n;
    bool failed; /* memory ran out: some are missing */
};

/* Add a heading; a row of the values JA and EN (EN NULL: as JA; JA NULL: no
 * row at all).  The texts are borrowed. */
void packagesheet_head(struct spec *spec, const char *ja, const char *en);
void packagesheet_row(struct spec *spec, const char *key, const char *label_ja,
    const char *label_en, const char *ja, const char *en);

/* What BUF holds, owned by SPEC's arena; BUF is given back.  NULL: it is empty,
 * or there is no memory, which SPEC->failed tells. */
const char *packagesheet_take(struct spec *spec, struct buf *buf);

/* Appends SPEC as a text for people: UTF-8 with a byte order mark and CR LF,
 * which every editor of a printing company opens. */
void packagesheet_text(const struct spec *spec, struct buf *out);

/* Appends SPEC as CSV (RFC 4180, with a byte order mark for spreadsheets):
 * key, item and value in Japanese, item and value in English. */
void packagesheet_csv(const struct spec *spec, struct buf *out);

#endif
