#include "server/rollout/rollout_folder.h"

#include <algorithm>
#include <system_error>

#include "core/base/folder_lock.h"
#include "core/base/format.h"
#include "core/bundle/bundle_file.h"

namespace otk::rollout {
namespace {

constexpr std::string_view rollout_name = "rollout.json";
constexpr std::string_view trial_name = "trial.new";

static_assert(bundle::bundle_file_bytes_max == wire::bundle_transfer_bytes_max);

std::int64_t sequence_in(std::string_view name) {
    std::int64_t sequence = 0;
    for (const char digit : name.substr(0, name.find('-')))
        sequence = sequence * 10 + (digit - '0');
    return sequence;
}

Result<void> remove_folder(const Path& folder) {
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    if (failed) return Failure(error_from_errno("remove", folder, failed.value()));
    return {};
}

Result<void> look_at(const bundle::PackedBundle& packed, const Path& folder,
    const RolloutFolder::OnSound& on_sound) {
    OTK_TRY(bundle::lay_out(packed, folder));
    const bundle::Bundle bundle = OTK_TRY(bundle::read_bundle(folder));
    return on_sound(bundle, folder);
}

/// All that a kiosk looks at before it draws.
Result<void> check_content(const bundle::PackedBundle& packed, const Path& folder,
    const RolloutFolder::OnSound& on_sound) {
    OTK_TRY(remove_folder(folder));
    Result<void> looked = look_at(packed, folder, on_sound);
    OTK_TRY(remove_folder(folder));
    return looked;
}

}  // namespace

Path RolloutFolder::file_of(std::string_view name) const {
    return m_folder / format("{}{}", name, bundle::bundle_file_ending);
}

Result<std::optional<Rollout>> RolloutFolder::read() const {
    const Path path = m_folder / rollout_name;
    const Result<Bytes> bytes = read_file(path, RolloutLimits::text_bytes_max);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) return std::optional<Rollout>();
    if (!bytes) return tl::make_unexpected(bytes.error());
    return std::optional(OTK_TRY(in(path.string(), decode_rollout(text_of(*bytes)))));
}

Result<void> RolloutFolder::write(const Rollout& rollout) const {
    const std::string text = encode_rollout(rollout);
    // What is over a limit could be written and never be read again.
    OTK_TRY(decode_rollout(text));
    return write_durably(m_folder / rollout_name, bytes_of(text), 0600);
}

Result<Rollout> RolloutFolder::publish(ByteView file, std::span<const crypto::PublicKey> trusted,
    const Publication& publication, const OnSound& on_sound) const {
    const bundle::VerifiedBundle verified = OTK_TRY(bundle::verify_bundle(file, trusted));
    const bundle::PackedBundle packed = OTK_TRY(bundle::open_packed(verified.archive));
    OTK_TRY(make_folder(m_folder, 0700));
    const Descriptor lock = OTK_TRY(lock_folder(m_folder));
    const std::optional<Rollout> before = OTK_TRY(read());
    if (before && sequence_in(before->bundle.name) >= packed.manifest.sequence) {
        return fail(ErrorKind::Conflict,
            format(
                "bundle {} is not newer than the published {}; assemble it with --sequence {} or "
                "more",
                packed.manifest.sequence, before->bundle.name,
                sequence_in(before->bundle.name) + 1));
    }
    OTK_TRY(check_content(packed, m_folder / trial_name, on_sound));
    Rollout rollout;
    rollout.bundle = {wire::bundle_name(packed.manifest.sequence, verified.id), file.size()};
    rollout.groups = packed.manifest.groups;
    rollout.canaries = publication.canaries;
    rollout.share_percent = publication.share_percent;
    rollout.bad_max = publication.bad_max;
    if (rollout.canaries.empty()) rollout.wave = Wave::Share;
    OTK_TRY(write_durably(file_of(rollout.bundle.name), file, 0600));
    OTK_TRY(write(rollout));
    if (before) OTK_TRY(remove_durably(file_of(before->bundle.name)));
    return rollout;
}

Result<Rollout> RolloutFolder::change(const std::function<void(Rollout&)>& change) const {
    const Path path = m_folder / rollout_name;
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        return fail(ErrorKind::NotFound,
            "no bundle is published; begin with: otklik-server bundle publish FILE");
    }
    const Descriptor lock = OTK_TRY(lock_folder(m_folder));
    std::optional<Rollout> rollout = OTK_TRY(read());
    if (!rollout) return fail(ErrorKind::NotFound, "no bundle is published");
    change(*rollout);
    OTK_TRY(write(*rollout));
    return std::move(*rollout);
}

Result<std::string> RolloutFolder::piece(std::string_view name, std::size_t at) {
    const std::optional<Rollout> rollout = OTK_TRY(read());
    if (!rollout || rollout->bundle.name != name)
        return fail(ErrorKind::NotFound, "that bundle is not published");
    if (m_held_name != name) {
        m_held = OTK_TRY(read_file(file_of(name), bundle::bundle_file_bytes_max));
        m_held_name = name;
    }
    if (at >= m_held.size()) return fail(ErrorKind::InvalidInput, "past the bundle's end");
    const ByteView left = ByteView(m_held).subspan(at);
    return std::string(text_of(left.first(std::min(left.size(), wire::bundle_piece_bytes))));
}

}  // namespace otk::rollout
