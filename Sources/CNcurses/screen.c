#define _GNU_SOURCE
#include "CNcurses.h"

#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <term.h>
#include <unistd.h>

WINDOW *ncurses_standard_screen(void) { return stdscr; }
WINDOW *ncurses_current_screen(void) { return curscr; }
int ncurses_color_count(void) { return COLORS; }

const attr_t ncurses_bold = A_BOLD;
const attr_t ncurses_dim = A_DIM;
const attr_t ncurses_reverse = A_REVERSE;
const attr_t ncurses_underline = A_UNDERLINE;
const attr_t ncurses_standout = A_STANDOUT;

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

// A stream on a copy of a descriptor; closing it leaves the descriptor alone.
static FILE *stream_of(int descriptor) {
    int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    if (copy < 0) return NULL;
    FILE *stream = fdopen(copy, "r+");
    if (stream == NULL) close(copy);
    return stream;
}

SCREEN *ncurses_new_terminal(const char *type, int terminal, int file, bool terminal_knows_its_size, FILE **stream) {
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    enum { count = sizeof signals / sizeof *signals };
    if ((*stream = stream_of(terminal)) == NULL) return NULL;
    struct sigaction before[count];
    for (size_t i = 0; i < count; i++) sigaction(signals[i], NULL, &before[i]);
    // The first is LINES and COLUMNS, the second what the system knows; what terminfo has comes last.
    use_env(!terminal_knows_its_size);
    use_tioctl(terminal_knows_its_size);
    SCREEN *screen = newterm(type, *stream, *stream);
    // From here on the size is what it is told to be.
    use_env(false);
    use_tioctl(false);
    for (size_t i = 0; i < count; i++) sigaction(signals[i], &before[i], NULL);
    // Nothing has left the buffer of ncurses yet.
    if (screen != NULL && dup2(file, fileno(*stream)) >= 0) {
        fcntl(fileno(*stream), F_SETFD, FD_CLOEXEC);
        return screen;
    }
    if (screen != NULL) delscreen(screen);
    fclose(*stream);
    *stream = NULL;
    return NULL;
}

attr_t ncurses_shown_attributes(void) { return termattrs(); }

int anonymous_file(void) {
#ifdef __linux__
    int file = memfd_create("frame", MFD_CLOEXEC);
    if (file >= 0) return file;
#endif
    char path[] = "/tmp/clientele-frame-XXXXXX";
    int named = mkstemp(path);
    if (named < 0) return -1;
    unlink(path);
    fcntl(named, F_SETFD, FD_CLOEXEC);
    return named;
}
