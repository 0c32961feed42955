#include "core/bundle/bundle_writer.h"

#include <system_error>

#include "core/base/format.h"
#include "core/crypto/hash.h"

namespace otk::bundle {
namespace {

/// A name beside the folder: "current" → "current.new". Works for "out/" too.
Path beside(const Path& folder, std::string_view ending) {
    const Path plain = folder.has_filename() ? folder : folder.parent_path();
    return plain.parent_path() / (plain.filename().string() + std::string(ending));
}

Result<void> remove_folder(const Path& folder) {
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    if (failed) return tl::make_unexpected(error_from_errno("remove", folder, failed.value()));
    return {};
}

Result<void> rename_folder(const Path& from, const Path& to) {
    std::error_code failed;
    std::filesystem::rename(from, to, failed);
    if (failed) return tl::make_unexpected(error_from_errno("rename to", to, failed.value()));
    return {};
}

bool is_there(const Path& path) {
    std::error_code failed;
    return std::filesystem::exists(path, failed);
}

Result<void> refuse_foreign_folder(const Path& folder) {
    if (!is_there(folder) || is_there(folder / "manifest.json")) return {};
    std::error_code failed;
    if (std::filesystem::is_empty(folder, failed)) return {};
    return fail(ErrorKind::Conflict,
        format("{}: is there and is no bundle; name another folder", folder.string()));
}

Result<void> write_files(const BundleDraft& draft, const Path& folder) {
    Manifest manifest = draft.manifest;
    manifest.files.clear();
    for (const auto& [path, content] : draft.files) {
        if (!is_bundle_path(path)) {
            return fail(ErrorKind::InvalidInput, format("{}: no place of a bundle", path));
        }
        const Path file = folder / path;
        OTK_TRY(make_folder(file.parent_path()));
        OTK_TRY(write_durably(file, content));
        manifest.files.emplace(path, to_hex(crypto::sha256(content)));
    }
    return write_durably(folder / "manifest.json", bytes_of(write_manifest(manifest)));
}

}  // namespace

Result<Bundle> write_bundle(const BundleDraft& draft, const Path& folder) {
    OTK_TRY(refuse_foreign_folder(folder));
    const Path fresh = beside(folder, ".new");
    const Path old = beside(folder, ".old");
    OTK_TRY(remove_folder(fresh));
    OTK_TRY(make_folder(fresh));
    OTK_TRY(write_files(draft, fresh));
    if (const Result<Bundle> tried = read_bundle(fresh); !tried) {
        OTK_TRY(remove_folder(fresh));
        return tl::make_unexpected(tried.error());
    }
    OTK_TRY(remove_folder(old));
    if (is_there(folder)) OTK_TRY(rename_folder(folder, old));
    OTK_TRY(rename_folder(fresh, folder));
    OTK_TRY(remove_folder(old));
    return read_bundle(folder);
}

Result<std::int64_t> next_sequence(const Path& folder) {
    const Path path = folder / "manifest.json";
    if (!is_there(path)) return 1;
    const Bytes bytes = OTK_TRY(read_file(path, BundleLimits::manifest_bytes_max));
    const Manifest manifest = OTK_TRY(in(path.string(), parse_manifest(text_of(bytes))));
    return manifest.sequence + 1;
}

}  // namespace otk::bundle
