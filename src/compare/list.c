/* The list of changes: data for an errata sheet (正誤表). */
#include "compare/compare.h"

const char *
compare_kind_name(enum change_kind kind)
{
    static const char *const name[] = {
        "text", "added", "removed", "moved", "picture"};
    return name[kind];
}

/* Nothing for what is nowhere. */
static void
put_page(struct buf *out, size_t page, const char *nothing)
{
    if (page == SIZE_MAX)
        buf_text(out, nothing);
    else
        buf_int(out, (int64_t)page + 1);
}

static void
put_mm(struct buf *out, const struct change *change, bool x, const char *none)
{
    if (change->n_boxes == 0) {
        buf_text(out, none);
        return;
    }
    const struct rect *box = &change->box[0];
    buf_fixed(out, unit_scale(x ? box->x : box->y, 10, EMU_PER_MM), 1);
}

static void
put_line(struct buf *out, struct loc loc, const char *nothing)
{
    if (loc.file == NULL || loc.line == 0)
        buf_text(out, nothing);
    else
        buf_int(out, loc.line);
}

void
compare_csv(const struct changes *changes, struct buf *out)
{
    buf_text(out, "\xEF\xBB\xBFkind,block,page,x_mm,y_mm,old,new,before,after,"
                  "file,line,old_page,old_file,old_line\r\n");
    for (size_t i = 0; i < changes->n; i++) {
        const struct change *c = &changes->change[i];
        const struct str text[] = {
            c->old_text, c->new_text, c->before, c->after, str_of(c->loc.file)};
        buf_text(out, compare_kind_name(c->kind));
        buf_byte(out, ',');
        buf_csv_quoted(out, c->block);
        buf_byte(out, ',');
        put_page(out, c->page, "");
        buf_byte(out, ',');
        put_mm(out, c, true, "");
        buf_byte(out, ',');
        put_mm(out, c, false, "");
        for (size_t k = 0; k < sizeof text / sizeof text[0]; k++) {
            buf_byte(out, ',');
            buf_csv_quoted(out, text[k]);
        }
        buf_byte(out, ',');
        put_line(out, c->loc, "");
        buf_byte(out, ',');
        put_page(out, c->old_page, "");
        buf_byte(out, ',');
        buf_csv_quoted(out, str_of(c->old_loc.file));
        buf_byte(out, ',');
        put_line(out, c->old_loc, "");
        buf_text(out, "\r\n");
    }
}

static void
put_key(struct buf *out, const char *key, struct str value)
{
    buf_printf(out, ",\n  \"%s\": \"", key);
    buf_json(out, value);
    buf_byte(out, '"');
}

static void
put_object(struct buf *out, const struct change *c)
{
    buf_printf(out, " {\n  \"kind\": \"%s\"", compare_kind_name(c->kind));
    put_key(out, "block", c->block);
    buf_printf(out, ",\n  \"whole\": %s", c->whole ? "true" : "false");
    buf_text(out, ",\n  \"page\": ");
    put_page(out, c->page, "null");
    buf_text(out, ",\n  \"x_mm\": ");
    put_mm(out, c, true, "null");
    buf_text(out, ",\n  \"y_mm\": ");
    put_mm(out, c, false, "null");
    put_key(out, "old", c->old_text);
    put_key(out, "new", c->new_text);
    put_key(out, "before", c->before);
    put_key(out, "after", c->after);
    put_key(out, "file", str_of(c->loc.file));
    buf_text(out, ",\n  \"line\": ");
    put_line(out, c->loc, "null");
    buf_text(out, ",\n  \"old_page\": ");
    put_page(out, c->old_page, "null");
    put_key(out, "old_file", str_of(c->old_loc.file));
    buf_text(out, ",\n  \"old_line\": ");
    put_line(out, c->old_loc, "null");
    buf_text(out, "\n }");
}

void
compare_json(const struct changes *changes, struct buf *out)
{
    buf_byte(out, '[');
    for (size_t i = 0; i < changes->n; i++) {
        buf_text(out, i == 0 ? "\n" : ",\n");
        put_object(out, &changes->change[i]);
    }
    buf_text(out, changes->n == 0 ? "]\n" : "\n]\n");
}
