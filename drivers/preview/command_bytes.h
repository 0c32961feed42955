#pragma once

#include <algorithm>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/format.h"
#include "drivers/preview/device.h"

namespace otk::preview {

/// The bytes that come in, read one command after the other; what is wrong with a command is a
/// warning with its offset.
class CommandBytes {
  public:
    CommandBytes(ByteView bytes, Device& device) : m_bytes(bytes), m_device(device) {}

    static constexpr std::size_t warnings_max = 100;

    /// Whether another command comes, and is worth reading.
    bool begins_command() {
        m_begin = m_at;
        return m_at < m_bytes.size() && m_warnings < warnings_max;
    }

    /// The next byte; 0 and a warning where the bytes end within a command.
    int next() {
        if (m_at < m_bytes.size()) return m_bytes[m_at++];
        if (!m_ended) warn("the bytes end within a command");
        m_ended = true;
        return 0;
    }
    /// Two bytes, the lower one first.
    int next_word() {
        const int low = next();
        return low + 256 * next();
    }
    /// So many bytes; fewer, and a warning, if there are not so many.
    ByteView take(std::size_t count) {
        if (count > m_bytes.size() - m_at) {
            warn("the bytes end within a command's data");
            m_ended = true;
        }
        const ByteView taken = m_bytes.subspan(m_at, std::min(count, m_bytes.size() - m_at));
        m_at += taken.size();
        return taken;
    }
    /// Whether they ended within a command.
    bool ended() const { return m_ended; }

    void warn(std::string_view what) {
        ++m_warnings;
        m_device.warn(format("at byte {}: {}", m_begin, what));
    }

  private:
    ByteView m_bytes;
    Device& m_device;
    std::size_t m_at = 0;
    std::size_t m_begin = 0;  ///< of the command that is being read
    std::size_t m_warnings = 0;
    bool m_ended = false;
};

}  // namespace otk::preview
