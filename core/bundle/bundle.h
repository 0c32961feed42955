#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bundle/manifest.h"
#include "core/bundle/profile.h"
#include "core/bundle/site.h"
#include "core/form/form.h"
#include "core/text/catalogue.h"

namespace otk::bundle {

enum class Ground { Light, Dark };

/// The owner's brand on the screen (theme/theme.toml).
struct Theme {
    Ground ground = Ground::Light;
    std::optional<Bytes> emblem;  ///< a PNG; absent: the kiosk draws its neutral sign
};

/// All that a kiosk shows and a server counts by, from one folder of immutable files. Open data;
/// immutable after read_bundle, any thread may read.
struct Bundle {
    Path folder;
    Manifest manifest;
    Profile profile;
    Owner owner;
    std::vector<Place> places;
    Theme theme;
    /// By id; as compiled, with what the profile drops already taken out.
    std::map<std::string, std::shared_ptr<const form::Form>, std::less<>> forms;
    /// By language; what one lacks is Russian and stands in `warnings`.
    std::map<std::string, std::shared_ptr<const text::Catalogue>, std::less<>> texts;
    std::vector<std::string> languages;              ///< those of texts/, Russian first
    std::map<std::string, Path, std::less<>> slips;  ///< template → its file, hash verified
    std::vector<std::string> warnings;

    const Place* place(std::string_view code) const;
    /// The form that is asked at a place; never null for a place of this bundle.
    std::shared_ptr<const form::Form> form_of(const Place& place) const;
};

/// Reads a bundle's folder (docs/PROFILES.md, "The bundle") strictly: every file's SHA-256 is
/// compared with the manifest before anything in it is parsed; an unlisted file, a program older
/// than minimum_version and anything that does not fit together (checks.h) is refused with the
/// file's name.
Result<Bundle> read_bundle(const Path& folder, std::string_view program_version = OTK_VERSION);

}  // namespace otk::bundle
