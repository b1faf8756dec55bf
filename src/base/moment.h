/* base/moment - a day and time with its distance from UTC (RFC 3339 without
 * seconds): `2026-06-01T14:00+09:00`.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct moment {
    int year;       /* 1 ... 9999, Gregorian */
    int month, day; /* from 1 */
    int hour, minute;
    int offset; /* minutes east of UTC */
};

/* Reads S; `Z` is +00:00.  False for anything else and for days that no
 * calendar has; *OUT is then zero. */
bool moment_parse(struct str s, struct moment *out);

/* YYYY-MM-DD; the time is then 0:00 UTC.  As above. */
bool moment_parse_day(struct str s, struct moment *out);

/* Minutes since 1970-01-01T00:00Z: two moments compare by them. */
int64_t moment_minutes(const struct moment *m);

/* Day of the week where M is told, 0: Sunday. */
int moment_weekday(const struct moment *m);

#endif
