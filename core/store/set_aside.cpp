#include "core/store/set_aside.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/base/format.h"
#include "core/base/log.h"

namespace otk::store {
namespace {

Result<void> rename_folder(const Path& from, const Path& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        if (errno == ENOENT) return {};
        return Failure(error_from_errno("set aside", from, errno));
    }
    return sync_folder(from.parent_path());
}

/// Names of the folders that end so.
Result<std::vector<std::string>> folders(const Path& parent, std::string_view suffix) {
    std::vector<std::string> names;
    std::error_code problem;
    std::filesystem::directory_iterator entry(parent, problem);
    for (const std::filesystem::directory_iterator end; !problem && entry != end;
         entry.increment(problem)) {
        std::string name = entry->path().filename().string();
        if (name.ends_with(suffix)) names.push_back(std::move(name));
    }
    if (problem) return Failure(error_from_errno("list", parent, problem.value()));
    return names;
}

Result<void> salvage_all(Buffer& buffer, const Path& state_folder, Drafts drafts) {
    const std::vector<std::string> names = OTK_TRY(folders(state_folder, aside_suffix));
    for (const std::string& name : names) {
        const Path folder = state_folder / name;
        Result<void> taken = buffer.salvage(folder / buffer_file_name, name, drafts);
        if (taken) {
            taken = rename_folder(folder, state_folder / format("{}{}", name, salvaged_suffix));
        }
        // One bad file never blocks the rest: it stays where it is, for people.
        if (!taken) log::warning("a buffer set aside could not be read", {{"why", taken.error()}});
    }
    return {};
}

bool means_damage(ErrorKind kind) {
    return kind == ErrorKind::Corrupt || kind == ErrorKind::Io;
}

Result<Buffer> open_file(
    const Path& state_folder, const Surroundings& surroundings, Drafts drafts) {
    const Path folder = state_folder / buffer_folder_name;
    OTK_TRY(make_folder(folder, 0700));
    OTK_TRY(sync_folder(state_folder));
    return Buffer::open(folder / buffer_file_name, surroundings, drafts);
}

/// A new file; if it cannot be finished it goes again, as nothing was acknowledged from it: a disk
/// that fails for hours leaves no heap of empty files.
Result<Buffer> begin_file(const Path& state_folder, const Surroundings& surroundings) {
    Result<Buffer> buffer = open_file(state_folder, surroundings, Drafts::Close);
    if (!buffer) {
        std::error_code ignored;  // what stays is found by the next try
        std::filesystem::remove_all(state_folder / buffer_folder_name, ignored);
    }
    return buffer;
}

bool is_there(const Path& file) {
    std::error_code problem;
    return std::filesystem::exists(file, problem) || problem;
}

}  // namespace

Result<void> set_buffer_aside(const Path& state_folder, Random& random) {
    std::array<std::uint8_t, 8> mark{};
    random.fill(mark);
    return rename_folder(state_folder / buffer_folder_name,
        state_folder / format("buffer-{}{}", to_hex(mark), aside_suffix));
}

Result<Buffer> open_buffer(
    const Path& state_folder, const Surroundings& surroundings, Drafts drafts) {
    const bool was_there = is_there(state_folder / buffer_folder_name / buffer_file_name);
    Result<Buffer> buffer = was_there ? open_file(state_folder, surroundings, drafts)
                                      : begin_file(state_folder, surroundings);
    if (!buffer && was_there && means_damage(buffer.error().kind)) {
        log::error("the buffer is damaged and set aside", {{"why", buffer.error()}});
        OTK_TRY(set_buffer_aside(state_folder, *surroundings.random));
        buffer = begin_file(state_folder, surroundings);
    }
    if (buffer) OTK_TRY(salvage_all(*buffer, state_folder, drafts));
    return buffer;
}

std::int64_t buffer_bytes(const Path& state_folder) {
    std::int64_t bytes = 0;
    std::error_code problem;
    std::filesystem::directory_iterator entry(state_folder / buffer_folder_name, problem);
    for (const std::filesystem::directory_iterator end; !problem && entry != end;
         entry.increment(problem)) {
        std::error_code gone;  // the log goes and comes
        const auto size = entry->file_size(gone);
        if (!gone) bytes += static_cast<std::int64_t>(size);
    }
    return bytes;
}

Result<bool> waits_for_salvage(const Path& state_folder) {
    const std::vector<std::string> waiting = OTK_TRY(folders(state_folder, aside_suffix));
    return !waiting.empty();
}

Result<std::int64_t> count_set_aside(const Path& state_folder) {
    const std::vector<std::string> waiting = OTK_TRY(folders(state_folder, aside_suffix));
    const std::vector<std::string> salvaged = OTK_TRY(folders(state_folder, salvaged_suffix));
    return static_cast<std::int64_t>(waiting.size() + salvaged.size());
}

}  // namespace otk::store
