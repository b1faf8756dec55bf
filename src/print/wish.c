#include "print/wish.h"

DIAG_MESSAGE(unknown, "print.option-unknown", DIAG_ERROR,
    "「{1}」という指定はありません。近いもの: {2}",
    "there is no option \"{1}\"; near it: {2}");
DIAG_MESSAGE(no_value, "print.option-no-value", DIAG_ERROR,
    "「{1}」の値がありません。書けるもの: {2}",
    "the value of \"{1}\" is missing; it may be: {2}");
DIAG_MESSAGE(bad_value, "print.option-value", DIAG_ERROR,
    "「{1}」の値「{2}」は読めません。書けるもの: {3}",
    "the value \"{2}\" of \"{1}\" is not understood; it may be: {3}");
DIAG_MESSAGE(flag_value, "print.option-flag", DIAG_ERROR,
    "「{1}」に値はありません。「{2}」を消してください",
    "\"{1}\" has no value; take \"{2}\" away");
DIAG_MESSAGE(too_many, "print.option-too-often", DIAG_ERROR,
    "「{1}」が多すぎます。{2} 個までにしてください",
    "\"{1}\" is given too often; give it {2} times at most");
DIAG_MESSAGE(no_printer, "print.no-printer", DIAG_ERROR,
    "どのプリンターかがわかりません。--to に ipp://ホスト/パス か CUPS の"
    "キュー名を書いてください",
    "no printer is named; give --to ipp://HOST/PATH or the name of a CUPS "
    "queue");
DIAG_MESSAGE(no_file, "print.no-file", DIAG_ERROR,
    "印刷するものがありません。PDF を並べるか、--manifest に台帳を書いて"
    "ください",
    "there is nothing to print; name PDF files, or a manifest by --manifest");
DIAG_MESSAGE(both, "print.file-and-manifest", DIAG_ERROR,
    "PDF「{1}」と --manifest は一度に使えません。どちらかにしてください",
    "the file \"{1}\" and --manifest cannot go together; give one of them");
DIAG_MESSAGE(no_record, "print.no-record", DIAG_ERROR,
    "「{1}」には印刷の記録が要ります。--manifest か --record FILE.csv を"
    "書いてください",
    "\"{1}\" needs a record of what was printed; give --manifest, or --record "
    "FILE.csv");
DIAG_MESSAGE(only_resume, "print.only-resume", DIAG_ERROR,
    "「{1}」は --resume とともに使います。--resume を加えてください",
    "\"{1}\" belongs to --resume; add --resume");

struct reading {
    struct diag *diag;
    struct wish *wish;
    const char *name; /* of the option being read */
    const char *values;
};

struct word {
    const char *name;
    int value;
};

struct option {
    const char *name, *letter;
    const char *values; /* for messages; NULL: it has none */
    enum err (*read)(struct reading *r, const char *value);
};

static enum err
usage(enum err said)
{
    return said == ERR_NOMEM ? ERR_NOMEM : ERR_USAGE;
}

static enum err
refuse(struct reading *r, const char *value)
{
    return usage(
        DIAG(r->diag, LOC_NONE, &bad_value, r->name, value, r->values));
}

static enum err
read_word(struct reading *r, const char *value, const struct word *word, int *n)
{
    for (; word->name != NULL; word++) {
        if (strcmp(word->name, value) != 0)
            continue;
        *n = word->value;
        return ERR_OK;
    }
    return refuse(r, value);
}

static enum err
read_number(struct reading *r, const char *value, int least, int most, int *n)
{
    if (!str_integer(str_of(value), n) || *n < least || *n > most)
        return refuse(r, value);
    return ERR_OK;
}

static enum err
add(struct reading *r, const char **list, size_t *n, const char *value)
{
    if (*n == WISH_LIST_MAX)
        return usage(DIAG(r->diag, LOC_NONE, &too_many, r->name,
            diag_int(r->diag, WISH_LIST_MAX)));
    list[(*n)++] = value;
    return ERR_OK;
}

#define TEXT_OPTION(field)                                                     \
    static enum err read_##field(struct reading *r, const char *value)         \
    {                                                                          \
        r->wish->field = value;                                                \
        return value[0] == '\0' ? refuse(r, value) : ERR_OK;                   \
    }

TEXT_OPTION(to)
TEXT_OPTION(manifest)
TEXT_OPTION(record)
TEXT_OPTION(media)
TEXT_OPTION(tray)
TEXT_OPTION(pages)

static enum err
read_copies(struct reading *r, const char *value)
{
    return read_number(r, value, 1, WISH_COPIES_MAX, &r->wish->copies);
}

static enum err
read_wait(struct reading *r, const char *value)
{
    return read_number(r, value, 1, WISH_WAIT_MAX, &r->wish->wait);
}

static enum err
read_collate(struct reading *r, const char *value)
{
    static const struct word words[] = {
        {"yes", COLLATE_YES}, {"no", COLLATE_NO}, {NULL, 0}};
    int n = COLLATE_PRINTER;
    enum err err = read_word(r, value, words, &n);
    r->wish->collate = (enum wish_collate)n;
    return err;
}

static enum err
read_sides(struct reading *r, const char *value)
{
    static const struct word words[] = {{"one", SIDES_ONE},
        {"long", SIDES_LONG}, {"short", SIDES_SHORT}, {"book", SIDES_BOOK},
        {NULL, 0}};
    int n = SIDES_FILE;
    enum err err = read_word(r, value, words, &n);
    r->wish->sides = (enum wish_sides)n;
    return err;
}

static enum err
read_colour(struct reading *r, const char *value)
{
    static const struct word words[] = {
        {"colour", 0}, {"color", 0}, {"mono", 1}, {"auto", 2}, {NULL, 0}};
    static const char *const keywords[] = {"color", "monochrome", "auto"};
    int n = 0;
    enum err err = read_word(r, value, words, &n);
    r->wish->colour = keywords[n];
    return err;
}

static enum err
read_quality(struct reading *r, const char *value)
{
    static const struct word words[] = {
        {"draft", 0}, {"normal", 0}, {"high", 0}, {NULL, 0}};
    int n = 0;
    r->wish->quality = value;
    return read_word(r, value, words, &n);
}

static enum err
read_finish(struct reading *r, const char *value)
{
    return add(r, r->wish->finish, &r->wish->n_finish, value);
}

static enum err
read_again(struct reading *r, const char *value)
{
    return add(r, r->wish->again, &r->wish->n_again, value);
}

static enum err
read_printed(struct reading *r, const char *value)
{
    return add(r, r->wish->printed, &r->wish->n_printed, value);
}

static enum err
read_go(struct reading *r, const char *value)
{
    (void)value;
    r->wish->go = true;
    return ERR_OK;
}

static enum err
read_dry(struct reading *r, const char *value)
{
    (void)value;
    r->wish->go = false;
    return ERR_OK;
}

static enum err
read_resume(struct reading *r, const char *value)
{
    (void)value;
    r->wish->resume = true;
    return ERR_OK;
}

static enum err
read_lang(struct reading *r, const char *value)
{
    static const struct word words[] = {
        {"ja", DIAG_JA}, {"en", DIAG_EN}, {NULL, 0}};
    int n = (int)r->wish->lang;
    enum err err = read_word(r, value, words, &n);
    r->wish->lang = (enum diag_lang)n;
    return err;
}

static enum err
read_format(struct reading *r, const char *value)
{
    static const struct word words[] = {
        {"text", DIAG_TEXT}, {"json", DIAG_JSON}, {NULL, 0}};
    int n = DIAG_TEXT;
    enum err err = read_word(r, value, words, &n);
    r->wish->format = (enum diag_format)n;
    return err;
}

static const struct option options[] = {
    {"--to", NULL, "ipp://HOST/PATH, ipps://HOST/PATH, QUEUE", read_to},
    {"--manifest", NULL, "manifest.csv", read_manifest},
    {"--record", NULL, "FILE.csv", read_record},
    {"--copies", "-n", "1 - 9999", read_copies},
    {"--collate", NULL, "yes, no", read_collate},
    {"--sides", NULL, "one, long, short, book", read_sides},
    {"--media", NULL, "A3, A4, A5, B4, B5, iso_a4_210x297mm, ...", read_media},
    {"--colour", NULL, "colour, mono, auto", read_colour},
    {"--color", NULL, "colour, mono, auto", read_colour},
    {"--quality", NULL, "draft, normal, high", read_quality},
    {"--finish", NULL, "staple, staple-top-left, punch, fold, booklet, ...",
        read_finish},
    {"--tray", NULL, "tray-1, main, ...", read_tray},
    {"--pages", NULL, "1-4,7", read_pages},
    {"--wait", NULL, "1 - 604800", read_wait},
    {"--again", NULL, "KEY", read_again},
    {"--printed", NULL, "KEY", read_printed},
    {"--dry-run", NULL, NULL, read_dry},
    {"--go", NULL, NULL, read_go},
    {"--resume", NULL, NULL, read_resume},
    {"--lang", NULL, "ja, en", read_lang},
    {"--format", NULL, "text, json", read_format},
};

enum { OPTIONS = sizeof options / sizeof options[0] };

static const struct option *
find(const char *arg)
{
    size_t n = strcspn(arg, "=");
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (strlen(o->name) == n && strncmp(arg, o->name, n) == 0)
            return o;
        if (o->letter != NULL && strcmp(arg, o->letter) == 0)
            return o;
    }
    return NULL;
}

static enum err
say_unknown(struct diag *diag, const char *arg)
{
    const char *names[OPTIONS];
    for (size_t i = 0; i < OPTIONS; i++)
        names[i] = options[i].name;
    const char *near = str_nearest(arg, names, OPTIONS);
    return usage(DIAG(diag, LOC_NONE, &unknown, arg,
        near == NULL ? "kumihan print --help" : near));
}

/* Reads the option at ARGV[*AT]; leaves *AT at its last word. */
static enum err
read_option(struct reading *r, int argc, char **argv, int *at)
{
    const char *arg = argv[*at], *equals = strchr(arg, '=');
    const struct option *o = find(arg);
    if (o == NULL)
        return say_unknown(r->diag, arg);
    r->name = o->name;
    r->values = o->values == NULL ? "" : o->values;
    if (o->values == NULL && equals != NULL)
        return usage(DIAG(r->diag, LOC_NONE, &flag_value, o->name, equals));
    if (o->values == NULL)
        return o->read(r, NULL);
    if (equals != NULL && arg[1] == '-')
        return o->read(r, equals + 1);
    if (*at + 1 >= argc)
        return usage(DIAG(r->diag, LOC_NONE, &no_value, o->name, o->values));
    return o->read(r, argv[++*at]);
}

static enum err
check(struct diag *diag, const struct wish *wish)
{
    bool has_record = wish->manifest != NULL || wish->record != NULL;
    bool decides = wish->n_again > 0 || wish->n_printed > 0;
    if (wish->to == NULL)
        return usage(DIAG(diag, LOC_NONE, &no_printer, NULL));
    if (wish->n_files == 0 && wish->manifest == NULL)
        return usage(DIAG(diag, LOC_NONE, &no_file, NULL));
    if (wish->n_files > 0 && wish->manifest != NULL)
        return usage(DIAG(diag, LOC_NONE, &both, wish->file[0]));
    if (wish->resume && !has_record)
        return usage(DIAG(diag, LOC_NONE, &no_record, "--resume"));
    if (decides && !wish->resume)
        return usage(DIAG(diag, LOC_NONE, &only_resume,
            wish->n_again > 0 ? "--again" : "--printed"));
    return ERR_OK;
}

enum err
wish_read(struct diag *diag, int argc, char **argv, struct wish *wish)
{
    struct reading r = {diag, wish, NULL, NULL};
    enum diag_lang lang = wish->lang;
    bool only_plain = false;
    *wish = (struct wish){.wait = WISH_WAIT, .lang = lang, .file = argv};
    for (int i = 0; i < argc; i++) {
        bool option = !only_plain && argv[i][0] == '-' && argv[i][1] != '\0';
        enum err err = ERR_OK;
        if (option && strcmp(argv[i], "--") == 0)
            only_plain = true;
        else if (option)
            err = read_option(&r, argc, argv, &i);
        else
            argv[wish->n_files++] = argv[i];
        if (err != ERR_OK)
            return err;
    }
    return check(diag, wish);
}
