#include "app/packageink.h"

#include <string.h>

#include "pdf/ink.h"
#include "pdf/jpegfile.h"

/* Keeps the names in order, so that sets are compared one by one. */
static enum err
add_spot(struct arena *arena, const char *name, struct plate_set *out)
{
    size_t at = 0;
    while (at < out->n && strcmp(out->spot[at], name) < 0)
        at++;
    if (at < out->n && strcmp(out->spot[at], name) == 0)
        return ERR_OK;
    const char **all =
        arena_grow(arena, out->spot, out->n, &out->cap, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    memmove(all + at + 1, all + at, (out->n - at) * sizeof *all);
    all[at] = name;
    out->spot = all;
    out->n++;
    return ERR_OK;
}

static enum err
add_colour(struct arena *arena, const struct pdf_print *print,
    struct colour colour, struct plate_set *out)
{
    struct ink ink;
    if (colour.transparent || !ink_of(print, colour, &ink))
        return ERR_OK;
    if (ink.kind == INK_SPOT)
        return ink.part[0] == 0 ? ERR_OK : add_spot(arena, ink.spot->spot, out);
    for (int i = 0; i < 4; i++)
        out->process[i] = out->process[i] || ink.part[i] > 0;
    return ERR_OK;
}

/* Grey pictures keep their numbers: K.  The others become, or are, four inks.
 * (A PNG's type of colour stands at a fixed place: ISO 15948, 11.2.2.) */
static void
add_picture(const struct image *image, struct plate_set *out)
{
    enum { COLOUR_TYPE = 25, IN_COLOUR = 2 };
    struct jpegfile jpeg;
    bool grey;
    if (image->kind == IMAGE_JPEG)
        grey =
            jpegfile_read(image->bytes, &jpeg) == NULL && jpeg.components == 1;
    else
        grey = image->bytes.n > COLOUR_TYPE &&
               (image->bytes.p[COLOUR_TYPE] & IN_COLOUR) == 0;
    for (int i = grey ? 3 : 0; i < 4; i++)
        out->process[i] = true;
}

static enum err
add_path(struct arena *arena, const struct pdf_print *print,
    const struct paint *paint, struct plate_set *out)
{
    enum err err = add_colour(arena, print, paint->stroke, out);
    if (err != ERR_OK || paint->gradient == NULL)
        return err == ERR_OK ? add_colour(arena, print, paint->fill, out) : err;
    err = add_colour(arena, print, paint->gradient->from, out);
    return err == ERR_OK ? add_colour(arena, print, paint->gradient->to, out)
                         : err;
}

enum err
packageink_add(struct arena *arena, const struct pdf_print *print,
    const struct page *page, struct plate_set *out)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < page->n_items && err == ERR_OK; i++) {
        const struct item *item = &page->item[i];
        if (item->kind == ITEM_GLYPHS)
            err = add_colour(arena, print, item->colour, out);
        else if (item->kind == ITEM_PATH)
            err = add_path(arena, print, &item->paint, out);
        else if (item->kind == ITEM_IMAGE)
            add_picture(item->image, out);
    }
    return err;
}

enum err
packageink_join(
    struct arena *arena, const struct plate_set *from, struct plate_set *out)
{
    enum err err = ERR_OK;
    for (int i = 0; i < 4; i++)
        out->process[i] = out->process[i] || from->process[i];
    for (size_t i = 0; i < from->n && err == ERR_OK; i++)
        err = add_spot(arena, from->spot[i], out);
    return err;
}

bool
packageink_equal(const struct plate_set *a, const struct plate_set *b)
{
    if (a->n != b->n || memcmp(a->process, b->process, sizeof a->process) != 0)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->spot[i], b->spot[i]) != 0)
            return false;
    return true;
}

size_t
packageink_count(const struct plate_set *set)
{
    size_t n = set->n;
    for (int i = 0; i < 4; i++)
        n += set->process[i] ? 1 : 0;
    return n;
}

void
packageink_put(const struct plate_set *set, struct buf *out)
{
    static const char *const names[] = {"C", "M", "Y", "K"};
    const char *between = "";
    for (int i = 0; i < 4; i++)
        if (set->process[i]) {
            buf_text(out, between);
            buf_text(out, names[i]);
            between = " ";
        }
    for (size_t i = 0; i < set->n; i++) {
        buf_text(out, *between == '\0' ? "" : " + ");
        buf_text(out, set->spot[i]);
        between = " ";
    }
    if (*between == '\0')
        buf_text(out, "-");
}
