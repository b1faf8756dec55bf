/* base/moment - a day and time with its distance from UTC (RFC 3339 without
 * seconds): `2026-06-01T14:00+09:00`.
 */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

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

/* Appends the day: `2026年6月1日`, or `1 June 2026`. */
void moment_put_day(struct buf *out, const struct moment *m, bool japanese);

#endif
