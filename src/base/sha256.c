#include "base/sha256.h"

#include <sys/types.h>

#include <sha2.h>

void
sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
    static const char digit[] = "0123456789abcdef";
    uint8_t hash[SHA256_DIGEST_LENGTH];
    SHA2_CTX context;
    SHA256Init(&context);
    SHA256Update(&context, (const uint8_t *)bytes.p, bytes.n);
    SHA256Final(hash, &context);
    for (size_t i = 0; i < sizeof hash; i++) {
        out[2 * i] = digit[hash[i] >> 4];
        out[2 * i + 1] = digit[hash[i] & 15];
    }
    out[SHA256_HEX] = '\0';
}
