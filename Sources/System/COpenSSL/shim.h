#ifndef ASSAY_COPENSSL_SHIM_H
#define ASSAY_COPENSSL_SHIM_H
/* SHA256_Init and its kin are marked deprecated since OpenSSL 3.0 in favour of EVP. They stay in use here: a Merkle
   tree hashes 65 bytes at a time, and they neither allocate nor fail. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/x509.h>
#include <stdint.h>

/* EVP_EC_gen is a macro over a variadic function. */
static inline EVP_PKEY *assay_generate_p256(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
}

static inline EVP_PKEY *assay_generate_ed25519(void) {
    return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}

/* The digest as four numbers, each read big-endian; the context is spent. */
static inline void assay_sha256_words(SHA256_CTX *context, uint64_t words[4]) {
    unsigned char digest[SHA256_DIGEST_LENGTH];
    SHA256_Final(digest, context);
    for (int i = 0; i < 4; i++) words[i] = 0;
    for (int i = 0; i < SHA256_DIGEST_LENGTH; i++) words[i / 8] = words[i / 8] << 8 | digest[i];
}

/* The digest of one byte and two digests, which are given and returned as in assay_sha256_words. */
static inline void assay_sha256_pair(unsigned char prefix, const uint64_t pair[8], uint64_t words[4]) {
    unsigned char message[1 + 2 * SHA256_DIGEST_LENGTH];
    message[0] = prefix;
    for (int i = 0; i < 2 * SHA256_DIGEST_LENGTH; i++) message[1 + i] = pair[i / 8] >> (56 - i % 8 * 8);
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, message, sizeof message);
    assay_sha256_words(&context, words);
}
#endif
