// The function itself comes with -fsanitize=fuzzer.

#include "CLibFuzzer.h"
