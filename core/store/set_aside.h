#pragma once

#include <cstdint>

#include "core/store/buffer.h"

namespace otk::store {

/// The buffer has a folder of its own inside the kiosk's state folder, so that database and WAL are
/// set aside by one rename.
constexpr std::string_view buffer_folder_name = "buffer";
constexpr std::string_view buffer_file_name = "buffer.sqlite";
/// A folder that is not written any more: "buffer-<16 hex>.aside".
constexpr std::string_view aside_suffix = ".aside";
/// One whose sound rows and batches were taken over; kept for people.
constexpr std::string_view salvaged_suffix = ".salvaged";

/// Renames the buffer's folder, so that nothing writes to it again: after an I/O error nobody knows
/// what it holds. Every Buffer on it must be gone. No folder: no error.
Result<void> set_buffer_aside(const Path& state_folder, Random& random);

/// Opens the buffer of a state folder. A damaged or unreadable one is set aside and a new one begun;
/// then sound rows and batches of every folder set aside are taken in. One that cannot be read now
/// stays for the next opening. `drafts`: Keep while the process that wrote them goes on. Fails only if
/// no new buffer can be made, and then leaves none behind.
Result<Buffer> open_buffer(const Path& state_folder, const Surroundings& surroundings,
    Drafts drafts = Drafts::Close);

/// Of all files in the buffer's folder; 0 if there is none.
std::int64_t buffer_bytes(const Path& state_folder);

/// True while a buffer set aside could not be read: an opening to come may take rows out of it.
Result<bool> waits_for_salvage(const Path& state_folder);

/// Buffers set aside, salvaged or not.
Result<std::int64_t> count_set_aside(const Path& state_folder);

}  // namespace otk::store
