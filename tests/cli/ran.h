#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace otk::test {

/// What a command gave back and wrote.
struct Ran {
    int code = 0;
    std::string out;
    std::string err;
};

/// `otklik` with these words; `typed` is what somebody types.
Ran run(std::vector<std::string> words, const std::string& typed = {});

bool has(std::string_view text, std::string_view part);

}  // namespace otk::test
