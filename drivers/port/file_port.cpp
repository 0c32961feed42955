#include "drivers/port/file_port.h"

#include <algorithm>
#include <charconv>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/log.h"

namespace otk::port {
namespace {

constexpr std::string_view prefix = "slip-";
constexpr std::string_view suffix = ".bin";
constexpr std::size_t state_bytes_max = 64;

/// The number in "slip-0012.bin"; 0 for any other name.
std::int64_t number_of(std::string_view name) {
    if (!name.starts_with(prefix) || !name.ends_with(suffix)) return 0;
    name.remove_prefix(prefix.size());
    name.remove_suffix(suffix.size());
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
    return problem == std::errc() && end == name.data() + name.size() ? number : 0;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.remove_suffix(1);
    return text;
}

}  // namespace

Result<std::unique_ptr<FilePort>> FilePort::open(const Path& folder, DrawSlip draw) {
    OTK_TRY(in("file printer", make_folder(folder)));
    std::int64_t last = 0;
    for (const std::string& name : OTK_TRY(in("file printer", list_files(folder, suffix)))) {
        last = std::max(last, number_of(name));
    }
    return std::unique_ptr<FilePort>(new FilePort(folder, std::move(draw), last));
}

Delivery FilePort::print(ByteView slip, int) {
    OTK_ASSERT(!slip.empty());
    const std::string stem = format("{}{:04}", prefix, m_last + 1);
    // The rename is this printer's only byte: before it nothing is there, after it all is. An error
    // may come from the folder's fsync behind it, so it tells nothing.
    const auto kept = write_durably(m_folder / (stem + std::string(suffix)), slip);
    ++m_last;
    if (!kept) return {Fate::Unknown, kept.error()};

    const auto drawn = m_draw(slip);
    if (!drawn) {
        log::warning("a slip cannot be drawn", {{"error", drawn.error()}});
        return {Fate::Printed, std::nullopt};
    }
    const auto picture = write_atomically(m_folder / (stem + ".png"), *drawn);
    if (!picture) log::warning("a slip's picture cannot be kept", {{"error", picture.error()}});
    return {Fate::Printed, std::nullopt};
}

Result<PrinterState> FilePort::state(int) {
    const auto file = read_file(m_folder / "state", state_bytes_max);
    if (!file && file.error().kind == ErrorKind::NotFound) return PrinterState::Ready;
    if (!file) return tl::make_unexpected(file.error());
    const auto state = printer_state_named(trimmed(text_of(*file)));
    if (!state)
        return fail(ErrorKind::InvalidInput, "file printer: \"state\" holds no known state");
    return *state;
}

}  // namespace otk::port
