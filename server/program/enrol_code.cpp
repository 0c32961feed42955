#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/random.h"
#include "core/qr/qr_code.h"
#include "core/qr/svg.h"
#include "core/wire/ticket.h"
#include "server/keys/administrator_log.h"
#include "server/keys/enrolment_desk.h"
#include "server/keys/key_backup.h"
#include "server/keys/tenant_keys.h"
#include "server/program/commands.h"
#include "server/program/enrolment_terms.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

constexpr unsigned ticket_mode = 0600;
/// Read by a phone or a scanner from an office printer's sheet.
constexpr double module_mm = 0.9;
constexpr std::int64_t hour_s = 3600;

Result<std::string> write_ticket(const wire::Ticket& ticket, const EnrolCode& wish) {
    const std::string line = wire::ticket_line(ticket);
    if (!wish.qr.empty()) {
        const qr::QrCode code = OTK_TRY(in("--qr", qr::encode(line, qr::Level::Medium)));
        OTK_TRY(write_durably(wish.qr, bytes_of(qr::svg_of(code, module_mm)), ticket_mode));
    }
    if (wish.out.empty()) return line + "\n";
    OTK_TRY(write_durably(wish.out, bytes_of(wire::encode_ticket(ticket)), ticket_mode));
    return format("{}: for otklik enroll, once, within {} hours\n", wish.out, wish.hours);
}

Result<std::string> make_code(const config::Config& config, const EnrolCode& wish) {
    if (wish.hours < 1 || wish.hours > keys::code_hours_max) {
        return fail(ErrorKind::InvalidInput,
            format("--hours: 1 to {} expected", keys::code_hours_max));
    }
    SystemRandom random;
    const SystemClock clock;
    const Path& state_folder = config.path("server.state_folder");
    const ingest::KeyRing ring = OTK_TRY(ingest::KeyRing::open(state_folder, random));
    OTK_TRY(keys::require_backup(state_folder, ring));
    const auto tenant = OTK_TRY(keys::read_tenant_keys(state_folder));
    if (!tenant) {
        return fail(ErrorKind::Conflict,
            "no keys.json is installed, so a kiosk would not know whom to believe; first: "
            "otklik-server keys draft, sign, install");
    }
    auto storage = OTK_TRY(open_store(config));
    const auto bundle = OTK_TRY(take_bundle(config, *storage));
    OTK_TRY(check_place(wish.place, bundle));
    const wire::Ticket ticket{.url = config.text("server.public_url"),
        .root = tenant->root,
        .code = wire::EnrolmentCode::random(random),
        .tls_authority = OTK_TRY(tls_authority(config))};
    const std::int64_t now_s = clock.unix_seconds();
    const auto put = [&]() -> Result<void> {
        OTK_TRY(storage->forget_codes(now_s));
        return storage->put_code({.key = ticket.code.key().public_key(),
            .place = wish.place,
            .expires_unix_s = now_s + wish.hours * hour_s,
            .kiosk = std::nullopt,
            .answer = {}});
    };
    OTK_TRY(in("enrol-code", storage->in_transaction(put)));
    OTK_TRY(keys::note(
        state_folder, clock, format("enrol-code {} hours={}", wish.place, wish.hours)));
    return write_ticket(ticket, wish);
}

}  // namespace

ExitCode enrol_code(const config::Config& config, const EnrolCode& wish) {
    return last_word(make_code(config, wish));
}

}  // namespace otk::program
