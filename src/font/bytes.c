#include "font/bytes.h"

uint32_t
bytes_number(struct str s, size_t at, size_t size)
{
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++)
        value = value << 8 | (unsigned char)s.p[at + i];
    return value;
}

void
bytes_put(struct buf *buf, uint32_t value, int size)
{
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
        buf_byte(buf, (char)(value >> shift & 0xFF));
}

void
bytes_set(char *p, uint32_t value, int size)
{
    for (int shift = (size - 1) * 8; shift >= 0; shift -= 8)
        *p++ = (char)(value >> shift & 0xFF);
}
