#include "CSignals.h"

#include <pthread.h>
#include <signal.h>
#include <spawn.h>
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

int inherited_signals_spawn(pid_t *child, const char *path, char *const arguments[], char *const environment[]) {
    posix_spawnattr_t attributes;
    int error = posix_spawnattr_init(&attributes);
    if (error != 0) return error;
    sigset_t defaults;
    sigemptyset(&defaults);
    if (!is_known || broken_pipe.sa_handler != SIG_IGN) sigaddset(&defaults, SIGPIPE);
    sigset_t unblocked;
    sigemptyset(&unblocked);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setsigmask(&attributes, is_known ? &mask : &unblocked);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    error = posix_spawn(child, path, NULL, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    return error;
}
