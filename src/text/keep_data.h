/* text/keep_data - words that stay with the number before them. */
#ifndef TEXT_KEEP_DATA_H
#define TEXT_KEEP_DATA_H

#include <stddef.h>
#include <uchar.h>

extern const char32_t *const keep_counters[];
extern const size_t keep_n_counters;

#endif
