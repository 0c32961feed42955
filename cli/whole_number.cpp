#include "cli/whole_number.h"

#include <charconv>
#include <system_error>

#include "core/base/format.h"

namespace otk::cli {

Result<std::uint64_t> whole_number(std::string_view option, std::string_view text, Bounds bounds) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [read_to, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc() || read_to != end || number < bounds.least || number > bounds.most) {
        return fail(ErrorKind::InvalidInput, format("{} {}: a whole number from {} to {} expected",
                                                 option, text, bounds.least, bounds.most));
    }
    return number;
}

}  // namespace otk::cli
