// Signals as bytes in a pipe.
//
// A dispatch source of signals wants every thread to block the signal, but on Linux libdispatch parks the main
// thread in sigsuspend() with nothing blocked: whether the source or the default action gets a signal then depends
// on which of them was there first. A handler that writes to a pipe works on whatever thread it runs. It is C,
// because a closure of Swift's could allocate or lock in the middle of anything.

#pragma once

#include <stdbool.h>
#include <sys/types.h>

// The end of the pipe to read from: for each signal a byte, its number. It does not block, children do not inherit
// it, and it is the same one each time, for as long as the process lives. -1 where no pipe can be had.
int signal_pipe_descriptor(void);

// From now on this signal is a byte in the pipe. Returns false, and changes nothing, where there is no pipe, or
// where whoever started the process had the signal ignored, as nohup does: that was meant.
bool signal_pipe_take(int number);

// The signal does again what it did before it was taken.
void signal_pipe_give_back(int number);

// What the process was started with, for a program that is to take its place with execve(): that keeps the signals
// that are ignored, and those that this very thread blocks. Threads of libdispatch block nearly all, and SIGPIPE is
// ignored wherever sockets are used. To be remembered first of all, and restored last of all.
void inherited_signals_remember(void);
void inherited_signals_restore(void);

// Starts a program in this process's job, with signals as this process was started with, for as long as we wait for it.
// What was taken does by itself what it did before; the rest is as above. Returns 0, or what went wrong as errno says it.
int inherited_signals_spawn(pid_t *child, const char *path, char *const arguments[], char *const environment[]);
