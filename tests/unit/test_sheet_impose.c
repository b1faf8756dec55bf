/* sheet: which page stands where, against the tables of docs/impose.md and
 * against paper that is folded, cut and gathered in code. */
#include "test_sheet_fixture.h"

/* --- the tables of the manual --------------------------------------------- */

/* Rows as docs/impose.md has them: 5v stands head down, (7) is blank; the rows
 * of a side below each other, divided by /. */
static void
put_side(
    const struct imposed *all, size_t number, size_t n_pages, struct buf *out)
{
    const struct imposed_side *side = &all->side[number];
    size_t columns = columns_of(side);
    buf_printf(out, "%zu %s", side->sheet + 1, side->back ? "back" : "front");
    for (size_t i = 0; i < side->n; i++) {
        const struct imposed_cell *cell = &side->cell[i];
        buf_text(out, i > 0 && i % columns == 0 ? " / " : " ");
        if (cell->page == IMPOSED_BLANK)
            buf_text(out, "-");
        else
            buf_printf(
                out, "%zu%s", cell->page + 1, cell->turn == 180 ? "v" : "");
        assert_true(cell->page == IMPOSED_BLANK || cell->page < n_pages);
    }
    buf_byte(out, '\n');
}

struct table {
    char head[128];
    struct buf rows;
};

static const char *
word_of(const char *head, const char *name)
{
    const char *at = strstr(head, name);
    return at == NULL ? NULL : at + strlen(name);
}

static size_t
number_of(const char *head, const char *name)
{
    const char *at = word_of(head, name);
    return at == NULL ? 0 : (size_t)strtoul(at, NULL, 10);
}

/* ` 16 8, cover`: the sizes of signatures. */
static void
read_sizes(const char *at, size_t size[IMPOSE_SIZES])
{
    for (size_t i = 0; i < IMPOSE_SIZES && at != NULL; i++) {
        char *end;
        size[i] = (size_t)strtoul(at, &end, 10);
        at = *end == ' ' ? end : NULL;
    }
}

/* `saddle, 8 pages, left`, `perfect, 16 pages, right, signature 16`. */
static void
read_head(struct fixture *f, const char *head)
{
    static const char *const schemes[] = {
        "saddle", "perfect", "nup", "stack", "fold"};
    struct impose_options *o = &f->options;
    const char *comma = strchr(head, ',');
    assert_non_null(comma);
    int scheme = 0;
    while (scheme < 5 &&
           strncmp(head, schemes[scheme], strlen(schemes[scheme])) != 0)
        scheme++;
    assert_true(scheme < 5);
    *o = (struct impose_options){.scheme = (enum impose_scheme)scheme,
        .signature = {4},
        .cover = word_of(head, "cover") != NULL ? COVER_WITH : COVER_NONE,
        .spine = MM(5),
        .work_and_turn = word_of(head, "work-and-turn") != NULL,
        .bleed = MM(3),
        .gutter = MM(6),
        .columns = number_of(head, "per side "),
        .right = word_of(head, "right") != NULL};
    read_sizes(word_of(head, "signature "), o->signature);
    const char *by = word_of(head, "per side ");
    by = by == NULL ? NULL : strchr(by, 'x');
    o->rows = by == NULL ? 0 : (size_t)strtoul(by + 1, NULL, 10);
    if (word_of(head, "letter") != NULL)
        o->folding = FOLDING_LETTER;
    if (word_of(head, "folding z") != NULL)
        o->folding = FOLDING_Z;
    if (word_of(head, "before-last") != NULL)
        o->blanks = BLANKS_BEFORE;
    pages(f, (size_t)strtoul(comma + 1, NULL, 10), 100, 150);
}

static void
check_table(struct fixture *f, const char *head, const char *rows)
{
    struct buf found = {0};
    read_head(f, head);
    const struct imposed *all = make(f);
    for (size_t i = 0; i < all->n; i++)
        put_side(all, i, f->document->n_pages, &found);
    buf_byte(&found, '\0');
    if (strcmp(found.p, rows) != 0)
        fail_msg("%s\nfound:\n%swanted:\n%s", head, found.p, rows);
    buf_fini(&found);
}

/* LINE with one blank between words, none at its ends. */
static void
squeeze(char *line)
{
    char *to = line;
    for (char *from = line; *from != '\0'; from++) {
        bool blank = *from == ' ' || *from == '\n';
        if (!blank || (to > line && to[-1] != ' '))
            *to++ = blank ? ' ' : *from;
    }
    if (to > line && to[-1] == ' ')
        to--;
    *to = '\0';
}

/* The next line of FILE, squeezed; false: there is none.  *INDENTED: it is one
 * of a table. */
static bool
next_line(FILE *file, char line[256], bool *indented)
{
    bool there = fgets(line, 256, file) != NULL;
    *indented = there && strncmp(line, "    ", 4) == 0;
    if (there)
        squeeze(line);
    return there;
}

/* The tables of PATH: an indented head with ` pages, `, rows below it. */
static size_t
check_manual(struct fixture *f, const char *path)
{
    char line[256], head[256];
    bool there, indented;
    size_t n = 0;
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    do {
        struct buf rows = {0};
        there = next_line(file, line, &indented);
        if (!there || !indented || strstr(line, " pages, ") == NULL)
            continue;
        strcpy(head, line);
        while ((there = next_line(file, line, &indented)) && indented)
            buf_printf(&rows, "%s\n", line);
        buf_byte(&rows, '\0');
        check_table(f, head, rows.p);
        buf_fini(&rows);
        n++;
    } while (there);
    fclose(file);
    return n;
}

static void
manual(void **state)
{
    size_t n = check_manual(*state, "docs/impose.md");
    assert_int_equal(n, 30);
    assert_int_equal(check_manual(*state, "docs/impose.ja.md"), n);
}

/* --- paper ---------------------------------------------------------------- */

/* A piece of paper of one page: what is printed on it, and how it lies. */
struct piece {
    size_t page[2]; /* front, back */
    bool turned[2]; /* as printed, seen from that side */
    bool back_up;   /* which side is up */
    bool half_turn; /* it lies head down, beyond what is printed */
};

enum { PILE = 128, GRID = 8 };

struct pile {
    struct piece piece[PILE]; /* the uppermost first */
    size_t n;
};

/* Sheets in folds: piles in rows and columns. */
struct paper {
    struct pile pile[GRID][GRID];
    size_t rows, columns;
};

/* Lays sheet NUMBER upon what is there, its back up when BACK_UP. */
static void
lay(struct paper *p, const struct imposed *all, size_t number, bool back_up)
{
    const struct imposed_side *front = &all->side[2 * number];
    const struct imposed_side *back = &all->side[2 * number + 1];
    size_t columns = columns_of(front);
    p->columns = columns;
    p->rows = front->n / columns;
    for (size_t i = 0; i < front->n; i++) {
        size_t row = i / columns, column = i % columns;
        size_t across = columns - 1 - column;
        const struct imposed_cell *rear = &back->cell[row * columns + across];
        struct pile *pile = &p->pile[row][back_up ? across : column];
        memmove(pile->piece + 1, pile->piece, pile->n * sizeof *pile->piece);
        pile->piece[0] = (struct piece){{front->cell[i].page, rear->page},
            {front->cell[i].turn == 180, rear->turn == 180}, back_up, false};
        pile->n++;
    }
}

/* Turns FROM over, about an upright line or, when TUMBLED, about a level one,
 * and puts it upon TO. */
static void
turn_upon(struct pile *to, const struct pile *from, bool tumbled)
{
    struct pile all = {.n = 0};
    for (size_t i = from->n; i-- > 0;) {
        struct piece piece = from->piece[i];
        piece.back_up = !piece.back_up;
        piece.half_turn = piece.half_turn != tumbled;
        all.piece[all.n++] = piece;
    }
    for (size_t i = 0; i < to->n; i++)
        all.piece[all.n++] = to->piece[i];
    *to = all;
}

/* The right half over the left one. */
static void
fold_right_over(struct paper *p)
{
    size_t half = p->columns / 2;
    for (size_t row = 0; row < p->rows; row++)
        for (size_t i = 0; i < half; i++)
            turn_upon(
                &p->pile[row][half - 1 - i], &p->pile[row][half + i], false);
    p->columns = half;
}

/* The left half over the right one. */
static void
fold_left_over(struct paper *p)
{
    size_t half = p->columns / 2;
    for (size_t row = 0; row < p->rows; row++)
        for (size_t i = 0; i < half; i++) {
            turn_upon(
                &p->pile[row][half + i], &p->pile[row][half - 1 - i], false);
            p->pile[row][half - 1 - i].n = 0;
        }
    for (size_t row = 0; row < p->rows; row++)
        for (size_t i = 0; i < half; i++)
            p->pile[row][i] = p->pile[row][half + i];
    p->columns = half;
}

/* The upper half down over the lower one. */
static void
fold_down(struct paper *p)
{
    size_t half = p->rows / 2;
    for (size_t column = 0; column < p->columns; column++)
        for (size_t i = 0; i < half; i++) {
            turn_upon(&p->pile[half + i][column],
                &p->pile[half - 1 - i][column], true);
        }
    /* What was folded upon lies in rows half ...; bring it up. */
    for (size_t row = 0; row < half; row++)
        for (size_t column = 0; column < p->columns; column++)
            p->pile[row][column] = p->pile[half + row][column];
    p->rows = half;
}

/* Reads PILE as a book: both sides of every leaf from the top, FIRST the next
 * page.  Returns what comes behind. */
static size_t
read_pile(const struct pile *pile, size_t first, size_t n_pages)
{
    for (size_t i = 0; i < pile->n; i++) {
        const struct piece *piece = &pile->piece[i];
        for (int k = 0; k < 2; k++, first++) {
            int face = (piece->back_up ? 1 : 0) ^ k;
            size_t wanted = first < n_pages ? first : IMPOSED_BLANK;
            if (piece->page[face] != wanted)
                fail_msg("leaf %zu, side %d: page %zu, not %zu", i, k,
                    piece->page[face] + 1, wanted + 1);
            if (piece->turned[face] != piece->half_turn)
                fail_msg("page %zu stands on its head", first + 1);
        }
    }
    return first;
}

static void
read_all(const struct paper *p, size_t n_pages)
{
    assert_int_equal(p->rows, 1);
    assert_int_equal(p->columns, 1);
    assert_true(read_pile(&p->pile[0][0], 0, n_pages) >= n_pages);
}

/* What stands in the tests as a signature's sizes. */
static const size_t sizes[][IMPOSE_SIZES] = {
    {4}, {8}, {16}, {32}, {16, 8}, {32, 16, 8, 4}, {16, 4}, {32, 8}, {8, 4}};

enum { ALL_SIZES = sizeof sizes / sizeof *sizes };

static void
use_sizes(struct fixture *f, size_t which)
{
    memcpy(f->options.signature, sizes[which], sizeof sizes[which]);
}

static size_t
smallest_size(const struct fixture *f)
{
    size_t i = IMPOSE_SIZES - 1;
    while (f->options.signature[i] == 0)
        i--;
    return f->options.signature[i];
}

/* The same stands on both sides of sheet NUMBER. */
static bool
is_twice(const struct imposed *all, size_t number)
{
    const struct imposed_side *side = &all->side[2 * number];
    bool same = true;
    for (size_t i = 0; i < side[0].n; i++)
        same = same && side[0].cell[i].page == side[1].cell[i].page;
    return same;
}

/* How many pages sheet NUMBER has, both sides together. */
static size_t
size_of_sheet(const struct imposed *all, size_t number)
{
    return (is_twice(all, number) ? 1 : 2) * all->side[2 * number].n;
}

/* Cuts off the left half, or at right binding the right one. */
static void
cut_in_two(struct paper *p, bool right)
{
    p->columns /= 2;
    for (size_t row = 0; row < p->rows && !right; row++)
        for (size_t i = 0; i < p->columns; i++)
            p->pile[row][i] = p->pile[row][p->columns + i];
}

/* Sheet NUMBER, ready to be folded, page 1 below; one that stands twice is cut,
 * and of its two copies the one COPY tells is taken. */
static void
lay_sheet(struct paper *p, const struct imposed *all, size_t number, int copy,
    bool right)
{
    *p = (struct paper){.rows = 0};
    lay(p, all, number, !is_twice(all, number) || copy == 0);
    if (is_twice(all, number))
        cut_in_two(p, right);
}

/* The last fold, which is the spine. */
static void
fold_spine(struct paper *p, bool right)
{
    if (right)
        fold_right_over(p);
    else
        fold_left_over(p);
}

/* Page 1 below on the right (at right binding on the left); the upper half
 * down, sides over, in turns. */
static void
fold_to_spine(struct paper *p, size_t signature, bool right)
{
    if (signature == 32)
        fold_down(p);
    if (signature >= 16)
        fold_spine(p, !right);
    if (signature >= 8)
        fold_down(p);
}

/* Puts the piles of FROM upon those of TO. */
static void
lay_upon(struct paper *to, const struct paper *from)
{
    for (size_t row = 0; row < from->rows; row++)
        for (size_t column = 0; column < from->columns; column++)
            for (size_t i = from->pile[row][column].n; i-- > 0;) {
                struct pile *pile = &to->pile[row][column];
                memmove(pile->piece + 1, pile->piece,
                    pile->n * sizeof *pile->piece);
                pile->piece[0] = from->pile[row][column].piece[i];
                pile->n++;
            }
    to->rows = from->rows;
    to->columns = from->columns;
}

/* Signatures are folded, opened in their middle and put on each other, the
 * outermost first; then all are folded about the spine. */
static void
fold_saddle(const struct imposed *all, int copy, bool right, size_t n)
{
    static struct paper book, one;
    book = (struct paper){.rows = 0};
    for (size_t i = 0; i < all->n_sheets; i++) {
        lay_sheet(&one, all, i, copy, right);
        fold_to_spine(&one, size_of_sheet(all, i), right);
        lay_upon(&book, &one);
    }
    fold_spine(&book, right);
    read_all(&book, n);
}

static void
folded_saddle(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_SADDLE;
    for (size_t which = 0; which < ALL_SIZES; which++)
        for (int right = 0; right < 2; right++)
            for (size_t n = 1; n <= 70; n += n < 42 ? 1 : 7) {
                use_sizes(f, which);
                f->options.right = right == 1;
                pages(f, n, 100, 150);
                fold_saddle(make(f), 0, right == 1, n);
                f->options.work_and_turn = true;
                fold_saddle(make(f), 0, right == 1, n);
                fold_saddle(f->imposed, 1, right == 1, n);
                f->options.work_and_turn = false;
                if (n < 5 || (n - 4) % smallest_size(f) != 0)
                    continue; /* blanks would not be at the end */
                f->options.cover = COVER_WITH;
                fold_saddle(make(f), 0, right == 1, n);
                f->options.cover = COVER_NONE;
            }
}

/* Folds signature after signature and reads them as a book of N pages. */
static void
fold_signatures(const struct imposed *all, int copy, bool right, size_t n)
{
    size_t next = 0;
    for (size_t i = 0; i < all->n_sheets; i++) {
        static struct paper p;
        lay_sheet(&p, all, i, copy, right);
        fold_to_spine(&p, size_of_sheet(all, i), right);
        fold_spine(&p, right);
        assert_int_equal(p.rows * p.columns, 1);
        assert_int_equal(p.pile[0][0].n, size_of_sheet(all, i) / 2);
        next = read_pile(&p.pile[0][0], next, n);
    }
    assert_true(next >= n);
}

static void
folded_signatures(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_PERFECT;
    for (size_t which = 0; which < ALL_SIZES; which++)
        for (size_t n = 1; n <= 70; n += n < 42 ? 1 : 7)
            for (int right = 0; right < 2; right++) {
                use_sizes(f, which);
                f->options.right = right == 1;
                pages(f, n, 100, 150);
                fold_signatures(make(f), 0, right == 1, n);
                f->options.work_and_turn = true;
                fold_signatures(make(f), 0, right == 1, n);
                fold_signatures(f->imposed, 1, right == 1, n);
                f->options.work_and_turn = false;
            }
}

/* Cut into piles, which are put on each other: rows from the top, in the
 * direction of reading. */
static void
cut_stack(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_STACK;
    f->options.columns = 3;
    f->options.rows = 2;
    for (size_t n = 1; n <= 50; n++)
        for (int right = 0; right < 2; right++) {
            static struct paper p;
            p = (struct paper){.rows = 0};
            f->options.right = right == 1;
            pages(f, n, 100, 150);
            const struct imposed *all = make(f);
            assert_int_equal(all->n_sheets, (n + 11) / 12);
            for (size_t i = all->n_sheets; i-- > 0;)
                lay(&p, all, i, false);
            size_t next = 0;
            for (size_t i = 0; i < 6; i++)
                next = read_pile(
                    &p.pile[i / 3][right == 1 ? 2 - i % 3 : i % 3], next, n);
            assert_true(next >= n);
        }
}

/* A letter's panels: the inner side has 2 3 4; when the last is folded in and
 * the cover over it, the covers are 1 and 6, and 5 is met behind 1. */
static void
folded_letter(void **state)
{
    struct fixture *f = *state;
    f->options.scheme = IMPOSE_FOLD;
    f->options.folding = FOLDING_LETTER;
    f->options.flap = MM(1);
    for (int right = 0; right < 2; right++) {
        static struct paper p;
        size_t cover = right == 1 ? 2 : 0, flap = 2 - cover;
        p = (struct paper){.rows = 0};
        f->options.right = right == 1;
        pages(f, 6, 100, 150);
        lay(&p, make(f), 0, true);
        turn_upon(&p.pile[0][1], &p.pile[0][flap], false);
        assert_int_equal(p.pile[0][1].piece[0].page[0], 4); /* over 3 */
        turn_upon(&p.pile[0][1], &p.pile[0][cover], false);
        const struct piece *leaf = p.pile[0][1].piece;
        static const size_t seen[] = {0, 1, 4, 3, 2, 5};
        for (size_t i = 0; i < 6; i++) {
            int face = (leaf[i / 2].back_up ? 1 : 0) ^ (int)(i % 2);
            assert_int_equal(leaf[i / 2].page[face], seen[i]);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(manual),
        TEST(folded_saddle),
        TEST(folded_signatures),
        TEST(cut_stack),
        TEST(folded_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
