#include "app/stop.h"

#include <signal.h>
#include <stddef.h>

volatile int stop_asked;

static void
on_signal(int signal)
{
    stop_asked = signal;
}

void
stop_hear(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction old, action = {.sa_handler = on_signal};
        action.sa_flags = (int)(SA_RESETHAND | SA_RESTART);
        if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
}

int
stop_result(int result)
{
    if (stop_asked != 0)
        raise(stop_asked);
    return result;
}
