#include "merge/shared.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

enum {
    ROWS = 1 << 13,
    WAYS = 8, /* objects in a row */
    KEY = 32  /* hexadecimal digits of the hash: 128 bits */
};

struct known {
    char key[KEY];
    unsigned id;   /* 0: none */
    uint64_t used; /* when it was last met */
};

struct shared {
    uint64_t now;
    struct known known[ROWS][WAYS];
};

struct shared *
shared_new(void)
{
    return calloc(1, sizeof(struct shared));
}

/* The digits are good for any use: those behind the key choose the row. */
static unsigned
row_of(const char *hex)
{
    unsigned row = 0;
    for (int i = KEY; i < KEY + 4; i++)
        row = row * 16 +
              (unsigned)(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
    return row % ROWS;
}

unsigned *
shared_number(struct shared *shared, struct str body)
{
    char hex[SHA256_HEX + 1];
    sha256_hex(body, hex);
    struct known *row = shared->known[row_of(hex)], *oldest = row;
    shared->now++;
    for (int i = 0; i < WAYS; i++) {
        if (row[i].id != 0 && memcmp(row[i].key, hex, KEY) == 0) {
            row[i].used = shared->now;
            return &row[i].id;
        }
        oldest = row[i].used < oldest->used ? &row[i] : oldest;
    }
    memcpy(oldest->key, hex, KEY);
    oldest->id = 0;
    oldest->used = shared->now;
    return &oldest->id;
}
