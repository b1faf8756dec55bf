/* measure RUNS NAME FILE COMMAND... - runs COMMAND RUNS times (once more
 * before, not counted) and prints one row: the median wall time, the median of
 * user and system time together, the peak memory, and the size of FILE. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_MAX = 1000 };

struct cost {
    double wall, cpu; /* milliseconds */
    long peak;        /* KiB */
};

static double
milliseconds(struct timeval t)
{
    return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

static double
now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
run(char **command, struct cost *cost)
{
    struct rusage use;
    int status;
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        dup2(null, STDOUT_FILENO);
        execvp(command[0], command);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &use) != child)
        return -1;
    cost->wall = now() - start;
    cost->cpu = milliseconds(use.ru_utime) + milliseconds(use.ru_stime);
    cost->peak = use.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
    static double wall[RUNS_MAX], cpu[RUNS_MAX];
    struct cost cost;
    struct stat st = {0};
    long peak = 0;
    int runs = argc > 4 ? atoi(argv[1]) : 0;
    if (runs < 1 || runs > RUNS_MAX)
        return fputs("usage: measure RUNS NAME FILE COMMAND...\n", stderr), 2;
    for (int i = -1; i < runs; i++) {
        if (run(argv + 4, &cost) != 0)
            return fprintf(stderr, "measure: %s failed\n", argv[4]), 1;
        if (i < 0)
            continue;
        wall[i] = cost.wall;
        cpu[i] = cost.cpu;
        peak = cost.peak > peak ? cost.peak : peak;
    }
    qsort(wall, (size_t)runs, sizeof *wall, by_size);
    qsort(cpu, (size_t)runs, sizeof *cpu, by_size);
    stat(argv[3], &st);
    printf("%-36s %8.1f %8.1f %8.1f %9ld\n", argv[2], wall[runs / 2],
        cpu[runs / 2], (double)peak / 1024, (long)st.st_size);
    return 0;
}
