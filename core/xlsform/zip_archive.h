#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/xlsform/limits.h"

namespace otk::xlsform {

/// A zip archive in memory (libzip). What its list of entries promises is held against the limits
/// before anything is inflated, and an entry that holds more than the list says is refused.
class ZipArchive {
  public:
    /// `bytes` must outlive the archive. InvalidInput says what to do instead.
    static Result<ZipArchive> open(ByteView bytes, const SourceLimits& limits);

    ZipArchive(ZipArchive&&) noexcept;
    ZipArchive& operator=(ZipArchive&&) noexcept;
    ZipArchive(const ZipArchive&) = delete;
    ZipArchive& operator=(const ZipArchive&) = delete;
    ~ZipArchive();

    bool has(std::string_view name) const;
    /// The whole entry, inflated. NotFound without it.
    Result<std::string> read(std::string_view name) const;

  private:
    struct Opened;
    ZipArchive(std::unique_ptr<Opened> opened, const SourceLimits& limits);

    std::unique_ptr<Opened> m_opened;
    SourceLimits m_limits;
};

}  // namespace otk::xlsform
