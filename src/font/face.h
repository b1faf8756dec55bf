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
    int cap_height, x_height; /* 1/1000 em */
    int bbox[4];              /* font bounding box, 1/1000 em */
    int italic_angle;         /* degrees */
    bool fixed_pitch, serif;
};

/* Every face opened so far, each once.  Free with font_set_free. */
struct font_set;

/* DIRS are searched in order for the files that the catalogue (fonts.ini,
 * compiled in) or the job names.  Borrows DIRS.  NULL: no memory. */
struct font_set *font_set_new(const char *const *dirs, size_t n);
void font_set_free(struct font_set *set);

/* Opens the face NAME: a catalogue name with style ("BIZ UDGothic Bold"), or
 * a file below one of the DIRS, optionally `#INDEX`
 * ("NotoSansCJK-Regular.ttc#0").  On ERR_OK *OUT lives as long as SET.
 * An unknown name is said at LOC with the nearest catalogue name; a file that
 * is missing with the package that has it (ERR_ENVIRONMENT); a font that may
 * not be embedded is ERR_INPUT. */
ERR_CHECKED enum err font_set_face(struct font_set *set, struct diag *diag,
    struct loc loc, const char *name, const struct face **out);

const struct face_info *face_info(const struct face *face);

/* The glyph of C, 0 when the face has none.  VARIANT is a variation selector
 * that follows C, or 0. */
uint32_t face_glyph(const struct face *face, uint32_t c, uint32_t variant);

/* The advance of glyph GID in 1/1000 em, horizontal. */
int face_advance(const struct face *face, uint32_t gid);

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

/* Writes one row per face that can be found (catalogue and DIRS): name, file,
 * index, outlines, glyphs, coverage of JIS X 0208, embedding rights; tab
 * separated with a head row. */
ERR_CHECKED enum err font_set_list(
    struct font_set *set, struct diag *diag, struct buf *out);

#endif
