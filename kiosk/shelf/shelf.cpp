#include "kiosk/shelf/shelf.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "core/base/format.h"
#include "core/base/log.h"
#include "core/bundle/bundle.h"

namespace otk::kiosk::shelf {
namespace {

constexpr std::string_view state_name = "shelf.json";
constexpr std::string_view current_name = "current";
constexpr std::string_view first_name = "first";
/// Not a name that the state can have.
constexpr std::string_view trial_name = "trial.new";
constexpr std::string_view link_name = "current.new";

bool is_plain_folder(const Path& path) {
    std::error_code failed;
    return std::filesystem::is_directory(std::filesystem::symlink_status(path, failed));
}

Result<void> remove_folder(const Path& folder) {
    std::error_code failed;
    std::filesystem::remove_all(folder, failed);
    if (failed) return Failure(error_from_errno("remove", folder, failed.value()));
    return {};
}

Result<void> rename_durably(const Path& from, const Path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0)
        return Failure(error_from_errno("rename", to, errno));
    return sync_folder(to.parent_path());
}

Result<ShelfState> read_state(const Path& folder) {
    const Result<Bytes> bytes = read_file(folder / state_name, shelf_state_bytes_max);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound) return ShelfState{};
    if (!bytes) return tl::make_unexpected(bytes.error());
    return parse_shelf_state(text_of(*bytes));
}

/// True if the bundle itself is at fault: no second try of the same bytes can end otherwise.
bool is_of_the_bundle(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::InvalidInput:
        case ErrorKind::Corrupt:
        case ErrorKind::Permission:
        case ErrorKind::Unsupported:
        case ErrorKind::Conflict:
            return true;
        case ErrorKind::NotFound:
        case ErrorKind::NoSpace:
        case ErrorKind::Unavailable:
        case ErrorKind::Io:
            return false;
    }
    return false;
}

/// What was said of a folder that is gone again, without that folder's name.
std::string without(std::string text, const Path& folder) {
    const std::string name = format("bundle {}: ", folder.string());
    if (const std::size_t at = text.find(name); at != std::string::npos)
        text.erase(at, name.size());
    return text;
}

}  // namespace

Result<Shelf> Shelf::open(const Path& folder, StepDone step_done) {
    if (!is_plain_folder(folder / incoming_name)) {
        return fail(ErrorKind::NotFound, format("{}: no folder incoming/", folder.string()));
    }
    Result<ShelfState> state = read_state(folder);
    if (!state) {
        log::error("what is known of bundles is lost: it begins anew", {{"error", state.error()}});
        state = ShelfState{};
    }
    Shelf shelf(folder, std::move(*state), std::move(step_done));
    shelf.sweep();
    return shelf;
}

std::optional<Path> Shelf::shown() const {
    if (!m_state.current) return std::nullopt;
    return m_folder / m_state.current->folder;
}

void Shelf::done(std::string_view step) const {
    if (m_step_done) m_step_done(step);
}

Result<void> Shelf::put(ShelfState state) {
    OTK_TRY(write_durably(m_folder / state_name, bytes_of(write_shelf_state(state))));
    m_state = std::move(state);
    done("state");
    return {};
}

/// What a killed process left behind, and bundles that nothing leads to any more.
void Shelf::sweep() const {
    std::error_code failed;
    for (std::filesystem::directory_iterator at(m_folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = at->path().filename().string();
        const auto is_kept = [&name](const std::optional<Shelved>& shelved) {
            return shelved && shelved->folder == name;
        };
        const bool is_ours = name == trial_name || name == first_name ||
                             (name.front() >= '0' && name.front() <= '9');
        const bool kept =
            is_kept(m_state.previous) || is_kept(m_state.current) || is_kept(m_state.next);
        if (!is_ours || kept || !is_plain_folder(at->path())) continue;
        if (const Result<void> removed = remove_folder(at->path()); !removed) {
            log::warning("an old bundle stays on the disk", {{"error", removed.error()}});
        }
    }
}

bool Shelf::is_due(const Day& today) const {
    if (!m_state.next) return false;
    const Result<Day> from = parse_day(m_state.next->valid_from);
    return from && *from <= today;
}

Result<void> Shelf::begin(const Day& today) {
    if (is_due(today)) {
        ShelfState turned = m_state;
        if (!turned.current && is_plain_folder(m_folder / current_name)) {
            turned.current = Shelved{std::string(first_name), 0, "1970-01-01"};
        }
        turned.previous = std::exchange(turned.current, std::exchange(turned.next, std::nullopt));
        turned.unproved_starts = 0;
        log::info("another bundle is shown from now on",
            {{"bundle", log::Shown{turned.current->folder}}});
        OTK_TRY(put(std::move(turned)));
    } else if (m_state.current && m_state.unproved_starts >= unproved_starts_max) {
        OTK_TRY(give_up_current(
            format("it was started {} times and showed no picture", unproved_starts_max)));
    }
    if (m_state.current && m_state.unproved_starts >= 0) {
        ShelfState counted = m_state;
        ++counted.unproved_starts;
        OTK_TRY(put(std::move(counted)));
    }
    OTK_TRY(point_to_current());
    sweep();
    return {};
}

Result<void> Shelf::prove() {
    if (!m_state.current || m_state.unproved_starts < 0) return {};
    ShelfState proved = m_state;
    proved.unproved_starts = -1;
    return put(std::move(proved));
}

Result<void> Shelf::give_up_current(std::string why) {
    if (!m_state.current) return {};
    log::error("the bundle before is shown again", {{"why", log::Shown{why}}});
    ShelfState back = m_state;
    back.refused = Refused{back.current->folder, std::move(why)};
    back.current = std::exchange(back.previous, std::nullopt);
    back.unproved_starts = -1;
    OTK_TRY(put(std::move(back)));
    return point_to_current();
}

/// A folder that was laid there by hand, before the first bundle came signed.
Result<void> Shelf::adopt_plain_folder() {
    const Path link = m_folder / current_name;
    if (!is_plain_folder(link)) return {};
    const Path first = m_folder / first_name;
    OTK_TRY(remove_folder(first));
    return rename_durably(link, first);
}

Result<void> Shelf::point_to_current() {
    const Path link = m_folder / current_name;
    if (!m_state.current) {
        std::error_code failed;
        const bool is_link = std::filesystem::is_symlink(link, failed);
        return is_link ? remove_durably(link) : Result<void>();
    }
    OTK_TRY(adopt_plain_folder());
    std::error_code failed;
    if (std::filesystem::read_symlink(link, failed) == Path(m_state.current->folder)) return {};
    const Path fresh = m_folder / link_name;
    OTK_TRY(remove_durably(fresh));
    if (::symlink(m_state.current->folder.c_str(), fresh.c_str()) != 0) {
        return Failure(error_from_errno("link", fresh, errno));
    }
    OTK_TRY(rename_durably(fresh, link));
    done("link");
    return {};
}

Result<Shelf::Candidate> Shelf::verified(
    ByteView file, std::span<const crypto::PublicKey> trusted) const {
    const bundle::VerifiedBundle verified = OTK_TRY(bundle::verify_bundle(file, trusted));
    Candidate candidate;
    candidate.key = verified.key.text();
    candidate.packed = OTK_TRY(bundle::open_packed(verified.archive));
    const bundle::Manifest& manifest = candidate.packed.manifest;
    candidate.shelved = {format("{}-{}", manifest.sequence, to_hex(verified.id).substr(0, 16)),
        manifest.sequence, manifest.valid_from};
    return candidate;
}

bool Shelf::is_known(const Shelved& shelved) const {
    return m_state.current == shelved || m_state.next == shelved;
}

Result<void> Shelf::refuse_older(const Candidate& candidate) const {
    const auto highest = m_state.highest.find(candidate.key);
    if (highest == m_state.highest.end()) {
        if (m_state.highest.size() < shelf_keys_max) return {};
        return fail(ErrorKind::Conflict, "signed by one key too many for this kiosk");
    }
    if (candidate.shelved.sequence > highest->second) return {};
    return fail(ErrorKind::Conflict,
        format("bundle {} is not newer than bundle {}, which was taken already; assemble it with "
               "--sequence {} or more",
            candidate.shelved.sequence, highest->second, highest->second + 1));
}

Result<void> Shelf::take(const Candidate& candidate, const Trial& trial) {
    const Path fresh = m_folder / trial_name;
    const Path place = m_folder / candidate.shelved.folder;
    OTK_TRY(remove_folder(fresh));
    OTK_TRY(bundle::lay_out(candidate.packed, fresh));
    done("laid out");
    const Result<bundle::Bundle> read = bundle::read_bundle(fresh);
    const Result<void> tried = read ? trial(fresh) : tl::make_unexpected(read.error());
    if (!tried) {
        OTK_TRY(remove_folder(fresh));
        return tl::make_unexpected(
            Error{tried.error().kind, without(tried.error().context, fresh)});
    }
    OTK_TRY(remove_folder(place));
    OTK_TRY(rename_durably(fresh, place));
    done("renamed");
    ShelfState taken = m_state;
    taken.next = candidate.shelved;
    taken.highest[candidate.key] = candidate.shelved.sequence;
    taken.refused.reset();
    log::info("a bundle waits for its day and for the visit to end",
        {{"bundle", log::Shown{candidate.shelved.folder}}});
    return put(std::move(taken));
}

Result<void> Shelf::refuse(const std::string& name, const Error& error) {
    log::warning("a bundle is refused, the one before stays",
        {{"file", log::Shown{name}}, {"error", error}});
    ShelfState refused = m_state;
    constexpr std::size_t name_letters_max = 80;
    constexpr std::size_t why_letters_max = 1000;
    refused.refused =
        Refused{name.substr(0, name_letters_max), error.context.substr(0, why_letters_max)};
    return put(std::move(refused));
}

Result<bool> Shelf::judge_one(std::span<const crypto::PublicKey> trusted, const Trial& trial) {
    const Path incoming = m_folder / incoming_name;
    const std::vector<std::string> names =
        OTK_TRY(list_files(incoming, bundle::bundle_file_ending));
    if (names.empty()) return false;
    const Path file = incoming / names.front();
    const std::string name = file.stem().string();
    const Result<void> judged = [&]() -> Result<void> {
        const Bytes bytes = OTK_TRY(read_file(file, bundle::bundle_file_bytes_max));
        const Candidate candidate = OTK_TRY(verified(bytes, trusted));
        if (is_known(candidate.shelved)) return {};
        OTK_TRY(refuse_older(candidate));
        return take(candidate, trial);
    }();
    if (!judged) {
        if (!is_of_the_bundle(judged.error().kind)) return tl::make_unexpected(judged.error());
        OTK_TRY(refuse(name, judged.error()));
    }
    OTK_TRY(remove_durably(file));
    done("removed");
    sweep();
    return true;
}

}  // namespace otk::kiosk::shelf
