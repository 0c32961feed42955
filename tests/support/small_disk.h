#pragma once

#include <sys/mount.h>

#include <cstdio>
#include <optional>
#include <utility>

#include <catch2/catch.hpp>

#include "core/base/bytes.h"
#include "core/base/file.h"

namespace otk::test {

/// A disk of one mebibyte; absent where we may not mount.
class SmallDisk {
  public:
    static std::optional<SmallDisk> mount(const Path& folder) {
        REQUIRE(make_folder(folder, 0700));
        if (::mount("none", folder.c_str(), "tmpfs", 0, "size=1m") != 0) return std::nullopt;
        return SmallDisk(folder);
    }
    SmallDisk(SmallDisk&& other) noexcept : m_folder(std::exchange(other.m_folder, {})) {}
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    SmallDisk& operator=(SmallDisk&&) = delete;
    ~SmallDisk() {
        if (!m_folder.empty()) static_cast<void>(::umount2(m_folder.c_str(), MNT_DETACH));
    }
    bool remount(unsigned long flags) const {
        return ::mount("none", m_folder.c_str(), "tmpfs", MS_REMOUNT | flags, "size=1m") == 0;
    }

  private:
    explicit SmallDisk(Path folder) : m_folder(std::move(folder)) {}
    Path m_folder;
};

/// Writes until the disk is full.
inline void fill(const Path& file) {
    Bytes bytes(4096, 1);
    std::FILE* stream = std::fopen(file.c_str(), "wb");
    REQUIRE(stream != nullptr);
    while (std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size() &&
           std::fflush(stream) == 0) {
    }
    std::fclose(stream);
}

}  // namespace otk::test
