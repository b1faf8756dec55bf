/* config/ini - one INI file, line by line, with the place of everything.
 *
 * iniparser reads the values (reread.h proves that it read the same), but it
 * knows no places and loses some input in silence.  This scanner finds what it
 * would lose and says so.
 */
#ifndef CONFIG_INI_H
#define CONFIG_INI_H

#include "base/arena.h"
#include "base/diag.h"

enum {
    INI_BYTES_MAX = 1 << 20, /* a larger job file holds copy or data */
    INI_ITEMS_MAX = 10000,   /* sections and keys of a job */
    INI_LINE_MAX = 1022,     /* bytes of a line: iniparser's own limit */
    INI_FAULTS_MAX = 200     /* errors said before the rest is left out */
};

struct ini_item {
    bool is_section;
    const char *kind, *name; /* section: [kind name]; name "" when absent */
    const char *head;        /* what stands between the brackets, trimmed */
    const char *key, *value; /* else: value without quotes */
    struct loc loc;          /* of the section's bracket or the key */
    struct loc value_loc;    /* of the value's first character */
    bool continued;          /* the value runs over several lines */
};

struct ini {
    const char *file;
    struct str text;       /* without a byte order mark */
    bool bom;              /* there was one */
    struct ini_item *item; /* in the order of the file */
    size_t n, cap;
    bool faulty; /* something was said in DIAG: items may be missing */
};

/* Scans TEXT, the bytes of FILE.  Every fault is said in DIAG; *OUT holds
 * what could be understood: items owned by SCRATCH (it borrows TEXT), their
 * names and values by ARENA.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err ini_scan(struct arena *arena, struct arena *scratch,
    struct diag *diag, const char *file, struct str text, struct ini *out);

/* The value item of KEY in [KIND] of INI, or NULL. */
const struct ini_item *ini_find(
    const struct ini *ini, const char *kind, const char *key);

/* Makes the ASCII capitals of S small, as iniparser does with every name, and
 * returns it; S may be NULL. */
char *ini_fold(char *s);

/* Says the first character of TEXT (which starts at LOC) that is ill-formed
 * UTF-8 or a control character.  *GOOD tells that there is none.
 * Errors: ERR_NOMEM only. */
ERR_CHECKED enum err ini_characters(
    struct diag *diag, struct loc loc, struct str text, bool *good);

#endif
