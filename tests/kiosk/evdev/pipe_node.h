#pragma once

#include <cerrno>
#include <initializer_list>
#include <string>

#include <fcntl.h>
#include <linux/input.h>
#include <sys/stat.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include "core/base/file.h"

namespace otk::test {

/// A named pipe in an event node's place: what is written to it is read as the kernel's records
/// are. It knows no ioctl, as a device that can do nothing.
class PipeNode {
  public:
    explicit PipeNode(Path path) : m_path(std::move(path)) {
        REQUIRE(::mkfifo(m_path.c_str(), 0600) == 0);
    }

    /// Somebody has it open.
    bool is_read() const { return open().is_open(); }

    void say(std::initializer_list<input_event> records) {
        if (!m_end.is_open()) m_end = open();
        REQUIRE(m_end.is_open());
        for (const input_event& record : records)
            REQUIRE(::write(m_end.number(), &record, sizeof record) == sizeof record);
    }

    void unplug() { m_end = Descriptor(); }

  private:
    Descriptor open() const {
        return Descriptor(::open(m_path.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    }

    Path m_path;
    Descriptor m_end;
};

inline input_event record(std::uint16_t type, std::uint16_t code, std::int32_t value) {
    input_event record{};
    record.type = type;
    record.code = code;
    record.value = value;
    return record;
}

inline input_event report() {
    return record(EV_SYN, SYN_REPORT, 0);
}

}  // namespace otk::test
