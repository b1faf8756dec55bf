/* font/cff - how the parts of a CFF table are found; for cff.c and cidfont.c.
 */
#ifndef FONT_CFF_IMP_H
#define FONT_CFF_IMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum cff_op { /* two-byte operators (12 x) as 0xC00 + x */
    CFF_BBOX = 5,
    CFF_CHARSET = 15,
    CFF_CHARSTRINGS = 17,
    CFF_PRIVATE = 18,
    CFF_SUBRS = 19,
    CFF_NOMINAL_WIDTH = 21,
    CFF_MATRIX = 0xC07,
    CFF_ROS = 0xC1E,
    CFF_CID_COUNT = 0xC22,
    CFF_FD_ARRAY = 0xC24,
    CFF_FD_SELECT = 0xC25
};

struct cff_index {
    struct str all;  /* the whole structure */
    struct str item; /* of the item asked for */
    size_t n, end;   /* items; the offset behind it in the table */
};

/* Reads the INDEX at offset AT and finds its item WHICH, if it has one. */
bool cff_index(struct str cff, size_t at, size_t which, struct cff_index *out);

/* True and *OPERANDS (their bytes) when DICT has the operator OP. */
bool cff_find(struct str dict, unsigned op, struct str *operands);

/* The LAST integer operands of OP, or false. */
bool cff_integers(struct str dict, unsigned op, int64_t *last, size_t n_last);

/* The first Top DICT; *END is the offset of the String INDEX. */
bool cff_top(struct str cff, struct str *dict, size_t *end);

#endif
