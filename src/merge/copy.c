#include "merge/copy.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

DIAG_MESSAGE(entangled, "merge.cycle", DIAG_ERROR,
    "オブジェクト {1} の参照が循環しているか、深すぎます。kumihan batch "
    "--resume で作り直してください",
    "object {1} points to itself, or too deep; make the file again with "
    "kumihan batch --resume");

enum {
    DEPTH_MAX = 60,
    OBJECTS_MAX = 8388607, /* ISO 32000-1, annex C.2 */
    OPEN = -1              /* known: being copied */
};

struct copy
copy_begin(struct edition *edition, struct sink *sink, struct shared *shared)
{
    return (struct copy){.edition = edition, .sink = sink, .shared = shared};
}

void
copy_end(struct copy *copy)
{
    free(copy->known);
    copy->known = NULL;
}

static enum err
say_entangled(struct copy *copy, int id)
{
    struct diag *diag = copy->edition->diag;
    return DIAG(diag, ((struct loc){copy->edition->file, 0, 0}), &entangled,
        diag_int(diag, id));
}

/* Room for object ID in copy->known. */
static enum err
make_room(struct copy *copy, unsigned id)
{
    if (id < copy->cap)
        return ERR_OK;
    unsigned cap = id < 512 ? 1024 : id * 2;
    unsigned *known = realloc(copy->known, cap * sizeof *known);
    if (known == NULL)
        return ERR_NOMEM;
    memset(known + copy->cap, 0, (cap - copy->cap) * sizeof *known);
    copy->known = known;
    copy->cap = cap;
    return ERR_OK;
}

/* Of the structure, which the file does not have. */
static bool
is_left_out(const char *key)
{
    return strcmp(key, "/StructParent") == 0 ||
           strcmp(key, "/StructParents") == 0 || strcmp(key, "/Length") == 0;
}

static enum err
put_array(struct copy *copy, qpdf_oh array, struct buf *out)
{
    int n = qpdf_oh_get_array_n_items(copy->edition->q, array);
    enum err err = ERR_OK;
    buf_byte(out, '[');
    for (int i = 0; i < n && err == ERR_OK; i++) {
        if (i > 0)
            buf_byte(out, ' ');
        err = copy_value(
            copy, qpdf_oh_get_array_item(copy->edition->q, array, i), out);
    }
    buf_byte(out, ']');
    return err;
}

/* The keys of DICT, each with a NUL behind it. */
static enum err
read_keys(qpdf_data q, qpdf_oh dict, struct buf *keys)
{
    qpdf_oh_begin_dict_key_iter(q, dict);
    while (qpdf_oh_dict_more_keys(q)) {
        const char *key = qpdf_oh_dict_next_key(q);
        buf_put(keys, key, strlen(key) + 1);
    }
    return keys->failed ? ERR_NOMEM : ERR_OK;
}

static enum err
put_pair(struct copy *copy, qpdf_oh dict, const char *key, struct buf *out)
{
    qpdf_data q = copy->edition->q;
    buf_text(out, qpdf_oh_unparse(q, qpdf_oh_new_name(q, key)));
    buf_byte(out, ' ');
    return copy_value(copy, qpdf_oh_get_key(q, dict, key), out);
}

/* The entries of DICT, without its brackets: in the order of their keys. */
static enum err
put_entries(struct copy *copy, qpdf_oh dict, struct buf *out)
{
    struct buf keys = {0};
    enum err err = read_keys(copy->edition->q, dict, &keys);
    for (size_t i = 0; i < keys.n && err == ERR_OK; i += strlen(keys.p + i) + 1)
        if (!is_left_out(keys.p + i))
            err = put_pair(copy, dict, keys.p + i, out);
    buf_fini(&keys);
    return err;
}

/* The stream with its bytes as they are. */
static enum err
put_stream(struct copy *copy, qpdf_oh stream, struct buf *out)
{
    qpdf_data q = copy->edition->q;
    unsigned char *bytes = NULL;
    size_t n = 0;
    QPDF_BOOL filtered;
    buf_text(out, "<<");
    enum err err = put_entries(copy, qpdf_oh_get_dict(q, stream), out);
    if (err != ERR_OK)
        return err;
    if (qpdf_oh_get_stream_data(
            q, stream, qpdf_dl_none, &filtered, &bytes, &n) &
        QPDF_ERRORS)
        return edition_fault(copy->edition);
    buf_printf(out, "/Length %zu>>\nstream\n", n);
    buf_put(out, bytes, n);
    buf_text(out, "\nendstream");
    free(bytes);
    return ERR_OK;
}

static enum err
put_direct(struct copy *copy, qpdf_oh value, struct buf *out)
{
    qpdf_data q = copy->edition->q;
    if (qpdf_oh_is_array(q, value))
        return put_array(copy, value, out);
    if (!qpdf_oh_is_dictionary(q, value)) {
        buf_text(out, qpdf_oh_unparse(q, value));
        return ERR_OK;
    }
    buf_text(out, "<<");
    enum err err = put_entries(copy, value, out);
    buf_text(out, ">>");
    return err;
}

/* Writes OBJECT unless one with the same bytes is there; *ID is its number. */
static enum err
put_object(struct copy *copy, qpdf_oh object, unsigned *id)
{
    struct buf body = {0};
    bool stream = qpdf_oh_is_stream(copy->edition->q, object);
    enum err err = stream ? put_stream(copy, object, &body)
                          : put_direct(copy, object, &body);
    if (err == ERR_OK && qpdf_has_error(copy->edition->q))
        err = edition_fault(copy->edition);
    if (err == ERR_OK && body.failed)
        err = ERR_NOMEM;
    if (err == ERR_OK) {
        struct str bytes = {body.p, body.n};
        unsigned *number = shared_number(copy->shared, bytes);
        bool fresh = *number == 0;
        *number = fresh ? sink_reserve(copy->sink) : *number;
        *id = *number;
        if (fresh)
            err = sink_put(copy->sink, *id, bytes, stream);
    }
    buf_fini(&body);
    return err;
}

/* The number in the file of the object that VALUE points to. */
static enum err
put_reference(struct copy *copy, qpdf_oh value, struct buf *out)
{
    int number = qpdf_oh_get_object_id(copy->edition->q, value);
    if (number < 1 || number > OBJECTS_MAX)
        return edition_fault(copy->edition);
    enum err err = make_room(copy, (unsigned)number);
    if (err != ERR_OK)
        return err;
    unsigned id = copy->known[number];
    if (id == (unsigned)OPEN)
        return say_entangled(copy, number);
    if (id == 0) {
        copy->known[number] = (unsigned)OPEN;
        err = put_object(copy, value, &id);
        copy->known[number] = id; /* `known` may have moved */
    }
    buf_printf(out, "%u 0 R", id);
    return err;
}

enum err
copy_value(struct copy *copy, qpdf_oh value, struct buf *out)
{
    qpdf_data q = copy->edition->q;
    if (copy->depth == DEPTH_MAX)
        return say_entangled(copy, qpdf_oh_get_object_id(q, value));
    copy->depth++;
    enum err err = qpdf_oh_is_indirect(q, value)
                       ? put_reference(copy, value, out)
                       : put_direct(copy, value, out);
    copy->depth--;
    return err;
}

enum err
copy_entry(struct copy *copy, qpdf_oh dict, const char *key, struct buf *out)
{
    if (!qpdf_oh_has_key(copy->edition->q, dict, key))
        return ERR_OK;
    return put_pair(copy, dict, key, out);
}
