/* sheet/impose - which page stands where on which side of which sheet (面付け),
 * with the marks for those who print, cut, fold and gather.  docs/impose.md has
 * the tables; decision 15.
 */
#ifndef SHEET_IMPOSE_H
#define SHEET_IMPOSE_H

#include "page/imposed.h"

enum impose_scheme {
    IMPOSE_SADDLE,  /* 中綴じ: folded sheets inside each other */
    IMPOSE_PERFECT, /* 無線綴じ: signatures (折丁) beside each other */
    IMPOSE_NUP,     /* several pages on a side, to be looked at */
    IMPOSE_STACK, /* 断裁重ね: cut into piles that are put on each other */
    IMPOSE_FOLD   /* one sheet, folded */
};

enum impose_folding {
    FOLDING_HALF,   /* 二つ折り: two panels a side */
    FOLDING_LETTER, /* 巻三つ折り: three, the last one folded in */
    FOLDING_Z       /* 外折り・蛇腹: to and fro */
};

enum impose_blanks {
    BLANKS_END,   /* behind the last page */
    BLANKS_BEFORE /* in front of it: it stays the back cover (表4) */
};

/* Books: the first two pages and the last two, 表紙; in perfect binding with a
 * back between them. */
enum impose_cover {
    COVER_NONE,   /* they are pages like the others */
    COVER_WITH,   /* a sheet of their own, in front of the others */
    COVER_ONLY,   /* that sheet alone */
    COVER_WITHOUT /* the others alone */
};

enum {
    IMPOSE_SIDE_MAX = 64, /* columns, rows of a side */
    IMPOSE_SIZES = 4      /* of signatures in one book */
};

/* Where what is asked for stands: for messages. */
struct impose_places {
    struct loc scheme, sheet, count, cover, colour_bar, slug;
};

struct impose_options {
    enum impose_scheme scheme;
    emu sheet[2];         /* width and height; 0: as large as it must be */
    bool turnable;        /* it may lie or stand, whichever the pages fit */
    size_t columns, rows; /* nup, stack: 0 as many as fit, else with rows 0 so
                             many on a side; a z-fold's panels */
    /* saddle, perfect: pages of a signature, 4, 8, 16 or 32; several, of which
     * those are used that leave the fewest blanks, from the largest on, 0
     * behind them; all 0: what the sheet holds */
    size_t signature[IMPOSE_SIZES];
    /* those with half as many columns as the largest: front and back beside
     * each other, the same on both sides, two copies of them (打ち返し) */
    bool work_and_turn;
    enum impose_cover cover;
    emu spine; /* width of a cover's back (背幅); 0: paper x leaves */
    const struct colour *back; /* the back is filled with; NULL: the bleed of
                                  its neighbours reaches into it */
    enum impose_folding folding;
    enum impose_blanks blanks;
    bool right; /* bound at the right (右綴じ): vertical writing */
    emu bleed;  /* around each page, where there is room */
    emu gutter; /* between pages that are cut apart (ドブ) */
    emu milling; /* perfect: what each page loses at the spine (ミーリング) */
    emu paper;   /* its thickness: creep, spine; 0: none */
    emu flap;    /* letter: what the panel that is folded in is narrower by */
    emu gripper; /* at the lower edge: not printed (くわえ) */
    bool marks;  /* cut, fold, centre, collation and what the side is */
    bool colour_bar;  /* patches of every plate above the pages */
    bool slug;        /* a line that tells what the job is */
    bool spots;       /* spot colours have plates of their own */
    const char *note; /* told in the slug line: the printing condition */
    struct impose_places at;
};

/* Says what is wrong with OPTIONS for pages of the size PAGE, whatever they are
 * and however many.  Errors: ERR_INPUT (said), ERR_NOMEM. */
ERR_CHECKED enum err impose_check(
    struct diag *diag, const struct impose_options *options, const emu page[2]);

/* Puts DOCUMENT's pages on sheets.  Says in DIAG, as notes, which pages are
 * blank and what the sheet has no room for.  *OUT is owned by ARENA and borrows
 * nothing; its marks use the document's faces.
 * Errors: ERR_INPUT (pages of several sizes, a sheet that is too small, numbers
 * that do not go together; all said), ERR_NOMEM. */
ERR_CHECKED enum err impose_make(struct arena *arena, struct diag *diag,
    const struct document *document, const struct impose_options *options,
    struct imposed **out);

/* True when most of DOCUMENT's characters stand in vertical lines: it is bound
 * at the right. */
bool impose_binds_right(const struct document *document);

#endif
