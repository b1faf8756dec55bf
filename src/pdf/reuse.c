#include "pdf/reuse.h"

#include <string.h>

#include "pdf/cuts.h"
#include "pdf/glyphs.h"
#include "pdf/memory.h"
#include "pdf/tags.h"

enum { ROOM = 4 << 20 }; /* bytes that a record may want of its memory */

/* What stands behind a name, and so tells whether it is that of the same. */
struct name {
    enum resource_kind kind;
    size_t index;
    int32_t opacity;                 /* of a graphics state */
    const struct gradient *gradient; /* of a shading */
    emu height;
    const struct item *item; /* with the picture */
};

struct reuse_part {
    bool good;     /* it may be taken over */
    bool written;  /* it has a stream: */
    size_t stream; /* its number on the page */
    struct str packed;
    size_t first;  /* its first item, of the page's */
    uint32_t mcid; /* the number of its first piece of marked content */
    size_t *tag;   /* the items that open these, counted from FIRST */
    size_t n_tags, cap_tags;
    struct resource_names names; /* while it is recorded */
    struct name *name;
    size_t n_names;
    struct content_state end; /* its font: by number */
    size_t end_font;          /* SIZE_MAX: none */
    bool blended;
};

struct reuse {
    struct arena *arena;
    const struct document *document;
    bool whole; /* the file was written */
    bool tagged;
    int pdfa;
    struct reuse_font *font;
    size_t n_fonts;
    struct tags_kept *tags;
    struct page_parts {
        struct reuse_part *part;
        size_t n, cap;
    } * page;
};

/* --- whether -------------------------------------------------------------- */

static bool
same_fonts(const struct reuse *reuse, const struct document *document)
{
    size_t n = 0;
    for (size_t p = 0; p < document->n_pages; p++) {
        struct glyphs_walk walk = {.page = document->page[p]};
        const struct item *item;
        while ((item = glyphs_walk(&walk)) != NULL) {
            size_t i = 0;
            while (i < n && (reuse->font[i].use.face != item->run->face ||
                                reuse->font[i].use.varies != item->varies))
                i++;
            if (i < n)
                continue;
            if (n == reuse->n_fonts ||
                reuse->font[n].use.face != item->run->face ||
                reuse->font[n].use.varies != item->varies)
                return false;
            n++;
        }
    }
    return n == reuse->n_fonts;
}

static bool
is_alike(const struct reuse *reuse, const struct writer *w)
{
    const struct document *a = reuse->document, *b = w->document;
    if (!reuse->whole || reuse->tagged != w->options->tagged ||
        reuse->pdfa != w->options->pdfa || a->n_pages != b->n_pages)
        return false;
    for (size_t i = 0; i < a->n_pages; i++)
        if (b->page[i]->like != a->page[i])
            return false;
    return same_fonts(reuse, b);
}

enum err
reuse_begin(struct writer *w)
{
    const struct pdf_options *options = w->options;
    struct reuse *reuse = memory_reuse(options->memory);
    if (options->memory == NULL || options->print != NULL ||
        options->imposed != NULL)
        return ERR_OK;
    if (reuse != NULL) {
        w->reuse = is_alike(reuse, w) ? reuse : NULL;
        return ERR_OK;
    }
    struct arena *arena =
        options->lasting ? memory_arena(options->memory, ROOM) : NULL;
    if (arena == NULL)
        return ERR_OK;
    reuse = arena_alloc(arena, sizeof *reuse);
    if (reuse == NULL)
        return ERR_NOMEM;
    *reuse = (struct reuse){.arena = arena,
        .document = w->document,
        .tagged = options->tagged,
        .pdfa = options->pdfa};
    reuse->page = arena_array(arena, w->document->n_pages, sizeof *reuse->page);
    w->record = reuse;
    return reuse->page == NULL ? ERR_NOMEM : ERR_OK;
}

void
reuse_end(struct writer *w)
{
    if (w->record == NULL)
        return;
    w->record->whole = w->record->n_fonts == w->n_fonts;
    memory_set_reuse(w->options->memory, w->record);
}

/* --- fonts ---------------------------------------------------------------- */

const struct reuse_font *
reuse_font(const struct writer *w, size_t index)
{
    return w->reuse == NULL || w->font[index].varies ? NULL
                                                     : &w->reuse->font[index];
}

/* TEXT as a string of its own that lasts; NULL: no memory. */
static const struct str *
keep_text(struct arena *arena, struct str text)
{
    struct str *kept = arena_alloc(arena, sizeof *kept);
    const char *p = arena_strndup(arena, text.n == 0 ? "" : text.p, text.n);
    if (kept == NULL || p == NULL)
        return NULL;
    *kept = (struct str){p, text.n};
    return kept;
}

/* The glyphs of FONT where they last. */
static bool
keep_glyphs(struct arena *arena, struct font_use *font)
{
    size_t slots = face_info(font->face)->glyphs;
    struct glyph_use *glyph = arena_array(arena, font->n, sizeof *glyph);
    uint32_t *slot = arena_array(arena, slots, sizeof *slot);
    if (glyph == NULL || slot == NULL)
        return false;
    memcpy(glyph, font->glyph, font->n * sizeof *glyph);
    memcpy(slot, font->slot, slots * sizeof *slot);
    for (size_t i = 0; i < font->n; i++) {
        struct glyph_use *g = &glyph[i];
        struct subset_part *part = arena_array(arena, g->n_parts, sizeof *part);
        if (part == NULL)
            return false;
        if (g->n_parts > 0)
            memcpy(part, g->part, g->n_parts * sizeof *part);
        g->part = part;
    }
    font->glyph = glyph;
    font->slot = slot;
    return true;
}

void
reuse_keep_font(struct writer *w, size_t index, struct str widths,
    struct str map, const void *program)
{
    struct reuse *r = w->record;
    if (r == NULL || index != r->n_fonts)
        return; /* then the record is not whole */
    if (r->font == NULL)
        r->font = arena_array(r->arena, w->n_fonts, sizeof *r->font);
    if (r->font == NULL)
        return;
    struct reuse_font kept = {w->font[index], NULL, NULL, program};
    if (kept.use.varies) {
        r->font[r->n_fonts++] = kept;
        return;
    }
    kept.widths = keep_text(r->arena, widths);
    kept.map = keep_text(r->arena, map);
    if (program != NULL && kept.widths != NULL && kept.map != NULL &&
        keep_glyphs(r->arena, &kept.use))
        r->font[r->n_fonts++] = kept;
}

/* --- the structure tree --------------------------------------------------- */

const struct tags_kept *
reuse_tags(const struct writer *w)
{
    return w->reuse == NULL ? NULL : w->reuse->tags;
}

const struct document *
reuse_document(const struct writer *w)
{
    return w->reuse->document;
}

struct arena *
reuse_arena(const struct writer *w)
{
    return w->record == NULL ? NULL : w->record->arena;
}

struct tags_kept *
reuse_tags_kept(const struct writer *w)
{
    return w->record == NULL ? NULL : w->record->tags;
}

void
reuse_keep_tags(struct writer *w, struct tags_kept *tags)
{
    w->record->tags = tags;
}

/* --- parts: recording ----------------------------------------------------- */

/* Another part of the page that C writes, or NULL. */
static struct reuse_part *
new_part(struct content *c)
{
    struct reuse *r = c->w->record;
    struct page_parts *page = &r->page[c->page->number];
    struct reuse_part *all =
        arena_grow(r->arena, page->part, page->n, &page->cap, sizeof *all);
    if (all == NULL)
        return NULL;
    page->part = all;
    all[page->n] = (struct reuse_part){
        .good = true, .first = SIZE_MAX, .mcid = tags_count(c->w, c->page)};
    return &all[page->n++];
}

void
reuse_note_item(struct content *c, const struct item *item)
{
    struct reuse_part *part = c->record;
    if (part == NULL || c->varies)
        return;
    if (part->first == SIZE_MAX)
        part->first = (size_t)(item - c->page->item);
    part->good = part->good && !item->varies;
}

/* A span opens the marked content of what is in it. */
void
reuse_note_tag(struct content *c, uint32_t sequence)
{
    struct reuse_part *part = c->record;
    if (part == NULL || c->varies)
        return;
    size_t i = (size_t)(c->item - c->page->item);
    while (i < c->page->n_items && c->page->item[i].sequence != sequence)
        i++;
    size_t *all = arena_grow(c->w->record->arena, part->tag, part->n_tags,
        &part->cap_tags, sizeof *all);
    if (all == NULL || i == c->page->n_items) {
        part->good = false;
        return;
    }
    part->tag = all;
    all[part->n_tags++] = i - part->first;
}

static struct name
name_of(const struct writer *w, const struct resource_used *used)
{
    struct name name = {.kind = used->kind, .index = used->index};
    if (used->kind == RESOURCE_GSTATE) {
        name.opacity = w->gstate[used->index].opacity;
    } else if (used->kind == RESOURCE_SHADING) {
        name.gradient = w->shading[used->index].gradient;
        name.height = w->shading[used->index].height;
    } else if (used->kind == RESOURCE_IMAGE) {
        name.item = w->image[used->index].item;
    }
    return name;
}

static bool
keep_names(const struct writer *w, struct reuse_part *part)
{
    part->n_names = part->names.n;
    part->name =
        arena_array(w->record->arena, part->n_names, sizeof *part->name);
    for (size_t i = 0; i < part->n_names && part->name != NULL; i++)
        part->name[i] = name_of(w, &part->names.used[i]);
    return part->name != NULL;
}

static void
end_record(struct content *c)
{
    struct reuse_part *part = c->record;
    size_t from = c->n_cuts == 0 ? 0 : c->cut[c->n_cuts - 1].end;
    part->written = c->out.n > from;
    part->stream = c->n_cuts;
    part->end = c->now;
    part->end_font =
        c->now.font == NULL ? SIZE_MAX : (size_t)(c->now.font - c->w->font);
    part->end.font = NULL;
    part->blended = c->blended;
    part->good = part->good && c->depth == 0 && keep_names(c->w, part);
    c->resources.names = NULL;
    c->record = NULL;
}

void
reuse_keep_page(struct writer *w, size_t number, const struct content *c)
{
    struct page_parts *page =
        w->record == NULL ? NULL : &w->record->page[number];
    for (size_t i = 0; page != NULL && i < page->n; i++) {
        struct reuse_part *part = &page->part[i];
        bool packed;
        if (!part->good || !part->written)
            continue;
        const struct str *kept = memory_find(w->options->memory, MEMORY_STREAM,
            DEFLATE_TEXT, cuts_stream(c, part->stream, &packed));
        part->good = kept != NULL;
        part->packed = kept == NULL ? part->packed : *kept;
    }
}

/* --- parts: taking over --------------------------------------------------- */

/* How many resources of KIND there are in W so far. */
static size_t
count_of(const struct writer *w, enum resource_kind kind)
{
    return kind == RESOURCE_GSTATE    ? w->n_gstates
           : kind == RESOURCE_SHADING ? w->n_shadings
           : kind == RESOURCE_IMAGE   ? w->n_images
                                      : w->n_fonts;
}

/* Does NAME stand for the same in W?  It has been given there. */
static bool
is_same(const struct writer *w, const struct name *name)
{
    if (name->kind == RESOURCE_GSTATE)
        return w->gstate[name->index].opacity == name->opacity;
    if (name->kind == RESOURCE_SHADING)
        return w->shading[name->index].height == name->height &&
               resource_same_gradient(
                   w->shading[name->index].gradient, name->gradient);
    if (name->kind == RESOURCE_IMAGE)
        return str_equal(
            w->image[name->index].image->bytes, name->item->image->bytes);
    return name->kind == RESOURCE_FONT || name->kind == RESOURCE_UPRIGHT;
}

/* Would W give all that PART uses the same names? */
static bool
names_agree(const struct writer *w, const struct reuse_part *part)
{
    size_t fresh[RESOURCE_KINDS] = {0};
    for (size_t i = 0; i < part->n_names; i++) {
        const struct name *name = &part->name[i];
        size_t n = count_of(w, name->kind);
        if (name->index < n ? !is_same(w, name)
                            : name->index != n + fresh[name->kind]++)
            return false;
    }
    return true;
}

/* Gives NAME what it stands for, when it is new in W. */
static enum err
give(struct writer *w, const struct name *name)
{
    size_t index = name->index;
    if (name->index < count_of(w, name->kind))
        return ERR_OK;
    enum err err = ERR_INTERNAL;
    if (name->kind == RESOURCE_GSTATE)
        err = resource_gstate(w, name->opacity, &index);
    else if (name->kind == RESOURCE_SHADING)
        err = resource_shading(w, name->gradient, name->height, &index);
    else if (name->kind == RESOURCE_IMAGE)
        err = resource_image(w, name->item, &index);
    return err == ERR_OK && index != name->index ? ERR_INTERNAL : err;
}

static void
take_names(struct content *c, const struct reuse_part *part)
{
    for (size_t i = 0; i < part->n_names; i++) {
        const struct name *name = &part->name[i];
        if (give(c->w, name) != ERR_OK ||
            !resource_note(c->w, &c->resources, name->kind, name->index))
            c->out.failed = true;
    }
}

/* The next part of the page, when it is what C would write. */
static const struct reuse_part *
find_part(const struct content *c)
{
    const struct page_parts *page = &c->w->reuse->page[c->page->number];
    const struct reuse_part *part =
        c->part < page->n ? &page->part[c->part] : NULL;
    bool good = part != NULL && part->good && c->depth == 0 &&
                part->mcid == tags_count(c->w, c->page) &&
                names_agree(c->w, part);
    return good ? part : NULL;
}

void
reuse_part_begin(struct content *c)
{
    c->had = NULL;
    c->record = NULL;
    if (c->w->record != NULL) {
        c->record = new_part(c);
        c->resources.names = c->record == NULL ? NULL : &c->record->names;
    } else if (c->w->reuse != NULL) {
        c->had = find_part(c);
        c->tags_had = 0;
        c->items_had = 0;
        if (c->had != NULL)
            take_names(c, c->had);
    }
    c->part++;
}

void
reuse_item(struct content *c, const struct item *item)
{
    const struct reuse_part *part = c->had;
    const char *name;
    for (; c->tags_had < part->n_tags && part->tag[c->tags_had] == c->items_had;
         c->tags_had++)
        tags_content(c->w, c->page, item->sequence, &name);
    c->items_had++;
}

enum err
reuse_part_end(struct content *c)
{
    const struct reuse_part *part = c->had;
    if (c->record != NULL)
        end_record(c);
    if (part == NULL)
        return ERR_OK;
    c->had = NULL;
    c->now = part->end;
    if (part->end_font != SIZE_MAX)
        c->now.font = &c->w->font[part->end_font];
    c->blended = c->blended || part->blended;
    return part->written ? cuts_add_packed(c, &part->packed) : ERR_OK;
}
