#include "base/base64.h"

void
base64_put(struct buf *out, struct str bytes)
{
    static const char digit[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.n; i += 3) {
        unsigned bits = 0;
        for (size_t k = i; k < i + 3; k++)
            bits = bits << 8 |
                   (k < bytes.n ? (unsigned)(unsigned char)bytes.p[k] : 0);
        const char four[] = {digit[bits >> 18], digit[bits >> 12 & 63],
            i + 1 < bytes.n ? digit[bits >> 6 & 63] : '=',
            i + 2 < bytes.n ? digit[bits & 63] : '='};
        buf_put(out, four, sizeof four);
    }
}
