#define _GNU_SOURCE
#include "CNcurses.h"

#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <term.h>

WINDOW *ncurses_standard_screen(void) { return stdscr; }
WINDOW *ncurses_current_screen(void) { return curscr; }
int ncurses_color_count(void) { return COLORS; }

const attr_t ncurses_bold = A_BOLD;
const attr_t ncurses_dim = A_DIM;
const attr_t ncurses_reverse = A_REVERSE;
const attr_t ncurses_underline = A_UNDERLINE;

bool ncurses_look_up_terminal(const char *type, int descriptor) {
    int outcome = 0;
    return setupterm(type, descriptor, &outcome) == OK;
}

void ncurses_forget_terminal(void) {
    if (cur_term != NULL) del_curterm(cur_term);
}

const char *ncurses_string_capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

int ncurses_number_capability(const char *name) {
    return tigetnum(name);
}

SCREEN *ncurses_new_terminal(const char *type, FILE *output, FILE *input) {
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { count = sizeof signals / sizeof *signals };
    struct sigaction before[count];
    for (size_t i = 0; i < count; i++) sigaction(signals[i], NULL, &before[i]);
    SCREEN *screen = newterm(type, output, input);
    for (size_t i = 0; i < count; i++) sigaction(signals[i], &before[i], NULL);
    return screen;
}

int anonymous_file(void) {
#ifdef __linux__
    return memfd_create("frame", MFD_CLOEXEC);
#else
    return -1;
#endif
}
