#include "CSignals.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>

static sigset_t mask;
static struct sigaction broken_pipe;
static bool is_known;

void inherited_signals_remember(void) {
    is_known = pthread_sigmask(SIG_BLOCK, NULL, &mask) == 0 && sigaction(SIGPIPE, NULL, &broken_pipe) == 0;
}

void inherited_signals_restore(void) {
    if (!is_known) return;
    sigaction(SIGPIPE, &broken_pipe, NULL);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
}
