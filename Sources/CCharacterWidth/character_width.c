#define _XOPEN_SOURCE 700
#include "CCharacterWidth.h"

#include <wchar.h>

int character_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }
