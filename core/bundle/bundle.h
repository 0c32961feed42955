#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/opening.h"
#include "core/bundle/manifest.h"
#include "core/bundle/profile.h"
#include "core/bundle/site.h"
#include "core/form/form.h"
#include "core/image/png.h"
#include "core/text/catalogue.h"

namespace otk::bundle {

enum class Ground { Light, Dark };

/// The owner's emblem: a PNG of at most a megabyte, large enough to be sharp in the header and no
/// larger than any panel needs; its shape leaves room for the owner's name.
struct EmblemLimits {
    static constexpr int side_min = 64;  ///< pixels
    static constexpr int side_max = 1024;
    static constexpr int height_min = 128;
    static constexpr int width_of_height_max = 2;
    static constexpr std::size_t bytes_max = 1U << 20U;
};

/// The owner's brand on the screen (theme/theme.toml).
struct Theme {
    Ground ground = Ground::Light;
    /// Null without one, and for one that cannot be drawn (`warnings` says why): the kiosk draws
    /// its neutral sign then.
    std::shared_ptr<const image::Rgba> emblem;
};

/// All that a kiosk shows and a server counts by, from one folder of immutable files. Open data;
/// immutable after read_bundle, any thread may read.
struct Bundle {
    Path folder;
    Manifest manifest;
    Profile profile;
    Owner owner;
    std::vector<Place> places;
    schedule::Calendar calendar;  ///< empty without calendar.toml
    Theme theme;
    /// By id; as compiled, with what the profile drops already taken out.
    std::map<std::string, std::shared_ptr<const form::Form>, std::less<>> forms;
    /// By language; what one lacks is Russian and stands in `warnings`.
    std::map<std::string, std::shared_ptr<const text::Catalogue>, std::less<>> texts;
    std::vector<std::string> languages;              ///< those of texts/, Russian first
    std::map<std::string, Path, std::less<>> slips;  ///< template → its file, hash verified
    std::map<std::string, Path, std::less<>>
        pictures;  ///< a form's file name → its file, hash verified
    /// Language → sentence, letter for letter → its recording, hash verified. What is listed and
    /// not recorded is not here; what cannot be played stands in `warnings`.
    std::map<std::string, std::map<std::string, Path, std::less<>>, std::less<>> clips;
    /// keys.json as it lies there, empty without one: signed by the tenant's root key, so whoever
    /// uses it judges it.
    std::string key_list;
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
