#include "pdf/classic.h"

#include "pdf/save.h"

static void
put_table(struct writer *w, const uint64_t *place, unsigned n, struct buf *out)
{
    buf_printf(out, "xref\n0 %u\n0000000000 65535 f \n", n);
    for (unsigned id = 1; id < n; id++)
        buf_printf(out, "%010llu 00000 n \n", (unsigned long long)place[id]);
    buf_printf(out, "trailer\n<</Size %u", n);
    syntax_entry(out, "/Root", haru_catalog(w->haru));
    syntax_entry(out, "/Info", haru_info(w->haru));
}

enum err
classic_file(struct writer *w, struct buf *out)
{
    size_t start = out->n;
    unsigned n = haru_count(w->haru);
    uint64_t *place = arena_array(w->arena, n, sizeof *place);
    if (place == NULL)
        return ERR_NOMEM;
    buf_text(out, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
    for (unsigned id = 1; id < n; id++) {
        place[id] = out->n - start;
        buf_printf(out, "%u 0 obj\n", id);
        haru_write(w->haru, id, out);
        buf_text(out, "\nendobj\n");
    }
    if (out->failed || haru_status(w->haru) != ERR_OK)
        return out->failed ? ERR_NOMEM : haru_status(w->haru);
    struct buf id = {0};
    size_t table = out->n - start;
    save_id(&id, (struct str){out->p + start, table});
    put_table(w, place, n, out);
    buf_put(out, id.p, id.n);
    buf_printf(out, ">>\nstartxref\n%zu\n%%%%EOF\n", table);
    bool failed = out->failed || id.failed;
    buf_fini(&id);
    return failed ? ERR_NOMEM : ERR_OK;
}
