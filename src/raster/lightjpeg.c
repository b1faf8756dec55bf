/* The numbers of the file are averaged as they stand in it (luminance and
 * chrominance, four inks, inverted or not): the mean of what is converted is
 * the converted mean, and nothing is rounded twice. */
#include "raster/lightjpeg.h"

#include <string.h>

#include "raster/jpegtrap.h"

enum {
    /* No key: at the size of a page nobody sees a difference from about 85 on,
     * while the bytes grow fast above it. */
    QUALITY = 85,
    PIECE = 1 << 14 /* bytes that libjpeg hands over at once */
};

#define PROFILE_MARK "ICC_PROFILE" /* with its NUL (ICC.1, B.4) */

struct work {
    struct jpegtrap trap; /* of both */
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    struct jpeg_destination_mgr target;
    JOCTET piece[PIECE];
    struct arena *arena;
    struct shrink *shrink;
    struct buf *out;
    unsigned char *old, *fresh; /* a row each */
};

/* --- where the file goes -------------------------------------------------- */

static void
begin_target(j_compress_ptr jpeg)
{
    struct work *w = jpeg->client_data;
    w->target.next_output_byte = w->piece;
    w->target.free_in_buffer = PIECE;
}

/* OUT remembers that memory ran out. */
static boolean
put_piece(j_compress_ptr jpeg)
{
    struct work *w = jpeg->client_data;
    buf_put(w->out, w->piece, PIECE);
    begin_target(jpeg);
    return TRUE;
}

static void
end_target(j_compress_ptr jpeg)
{
    struct work *w = jpeg->client_data;
    buf_put(w->out, w->piece, PIECE - w->target.free_in_buffer);
}

/* --- the old file --------------------------------------------------------- */

static enum err
begin_old(struct work *w, struct str bytes)
{
    struct jpeg_decompress_struct *from = &w->from;
    jpeg_create_decompress(from);
    jpeg_save_markers(from, JPEG_APP0 + 2, 0xFFFF);
    jpeg_mem_src(from, (const unsigned char *)bytes.p, bytes.n);
    jpeg_read_header(from, TRUE);
    if (from->num_components == 2 || from->num_components > 4)
        return ERR_INPUT;
    from->out_color_space = from->jpeg_color_space;
    if (from->image_width > SHRINK_PIXELS_MAX / from->image_height)
        return ERR_INPUT; /* before libjpeg takes memory for them */
    jpeg_start_decompress(from);
    return ERR_OK;
}

/* --- the new one ---------------------------------------------------------- */

/* Is the colour of FROM coarser than its brightness, along one axis? */
static int
samples(int brightness, int colour)
{
    return brightness > colour ? 2 : 1;
}

/* As fine in colour as the old one. */
static void
set_samples(struct work *w)
{
    const jpeg_component_info *old = w->from.comp_info;
    jpeg_component_info *fresh = w->to.comp_info;
    if (w->to.jpeg_color_space != JCS_YCbCr &&
        w->to.jpeg_color_space != JCS_YCCK)
        return;
    for (int i = 0; i < w->to.num_components; i += 3) { /* and of YCCK the K */
        fresh[i].h_samp_factor =
            samples(old[0].h_samp_factor, old[1].h_samp_factor);
        fresh[i].v_samp_factor =
            samples(old[0].v_samp_factor, old[1].v_samp_factor);
    }
}

static void
put_profile(struct work *w)
{
    for (jpeg_saved_marker_ptr m = w->from.marker_list; m != NULL; m = m->next)
        if (m->data_length > sizeof PROFILE_MARK &&
            memcmp(m->data, PROFILE_MARK, sizeof PROFILE_MARK) == 0)
            jpeg_write_marker(&w->to, m->marker, m->data, m->data_length);
}

static void
begin_new(struct work *w)
{
    struct jpeg_compress_struct *to = &w->to;
    jpeg_create_compress(to);
    to->client_data = w;
    to->dest = &w->target;
    w->target = (struct jpeg_destination_mgr){.init_destination = begin_target,
        .empty_output_buffer = put_piece,
        .term_destination = end_target};
    to->image_width = (JDIMENSION)w->shrink->width;
    to->image_height = (JDIMENSION)w->shrink->height;
    to->input_components = w->from.num_components;
    to->in_color_space = w->from.jpeg_color_space;
    jpeg_set_defaults(to);
    jpeg_set_colorspace(to, w->from.jpeg_color_space);
    jpeg_set_quality(to, QUALITY, TRUE);
    to->optimize_coding = TRUE;
    set_samples(w);
    /* It tells that four inks are inverted: as they were. */
    if (to->num_components == 4)
        to->write_Adobe_marker = w->from.saw_Adobe_marker;
    jpeg_start_compress(to, TRUE);
    put_profile(w);
}

/* --- from row to row ------------------------------------------------------ */

static enum err
begin_rows(struct work *w)
{
    struct shrink *s = w->shrink;
    s->from_width = (int)w->from.output_width;
    s->from_height = (int)w->from.output_height;
    s->channels = w->from.output_components;
    s->alpha = false;
    enum err err = shrink_begin(w->arena, s);
    if (err != ERR_OK)
        return err;
    w->old = arena_array(w->arena, (size_t)s->from_width, (size_t)s->channels);
    w->fresh = arena_array(w->arena, (size_t)s->width, (size_t)s->channels);
    return w->old == NULL || w->fresh == NULL ? ERR_NOMEM : ERR_OK;
}

static void
copy_rows(struct work *w)
{
    while (w->from.output_scanline < w->from.output_height) {
        jpeg_read_scanlines(&w->from, &w->old, 1);
        if (shrink_row(w->shrink, w->old, w->fresh))
            jpeg_write_scanlines(&w->to, &w->fresh, 1);
    }
    jpeg_finish_decompress(&w->from);
    jpeg_finish_compress(&w->to);
}

/* What libjpeg made of damage is not kept: it shows as what was damaged. */
static enum err
convert(struct work *w, struct str bytes)
{
    if (setjmp(w->trap.back) != 0)
        return jpegtrap_err(&w->trap);
    enum err err = begin_old(w, bytes);
    if (err == ERR_OK)
        err = begin_rows(w);
    if (err != ERR_OK)
        return err;
    begin_new(w);
    copy_rows(w);
    return w->trap.base.num_warnings == 0 ? ERR_OK : ERR_INPUT;
}

enum err
lightjpeg_write(
    struct arena *arena, struct str bytes, struct shrink *s, struct buf *out)
{
    struct work *w = arena_alloc(arena, sizeof *w);
    if (w == NULL)
        return ERR_NOMEM;
    w->arena = arena;
    w->shrink = s;
    w->out = out;
    w->from.err = w->to.err = jpegtrap_set(&w->trap);
    enum err err = convert(w, bytes);
    jpeg_destroy_compress(&w->to);
    jpeg_destroy_decompress(&w->from);
    return err == ERR_OK && out->failed ? ERR_NOMEM : err;
}
