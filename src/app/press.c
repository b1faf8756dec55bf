/* kumihan_press stands alone, so that only programs that make pictures and
 * mails link the rooms for them. */
#include <string.h>

#include "app/embargo.h"
#include "app/kitweigh.h"
#include "app/oldfolder.h"
#include "app/packagename.h"
#include "app/pressrules.h"
#include "base/sha256.h"
#include "raster/raster.h"
#include "reading/html.h"
#include "reading/plain.h"

DIAG_MESSAGE(no_section, "app.press-section", DIAG_ERROR,
    "ジョブに [press] がありません。差出人と宛先を書いてください（kumihan "
    "explain press）",
    "the job has no [press]; write who sends it to whom (kumihan explain "
    "press)");
DIAG_MESSAGE(not_web, "app.press-profile", DIAG_ERROR,
    "プレスリリース一式は type が web のプロファイルで作ります（いまは {1}）",
    "a press kit is made by a profile of type web; this is of type {1}");
DIAG_MESSAGE(locked, "app.press-password", DIAG_ERROR,
    "プレスリリースの PDF は暗号化できません（文字だけの版や HTML も一緒に渡す"
    "ため）。password-file を外してください",
    "the PDF of a release cannot be encrypted: its text and HTML go with it in "
    "clear; leave out password-file");
DIAG_MESSAGE(bad_name, "app.press-name", DIAG_ERROR,
    "「{1}」はファイルの名前に使えません。半角の英数字と . _ - で、54 "
    "字までにしてください",
    "\"{1}\" cannot name the files; use ASCII letters, digits and . _ -, 54 at "
    "most");
DIAG_MESSAGE(not_folder, "app.press-not-folder", DIAG_ERROR,
    "「{1}"
    "」はフォルダーではありません。新しいフォルダーの名前を指定してください",
    "\"{1}\" is no folder; name a new folder for the press kit");
DIAG_MESSAGE(foreign, "app.press-foreign", DIAG_ERROR,
    "フォルダー「{1}」には kumihan press "
    "の作ったものでないもの（{2}）があります。何も書きませんでした。新しい"
    "フォルダーの名前を指定してください",
    "the folder \"{1}\" holds what kumihan press did not make (\"{2}\"); "
    "nothing was written. Name a new folder");
DIAG_MESSAGE(changed, "app.press-changed", DIAG_ERROR,
    "前の「{1}」の「{2}」は、作られた後に変わっています。失われないように、何も"
    "書きませんでした。フォルダーを別の名前にするか、消してください",
    "\"{2}\" in the earlier kit \"{1}\" was changed after it was made; not to "
    "lose it, nothing was written. Rename the folder or remove it");
DIAG_MESSAGE(too_high, "app.press-picture", DIAG_ERROR,
    "{1} は幅 {2} 画素にすると高さが 30000 画素を超えます。picture-width "
    "を小さく"
    "してください",
    "{1}, {2} pixels wide, would be more than 30000 pixels high; make "
    "picture-width smaller");
DIAG_MESSAGE(not_shown, "app.press-key-visual", DIAG_ERROR,
    "ブロック「{1}」はどのページにもないので、画像にできません",
    "the block \"{1}\" is on no page: there is no picture of it");

/* --- the release itself --------------------------------------------------- */

static const char *
named(struct kit *kit, const char *ending)
{
    return arena_join(kit->k->arena, kit->name, "", ending);
}

static enum err
write_pdf(struct kumihan *k, struct buf *out)
{
    struct pdf_options options;
    return library_pdf(k, k->document, &options, out);
}

static enum err
add_pdf(struct kit *kit, struct kit_pictures *pictures)
{
    struct buf pdf = {0};
    struct kumihan *k = kit->k;
    const struct kit_file file = {.name = named(kit, ".pdf"),
        .type = "application/pdf",
        .what = "リリース / the release",
        .mailed = true,
        .loc = kit->section->loc};
    if (file.name == NULL)
        return ERR_NOMEM;
    enum err err = kitlight_pdf(kit, k, file.name, write_pdf, pictures, &pdf);
    if (err == ERR_OK)
        err = kitweigh_pdf(kit, &file, pdf.n, k->weights, pictures);
    return kit_add(kit, err, &file, &pdf);
}

static enum err
add_texts(struct kit *kit)
{
    struct buf text = {0}, html = {0};
    const struct kit_file plain = {.name = named(kit, ".txt"),
        .type = "text/plain",
        .what = "文字だけの版 / as plain text"};
    const struct kit_file view = {
        .name = named(kit, ".html"), .type = "text/html", .what = "HTML"};
    enum err err = library_plain(kit->k, PLAIN_COLUMNS, &text);
    if (err == ERR_OK)
        err = kit_keep(kit, &text, &kit->text);
    err = kit_add(kit, err, &plain, &text);
    if (err == ERR_OK)
        err = html_write(kit->k->document, NULL, &html);
    return kit_add(kit, err, &view, &html);
}

/* --- pictures ------------------------------------------------------------- */

static enum err
add_picture(struct kit *kit, const struct page *page,
    const struct raster_box *box, const char *name, const char *what)
{
    struct buf png = {0};
    const struct kit_file file = {.name = name,
        .type = "image/png",
        .what = what,
        .loc = kit->section->loc};
    int width = section_integer(kit->section, "picture-width");
    enum err err = raster_part(kit->k->diag, page, box, width, &png);
    if (err == ERR_USAGE)
        err = DIAG(kit->k->diag, section_loc(kit->section, "picture-width"),
            &too_high, name, diag_int(kit->k->diag, width));
    return kit_add(kit, err, &file, &png);
}

/* The place of the block NAME, on the first page that has it. */
static const struct page *
find_block(
    const struct document *document, const char *name, struct raster_box *box)
{
    for (size_t p = 0; p < document->n_pages; p++) {
        const struct scaffold *s = document->page[p]->scaffold;
        for (size_t i = 0; s != NULL && i < s->n_blocks; i++) {
            const struct frame *f = &s->block[i];
            if (strcmp(f->name, name) != 0)
                continue;
            *box = (struct raster_box){f->x, f->y, f->width, f->height};
            return document->page[p];
        }
    }
    return NULL;
}

static enum err
add_key_visual(struct kit *kit)
{
    struct raster_box box;
    const struct section *block = section_ref(kit->section, "key-visual");
    if (block == NULL)
        return ERR_OK;
    const struct page *page = find_block(kit->k->document, block->name, &box);
    if (page == NULL || box.width <= 0 || box.height <= 0)
        return DIAG(kit->k->diag, section_loc(kit->section, "key-visual"),
            &not_shown, block->name);
    return add_picture(
        kit, page, &box, "key-visual.png", "キービジュアル / the key visual");
}

static enum err
add_pictures(struct kit *kit)
{
    const struct document *document = kit->k->document;
    enum err err = ERR_OK;
    for (size_t i = 0; i < document->n_pages && err == ERR_OK; i++) {
        const struct page *page = document->page[i];
        const struct raster_box all = {0, 0, page->width, page->height};
        const char *name =
            arena_printf(kit->k->arena, "%s-%zu.png", kit->name, i + 1);
        err = add_picture(kit, page, &all, name, "ページの画像 / a page");
    }
    return err == ERR_OK ? add_key_visual(kit) : err;
}

/* --- the whole ------------------------------------------------------------ */

static enum err
add_manifest(struct kit *kit)
{
    char hash[SHA256_HEX + 1];
    sha256_hex((struct str){kit->manifest.p, kit->manifest.n}, hash);
    buf_printf(&kit->manifest, "%s,%s,%zu,text/csv,%s\r\n", KIT_MANIFEST, hash,
        kit->manifest.n, "この表のここまで / this table so far");
    return kit->manifest.failed
               ? ERR_NOMEM
               : folder_put(kit->k->diag, kit->folder, KIT_MANIFEST,
                     (struct str){kit->manifest.p, kit->manifest.n});
}

/* The lighter pictures of the PDF are those of all that follows. */
static enum err
add_all(struct kit *kit)
{
    struct kit_pictures pictures = {0};
    buf_text(&kit->manifest, "file,sha256,bytes,type,what\r\n");
    enum err err = add_pdf(kit, &pictures);
    if (err == ERR_OK)
        err = add_texts(kit);
    if (err == ERR_OK || err == ERR_INPUT) /* say all that is too heavy */
        err = err_worse(err, kit_add_attachments(kit));
    if (err == ERR_OK)
        err = kit_add_data(kit);
    if (err == ERR_OK)
        err = add_pictures(kit);
    if (err == ERR_OK)
        err = kit_add_mail(kit);
    kitlight_restore(kit->k, &pictures);
    return err == ERR_OK ? add_manifest(kit) : err;
}

/* Any file that the manifest tells of, unchanged. */
static bool
is_ours(const char *const *names, size_t n, const char *name)
{
    (void)names;
    (void)n;
    return packagename_fits(name, PACKAGE_NAME_MAX + EMBARGO_MARK);
}

static enum err
make(struct kit *kit, const char *dir, const struct kumihan_sending *sending)
{
    static const struct oldfolder_kind kind = {.sums = KIT_MANIFEST,
        .table = true,
        .is_ours = is_ours,
        .not_folder = &not_folder,
        .foreign = &foreign,
        .changed = &changed};
    struct kumihan *k = kit->k;
    const char *const *old;
    size_t n_old;
    enum err err = oldfolder_find(k, dir, &kind, &old, &n_old);
    if (err == ERR_OK)
        err = folder_open(k->arena, k->diag, dir, &kit->folder);
    if (err != ERR_OK)
        return err;
    err = add_all(kit);
    if (err == ERR_OK && sending != NULL)
        err = kit_open_sending(kit, dir, sending);
    /* Somebody may have written into the old one meanwhile. */
    if (err == ERR_OK)
        err = oldfolder_find(k, dir, &kind, &old, &n_old);
    if (err == ERR_OK)
        return folder_commit(k->diag, kit->folder, old, n_old);
    folder_abandon(kit->folder);
    return err;
}

/* Every file of the kit is to have a good name, so that the kit is told from
 * what is somebody's own and replaced: what comes behind the name counts. */
static enum err
check_name(struct kit *kit)
{
    enum { MOST = 54 };
    _Static_assert(MOST + sizeof "-99999.png" - 1 <= PACKAGE_NAME_MAX,
        "the longest name is too long");
    return packagename_good(kit->name) && strlen(kit->name) <= MOST
               ? ERR_OK
               : DIAG(kit->k->diag, section_loc(kit->section, "name"),
                     &bad_name, kit->name);
}

static enum err
prepare(struct kit *kit)
{
    struct kumihan *k = kit->k;
    if (k->loaded != ERR_OK)
        return k->loaded;
    kit->section = job_find(k->job, "press", "");
    if (kit->section == NULL)
        return DIAG(
            k->diag, ((struct loc){.file = k->path}), &no_section, NULL);
    if (!section_word_is(k->profile, "type", "web"))
        return DIAG(k->diag, section_loc(k->profile, "type"), &not_web,
            section_text(k->profile, "type"));
    if (section_has(k->profile, "password-file"))
        return DIAG(
            k->diag, section_loc(k->profile, "password-file"), &locked, NULL);
    kit->name = section_text(kit->section, "name");
    return check_name(kit);
}

static enum err
make_and_send(
    struct kit *kit, const char *dir, const struct kumihan_sending *sending)
{
    enum err err = make(kit, dir, sending);
    if (err == ERR_OK)
        err = embargo_note(kit->k);
    if (err == ERR_OK && sending != NULL)
        err = kit_send(kit);
    kit_close_sending(kit);
    return err;
}

static int
press(struct kumihan *k, const char *dir, const struct kumihan_sending *sending)
{
    struct kit kit = {.k = k};
    enum err err = prepare(&kit);
    if (err == ERR_OK && sending != NULL)
        err = kit_may_send(&kit, sending);
    if (err != ERR_OK)
        return library_result(k, err);
    int result = kumihan_check(k);
    if (result != KUMIHAN_OK)
        return result;
    err = pressrules_load(k, &kit.rules);
    if (err == ERR_OK)
        err = pressrules_check(k, kit.rules);
    if (err == ERR_OK)
        err = make_and_send(&kit, dir, sending);
    buf_fini(&kit.manifest);
    return library_result(k, err);
}

int
kumihan_press(struct kumihan *k, const char *dir)
{
    return press(k, dir, NULL);
}

int
kumihan_send(
    struct kumihan *k, const char *dir, const struct kumihan_sending *sending)
{
    return press(k, dir, sending);
}
