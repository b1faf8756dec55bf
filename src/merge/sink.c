#include "merge/sink.h"

#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/out.h"
#include "merge/xref.h"
#include "pdf/deflate.h"

DIAG_MESSAGE(cannot_keep, "merge.xref", DIAG_FATAL,
    "「{1}」の隣に作業ファイルを置けません（{2}）。空き容量と権限を確かめてくだ"
    "さい",
    "a working file beside \"{1}\" cannot be kept ({2}); check free space and "
    "permissions");
DIAG_MESSAGE(too_many, "merge.objects", DIAG_FATAL,
    "オブジェクトが {1} 個を超え、1 つの PDF に入りません。batch を --shard "
    "で分けてください",
    "there are more than {1} objects, too many for one PDF; divide the batch "
    "with --shard");

enum {
    PER_STREAM = 200,        /* objects in an object stream */
    WRITE_BYTES = 256 << 10, /* what is written at once */
    OBJECTS_MAX = 8388607    /* ISO 32000-1, annex C.2 */
};

struct sink {
    struct diag *diag;
    const char *path;
    struct out *out;
    struct xref xref;
    struct deflate *deflate;
    uint64_t written; /* bytes, without those in WAITING */
    struct buf waiting;
    unsigned next;              /* object */
    struct buf index, bodies;   /* of the object stream that grows */
    unsigned in[PER_STREAM], n; /* its objects */
    enum err broken;
};

static enum err
say_xref(struct sink *sink, enum err err)
{
    if (err != ERR_ENVIRONMENT)
        return err;
    err = DIAG(sink->diag, LOC_NONE, &cannot_keep, sink->path, strerror(errno));
    return err == ERR_NOMEM ? err : ERR_ENVIRONMENT;
}

enum err
sink_open(struct diag *diag, const char *path, int minor, struct sink **out)
{
    struct sink *sink = calloc(1, sizeof *sink);
    *out = NULL;
    if (sink == NULL)
        return ERR_NOMEM;
    sink->diag = diag;
    sink->path = path;
    sink->next = 1;
    sink->xref.fd = -1;
    sink->deflate = deflate_open(NULL);
    enum err err =
        sink->deflate == NULL ? ERR_NOMEM : out_open(diag, path, &sink->out);
    if (err == ERR_OK)
        err = say_xref(sink, xref_open(&sink->xref, path));
    buf_printf(&sink->waiting, "%%PDF-1.%d\n%%\xE2\xE3\xCF\xD3\n", minor);
    if (err != ERR_OK) {
        sink_abandon(sink);
        return err;
    }
    *out = sink;
    return ERR_OK;
}

void
sink_abandon(struct sink *sink)
{
    if (sink == NULL)
        return;
    out_abandon(sink->out);
    xref_close(&sink->xref);
    deflate_close(sink->deflate);
    buf_fini(&sink->waiting);
    buf_fini(&sink->index);
    buf_fini(&sink->bodies);
    free(sink);
}

unsigned
sink_reserve(struct sink *sink)
{
    return sink->next++;
}

static enum err
flush(struct sink *sink)
{
    struct buf *b = &sink->waiting;
    if (b->failed)
        return ERR_NOMEM;
    enum err err = out_write(sink->diag, sink->out, b->p, b->n);
    sink->written += b->n;
    b->n = 0;
    return err;
}

/* Begins object ID in the file. */
static enum err
begin(struct sink *sink, unsigned id)
{
    uint64_t at = sink->written + sink->waiting.n;
    enum err err = say_xref(sink, xref_at(&sink->xref, id, at));
    buf_int(&sink->waiting, id);
    buf_text(&sink->waiting, " 0 obj\n");
    return err;
}

static enum err
end(struct sink *sink)
{
    buf_text(&sink->waiting, "\nendobj\n");
    return sink->waiting.n >= WRITE_BYTES || sink->waiting.failed ? flush(sink)
                                                                  : ERR_OK;
}

/* The packed DATA as the stream ID, whose dictionary begins with HEAD. */
static enum err
put_packed(
    struct sink *sink, unsigned id, const struct buf *head, struct str data)
{
    struct buf *b = &sink->waiting;
    enum err err = head->failed ? ERR_NOMEM : begin(sink, id);
    if (err != ERR_OK)
        return err;
    buf_text(b, "<<");
    buf_put(b, head->p, head->n);
    buf_printf(b, "/Filter/FlateDecode/Length %zu>>\nstream\n", data.n);
    buf_str(b, data);
    buf_text(b, "\nendstream");
    return end(sink);
}

/* Writes the objects that wait for it as an object stream. */
static enum err
put_objects(struct sink *sink)
{
    struct arena *arena = arena_new();
    struct buf head = {0};
    struct str packed = {"", 0};
    unsigned id = sink_reserve(sink);
    size_t first = sink->index.n;
    enum err err = arena == NULL ? ERR_NOMEM : ERR_OK;
    for (unsigned i = 0; i < sink->n && err == ERR_OK; i++)
        err = say_xref(sink, xref_in(&sink->xref, sink->in[i], id, i));
    buf_printf(&head, "/Type/ObjStm/N %u/First %zu", sink->n, first);
    buf_put(&sink->index, sink->bodies.p, sink->bodies.n);
    if (err == ERR_OK &&
        (sink->index.failed || sink->bodies.failed ||
            !deflate_pack(sink->deflate, arena, DEFLATE_TEXT,
                (struct str){sink->index.p, sink->index.n}, &packed)))
        err = ERR_NOMEM;
    if (err == ERR_OK)
        err = put_packed(sink, id, &head, packed);
    sink->index.n = sink->bodies.n = sink->n = 0;
    buf_fini(&head);
    arena_free(arena);
    return err;
}

static enum err
put_small(struct sink *sink, unsigned id, struct str body)
{
    buf_printf(&sink->index, "%u %zu ", id, sink->bodies.n);
    buf_str(&sink->bodies, body);
    buf_byte(&sink->bodies, '\n');
    sink->in[sink->n++] = id;
    return sink->n == PER_STREAM ? put_objects(sink) : ERR_OK;
}

static enum err
put_stream(struct sink *sink, unsigned id, struct str body)
{
    enum err err = begin(sink, id);
    buf_str(&sink->waiting, body);
    return err == ERR_OK ? end(sink) : err;
}

enum err
sink_put(struct sink *sink, unsigned id, struct str body, bool stream)
{
    if (sink->broken != ERR_OK)
        return sink->broken;
    if (id >= OBJECTS_MAX)
        sink->broken = DIAG(
            sink->diag, LOC_NONE, &too_many, diag_int(sink->diag, OBJECTS_MAX));
    else if (stream)
        sink->broken = put_stream(sink, id, body);
    else
        sink->broken = put_small(sink, id, body);
    return sink->broken;
}

enum err
sink_put_buf(struct sink *sink, unsigned id, struct buf *body, bool stream)
{
    enum err err = body->failed ? ERR_NOMEM
                                : sink_put(sink, id,
                                      (struct str){body->p, body->n}, stream);
    buf_fini(body);
    return err;
}

static enum err
put_xref(struct sink *sink, unsigned root, unsigned info, const char *hex)
{
    struct buf head = {0}, rows = {0};
    unsigned id = sink_reserve(sink);
    uint64_t at = sink->written + sink->waiting.n;
    enum err err = say_xref(sink, xref_at(&sink->xref, id, at));
    if (err == ERR_OK)
        err = say_xref(sink, xref_pack(&sink->xref, &rows));
    buf_printf(&head,
        "/Type/XRef/Size %u/W[1 5 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
        "/DecodeParms<</Predictor 12/Columns %d>>",
        sink->xref.n, root, info, hex, hex, XREF_ROW);
    if (err == ERR_OK)
        err = put_packed(sink, id, &head, (struct str){rows.p, rows.n});
    buf_printf(
        &sink->waiting, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)at);
    buf_fini(&head);
    buf_fini(&rows);
    return err;
}

enum err
sink_close(struct sink *sink, unsigned root, unsigned info, const char *id,
    uint64_t *bytes)
{
    enum err err = sink->broken;
    if (err == ERR_OK && sink->n > 0)
        err = put_objects(sink);
    if (err == ERR_OK)
        err = put_xref(sink, root, info, id);
    if (err == ERR_OK)
        err = flush(sink);
    *bytes = sink->written;
    if (err == ERR_OK) {
        err = out_commit(sink->diag, sink->out);
        sink->out = NULL;
    }
    sink_abandon(sink);
    return err;
}
