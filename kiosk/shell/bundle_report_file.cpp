#include "kiosk/shell/bundle_report_file.h"

#include "core/wire/bundle_report.h"
#include "core/wire/enrolment.h"
#include "core/wire/limits.h"
#include "kiosk/writer/identity.h"

namespace otk::kiosk::shell {
namespace {

/// What was laid on the shelf by hand has no name that a server would know.
std::string name_of(const std::optional<shelf::Shelved>& shelved) {
    return shelved && wire::is_bundle_name(shelved->folder) ? shelved->folder : std::string();
}

}  // namespace

Result<void> write_bundle_report(
    const Path& state_folder, const Path& outbox_folder, const shelf::ShelfState& state) {
    const Result<Bytes> kept =
        read_file(state_folder / "enrolment.json", wire::enrolment_bytes_max);
    if (!kept && kept.error().kind == ErrorKind::NotFound) return {};
    if (!kept) return tl::make_unexpected(kept.error());
    const wire::Enrolment enrolment = OTK_TRY(wire::decode_enrolment(text_of(*kept)));
    // The writer made it before the kiosk could be enrolled.
    SystemRandom random;
    const crypto::SigningKey key = OTK_TRY(writer::open_identity(state_folder, random));
    wire::BundleReport report;
    report.kiosk = enrolment.kiosk;
    report.shown = name_of(state.current);
    report.next = name_of(state.next);
    if (state.refused) {
        report.refused = state.refused->name;
        report.why = state.refused->why;
    }
    const Bytes signed_report = wire::encode_bundle_report(report, key);
    const Path file = outbox_folder / "bundle.report";
    const Result<Bytes> lying = read_file(file, wire::bundle_report_bytes_max);
    if (lying && *lying == signed_report) return {};
    return write_durably(file, signed_report, 0640);
}

}  // namespace otk::kiosk::shell
