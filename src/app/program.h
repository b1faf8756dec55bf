/* app/program - the programs beside this one, which link heavy libraries. */
#ifndef APP_PROGRAM_H
#define APP_PROGRAM_H

/* Becomes the program kumihan-NAME, which stands beside this one or on the
 * PATH, with the arguments ARGV (the first is its name).  Returns only when it
 * cannot: errno. */
void program_become(const char *name, char **argv);

#endif
