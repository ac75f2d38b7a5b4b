#include "CBuild.h"

#ifndef CLIENTELE_COMMIT
#define CLIENTELE_COMMIT ""
#endif

const char *build_commit(void) { return CLIENTELE_COMMIT; }
