#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

// Room for every number that a byte can hold; real ones end at 64.
enum { number_count = 128 };

static int pipe_ends[2] = {-1, -1};
static bool taken[number_count];
static struct sigaction previous[number_count];

static void on_signal(int number) {
    int error = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe holds more signals than anybody will read; one less is no loss.
    (void)!write(pipe_ends[1], &byte, 1);
    errno = error;
}

static bool make_pipe(void) {
    int ends[2];
    if (pipe(ends) != 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
        fcntl(ends[i], F_SETFL, O_NONBLOCK);
    }
    pipe_ends[0] = ends[0];
    pipe_ends[1] = ends[1];
    return true;
}

int signal_pipe_descriptor(void) {
    if (pipe_ends[0] < 0) make_pipe();
    return pipe_ends[0];
}

bool signal_pipe_take(int number) {
    if (number <= 0 || number >= number_count || signal_pipe_descriptor() < 0) return false;
    if (taken[number]) return true;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    if (sigaction(number, NULL, &previous[number]) != 0 || previous[number].sa_handler == SIG_IGN) return false;
    if (sigaction(number, &action, NULL) != 0) return false;
    taken[number] = true;
    return true;
}

void signal_pipe_give_back(int number) {
    if (number <= 0 || number >= number_count || !taken[number]) return;
    taken[number] = false;
    sigaction(number, &previous[number], NULL);
}
