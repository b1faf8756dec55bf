#include "pdf/convert.h"

#include <dlfcn.h>
#include <lcms2.h>
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

#include "base/symbol.h"

DIAG_MESSAGE(no_library, "pdf.picture-library", DIAG_FATAL,
    "RGB の画像を印刷の色に変換するには {1}（Debian のパッケージ {2}）が必要"
    "ですが、読み込めません: {3}",
    "turning RGB pictures into printing inks needs {1} (Debian package {2}), "
    "which cannot be loaded: {3}");
DIAG_MESSAGE(bad_profile, "pdf.picture-profile", DIAG_ERROR,
    "画像「{1}」をプロファイルで変換できません（{2}）。画像か "
    "source-profile・intent-profile のプロファイルを確かめてください",
    "the picture \"{1}\" cannot be converted by its profiles ({2}); look at "
    "the profile in the picture, source-profile and intent-profile");

enum {
    PIXELS_BYTES_MAX = 1 << 30,
    RGB = 3,
    INKS = 4,
    PER_CALL = 1 << 20 /* pixels: the library counts in 32 bits */
};

static enum err
say_missing(struct writer *w, const char *name, const char *package)
{
    const char *why = dlerror();
    enum err err = DIAG(
        w->diag, LOC_NONE, &no_library, name, package, why == NULL ? "" : why);
    return err == ERR_INPUT ? ERR_ENVIRONMENT : err;
}

/* --- lcms2 ---------------------------------------------------------------- */

struct lcms {
    void *handle;
    __typeof__(cmsOpenProfileFromMem) *open;
    __typeof__(cmsCreate_sRGBProfile) *srgb;
    __typeof__(cmsCloseProfile) *close;
    __typeof__(cmsGetColorSpace) *space;
    __typeof__(cmsCreateTransform) *create;
    __typeof__(cmsDoTransform) *run;
    __typeof__(cmsDeleteTransform) *destroy;
};

static bool
load_lcms(struct lcms *l)
{
    l->handle = dlopen("liblcms2.so.2", RTLD_NOW | RTLD_LOCAL);
    return l->handle != NULL &&
           symbol_find(l->handle, "cmsOpenProfileFromMem", &l->open) &&
           symbol_find(l->handle, "cmsCreate_sRGBProfile", &l->srgb) &&
           symbol_find(l->handle, "cmsCloseProfile", &l->close) &&
           symbol_find(l->handle, "cmsGetColorSpace", &l->space) &&
           symbol_find(l->handle, "cmsCreateTransform", &l->create) &&
           symbol_find(l->handle, "cmsDoTransform", &l->run) &&
           symbol_find(l->handle, "cmsDeleteTransform", &l->destroy);
}

static cmsHPROFILE
open_source(const struct lcms *l, struct str own, struct str source)
{
    struct str bytes = own.n > 0 ? own : source;
    return bytes.n == 0 ? l->srgb()
                        : l->open(bytes.p, (cmsUInt32Number)bytes.n);
}

/* What is wrong with the profiles, or NULL with *OUT made of them. */
static const char *
make_transform(const struct lcms *l, const struct pdf_print *print,
    struct str own, cmsHTRANSFORM *out)
{
    struct str bytes = print->profile.bytes;
    cmsHPROFILE from = open_source(l, own, print->source.bytes);
    cmsHPROFILE to = l->open(bytes.p, (cmsUInt32Number)bytes.n);
    const char *fault = NULL;
    if (from == NULL || l->space(from) != cmsSigRgbData)
        fault = "RGB";
    else if (to == NULL || l->space(to) != cmsSigCmykData)
        fault = "CMYK";
    else
        *out = l->create(from, TYPE_RGB_8, to, TYPE_CMYK_8,
            (cmsUInt32Number)print->intent, cmsFLAGS_BLACKPOINTCOMPENSATION);
    if (fault == NULL && *out == NULL)
        fault = "transform";
    if (from != NULL)
        l->close(from);
    if (to != NULL)
        l->close(to);
    return fault;
}

static enum err
transform(struct writer *w, const struct lcms *l, const struct item *item,
    struct str rgb, struct str own, struct str *out)
{
    cmsHTRANSFORM t = NULL;
    size_t n = rgb.n / RGB;
    const char *path = item->image->path;
    const char *fault = make_transform(l, w->print, own, &t);
    if (fault != NULL)
        return DIAG(
            w->diag, item->loc, &bad_profile, path == NULL ? "" : path, fault);
    char *inks = arena_array(w->arena, n, INKS);
    for (size_t at = 0; inks != NULL && at < n; at += PER_CALL) {
        size_t part = n - at < PER_CALL ? n - at : PER_CALL;
        l->run(t, rgb.p + at * RGB, inks + at * INKS, (cmsUInt32Number)part);
    }
    l->destroy(t);
    *out = (struct str){inks, n * INKS};
    return inks == NULL ? ERR_NOMEM : ERR_OK;
}

enum err
convert_rgb(struct writer *w, const struct item *item, struct str rgb,
    struct str own, struct str *out)
{
    struct lcms l = {0};
    enum err err = load_lcms(&l)
                       ? transform(w, &l, item, rgb, own, out)
                       : say_missing(w, "liblcms2.so.2", "liblcms2-2");
    if (l.handle != NULL)
        dlclose(l.handle);
    return err;
}

/* --- libjpeg -------------------------------------------------------------- */

struct jpeg {
    void *handle;
    __typeof__(jpeg_std_error) *errors;
    __typeof__(jpeg_CreateDecompress) *create;
    __typeof__(jpeg_mem_src) *source;
    __typeof__(jpeg_read_header) *header;
    __typeof__(jpeg_start_decompress) *start;
    __typeof__(jpeg_read_scanlines) *lines;
    __typeof__(jpeg_finish_decompress) *finish;
    __typeof__(jpeg_destroy_decompress) *destroy;
};

static bool
load_jpeg(struct jpeg *j)
{
    j->handle = dlopen("libjpeg.so.62", RTLD_NOW | RTLD_LOCAL);
    return j->handle != NULL &&
           symbol_find(j->handle, "jpeg_std_error", &j->errors) &&
           symbol_find(j->handle, "jpeg_CreateDecompress", &j->create) &&
           symbol_find(j->handle, "jpeg_mem_src", &j->source) &&
           symbol_find(j->handle, "jpeg_read_header", &j->header) &&
           symbol_find(j->handle, "jpeg_start_decompress", &j->start) &&
           symbol_find(j->handle, "jpeg_read_scanlines", &j->lines) &&
           symbol_find(j->handle, "jpeg_finish_decompress", &j->finish) &&
           symbol_find(j->handle, "jpeg_destroy_decompress", &j->destroy);
}

/* The library's only way to report an error is to jump. */
struct trap {
    struct jpeg_error_mgr base; /* first: the library knows only this */
    jmp_buf back;
};

static void
on_error(j_common_ptr info)
{
    struct trap *trap = (struct trap *)(void *)info->err;
    longjmp(trap->back, 1);
}

static void
on_message(j_common_ptr info)
{
    (void)info; /* nothing is printed; the library counts warnings */
}

/* *OUT is set only when every row was read; p NULL and n not 0: no memory. */
static void
decode(const struct jpeg *j, struct jpeg_decompress_struct *info,
    struct trap *trap, struct arena *arena, struct str *out)
{
    if (setjmp(trap->back) != 0)
        return;
    j->header(info, TRUE);
    info->out_color_space = JCS_RGB;
    info->dct_method = JDCT_ISLOW;
    j->start(info);
    size_t row = (size_t)info->output_width * RGB;
    size_t size = row * info->output_height;
    if (info->output_components != RGB || size > PIXELS_BYTES_MAX)
        return;
    char *pixels = arena_alloc(arena, size);
    if (pixels == NULL) {
        out->n = size;
        return;
    }
    while (info->output_scanline < info->output_height) {
        JSAMPROW to = (JSAMPROW)(pixels + row * info->output_scanline);
        j->lines(info, &to, 1);
    }
    j->finish(info);
    *out = (struct str){pixels, size};
}

static enum err
read_jpeg(
    struct writer *w, const struct jpeg *j, struct str bytes, struct str *out)
{
    struct trap trap;
    struct jpeg_decompress_struct info = {.err = j->errors(&trap.base)};
    trap.base.error_exit = on_error;
    trap.base.output_message = on_message;
    *out = (struct str){NULL, 0};
    if (setjmp(trap.back) != 0)
        return ERR_NOMEM;
    j->create(&info, JPEG_LIB_VERSION, sizeof info);
    j->source(&info, (const unsigned char *)bytes.p, (unsigned long)bytes.n);
    decode(j, &info, &trap, w->arena, out);
    bool damaged = trap.base.num_warnings > 0;
    j->destroy(&info);
    if (out->p == NULL && out->n > 0)
        return ERR_NOMEM;
    if (damaged)
        *out = (struct str){NULL, 0};
    return ERR_OK;
}

enum err
convert_jpeg(struct writer *w, const struct item *item, struct str *out)
{
    struct jpeg j = {0};
    enum err err = load_jpeg(&j)
                       ? read_jpeg(w, &j, item->image->bytes, out)
                       : say_missing(w, "libjpeg.so.62", "libjpeg62-turbo");
    if (j.handle != NULL)
        dlclose(j.handle);
    return err;
}
