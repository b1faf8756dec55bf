/* app/batch - `kumihan batch`: the command over deliver/batch.
 */
#ifndef APP_BATCH_H
#define APP_BATCH_H

/* Runs the command with what stands behind its name; the exit code. */
int batch_command(int argc, char **argv);

#endif
