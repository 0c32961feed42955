#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bundle/bundle.h"
#include "core/crypto/signature.h"
#include "server/rollout/rollout.h"

namespace otk::rollout {

/// What an administrator asks for beside the file.
struct Publication {
    std::vector<std::string> canaries;
    int share_percent = 10;
    int bad_max = 2;
};

/// The published bundle in a server's state folder: the file as it was signed, and rollout.json.
/// The command line and the running server both change it, each under the folder's lock. One thread
/// an object.
class RolloutFolder {
  public:
    using OnSound = std::function<Result<void>(const bundle::Bundle& bundle, const Path& folder)>;

    explicit RolloutFolder(Path folder) : m_folder(std::move(folder)) {}

    /// Nothing: none was published yet.
    Result<std::optional<Rollout>> read() const;

    /// Verifies the file as a kiosk does, its content too, and begins its first wave. Permission or
    /// another refusal of core/bundle; Conflict for a bundle that is no newer than the published
    /// one, and while somebody else changes it.
    /// `on_sound` is given the bundle and its folder, which is gone afterwards, before anything is
    /// changed.
    Result<Rollout> publish(ByteView file, std::span<const crypto::PublicKey> trusted,
        const Publication& publication, const OnSound& on_sound) const;

    /// Changes it under the lock. NotFound: none was published; InvalidInput, and nothing changed,
    /// for what is over RolloutLimits.
    Result<Rollout> change(const std::function<void(Rollout&)>& change) const;

    /// The bundle's file from `at` on, at most wire::bundle_piece_bytes; NotFound for another name
    /// than the published one's, InvalidInput past its end.
    Result<std::string> piece(std::string_view name, std::size_t at);

  private:
    Result<void> write(const Rollout& rollout) const;
    Path file_of(std::string_view name) const;

    Path m_folder;
    std::string m_held_name;
    Bytes m_held;  ///< its file: many kiosks ask for pieces of one
};

}  // namespace otk::rollout
