#include "base/unit.h"

#include <string.h>

/* Digits with at most three decimals, in thousandths; the rest is the unit. */
static bool
parse_milli(struct str s, int64_t *milli, struct str *rest)
{
    size_t at = 0, digits = 0, decimals = 0;
    bool minus = s.n > 0 && s.p[0] == '-', point = false;
    int64_t value = 0;
    if (s.n > 0 && (s.p[0] == '-' || s.p[0] == '+'))
        at++;
    for (; at < s.n; at++) {
        char c = s.p[at];
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        value = value * 10 + (c - '0');
        digits++;
        decimals += point ? 1 : 0;
        if (value > UNIT_MAX || decimals > 3)
            return false;
    }
    for (; decimals < 3; decimals++)
        value *= 10;
    *milli = minus ? -value : value;
    *rest = str_trim((struct str){s.p + at, s.n - at});
    return digits > 0;
}

static int64_t
unit_size(struct str name)
{
    static const struct {
        const char *name;
        int64_t size;
    } units[] = {{"mm", EMU_PER_MM}, {"cm", 10 * EMU_PER_MM}, {"Q", EMU_PER_Q},
        {"H", EMU_PER_Q}, {"q", EMU_PER_Q}, {"h", EMU_PER_Q},
        {"pt", EMU_PER_PT}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (name.n > 0 && name.p[0] == units[i].name[0] &&
            str_equal(name, str_of(units[i].name)))
            return units[i].size;
    return 0;
}

bool
unit_parse(struct str s, struct length *out)
{
    struct str unit;
    int64_t milli;
    *out = (struct length){0, 0};
    if (!parse_milli(str_trim(s), &milli, &unit))
        return false;
    if (unit.n == 0)
        return milli == 0;
    if (str_equal(unit, STR("em")) || str_equal(unit, STR("zw"))) {
        if (milli > 1000000 || milli < -1000000)
            return false;
        out->em_milli = (int32_t)milli;
        return true;
    }
    int64_t size = unit_size(unit);
    int64_t value = unit_scale(milli, size, 1000);
    if (size == 0 || value > UNIT_MAX || value < -UNIT_MAX)
        return false;
    out->fixed = (emu)value;
    return true;
}

emu
unit_resolve(struct length length, emu em)
{
    int64_t value = length.fixed + unit_scale(length.em_milli, em, 1000);
    return (emu)(value > UNIT_MAX    ? UNIT_MAX
                 : value < -UNIT_MAX ? -UNIT_MAX
                                     : value);
}
