// How wide libc takes a character to be.

#pragma once

#include <stdint.h>

// wcwidth(), which glibc declares for X/Open sources only, and Swift's module of glibc is not one. -1 for what cannot be
// shown, and for what has no place in a wchar_t.
int character_width(uint32_t scalar);
