/* app/stop - Ctrl-C and its like, heard by what can end well by itself. */
#ifndef APP_STOP_H
#define APP_STOP_H

/* The signal that asked to stop; 0: none has. */
extern volatile int stop_asked;

/* Hears SIGINT, SIGTERM and SIGHUP from now on, and ignores SIGPIPE.  What was
 * ignored before (nohup, a job in the background) stays ignored; a second
 * signal ends the program as it always would. */
void stop_hear(void);

/* RESULT; but a signal ends the program its own way, so that the shell sees
 * it. */
int stop_result(int result);

#endif
