/* Roles by context.  Letters, digits and Japanese characters have a role of
 * their own; ASCII punctuation, spaces and quotation marks take theirs from
 * the company they keep. */
#include "font/composite.h"

#include "font/shape_imp.h"

enum { NESTING_MAX = 16 }; /* brackets deeper than this count as unpaired */

/* How a character that has no role of its own finds one. */
enum habit {
    BETWEEN = 1,  /* of a number between two digits: 1,234 */
    BEFORE = 2,   /* of a number before a digit: -5 */
    BEHIND = 4,   /* of a number behind a digit: 5% */
    OPENS = 8,    /* with what follows */
    CLOSES = 16,  /* with its partner */
    AMID = 32,    /* Western between two Western characters only */
    FOLLOWS = 64, /* with the character before it, else the one behind */
    WESTERN = 128 /* a sign of Western faces even in Japanese company */
};

static bool
is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    if (c < 0x2B0) /* Latin-1 letters, Latin Extended-A and -B, IPA */
        return (c >= 0xC0 && c != 0xD7 && c != 0xF7) || c == 0xAA || c == 0xBA;
    return (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0xFB00 && c <= 0xFB06);
}

enum composite_role
composite_role(uint32_t c)
{
    if (c >= '0' && c <= '9')
        return ROLE_FIGURES;
    return is_letter(c) ? ROLE_LATIN : ROLE_JAPANESE;
}

static unsigned
ascii_habit(uint32_t c)
{
    switch (c) {
    case ' ':
        return AMID;
    case '.':
    case ',':
        return BETWEEN | BEFORE | FOLLOWS;
    case ':':
    case '/':
        return BETWEEN | FOLLOWS;
    case '+':
    case '-':
        return BETWEEN | BEFORE | FOLLOWS | WESTERN;
    case '$':
        return BEFORE | FOLLOWS;
    case '%':
        return BEHIND | FOLLOWS | WESTERN;
    case '#':
    case '&':
    case '@':
        return FOLLOWS | WESTERN;
    case '(':
    case '[':
    case '{':
        return OPENS;
    case ')':
    case ']':
    case '}':
        return CLOSES;
    default:
        return FOLLOWS;
    }
}

static unsigned
habit_of(uint32_t c)
{
    if (c < 0x20 || c > 0x2212 || composite_role(c) != ROLE_JAPANESE)
        return 0; /* most of Japanese text, at once */
    if (c < 0x7F)
        return ascii_habit(c);
    switch (c) {
    case 0xA0:   /* no-break space */
    case 0x2014: /* em dash */
    case 0x2026: /* ellipsis */
        return AMID;
    case 0xA3:   /* pound */
    case 0xA5:   /* yen */
    case 0x20AC: /* euro */
        return BEFORE;
    case 0xB0:   /* degree */
    case 0x2030: /* per mille */
        return BEHIND;
    case 0xB1:   /* plus or minus */
    case 0x2212: /* minus */
        return BETWEEN | BEFORE;
    case 0xD7: /* times */
        return BETWEEN;
    case 0x2013: /* en dash */
        return BETWEEN | FOLLOWS;
    case 0xA9: /* copyright */
    case 0xAE: /* registered */
        return FOLLOWS;
    case 0x2018:
    case 0x201C:
        return OPENS;
    case 0x2019:
    case 0x201D:
        return CLOSES;
    default:
        return 0;
    }
}

/* --- passes over the text ------------------------------------------------- */

/* Own roles and, for the rest, the nearest own roles on both sides. */
static void
look_around(struct shape_char *ch, size_t n)
{
    uint8_t last = ROLES;
    for (size_t i = 0; i < n; i++) {
        bool open = habit_of(ch[i].c) != 0;
        ch[i].before = last;
        ch[i].role = open ? ROLES : (uint8_t)composite_role(ch[i].c);
        if (!open && !ch[i].extends)
            last = ch[i].role;
    }
    last = ROLES;
    for (size_t i = n; i-- > 0;) {
        ch[i].after = last;
        if (ch[i].role != ROLES && !ch[i].extends)
            last = ch[i].role;
    }
}

/* Signs reach a number over other signs: from behind. */
static void
join_before(struct shape_char *ch, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        if (ch[i].role != ROLES || (habit_of(ch[i].c) & BEFORE) == 0)
            continue;
        bool number = i + 1 < n && ch[i + 1].role == ROLE_FIGURES;
        bool word = i > 0 && ch[i - 1].role == ROLE_LATIN;
        if (number && !word)
            ch[i].role = ROLE_FIGURES;
    }
}

static void
join_behind(struct shape_char *ch, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (ch[i].role != ROLES || ch[i - 1].role != ROLE_FIGURES)
            continue;
        unsigned habit = habit_of(ch[i].c);
        bool between = i + 1 < n && ch[i + 1].role == ROLE_FIGURES;
        if ((habit & BEHIND) != 0 || (between && (habit & BETWEEN) != 0))
            ch[i].role = ROLE_FIGURES;
    }
}

static bool
is_western(uint8_t role)
{
    return role == ROLE_LATIN || role == ROLE_FIGURES;
}

/* The role of what is neither bracket nor part of a number. */
static uint8_t
by_company(const struct shape_char *ch, unsigned habit)
{
    if (habit == AMID)
        return is_western(ch->before) && is_western(ch->after) ? ROLE_LATIN
                                                               : ROLE_JAPANESE;
    if ((habit & FOLLOWS) == 0)
        return ROLE_JAPANESE;
    if (is_western(ch->before))
        return ch->before;
    if (is_western(ch->after))
        return ch->after;
    return (habit & WESTERN) != 0 ? ROLE_LATIN : ROLE_JAPANESE;
}

/* U+2019 is an apostrophe between two letters. */
static bool
is_apostrophe(const struct shape_char *ch, size_t n, size_t i)
{
    return ch[i].c == 0x2019 && i > 0 && i + 1 < n && is_letter(ch[i - 1].c) &&
           is_letter(ch[i + 1].c);
}

void
composite_resolve(struct shape_char *ch, size_t n)
{
    uint8_t open[NESTING_MAX];
    size_t depth = 0;
    look_around(ch, n);
    join_before(ch, n);
    join_behind(ch, n);
    for (size_t i = 0; i < n; i++) {
        if (ch[i].role != ROLES)
            continue;
        unsigned habit = habit_of(ch[i].c);
        if (is_apostrophe(ch, n, i)) {
            ch[i].role = ROLE_LATIN;
        } else if (habit == OPENS) {
            ch[i].role = is_western(ch[i].after) ? ch[i].after : ROLE_JAPANESE;
            if (depth < NESTING_MAX)
                open[depth++] = ch[i].role;
        } else if (habit == CLOSES) {
            uint8_t alone =
                is_western(ch[i].before) ? ch[i].before : ROLE_JAPANESE;
            ch[i].role = depth > 0 ? open[--depth] : alone;
        } else {
            ch[i].role = by_company(&ch[i], habit);
        }
    }
    for (size_t i = 1; i < n; i++)
        if (ch[i].extends)
            ch[i].role = ch[i - 1].role;
}
