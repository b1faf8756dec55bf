#include "inspect/sign.h"

#include "base/utf8.h"

uint32_t
sign_narrow(uint32_t c)
{
    return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
}

static bool
is_hyphen(uint32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ||
           c == 0x30FC || c == 0xFF70;
}

static bool
is_middle_dot(uint32_t c)
{
    return c == 0x30FB || c == 0xFF65 || c == 0xB7;
}

static bool
is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

uint32_t
sign_next(struct str text, size_t *at)
{
    if (*at >= text.n)
        return 0;
    uint32_t c = sign_narrow(utf8_next(text, *at, at));
    if (is_hyphen(c))
        return '-';
    if (is_middle_dot(c))
        return 0x30FB;
    return is_blank(c) ? ' ' : c;
}

uint32_t
sign_at(struct str text, size_t at)
{
    return sign_next(text, &at);
}

size_t
sign_back(struct str text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80);
    return at;
}

uint32_t
sign_before(struct str text, size_t at)
{
    return at == 0 ? 0 : sign_at(text, sign_back(text, at));
}

static uint32_t
small(uint32_t c)
{
    return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool
sign_begins(struct str text, size_t at, const char *word, size_t *end)
{
    const struct str w = str_of(word);
    size_t in = 0;
    while (in < w.n)
        if (small(sign_next(text, &at)) != small(sign_next(w, &in)))
            return false;
    *end = at;
    return true;
}

size_t
sign_skip(struct str text, size_t at)
{
    while (sign_at(text, at) == ' ')
        (void)sign_next(text, &at);
    return at;
}

bool
sign_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

bool
sign_is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
sign_is_hiragana(uint32_t c)
{
    return c >= 0x3041 && c <= 0x309F;
}

bool
sign_is_noun(uint32_t c)
{
    return sign_is_letter(c) || (c >= 0x3400 && c <= 0x9FFF) || c == 0x3005 ||
           c == 0x3006 || (c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFF9F) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool
sign_is_space(uint32_t c)
{
    return c <= ' ' || is_blank(c) || (c >= 0x2000 && c <= 0x200F) ||
           c == 0x2028 || c == 0x2029 || c == 0x2060 || c == 0xAD ||
           c == 0xFEFF;
}
