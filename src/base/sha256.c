#include "base/sha256.h"

#include <nettle/sha2.h>

void
sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
    static const char digit[] = "0123456789abcdef";
    uint8_t hash[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.n > 0)
        sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
    sha256_digest(&context, sizeof hash, hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        out[2 * i] = digit[hash[i] >> 4];
        out[2 * i + 1] = digit[hash[i] & 15];
    }
    out[SHA256_HEX] = '\0';
}
