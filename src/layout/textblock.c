/* Blocks of type text: running copy, in balanced columns where asked. */
#include "layout/copyset.h"
#include "layout/types.h"

DIAG_MESSAGE(no_copy, "layout.no-copy", DIAG_ERROR,
    "ブロック「{1}」に文章がありません。file か copy のどちらかを"
    "書いてください",
    "block \"{1}\" has no copy; give it file or copy");
DIAG_MESSAGE(both, "layout.copy-twice", DIAG_ERROR,
    "ブロック「{1}」に file と copy の両方があります。どちらかを"
    "消してください",
    "block \"{1}\" has both file and copy; remove one");

static enum err
read_text(struct plan *plan, struct block *block)
{
    const struct section *s = block->section;
    struct node *root = NULL;
    enum err err;
    if (section_has(s, "file") && section_has(s, "copy"))
        return DIAG(plan->diag, section_loc(s, "copy"), &both, s->name);
    if (!section_has(s, "file") && !section_has(s, "copy"))
        return DIAG(plan->diag, s->loc, &no_copy, s->name);
    if (section_has(s, "copy")) {
        err = block_copy(plan, block, "copy", &root);
    } else {
        err = copy_read(&plan->copy, section_loc(s, "file"),
            section_file(s, "file"), &root);
        if (err == ERR_OK)
            err = block_add_tree(plan, block, root);
    }
    block->content = root;
    return err;
}

static enum err
build_text(struct plan *plan, const struct block *block, emu width,
    int32_t milli, struct strips *out)
{
    const struct section *s = block->section;
    struct strip *strip = block_add_strip(out, width);
    strip->columns = (size_t)section_integer(s, "columns");
    strip->gap = plan_length(s, "column-gap", block->style->size);
    return copyset_make(plan, s, block->style, milli, block->content,
        block_measure(strip), strip);
}

const struct block_type textblock_type = {.name = "text",
    .turns = true,
    .read = read_text,
    .build = build_text};
