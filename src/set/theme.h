/* set/theme - the job's fonts and styles, resolved once. */
#ifndef SET_THEME_H
#define SET_THEME_H

#include "config/job.h"
#include "text/compose.h"

/* A [style] with everything it inherits, in emu. */
struct set_style {
    const struct section *section;
    const char *name;
    struct text_style regular, bold; /* `regular` has the style's own weight */
    struct text_style ruby;
    struct text_style mark;             /* note marks: smaller, raised */
    struct text_style super[2], sub[2]; /* scripts; [1]: of strong text */
    struct text_setting setting; /* measure is filled in when copy is set */
    emu size, leading;
    emu indent_left, indent_right;
    emu space_before, space_after;
    emu jidori;                  /* 字取り: the width of its text, or 0 */
    bool keep;                   /* no line break inside its text */
    enum text_emphasis emphasis; /* the marks of emphasis */
    bool grid;                   /* base lines stand on the page's grid */
    bool keep_next;     /* stays with the first lines of what follows */
    const char *marker; /* bullet of list items */
    emu marker_width;
    struct text_style marker_style;
    bool full_katakana; /* half-width katakana are made full-width */
    enum digits {
        DIGITS_KEEP,
        DIGITS_HALF,
        DIGITS_FULL,
        DIGITS_ONE_FULL
    } digits;
    const char *lang; /* of its text; NULL: that of the text around it */
    bool vertical;    /* lines run down the page */
    emu line_length;  /* of vertical lines amid horizontal ones; 0: any */
    enum combine { COMBINE_NO, COMBINE_DIGITS, COMBINE_ALL } combine;
};

struct theme;

/* Opens the faces of every [font] and resolves every [style] of JOB.  Borrows
 * JOB and FONTS.  On ERR_OK *OUT is owned by ARENA, but for its dictionaries,
 * which theme_fini gives up.  Errors: ERR_INPUT, ERR_ENVIRONMENT (fonts,
 * dictionaries), ERR_NOMEM; said in DIAG. */
ERR_CHECKED enum err theme_load(struct arena *arena, struct diag *diag,
    const struct job *job, struct font_set *fonts, struct theme **out);

/* Nothing can be set by THEME afterwards; NULL is allowed.  What was set stays
 * good. */
void theme_fini(const struct theme *theme);

/* The style NAME; NULL when there is none. */
const struct set_style *theme_style(
    const struct theme *theme, const char *name);

/* The style that key KEY of SECTION names, else the style named FALLBACK, else
 * the style `body`; never NULL (theme_load made sure of `body`). */
const struct set_style *theme_style_of(const struct theme *theme,
    const struct section *section, const char *key, const char *fallback);

/* The style that SECTION's key style.ELEMENT (an element of copy: "h1", "li",
 * "quote", "note") names, else the style named ELEMENT, else BASE. */
const struct set_style *theme_element(const struct theme *theme,
    const struct section *section, const char *element,
    const struct set_style *base);

/* A copy of STYLE at MILLI/1000 of its sizes and leading (fit = shrink), owned
 * by ARENA.  NULL: no memory. */
const struct set_style *theme_shrink(
    struct arena *arena, const struct set_style *style, int32_t milli);

/* THEME with all its styles at MILLI/1000 of the job's sizes, for what is drawn
 * as a whole; owned by ARENA.  THEME has the job's own sizes.  NULL: no memory.
 */
const struct theme *theme_resize(
    struct arena *arena, const struct theme *theme, int32_t milli);

/* THEME with all its styles vertical, for an area of vertical writing; owned by
 * ARENA.  NULL: no memory. */
const struct theme *theme_turn(struct arena *arena, const struct theme *theme);

/* True for what theme_turn made: everything is set in the logical places of
 * vertical writing, and turned later (page_turn). */
bool theme_is_turned(const struct theme *theme);

/* LENGTH of the job at THEME's size. */
emu theme_length(const struct theme *theme, emu length);

#endif
