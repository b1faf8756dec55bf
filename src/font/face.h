/* font/face - font files, found by name, opened once, never written to.
 */
#ifndef FONT_FACE_H
#define FONT_FACE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"

/* One face of a font file.  Opaque: hb_face_t and hb_font_t live inside. */
struct face;

struct face_info {
    const char *path; /* the file */
    unsigned index;   /* the face in a collection */
    const char *family, *style;
    const char *postscript; /* name for the PDF */
    int weight;             /* 100 ... 900 */
    bool is_cff;            /* CFF outlines, else TrueType */
    bool is_cid;            /* CID-keyed CFF */
    unsigned fs_type;       /* OS/2 embedding rights */
    bool may_embed;         /* fs_type allows embedding and subsetting */
    unsigned upem, glyphs;
    int ascent, descent; /* of the em box, 1/1000 em; 880 and -120 as a rule */
    int line_ascent, line_descent; /* of the outlines, 1/1000 em: for the PDF */
    int cap_height, x_height;      /* 1/1000 em */
    int stem_v;  /* width of upright stems, 1/1000 em, judged by the weight */
    int bbox[4]; /* font bounding box, 1/1000 em */
    int italic_angle; /* degrees */
    bool fixed_pitch, serif;
};

/* Every face opened so far, each once.  Free with font_set_free. */
struct font_set;

/* DIRS are searched in order for the files that the catalogue (fonts.ini,
 * compiled in) or the job names.  Borrows DIRS.  NULL: no memory. */
struct font_set *font_set_new(const char *const *dirs, size_t n);
void font_set_free(struct font_set *set);

/* Opens the face NAME: a catalogue name with style ("BIZ UDGothic Bold"; the
 * family alone is its Regular), or a file below one of the DIRS, optionally
 * `#INDEX` ("NotoSansCJK-Regular.ttc#0").  A name without a folder is also
 * looked for in the folders below the DIRS, in the order of their names.  On
 * ERR_OK *OUT lives as long as SET; a face asked for twice is opened once.
 * Otherwise *OUT is NULL and DIAG says why at LOC.
 * Errors: ERR_INPUT (an unknown name, with the nearest one; a broken font; one
 * that may not be embedded), ERR_ENVIRONMENT (the file is missing; with the
 * package that has it), ERR_NOMEM. */
ERR_CHECKED enum err font_set_face(struct font_set *set, struct diag *diag,
    struct loc loc, const char *name, const struct face **out);

const struct face_info *face_info(const struct face *face);

/* The glyph of C, 0 when the face has none.  VARIANT is a variation selector
 * that follows C, or 0; a face without that variant has no glyph. */
uint32_t face_glyph(const struct face *face, uint32_t c, uint32_t variant);

/* The advance of glyph GID in 1/1000 em, horizontal. */
int face_advance(const struct face *face, uint32_t gid);

/* The glyph of the space U+0020; 0: the face has none. */
uint32_t face_space(const struct face *face);

/* The outline of GID, for painters that draw.  Coordinates in font units,
 * y up.  OUTLINE's functions are called in order. */
struct outline {
    void *self;
    void (*move)(void *self, float x, float y);
    void (*line)(void *self, float x, float y);
    void (*quad)(void *self, float cx, float cy, float x, float y);
    void (*cubic)(
        void *self, float ax, float ay, float bx, float by, float x, float y);
    void (*close)(void *self);
};
void face_outline(
    const struct face *face, uint32_t gid, const struct outline *outline);

/* Writes one row per face that can be found (the catalogue in its order, then
 * the files below the DIRS by path): name, file, index, outlines, glyphs,
 * characters of JIS X 0208, embedding rights; tab separated with a head row.
 * `name` is what font_set_face takes.  A file that is no usable font is noted
 * in DIAG.  Errors: ERR_ENVIRONMENT (no EUC-JP table), ERR_NOMEM. */
ERR_CHECKED enum err font_set_list(
    struct font_set *set, struct diag *diag, struct buf *out);

#endif
