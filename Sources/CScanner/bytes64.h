// 64 bytes in the compiler's own vectors, which become whatever the processor has: one text for SSE2,
// AVX2 and NEON. The target of the including file's functions decides.
#ifndef BYTES64_H
#define BYTES64_H

#include <stdbool.h>
#include <stdint.h>

typedef uint8_t bytes64 __attribute__((vector_size(64)));

// A bit a byte of a comparison. Some compilers make wrong code of a vector of booleans where the
// processor has no vectors.
#if defined(__SSE2__) || defined(__ARM_NEON)
typedef bool bits64 __attribute__((ext_vector_type(64)));
#define BITS(mask) kept_as_word(__builtin_bit_cast(uint64_t, __builtin_convertvector(mask, bits64)))

// Else the compiler would go on in vectors, and take words apart bit by bit for them.
static inline uint64_t kept_as_word(uint64_t bits) {
    __asm__("" : "+r"(bits));
    return bits;
}
#else
// The topmost bits of eight bytes come together by one multiplication.
typedef uint64_t words8 __attribute__((vector_size(64)));
static inline uint64_t top_bits(words8 words) {
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++) {
        bits |= (words[i] >> 7 & 0x0101010101010101) * 0x0102040810204080 >> 56 << (8 * i);
    }
    return bits;
}
#define BITS(mask) top_bits((words8)(mask))
#endif
#define BITS_IN(bytes, first, last) BITS((bytes64)((bytes) - (first)) <= (last) - (first))

#endif
