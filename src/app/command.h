/* app/command - the sub-commands of kumihan. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

struct command {
    const char *name;
    int (*run)(int argc, char **argv); /* what stands behind the name */
    const char *synopsis;
    const char *ja, *en;
};

/* Ends with a row whose name is NULL. */
extern const struct command commands[];

#endif
