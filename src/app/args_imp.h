/* app/args_imp - what the files that read the command line share. */
#ifndef APP_ARGS_IMP_H
#define APP_ARGS_IMP_H

#include <stddef.h>

#include "app/args.h"

struct option {
    const char *name, *letter; /* letter may be NULL */
    unsigned take;             /* which commands know it; 0: all */
    int (*read)(struct args *args, char *value);
    bool flag;       /* has no value */
    const char *key; /* of a style: the option says its value */
    size_t text; /* without `read` and `key`: the place in struct args of the
                    const char * that becomes its value */
};

/* An option whose value is kept in MEMBER of struct args as it is. */
#define TEXT_OPTION(name, letter, take, member)                                \
    {                                                                          \
        name, letter, take, NULL, false, NULL, offsetof(struct args, member)   \
    }

/* What has to do with sending; ends with a row without a name. */
extern const struct option args_send[];

/* Says what is wrong with WHAT: KUMIHAN_USAGE. */
int args_usage(
    const struct args *args, const char *ja, const char *en, const char *what);

/* Appends VALUE to LIST of ARGS_LIST_MAX.  KUMIHAN_USAGE when it is full. */
int args_add(
    const struct args *args, const char **list, size_t *n, const char *value);

#endif
