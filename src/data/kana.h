/* data/kana - the gojuon order (50 音順) of readings.
 *
 * JIS X 4061, simplified: digits before Latin letters before kana before the
 * rest; blanks, middle dots and other marks count only where all else is the
 * same.  Hiragana, katakana and half-width katakana are one script; ー stands
 * for the vowel before it.  Where the bases agree: clear before voiced before
 * semi-voiced; then ー before small before repeated (ゝ) before plain; then
 * hiragana before katakana; then the code points.
 */
#ifndef DATA_KANA_H
#define DATA_KANA_H

#include "base/str.h"

/* Less than, equal to or greater than 0 as A sorts before, with or behind B. */
int kana_compare(struct str a, struct str b);

/* The row of the gojuon that READING begins in: "あ", "か", ... "わ" (ん too);
 * "" when it begins with no kana. */
const char *kana_row(struct str reading);

#endif
