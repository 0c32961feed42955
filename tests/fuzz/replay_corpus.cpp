// The plain driver of every fuzz target: gives it each file of a corpus folder once, so that what
// libFuzzer found stays found in builds without clang. An empty corpus is an error: it would test
// nothing in silence.

#include <cstdio>

#include "core/base/file.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

constexpr std::size_t input_bytes_max = 4U << 20U;

otk::Result<std::size_t> replay(const otk::Path& corpus) {
    const auto names = OTK_TRY(otk::list_files(corpus, ""));
    for (const std::string& name : names) {
        const otk::Bytes input = OTK_TRY(otk::read_file(corpus / name, input_bytes_max));
        // Said before, so that the last line names the input that ended the process.
        std::printf("%s (%zu bytes)\n", name.c_str(), input.size());
        std::fflush(stdout);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    return names.size();
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "usage: %s CORPUS_FOLDER\n", words[0]);
        return 2;
    }
    const auto replayed = replay(words[1]);
    if (!replayed) {
        std::fprintf(stderr, "error: %s\n", replayed.error().context.c_str());
        return 1;
    }
    if (*replayed == 0) {
        std::fprintf(stderr, "error: %s holds no input\n", words[1]);
        return 1;
    }
    return 0;
}
