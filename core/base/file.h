#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk {

using Path = std::filesystem::path;

/// Owns a file descriptor and closes it.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    Descriptor(Descriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    int number() const { return m_number; }
    bool is_open() const { return m_number >= 0; }

  private:
    int m_number = -1;
};

/// The error of a failed system call: its kind from errno, its context "what path: words".
Error error_from_errno(std::string_view what, const Path& path, int error_number);

/// The whole file; InvalidInput if it is larger than `size_bytes_max`.
Result<Bytes> read_file(const Path& path, std::size_t size_bytes_max);

/// "a folder", "a named pipe", "a socket", "a device": what stands there and is no plain file; a
/// link counts as what it leads to. Nothing for a file and for what is not there. Who reads a file
/// that a person names asks this first: opening a pipe waits for its other end.
std::optional<std::string_view> special_kind(const Path& path);

/// Writes a file that other processes may only see whole: temporary name, fsync, rename, fsync of
/// the folder. On failure the old file stays and the temporary is gone.
Result<void> write_durably(const Path& path, ByteView bytes, unsigned mode = 0640);

/// Like write_durably but without the fsyncs: for status files that a reboot may lose.
Result<void> write_atomically(const Path& path, ByteView bytes, unsigned mode = 0640);

/// Removes the file and fsyncs its folder; a file that is not there is no error.
Result<void> remove_durably(const Path& path);

/// Makes the folder and its parents; existing ones keep their mode.
Result<void> make_folder(const Path& path, unsigned mode = 0750);

Result<void> sync_folder(const Path& path);

/// Names (not paths) of the regular files that end in `suffix`, sorted; temporaries of
/// write_durably are left out.
Result<std::vector<std::string>> list_files(const Path& folder, std::string_view suffix);

}  // namespace otk
