/* app/command - the sub-commands of kumihan. */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

struct command {
    const char *name;
    int (*run)(int argc, char **argv); /* what stands behind the name */
    const char *synopsis;
    const char *ja, *en;
};

struct args;
struct kumihan;

/* The command build with the ARGC arguments ARGV: loads the job, does WORK on
 * it, reports, prints what was found.  Returns its exit code. */
int command_build(int argc, char **argv,
    int (*work)(const struct args *args, struct kumihan *job));

/* Makes the PDF of JOB and what ARGS ask for beside it, but pictures. */
int command_outputs(const struct args *args, struct kumihan *job);

/* Ends with a row whose name is NULL. */
extern const struct command commands[];

#endif
