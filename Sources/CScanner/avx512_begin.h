// From here on functions may use AVX-512 as far as Ice Lake and Zen 4 have it; ends with avx512_end.h.
// They're called only where the processor does.
#pragma clang attribute push(__attribute__((target( \
    "avx512f,avx512bw,avx512vl,avx512dq,avx512cd,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt,lzcnt"))), apply_to = function)
