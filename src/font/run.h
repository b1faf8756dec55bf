/* font/run - shaped glyphs: the currency between text, page and painters. */
#ifndef FONT_RUN_H
#define FONT_RUN_H

#include "base/unit.h"
#include "font/composite.h"

struct glyph {
    uint32_t gid;
    uint32_t at,
        n; /* the bytes of run->text it stands for; n 0: with the one before */
    emu x, y;    /* offset of its origin from the run's origin; y up */
    emu advance; /* its own, before any spacing */
};

/* How a run stands on the page. */
enum run_direction {
    RUN_HORIZONTAL, /* along its base line, to the right */
    RUN_UPRIGHT, /* top to bottom (縦組み): the run's origin is the top centre
                    of the first em box; x, y of a glyph are its horizontal
                    origin as painted, x right, y up */
    RUN_TURNED   /* Western text in vertical: turned clockwise about the run's
                    origin, so that x runs down the page and y to the right */
};

/* Glyphs of one face at one size on one base line. */
struct glyph_run {
    const struct face *face;
    emu size;         /* em size after the part's scale */
    int32_t condense; /* 1/1000 of natural width; 1000 as a rule (長体) */
    enum run_direction direction;
    struct str text; /* UTF-8, what is copied; at/n point into it */
    struct glyph *glyph;
    size_t n;
};

enum shape_flag {
    SHAPE_VERTICAL = 1,
    SHAPE_PROPORTIONAL_FIGURES = 2,
    SHAPE_PROPORTIONAL_KANA = 4, /* palt and kern on kana; no punctuation */
    SHAPE_NO_LIGATURES = 8       /* Latin letters are to be spaced */
};

/* One shaped cluster: the unit that composition moves. */
struct cluster {
    const struct face *face;
    emu size;       /* of its part */
    emu shift;      /* base-line shift of its part, up positive */
    uint32_t at, n; /* bytes of the text */
    emu advance;
    uint32_t first,
        n_glyphs;  /* into the glyph array; x, y relative to cluster; no glyph:
                      an invisible character such as U+200B or U+00AD */
    bool vertical; /* set top to bottom: `advance` runs down, x and y start at
                      the top centre of the em box.  False in vertical text:
                      Western characters, to be turned or set upright */
};

struct shaped {
    const struct cluster *cluster;
    size_t n;
    const struct glyph *glyph;
    size_t n_glyphs;
};

/* Shapes TEXT (one script-mixed stretch, no newline) in FONT at SIZE.  The
 * text is cut by role and fallback, each piece shaped by HarfBuzz with its
 * neighbours as context.  Every character is in exactly one cluster, in
 * order; combining marks, variation selectors and half-width voicing marks go
 * with their base.  Figures are tabular (tnum, or each digit in a cell as wide
 * as the widest) unless part or FLAGS ask otherwise; Latin is kerned.
 *
 * LOC is the place of TEXT's first character.  A character that no face has is
 * said at its place, each once, and gives ERR_INPUT after the whole text was
 * looked at; so do ill-formed UTF-8 and right-to-left letters.  A variation
 * selector that no face knows is a warning; the base is set without it.  On
 * ERR_OK *OUT borrows faces and lives as long as ARENA and the font_set do: the
 * same text may get the same arrays again.
 * Errors: ERR_INPUT, ERR_NOMEM. */
ERR_CHECKED enum err font_shape(struct arena *arena, struct diag *diag,
    struct loc loc, const struct composite *font, emu size, unsigned flags,
    struct str text, struct shaped *out);

#endif
