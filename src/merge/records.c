#include "merge/records.h"

#include "base/utf8.h"
#include "pdf/syntax.h"

/* References in one of the arrays that make up /DParts: an array has at most
 * 8191 elements where ISO 32000-1, annex C.2, is taken at its word. */
enum { PER_ARRAY = 8000 };

struct records
records_begin(struct sink *sink)
{
    return (struct records){.sink = sink,
        .parts = sink_reserve(sink),
        .root = sink_reserve(sink),
        .outline = sink_reserve(sink)};
}

void
records_fini(struct records *records)
{
    buf_fini(&records->part);
    buf_fini(&records->title);
}

/* --- document parts ------------------------------------------------------- */

enum {
    NAME_BYTES = 120
}; /* of 127 (ISO 32000-1, annex C.2); the rest for `_` */

/* NAME as a key that is an XML name, as those of a part's metadata have to be
 * (ISO 16612-2): what XML does not take becomes a low line.  Letters
 * beyond ASCII are taken as they are. */
static void
make_key(struct buf *key, const char *name)
{
    for (const char *p = name; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        bool letter = c >= 0x80 || (c >= 'A' && c <= 'Z') ||
                      (c >= 'a' && c <= 'z') || c == '_';
        bool inner = (c >= '0' && c <= '9') || c == '-' || c == '.';
        if (p == name && inner)
            buf_byte(key, '_');
        buf_byte(key, letter || inner ? *p : '_');
    }
    if (key->n == 0)
        buf_byte(key, '_');
    if (key->failed || key->n <= NAME_BYTES)
        return;
    key->n = utf8_valid((struct str){key->p, NAME_BYTES});
    key->p[key->n] = '\0';
}

/* Is KEY one of KEYS, each with a line end behind it? */
static bool
has_key(const struct buf *keys, const struct buf *key)
{
    struct str rest = {keys->p, keys->n};
    while (rest.p != NULL && rest.n > 0)
        if (str_equal(str_cut(rest, '\n', &rest), (struct str){key->p, key->n}))
            return true;
    return false;
}

/* NAME as a key that is none of KEYS, to which it is added. */
static void
put_key(struct buf *out, struct buf *keys, const char *name)
{
    struct buf key = {0};
    make_key(&key, name);
    while (!key.failed && has_key(keys, &key))
        buf_byte(&key, '_');
    if (key.failed)
        out->failed = true;
    else
        syntax_name(out, key.p);
    buf_put(keys, key.p, key.n);
    buf_byte(keys, '\n');
    buf_fini(&key);
}

/* The names that CIP4 gives to what is said of a recipient are the frame; what
 * stands in it is ours and the list's. */
static enum err
put_part(struct records *r, unsigned part, const struct record *record,
    unsigned first, unsigned last)
{
    struct buf body = {0}, keys = {0};
    buf_text(&keys, "Row\nKey\nFile\n");
    buf_printf(&body,
        "<</Type/DPart/Parent %u 0 R/Start %u 0 R/End %u 0 R"
        "/DPM<</CIP4_Root<</CIP4_Recipient<</Row %zu/Key ",
        r->root, first, last, record->row);
    syntax_text(&body, str_of(record->key));
    buf_text(&body, "/File ");
    syntax_text(&body, str_of(record->file));
    for (size_t i = 0; i < record->n_fields; i++) {
        put_key(&body, &keys, record->field[i].name);
        syntax_text(&body, str_of(record->field[i].value));
    }
    buf_text(&body, ">>>>>>>>");
    body.failed = body.failed || keys.failed;
    buf_fini(&keys);
    return sink_put_buf(r->sink, part, &body, false);
}

static void
add_reference(struct records *r, unsigned part)
{
    if (r->n % PER_ARRAY == 0)
        buf_text(&r->part, r->n == 0 ? "[" : "][");
    buf_printf(&r->part, "%u 0 R ", part);
}

/* --- the outline ---------------------------------------------------------- */

/* Writes the last item; NEXT follows it, or 0. */
static enum err
put_item(struct records *r, unsigned next)
{
    struct buf body = {0};
    buf_printf(&body, "<</Parent %u 0 R", r->outline);
    if (r->before != 0)
        buf_printf(&body, "/Prev %u 0 R", r->before);
    if (next != 0)
        buf_printf(&body, "/Next %u 0 R", next);
    buf_printf(&body, "/Dest[%u 0 R/Fit]/Title ", r->page);
    syntax_text(&body, (struct str){r->title.p, r->title.n});
    buf_text(&body, ">>");
    body.failed = body.failed || r->title.failed;
    return sink_put_buf(r->sink, r->last, &body, false);
}

/* An item is called as its file, without what all files end in. */
static void
set_title(struct buf *title, const char *file)
{
    title->n = 0;
    buf_str(title, str_without(file, ".pdf"));
}

static enum err
add_item(struct records *r, const struct record *record, unsigned page)
{
    unsigned id = sink_reserve(r->sink);
    enum err err = r->n == 0 ? ERR_OK : put_item(r, id);
    r->before = r->last;
    r->last = id;
    r->first = r->n == 0 ? id : r->first;
    r->page = page;
    set_title(&r->title, record->file);
    return err;
}

enum err
records_add(struct records *r, unsigned part, const struct record *record,
    unsigned first, unsigned last)
{
    add_reference(r, part);
    enum err err = put_part(r, part, record, first, last);
    if (err == ERR_OK)
        err = add_item(r, record, first);
    r->n++;
    return err;
}

static enum err
put_root(struct records *r)
{
    struct buf body = {0};
    buf_printf(&body, "<</Type/DPart/Parent %u 0 R/DParts[", r->parts);
    buf_put(&body, r->part.p, r->part.n);
    buf_text(&body, "]]>>");
    body.failed = body.failed || r->part.failed;
    return sink_put_buf(r->sink, r->root, &body, false);
}

enum err
records_end(struct records *r)
{
    struct buf body = {0};
    enum err err = put_item(r, 0);
    if (err == ERR_OK)
        err = put_root(r);
    buf_printf(&body,
        "<</Type/DPartRoot/DPartRootNode %u 0 R/RecordLevel 1"
        "/NodeNameList[/Editions/Edition]>>",
        r->root);
    if (err == ERR_OK)
        err = sink_put_buf(r->sink, r->parts, &body, false);
    buf_fini(&body);
    buf_printf(&body, "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %zu>>",
        r->first, r->last, r->n);
    if (err == ERR_OK)
        err = sink_put_buf(r->sink, r->outline, &body, false);
    buf_fini(&body);
    return err;
}
