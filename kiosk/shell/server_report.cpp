#include "kiosk/shell/server_report.h"

#include "core/base/assert.h"
#include "core/wire/enrolment.h"
#include "core/wire/limits.h"
#include "kiosk/writer/identity.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::int64_t take_again_ms = std::int64_t{24} * 60 * 60 * 1000;
constexpr std::int64_t look_again_ms = 60'000;

wire::Disk disk_of(writer::Room room) {
    switch (room) {
        case writer::Room::Fine:
            return wire::Disk::Fine;
        case writer::Room::Low:
            return wire::Disk::Low;
        case writer::Room::None:
            return wire::Disk::None;
    }
    OTK_UNREACHABLE();
}

}  // namespace

/// While nobody can tell the keys they are looked for again: nothing that a visitor does ends that.
void ServerReport::take_from_writer(const writer::Status& status) {
    const std::int64_t now_ms = m_clock.monotonic_ms();
    const bool is_due = !m_taken_ms || now_ms - *m_taken_ms >= take_again_ms;
    if (is_due) {
        m_taken_ms = now_ms;
        m_disk = disk_of(status.storage.room);
    }
    const bool has_newer_list = status.server_keys.sequence != m_keys.sequence;
    if (is_due || has_newer_list || m_keys.needed.empty()) m_keys = status.server_keys;
}

Result<void> ServerReport::tell(const BundleStatus& bundles, const writer::Status& writer) {
    if (writer.starting || !writer.enrolled) return {};
    take_from_writer(writer);
    wire::BundleReport report{.kiosk = {},
        .shown = bundles.shown,
        .next = wire::is_bundle_name(bundles.next) ? bundles.next : std::string(),
        .refused = bundles.refused,
        .why = bundles.refused_why,
        .keys_sequence = m_keys.sequence,
        .keys_needed = m_keys.needed,
        .disk = m_disk};
    const std::int64_t now_ms = m_clock.monotonic_ms();
    if (m_told == report && now_ms - m_looked_ms < look_again_ms) return {};
    OTK_TRY(write(report));
    m_told = std::move(report);
    m_looked_ms = now_ms;
    return {};
}

Result<void> ServerReport::write(wire::BundleReport report) {
    const Bytes kept =
        OTK_TRY(read_file(m_state_folder / "enrolment.json", wire::enrolment_bytes_max));
    const wire::Enrolment enrolment = OTK_TRY(wire::decode_enrolment(text_of(kept)));
    report.kiosk = enrolment.kiosk;
    // The writer made it before the kiosk could be enrolled.
    SystemRandom random;
    const crypto::SigningKey key = OTK_TRY(writer::open_identity(m_state_folder, random));
    const Bytes signed_report = wire::encode_bundle_report(report, key);
    const Path file = m_outbox_folder / "bundle.report";
    const Result<Bytes> lying = read_file(file, wire::bundle_report_bytes_max);
    if (lying && *lying == signed_report) return {};
    return write_durably(file, signed_report, 0640);
}

}  // namespace otk::kiosk::shell
