/* pdf/resource - what content streams name: fonts, opacities, gradients,
 * images.  Each exists once in the file; a page lists those it uses. */
#ifndef PDF_RESOURCE_H
#define PDF_RESOURCE_H

#include "pdf/writer.h"

enum resource_kind {
    RESOURCE_FONT,    /* a face's Type0 font */
    RESOURCE_UPRIGHT, /* the same for vertical writing */
    RESOURCE_GSTATE,
    RESOURCE_COLOUR, /* a spot colour */
    RESOURCE_SHADING,
    RESOURCE_IMAGE,
    RESOURCE_FORM, /* a page that is put on a sheet */
    RESOURCE_KINDS
};

/* Names in the order in which they were used, each once. */
struct resource_names {
    struct resource_used {
        enum resource_kind kind;
        size_t index;
    } * used;
    size_t n, cap;
};

/* The resources one page uses, as indices into the writer's lists. */
struct resource_list {
    struct {
        size_t *index;
        size_t n, cap;
    } of[RESOURCE_KINDS];
    struct resource_names *names; /* those of a part of the page, or NULL */
};

/* The index of an opacity, of a gradient on a page of HEIGHT, of the picture
 * in ITEM; each is written when it is new.
 * Errors: ERR_NOMEM, ERR_INPUT (the picture; said in w->diag). */
ERR_CHECKED enum err resource_gstate(
    struct writer *w, int32_t opacity, size_t *out);
ERR_CHECKED enum err resource_shading(
    struct writer *w, const struct gradient *gradient, emu height, size_t *out);
ERR_CHECKED enum err resource_image(
    struct writer *w, const struct item *item, size_t *out);

/* True when A and B look the same on pages of one height. */
bool resource_same_gradient(const struct gradient *a, const struct gradient *b);

/* Appends the name of a resource (/F0, /G0, /S0, /I0, /P0) and notes in LIST
 * that it is used. */
void resource_name(struct writer *w, struct resource_list *list,
    enum resource_kind kind, size_t index, struct buf *out);

/* Notes in LIST that a resource is used.  False: no memory. */
bool resource_note(struct writer *w, struct resource_list *list,
    enum resource_kind kind, size_t index);

/* Appends /Resources<<...>>. */
void resource_put(
    const struct writer *w, const struct resource_list *list, struct buf *out);

/* Appends a colour's three components, 0 ... 1, between blanks. */
void resource_rgb(struct buf *out, struct colour colour);

#endif
