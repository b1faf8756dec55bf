#include "content/notes.h"

#include "base/map.h"

DIAG_MESSAGE(twice, "content.note-twice", DIAG_ERROR,
    "注「{1}」は {2} "
    "でも定義されています。どちらかを消すか名前を変えてください",
    "note \"{1}\" is also defined at {2}; remove one or rename it");
DIAG_MESSAGE(undefined, "content.note-undefined", DIAG_ERROR,
    "注「{1}」の定義がありません。「[^{1}]: 本文」の行を書いてください",
    "note \"{1}\" is not defined; write a line \"[^{1}]: text\"");
DIAG_MESSAGE(nearly_defined, "content.note-undefined", DIAG_ERROR,
    "注「{1}」の定義がありません。「{2}」ではありませんか",
    "note \"{1}\" is not defined; did you mean \"{2}\"?");
DIAG_MESSAGE(unused, "content.note-unused", DIAG_WARN,
    "注「{1}」はどこからも参照されていません。[^{1}] を置くか定義を消してくだ"
    "さい",
    "note \"{1}\" is never referred to; put [^{1}] somewhere or remove it");

struct held {
    struct note note;
    bool defined;
};

struct notes {
    struct arena *arena;
    struct map map;
    struct held **held; /* in order of arrival */
    struct note **by_number;
    size_t n, cap, cap_numbers, numbers;
    size_t defined;
};

struct notes *
notes_new(struct arena *arena)
{
    struct notes *notes = arena_alloc(arena, sizeof *notes);
    if (notes != NULL)
        notes->arena = arena;
    return notes;
}

/* Room for a number is made here, so that numbering cannot fail. */
static bool
make_room(struct notes *notes)
{
    void *held = arena_grow(
        notes->arena, notes->held, notes->n, &notes->cap, sizeof *notes->held);
    if (held == NULL)
        return false;
    notes->held = held;
    void *numbers = notes->by_number;
    if (notes->cap_numbers < notes->cap) {
        numbers = arena_array(notes->arena, notes->cap, sizeof(struct note *));
        if (numbers == NULL)
            return false;
        struct note **to = numbers;
        for (size_t i = 0; i < notes->numbers; i++)
            to[i] = notes->by_number[i];
        notes->cap_numbers = notes->cap;
    }
    notes->by_number = numbers;
    return true;
}

static struct held *
find_or_add(struct notes *notes, struct str id, struct loc loc)
{
    size_t at;
    if (map_find(&notes->map, id, &at))
        return notes->held[at];
    if (!make_room(notes))
        return NULL;
    struct held *held = arena_alloc(notes->arena, sizeof *held);
    char *name = arena_strndup(notes->arena, id.p, id.n);
    if (held == NULL || name == NULL ||
        !map_put(&notes->map, notes->arena, (struct str){name, id.n}, notes->n))
        return NULL;
    held->note.id = name;
    held->note.loc = loc;
    notes->held[notes->n++] = held;
    return held;
}

struct note *
notes_use(struct notes *notes, struct str id, struct loc loc)
{
    struct held *held = find_or_add(notes, id, loc);
    return held == NULL ? NULL : &held->note;
}

static const char *
place(struct diag *diag, struct loc loc)
{
    struct buf text = {0};
    buf_printf(&text, "%s:%d", loc.file == NULL ? "?" : loc.file, loc.line);
    const char *s = diag_str(diag, (struct str){text.p, text.n});
    buf_fini(&text);
    return s;
}

enum err
notes_define(struct notes *notes, struct diag *diag, struct str id,
    struct loc loc, struct node *body)
{
    struct held *held = find_or_add(notes, id, loc);
    if (held == NULL)
        return ERR_NOMEM;
    if (held->defined)
        return DIAG(
            diag, loc, &twice, held->note.id, place(diag, held->note.loc));
    held->defined = true;
    notes->defined++;
    held->note.body = body;
    held->note.loc = loc;
    return ERR_OK;
}

size_t
notes_count(const struct notes *notes)
{
    return notes->n + notes->defined;
}

struct notes *
notes_again(struct arena *arena, const struct notes *shared)
{
    struct notes *notes = notes_new(arena);
    for (size_t i = 0; notes != NULL && i < shared->n; i++) {
        struct held *held = shared->held[i];
        if (!make_room(notes) ||
            !map_put(&notes->map, arena, str_of(held->note.id), i))
            return NULL;
        held->note.number = 0;
        notes->held[notes->n++] = held;
    }
    if (notes != NULL)
        notes->defined = shared->defined;
    return notes;
}

static void
number_nodes(struct notes *notes, struct node *node)
{
    for (; node != NULL; node = node->next) {
        if (node->kind == NODE_NOTE && node->note->number == 0) {
            notes->by_number[notes->numbers++] = node->note;
            node->note->number = (int)notes->numbers;
        }
        number_nodes(notes, node->first);
    }
}

/* Notes may refer to notes: those come behind all of the tree's own. */
void
notes_number(struct notes *notes, struct node *root)
{
    size_t from = notes->numbers;
    if (root == NULL)
        return;
    number_nodes(notes, root->first);
    for (; from < notes->numbers; from++)
        if (notes->by_number[from]->body != NULL)
            number_nodes(notes, notes->by_number[from]->body->first);
}

const struct note *
notes_at(const struct notes *notes, int number)
{
    if (number < 1 || (size_t)number > notes->numbers)
        return NULL;
    return notes->by_number[number - 1];
}

static enum err
say_undefined(
    const struct notes *notes, struct diag *diag, const struct note *note)
{
    size_t n = 0;
    const char **names =
        arena_array(notes->arena, notes->n, sizeof(const char *));
    if (names == NULL)
        return ERR_NOMEM;
    for (size_t i = 0; i < notes->n; i++)
        if (notes->held[i]->defined)
            names[n++] = notes->held[i]->note.id;
    const char *near = str_nearest(note->id, names, n);
    if (near == NULL)
        return DIAG(diag, note->loc, &undefined, note->id);
    return DIAG(diag, note->loc, &nearly_defined, note->id, near);
}

enum err
notes_check(const struct notes *notes, struct diag *diag)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < notes->n; i++) {
        const struct held *held = notes->held[i];
        enum err found = ERR_OK;
        if (!held->defined)
            found = say_undefined(notes, diag, &held->note);
        else if (held->note.number == 0)
            found = DIAG(diag, held->note.loc, &unused, held->note.id);
        err = found > err ? found : err;
    }
    return err;
}
