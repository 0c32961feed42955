#pragma once

#include <string>
#include <string_view>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "server/ingest/key_ring.h"

namespace otk::keys {

/// The first line of a backup of a server's keys.
constexpr std::string_view backup_title = "otklik server keys 1";

/// All secrets of a server as one text, sealed under a passphrase: for a file and for paper. Opened
/// again before it is given back. InvalidInput for a passphrase that is too short.
Result<std::string> seal_keys(
    const ingest::KeyRing& keys, std::string_view passphrase, Random& random);

/// The text as a QR symbol in an SVG file, some 6 cm wide for usual keys: any reader of QR codes
/// gives the text of the backup's file again.
Result<std::string> paper_of(std::string_view sealed);

/// Makes the key files in a state folder. InvalidInput for a text that is no backup, Permission for
/// another passphrase, Conflict if another key lies there: nothing is ever overwritten.
Result<void> restore_keys(
    const Path& state_folder, std::string_view sealed, std::string_view passphrase);

/// Remembers that these keys lie in a backup.
Result<void> take_as_backed_up(const Path& state_folder, const ingest::KeyRing& keys);

/// Conflict, with the remedy, unless exactly these keys lie in a backup. What kiosks seal can be
/// opened with them only: nothing may be sealed to a key that one broken disk takes away.
Result<void> require_backup(const Path& state_folder, const ingest::KeyRing& keys);

}  // namespace otk::keys
