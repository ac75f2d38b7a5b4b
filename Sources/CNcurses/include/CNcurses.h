// The whole C side of Clientele: ncurses with wide characters, what Swift cannot say of it, and the guard that
// gives the terminal back when the program crashes.

#pragma once

// Before <curses.h>, or the wide API (cchar_t, mvwadd_wchnstr) is not declared. A system library target would
// lose this definition on its way from the .pc file, hence a target with a header of its own.
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <stdbool.h>
#include <stdio.h>

#include "terminal_guard.h"

// Swift 6 refuses a global variable of C that can change, under every isolation: accessors.
WINDOW *ncurses_standard_screen(void);
WINDOW *ncurses_current_screen(void);
int ncurses_color_count(void);

// The attributes are macros with casts and shifts in them, which Swift does not import.
extern const attr_t ncurses_bold;
extern const attr_t ncurses_dim;
extern const attr_t ncurses_reverse;
extern const attr_t ncurses_underline;
extern const attr_t ncurses_standout;

// Whether terminfo knows this kind of terminal and ncurses can use it; writes nothing. On success its
// capabilities can be read until ncurses_forget_terminal(). A function of our own because `setupterm` reports
// through a pointer that must not be NULL (it would print and exit), and leaves `cur_term`, a global, behind.
bool ncurses_look_up_terminal(const char *type, int descriptor);
void ncurses_forget_terminal(void);

// A string of terminfo; NULL if the terminal does not have it. `tigetstr` says "no such string" with the
// pointer -1, which Swift would take for a string.
const char *ncurses_string_capability(const char *name);

// A number of terminfo; negative if the terminal does not have it. <term.h>, whose macros are ordinary words, stays
// out of this header.
int ncurses_number_capability(const char *name);

// newterm(), which from then on writes into a file, and never to the terminal: whatever ncurses believes, it cannot
// block on the terminal, set its modes or ask for its size. NULL where it does not know the terminal, or the system
// refuses a descriptor; then nothing has been written.
//
// Two more things are of our own. The actions of INT, TERM, TSTP and WINCH are what they were: ncurses puts its own in
// their place, but here signals belong to the event loop (`struct sigaction` has a union in it and shares its name with
// the function, so that this is C). And LINES and COLUMNS count only where the terminal does not know its own size.
SCREEN *ncurses_new_terminal(const char *type, int terminal, int file, bool terminal_knows_its_size, FILE **stream);

// The attributes that this terminal can show. `termattrs` gives them as another type than every other function.
attr_t ncurses_shown_attributes(void);

// A file without a name, for what ncurses writes; children do not inherit it. -1 if there is none to be had.
int anonymous_file(void);
