#pragma once

#include <span>
#include <string>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/result.h"
#include "core/bundle/bundle_zip.h"
#include "core/bundle/manifest.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"

/// A bundle as one file, on its way to a kiosk: the four lines of a minisign signature
/// (core/crypto/minisign.h), and behind them the zip archive that they sign. Everything between
/// signing and a kiosk's acceptance is about this file; nothing of the archive is parsed before its
/// signature is verified. Without our programs:
///
///     head -n 4 F > s; tail -n +5 F > a.zip; minisign -Vm a.zip -x s -P KEY; unzip a.zip
namespace otk::bundle {

constexpr std::string_view bundle_file_ending = ".otkb";

/// A bundle's file at most; of one with ten forms and pictures it is a tenth.
constexpr std::size_t bundle_file_bytes_max = std::size_t{8} << 20U;
constexpr std::size_t unpacked_bytes_max = std::size_t{32} << 20U;

/// The unsigned archive of a bundle's folder, which is read as a kiosk reads it first
/// (read_bundle).
Result<Bytes> pack_bundle(const Path& folder);

/// A bundle's archive, taken apart and held against its own manifest.
struct PackedBundle {
    Manifest manifest;
    FileMap files;  ///< manifest.json among them
};

/// Refuses (InvalidInput, Corrupt) all that read_bundle would of a folder's files: an entry that
/// the manifest does not name or whose name is no place of a bundle, one that is missing, another
/// hash. What the files say is not looked at.
Result<PackedBundle> open_packed(ByteView archive);

/// Signs an archive; the comment names the bundle for people. InvalidInput: no bundle's archive, or
/// the file would be too large.
Result<Bytes> sign_bundle(ByteView archive, const crypto::SigningKey& key);

struct VerifiedBundle {
    crypto::PublicKey key;  ///< one of the trusted ones
    std::string comment;
    ByteView archive;    ///< of the file's bytes
    crypto::Hash256 id;  ///< SHA-256 of the archive: names exactly this content, whoever signed it
};

/// Believes only what one of the trusted keys signed. The refusals say what to do.
Result<VerifiedBundle> verify_bundle(ByteView file, std::span<const crypto::PublicKey> trusted);

/// Lays an opened archive into a folder that is not there yet; durable when it returns, files and
/// folders. On failure the folder may be there in part.
Result<void> lay_out(const PackedBundle& packed, const Path& folder);

}  // namespace otk::bundle
