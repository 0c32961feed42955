#include "kiosk/shell/backlight.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

/// The kernel's attribute files hold one number and a line feed.
constexpr std::size_t number_bytes_max = 32;

Result<std::int64_t> number_in(const Path& file) {
    const Bytes bytes = OTK_TRY(read_file(file, number_bytes_max));
    const std::string_view text = text_of(bytes);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number <= 0) {
        return fail(ErrorKind::Corrupt, format("{}: no number above 0", file.string()));
    }
    return number;
}

class SysfsBacklight final : public Backlight {
  public:
    SysfsBacklight(Path file, std::int64_t most) : m_file(std::move(file)), m_most(most) {}

    Result<void> shine(int percent) override {
        // At least 1: some drivers take 0 for off.
        const std::int64_t level = std::max<std::int64_t>(m_most * percent / 100, 1);
        const Descriptor file(::open(m_file.c_str(), O_WRONLY | O_CLOEXEC));
        if (!file.is_open()) return Failure(error_from_errno("open", m_file, errno));
        // An attribute is written by one call, whole or not at all.
        const std::string line = std::to_string(level) + "\n";
        if (::write(file.number(), line.data(), line.size()) < 0) {
            return Failure(error_from_errno("write", m_file, errno));
        }
        return {};
    }

  private:
    Path m_file;
    std::int64_t m_most;
};

}  // namespace

Result<std::unique_ptr<Backlight>> find_backlight(const Path& folder) {
    std::error_code error;
    std::vector<Path> lamps;
    for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
         at.increment(error)) {
        lamps.push_back(at->path());
    }
    if (lamps.empty()) return fail(ErrorKind::NotFound, folder.string() + ": no backlight");
    const Path lamp = *std::ranges::min_element(lamps);
    const std::int64_t most = OTK_TRY(number_in(lamp / "max_brightness"));
    const Path file = lamp / "brightness";
    if (::access(file.c_str(), W_OK) != 0) {
        return Failure(error_from_errno("write", file, errno));
    }
    return std::unique_ptr<Backlight>(std::make_unique<SysfsBacklight>(file, most));
}

}  // namespace otk::kiosk::shell
