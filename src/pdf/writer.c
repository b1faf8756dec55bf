#include "pdf/writer.h"

void
writer_stream(struct writer *w, struct ref ref, struct str data)
{
    struct str packed;
    if (!deflate_pack(w->deflate, w->arena, data, &packed))
        w->body.failed = true;
    buf_text(&w->body, "/Filter/FlateDecode");
    haru_stream(w->haru, ref, &w->body, packed);
}

void
writer_stream_raw(struct writer *w, struct ref ref, struct str data)
{
    haru_stream(w->haru, ref, &w->body, data);
}

void
writer_dict(struct writer *w, struct ref ref)
{
    haru_dict(w->haru, ref, &w->body);
}
