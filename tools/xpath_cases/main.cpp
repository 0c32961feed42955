// otklik-xpath-cases FILE.jsonl [--subset]: runs cases of expressions (case.h), prints the failing
// ones and at last "N passed, N failed". Exit code 0 if none failed, 1 if one did, 2 if the file
// cannot be read. Local time is that of TZ.

#include <chrono>
#include <ctime>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "tools/xpath_cases/run.h"

namespace {

using namespace otk;

constexpr std::size_t file_bytes_max = 64U << 20U;

int utc_offset_s(std::int64_t unix_s) {
    const std::time_t moment = unix_s;
    std::tm local{};
    return localtime_r(&moment, &local) == nullptr ? 0 : static_cast<int>(local.tm_gmtoff);
}

form::Environment machine() {
    using namespace std::chrono;
    form::Environment environment;
    environment.now_ms =
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    environment.utc_offset_s = utc_offset_s;
    environment.chance = [generator = std::mt19937_64(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(generator);
    };
    return environment;
}

struct Counts {
    int passed = 0;
    int failed = 0;
};

void tell_failure(std::size_t line, std::string_view title, std::string_view details) {
    std::cout << format("line {}: {}\n{}", line, title, details);
}

void run_line(std::size_t number, std::string_view line, bool subset_only, Counts& counts) {
    const Result<xpath_cases::Case> given = xpath_cases::parse_case(line);
    if (!given) {
        ++counts.failed;
        tell_failure(number, "no case", "    " + given.error().context + "\n");
        return;
    }
    if (subset_only && !given->is_in_subset) return;
    const xpath_cases::Outcome outcome = xpath_cases::run_case(*given, machine());
    if (outcome.passed) {
        ++counts.passed;
        return;
    }
    ++counts.failed;
    tell_failure(number, given->title,
        format("    expression: {}\n    expected:   {}\n    got:        {}\n", given->expression,
            expected_text(*given), outcome.got));
}

int run_file(const std::string& path, bool subset_only) {
    const Result<Bytes> bytes = read_file(path, file_bytes_max);
    if (!bytes) {
        std::cerr << "error: " << bytes.error().context << "\n";
        return 2;
    }
    Counts counts;
    std::string_view rest = text_of(*bytes);
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.empty()) run_line(number, line, subset_only, counts);
    }
    std::cout << format("{} passed, {} failed\n", counts.passed, counts.failed);
    return counts.failed == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string> arguments(words + 1, words + count);
    std::string path;
    bool subset_only = false;
    for (const std::string& argument : arguments) {
        if (argument == "--subset") {
            subset_only = true;
        } else if (path.empty() && !argument.empty() && argument.front() != '-') {
            path = argument;
        } else {
            path.clear();
            break;
        }
    }
    if (path.empty()) {
        std::cerr << "usage: otklik-xpath-cases FILE.jsonl [--subset]\n";
        return 2;
    }
    return run_file(path, subset_only);
}
