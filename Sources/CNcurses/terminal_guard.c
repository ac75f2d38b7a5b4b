#include "terminal_guard.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// INT, TERM and HUP are not among them: they go to the event loop and end through the ordinary way out.
static const int fatal_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT, SIGSYS};
enum { signal_count = sizeof fatal_signals / sizeof *fatal_signals };

static struct terminal_guard_plan plan;
static unsigned char resets[terminal_guard_capacity];
static size_t resets_length;
static struct sigaction previous[signal_count];
// Only the first crash gives the terminal back: a second one, of another thread or within the handler of the
// runtime, must not write over what has been printed since.
static atomic_bool armed;

// A stack overflow leaves no room for a handler on the stack that overflowed.
static unsigned char alternate_stack[64 * 1024];

static void give_terminal_back(void) {
    size_t written = 0;
    while (written < resets_length) {
        ssize_t count = write(plan.output, resets + written, resets_length - written);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        written += (size_t)count;
    }
    tcsetattr(plan.terminal, TCSANOW, &plan.modes);
    if (plan.standard_error >= 0) dup2(plan.standard_error, STDERR_FILENO);
}

static bool happens_again(int number, const siginfo_t *info) {
    // Sent by a process, or by abort().
    if (info->si_code <= 0) return false;
    // The kernel goes on behind the system call.
    if (number == SIGSYS) return false;
#if defined(__x86_64__) || defined(__i386__)
    // A breakpoint instruction has been executed by the time the signal comes.
    if (number == SIGTRAP) return false;
#endif
    return true;
}

static void on_fatal_signal(int number, siginfo_t *info, void *context) {
    (void)context;
    int error = errno;
    if (atomic_exchange(&armed, false)) give_terminal_back();
    // The action that was there before, not the default one: Swift's runtime may have its backtrace there.
    for (size_t i = 0; i < signal_count; i++) {
        if (fatal_signals[i] == number) sigaction(number, &previous[i], NULL);
    }
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
    // tcsetattr() from a process in the background would stop it here.
    sigaddset(&action.sa_mask, SIGTTOU);
    for (size_t i = 0; i < signal_count; i++) sigaction(fatal_signals[i], &action, &previous[i]);
    atomic_store(&armed, true);
    return true;
}

void terminal_guard_disarm(void) {
    if (!atomic_exchange(&armed, false)) return;
    for (size_t i = 0; i < signal_count; i++) sigaction(fatal_signals[i], &previous[i], NULL);
}
