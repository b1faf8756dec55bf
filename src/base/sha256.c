#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <sys/stat.h>
#include <unistd.h>

static void
put_hex(struct sha256_ctx *context, char out[SHA256_HEX + 1])
{
    static const char digit[] = "0123456789abcdef";
    uint8_t hash[SHA256_DIGEST_SIZE];
    sha256_digest(context, sizeof hash, hash);
    for (size_t i = 0; i < sizeof hash; i++) {
        out[2 * i] = digit[hash[i] >> 4];
        out[2 * i + 1] = digit[hash[i] & 15];
    }
    out[SHA256_HEX] = '\0';
}

void
sha256_hex(struct str bytes, char out[SHA256_HEX + 1])
{
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.n > 0)
        sha256_update(&context, bytes.n, (const uint8_t *)bytes.p);
    put_hex(&context, out);
}

/* All that FD gives; false: errno. */
static bool
hash_all(int fd, struct sha256_ctx *context)
{
    uint8_t piece[65536];
    for (;;) {
        ssize_t got = read(fd, piece, sizeof piece);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        sha256_update(context, (size_t)got, piece);
    }
}

bool
sha256_file(int folder, const char *name, char out[SHA256_HEX + 1])
{
    struct sha256_ctx context;
    struct stat st;
    out[0] = '\0';
    /* A pipe would wait for who writes into it. */
    int fd =
        openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return false;
    sha256_init(&context);
    bool good = fstat(fd, &st) == 0;
    if (good && !S_ISREG(st.st_mode)) {
        errno = EINVAL;
        good = false;
    }
    good = good && hash_all(fd, &context);
    int error = errno;
    close(fd);
    errno = error;
    if (good)
        put_hex(&context, out);
    return good;
}
