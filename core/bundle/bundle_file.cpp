#include "core/bundle/bundle_file.h"

#include <algorithm>
#include <system_error>

#include "core/base/format.h"
#include "core/bundle/bundle.h"
#include "core/crypto/minisign.h"

namespace otk::bundle {
namespace {

constexpr std::string_view manifest_name = "manifest.json";
constexpr std::string_view zip_mark = "PK";

/// The signature's lines, and where the archive begins.
Result<std::size_t> end_of_signature(ByteView file) {
    const std::string_view head =
        text_of(file.first(std::min(file.size(), crypto::minisign_bytes_max)));
    if (head.starts_with(zip_mark)) {
        return fail(
            ErrorKind::Permission, "the bundle is not signed; sign it with: otklik bundle sign");
    }
    std::size_t end = 0;
    for (std::size_t line = 0; line < crypto::minisign_lines; ++line) {
        const std::size_t found = head.find('\n', end);
        if (found == std::string_view::npos) {
            return fail(ErrorKind::InvalidInput,
                "no bundle: its signature is missing; take the file that otklik bundle sign wrote");
        }
        end = found + 1;
    }
    return end;
}

/// The refusal of a signature, with what to do about it.
Error with_remedy(Error error) {
    switch (error.kind) {
        case ErrorKind::Permission:
            error.context += "; sign it with a key of keys.json, or bring the new keys.json first";
            return error;
        case ErrorKind::Corrupt:
        case ErrorKind::InvalidInput:
            error.context += "; copy the file again from where it was signed";
            return error;
        case ErrorKind::NotFound:
        case ErrorKind::Conflict:
        case ErrorKind::NoSpace:
        case ErrorKind::Unavailable:
        case ErrorKind::Unsupported:
        case ErrorKind::Io:
            return error;
    }
    return error;
}

Result<Manifest> manifest_in(const FileMap& files) {
    const auto found = files.find(manifest_name);
    if (found == files.end()) {
        return fail(ErrorKind::InvalidInput, "no bundle: its manifest.json is missing");
    }
    if (found->second.size() > BundleLimits::manifest_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("manifest.json: more than {} bytes", BundleLimits::manifest_bytes_max));
    }
    return in(manifest_name, parse_manifest(text_of(found->second)));
}

Result<void> check_against(const Manifest& manifest, const FileMap& files) {
    for (const auto& [path, hash] : manifest.files) {
        const auto found = files.find(path);
        if (found == files.end()) {
            return fail(ErrorKind::InvalidInput, format("{}: in the manifest and not there", path));
        }
        if (to_hex(crypto::sha256(found->second)) != hash) {
            return fail(ErrorKind::Corrupt,
                format("{}: not the file that the manifest names: its SHA-256 differs", path));
        }
    }
    for (const auto& [path, content] : files) {
        if (path != manifest_name && !manifest.files.contains(path)) {
            return fail(ErrorKind::InvalidInput, "a file that the manifest does not name");
        }
    }
    return {};
}

Result<FileMap> listed_files(const Path& folder, const Manifest& manifest, Bytes manifest_bytes) {
    FileMap files;
    files.emplace(manifest_name, std::move(manifest_bytes));
    for (const auto& [path, hash] : manifest.files)
        files.emplace(path, OTK_TRY(read_listed(folder, manifest, path)));
    return files;
}

}  // namespace

Result<Bytes> pack_bundle(const Path& folder) {
    OTK_TRY(read_bundle(folder));
    Bytes bytes = OTK_TRY(read_file(folder / manifest_name, BundleLimits::manifest_bytes_max));
    const Manifest manifest = OTK_TRY(parse_manifest(text_of(bytes)));
    const FileMap files = OTK_TRY(listed_files(folder, manifest, std::move(bytes)));
    Bytes archive = OTK_TRY(zip_of_files(files));
    OTK_TRY(open_packed(archive));
    return archive;
}

Result<PackedBundle> open_packed(ByteView archive) {
    static constexpr ZipLimits limits{
        BundleLimits::files_max + 1, BundleLimits::file_bytes_max, unpacked_bytes_max};
    PackedBundle packed;
    packed.files = OTK_TRY(files_of_zip(archive, limits));
    packed.manifest = OTK_TRY(manifest_in(packed.files));
    OTK_TRY(check_against(packed.manifest, packed.files));
    return packed;
}

Result<Bytes> sign_bundle(ByteView archive, const crypto::SigningKey& key) {
    const PackedBundle packed = OTK_TRY(open_packed(archive));
    const std::string lines = crypto::minisign(key, archive,
        format("otklik bundle {} from {}", packed.manifest.sequence, packed.manifest.valid_from));
    Bytes file(lines.begin(), lines.end());
    file.insert(file.end(), archive.begin(), archive.end());
    if (file.size() > bundle_file_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("the bundle has {} bytes, more than {}; make its pictures smaller", file.size(),
                bundle_file_bytes_max));
    }
    return file;
}

Result<VerifiedBundle> verify_bundle(ByteView file, std::span<const crypto::PublicKey> trusted) {
    if (file.size() > bundle_file_bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("no bundle: more than {} bytes", bundle_file_bytes_max));
    }
    const std::size_t end = OTK_TRY(end_of_signature(file));
    const ByteView archive = file.subspan(end);
    Result<crypto::MinisignVerdict> verdict =
        crypto::verify_minisign(text_of(file.first(end)), archive, trusted);
    if (!verdict) return tl::make_unexpected(with_remedy(std::move(verdict.error())));
    return VerifiedBundle{
        verdict->key, std::move(verdict->comment), archive, crypto::sha256(archive)};
}

Result<void> lay_out(const PackedBundle& packed, const Path& folder) {
    OTK_TRY(make_folder(folder, 0755));
    for (const auto& [path, content] : packed.files) {
        const Path file = folder / path;
        OTK_TRY(make_folder(file.parent_path(), 0755));
        OTK_TRY(write_durably(file, content, 0644));
    }
    return sync_folder(folder);
}

}  // namespace otk::bundle
