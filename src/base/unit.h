/* base/unit - lengths as exact integers.
 *
 * An emu is 1/36,000 mm; a millimetre, a kyu/ha (級/歯) and a point are whole
 * numbers of it.  The range of int32_t is +-59 m.  Sums that may leave it and
 * all products are formed in int64_t.  Angles and floating point live only in
 * the rooms pdf and raster.
 */
#ifndef BASE_UNIT_H
#define BASE_UNIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef int32_t emu;

enum {
    EMU_PER_MM = 36000,
    EMU_PER_Q = 9000, /* 級 and 歯: a quarter of a millimetre */
    EMU_PER_PT = 12700,
    UNIT_MAX = 2000000000 /* the longest length we accept: 55 m */
};

/* The em box (仮想ボディ) of Japanese composition about its base line, whatever
 * a face says: how far up its top and its centre are, 1/1000 em. */
enum { EM_ASCENT = 880 /* its top */, EM_CENTRE = EM_ASCENT - 500 };

/* A length as the job writes it: a fixed part, or a multiple of the em (zw
 * 全角) of the font in force. */
struct length {
    emu fixed;        /* emu */
    int32_t em_milli; /* 1/1000 em */
};

/* Reads `12mm`, `16Q`, `24H`, `9.5pt`, `1.5em`, `2zw`, a bare `0`; an optional
 * sign and up to 3 decimals (rounded half away from zero to one emu).  False
 * when S is anything else or out of range; *OUT is then zero. */
bool unit_parse(struct str s, struct length *out);

/* The length in emu where an em is EM emu wide. */
emu unit_resolve(struct length length, emu em);

/* VALUE * NUM / DEN rounded half away from zero; DEN > 0.  Inline: most DEN are
 * constants, by which compilers divide without dividing. */
static inline int64_t
unit_scale(int64_t value, int64_t num, int64_t den)
{
    int64_t product = value * num;
    int64_t half = den / 2;
    return product >= 0 ? (product + half) / den : -((-product + half) / den);
}

#endif
