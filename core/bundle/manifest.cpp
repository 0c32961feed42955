#include "core/bundle/manifest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/local_day.h"
#include "core/bundle/clips.h"
#include "core/bundle/words.h"
#include "core/crypto/hash.h"

namespace otk::bundle {
namespace {

constexpr std::string_view manifest_name = "manifest.json";

constexpr std::array<std::string_view, 7> single_files{"profile.toml", "places.toml", "owner.toml",
    "calendar.toml", "theme/theme.toml", "theme/emblem.png", "keys.json"};

/// "pictures/<file>.png", as core/form lets a form name its pictures.
bool is_picture(std::string_view path) {
    constexpr std::string_view folder = "pictures/";
    constexpr std::string_view ending = ".png";
    if (!path.starts_with(folder) || !path.ends_with(ending)) return false;
    if (path.size() <= folder.size() + ending.size()) return false;
    const std::string_view stem =
        path.substr(folder.size(), path.size() - folder.size() - ending.size());
    return stem.size() <= 60 && std::ranges::all_of(stem, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

bool is_clip(std::string_view path) {
    constexpr std::string_view folder = "clips/";
    return path.starts_with(folder) && is_clip_name(path.substr(folder.size()));
}

/// True for "<folder><code><ending>".
bool is_coded_file(std::string_view path, std::string_view folder, std::string_view ending) {
    if (!path.starts_with(folder) || !path.ends_with(ending)) return false;
    if (path.size() <= folder.size() + ending.size()) return false;
    return is_code(path.substr(folder.size(), path.size() - folder.size() - ending.size()));
}

Result<void> read_files(const Json& root, Manifest& manifest) {
    const Json* files = OTK_TRY(root.object_at("files"));
    for (const auto& [path, hash] : *files->if_object()) {
        if (!is_bundle_path(path)) {
            return fail(ErrorKind::InvalidInput, format("files: no place of a bundle: {}", path));
        }
        const std::string* text = hash.if_string();
        if (text == nullptr || !array_from_hex<32>(*text)) {
            return fail(ErrorKind::InvalidInput, format("files: {}: no SHA-256", path));
        }
        manifest.files.emplace(path, *text);
    }
    if (manifest.files.size() > BundleLimits::files_max) {
        return fail(
            ErrorKind::InvalidInput, format("files: more than {} files", BundleLimits::files_max));
    }
    return {};
}

Result<std::array<int, 3>> numbers_of(std::string_view version) {
    std::array<int, 3> numbers{};
    const char* at = version.data();
    const char* const end = at + version.size();
    for (std::size_t index = 0; index < numbers.size(); ++index) {
        const auto [next, wrong] = std::from_chars(at, end, numbers[index]);
        const bool last = index + 1 == numbers.size();
        const bool closed = last ? next == end : (next != end && *next == '.');
        if (wrong != std::errc() || numbers[index] < 0 || !closed) {
            return fail(ErrorKind::InvalidInput, "a version is written 1.2.3");
        }
        at = last ? next : next + 1;
    }
    return numbers;
}

}  // namespace

bool is_bundle_path(std::string_view path) {
    if (std::ranges::find(single_files, path) != single_files.end()) return true;
    return is_coded_file(path, "forms/", ".json") || is_coded_file(path, "texts/", ".po") ||
           is_coded_file(path, "slips/", ".json") || is_coded_file(path, "slips/", ".png") ||
           is_coded_file(path, "clips/", ".json") || is_picture(path) || is_clip(path);
}

Result<Manifest> parse_manifest(std::string_view json) {
    const JsonLimits limits{BundleLimits::manifest_bytes_max, 4, BundleLimits::files_max + 1};
    const Json root = OTK_TRY(Json::parse(json, limits));
    static constexpr std::array<std::string_view, 5> members{
        "sequence", "minimum_version", "valid_from", "groups", "files"};
    if (!root.is_object()) return fail(ErrorKind::InvalidInput, "not an object");
    for (const auto& [name, value] : *root.if_object()) {
        if (std::ranges::find(members, name) == members.end()) {
            return fail(ErrorKind::InvalidInput, format("unknown member \"{}\"", name));
        }
    }
    Manifest manifest;
    manifest.sequence = OTK_TRY(root.integer_at("sequence"));
    if (manifest.sequence < 1) return fail(ErrorKind::InvalidInput, "sequence: begins with 1");
    manifest.minimum_version = OTK_TRY(root.string_at("minimum_version"));
    OTK_TRY(in("minimum_version", numbers_of(manifest.minimum_version)));
    manifest.valid_from = OTK_TRY(root.string_at("valid_from"));
    OTK_TRY(in("valid_from", parse_day(manifest.valid_from)));
    const Json::Array* groups = OTK_TRY(root.array_at("groups"));
    for (const Json& group : *groups) {
        if (!group.is_string() || !is_code(*group.if_string())) {
            return fail(ErrorKind::InvalidInput, "groups: codes of small Latin letters");
        }
        manifest.groups.push_back(*group.if_string());
    }
    OTK_TRY(read_files(root, manifest));
    return manifest;
}

std::string write_manifest(const Manifest& manifest) {
    Json groups = Json::array();
    for (const std::string& group : manifest.groups) {
        groups.push_back(group);
    }
    Json files = Json::object();
    for (const auto& [path, hash] : manifest.files) {
        files.set(path, hash);
    }
    Json root = Json::object();
    root.set("sequence", manifest.sequence);
    root.set("minimum_version", manifest.minimum_version);
    root.set("valid_from", manifest.valid_from);
    root.set("groups", std::move(groups));
    root.set("files", std::move(files));
    return root.dump_pretty() + "\n";
}

Result<int> compare_versions(std::string_view one, std::string_view other) {
    const std::array<int, 3> left = OTK_TRY(numbers_of(one));
    const std::array<int, 3> right = OTK_TRY(numbers_of(other));
    if (left == right) return 0;
    return left < right ? -1 : 1;
}

Result<Bytes> read_listed(const Path& folder, const Manifest& manifest, std::string_view path) {
    const auto listed = manifest.files.find(path);
    if (listed == manifest.files.end()) {
        return fail(ErrorKind::NotFound, format("{}: not in the manifest", path));
    }
    Bytes bytes = OTK_TRY(read_file(folder / path, BundleLimits::file_bytes_max));
    if (to_hex(crypto::sha256(bytes)) != listed->second) {
        return fail(ErrorKind::Corrupt,
            format("{}: not the file that the manifest names: its SHA-256 differs", path));
    }
    return bytes;
}

Result<void> refuse_unlisted(const Path& folder, const Manifest& manifest) {
    std::error_code failed;
    std::filesystem::recursive_directory_iterator at(folder, failed);
    for (; !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed)) {
        const std::filesystem::file_status status = at->symlink_status(failed);
        if (failed) break;
        if (std::filesystem::is_directory(status)) continue;
        const std::string name = at->path().lexically_relative(folder).generic_string();
        const bool listed = name == manifest_name || manifest.files.contains(name);
        if (!listed || !std::filesystem::is_regular_file(status)) {
            return fail(ErrorKind::InvalidInput,
                format("{}: a file that the manifest does not name", name));
        }
    }
    if (failed) return tl::make_unexpected(error_from_errno("read folder", folder, failed.value()));
    return {};
}

}  // namespace otk::bundle
