// The floor: what any list on ncurses costs at the very least. It has no data, no network and no model; it only
// moves a bar through numbered lines. A real program is judged by how many times the floor's figure it needs, both
// measured in the same run, so that the speed of the machine falls out.
//
//   cc -O2 -o floor floor.c -lncursesw && ./floor 10000

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct list {
    long count;
    long first_shown;
    long chosen;
};

// One line of head, one of foot; the word that a driver waits for stands in the foot, which is painted last.
static void show(struct list *list) {
    const int lines = getmaxy(stdscr) - 2, width = getmaxx(stdscr);
    if (list->chosen < list->first_shown) list->first_shown = list->chosen;
    if (list->chosen > list->first_shown + lines - 1) list->first_shown = list->chosen - lines + 1;

    erase();
    mvprintw(0, 0, "floor  %ld lines", list->count);
    for (int line = 0; line < lines; line++) {
        const long index = list->first_shown + line;
        if (index >= list->count) break;
        if (index == list->chosen) attrset(A_REVERSE);
        mvprintw(line + 1, 0, "line %-*ld", width - 5, index);
        mvprintw(line + 1, 24, "https://host-%08lx.example.com/auth/callback", index * 2246822519ul & 0xfffffffful);
        attrset(A_NORMAL);
    }
    mvaddstr(lines + 1, 0, "Down Up  q quit");
    refresh();
}

int main(int count, char **arguments) {
    struct list list = {.count = count > 1 ? atol(arguments[1]) : 10000};
    setlocale(LC_ALL, "");
    if (newterm(NULL, stdout, stdin) == NULL) return EXIT_FAILURE;
    raw();
    noecho();
    nonl();
    curs_set(0);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    show(&list);

    struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};
    bool goes_on = true;
    while (goes_on && poll(&keyboard, 1, -1) > 0) {
        // Everything that has been typed, then one picture.
        wint_t key;
        int kind;
        bool any = false;
        while ((kind = get_wch(&key)) != ERR) {
            any = true;
            if (kind == OK && key == L'q') goes_on = false;
            if (kind == KEY_CODE_YES && key == KEY_DOWN && list.chosen + 1 < list.count) list.chosen++;
            if (kind == KEY_CODE_YES && key == KEY_UP && list.chosen > 0) list.chosen--;
        }
        if (!any) break; // The terminal is gone.
        if (goes_on) show(&list);
    }
    endwin();
    return EXIT_SUCCESS;
}
