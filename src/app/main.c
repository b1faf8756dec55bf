/* kumihan: finds the command and runs it.  What is not built in is looked for
 * as a program kumihan-NAME beside this one, then on the PATH, so that heavy
 * libraries are linked only by the programs that need them. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "app/args.h"
#include "app/command.h"
#include "app/program.h"
#include "base/str.h"

static const struct command programs[] = {
    {"png", NULL, "JOB.ini -o NAME [--dpi N]", "各ページを NAME-1.png … に描く",
        "draw the pages as NAME-1.png ..."},
    {"merge", NULL, "DIR|MANIFEST.csv -o ALL.pdf",
        "batch の版を 1 つの PDF にまとめる",
        "one PDF of all editions of a batch"},
    {"press", NULL, "JOB.ini --out DIR [--send URL]",
        "プレスリリース一式（PDF・HTML・文字・画像・データ・メール）を作り、送"
        "る",
        "make a press kit (PDF, HTML, text, pictures, data, mail) and send "
        "it"},
    {"print", NULL, "FILE.pdf ... --to ipp://HOST/PATH|QUEUE",
        "プリンターで印刷する（kumihan print --help）",
        "print on a printer (kumihan print --help)"},
    {NULL, NULL, NULL, NULL, NULL},
};

static void
print_rows(const struct command *row, enum kumihan_lang lang)
{
    for (; row->name != NULL; row++)
        printf("  %-8s %-36s %s\n", row->name, row->synopsis,
            lang == KUMIHAN_JA ? row->ja : row->en);
}

static int
help(enum kumihan_lang lang)
{
    bool ja = lang == KUMIHAN_JA;
    printf("%s\n\n", ja ? "使い方: kumihan コマンド [指定 …]"
                        : "usage: kumihan COMMAND [OPTION ...]");
    print_rows(commands, lang);
    print_rows(programs, lang);
    puts(
        ja ? "\n指定:\n"
             "  --set SECTION:KEY=VALUE  ジョブの値を一時的に変える\n"
             "  --date YYYY-MM-DD        文書の日付\n"
             "  --public [--now TIME]    解禁後の公開用に作る（解禁前は誤り）\n"
             "  --each LIST.csv --row N  リストの N 行目の値で作る\n"
             "  --profile NAME           web・archive・print・proof か、"
             "ジョブの [profile]\n"
             "  --report FILE.json       build の報告（- は標準出力へ）\n"
             "  --html FILE.html --text FILE.txt  PDF と同じ内容の "
             "HTML・文字だけの版\n"
             "  --png NAME [--dpi N]     各ページの画像 NAME-1.png …（build）\n"
             "  --package DIR            印刷所に渡すフォルダーを作る（build "
             "--profile print）\n"
             "  --against OLD            比べる古い版（ジョブか dump の出力）\n"
             "  --changes FILE           変わった所の一覧（.csv か .json）\n"
             "  --fonts DIR[:DIR…]       書体を探すフォルダー"
             "（$KUMIHAN_FONTS も同じ）\n"
             "  --lang ja|en             メッセージの言語\n"
             "  --format text|json       メッセージの形\n"
             "build・check・batch の指定:\n"
             "  --impose SCHEME --sheet SRA3  面付け（saddle・perfect・nup・"
             "stack・fold）\n"
             "  --printer NAME           印刷所の求めに照らす\n"
             "batch の指定:\n"
             "  --each LIST.csv --out DIR  リストと、PDF を入れるフォルダー\n"
             "  --name '{id}.pdf'        ファイル名の形\n"
             "  --jobs N                 同時に作る数（省略時は全コア）\n"
             "  --resume                 残りだけを作る\n"
             "  --shard I/N              N 台のうち I 台目の分\n"
             "  --merge ALL.pdf          全部を 1 つの PDF にも"
             "（--title TEXT、--columns A,B）\n"
             "  --combine DIR…           分割した分の manifest をまとめる\n"
             "merge の指定:\n"
             "  --title TEXT             題名\n"
             "  --columns A,B --each LIST.csv [--encoding cp932]  "
             "版ごとの情報\n"
             "press の指定:\n"
             "  --out DIR                キット一式を入れる新しいフォルダー\n"
             "  --send smtp[s]://HOST    メールの送信先を見せる。--go で送る\n"
             "  --user 名前 --password-file FILE --tls yes|no --ca FILE\n"
             "  --resume                 続きから。同じ宛先には二度送らない\n"
             "  --record FILE.csv        記録（省略時は DIR.sent.csv）\n"
             "  --wait 秒 --timeout 秒   あとでと言うサーバー、黙るサーバーを"
             "待つ長さ\n"
             "  --again 宛先|refused --sent 宛先  "
             "送り直す宛先、届いている宛先\n"
             "  --under-embargo          解禁前の版を送る\n"
             "lines の指定:\n"
             "  --job JOB.ini --style NAME  ジョブとそのスタイルで組む\n"
             "  --font F --measure 25em --direction h|v --format tsv\n"
             "  --size --align --indent --tracking --digits --line-head "
             "--line-end\n"
             "  --reduction --kinsoku --balance  スタイルの同じ名前のキー\n"
             "  --set KEY=VALUE          スタイルのほかのキー\n\n"
             "終了コード: 0 完了、1 入力の誤り、2 使い方の誤り、"
             "3 環境（書体・ディスク）、4 内部の誤り"
           : "\noptions:\n"
             "  --set SECTION:KEY=VALUE  change a value of the job\n"
             "  --date YYYY-MM-DD        the document's date\n"
             "  --public [--now TIME]    for the public: an error before the "
             "embargo\n"
             "  --each LIST.csv --row N  the edition of row N of a list\n"
             "  --profile NAME           web, archive, print, proof, or a "
             "[profile] of the job\n"
             "  --report FILE.json       what build did (-: standard output)\n"
             "  --html FILE.html --text FILE.txt  what the PDF says, as HTML "
             "and as plain text\n"
             "  --png NAME [--dpi N]     pictures of the pages, NAME-1.png ... "
             "(build)\n"
             "  --package DIR            make the folder for a printing "
             "company "
             "(build --profile print)\n"
             "  --against OLD            an older edition (job, or output of "
             "dump)\n"
             "  --changes FILE           what changed (.csv or .json)\n"
             "  --fonts DIR[:DIR...]     folders with fonts "
             "(also $KUMIHAN_FONTS)\n"
             "  --lang ja|en             language of messages\n"
             "  --format text|json       form of messages\n"
             "options of build, check and batch:\n"
             "  --impose SCHEME --sheet SRA3  pages on sheets: saddle, "
             "perfect, nup, stack, fold\n"
             "  --printer NAME           hold them to a printer's profile\n"
             "options of batch:\n"
             "  --each LIST.csv --out DIR  the list, and the folder for the "
             "PDFs\n"
             "  --name '{id}.pdf'        how files are named\n"
             "  --jobs N                 how many at a time (all cores)\n"
             "  --resume                 make what is left\n"
             "  --shard I/N              the part of machine I of N\n"
             "  --merge ALL.pdf          one PDF of all, too (--title TEXT, "
             "--columns A,B)\n"
             "  --combine DIR...         put the manifests of shards together\n"
             "options of merge:\n"
             "  --title TEXT             its title\n"
             "  --columns A,B --each LIST.csv [--encoding cp932]  what is said "
             "of each edition\n"
             "options of press:\n"
             "  --out DIR                a new folder for the kit\n"
             "  --send smtp[s]://HOST    show who would get the mail; --go "
             "sends it\n"
             "  --user NAME --password-file FILE --tls yes|no --ca FILE\n"
             "  --resume                 go on; nobody gets it twice\n"
             "  --record FILE.csv        the record (DIR.sent.csv)\n"
             "  --wait SECONDS --timeout SECONDS  for servers that say later, "
             "or nothing\n"
             "  --again ADDRESS|refused --sent ADDRESS  decide about "
             "recipients\n"
             "  --under-embargo          send what is under embargo\n"
             "options of lines:\n"
             "  --job JOB.ini --style NAME  compose in a style of the job\n"
             "  --font F --measure 25em --direction h|v --format tsv\n"
             "  --size --align --indent --tracking --digits --line-head "
             "--line-end\n"
             "  --reduction --kinsoku --balance  the style's keys of that "
             "name\n"
             "  --set KEY=VALUE          any other key of the style\n\n"
             "exit codes: 0 done, 1 errors in the input, 2 usage, "
             "3 environment (font, disk), 4 internal");
    return KUMIHAN_OK;
}

static int
run_help(int argc, char **argv)
{
    struct args args;
    int result = args_read(&args, 0, 0, 1, argc, argv);
    return result != KUMIHAN_OK ? result : help(args.lang);
}

static bool
is_option(const char *arg, const char *option)
{
    size_t n = strlen(option);
    return strncmp(arg, option, n) == 0 && (arg[n] == '\0' || arg[n] == '=');
}

/* True when the arguments of build ask for pictures, as a package does. */
static bool
wants_pictures(int argc, char **argv)
{
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (is_option(argv[i], "--package") || is_option(argv[i], "--png"))
            return strcmp(argv[1], "build") == 0;
    return false;
}

static int
unknown(const char *name, enum kumihan_lang lang)
{
    const char *names[32];
    size_t n = 0;
    for (const struct command *c = commands; c->name != NULL; c++)
        names[n++] = c->name;
    for (const struct command *c = programs; c->name != NULL; c++)
        names[n++] = c->name;
    const char *nearest = str_nearest(name, names, n);
    bool ja = lang == KUMIHAN_JA;
    fprintf(stderr, "kumihan: %s: %s%s\n", name,
        ja ? "このコマンドはありません" : "no such command",
        nearest == NULL ? ""
        : ja            ? "。近いもの: "
                        : "; the nearest is ");
    if (nearest != NULL)
        fprintf(stderr, "  kumihan %s\n", nearest);
    return KUMIHAN_USAGE;
}

int
main(int argc, char **argv)
{
    enum kumihan_lang lang = args_locale();
    /* A limit on the size of files (ulimit -f) is then a write that fails, for
     * the programs that this one becomes, too. */
    signal(SIGXFSZ, SIG_IGN);
    if (argc < 2)
        return help(lang), KUMIHAN_USAGE;
    if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
        return run_help(argc - 2, argv + 2);
    /* Its options are its own. */
    if (strcmp(argv[1], "print") == 0)
        program_become(argv[1], argv + 1);
    /* `kumihan build --help` too; behind `--` stand names of files. */
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return help(lang);
    if (strcmp(argv[1], "--version") == 0)
        return puts("kumihan " KUMIHAN_VERSION), KUMIHAN_OK;
    if (wants_pictures(argc, argv))
        program_become("package", argv + 1);
    for (const struct command *c = commands; c->name != NULL; c++)
        if (strcmp(c->name, argv[1]) == 0)
            return c->run(argc - 2, argv + 2);
    if (strchr(argv[1], '/') == NULL)
        program_become(argv[1], argv + 1);
    return unknown(argv[1], lang);
}
