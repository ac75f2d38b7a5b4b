#define _GNU_SOURCE
#include "CDigest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>

bool secret_digest(const char *secret, const char *label, char digest[SECRET_DIGEST_LENGTH + 1]) {
  CC_SHA256_CTX context;
  unsigned char bytes[CC_SHA256_DIGEST_LENGTH];
  CC_SHA256_Init(&context);
  // With its zero, which keeps the parts apart.
  CC_SHA256_Update(&context, label, (CC_LONG)strlen(label) + 1);
  CC_SHA256_Update(&context, secret, (CC_LONG)strlen(secret));
  CC_SHA256_Final(bytes, &context);
  for (int index = 0; index < CC_SHA256_DIGEST_LENGTH; index++) snprintf(digest + 2 * index, 3, "%02x", bytes[index]);
  return true;
}
#else
#include <crypt.h>

bool secret_digest(const char *secret, const char *label, char digest[SECRET_DIGEST_LENGTH + 1]) {
  char setting[64];
  int length = snprintf(setting, sizeof setting, "$6$rounds=1000$%s$", label);
  if (length < 0 || (size_t)length >= sizeof setting) return false;
  struct crypt_data *data = calloc(1, sizeof *data);
  if (!data) return false;
  const char *answer = crypt_r(secret, setting, data);
  const char *start = answer && answer[0] == '$' ? strrchr(answer, '$') + 1 : "";
  bool is_whole = strlen(start) == SECRET_DIGEST_LENGTH;
  if (is_whole) {
    memcpy(digest, start, SECRET_DIGEST_LENGTH + 1);
    // The two of its letters that a file's name cannot have, or not at its start.
    for (char *letter = digest; *letter; letter++) {
      if (*letter == '/') *letter = '_';
      if (*letter == '.') *letter = '-';
    }
  }
  // What it worked with has the secret in it.
  explicit_bzero(data, sizeof *data);
  free(data);
  return is_whole;
}
#endif

uint32_t checksum(uint32_t before, const void *bytes, size_t count) {
  // Without bytes it would begin anew.
  return count ? (uint32_t)crc32_z(before, bytes, count) : before;
}
