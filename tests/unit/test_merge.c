/* merge: what many editions have in common is in the file once, and each is a
 * record of it. */
#include "test_pdf_fixture.h"

#include "merge/merge.h"
#include "merge/pagetree.h"
#include "merge/shared.h"
#include "pdf/pdf.h"

/* What distinguishes the PDFs that the tests make. */
struct kind {
    const struct pdf_print *print;
    const char *producer, *password;
};

static const struct kind plain = {.producer = "Kumihan test"};

/* An edition with PAGES pages of the words WORDS, owned by the caller. */
static struct buf
edition(
    struct fixture *f, const struct kind *kind, const char *words, int pages)
{
    struct buf pdf = {0};
    const struct pdf_options options = {.producer = kind->producer,
        .kind = kind->print == NULL ? PDF_WEB : PDF_PRINT,
        .print = kind->print,
        .owner_password = kind->password,
        .open_password = ""};
    f->document = document_new(f->arena);
    assert_non_null(f->document);
    f->document->title = "t";
    f->document->date = "2023-09-01";
    f->document->lang = "ja";
    for (int i = 0; i < pages; i++) {
        fixture_page(f, MM(50), MM(30), NULL);
        fixture_text(f, GOTHIC, PT(10), MM(5), MM(10), words);
    }
    if (pdf_write(f->diag, f->document, &options, &pdf) != ERR_OK)
        fail_msg("%s", fixture_said(f));
    return pdf;
}

static struct merge *
begin(struct fixture *f)
{
    struct merge *merge;
    char path[96];
    snprintf(path, sizeof path, "%s/m.pdf", f->dir);
    assert_int_equal(merge_begin(f->diag, path, "全部", &merge), ERR_OK);
    return merge;
}

static struct record
record_of(size_t row, const char *key, const char *file)
{
    return (struct record){
        .row = row, .key = key, .file = file, .sha256 = "00"};
}

static void
add(struct fixture *f, struct merge *merge, struct buf *pdf, size_t row)
{
    char key[32], file[32];
    snprintf(key, sizeof key, "k%zu", row);
    snprintf(file, sizeof file, "版-%zu.pdf", row);
    struct record record = record_of(row, key, file);
    const struct record_field fields[] = {
        {"宛名 1/2", "山田"}, {"Key", "own"}, {"宛名_1/2", "二"}};
    record.field = fields;
    record.n_fields = 3;
    enum err err =
        merge_add(merge, file, (struct str){pdf->p, pdf->n}, &record);
    if (err != ERR_OK)
        fail_msg("%s", fixture_said(f));
}

static struct merge_tally
end(struct fixture *f, struct merge *merge)
{
    struct merge_tally tally;
    if (merge_end(merge, &tally) != ERR_OK)
        fail_msg("%s", fixture_said(f));
    fixture_sh(f, "qpdf --check m.pdf");
    return tally;
}

static int
number_of(struct fixture *f, const char *command)
{
    return atoi(fixture_sh(f, command));
}

static void
test_each_edition_is_a_record(void **state)
{
    struct fixture *f = *state;
    struct buf one = edition(f, &plain, "壱", 2);
    struct buf two = edition(f, &plain, "弐", 1);
    struct merge *merge = begin(f);
    add(f, merge, &one, 1);
    add(f, merge, &two, 2);
    struct merge_tally tally = end(f, merge);
    assert_int_equal(tally.editions, 2);
    assert_int_equal(tally.pages, 3);
    assert_string_equal(
        fixture_sh(f, "pdftotext m.pdf - | tr -d '\\f\\n'"), "壱壱弐");
    assert_int_equal(number_of(f, "stat -c %s m.pdf"), tally.bytes);

    /* The parts lead to pages which lead to them. */
    assert_string_equal(
        fixture_sh(f,
            "qpdf --json m.pdf | jq -r '.qpdf[1] as $o | "
            "def at(r): $o[\"obj:\" + r].value; "
            "at(($o.trailer.value[\"/Root\"])) as $root | "
            "at($root[\"/DPartRoot\"]) as $parts | "
            "at($parts[\"/DPartRootNode\"]) as $top | "
            "[$parts[\"/RecordLevel\"], ($parts[\"/NodeNameList\"]|length), "
            "($top[\"/DParts\"][0] | length)], "
            "($top[\"/DParts\"][0][] as $r | at($r) as $p | "
            "[at($p[\"/Parent\"]) == $top, at($p[\"/Start\"])[\"/DPart\"] == "
            "$r,"
            " at($p[\"/End\"])[\"/DPart\"] == $r, $p[\"/Start\"] == "
            "$p[\"/End\"],"
            " $p[\"/DPM\"][\"/CIP4_Root\"][\"/CIP4_Recipient\"]]) | tostring'"),
        "[1,2,2]\n"
        "[true,true,true,false,{\"/File\":\"u:版-1.pdf\",\"/Key\":\"u:k1\","
        "\"/Key_\":\"u:own\",\"/Row\":1,\"/宛名_1_2\":\"u:山田\","
        "\"/宛名_1_2_\":\"u:二\"}]\n"
        "[true,true,true,true,{\"/File\":\"u:版-2.pdf\",\"/Key\":\"u:k2\","
        "\"/Key_\":\"u:own\",\"/Row\":2,\"/宛名_1_2\":\"u:山田\","
        "\"/宛名_1_2_\":\"u:二\"}]\n");
    assert_string_equal(
        fixture_sh(f, "mutool show m.pdf outline | grep -o '版-.'"),
        "版-1\n版-2\n");
    buf_fini(&one);
    buf_fini(&two);
}

/* Font and contents of the same edition are written once, whatever comes
 * between. */
static void
test_what_is_the_same_is_there_once(void **state)
{
    struct fixture *f = *state;
    struct buf one = edition(f, &plain, "壱", 1);
    struct buf two = edition(f, &plain, "弐弐", 1);
    struct merge *merge = begin(f);
    for (size_t row = 1; row <= 200; row += 2) {
        add(f, merge, &one, row);
        add(f, merge, &two, row + 1);
    }
    struct merge_tally tally = end(f, merge);
    assert_int_equal(tally.pages, 200);
    /* The outlines of two subsets, and two contents. */
    assert_int_equal(
        number_of(f, "qpdf --json m.pdf | jq '[.qpdf[1][] | "
                     "select(.stream?.dict[\"/Length1\"]?)] | length'"),
        2);
    assert_int_equal(number_of(f, "qpdf --json m.pdf | jq '[.qpdf[1][] | "
                                  ".value?[\"/Contents\"]? | values] | unique "
                                  "| length'"),
        2);
    buf_fini(&one);
    buf_fini(&two);
}

static void
test_the_same_editions_give_the_same_bytes(void **state)
{
    struct fixture *f = *state;
    struct buf one = edition(f, &plain, "壱", 1);
    for (int i = 0; i < 2; i++) {
        struct merge *merge = begin(f);
        add(f, merge, &one, 1);
        end(f, merge);
        fixture_sh(f, i == 0 ? "mv m.pdf n.pdf" : "cmp m.pdf n.pdf");
    }
    struct merge *merge = begin(f);
    add(f, merge, &one, 2);
    end(f, merge);
    fixture_sh(f, "test \"$(qpdf --json m.pdf | jq '.qpdf[1].trailer.value[\""
                  "/ID\"]')\" != \"$(qpdf --json n.pdf | jq "
                  "'.qpdf[1].trailer.value[\"/ID\"]')\"");
    buf_fini(&one);
}

/* A tree with more levels than one, full at every one of them and beyond. */
static void
test_pages_stand_in_a_balanced_tree(void **state)
{
    static const unsigned counts[] = {1, 64, 65, 4096, 4097, 4161};
    struct fixture *f = *state;
    char path[96], command[160];
    snprintf(path, sizeof path, "%s/t.pdf", f->dir);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct sink *sink;
        uint64_t bytes;
        unsigned parent, root;
        assert_int_equal(sink_open(f->diag, path, 7, &sink), ERR_OK);
        struct pagetree tree = {.sink = sink};
        for (unsigned n = 0; n < counts[i]; n++) {
            char page[96];
            unsigned id = sink_reserve(sink);
            assert_int_equal(pagetree_add(&tree, id, &parent), ERR_OK);
            snprintf(page, sizeof page,
                "<</Type/Page/Parent %u 0 R/MediaBox[0 0 %u 9]>>", parent,
                n + 1);
            assert_int_equal(sink_put(sink, id, str_of(page), false), ERR_OK);
        }
        assert_int_equal(pagetree_end(&tree, &root), ERR_OK);
        snprintf(
            command, sizeof command, "<</Type/Catalog/Pages %u 0 R>>", root);
        unsigned catalogue = sink_reserve(sink), info = sink_reserve(sink);
        assert_int_equal(
            sink_put(sink, catalogue, str_of(command), false), ERR_OK);
        assert_int_equal(sink_put(sink, info, str_of("<<>>"), false), ERR_OK);
        assert_int_equal(sink_close(sink, catalogue, info,
                             "00112233445566778899aabbccddeeff", &bytes),
            ERR_OK);
        fixture_sh(f, "qpdf --check t.pdf");
        assert_int_equal(number_of(f, "qpdf --show-npages t.pdf"), counts[i]);
        snprintf(command, sizeof command,
            "qpdf --show-object=$(qpdf --json t.pdf | jq -r "
            "'.pages[%u].object' | cut -d' ' -f1) t.pdf",
            counts[i] - 1);
        const char *page = fixture_sh(f, command);
        snprintf(command, sizeof command, "[ 0 0 %u 9 ]", counts[i]);
        assert_non_null(strstr(page, command));
    }
}

static void
test_a_table_of_objects_forgets_the_least_used(void **state)
{
    struct shared *shared = shared_new();
    char body[32];
    (void)state;
    assert_non_null(shared);
    unsigned *number = shared_number(shared, str_of("often"));
    assert_int_equal(*number, 0);
    *number = 7;
    for (unsigned i = 1; i <= 200000; i++) {
        snprintf(body, sizeof body, "once %u", i);
        *shared_number(shared, str_of(body)) = i;
        assert_int_equal(*shared_number(shared, str_of("often")), 7);
    }
    assert_int_equal(*shared_number(shared, str_of("once 1")), 0);
    assert_int_equal(*shared_number(shared, str_of("once 200000")), 200000);
    free(shared);
}

/* Merging PDF, behind FIRST (may be NULL), is refused with the message ID. */
static void
refused(struct fixture *f, struct buf *first, struct buf *pdf, const char *id)
{
    struct merge *merge = begin(f);
    const struct record record = record_of(2, "k", "bad.pdf");
    if (first != NULL)
        add(f, merge, first, 1);
    assert_int_equal(
        merge_add(merge, "bad.pdf", (struct str){pdf->p, pdf->n}, &record),
        ERR_INPUT);
    if (strstr(fixture_said(f), id) == NULL ||
        strstr(f->out.p, "bad.pdf: ") == NULL)
        fail_msg("%s", f->out.p);
    merge_abandon(merge);
    assert_string_equal(fixture_sh(f, "ls"), "");
    buf_fini(pdf);
}

static void
test_what_cannot_be_merged_is_refused(void **state)
{
    struct fixture *f = *state;
    const struct pdf_print x1a = {
        .x1a = true, .condition = "JC200103", .bleed = 0, .margin = 0};
    const struct pdf_print here = {.condition = "JC200103"};
    const struct pdf_print there = {.condition = "FOGRA39"};
    struct buf first = edition(f, &plain, "壱", 1), pdf = {0};
    buf_text(&pdf, "%PDF-1.7\nnothing");
    refused(f, NULL, &pdf, "merge.unreadable");
    pdf = edition(f, &(struct kind){.producer = "Word"}, "壱", 1);
    refused(f, NULL, &pdf, "merge.producer");
    pdf = edition(
        f, &(struct kind){.producer = "Kumihan t", .password = "x"}, "壱", 1);
    refused(f, NULL, &pdf, "merge.encrypted");
    pdf = edition(
        f, &(struct kind){.producer = "Kumihan t", .print = &x1a}, "壱", 1);
    refused(f, NULL, &pdf, "merge.x1a");
    pdf = edition(
        f, &(struct kind){.producer = "Kumihan t", .print = &here}, "壱", 1);
    refused(f, &first, &pdf, "merge.other");
    buf_fini(&first);
    first = edition(
        f, &(struct kind){.producer = "Kumihan t", .print = &here}, "壱", 1);
    pdf = edition(
        f, &(struct kind){.producer = "Kumihan t", .print = &there}, "壱", 1);
    refused(f, &first, &pdf, "merge.other");
    buf_fini(&first);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_each_edition_is_a_record),
        FIXTURE_TEST(test_what_is_the_same_is_there_once),
        FIXTURE_TEST(test_the_same_editions_give_the_same_bytes),
        FIXTURE_TEST(test_pages_stand_in_a_balanced_tree),
        cmocka_unit_test(test_a_table_of_objects_forgets_the_least_used),
        FIXTURE_TEST(test_what_cannot_be_merged_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
