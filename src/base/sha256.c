#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
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

/* --- contents that begin alike -------------------------------------------- */

struct sha256_memory {
    char *first; /* the contents that are compared with, or NULL */
    size_t n;
    size_t same; /* what others began with, too; 0: not known yet */
    struct sha256_ctx context; /* of that */
};

struct sha256_memory *
sha256_memory_new(void)
{
    return calloc(1, sizeof(struct sha256_memory));
}

void
sha256_memory_free(struct sha256_memory *memory)
{
    if (memory != NULL)
        free(memory->first);
    free(memory);
}

/* Compares with BYTES from now on. */
static void
begin_with(struct sha256_memory *memory, struct str bytes)
{
    free(memory->first);
    memory->first = bytes.n == 0 ? NULL : malloc(bytes.n);
    memory->n = memory->first == NULL ? 0 : bytes.n;
    memory->same = 0;
    if (memory->first != NULL)
        memcpy(memory->first, bytes.p, bytes.n);
}

/* How much of BYTES is as what is compared with, in whole blocks. */
static size_t
common(const struct sha256_memory *memory, struct str bytes)
{
    size_t most = bytes.n < memory->n ? bytes.n : memory->n, i = 0;
    while (i < most && bytes.p[i] == memory->first[i])
        i++;
    return i - i % SHA256_BLOCK_SIZE;
}

static void
learn(struct sha256_memory *memory, struct str bytes)
{
    size_t same = common(memory, bytes);
    if (same == 0) {
        begin_with(memory, bytes);
        return;
    }
    memory->same = same;
    sha256_init(&memory->context);
    sha256_update(&memory->context, same, (const uint8_t *)bytes.p);
}

void
sha256_hex_like(
    struct sha256_memory *memory, struct str bytes, char out[SHA256_HEX + 1])
{
    if (memory == NULL || bytes.n == 0) {
        sha256_hex(bytes, out);
        return;
    }
    size_t same = memory->same;
    bool known = same > 0 && bytes.n >= same &&
                 memcmp(bytes.p, memory->first, same) == 0;
    if (!known)
        learn(memory, bytes);
    if (memory->same == 0) {
        sha256_hex(bytes, out);
        return;
    }
    struct sha256_ctx context = memory->context;
    sha256_update(&context, bytes.n - memory->same,
        (const uint8_t *)bytes.p + memory->same);
    put_hex(&context, out);
}

/* --- files ---------------------------------------------------------------- */

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
