#include "core/staff/attempts.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

#include "core/staff/people.h"

namespace otk::staff {
namespace {

constexpr std::int64_t first_wait_ms = 30'000;
constexpr std::int64_t longest_wait_ms = 900'000;
/// More are not told apart.
constexpr int failures_max = 1'000;
constexpr std::size_t file_bytes_max = 64;

Path file_in(const Path& state_folder) {
    return staff_folder(state_folder) / "failures";
}

/// The file is one number and a line's end; anything else is damage.
int failures_in(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    int failures = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, failures);
    const bool is_sound = error == std::errc() && stop == end && failures >= 0;
    return is_sound ? std::min(failures, failures_max) : failures_max;
}

}  // namespace

std::int64_t wait_ms_after(int failures) {
    if (failures < free_failures) return 0;
    std::int64_t wait_ms = first_wait_ms;
    for (int further = free_failures; further < failures && wait_ms < longest_wait_ms; ++further) {
        wait_ms *= 2;
    }
    return std::min(wait_ms, longest_wait_ms);
}

Result<int> Attempts::failures() {
    const Result<Bytes> bytes = read_file(file_in(m_state_folder), file_bytes_max);
    if (bytes) return failures_in(text_of(*bytes));
    if (bytes.error().kind == ErrorKind::NotFound) return 0;
    if (bytes.error().kind == ErrorKind::InvalidInput) return failures_max;  // far too long
    return tl::make_unexpected(bytes.error());
}

Result<void> Attempts::count_one() {
    const int before = OTK_TRY(failures());
    return store(std::min(before + 1, failures_max));
}

Result<void> Attempts::forget() {
    return store(0);
}

Result<void> Attempts::store(int failures) {
    OTK_TRY(make_folder(staff_folder(m_state_folder), 0700));
    const std::string text = std::to_string(failures) + "\n";
    return write_durably(file_in(m_state_folder), bytes_of(text), 0600);
}

}  // namespace otk::staff
