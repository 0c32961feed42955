#pragma once

#include <map>
#include <string>

#include "core/base/file.h"
#include "core/bundle/bundle.h"

namespace otk::bundle {

/// A bundle before it lies in a folder: path → content (is_bundle_path), and the manifest without
/// its list of files.
struct BundleDraft {
    Manifest manifest;
    std::map<std::string, Bytes> files;
};

/// Writes the bundle beside `folder`, reads it back with read_bundle and only then puts it in the
/// place of what was there: a folder that fails leaves the old one untouched. Refuses (Conflict) a
/// folder that is there and holds no bundle. Returns the bundle as read.
Result<Bundle> write_bundle(const BundleDraft& draft, const Path& folder);

/// The sequence after that of the bundle in this folder; 1 if there is none.
Result<std::int64_t> next_sequence(const Path& folder);

}  // namespace otk::bundle
