#include "text/unit.h"

#include <string.h>

enum { SYMBOL_MAX = 12 };

/* µ stands as u, Ω as O, ° as o. */
static const char *const units[] = {"m", "km", "cm", "mm", "um", "nm", "g",
    "kg", "mg", "ug", "t", "kt", "Mt", "l", "L", "ml", "mL", "dl", "dL", "kl",
    "kL", "cc", "ha", "W", "kW", "MW", "GW", "TW", "Wh", "kWh", "MWh", "GWh",
    "TWh", "V", "mV", "kV", "mA", "kVA", "Ah", "mAh", "kO", "MO", "Hz", "kHz",
    "MHz", "GHz", "THz", "KB", "kB", "MB", "GB", "TB", "PB", "KiB", "MiB",
    "GiB", "TiB", "bit", "bps", "kbps", "Mbps", "Gbps", "dB", "ppm", "ppb",
    "rpm", "fps", "dpi", "ppi", "px", "pt", "Pa", "hPa", "kPa", "MPa", "kJ",
    "MJ", "GJ", "cal", "kcal", "kN", "mol", "lx", "lm", "cd", "Bq", "Sv", "mSv",
    "uSv", "Gy", "h", "min", "sec", "ms", "oC", "oF"};

/* What only follows a stroke: m/s, 100 km/d. */
static const char *const shares[] = {"s", "d", "y"};

static bool
is_in(const char *const *list, size_t n, const char *p, size_t length)
{
    for (size_t k = 0; k < n; k++)
        if (strlen(list[k]) == length && memcmp(list[k], p, length) == 0)
            return true;
    return false;
}

/* C as it stands in the lists; ² and ³ are 2 and 3; 0: of no symbol. */
static char
letter_of(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' ||
        c == '2' || c == '3')
        return (char)c;
    if (c == 0xB5 || c == 0x3BC)
        return 'u';
    if (c == 0x3A9 || c == 0x2126)
        return 'O';
    if (c == 0xB0)
        return 'o';
    return c == 0xB2 ? '2' : c == 0xB3 ? '3' : 0;
}

/* Is the part P of a symbol a unit, perhaps squared or cubed? */
static bool
is_unit(const char *p, size_t n, bool share)
{
    if (n > 1 && (p[n - 1] == '2' || p[n - 1] == '3'))
        n--;
    return is_in(units, sizeof units / sizeof *units, p, n) ||
           (share && is_in(shares, sizeof shares / sizeof *shares, p, n));
}

/* Units with strokes between them. */
static bool
is_symbol(const char *p, size_t n)
{
    bool share = false;
    for (size_t at = 0, end; at <= n; at = end + 1) {
        for (end = at; end < n && p[end] != '/';)
            end++;
        if (!is_unit(p + at, end - at, share))
            return false;
        share = true;
    }
    return true;
}

static bool
is_word(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250);
}

size_t
unit_at(const struct atom *atom, size_t n)
{
    char symbol[SYMBOL_MAX];
    size_t length = 0;
    while (length < n && length < SYMBOL_MAX &&
           (symbol[length] = letter_of(atom[length].c)) != 0)
        length++;
    if (length == 0 || (length < n && is_word(atom[length].c)))
        return 0;
    while (length > 0 && symbol[length - 1] == '/') /* 5kg/人 */
        length--;
    return is_symbol(symbol, length) ? length : 0;
}
