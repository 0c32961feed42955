#include "cli/opened_bundle.h"

#include <cstdlib>

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/bundle/bundle_file.h"

namespace otk::cli {
namespace {

/// To a script a file that is not what it should be is refused, whatever is wrong with it.
Error refused(Error error) {
    if (error.kind == ErrorKind::Permission || error.kind == ErrorKind::Corrupt) {
        error.kind = ErrorKind::InvalidInput;
    }
    return error;
}

}  // namespace

Result<PassingFolder> PassingFolder::create() {
    std::error_code failed;
    const Path temporary = std::filesystem::temp_directory_path(failed);
    if (failed) return Failure(error_from_errno("find", "the temporary folder", failed.value()));
    std::string name = (temporary / "otklik-bundle-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
        return Failure(error_from_errno("make folder", name, errno));
    return PassingFolder(Path(name));
}

PassingFolder& PassingFolder::operator=(PassingFolder&& other) noexcept {
    std::swap(m_path, other.m_path);
    return *this;
}

PassingFolder::~PassingFolder() {
    if (m_path.empty()) return;
    std::error_code ignored;  // it lies in the temporary folder, which is emptied by the system too
    std::filesystem::remove_all(m_path, ignored);
}

Result<OpenedBundle> open_bundle_file(
    const Path& file, std::span<const crypto::PublicKey> trusted) {
    const Bytes bytes = OTK_TRY(read_file(file, bundle::bundle_file_bytes_max));
    const Result<bundle::VerifiedBundle> verified =
        in(file.string(), bundle::verify_bundle(bytes, trusted));
    if (!verified) return tl::make_unexpected(refused(verified.error()));
    const bundle::PackedBundle packed =
        OTK_TRY(in(file.string(), bundle::open_packed(verified->archive)));
    PassingFolder folder = OTK_TRY(PassingFolder::create());
    OTK_TRY(bundle::lay_out(packed, folder.path()));
    bundle::Bundle content = OTK_TRY(bundle::read_bundle(folder.path()));
    return OpenedBundle{std::move(folder), std::move(content), verified->key};
}

}  // namespace otk::cli
