// What stands for other bytes: digests and checksums by libraries that every system has.

#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many letters a digest has at most, without the zero behind them.
#define SECRET_DIGEST_LENGTH 86

// A one-way digest of a secret, for a name that must not tell it: letters, digits, '-' and '_'.
//
// By the SHA-512 method of crypt(3), which is slow on purpose and salted, so that guesses cost something; on Darwin, which
// lacks that method, SHA-256 as hexadecimal digits. The label keeps digests of one secret for different ends apart; it has
// at most 16 letters and digits. False where the system refuses: crypt(3) takes at most 511 bytes.
bool secret_digest(const char *secret, const char *label, char digest[SECRET_DIGEST_LENGTH + 1]);

// The CRC-32 of bytes (RFC 1952, 8), which tells what was cut short or damaged. It protects against nobody.
//
// `before` is that of the bytes that these follow; 0 where they follow none.
uint32_t checksum(uint32_t before, const void *bytes, size_t count);
