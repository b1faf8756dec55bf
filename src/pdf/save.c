#include "pdf/save.h"

#include <string.h>

#include "pdf/tagskept.h"

enum {
    PER_STREAM = 200, /* objects in one object stream */
    OFFSET_BYTES = 5, /* of a cross-reference entry: files up to 1 TiB */
    ROW = 1 + OFFSET_BYTES + 2,
    PREDICTOR_UP = 2
};

/* Where an object stands. */
struct entry {
    uint8_t type;   /* 0 free, 1 at an offset, 2 in an object stream */
    uint64_t place; /* offset, or the number of the object stream */
    uint16_t index; /* in the object stream */
};

struct save {
    struct writer *w;
    struct buf *out;
    size_t start; /* of the file in OUT */
    struct entry *entry;
    unsigned n;      /* objects of libharu */
    unsigned packed; /* and behind them; object streams follow */
    unsigned all;
};

static uint64_t
offset(const struct save *s)
{
    return s->out->n - s->start;
}

static void
begin_object(struct save *s, unsigned id)
{
    s->entry[id] = (struct entry){1, offset(s), 0};
    buf_int(s->out, id);
    buf_text(s->out, " 0 obj\n");
}

/* Streams that vary, or do not. */
static void
write_streams(struct save *s, bool varies)
{
    for (unsigned id = 1; id < s->n; id++) {
        if (!haru_is_stream(s->w->haru, id) ||
            haru_varies(s->w->haru, id) != varies)
            continue;
        begin_object(s, id);
        haru_write(s->w->haru, id, s->out);
        buf_text(s->out, "\nendobj\n");
    }
}

/* PACKED as the stream of object ID with the entries HEAD. */
static void
put_packed(
    struct save *s, unsigned id, const struct buf *head, struct str packed)
{
    begin_object(s, id);
    buf_text(s->out, "<<");
    buf_put(s->out, head->p, head->n);
    buf_printf(s->out, "/Filter/FlateDecode/Length %zu>>\nstream\n", packed.n);
    buf_str(s->out, packed);
    buf_text(s->out, "\nendstream\nendobj\n");
}

/* The same of DATA, compressed. */
static void
put_stream(struct save *s, unsigned id, enum deflate_effort effort,
    const struct buf *head, struct str data, bool varies)
{
    struct str packed;
    if (!writer_pack(s->w, effort, data, varies, &packed))
        s->out->failed = true;
    put_packed(s, id, head, packed);
}

/* Objects from FROM on that are no streams and vary, or do not, as the object
 * stream ID. */
static void
write_packed(struct save *s, unsigned id, bool varies, unsigned *from)
{
    struct buf index = {0}, bodies = {0}, head = {0};
    uint16_t n = 0;
    for (; *from < s->n && n < PER_STREAM; ++*from) {
        if (haru_is_stream(s->w->haru, *from) ||
            haru_varies(s->w->haru, *from) != varies)
            continue;
        buf_int(&index, *from);
        buf_byte(&index, ' ');
        buf_int(&index, (int64_t)bodies.n);
        buf_byte(&index, ' ');
        haru_write(s->w->haru, *from, &bodies);
        buf_byte(&bodies, '\n');
        s->entry[*from] = (struct entry){2, id, n++};
    }
    buf_printf(&head, "/Type/ObjStm/N %u/First %zu", n, index.n);
    buf_put(&index, bodies.p, bodies.n);
    if (index.failed || bodies.failed || head.failed)
        s->out->failed = true;
    else
        put_stream(
            s, id, DEFLATE_TEXT, &head, (struct str){index.p, index.n}, varies);
    buf_fini(&index);
    buf_fini(&bodies);
    buf_fini(&head);
}

/* All of those as N object streams, the first of them *ID. */
static void
write_all_packed(struct save *s, unsigned *id, unsigned n, bool varies)
{
    unsigned from = 1;
    for (unsigned i = 0; i < n; i++)
        write_packed(s, (*id)++, varies, &from);
}

/* PACK as the object stream ID. */
static void
write_pack(struct save *s, unsigned id, const struct pack *pack)
{
    struct buf head = {0};
    for (unsigned i = 0; i < pack->n; i++)
        s->entry[s->n + pack->object[i]] = (struct entry){2, id, (uint16_t)i};
    buf_printf(&head, "/Type/ObjStm/N %u/First %zu", pack->n, pack->first);
    if (pack->columns > 0)
        buf_printf(
            &head, "/DecodeParms<</Predictor 12/Columns %u>>", pack->columns);
    if (head.failed)
        s->out->failed = true;
    else if (pack->packed)
        put_packed(s, id, &head, pack->data);
    else
        put_stream(s, id, DEFLATE_ROWS, &head, pack->data, false);
    buf_fini(&head);
}

/* N of eight bytes at P, the first one lowest, on any machine. */
static uint64_t
word_at(const char *p, size_t n)
{
    uint64_t word = 0;
    if (n > 0)
        memcpy(&word, p, n);
    return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? __builtin_bswap64(word)
                                                  : word;
}

static uint64_t
mix(uint64_t hash, uint64_t word, uint64_t odd)
{
    hash = (hash ^ word) * odd;
    return hash ^ hash >> 32;
}

enum { LANES = 4 }; /* hashed side by side: a multiplication takes its time */

/* 128 bits that depend on every byte of the file so far: multiplicative hashes
 * of its words, which tell files apart and guard nothing. */
void
save_digest(struct str bytes, uint64_t out[2])
{
    const uint64_t one = UINT64_C(0x9E3779B97F4A7C15);
    const uint64_t two = UINT64_C(0xC2B2AE3D27D4EB4F);
    uint64_t lane[LANES];
    size_t i = 0;
    for (int k = 0; k < LANES; k++)
        lane[k] = (bytes.n + (uint64_t)k) * (k % 2 == 0 ? one : two);
    for (; i + LANES * 8 <= bytes.n; i += LANES * 8)
        for (int k = 0; k < LANES; k++)
            lane[k] = mix(lane[k], word_at(bytes.p + i + k * 8, 8),
                k % 2 == 0 ? one : two);
    for (; i < bytes.n; i += 8) {
        size_t n = bytes.n - i < 8 ? bytes.n - i : 8;
        lane[0] = mix(lane[0], word_at(bytes.p + i, n), one);
        lane[1] = mix(lane[1], word_at(bytes.p + i, n), two);
    }
    out[0] = mix(mix(mix(lane[0], lane[1], two), lane[2], one), lane[3], two);
    out[1] = mix(mix(mix(lane[3], lane[2], one), lane[1], two), lane[0], one);
}

void
save_id(struct buf *out, struct str bytes)
{
    uint64_t hash[2];
    save_digest(bytes, hash);
    for (int i = 0; i < 2; i++)
        buf_printf(out, "%s<%016llX%016llX>", i == 0 ? "/ID[" : "",
            (unsigned long long)hash[0], (unsigned long long)hash[1]);
    buf_byte(out, ']');
}

/* One row, as the difference from the row above. */
static void
put_row(struct buf *rows, const struct entry *e, unsigned char above[ROW])
{
    unsigned char row[ROW] = {e->type};
    for (int i = 0; i < OFFSET_BYTES; i++)
        row[1 + i] = (unsigned char)(e->place >> 8 * (OFFSET_BYTES - 1 - i));
    row[ROW - 2] = (unsigned char)(e->index >> 8);
    row[ROW - 1] = (unsigned char)e->index;
    buf_byte(rows, PREDICTOR_UP);
    for (int i = 0; i < ROW; i++) {
        buf_byte(rows, (char)(row[i] - above[i]));
        above[i] = row[i];
    }
}

static void
write_xref(struct save *s)
{
    struct buf rows = {0}, head = {0};
    unsigned id = s->all - 1;
    uint64_t at = offset(s);
    unsigned char above[ROW] = {0};
    s->entry[0] = (struct entry){0, 0, UINT16_MAX};
    s->entry[id] = (struct entry){1, at, 0};
    for (unsigned i = 0; i < s->all; i++)
        put_row(&rows, &s->entry[i], above);
    buf_printf(&head, "/Type/XRef/Size %u/W[1 %d 2]", s->all, OFFSET_BYTES);
    syntax_entry(&head, "/Root", haru_catalog(s->w->haru));
    syntax_entry(&head, "/Info", haru_info(s->w->haru));
    save_id(&head, (struct str){s->out->p + s->start, s->out->n - s->start});
    buf_printf(&head, "/DecodeParms<</Predictor 12/Columns %d>>", ROW);
    if (rows.failed || head.failed)
        s->out->failed = true;
    else /* more effort gains 25 bytes in 20 us */
        put_stream(
            s, id, DEFLATE_OUTLINES, &head, (struct str){rows.p, rows.n}, true);
    buf_printf(s->out, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)at);
    buf_fini(&rows);
    buf_fini(&head);
}

/* How many object streams the objects make that vary, or do not: these are then
 * the same bytes in all editions. */
static unsigned
streams_of(const struct save *s, bool varies)
{
    unsigned n = 0;
    for (unsigned id = 1; id < s->n; id++)
        n += !haru_is_stream(s->w->haru, id) &&
             haru_varies(s->w->haru, id) == varies;
    return (n + PER_STREAM - 1) / PER_STREAM;
}

/* The object streams of all that is packed, from object BASE on. */
static enum err
find_packs(struct writer *w, unsigned base, const struct pack **out, size_t *n)
{
    struct pack *made = NULL;
    *out = tagskept_packs(w, n);
    if (*out != NULL)
        return ERR_OK;
    enum err err =
        w->packed.bodies.failed ? ERR_NOMEM : pack_make(w, base, &made, n);
    *out = made;
    return err;
}

enum err
save_file(struct writer *w, struct buf *out)
{
    struct save s = {.w = w, .out = out, .start = out->n};
    s.n = haru_count(w->haru);
    s.packed = (unsigned)w->packed.n;
    unsigned streams[2] = {streams_of(&s, false), streams_of(&s, true)};
    unsigned first = s.n + s.packed;
    const struct pack *pack;
    size_t packs;
    enum err err = find_packs(w, s.n, &pack, &packs);
    if (err != ERR_OK)
        return err;
    s.all = first + streams[0] + streams[1] + (unsigned)packs + 1;
    s.entry = arena_array(w->arena, s.all, sizeof *s.entry);
    if (s.entry == NULL)
        return ERR_NOMEM;
    buf_printf(
        out, "%%PDF-1.%d\n%%\xE2\xE3\xCF\xD3\n", w->print == NULL ? 7 : 6);
    /* Editions of a job begin with what they have in common. */
    write_streams(&s, false);
    write_all_packed(&s, &first, streams[0], false);
    for (size_t i = 0; i < packs; i++)
        write_pack(&s, first++, &pack[i]);
    write_streams(&s, true);
    write_all_packed(&s, &first, streams[1], true);
    tagskept_keep_packs(w, pack, packs);
    if (!out->failed && haru_status(w->haru) == ERR_OK)
        write_xref(&s);
    return out->failed ? ERR_NOMEM : haru_status(w->haru);
}
