// Gives the terminal back when a signal ends the program.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

// What a signal handler needs in order to give the terminal back. All of it is made ready beforehand: in a
// handler there is no memory to be had, and no terminfo to be asked.
struct terminal_guard_plan {
    // Where the resets are written. It should not block: a terminal that takes nothing must not keep the program alive.
    int output;
    // The terminal whose modes are put back.
    int terminal;
    struct termios modes;
    // The true standard error, which is redirected while the screen is up: the runtime's last words should be
    // seen. -1 if it is not redirected.
    int standard_error;
};

// The resets of everything that we turned on, as one string; at most terminal_guard_capacity bytes.
enum { terminal_guard_capacity = 512 };

// From now on every signal that would end the program gives the terminal back first, and then does what it would have
// done without us: crashes, and all that somebody else may send (ALRM, USR1, XCPU, those without a name). One that
// another process has sent ends it at once, whatever its name: it is no crash. INT, TERM and HUP are not among them:
// they go to the event loop and end through the ordinary way out. A signal that is ignored, as nohup has it, stays
// ignored.
//
// A process in the background leaves the terminal alone even then: it is somebody else's at that time.
//
// Returns false, and does nothing, if the resets are too long. To be called on the main thread, whose stack overflow it
// can survive; other threads have a stack for that of their own (Platform's FaultStack). C, because a Swift closure in a signal handler may allocate, lock or trap.
bool terminal_guard_arm(const struct terminal_guard_plan *plan, const unsigned char *resets, size_t length);

// The terminal has been given back in the ordinary way: the actions are what they were before.
void terminal_guard_disarm(void);
