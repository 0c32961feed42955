#include "server/rollout/report_desk.h"

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "server/storage/signed_by_kiosk.h"

namespace otk::rollout {

Result<HeardReport> hear_report(storage::Storage& storage, ByteView bytes) {
    const wire::KioskId id = OTK_TRY(wire::peek_bundle_report(bytes));
    const std::optional<storage::Kiosk> kiosk = OTK_TRY(storage.find_kiosk(id));
    if (!kiosk) return fail(ErrorKind::NotFound, "bundle report: no kiosk of this server");
    wire::BundleReport report =
        OTK_TRY(storage::read_signed_by(*kiosk, [bytes](const crypto::PublicKey& key) {
            return wire::decode_bundle_report(bytes, key);
        }));
    if (kiosk->is_revoked)
        return fail(ErrorKind::Permission, "bundle report: the kiosk is revoked");
    return HeardReport{*kiosk, std::move(report)};
}

Result<wire::BundleOffer> ReportDesk::receive(const HeardReport& heard) {
    const auto& [kiosk, report] = heard;
    OTK_TRY(keep(kiosk, report));
    std::optional<Rollout> rollout = OTK_TRY(m_folder.read());
    if (!rollout) return wire::BundleOffer{};
    if (rollout->halted.empty() && report.refused == rollout->bundle.name)
        OTK_TRY(halt_if_too_many(*rollout));
    return offer_for(*rollout, report, kiosk.place);
}

Result<void> ReportDesk::keep(const storage::Kiosk& kiosk, const wire::BundleReport& report) {
    const std::optional<wire::BundleReport> known = OTK_TRY(m_storage.find_bundle_report(kiosk));
    if (known == report) return {};
    const std::string day = to_text(day_of(m_clock.unix_seconds()));
    return m_storage.in_transaction(
        [&] { return m_storage.put_bundle_report(kiosk, report, day); });
}

Result<void> ReportDesk::halt_if_too_many(Rollout& rollout) {
    const std::int64_t refusals = OTK_TRY(m_storage.bundle_refusals(rollout.bundle.name));
    if (refusals <= rollout.bad_max) return {};
    log::error("a bundle is halted: too many kiosks refuse it",
        {{"bundle", log::Shown{rollout.bundle.name}}, {"kiosks", refusals}});
    rollout = OTK_TRY(m_folder.change([&](Rollout& held) {
        if (held.bundle == rollout.bundle && held.halted.empty())
            held.halted = format("{} kiosks refused it", refusals);
    }));
    return {};
}

}  // namespace otk::rollout
