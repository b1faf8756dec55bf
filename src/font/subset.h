/* font/subset - the part of a font file that a document uses. */
#ifndef FONT_SUBSET_H
#define FONT_SUBSET_H

#include "font/face.h"

/* How the pdf room embeds it, with /Encoding /Identity-H (or -V) and two-byte
 * codes that face_code tells before there is a subset:
 * - TrueType: FontFile2 of a CIDFontType2.  A code is the original glyph id; a
 *   /CIDToGIDMap stream leads from `code` to `gid`.
 * - CFF: FontFile3 /CIDFontType0C of a CIDFontType0, no map.  The table is
 *   CID-keyed (ROS Adobe-Identity) and its charset holds the codes: the CIDs
 *   of the source, or its glyph ids where the source was name-keyed.
 * /W is written by code. */
struct subset {
    const unsigned char *data; /* TrueType file, or bare CFF table */
    size_t n;
    bool is_cff;
    uint16_t *code;         /* per glyph: its code in content streams */
    uint16_t *gid;          /* per glyph: its id inside the subset */
    const uint32_t *source; /* the glyph ids asked for and 0, ascending */
    size_t n_glyphs;
    /* Per twin asked for: its code and its glyph id inside the subset (a CFF
     * subset has it behind its glyph).  NULL when the font took none. */
    uint16_t *twin_code, *twin_gid;
};

/* A glyph inside a twin: narrowed, perhaps turned clockwise, then moved. */
struct subset_part {
    uint32_t gid; /* one of those asked for */
    int32_t x, y; /* where its origin goes, font units */
    int condense; /* 1/1000 of its x; 1 ... 1999 */
    bool turned;
};

enum { SUBSET_PARTS_MAX = 8 };

/* A glyph that is wanted a second time, with the same outline and another
 * advance: for places where a wide gap follows, which a reader would take for
 * a space if it were not the glyph's own.  Or several glyphs as one, or one
 * lying on its side, for vertical writing. */
struct subset_twin {
    uint32_t gid; /* one of those asked for; the first of the parts */
    int advance;  /* 1/1000 em, 0 ... 32,000 */
    int down;     /* vertical advance, the same; only with parts */
    const struct subset_part *part; /* none: the glyph as it is */
    size_t n_parts;                 /* SUBSET_PARTS_MAX at most */
};

struct subset_want {
    const uint32_t *gid; /* ascending, unique; 0 is always in */
    size_t n;
    const struct subset_twin *twin; /* ascending by gid */
    size_t n_twins;
    bool vertical; /* also used so: a TrueType file tells the advances */
};

/* Subsets FACE to what WANT lists.  Layout tables, hints and names are dropped;
 * the bytes depend on the font and WANT alone.  A font that cannot take the
 * twins (codes have run out, or charstrings are not plain) is made without
 * them.  On ERR_OK *OUT is owned by ARENA.
 * Errors: ERR_INTERNAL (said in DIAG), ERR_NOMEM. */
ERR_CHECKED enum err subset_make(struct arena *arena, struct diag *diag,
    const struct face *face, const struct subset_want *want,
    struct subset *out);

/* The code that stands for GID in content streams: its CID in a CID-keyed CFF
 * face, else GID itself. */
uint16_t face_code(const struct face *face, uint32_t gid);

#endif
