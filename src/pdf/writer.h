/* pdf/writer - what the parts of one PDF under construction share. */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "font/subset.h"
#include "page/document.h"
#include "pdf/deflate.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"

/* A glyph that the document shows, as one code of its font.  A glyph may have
 * several: one for each width that it needs, one for each of its texts. */
struct glyph_use {
    uint32_t gid;
    uint32_t next;   /* 1 + index of another use of gid, 0: none */
    uint16_t code;   /* in content streams; known after fonts_write */
    int width;       /* 1/1000 em, as the font's /W says */
    int step;        /* what the width has beyond the glyph's own */
    bool twin;       /* not the first use of gid, which is always plain */
    struct str text; /* what it stands for */
    const struct subset_part *part; /* of a cell in vertical writing */
    size_t n_parts;                 /* 0: just the glyph */
    int down; /* with parts: the vertical advance, 1/1000 em */
};

/* A face that the document uses. */
struct font_use {
    const struct face *face;
    bool varies;        /* for what other editions have otherwise */
    struct ref ref;     /* the Type0 font */
    struct ref upright; /* the same for vertical writing; none: not used so */
    uint32_t *slot;     /* by gid: 1 + index of its first use, 0: not used */
    struct glyph_use *glyph;
    size_t n, cap;
};

struct shading_use {
    const struct gradient *gradient;
    emu height; /* of its page: places are measured from the bottom */
    struct ref ref;
};

struct gstate_use {
    int32_t opacity; /* 1/1000, or below zero what overprints: pdf/ink.c */
    struct ref ref;
};

/* A spot colour: /Separation. */
struct spot_use {
    const struct colour_role *role;
    struct ref tint; /* its function into process values */
};

struct image_use {
    const struct image *image;
    const struct item *item; /* the first one that shows it */
    struct ref ref;
    bool clear; /* seen through in parts */
};

/* Objects behind all of libharu's, written in a row. */
struct packed {
    struct buf bodies;
    struct packed_object {
        size_t offset;    /* where it begins in BODIES */
        unsigned columns; /* it stands in such rows; 0: in one of its own */
    } * object;
    size_t n, cap;
};

struct tags;
struct reuse;

/* A page that is put on a sheet: a form XObject. */
struct form_use {
    struct ref ref;
    bool shown;   /* a side has it: the others are not in the file */
    bool blended; /* something on it is seen through */
};

/* A colour profile of pictures. */
struct profile_use {
    struct str bytes;
    struct ref ref;
};

struct writer {
    struct arena *arena; /* lives until the file is written */
    struct diag *diag;
    const struct document *document;
    const struct pdf_options *options;
    struct tags *tags; /* NULL: the file has none */
    struct packed packed;
    bool packed_had; /* an earlier file's, taken over (pdf/tagskept.h) */
    struct haru *haru;
    struct deflate *deflate;
    struct reuse *record;      /* what later files may take over, or NULL */
    const struct reuse *reuse; /* what an earlier one left, or NULL */
    struct buf body;  /* the dictionary being written; empty between them */
    size_t streamed;  /* bytes of all streams so far */
    bool varies;      /* what is written differs from edition to edition */
    struct ref *page; /* one per page of the file */
    struct form_use *form; /* imposed: one per page of the document */
    struct ref
        *node; /* above them, one per FAN_OUT; NULL: all below the root */
    struct font_use *font;
    size_t n_fonts, cap_fonts;
    struct shading_use *shading;
    size_t n_shadings, cap_shadings;
    struct gstate_use *gstate;
    size_t n_gstates, cap_gstates;
    struct image_use *image;
    size_t n_images, cap_images;
    struct profile_use *profile;
    size_t n_profiles, cap_profiles;
    bool clear_image;              /* set by pdf/press for the one in hand */
    const struct pdf_print *print; /* NULL: for the screen */
    struct spot_use *spot;
    size_t n_spots, cap_spots;
    const struct colour **bad; /* colours that were said to have no inks */
    size_t n_bad, cap_bad;
};

/* DATA as a zlib stream: deflate_once of what VARIES, else deflate_pack. */
bool writer_pack(struct writer *w, enum deflate_effort effort, struct str data,
    bool varies, struct str *out);

/* Fills REF with a stream: the entries in w->body and DATA, compressed. */
void writer_stream(struct writer *w, struct ref ref, enum deflate_effort effort,
    struct str data);

/* The same with PACKED, DATA compressed before. */
void writer_stream_packed(struct writer *w, struct ref ref, struct str packed);

/* The same without compression; w->body names the filter, if any. */
void writer_stream_raw(struct writer *w, struct ref ref, struct str data);

/* Fills REF with the entries in w->body. */
void writer_dict(struct writer *w, struct ref ref);

/* The body of the next packed object, to be appended to; NULL: no memory.  All
 * objects of libharu are reserved.  COLUMNS: what is appended stands in rows of
 * that many bytes that are much alike (pdf/pack.h); 0: it does not. */
struct buf *packed_begin(struct writer *w, unsigned columns);

/* The object that packed_begin gives next. */
struct ref packed_next(const struct writer *w);

#endif
