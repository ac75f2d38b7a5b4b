#include "terminal_guard.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// How long a terminal may take for the resets, in milliseconds.
enum { patience = 100 };

#ifdef NSIG
enum { number_count = NSIG };
#else
enum { number_count = 65 };
#endif

static struct terminal_guard_plan plan;
static unsigned char resets[terminal_guard_capacity];
static size_t resets_length;
// What each signal did before it was guarded, for those that are.
static struct sigaction previous[number_count];
static bool guarded[number_count];
// Only the first signal gives the terminal back: a second one, of another thread or within the handler of the
// runtime, must not write over what has been printed since.
static atomic_bool armed;

// A stack overflow leaves no room for a handler on the stack that overflowed.
static unsigned char alternate_stack[64 * 1024];

// Whether a signal may end the program and is not the event loop's.
static bool is_to_be_guarded(int number) {
    switch (number) {
    // The event loop's: the ordinary way out, stopping and going on, the size of the window.
    case SIGINT: case SIGTERM: case SIGHUP: case SIGTSTP: case SIGCONT: case SIGWINCH:
    // They stop the program, or do nothing unless somebody asks for them.
    case SIGTTIN: case SIGTTOU: case SIGCHLD: case SIGURG:
    // Nobody can do anything about these.
    case SIGKILL: case SIGSTOP:
        return false;
#ifdef SIGINFO
    case SIGINFO:
        return false;
#endif
    default:
        return true;
    }
}

// Whether the terminal is another job's now. Where it is not ours to control, it never is.
static bool is_in_background(void) {
    pid_t foreground = tcgetpgrp(plan.terminal);
    return foreground > 0 && foreground != getpgrp();
}

static void write_resets(void) {
    size_t written = 0;
    while (written < resets_length) {
        ssize_t count = write(plan.output, resets + written, resets_length - written);
        if (count > 0) {
            written += (size_t)count;
        } else if (count < 0 && errno == EAGAIN) {
            struct pollfd request = {.fd = plan.output, .events = POLLOUT};
            if (poll(&request, 1, patience) <= 0) return;
        } else if (count == 0 || errno != EINTR) {
            return;
        }
    }
}

static void give_terminal_back(void) {
    if (!is_in_background()) {
        write_resets();
        tcsetattr(plan.terminal, TCSANOW, &plan.modes);
    }
    if (plan.standard_error >= 0) dup2(plan.standard_error, STDERR_FILENO);
}

static bool happens_again(int number, const siginfo_t *info) {
    // Sent by a process, or by abort().
    if (info->si_code <= 0) return false;
    switch (number) {
    case SIGSEGV: case SIGBUS: case SIGILL: case SIGFPE:
        return true;
    case SIGTRAP:
#if defined(__x86_64__) || defined(__i386__)
        // A breakpoint instruction has been executed by the time the signal comes.
        return false;
#else
        return true;
#endif
    default:
        // A timer, a limit, a system call that is not allowed: the program goes on behind it.
        return false;
    }
}

// Whether somebody else wants the program to end, as with kill. It is no crash then, of which the runtime could say
// where it was, or ask a person what to do about it.
static bool was_sent_by_another(const siginfo_t *info) {
    return (info->si_code == SI_USER || info->si_code <= 0) && info->si_pid != getpid();
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
    (void)context;
    int error = errno;
    if (atomic_exchange(&armed, false)) give_terminal_back();
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigemptyset(&action.sa_mask);
    // Of a crash the action that was there before, not the default one: Swift's runtime may have its backtrace there.
    sigaction(number, was_sent_by_another(info) ? &action : &previous[number], NULL);
    // A fault happens again, where it was, as soon as we return; raising it here would hide the place. Anything
    // else has to be sent again, and arrives when we return, since it is blocked until then.
    if (!happens_again(number, info)) raise(number);
    errno = error;
}

static void use_alternate_stack(void) {
    stack_t current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE) == 0) return;
    stack_t ours = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
    sigaltstack(&ours, NULL);
}

bool terminal_guard_arm(const struct terminal_guard_plan *new_plan, const unsigned char *bytes, size_t length) {
    if (length > sizeof resets) return false;
    terminal_guard_disarm();
    plan = *new_plan;
    memcpy(resets, bytes, length);
    resets_length = length;
    use_alternate_stack();

    struct sigaction action = {.sa_sigaction = on_fatal_signal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    // tcsetattr() from a process that is in the background by then would stop it here.
    sigaddset(&action.sa_mask, SIGTTOU);
    for (int number = 1; number < number_count; number++) {
        // Fails for those that libc keeps for itself.
        if (!is_to_be_guarded(number) || sigaction(number, NULL, &previous[number]) != 0) continue;
        if ((previous[number].sa_flags & SA_SIGINFO) == 0 && previous[number].sa_handler == SIG_IGN) continue;
        guarded[number] = sigaction(number, &action, NULL) == 0;
    }
    atomic_store(&armed, true);
    return true;
}

void terminal_guard_disarm(void) {
    atomic_store(&armed, false);
    for (int number = 1; number < number_count; number++) {
        if (guarded[number]) sigaction(number, &previous[number], NULL);
        guarded[number] = false;
    }
}
