#include "pdf/press.h"

#include "pdf/convert.h"
#include "pdf/intent.h"
#include "pdf/opaque.h"
#include "pdf/xobject.h"

DIAG_MESSAGE(rgb_in_x1a, "pdf.x1a-rgb", DIAG_ERROR,
    "画像「{1}」は RGB で、PDF/X-1a では使えません。CMYK に変換するための "
    "intent-profile（印刷所の ICC プロファイル）を書くか、CMYK の画像にして"
    "ください",
    "the picture \"{1}\" is RGB, which PDF/X-1a does not take; write "
    "intent-profile (the printer's ICC profile), to which it is converted, or "
    "use a CMYK picture");

bool
press_takes_jpeg(const struct writer *w, const struct jpegfile *jpeg)
{
    return w->print != NULL && jpeg->components == 3;
}

bool
press_takes_png(const struct writer *w, const struct pngfile *png)
{
    return w->print != NULL &&
           (png->channels == 3 || png->indexed || !png->simple);
}

static const char *
name_of(const struct item *item)
{
    return item->image->path == NULL ? "" : item->image->path;
}

/* The profile that RGB in ITEM means: its OWN, the job's, sRGB. */
static enum err
rgb_profile(struct writer *w, struct str own, struct ref *out)
{
    struct str bytes = own.n > 0 ? own : w->print->source.bytes;
    struct buf srgb = {0};
    if (bytes.n == 0) {
        intent_srgb_profile(&srgb);
        char *p = srgb.failed ? NULL : arena_strndup(w->arena, srgb.p, srgb.n);
        bytes = (struct str){p, srgb.n};
        buf_fini(&srgb);
        if (p == NULL)
            return ERR_NOMEM;
    }
    return xobject_profile(w, bytes, 3, out);
}

/* SPACE: NULL when PROFILE says what the colours are. */
static void
put_image(struct writer *w, int width, int height, const char *space,
    struct ref profile, struct ref mask)
{
    struct buf *b = &w->body;
    buf_printf(b,
        "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8",
        width, height);
    if (space != NULL) {
        buf_text(b, "/ColorSpace");
        buf_text(b, space);
    } else {
        buf_text(b, "/ColorSpace[/ICCBased ");
        syntax_ref(b, profile);
        buf_byte(b, ']');
    }
    syntax_entry(b, "/SMask", mask);
}

/* RGB pixels, in inks when there is a profile for them. */
static enum err
write_rgb(struct writer *w, const struct item *item, struct ref ref,
    const int size[2], struct str rgb, struct str own, struct ref mask)
{
    struct str inks;
    struct ref profile = {0};
    if (w->print->profile.bytes.n > 0) {
        enum err err = convert_rgb(w, item, rgb, own, &inks);
        if (err != ERR_OK)
            return err;
        put_image(w, size[0], size[1], "/DeviceCMYK", profile, mask);
        writer_stream(w, ref, DEFLATE_OUTLINES, inks);
        return ERR_OK;
    }
    if (w->print->x1a)
        return DIAG(w->diag, item->loc, &rgb_in_x1a, name_of(item));
    enum err err = rgb_profile(w, own, &profile);
    if (err != ERR_OK)
        return err;
    put_image(w, size[0], size[1], NULL, profile, mask);
    writer_stream(w, ref, DEFLATE_OUTLINES, rgb);
    return ERR_OK;
}

enum err
press_jpeg(struct writer *w, const struct item *item,
    const struct jpegfile *jpeg, struct ref ref)
{
    const struct image *image = item->image;
    const int size[2] = {jpeg->width, jpeg->height};
    const struct ref none = {0};
    struct str own, rgb;
    struct ref profile;
    if (!jpegfile_profile(w->arena, image->bytes, 3, &own))
        return ERR_NOMEM;
    if (w->print->profile.bytes.n == 0 && !w->print->x1a) {
        enum err err = rgb_profile(w, own, &profile);
        put_image(w, size[0], size[1], NULL, profile, none);
        buf_text(&w->body, "/Filter/DCTDecode");
        writer_stream_raw(w, ref, image->bytes);
        return err;
    }
    if (w->print->profile.bytes.n == 0)
        return DIAG(w->diag, item->loc, &rgb_in_x1a, name_of(item));
    enum err err = convert_jpeg(w, item, &rgb);
    if (err != ERR_OK)
        return err;
    size_t wanted = 3 * (size_t)size[0] * (size_t)size[1];
    if (rgb.p == NULL || rgb.n != wanted)
        return xobject_say_damaged(w, item, "SOS");
    return write_rgb(w, item, ref, size, rgb, own, none);
}

static enum err
write_mask(struct writer *w, const struct item *item, const int size[2],
    struct str alpha, struct ref *out)
{
    *out = (struct ref){0};
    if (alpha.n == 0)
        return ERR_OK;
    if (opaque_only(w))
        return opaque_say_image(w, item);
    *out = haru_reserve(w->haru);
    put_image(
        w, size[0], size[1], "/DeviceGray", (struct ref){0}, (struct ref){0});
    writer_stream(w, *out, DEFLATE_OUTLINES, alpha);
    w->clear_image = true;
    return ERR_OK;
}

enum err
press_png(struct writer *w, const struct item *item, const struct pngfile *png,
    struct ref ref)
{
    bool nomem;
    struct str own = {NULL, 0};
    struct ref mask;
    struct pngfile_pixels pixels;
    const int size[2] = {png->width, png->height};
    const char *fault =
        pngfile_decode(w->arena, item->image->bytes, &pixels, &nomem);
    if (fault == NULL && !nomem && pixels.channels == 3)
        fault = pngfile_profile(w->arena, png, &own, &nomem);
    if (nomem)
        return ERR_NOMEM;
    if (fault != NULL)
        return xobject_say_damaged(w, item, fault);
    enum err err = write_mask(w, item, size, pixels.alpha, &mask);
    if (err != ERR_OK)
        return err;
    if (pixels.channels == 3)
        return write_rgb(w, item, ref, size, pixels.colour, own, mask);
    put_image(w, size[0], size[1], "/DeviceGray", (struct ref){0}, mask);
    writer_stream(w, ref, DEFLATE_OUTLINES, pixels.colour);
    return ERR_OK;
}
