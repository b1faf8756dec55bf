/* inspect/wcag - contrast as WCAG 2.2 defines it (relative luminance, contrast
 * ratio, success criterion 1.4.3), in integers.
 */
#ifndef INSPECT_WCAG_H
#define INSPECT_WCAG_H

#include "base/unit.h"

/* Ratios wanted by level AA, in tenths. */
enum { WCAG_TEXT = 45, WCAG_LARGE = 30 };

/* Relative luminance: 0 black ... 10,000,000,000 white. */
int64_t wcag_luminance(const uint8_t rgb[3]);

/* True when the contrast of A and B is at least TENTHS. */
bool wcag_suffices(const uint8_t a[3], const uint8_t b[3], int tenths);

/* The contrast of A and B in hundredths, rounded down: 100 ... 2100. */
int wcag_ratio(const uint8_t a[3], const uint8_t b[3]);

/* Large text: from 18 pt, or from 14 pt when it is bold (weight 700). */
bool wcag_is_large(emu size, int weight);

/* Colours near A and B that have enough contrast: the darker made darker or the
 * lighter lighter, A alone when that is enough. */
void wcag_suggest(const uint8_t a[3], const uint8_t b[3], int tenths,
    uint8_t a_out[3], uint8_t b_out[3]);

#endif
