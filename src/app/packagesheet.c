#include "app/packagesheet.h"

#include <string.h>

static const char bom[] = "\xEF\xBB\xBF";

static void
add_row(struct spec *spec, const struct spec_row *row)
{
    if (spec->n == SPEC_ROWS_MAX)
        spec->failed = true;
    else
        spec->row[spec->n++] = *row;
}

void
packagesheet_head(struct spec *spec, const char *ja, const char *en)
{
    add_row(spec, &(struct spec_row){.label = {ja, en}});
}

void
packagesheet_row(struct spec *spec, const char *key, const char *label_ja,
    const char *label_en, const char *ja, const char *en)
{
    struct spec_row row = {
        key, {label_ja, label_en}, {ja, en == NULL ? ja : en}};
    if (ja != NULL)
        add_row(spec, &row);
}

const char *
packagesheet_take(struct spec *spec, struct buf *buf)
{
    const char *text = NULL;
    if (!buf->failed && buf->n > 0) {
        text = arena_strndup(spec->arena, buf->p, buf->n);
        spec->failed = spec->failed || text == NULL;
    }
    spec->failed = spec->failed || buf->failed;
    buf_fini(buf);
    *buf = (struct buf){0};
    return text;
}

/* The lines of VALUE, indented. */
static void
put_lines(struct buf *out, const char *value)
{
    struct str rest = str_of(value), line;
    while (rest.p != NULL) {
        line = str_cut(rest, '\n', &rest);
        buf_text(out, "\r\n    ");
        buf_str(out, line);
    }
}

/* Values of one line stand beside their label, others below it. */
static void
put_row(struct buf *out, const struct spec_row *row)
{
    const char *ja = row->value[0], *en = row->value[1];
    bool same = strcmp(ja, en) == 0;
    buf_printf(out, "%s / %s:", row->label[0], row->label[1]);
    if (strchr(ja, '\n') == NULL && strchr(en, '\n') == NULL) {
        buf_printf(out, " %s%s%s", ja, same ? "" : " / ", same ? "" : en);
    } else {
        put_lines(out, ja);
        if (!same)
            put_lines(out, en);
    }
    buf_text(out, "\r\n");
}

void
packagesheet_text(const struct spec *spec, struct buf *out)
{
    buf_text(out, bom);
    buf_text(out, "入稿仕様書 / Specification for printing\r\n");
    for (size_t i = 0; i < spec->n; i++) {
        const struct spec_row *row = &spec->row[i];
        if (row->key != NULL) {
            put_row(out, row);
            continue;
        }
        buf_text(out, "\r\n■ ");
        buf_text(out, row->label[0]);
        buf_text(out, " / ");
        buf_text(out, row->label[1]);
        buf_text(out, "\r\n");
    }
}

void
packagesheet_csv(const struct spec *spec, struct buf *out)
{
    buf_text(out, bom);
    buf_text(out, "key,項目,内容,Item,Value\r\n");
    for (size_t i = 0; i < spec->n; i++) {
        const struct spec_row *row = &spec->row[i];
        const char *cells[] = {row->key, row->label[0], row->value[0],
            row->label[1], row->value[1]};
        for (size_t c = 0; row->key != NULL && c < 5; c++) {
            if (c > 0)
                buf_byte(out, ',');
            buf_csv(out, str_of(cells[c]));
        }
        if (row->key != NULL)
            buf_text(out, "\r\n");
    }
}
