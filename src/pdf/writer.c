#include "pdf/writer.h"

bool
writer_pack(struct writer *w, enum deflate_effort effort, struct str data,
    bool varies, struct str *out)
{
    return varies ? deflate_once(w->deflate, w->arena, effort, data, out)
                  : deflate_pack(w->deflate, w->arena, effort, data, out);
}

void
writer_stream(struct writer *w, struct ref ref, enum deflate_effort effort,
    struct str data)
{
    struct str packed;
    if (!writer_pack(w, effort, data, w->varies, &packed))
        w->body.failed = true;
    writer_stream_packed(w, ref, packed);
}

void
writer_stream_packed(struct writer *w, struct ref ref, struct str packed)
{
    buf_text(&w->body, "/Filter/FlateDecode");
    writer_stream_raw(w, ref, packed);
}

void
writer_stream_raw(struct writer *w, struct ref ref, struct str data)
{
    w->streamed += data.n;
    haru_stream(w->haru, ref, &w->body, data, w->varies);
}

void
writer_dict(struct writer *w, struct ref ref)
{
    haru_dict(w->haru, ref, &w->body, w->varies);
}

struct buf *
packed_begin(struct writer *w, unsigned columns)
{
    struct packed *packed = &w->packed;
    struct packed_object *all = arena_grow(
        w->arena, packed->object, packed->n, &packed->cap, sizeof *all);
    if (all == NULL)
        return NULL;
    packed->object = all;
    all[packed->n++] = (struct packed_object){packed->bodies.n, columns};
    return &packed->bodies;
}

struct ref
packed_next(const struct writer *w)
{
    return (struct ref){haru_count(w->haru) + (unsigned)w->packed.n};
}
