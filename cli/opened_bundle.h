#pragma once

#include <span>
#include <string>
#include <utility>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bundle/bundle.h"
#include "core/crypto/signature.h"

namespace otk::cli {

/// A folder that is gone with its owner.
class PassingFolder {
  public:
    static Result<PassingFolder> create();
    PassingFolder(PassingFolder&& other) noexcept : m_path(std::exchange(other.m_path, {})) {}
    PassingFolder& operator=(PassingFolder&& other) noexcept;
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    ~PassingFolder();

    const Path& path() const { return m_path; }

  private:
    explicit PassingFolder(Path path) : m_path(std::move(path)) {}
    Path m_path;
};

/// A bundle's file that was verified and then read as a kiosk reads it.
struct OpenedBundle {
    PassingFolder folder;  ///< in which it lies meanwhile
    bundle::Bundle content;
    crypto::PublicKey key;
};

/// InvalidInput says what is wrong with the file and what to do.
Result<OpenedBundle> open_bundle_file(const Path& file, std::span<const crypto::PublicKey> trusted);

}  // namespace otk::cli
