#include "pdf/attach.h"

#include <stdlib.h>
#include <string.h>

/* A file's specification, and its name as the tree of names sorts it. */
struct entry {
    const char *name;
    struct ref ref;
};

static int
by_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void
put_date(const struct writer *w, struct buf *b)
{
    const char *date = w->document->date;
    if (date != NULL)
        buf_printf(b, "/ModDate(D:%.4s%.2s%.2s000000+09'00')", date, date + 5,
            date + 8);
}

static struct ref
put_file(struct writer *w, const struct pdf_attachment *file)
{
    struct ref data = haru_reserve(w->haru), ref = haru_reserve(w->haru);
    struct buf *b = &w->body;
    buf_text(b, "/Type/EmbeddedFile/Subtype");
    syntax_name(b, file->type);
    buf_printf(b, "/Params<</Size %zu", file->bytes.n);
    put_date(w, b);
    buf_text(b, ">>");
    writer_stream(w, data, DEFLATE_TEXT, file->bytes);
    buf_text(b, "/Type/Filespec/F");
    syntax_text(b, str_of(file->name));
    buf_text(b, "/UF");
    syntax_text(b, str_of(file->name));
    buf_text(b, "/Desc");
    syntax_text(b, str_of(file->description));
    buf_text(b, "/AFRelationship/Data/EF<<");
    syntax_entry(b, "/F", data);
    syntax_entry(b, "/UF", data);
    buf_text(b, ">>");
    writer_dict(w, ref);
    return ref;
}

enum err
attach_write(struct writer *w, struct buf *out)
{
    size_t n = w->options->n_attachments, from = w->streamed;
    struct entry *entry = arena_array(w->arena, n, sizeof *entry);
    if (entry == NULL)
        return ERR_NOMEM;
    if (n == 0)
        return ERR_OK;
    buf_text(out, "/AF[");
    for (size_t i = 0; i < n; i++) {
        const struct pdf_attachment *file = &w->options->attachment[i];
        entry[i] = (struct entry){file->name, put_file(w, file)};
        if (i > 0)
            buf_byte(out, ' ');
        syntax_ref(out, entry[i].ref);
    }
    if (w->options->weights != NULL)
        w->options->weights->attached = w->streamed - from;
    qsort(entry, n, sizeof *entry, by_name);
    buf_text(out, "]/Names<</EmbeddedFiles<</Names[");
    for (size_t i = 0; i < n; i++) {
        syntax_bytes(out, str_of(entry[i].name));
        syntax_ref(out, entry[i].ref);
    }
    buf_text(out, "]>>>>");
    return ERR_OK;
}
