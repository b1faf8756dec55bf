#include "app/pressrules.h"

#include <string.h>

#include "app/papersize.h"
#include "app/profile.h"
#include "base/file.h"
#include "base/utf8.h"
#include "config/fault.h"
#include "inspect/release.h"
#include "layout/gridpage.h"

DIAG_MESSAGE(no_section, "app.press-rules-section", DIAG_ERROR,
    "「{1}」に [press-rules] セクションがありません。[press-rules] "
    "と、記者クラブ"
    "の求めることを「page-size = A4」のように書いてください（kumihan explain "
    "press-rules）",
    "\"{1}\" has no [press-rules] section; write [press-rules] and what press "
    "clubs ask for, such as page-size = A4 (kumihan explain press-rules)");
DIAG_MESSAGE(no_range, "app.press-rules-title", DIAG_ERROR,
    "題名の文字数の下限 {1} が上限 {2} を超えています。title-least を "
    "title-most 以下にしてください",
    "the title may have no fewer than {1} characters and no more than {2}; "
    "make title-least at most title-most");
DIAG_MESSAGE(bad_size, "app.press-rules-size", DIAG_ERROR,
    "用紙「{1}」を知りません。A4、B5 などの名前か、幅と高さ（例 210mm 297mm）を"
    "書いてください",
    "no paper is called \"{1}\"; write a name such as A4 or B5, or width and "
    "height such as 210mm 297mm");
DIAG_MESSAGE(too_many, "app.press-pages", DIAG_ERROR,
    "リリースは {1} ページあり、記者クラブの受ける {2} ページを超えています。"
    "短くするか、詳しい資料を [attachment] に分けてください",
    "the release has {1} pages; press clubs take at most {2}. Shorten it, or "
    "put the details into an [attachment]");
DIAG_MESSAGE(wrong_size, "app.press-page-size", DIAG_ERROR,
    "ページ {1} は {6} です。記者クラブが求めるのは {8} です（{5} ページ）。"
    "size と orientation を直してください",
    "page {1} is {7}; press clubs ask for {9} ({5} in all). Correct its "
    "size and orientation");
DIAG_MESSAGE(too_heavy, "app.press-rules-weight", DIAG_WARN,
    "{1} は {2} KB で、記者クラブの受ける {3} KB を超えています。kumihan press "
    "は画像を軽くしてからもう一度確かめます",
    "{1} has {2} KB; press clubs take at most {3} KB. kumihan press makes "
    "pictures lighter and looks again");
DIAG_MESSAGE(not_made, "app.press-rules-attachment", DIAG_WARN,
    "添付する「{1}」を作れないので、大きさを確かめていません。kumihan check "
    "{1} "
    "で確かめてください",
    "\"{1}\", which is attached, cannot be made, so that it was not weighed; "
    "see kumihan check {1}");
DIAG_MESSAGE(short_title, "app.press-title", DIAG_ERROR,
    "題名は {1} 文字で、短すぎて内容が分かりません。{2} 文字以上で書いてくださ"
    "い",
    "the title has {1} characters, too few to tell what it is about; write {2} "
    "or more");
DIAG_MESSAGE(long_title, "app.press-title", DIAG_ERROR,
    "題名は {1} 文字で、見出しとしては長すぎます。{2} 文字までにしてください",
    "the title has {1} characters, too many for a headline; write at most {2}");
RELEASE_MESSAGE(not_dated, "app.press-name-date",
    "一式の名前「{1}」が、文書の日付で始まっていません。「{2}-…」のように付けて"
    "ください",
    "the name of the kit, \"{1}\", does not begin with the document's date; "
    "call it {2}-...");
RELEASE_MESSAGE(no_date, "app.press-name-date",
    "文書に日付がないので、一式の名前を日付で始められません。[document] の "
    "date "
    "に発表の日を書き、name をその日付で始めてください",
    "the document has no date for the name of the kit to begin with; write the "
    "day of the release in date of [document], and begin name with it");

struct rules {
    struct kumihan *k;
    const struct section *press, *own; /* [press], [press-rules] */
    struct findings found;
};

static enum release_level
level_of(const struct rules *r, const char *key)
{
    static const char *const words[] = {"no", "should", "must"};
    return (enum release_level)section_word(r->own, key, words, 3);
}

/* --- name and title ------------------------------------------------------- */

static enum err
check_name(const struct rules *r)
{
    struct diag *diag = r->k->diag;
    enum release_level level = level_of(r, "dated-name");
    const char *name = section_text(r->press, "name");
    const struct section *document = job_find(r->k->job, "document", "");
    const char *date = section_text(document, "date");
    if (level == RELEASE_FREE)
        return ERR_OK;
    if (date == NULL)
        return DIAG(diag, document->loc, &no_date[level], NULL);
    const char *day =
        arena_printf(r->k->arena, "%.4s%.2s%.2s", date, date + 5, date + 8);
    if (day == NULL)
        return ERR_NOMEM;
    size_t n = strlen(day);
    bool longer =
        strncmp(name, day, n) == 0 && name[n] >= '0' && name[n] <= '9';
    return strncmp(name, day, n) == 0 && !longer
               ? ERR_OK
               : DIAG(diag, section_loc(r->press, "name"), &not_dated[level],
                     name, day);
}

/* That there is one, a job file must say anyway. */
static enum err
check_title(const struct rules *r)
{
    struct diag *diag = r->k->diag;
    bool least = section_has(r->own, "title-least");
    bool most = section_has(r->own, "title-most");
    const struct section *document = job_find(r->k->job, "document", "");
    struct loc loc = section_loc(document, "title");
    int64_t n = (int64_t)utf8_count(str_trim(str_of(r->k->document->title)));
    if (least && n < section_integer(r->own, "title-least"))
        return DIAG(diag, loc, &short_title, diag_int(diag, n),
            section_text(r->own, "title-least"));
    if (most && n > section_integer(r->own, "title-most"))
        return DIAG(diag, loc, &long_title, diag_int(diag, n),
            section_text(r->own, "title-most"));
    return ERR_OK;
}

/* --- pages ---------------------------------------------------------------- */

/* The [page] that PAGE was made by, or NULL. */
static const struct section *
section_of(const struct rules *r, const struct page *page)
{
    return page->scaffold == NULL
               ? NULL
               : job_find(r->k->job, "page", page->scaffold->name);
}

/* Said where the first page that is too many is made. */
static enum err
check_count(const struct rules *r)
{
    const struct document *document = r->k->document;
    struct diag *diag = r->k->diag;
    if (!section_has(r->own, "pages-most"))
        return ERR_OK;
    size_t most = (size_t)section_integer(r->own, "pages-most");
    if (document->n_pages <= most)
        return ERR_OK;
    const struct section *page = section_of(r, document->page[most]);
    return DIAG(diag, page == NULL ? r->press->loc : page->loc, &too_many,
        diag_int(diag, (int64_t)document->n_pages),
        diag_int(diag, (int64_t)most));
}

static const char *
size_text(struct rules *r, const emu size[2], bool japanese)
{
    struct buf out = {0};
    papersize_put(&out, size[0], size[1], japanese);
    const char *text = out.failed ? NULL : arena_strdup(r->k->arena, out.p);
    r->found.failed = r->found.failed || text == NULL;
    buf_fini(&out);
    return text;
}

static bool
is_size(const struct page *page, const emu size[2])
{
    enum { NEAR = EMU_PER_MM / 10 };
    emu width = page->width - size[0], height = page->height - size[1];
    return width >= -NEAR && width <= NEAR && height >= -NEAR && height <= NEAR;
}

/* Pages of one [page] are said together, at its size. */
static void
check_page(struct rules *r, size_t at, const emu wanted[2])
{
    const struct page *page = r->k->document->page[at];
    const struct section *section = section_of(r, page);
    const emu size[2] = {page->width, page->height};
    if (is_size(page, wanted))
        return;
    const struct finding_about about = {.message = &wrong_size,
        .page = at,
        .loc = section == NULL ? r->press->loc : section_loc(section, "size"),
        .object = {"", ""},
        .any_page = true};
    struct finding *own = finding_add(&r->found, &about);
    for (int i = 0; own != NULL && i < 2; i++) {
        own->own[i] = size_text(r, size, i == 0);
        own->own[2 + i] = size_text(r, wanted, i == 0);
    }
}

/* The size that NAME says, in letters of any case. */
static bool
is_paper(struct str name, emu size[2])
{
    char big[16];
    for (size_t i = 0; i < name.n && i < sizeof big; i++) {
        bool small = name.p[i] >= 'a' && name.p[i] <= 'z';
        big[i] = (char)(name.p[i] - (small ? 'a' - 'A' : 0));
    }
    return gridpage_measure(name, size) ||
           (name.n <= sizeof big &&
               gridpage_paper((struct str){big, name.n}, size));
}

static enum err
check_size(struct rules *r)
{
    struct str name = str_trim(str_of(section_text(r->own, "page-size")));
    emu wanted[2];
    if (name.p == NULL)
        return ERR_OK;
    if (!is_paper(name, wanted))
        return DIAG(r->k->diag, section_loc(r->own, "page-size"), &bad_size,
            diag_str(r->k->diag, name));
    for (size_t i = 0; i < r->k->document->n_pages; i++)
        check_page(r, i, wanted);
    return ERR_OK;
}

/* --- how heavy it is ------------------------------------------------------ */

static enum err
weigh(const struct rules *r, struct loc loc, const char *name, size_t n)
{
    enum { KILOBYTE = 1000 };
    struct diag *diag = r->k->diag;
    int64_t size = ((int64_t)n + KILOBYTE - 1) / KILOBYTE;
    return size <= section_integer(r->own, "pdf-kilobytes")
               ? ERR_OK
               : DIAG(diag, loc, &too_heavy, name, diag_int(diag, size),
                     section_text(r->own, "pdf-kilobytes"));
}

static enum err
weigh_release(const struct rules *r)
{
    struct pdf_options options;
    struct buf pdf = {0};
    const char *name =
        arena_join(r->k->arena, section_text(r->press, "name"), "", ".pdf");
    enum err err = name == NULL
                       ? ERR_NOMEM
                       : library_pdf(r->k, r->k->document, &options, &pdf);
    if (err == ERR_OK && pdf.failed)
        err = ERR_NOMEM;
    if (err == ERR_OK)
        err = weigh(r, r->press->loc, name, pdf.n);
    buf_fini(&pdf);
    return err;
}

/* The PDF of the job file PATH. */
static enum err
weigh_job(const struct rules *r, struct loc loc, const char *path)
{
    struct kumihan_options options = {0};
    struct kumihan *other = NULL;
    struct buf pdf = {0};
    library_options(r->k, &options);
    int result = kumihan_load(path, &options, &other);
    if (result == KUMIHAN_OK)
        result = kumihan_pdf(other, &pdf.p, &pdf.n);
    kumihan_free(other);
    enum err err = result == KUMIHAN_OK
                       ? weigh(r, loc, path, pdf.n)
                       : DIAG(r->k->diag, loc, &not_made, path);
    if (err == ERR_OK && result == KUMIHAN_ENVIRONMENT)
        err = ERR_ENVIRONMENT;
    buf_fini(&pdf);
    return err;
}

static enum err
weigh_attachment(const struct rules *r, const struct section *s)
{
    const char *job = section_file(s, "job"), *path = section_file(s, "file");
    struct str bytes;
    if ((job == NULL) == (path == NULL))
        return ERR_OK; /* the kit says so */
    if (job != NULL)
        return weigh_job(r, section_loc(s, "job"), job);
    if (str_without(path, ".pdf").n == strlen(path))
        return ERR_OK;
    struct loc loc = section_loc(s, "file");
    enum err err = file_read(r->k->arena, r->k->diag, loc, path, &bytes);
    return err == ERR_OK ? weigh(r, loc, path, bytes.n) : err;
}

/* --- what the pages say --------------------------------------------------- */

/* Blocks that show figures.  Names and places of people, codes and notes are
 * none; how an organisation or its work is parted needs no source. */
static const struct release_figure kinds[] = {
    {"table", {"表", "table"}, false, false},
    {"chart", {"グラフ", "chart"}, false, false},
    {"figures", {"数値", "group of large figures"}, false, false},
    {"image", {"画像", "picture"}, false, false},
    {"orgchart", {"組織図", "organisation chart"}, false, true},
    {"panels", {"図", "set of panels"}, false, true}};

static const struct release_figure *
kind_of(const struct section *block)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(section_text(block, "type"), kinds[i].block) == 0)
            return &kinds[i];
    return NULL;
}

/* Large figures that each have a name, or words above that say what they are.
 */
static bool
all_named(const struct section *block, const char *const *values, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (section_member(block, "label", values[i]) == NULL &&
            section_member(block, "lead", values[i]) == NULL)
            return false;
    return n > 0;
}

static bool
is_listed(const char *const *names, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

/* Appends what BLOCK is to the *N FIGURES, when it shows any. */
static enum err
add_figure(const struct rules *r, const struct section *block,
    struct release_figure *figures, size_t *n)
{
    const struct release_figure *kind = kind_of(block);
    bool image = kind != NULL && strcmp(kind->block, "image") == 0;
    if (kind == NULL || (image && section_boolean(block, "decorative")))
        return ERR_OK;
    struct release_figure *own = &figures[(*n)++];
    *own = *kind;
    own->block = block->name;
    if (strcmp(kind->block, "figures") != 0)
        return ERR_OK;
    size_t n_values;
    const char **values = section_list(r->k->arena, block, "values", &n_values);
    own->named = values != NULL && all_named(block, values, n_values);
    return values == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
find_figures(const struct rules *r, struct release_rules *out)
{
    struct arena *arena = r->k->arena;
    size_t n_not;
    const char **not = section_list(arena, r->press, "not-figures", &n_not);
    struct release_figure *figures =
        arena_array(arena, r->k->job->n, sizeof *figures);
    const struct section *block = NULL;
    enum err err = not == NULL || figures == NULL ? ERR_NOMEM : ERR_OK;
    while (
        err == ERR_OK && (block = job_next(r->k->job, "block", block)) != NULL)
        if (!is_listed(not, n_not, block->name))
            err = add_figure(r, block, figures, &out->n_figures);
    out->figure = figures;
    return err;
}

/* The titles of blocks are no headlines: what counts is copy, or a block that
 * is one. */
static enum err
find_headlines(const struct rules *r, struct release_rules *out)
{
    const struct section *block = NULL, *first = NULL;
    out->headline_block =
        arena_array(r->k->arena, r->k->job->n, sizeof *out->headline_block);
    while (out->headline_block != NULL &&
           (block = job_next(r->k->job, "block", block)) != NULL) {
        bool headline = section_word_is(block, "type", "text") &&
                        section_integer(block, "heading") == 1;
        if (headline && first == NULL)
            first = block;
        if (section_word_is(block, "type", "text") &&
            (headline || !section_has(block, "title")))
            out->headline_block[out->n_headline_blocks++] = block->name;
    }
    out->headline_loc = first == NULL ? r->press->loc : first->loc;
    return out->headline_block == NULL ? ERR_NOMEM : ERR_OK;
}

static enum err
check_words(struct rules *r)
{
    const struct section *contact = section_ref(r->press, "contact");
    struct release_rules rules = {.headline = level_of(r, "headline"),
        .phone = level_of(r, "contact-phone"),
        .mail = level_of(r, "contact-mail"),
        .clubs = level_of(r, "clubs"),
        .labels = level_of(r, "figure-labels"),
        .sources = level_of(r, "figure-sources"),
        .contact = contact == NULL ? NULL : contact->name,
        .contact_loc = section_loc(r->press, "contact"),
        .clubs_loc = section_loc(r->press, "clubs")};
    rules.club = section_list(r->k->arena, r->press, "clubs", &rules.n_clubs);
    enum err err = rules.club == NULL ? ERR_NOMEM : find_figures(r, &rules);
    if (err == ERR_OK)
        err = find_headlines(r, &rules);
    return err == ERR_OK ? release_check(r->k->document, &rules, &r->found)
                         : err;
}

/* --- the whole ------------------------------------------------------------ */

/* Does TEXT, a file of rules, name their section outside of comments?  What is
 * not UTF-8 is left to those who read it. */
static bool
may_have_rules(struct str text)
{
    if (utf8_valid(text) < text.n)
        return true;
    while (text.p != NULL) {
        struct str line = str_trim(str_cut(text, '\n', &text)), rest;
        bool comment = line.n > 0 && strchr(";#", line.p[0]) != NULL;
        while (!comment && line.n > 0 && line.p != NULL) {
            (void)str_cut(line, '[', &rest);
            line = rest;
            if (line.p != NULL && line.n >= 11 &&
                memcmp(line.p, "press-rules", 11) == 0)
                return true;
        }
    }
    return false;
}

/* What the rules say of each other. */
static enum err
check_rules(struct diag *diag, const struct section *own)
{
    if (!section_has(own, "title-least") || !section_has(own, "title-most") ||
        section_integer(own, "title-least") <=
            section_integer(own, "title-most"))
        return ERR_OK;
    return DIAG(diag, section_loc(own, "title-least"), &no_range,
        section_text(own, "title-least"), section_text(own, "title-most"));
}

/* The section of rules in the file PATH. */
static enum err
load(struct kumihan *k, const char *path, const struct section **out)
{
    const struct job *job;
    struct str text;
    enum err err =
        file_read(k->arena, k->diag, fault_line(path, 0), path, &text);
    if (err != ERR_OK)
        return err;
    /* Without it, a file is taken for a job, which lacks other things. */
    if (!may_have_rules(text))
        return DIAG(k->diag, fault_line(path, 0), &no_section, path);
    err = job_load(k->arena, k->diag, path, NULL, 0, &job);
    if (err != ERR_OK)
        return err;
    *out = job_find(job, "press-rules", "");
    return *out == NULL ? DIAG(k->diag, fault_line(path, 0), &no_section, path)
                        : check_rules(k->diag, *out);
}

enum err
pressrules_load(struct kumihan *k, const struct section **out)
{
    const struct section *press = job_find(k->job, "press", "");
    *out = NULL;
    if (press == NULL || !section_has(press, "rules") ||
        !section_word_is(k->profile, "type", "web"))
        return ERR_OK;
    return load(k, section_file(press, "rules"), out);
}

enum err
pressrules_check(struct kumihan *k, const struct section *rules)
{
    struct rules r = {.k = k,
        .press = job_find(k->job, "press", ""),
        .own = rules,
        .found = {.arena = k->arena}};
    if (rules == NULL)
        return ERR_OK;
    enum err err = err_worse(check_name(&r), check_title(&r));
    err = err_worse(err, check_count(&r));
    err = err_worse(err, check_size(&r));
    err = err_worse(err, check_words(&r));
    return err_worse(err, findings_say(&r.found, k->diag));
}

enum err
pressrules_weigh(struct kumihan *k, const struct section *rules)
{
    const struct section *s = NULL;
    const struct rules r = {
        .k = k, .press = job_find(k->job, "press", ""), .own = rules};
    if (rules == NULL || !section_has(rules, "pdf-kilobytes"))
        return ERR_OK;
    enum err err = weigh_release(&r);
    while ((s = job_next(k->job, "attachment", s)) != NULL)
        err = err_worse(err, weigh_attachment(&r, s));
    return err;
}
