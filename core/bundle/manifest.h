#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::bundle {

struct BundleLimits {
    static constexpr std::size_t files_max = 200;
    static constexpr std::size_t file_bytes_max = 4U << 20U;
    static constexpr std::size_t manifest_bytes_max = 256U << 10U;
};

/// What lies in a bundle and from when it may be shown (manifest.json).
struct Manifest {
    std::int64_t sequence = 1;                              ///< grows with each bundle of an owner
    std::string minimum_version;                            ///< of the program: "0.1.0"
    std::string valid_from;                                 ///< a day: "2026-01-01"
    std::vector<std::string> groups;                        ///< audience groups of kiosks: "all"
    std::map<std::string, std::string, std::less<>> files;  ///< path → SHA-256, 64 hex digits
};

/// Refuses unknown and missing members, paths that are no place of a bundle (is_bundle_path),
/// hashes that are none, and more files than files_max.
Result<Manifest> parse_manifest(std::string_view json);
std::string write_manifest(const Manifest& manifest);

/// True for the paths that a bundle may hold: forms/<id>.json, texts/<language>.po,
/// theme/theme.toml, theme/emblem.png, slips/<template>.json, pictures/<file>.png, clips/<language>.json,
/// clips/<file>.wav, profile.toml, places.toml, owner.toml, calendar.toml, keys.json.
bool is_bundle_path(std::string_view path);

/// -1, 0, 1: versions of the form 1.2.3, number by number; InvalidInput for anything else.
Result<int> compare_versions(std::string_view one, std::string_view other);

/// Reads a file of the bundle and compares its hash with the manifest's: Corrupt if it differs,
/// NotFound if the manifest does not name it.
Result<Bytes> read_listed(const Path& folder, const Manifest& manifest, std::string_view path);

/// Refuses a folder that holds a file (or link, or device) which the manifest does not name.
Result<void> refuse_unlisted(const Path& folder, const Manifest& manifest);

}  // namespace otk::bundle
