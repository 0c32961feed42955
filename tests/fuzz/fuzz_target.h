#pragma once

#include <cstddef>
#include <cstdint>

/// What each fuzz target defines; the name is libFuzzer's. Returns 0; a fault ends the process.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);
