#include "print/pdfsheet.h"

#include <qpdf/qpdf-c.h>

DIAG_MESSAGE(unreadable, "print.pdf-unreadable", DIAG_ERROR,
    "PDF として読めません（{1}）。ファイルを確かめ、作り直してください",
    "cannot be read as a PDF ({1}); check the file and make it again");
DIAG_MESSAGE(damaged, "print.pdf-damaged", DIAG_ERROR,
    "PDF "
    "が壊れています（{1}）。直して読む印刷プログラムもありますが、何が出るか"
    "わかりません。PDF を作り直してください",
    "the PDF is damaged ({1}); some programs repair such a file as they read "
    "it, but nobody knows what is printed. Make the PDF again");
DIAG_MESSAGE(no_pages, "print.pdf-no-pages", DIAG_ERROR,
    "ページがありません。PDF を作り直してください",
    "has no pages; make the PDF again");
DIAG_MESSAGE(bad_box, "print.pdf-page-size", DIAG_ERROR,
    "{1} ページの大きさ（MediaBox）が読めません。PDF を作り直してください",
    "the size of page {1} (MediaBox) cannot be read; make the PDF again");

static struct loc
at_file(const char *file)
{
    return (struct loc){file, 0, 0};
}

static enum err
say(struct diag *diag, qpdf_data q, const char *file)
{
    qpdf_error error = qpdf_has_error(q) ? qpdf_get_error(q) : NULL;
    return DIAG(diag, at_file(file), &unreadable,
        error == NULL ? "libqpdf" : qpdf_get_error_message_detail(q, error));
}

/* libqpdf read the file, but had to guess where its objects are. */
static enum err
say_damaged(struct diag *diag, qpdf_data q, const char *file)
{
    qpdf_error warning = qpdf_next_warning(q);
    return DIAG(diag, at_file(file), &damaged,
        warning == NULL ? "libqpdf"
                        : qpdf_get_error_message_detail(q, warning));
}

static enum err
open_pdf(struct diag *diag, const char *file, struct str bytes, qpdf_data *out)
{
    qpdf_data q = qpdf_init();
    *out = q;
    if (q == NULL)
        return ERR_NOMEM;
    qpdf_silence_errors(q);
    qpdf_set_suppress_warnings(q, QPDF_TRUE);
    QPDF_ERROR_CODE read = qpdf_read_memory(q, file, bytes.p, bytes.n, NULL);
    if (read & QPDF_ERRORS ||
        qpdf_push_inherited_attributes_to_page(q) & QPDF_ERRORS)
        return say(diag, q, file);
    if (read & QPDF_WARNINGS)
        return say_damaged(diag, q, file);
    int pages = qpdf_get_num_pages(q);
    if (pages < 0 || qpdf_has_error(q))
        return say(diag, q, file);
    return pages > 0 ? ERR_OK : DIAG(diag, at_file(file), &no_pages, NULL);
}

/* The sides of the rectangle KEY of PAGE in points; false without one. */
static bool
read_box(qpdf_data q, qpdf_oh page, const char *key, double side[2])
{
    qpdf_oh box = qpdf_oh_get_key(q, page, key);
    double n[4];
    if (!qpdf_oh_is_array(q, box) || qpdf_oh_get_array_n_items(q, box) != 4)
        return false;
    for (int i = 0; i < 4; i++) {
        qpdf_oh item = qpdf_oh_get_array_item(q, box, i);
        if (!qpdf_oh_get_value_as_number(q, item, &n[i]))
            return false;
    }
    side[0] = n[2] > n[0] ? n[2] - n[0] : n[0] - n[2];
    side[1] = n[3] > n[1] ? n[3] - n[1] : n[1] - n[3];
    return side[0] > 0 && side[1] > 0 && side[0] < 1e5 && side[1] < 1e5;
}

static int
hundredths(double points, double unit)
{
    return (int)(points * unit * 2540.0 / 72.0 + 0.5);
}

/* Quarter turns of PAGE clockwise, 0 ... 3. */
static int
turns(qpdf_data q, qpdf_oh page)
{
    int degrees = 0;
    qpdf_oh key = qpdf_oh_get_key(q, page, "/Rotate");
    if (!qpdf_oh_get_value_as_int(q, key, &degrees))
        return 0;
    return ((degrees / 90) % 4 + 4) % 4;
}

enum { LARGEST = 1000000 /* points, 350 m: more is no page */ };

/* The page as it is seen; *WIDE when it is wider than high. */
static bool
page_size(qpdf_data q, qpdf_oh page, struct paper *paper, bool *wide)
{
    double side[2], unit = 1;
    if (!read_box(q, page, "/CropBox", side) &&
        !read_box(q, page, "/MediaBox", side))
        return false;
    qpdf_oh key = qpdf_oh_get_key(q, page, "/UserUnit");
    if (!qpdf_oh_get_value_as_number(q, key, &unit) || unit < 1 || unit > 1e3)
        unit = 1;
    if (side[0] * unit > LARGEST || side[1] * unit > LARGEST)
        return false;
    int across = hundredths(side[0], unit), up = hundredths(side[1], unit);
    if (turns(q, page) % 2 == 1) {
        int other = across;
        across = up, up = other;
    }
    *wide = across > up;
    *paper = *wide ? (struct paper){up, across} : (struct paper){across, up};
    return true;
}

static int
greater(int a, int b)
{
    return a > b ? a : b;
}

static bool
add_page(qpdf_data q, int number, struct pdfsheet *sheet)
{
    struct paper paper;
    bool wide;
    qpdf_oh page = qpdf_get_page_n(q, (size_t)number);
    if (!page_size(q, page, &paper, &wide))
        return false;
    if (number == 0) {
        sheet->first = sheet->largest = paper;
        sheet->landscape = wide;
    }
    sheet->same_size = sheet->same_size && papername_same(sheet->first, paper);
    sheet->largest.width = greater(sheet->largest.width, paper.width);
    sheet->largest.length = greater(sheet->largest.length, paper.length);
    sheet->wide += wide;
    qpdf_oh_release_all(q);
    return true;
}

static enum pdfsheet_duplex
read_duplex(qpdf_data q)
{
    qpdf_oh root = qpdf_get_root(q);
    qpdf_oh viewer = qpdf_oh_get_key(q, root, "/ViewerPreferences");
    qpdf_oh duplex = qpdf_oh_is_dictionary(q, viewer)
                         ? qpdf_oh_get_key(q, viewer, "/Duplex")
                         : viewer;
    if (qpdf_oh_is_name_and_equals(q, duplex, "/Simplex"))
        return DUPLEX_ONE;
    if (qpdf_oh_is_name_and_equals(q, duplex, "/DuplexFlipLongEdge"))
        return DUPLEX_LONG;
    if (qpdf_oh_is_name_and_equals(q, duplex, "/DuplexFlipShortEdge"))
        return DUPLEX_SHORT;
    return DUPLEX_SILENT;
}

enum err
pdfsheet_read(
    struct diag *diag, const char *file, struct str bytes, struct pdfsheet *out)
{
    qpdf_data q;
    *out = (struct pdfsheet){.same_size = true};
    enum err err = open_pdf(diag, file, bytes, &q);
    out->pages = err == ERR_OK ? qpdf_get_num_pages(q) : 0;
    for (int i = 0; i < out->pages && err == ERR_OK; i++)
        if (!add_page(q, i, out))
            err = DIAG(diag, at_file(file), &bad_box, diag_int(diag, i + 1));
    if (err == ERR_OK)
        out->duplex = read_duplex(q);
    if (q != NULL)
        qpdf_cleanup(&q);
    return err;
}

static void
turn_wide_pages(qpdf_data q)
{
    int pages = qpdf_get_num_pages(q);
    for (int i = 0; i < pages; i++) {
        struct paper paper;
        bool wide = false;
        qpdf_oh page = qpdf_get_page_n(q, (size_t)i);
        if (page_size(q, page, &paper, &wide) && wide) {
            /* /Rotate goes clockwise; three quarters are one back. */
            int degrees = (turns(q, page) + 3) % 4 * 90;
            qpdf_oh_replace_key(
                q, page, "/Rotate", qpdf_oh_new_integer(q, degrees));
        }
        qpdf_oh_release_all(q);
    }
}

enum err
pdfsheet_upright(struct arena *arena, struct diag *diag, const char *file,
    struct str bytes, struct str *out)
{
    qpdf_data q;
    *out = (struct str){"", 0};
    enum err err = open_pdf(diag, file, bytes, &q);
    if (err == ERR_OK) {
        turn_wide_pages(q);
        bool bad = qpdf_init_write_memory(q) & QPDF_ERRORS;
        /* Of an encrypted file libqpdf keeps the identifier it has. */
        qpdf_set_deterministic_ID(
            q, qpdf_is_encrypted(q) ? QPDF_FALSE : QPDF_TRUE);
        if (bad || qpdf_write(q) & QPDF_ERRORS)
            err = say(diag, q, file);
    }
    if (err == ERR_OK) {
        size_t n = qpdf_get_buffer_length(q);
        char *copy = arena_alloc(arena, n + 1);
        if (copy != NULL)
            memcpy(copy, qpdf_get_buffer(q), n);
        *out = (struct str){copy, copy == NULL ? 0 : n};
        err = copy == NULL ? ERR_NOMEM : ERR_OK;
    }
    if (q != NULL)
        qpdf_cleanup(&q);
    return err;
}
