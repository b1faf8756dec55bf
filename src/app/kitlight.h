/* app/kitlight - PDFs of a press kit, whose pictures become lighter when they
 * must (docs/press.md). */
#ifndef APP_KITLIGHT_H
#define APP_KITLIGHT_H

#include "app/kit.h"

/* A picture of a document; files of the same bytes are one. */
struct picture_use {
    const struct image *image;   /* as it was read */
    const struct image *lighter; /* instead of it, or NULL */
    emu width, height;           /* the most that it takes, > 0 */
    size_t page;                 /* from 0, where it is so large */
    struct loc loc;
};

struct kit_pictures {
    struct picture_use *use;
    size_t n, cap;
};

/* The dots per inch of USE, as it now is, at its largest; along the side where
 * they are fewer. */
int64_t kitlight_dpi(const struct picture_use *use);

/* The one of PICTURES that is IMAGE or has its bytes, or NULL. */
struct picture_use *kitlight_find(
    const struct kit_pictures *pictures, const struct image *image);

/* Appends K's PDF, which WRITE makes, to OUT.  When it is heavier than KIT's
 * mail may carry, K's pictures above `picture-dpi` are brought down to that,
 * which is said in KIT's diagnostics, and it is made again.  *PICTURES, owned
 * by KIT's arena, is then what is in it, else empty; K->weights has what weighs
 * what.  Errors: those of WRITE; ERR_NOMEM. */
ERR_CHECKED enum err kitlight_pdf(struct kit *kit, struct kumihan *k,
    const char *name, enum err (*write)(struct kumihan *k, struct buf *out),
    struct kit_pictures *pictures, struct buf *out);

/* Gives K's document its pictures back as they were read; K->weights is NULL
 * again. */
void kitlight_restore(struct kumihan *k, const struct kit_pictures *pictures);

#endif
