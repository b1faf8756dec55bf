/* What the pages say, for those who do not look at them. */
#include "app/library.h"
#include "reading/html.h"
#include "reading/plain.h"

/* BUF, made with the result ERR, to PATH; gives it up. */
static int
finish(struct kumihan *k, enum err err, const char *path, struct buf *buf)
{
    if (err == ERR_OK)
        err = library_beside(k, path, buf);
    buf_fini(buf);
    return library_result(k, err);
}

int
kumihan_html(struct kumihan *k, const char *path)
{
    struct buf html = {0};
    int result = kumihan_check(k);
    if (result != KUMIHAN_OK)
        return result;
    return finish(k, html_write(k->document, NULL, &html), path, &html);
}

enum err
library_plain(struct kumihan *k, unsigned columns, struct buf *out)
{
    const struct section *section = job_find(k->job, "document", "");
    struct plain_options options = {.columns = columns};
    const char **words = section == NULL ? NULL
                                         : section_list(k->arena, section,
                                               "keep", &options.n_keep);
    struct str *keep = arena_array(k->arena, options.n_keep, sizeof *keep);
    if ((section != NULL && words == NULL) || keep == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < options.n_keep; i++)
        keep[i] = str_of(words[i]);
    options.keep = keep;
    return plain_write(k->document, &options, out);
}

int
kumihan_plain(struct kumihan *k, const char *path, unsigned columns)
{
    enum { LEAST = 20, MOST = 1000 };
    struct buf text = {0};
    columns = columns == 0 ? PLAIN_COLUMNS : columns;
    if (columns < LEAST || columns > MOST)
        return KUMIHAN_USAGE;
    int result = kumihan_check(k);
    if (result != KUMIHAN_OK)
        return result;
    return finish(k, library_plain(k, columns, &text), path, &text);
}
