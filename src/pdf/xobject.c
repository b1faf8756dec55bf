#include "pdf/xobject.h"

#include "pdf/jpegfile.h"
#include "pdf/opaque.h"
#include "pdf/pngfile.h"
#include "pdf/press.h"

DIAG_MESSAGE(damaged, "pdf.image-damaged", DIAG_ERROR,
    "画像「{1}」は壊れているか、{2} として読めません（{3}）。"
    "画像ソフトで開いて保存し直してください",
    "the image \"{1}\" is damaged or cannot be read as {2} ({3}); open it in "
    "an image program and save it again");
DIAG_MESSAGE(turned, "pdf.image-turned", DIAG_WARN,
    "写真「{1}」には回転の指定（Exif の向き {2}）がありますが、紙面では"
    "回転しません。画像ソフトで正しい向きにして保存し直してください",
    "the photograph \"{1}\" asks to be turned (Exif orientation {2}), which "
    "is not done on the page; turn it in an image program and save it again");

DIAG_MESSAGE(no_profile, "pdf.image-cmyk", DIAG_ERROR,
    "画像「{1}」は CMYK ですがカラープロファイルがなく、画面でどの色になるか"
    "決まりません（PDF/A では使えません）。RGB "
    "にするか、プロファイルを埋め込んで"
    "保存し直してください",
    "the picture \"{1}\" is CMYK without a colour profile: what it looks like "
    "on a screen is not known, and PDF/A does not take it; save it as RGB or "
    "with its profile");

DIAG_MESSAGE(new_profile, "pdf.a1-icc", DIAG_ERROR,
    "画像「{1}」のカラープロファイルは ICC 第 4 版以降で、PDF/A-1 では使え"
    "ません。第 2 版のプロファイルで保存し直すか、pdfa = 2u にしてください",
    "the colour profile of the picture \"{1}\" is ICC version 4 or later, "
    "which PDF/A-1 does not take; save it with one of version 2, or write "
    "pdfa = 2u");

enum err
xobject_say_damaged(
    struct writer *w, const struct item *item, const char *fault)
{
    const struct image *image = item->image;
    return DIAG(w->diag, item->loc, &damaged,
        image->path == NULL ? "" : image->path,
        image->kind == IMAGE_PNG ? "PNG" : "JPEG", fault);
}

static void
put_head(struct buf *b, int width, int height, int bits)
{
    buf_printf(b,
        "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d",
        width, height, bits);
}

/* The stream of a profile for COMPONENTS, once however many pictures have it.
 */
enum err
xobject_profile(
    struct writer *w, struct str bytes, int components, struct ref *out)
{
    for (size_t i = 0; i < w->n_profiles; i++) {
        *out = w->profile[i].ref;
        if (str_equal(w->profile[i].bytes, bytes))
            return ERR_OK;
    }
    struct profile_use *all = arena_grow(
        w->arena, w->profile, w->n_profiles, &w->cap_profiles, sizeof *all);
    if (all == NULL)
        return ERR_NOMEM;
    *out = haru_reserve(w->haru);
    w->profile = all;
    all[w->n_profiles++] = (struct profile_use){bytes, *out};
    buf_printf(&w->body, "/N %d", components);
    writer_stream(w, *out, DEFLATE_TEXT, bytes);
    return ERR_OK;
}

/* The colour space of a JPEG: what its own profile says, else what its
 * components are taken for.  Four inks without a profile mean nothing on a
 * screen, and PDF/A takes none (ISO 19005-2, 6.2.4.3).  SPACE is appended to;
 * w->body is used meanwhile. */
static enum err
jpeg_space(struct writer *w, const struct item *item,
    const struct jpegfile *jpeg, struct buf *space)
{
    struct str profile;
    struct ref ref = {0};
    const struct image *image = item->image;
    if (!jpegfile_profile(w->arena, image->bytes, jpeg->components, &profile))
        return ERR_NOMEM;
    if (w->print != NULL) /* the numbers are what is printed */
        profile.n = 0;
    enum err err = profile.n == 0
                       ? ERR_OK
                       : xobject_profile(w, profile, jpeg->components, &ref);
    if (opaque_only(w) && !opaque_knows_profile(profile))
        return DIAG(w->diag, item->loc, &new_profile,
            image->path == NULL ? "" : image->path);
    if (profile.n == 0 && jpeg->components == 4 && w->options->pdfa != 0)
        return DIAG(w->diag, item->loc, &no_profile,
            image->path == NULL ? "" : image->path);
    if (ref.id != 0) {
        buf_text(space, "/ColorSpace[/ICCBased ");
        syntax_ref(space, ref);
        buf_byte(space, ']');
    } else {
        buf_text(space, jpeg->components == 1   ? "/ColorSpace/DeviceGray"
                        : jpeg->components == 3 ? "/ColorSpace/DeviceRGB"
                                                : "/ColorSpace/DeviceCMYK");
    }
    return err;
}

static enum err
write_jpeg(struct writer *w, const struct item *item, struct ref ref)
{
    struct jpegfile jpeg;
    const char *fault = jpegfile_read(item->image->bytes, &jpeg);
    if (fault != NULL)
        return xobject_say_damaged(w, item, fault);
    if (jpeg.orientation != 1) {
        enum err err = DIAG(w->diag, item->loc, &turned,
            item->image->path == NULL ? "" : item->image->path,
            diag_int(w->diag, jpeg.orientation));
        if (err != ERR_OK)
            return err;
    }
    if (press_takes_jpeg(w, &jpeg))
        return press_jpeg(w, item, &jpeg, ref);
    struct buf *b = &w->body, space = {0};
    enum err err = jpeg_space(w, item, &jpeg, &space);
    put_head(b, jpeg.width, jpeg.height, 8);
    buf_put(b, space.p, space.n);
    b->failed = b->failed || space.failed;
    buf_fini(&space);
    if (jpeg.components == 4 && jpeg.adobe)
        buf_text(b, "/Decode[1 0 1 0 1 0 1 0]");
    buf_text(b, "/Filter/DCTDecode");
    writer_stream_raw(w, ref, item->image->bytes);
    return err;
}

static void
put_palette(struct buf *b, struct str palette)
{
    buf_printf(b, "/ColorSpace[/Indexed/DeviceRGB %zu <", palette.n / 3 - 1);
    for (size_t i = 0; i < palette.n; i++)
        buf_printf(b, "%02X", (unsigned)(unsigned char)palette.p[i]);
    buf_text(b, ">]");
}

/* The rows go in as the PNG file has them: PDF knows its filters. */
static void
write_rows(struct writer *w, const struct pngfile *png, struct ref ref)
{
    struct buf *b = &w->body;
    put_head(b, png->width, png->height, png->depth);
    if (png->indexed)
        put_palette(b, png->palette);
    else
        buf_text(b, png->channels == 1 ? "/ColorSpace/DeviceGray"
                                       : "/ColorSpace/DeviceRGB");
    buf_printf(b,
        "/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors %d"
        "/BitsPerComponent %d/Columns %d>>",
        png->channels, png->depth, png->width);
    writer_stream_raw(w, ref, png->packed);
}

static void
write_pixels(struct writer *w, const struct pngfile *png,
    const struct pngfile_pixels *pixels, struct ref ref)
{
    struct buf *b = &w->body;
    struct ref mask = {0};
    if (pixels->alpha.n > 0) {
        mask = haru_reserve(w->haru);
        put_head(b, png->width, png->height, 8);
        buf_text(b, "/ColorSpace/DeviceGray");
        writer_stream(w, mask, DEFLATE_OUTLINES, pixels->alpha);
    }
    put_head(b, png->width, png->height, 8);
    buf_text(b, pixels->channels == 1 ? "/ColorSpace/DeviceGray"
                                      : "/ColorSpace/DeviceRGB");
    syntax_entry(b, "/SMask", mask);
    writer_stream(w, ref, DEFLATE_OUTLINES, pixels->colour);
}

static enum err
write_png(struct writer *w, const struct item *item, struct ref ref)
{
    bool nomem;
    struct pngfile png;
    struct str bytes = item->image->bytes;
    const char *fault = pngfile_read(w->arena, bytes, &png, &nomem);
    if (fault == NULL && !nomem && press_takes_png(w, &png))
        return press_png(w, item, &png, ref);
    if (fault == NULL && !nomem && png.simple) {
        write_rows(w, &png, ref);
        return ERR_OK;
    }
    struct pngfile_pixels pixels;
    if (fault == NULL && !nomem)
        fault = pngfile_decode(w->arena, bytes, &pixels, &nomem);
    if (nomem)
        return ERR_NOMEM;
    if (fault != NULL)
        return xobject_say_damaged(w, item, fault);
    if (pixels.alpha.n > 0 && opaque_only(w))
        return opaque_say_image(w, item);
    write_pixels(w, &png, &pixels, ref);
    return ERR_OK;
}

enum err
xobject_write(struct writer *w, const struct item *item, struct ref ref)
{
    return item->image->kind == IMAGE_JPEG ? write_jpeg(w, item, ref)
                                           : write_png(w, item, ref);
}
