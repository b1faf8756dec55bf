/* libharu 2.3.0 seen from inside: its structures are in installed headers and
 * its object functions are exported.  What is used: documents, dictionaries
 * whose entries a function of ours writes (write_fn), the cross-reference
 * list, and the writing of values to a stream record of ours.  What is not:
 * its fonts, pages and saving, which know too little of what we need. */
#include "pdf/haru.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <stddef.h>
#include <string.h>

_Static_assert(HPDF_VERSION_ID == 20300, "written for libharu 2.3.0");
_Static_assert(
    offsetof(HPDF_Dict_Rec, header) == 0 && sizeof(HPDF_Obj_Header) == 8,
    "objects begin with their header");
_Static_assert(offsetof(HPDF_Dict_Rec, write_fn) ==
                   offsetof(HPDF_Dict_Rec, before_write_fn) + sizeof(void *),
    "the hooks of a dictionary stand side by side");
_Static_assert(
    offsetof(HPDF_Dict_Rec, attr) + sizeof(void *) == sizeof(HPDF_Dict_Rec),
    "attr is the last member of a dictionary");
_Static_assert(
    offsetof(HPDF_List_Rec, obj) + sizeof(void *) == sizeof(HPDF_List_Rec),
    "a list ends with its items");

enum {
    ID_MASK = 0x00FFFFFF,
    NO_POOL = 0,           /* the pool is misaligned */
    XREF_BLOCK = 1024,     /* the list grows by blocks: quadratic when small */
    OBJECTS_MAX = 0x7FFFFF /* ids of libharu have 23 bits */
};

struct haru {
    struct arena *arena;
    HPDF_Doc doc;
    HPDF_STATUS code, detail; /* of the first failure */
    enum err err;
};

/* What a dictionary of ours holds, in its attr. */
struct body {
    struct str entries;
    struct str data;
    bool is_stream, varies;
};

static void
on_error(HPDF_STATUS code, HPDF_STATUS detail, void *user)
{
    struct haru *haru = user;
    if (haru->err != ERR_OK)
        return;
    haru->code = code;
    haru->detail = detail;
    haru->err = code == HPDF_FAILD_TO_ALLOC_MEM ? ERR_NOMEM : ERR_INTERNAL;
}

static void
fail(struct haru *haru, enum err err)
{
    if (haru->err == ERR_OK)
        haru->err = err;
}

/* Takes from the page tree's root and from Info what libharu put there. */
static void
clear_own(HPDF_Doc doc)
{
    doc->root_pages->before_write_fn = NULL;
    HPDF_Dict_RemoveElement(doc->root_pages, "Kids");
    HPDF_Dict_RemoveElement(doc->root_pages, "Count");
    HPDF_Dict_RemoveElement(doc->info, "Producer");
}

enum err
haru_new(struct arena *arena, struct haru **out)
{
    *out = NULL;
    if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0)
        return ERR_INTERNAL;
    struct haru *haru = arena_alloc(arena, sizeof *haru);
    if (haru == NULL)
        return ERR_NOMEM;
    haru->arena = arena;
    haru->doc = HPDF_NewEx(on_error, NULL, NULL, NO_POOL, haru);
    if (haru->doc == NULL)
        return haru->err != ERR_OK ? haru->err : ERR_NOMEM;
    if (haru->err == ERR_OK && haru->doc->info == NULL)
        haru->err = ERR_INTERNAL;
    if (haru->err != ERR_OK) {
        enum err err = haru->err;
        HPDF_Free(haru->doc);
        return err;
    }
    haru->doc->pdf_version = HPDF_VER_17;
    haru->doc->xref->entries->items_per_block = XREF_BLOCK;
    clear_own(haru->doc);
    *out = haru;
    return haru->err;
}

void
haru_free(struct haru *haru)
{
    if (haru != NULL)
        HPDF_Free(haru->doc);
}

static struct ref
ref_of(HPDF_Dict dict)
{
    return (struct ref){dict->header.obj_id & ID_MASK};
}

struct ref
haru_catalog(const struct haru *haru)
{
    return ref_of(haru->doc->catalog);
}

struct ref
haru_pages(const struct haru *haru)
{
    return ref_of(haru->doc->root_pages);
}

struct ref
haru_info(const struct haru *haru)
{
    return ref_of(haru->doc->info);
}

struct ref
haru_reserve(struct haru *haru)
{
    if (haru->err != ERR_OK)
        return (struct ref){0};
    HPDF_Dict dict = NULL;
    if (haru_count(haru) < OBJECTS_MAX)
        dict = HPDF_Dict_New(haru->doc->mmgr);
    /* The list frees DICT when it cannot take it. */
    if (dict == NULL || HPDF_Xref_Add(haru->doc->xref, dict) != HPDF_OK) {
        fail(haru, ERR_INTERNAL);
        return (struct ref){0};
    }
    return ref_of(dict);
}

static HPDF_Dict
dict_of(const struct haru *haru, unsigned id)
{
    HPDF_List entries = haru->doc->xref->entries;
    if (id == 0 || id >= entries->count)
        return NULL;
    HPDF_XrefEntry entry = entries->obj[id];
    HPDF_Obj_Header *header = entry->obj;
    bool is_dict = (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT;
    return is_dict ? entry->obj : NULL;
}

static HPDF_STATUS
write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct body *body = dict->attr;
    return HPDF_Stream_Write(
        stream, (const HPDF_BYTE *)body->entries.p, (HPDF_UINT)body->entries.n);
}

static void
fill(struct haru *haru, struct ref ref, struct buf *entries, struct body body)
{
    if (entries->failed)
        fail(haru, ERR_NOMEM);
    if (haru->err != ERR_OK)
        return;
    HPDF_Dict dict = dict_of(haru, ref.id);
    struct body *own = arena_alloc(haru->arena, sizeof *own);
    char *p = arena_strndup(
        haru->arena, entries->p == NULL ? "" : entries->p, entries->n);
    if (own == NULL || p == NULL || dict == NULL) {
        fail(haru, dict == NULL ? ERR_INTERNAL : ERR_NOMEM);
        return;
    }
    *own = body;
    own->entries = (struct str){p, entries->n};
    dict->attr = own;
    dict->write_fn = write_entries;
    entries->n = 0;
}

void
haru_dict(struct haru *haru, struct ref ref, struct buf *body, bool varies)
{
    fill(haru, ref, body, (struct body){.varies = varies});
}

void
haru_stream(struct haru *haru, struct ref ref, struct buf *body,
    struct str data, bool varies)
{
    buf_text(body, "/Length ");
    buf_int(body, (int64_t)data.n);
    fill(haru, ref, body,
        (struct body){.is_stream = true, .data = data, .varies = varies});
}

enum err
haru_status(const struct haru *haru)
{
    return haru->err;
}

unsigned
haru_count(const struct haru *haru)
{
    return haru->doc->xref->entries->count;
}

static const struct body *
body_of(const struct haru *haru, unsigned id)
{
    HPDF_Dict dict = dict_of(haru, id);
    bool ours = dict != NULL && dict->write_fn == write_entries;
    return ours ? dict->attr : NULL;
}

bool
haru_is_stream(const struct haru *haru, unsigned id)
{
    const struct body *body = body_of(haru, id);
    return body != NULL && body->is_stream;
}

bool
haru_varies(const struct haru *haru, unsigned id)
{
    const struct body *body = body_of(haru, id);
    return body != NULL && body->varies;
}

static HPDF_STATUS
to_buf(HPDF_Stream stream, const HPDF_BYTE *p, HPDF_UINT n)
{
    buf_put(stream->attr, p, n);
    return HPDF_OK;
}

void
haru_write(struct haru *haru, unsigned id, struct buf *out)
{
    HPDF_Dict dict = dict_of(haru, id);
    if (haru->err != ERR_OK)
        return;
    if (dict == NULL) {
        fail(haru, ERR_INTERNAL);
        return;
    }
    HPDF_Stream_Rec stream = {.sig_bytes = HPDF_STREAM_SIG_BYTES,
        .type = HPDF_STREAM_CALLBACK,
        .mmgr = haru->doc->mmgr,
        .error = &haru->doc->error,
        .write_fn = to_buf,
        .attr = out};
    if (HPDF_Obj_WriteValue(dict, &stream, NULL) != HPDF_OK)
        fail(haru, ERR_INTERNAL);
    const struct body *body = body_of(haru, id);
    if (body != NULL && body->is_stream) {
        buf_text(out, "\nstream\n");
        buf_str(out, body->data);
        buf_text(out, "\nendstream");
    }
    if (out->failed)
        fail(haru, ERR_NOMEM);
}
