// What the build was told of itself.

#pragma once

// The commit and its date, as in "4f1c2d3e5a6b, 2026-11-26"; empty in a build that nobody packages.
const char *build_commit(void);
