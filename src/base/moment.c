#include "base/moment.h"

#include <string.h>

enum { HOUR_MINUTES = 60, DAY_MINUTES = 24 * HOUR_MINUTES };

/* N digits at *AT of S, which must lie in LEAST ... MOST. */
static bool
take_number(struct str s, size_t *at, size_t n, int least, int most, int *out)
{
    *out = 0;
    if (s.n - *at < n)
        return false;
    for (size_t end = *at + n; *at < end; ++*at) {
        char c = s.p[*at];
        if (c < '0' || c > '9')
            return false;
        *out = *out * 10 + (c - '0');
    }
    return *out >= least && *out <= most;
}

static bool
take_sign(struct str s, size_t *at, char sign)
{
    return *at < s.n && s.p[(*at)++] == sign;
}

static int
month_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool
take_day(struct str s, size_t *at, struct moment *m)
{
    return take_number(s, at, 4, 1, 9999, &m->year) && take_sign(s, at, '-') &&
           take_number(s, at, 2, 1, 12, &m->month) && take_sign(s, at, '-') &&
           take_number(s, at, 2, 1, month_days(m->year, m->month), &m->day);
}

static bool
take_offset(struct str s, size_t *at, struct moment *m)
{
    enum { MOST = 14 /* hours: the easternmost place */ };
    int hours, minutes;
    char sign = *at < s.n ? s.p[(*at)++] : '\0';
    if (sign == 'Z')
        return true;
    if (!(sign == '+' || sign == '-') ||
        !take_number(s, at, 2, 0, MOST, &hours) || !take_sign(s, at, ':') ||
        !take_number(s, at, 2, 0, 59, &minutes))
        return false;
    m->offset = hours * HOUR_MINUTES + minutes;
    m->offset = sign == '-' ? -m->offset : m->offset;
    return true;
}

bool
moment_parse(struct str s, struct moment *out)
{
    struct moment m = {0};
    size_t at = 0;
    bool good = take_day(s, &at, &m) && take_sign(s, &at, 'T') &&
                take_number(s, &at, 2, 0, 23, &m.hour) &&
                take_sign(s, &at, ':') &&
                take_number(s, &at, 2, 0, 59, &m.minute) &&
                take_offset(s, &at, &m) && at == s.n;
    *out = good ? m : (struct moment){0};
    return good;
}

bool
moment_parse_day(struct str s, struct moment *out)
{
    struct moment m = {0};
    size_t at = 0;
    bool good = take_day(s, &at, &m) && at == s.n;
    *out = good ? m : (struct moment){0};
    return good;
}

/* Days since 1970-01-01.  Years begin with March here, so that the day of a
 * leap year is the last of one. */
static int64_t
day_number(const struct moment *m)
{
    enum { TO_1970 = 719468 /* days from 0000-03-01 */ };
    int64_t year = m->month > 2 ? m->year : m->year - 1;
    int64_t month = (m->month + 9) % 12;
    int64_t in_year = (153 * month + 2) / 5 + m->day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + in_year - TO_1970;
}

int64_t
moment_minutes(const struct moment *m)
{
    return day_number(m) * DAY_MINUTES + (int64_t)m->hour * HOUR_MINUTES +
           m->minute - m->offset;
}

int
moment_weekday(const struct moment *m)
{
    enum { THURSDAY = 4 /* 1970-01-01 */ };
    int64_t day = (day_number(m) + THURSDAY) % 7;
    return (int)(day < 0 ? day + 7 : day);
}

void
moment_put_day(struct buf *out, const struct moment *m, bool japanese)
{
    static const char *const months[] = {"January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October",
        "November", "December"};
    if (japanese)
        buf_printf(out, "%d年%d月%d日", m->year, m->month, m->day);
    else
        buf_printf(out, "%d %s %d", m->day, months[m->month - 1], m->year);
}
