#include "pdf/pack.h"

#include <string.h>

enum {
    MOST = 1000,     /* objects in a stream */
    STEP = 16,       /* rows are multiples of it: one entry of the index */
    LONGEST = 256,   /* bytes of an object that stands in a row */
    FIELD = 7,       /* digits in it: two numbers and a blank behind each */
    FEW = 16,        /* objects of one length that make no rows */
    PREDICTOR_UP = 2 /* the filter of each row (PNG, 9.2) */
};

static struct str
body_of(const struct packed *packed, size_t i)
{
    size_t from = packed->object[i].offset;
    size_t end =
        i + 1 == packed->n ? packed->bodies.n : packed->object[i + 1].offset;
    return (struct str){packed->bodies.p + from, end - from};
}

/* The bytes of a row for object I; 0: it stands in none. */
static size_t
row_of(const struct packed *packed, size_t i)
{
    if (packed->object[i].columns > 0)
        return packed->object[i].columns;
    size_t row = (body_of(packed, i).n + STEP - 1) / STEP * STEP;
    return row > LONGEST ? 0 : row;
}

/* BYTES in whole rows; ROW 0: as they are. */
static size_t
in_rows(size_t bytes, size_t row)
{
    return row == 0 ? bytes : (bytes + row - 1) / row * row;
}

/* N right in a field of FIELD bytes; its first digits are lost where it is
 * longer, which no file that may be written has. */
static void
put_number(char *to, size_t n)
{
    int i = FIELD;
    do {
        to[--i] = (char)('0' + n % 10);
        n /= 10;
    } while (n > 0 && i > 0);
}

/* An entry of the index: STEP bytes, of blanks so far. */
static void
put_entry(char *to, unsigned object, size_t offset)
{
    put_number(to, object);
    put_number(to + FIELD + 1, offset);
}

/* Index and bodies of PACK's objects, these in rows of ROW bytes. */
static void
lay_out(const struct packed *packed, const struct pack *pack, unsigned base,
    size_t row, char *p)
{
    size_t at = 0;
    for (unsigned i = 0; i < pack->n; i++) {
        struct str body = body_of(packed, pack->object[i]);
        put_entry(p + (size_t)i * STEP, base + pack->object[i], at);
        memcpy(p + pack->first + at, body.p, body.n);
        at += in_rows(body.n, row);
    }
}

/* Each row less the one above it, behind the number of the filter. */
static size_t
predict(const char *from, size_t n, size_t columns, char *to)
{
    size_t rows = n / columns;
    for (size_t r = 0; r < rows; r++) {
        const char *row = from + r * columns;
        *to++ = PREDICTOR_UP;
        for (size_t i = 0; i < columns; i++)
            *to++ = (char)(row[i] - (r == 0 ? 0 : row[i - columns]));
    }
    return rows * (columns + 1);
}

static size_t
bytes_of(const struct packed *packed, const struct pack *pack, size_t row)
{
    size_t n = 0;
    for (unsigned i = 0; i < pack->n; i++)
        n += in_rows(body_of(packed, pack->object[i]).n, row);
    return n;
}

/* Fills PACK, whose objects are known. */
static enum err
fill(struct writer *w, unsigned base, size_t row, struct pack *pack)
{
    pack->first = in_rows((size_t)pack->n * STEP, row);
    size_t n = pack->first + bytes_of(&w->packed, pack, row);
    char *plain = arena_alloc(w->arena, n);
    if (plain == NULL)
        return ERR_NOMEM;
    memset(plain, ' ', n);
    lay_out(&w->packed, pack, base, row, plain);
    pack->data = (struct str){plain, n};
    if (row == 0)
        return ERR_OK;
    char *less = arena_alloc(w->arena, n / row * (row + 1));
    if (less == NULL)
        return ERR_NOMEM;
    pack->columns = (unsigned)row;
    pack->data = (struct str){less, predict(plain, n, row, less)};
    return ERR_OK;
}

/* Objects by the length of their rows, each in their own order.  COUNT holds
 * how many there are of each; those of lengths too few to make rows are of 0.
 */
static uint32_t *
sort(struct writer *w, size_t count[LONGEST + 1])
{
    const struct packed *packed = &w->packed;
    size_t at[LONGEST + 1] = {0};
    uint32_t *object = arena_array(w->arena, packed->n, sizeof *object);
    for (size_t i = 0; i < packed->n; i++)
        count[row_of(packed, i)]++;
    for (size_t r = STEP; r <= LONGEST; r += STEP)
        if (count[r] < FEW) {
            count[0] += count[r];
            count[r] = 0;
        }
    for (size_t r = 1; r <= LONGEST; r++)
        at[r] = at[r - 1] + count[r - 1];
    for (size_t i = 0; i < packed->n && object != NULL; i++) {
        size_t r = row_of(packed, i);
        object[at[count[r] > 0 ? r : 0]++] = (uint32_t)i;
    }
    return object;
}

enum err
pack_make(struct writer *w, unsigned base, struct pack **out, size_t *n)
{
    size_t count[LONGEST + 1] = {0}, from = 0;
    const uint32_t *object = sort(w, count);
    *n = 0;
    *out =
        arena_array(w->arena, w->packed.n / MOST + LONGEST + 1, sizeof **out);
    if (*out == NULL || object == NULL)
        return ERR_NOMEM;
    for (size_t r = 0; r <= LONGEST; r++) {
        for (size_t left = count[r]; left > 0;) {
            struct pack *pack = &(*out)[(*n)++];
            pack->n = (unsigned)(left < MOST ? left : MOST);
            pack->object = object + from;
            enum err err = fill(w, base, r, pack);
            if (err != ERR_OK)
                return err;
            from += pack->n;
            left -= pack->n;
        }
    }
    return ERR_OK;
}
