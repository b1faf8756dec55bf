/* Overlapping panels: exact for a small case; in every case no word touches
 * another or leaves its panel. */
#include "test_figure_fixture.h"

#define BLOCK                                                                  \
    "[source f]\nfile = f.csv\n[block b]\ntype = panels\narea = a\n"           \
    "rows = f\npanel = p\ngroup = g\nitem = i\nstyle = small\n"

static void
one_panel(void **state)
{
    (void)state;
    bench_text("f.csv", "p,g,i\n甲,1,い\n甲,1,ろ\n甲,2,は\n");
    expect_items(BLOCK "headline.甲 = 進む\ncolour.甲 = red\n", 60, 0,
        "path fill #ff0000 opacity 100 m 216000 0 l 1944000 0 c 2063294 0 "
        "2160000 96706 2160000 216000 l 2160000 927360 c 2160000 1046654 "
        "2063294 1143360 1944000 1143360 l 216000 1143360 c 96706 1143360 0 "
        "1046654 0 927360 l 0 216000 c 0 96706 96706 0 216000 0 z\n"
        "path stroke #ff0000 7200 m 216000 3600 l 1944000 3600 c 2061305 3600 "
        "2156400 98695 2156400 216000 l 2156400 927360 c 2156400 1044665 "
        "2061305 1139760 1944000 1139760 l 216000 1139760 c 98695 1139760 3600 "
        "1044665 3600 927360 l 3600 216000 c 3600 98695 98695 3600 216000 3600 "
        "z\n"
        "text 144000 216000 144000 \"甲\"\n"
        "text 144000 432000 144000 \"進む\"\n"
        "path stroke #ff0000 9000 m 144000 521280 l 1980000 521280\n"
        "path fill #ff0000 m 2016000 521280 l 1944000 485280 l 1944000 557280 "
        "z\n"
        "path stroke #ff0000 3600 opacity 450 m 1080000 658080 l 1080000 "
        "1090080\n"
        "text 144000 820800 144000 \"い\"\n"
        "text 144000 1036800 144000 \"ろ\"\n"
        "text 1209600 820800 144000 \"は\"\n");
    assert_true(bench.stretch);
}

static void
two_panels_overlap(void **state)
{
    (void)state;
    bench_text("f.csv", "p,g,i\n甲,1,い\n乙,1,ろ\n");
    expect_items(BLOCK "overlap = 10%\ncolour.乙 = blue\nheight = 30mm\n", 100,
        0,
        "path fill #000000/0,0,0,100 opacity 100 m 216000 0 l 1764000 0 c "
        "1883294 0 1980000 96706 1980000 216000 l 1980000 864000 c 1980000 "
        "983294 1883294 1080000 1764000 1080000 l 216000 1080000 c 96706 "
        "1080000 0 983294 0 864000 l 0 216000 c 0 96706 96706 0 216000 0 z\n"
        "path stroke #000000/0,0,0,100 7200 m 216000 3600 l 1764000 3600 c "
        "1881305 3600 1976400 98695 1976400 216000 l 1976400 864000 c 1976400 "
        "981305 1881305 1076400 1764000 1076400 l 216000 1076400 c 98695 "
        "1076400 3600 981305 3600 864000 l 3600 216000 c 3600 98695 98695 3600 "
        "216000 3600 z\n"
        "path fill #0000ff opacity 100 m 1836000 0 l 3384000 0 c 3503294 0 "
        "3600000 96706 3600000 216000 l 3600000 864000 c 3600000 983294 "
        "3503294 1080000 3384000 1080000 l 1836000 1080000 c 1716706 1080000 "
        "1620000 983294 1620000 864000 l 1620000 216000 c 1620000 96706 "
        "1716706 0 1836000 0 z\n"
        "path stroke #0000ff 7200 m 1836000 3600 l 3384000 3600 c 3501305 3600 "
        "3596400 98695 3596400 216000 l 3596400 864000 c 3596400 981305 "
        "3501305 1076400 3384000 1076400 l 1836000 1076400 c 1718695 1076400 "
        "1623600 981305 1623600 864000 l 1623600 216000 c 1623600 98695 "
        "1718695 3600 1836000 3600 z\n"
        "text 144000 436320 144000 \"甲\"\n"
        "text 144000 753120 144000 \"い\"\n"
        "text 2124000 436320 144000 \"乙\"\n"
        "text 2124000 753120 144000 \"ろ\"\n");
    assert_false(bench.stretch);
    assert_int_equal(bench.height, 30 * EMU_PER_MM);
}

struct word {
    emu x0, y0, x1, y1;
};

static size_t
collect(struct word *word, size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < bench.page->n_items; i++) {
        const struct item *item = &bench.page->item[i];
        if (item->kind != ITEM_GLYPHS)
            continue;
        const struct glyph *last = &item->run->glyph[item->run->n - 1];
        emu size = item->run->size;
        assert_true(n < most);
        word[n++] =
            (struct word){item->x, item->y - (emu)unit_scale(size, 880, 1000),
                item->x + last->x + last->advance,
                item->y + (emu)unit_scale(size, 120, 1000)};
    }
    return n;
}

/* Draws JOB and proves that its words lie in the box and apart. */
static size_t
expect_apart(const char *job, int width, int height)
{
    struct word word[200];
    struct buf said = {0};
    bench_job(job);
    enum err err = bench_draw(width, height);
    bench_ids(&said);
    bench_same(&said, "");
    assert_int_equal(err, ERR_OK);
    size_t n = collect(word, 200);
    for (size_t i = 0; i < n; i++) {
        assert_true(word[i].x0 >= 0 && word[i].y0 >= 0);
        assert_true(word[i].x1 <= width * EMU_PER_MM);
        assert_true(
            word[i].y1 <= (height == 0 ? bench.height : height * EMU_PER_MM));
        for (size_t k = 0; k < i; k++)
            assert_true(word[i].x1 <= word[k].x0 || word[k].x1 <= word[i].x0 ||
                        word[i].y1 <= word[k].y0 || word[k].y1 <= word[i].y0);
    }
    return n;
}

/* The association's own fields: about 45 items in 186 mm x 80 mm. */
static void
fields_of_the_association(void **state)
{
    (void)state;
    static const char fields[] =
        "p,g,i\nS,1,欠員補充\nS,1,ﾀﾞｲﾊﾞｼﾃｨ対応\nS,1,中途採用ソース\n"
        "S,1,採用代行\nS,2,調剤薬局専任\nS,2,流通対応\nS,2,PMS対応\n"
        "S,2,特約店対応\nS,3,新薬上市時\nS,3,競合品上市時\n"
        "S,3,特定製品/ｴﾘｱ特化\nS,3,スペシャリティ領域\nS,4,包括的支援\n"
        "S,4,ﾏﾙﾁﾁｬﾈﾙ支援\nS,4,ｱﾄﾞﾋｱﾗﾝｽ向上\nS,4,アウトカム向上\n"
        "S,5,導入教育\nS,5,ｽｷﾙ向上ﾄﾚｰﾆﾝｸﾞ\nS,6,組織エクセレンス\n"
        "S,6,コンプライアンス推進\nS,7,コンサルティング\n"
        "S,7,ﾃﾞｰﾀﾏｰｹﾃｨﾝｸﾞ…\nC,1,大手外資企業から新興ﾊﾞｲｵﾌｧｰﾏ\n"
        "C,2,営業からﾏｰｹﾃｨﾝｸﾞ/ﾒﾃﾞｨｶﾙ\nC,3,医療機器や新規企業\n"
        "C,4,デジタルセラピューティクス\nC,5,医療機関(病院・薬局)\n"
        "H,1,MR経験者(ﾌﾟﾗｲﾏﾘｹｱ/ｽﾍﾟｼｬﾘﾃｨ)\nH,2,異業種出身MR\n"
        "H,3,医療機器営業担当者\nH,4,PMS専任担当者\nH,5,マーケター\n"
        "H,6,トレーナー\nH,7,MSL/ﾒﾃﾞｨｶﾙｱﾌｪｱｰｽﾞ\n"
        "H,8,看護師/薬剤師/医師…\n";
    static const char look[] =
        "[style item]\nbased-on = body\nsize = 9.3Q\nleading = 12.6H\n"
        "[style head]\nbased-on = body\nsize = 12Q\nleading = 17H\n"
        "align = centre\n" BLOCK
        "headline.S = 欠員補充から戦略的アウトソーシングへ\n"
        "headline.C = 製薬企業からライフサイエンス・ヘルスケア業界へ\n"
        "headline.H = MRから多様な経験の専門人財へ\n"
        "item-style = item\nname-style = head\nheadline-style = head\n";
    bench_text("f.csv", fields);
    assert_true(expect_apart(look, 186, 0) >= 41);
    assert_true(bench.height <= 80 * EMU_PER_MM);
    expect_apart(look, 186, 80);
    expect_apart(look, 150, 0);
    expect_apart(look, 120, 0);
}

/* Any number of panels, groups and items, in wide and narrow boxes. */
static void
words_stay_apart(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 12; round++) {
        struct buf csv = {0};
        buf_text(&csv, "p,g,i\n");
        for (int panel = 0; panel <= round % 5; panel++)
            for (int item = 0; item < 1 + (round * 3 + panel) % 7; item++) {
                seed = seed * 1664525 + 1013904223;
                buf_printf(&csv, "名%d,%u,", panel, seed >> 30);
                for (uint32_t k = 0; k <= (seed >> 20) % 18; k++)
                    buf_text(&csv, "字");
                buf_byte(&csv, '\n');
            }
        bench_text("f.csv", csv.p);
        buf_fini(&csv);
        expect_apart(BLOCK "headline.名0 = 見出し\n", 120 + round * 9, 0);
    }
}

/* Notes are numbered in the order of the panels, not of the job's lines. */
static void
notes_of_headlines(void **state)
{
    (void)state;
    bench_text("f.csv", "p,g,i\n甲,1,い\n乙,1,ろ\n");
    bench_job(BLOCK "headline.乙 = 後[^z]\nheadline.甲 = 先[^y]\n");
    const struct section *block = job_find(bench.context.job, "block", "b");
    assert_int_equal(figure_number_notes(&bench.context, block), ERR_OK);
    assert_string_equal(notes_at(bench.context.notes, 1)->id, "y");
    assert_string_equal(notes_at(bench.context.notes, 2)->id, "z");
}

static void
columns_by_the_job(void **state)
{
    (void)state;
    bench_text("f.csv", "p,i\n甲,一\n甲,二\n甲,三\n甲,とても長い項目の名前は"
                        "段の中で折り返す\n");
    expect_items("[source f]\nfile = f.csv\n[block b]\ntype = panels\n"
                 "area = a\nrows = f\npanel = p\nitem = i\nstyle = small\n"
                 "item-columns.甲 = 2\ncolour.甲 = red\n",
        80, 0,
        "path fill #ff0000 opacity 100 m 216000 0 l 2664000 0 c 2783294 0 "
        "2880000 96706 2880000 216000 l 2880000 984960 c 2880000 1104254 "
        "2783294 1200960 2664000 1200960 l 216000 1200960 c 96706 1200960 0 "
        "1104254 0 984960 l 0 216000 c 0 96706 96706 0 216000 0 z\n"
        "path stroke #ff0000 7200 m 216000 3600 l 2664000 3600 c 2781305 3600 "
        "2876400 98695 2876400 216000 l 2876400 984960 c 2876400 1102265 "
        "2781305 1197360 2664000 1197360 l 216000 1197360 c 98695 1197360 3600 "
        "1102265 3600 984960 l 3600 216000 c 3600 98695 98695 3600 216000 3600 "
        "z\n"
        "text 144000 216000 144000 \"甲\"\n"
        "path stroke #ff0000 3600 opacity 450 m 1440000 370080 l 1440000 "
        "1147680\n"
        "text 144000 532800 144000 \"一\"\n"
        "text 144000 813600 144000 \"二\"\n"
        "text 144000 1094400 144000 \"三\"\n"
        "text 1569600 532800 144000 \"とても長い項目の\"\n"
        "text 1569600 748800 144000 \"名前は段の中で折\"\n"
        "text 1569600 964800 144000 \"り返す\"\n");
}

static void
faults_of_panels(void **state)
{
    (void)state;
    bench_text("f.csv", "p,g,i\n一,1,a\n二,1,a\n,1,a\n三,1,a\n四,1,a\n五,1,a\n"
                        "六,1,a\n");
    expect_ids(BLOCK, 200, 0, ERR_INPUT,
        "f.csv:4:1: panels.no-name\n"
        "f.csv:8:1: panels.too-many\n");
    bench_text("f.csv", "p,g,i\n甲,1,a\n");
    expect_ids(BLOCK "headline.乙 = x\ncolour.丙 = red\n"
                     "item-columns.甲乙 = 2\n",
        100, 0, ERR_INPUT,
        "job.ini:32:14: figure.no-member\n"
        "job.ini:33:12: figure.no-member\n"
        "job.ini:34:19: figure.no-member\n");
    expect_ids(BLOCK, 100, 17, ERR_INPUT, "job.ini:24:1: figure.too-high\n");
    expect_ids(BLOCK "height = 17mm\n", 100, 0, ERR_INPUT,
        "job.ini:24:1: figure.too-high\n");
    expect_ids(BLOCK, 8, 0, ERR_INPUT, "job.ini:24:1: figure.too-wide\n");
    bench_text("f.csv", "p,g,i\n甲,1,とても長い項目\n");
    expect_ids(BLOCK, 20, 0, ERR_INPUT, "job.ini:24:1: figure.too-wide\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_panel, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            two_panels_overlap, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            fields_of_the_association, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            words_stay_apart, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            notes_of_headlines, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            columns_by_the_job, bench_setup, bench_teardown),
        cmocka_unit_test_setup_teardown(
            faults_of_panels, bench_setup, bench_teardown),
    };
    return cmocka_run_group_tests_name("figure panels", tests, NULL, NULL);
}
