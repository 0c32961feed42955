#pragma once

#include <cstdint>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::store {

/// Beside the buffer's folder and not in it: a buffer that is set aside takes no room along.
constexpr std::string_view reserve_file_name = "reserve";

/// Room on the disk for the day when it is full: a file without content beside the buffer. Removing
/// what was delivered and moving the write-ahead log into the file both need room before they give
/// any; given up, the reserve is that room. One thread.
class Reserve {
  public:
    /// Finds what an earlier run held.
    explicit Reserve(Path file);

    /// Holds so many bytes (0: none, the file goes) if `beside_bytes` more are free; holding them
    /// already: nothing is done. NoSpace, or another error of the file system: what was held before
    /// still is.
    Result<void> hold(std::int64_t bytes, std::int64_t beside_bytes);
    Result<void> release();
    std::int64_t held_bytes() const { return m_held_bytes; }

  private:
    Path m_file;
    std::int64_t m_held_bytes = 0;
};

}  // namespace otk::store
