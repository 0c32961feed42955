#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/wire/enrolment.h"
#include "server/ingest/key_ring.h"
#include "server/keys/administrator_log.h"
#include "server/keys/key_backup.h"
#include "server/keys/tenant_keys.h"
#include "server/program/commands.h"
#include "server/program/enrolment_terms.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

constexpr unsigned enrolment_mode = 0640;
constexpr std::size_t key_text_bytes_max = 256;

Result<crypto::PublicKey> read_key(const std::string& key) {
    auto typed = crypto::PublicKey::from_text(key);
    if (typed) return typed;
    const auto file = read_file(key, key_text_bytes_max);
    if (!file)
        return fail(ErrorKind::InvalidInput, "PUBKEY: neither 64 hexadecimal digits nor a file");
    std::string_view line = text_of(*file);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r'))
        line.remove_suffix(1);
    return in("PUBKEY", crypto::PublicKey::from_text(line));
}

/// By the tenant's root, if one is installed; else by this server's keys, which then stay for ever.
wire::Enrolment enrolment_of(const wire::Registration& registration,
    const std::optional<keys::TenantKeys>& tenant, const ingest::KeyRing& keys) {
    if (tenant) {
        return wire::make_enrolment(registration,
            {.root = tenant->root, .document = tenant->document, .list = tenant->list});
    }
    return {.url = registration.url,
        .kiosk = registration.kiosk,
        .place = registration.place,
        .server_key_id = keys.box_key_id(),
        .server_key = keys.box_public_key(),
        .receipt_keys = {keys.receipt_key().public_key()},
        .tls_authority = registration.tls_authority};
}

Result<void> enrol(const config::Config& config, const AddKiosk& wish) {
    const crypto::PublicKey key = OTK_TRY(read_key(wish.key));
    const std::string authority = OTK_TRY(tls_authority(config));
    SystemRandom random;
    const Path& state_folder = config.path("server.state_folder");
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(state_folder, random));
    OTK_TRY(keys::require_backup(state_folder, keys));
    auto storage = OTK_TRY(open_store(config));
    const auto bundle = OTK_TRY(take_bundle(config, *storage));
    OTK_TRY(check_place(wish.place, bundle));
    storage::Kiosk kiosk{
        .number = 0, .id = wire::KioskId::random(random), .key = key, .place = wish.place};
    const SystemClock clock;
    const auto put = [&]() -> Result<void> {
        kiosk = OTK_TRY(storage->put_kiosk(kiosk, to_text(day_of(clock.unix_seconds()))));
        return {};
    };
    OTK_TRY(in("add kiosk", storage->in_transaction(put)));
    OTK_TRY(keys::note(
        state_folder, clock, format("add-kiosk {} kiosk={}", wish.place, kiosk.id.text())));
    const wire::Registration registration{.url = config.text("server.public_url"),
        .kiosk = kiosk.id,
        .place = wish.place,
        .tls_authority = authority};
    const auto tenant = OTK_TRY(keys::read_tenant_keys(state_folder));
    return write_out(wire::encode_enrolment(enrolment_of(registration, tenant, keys)),
        wish.out.string(), enrolment_mode);
}

}  // namespace

ExitCode add_kiosk(const config::Config& config, const AddKiosk& wish) {
    const auto enrolled = enrol(config, wish);
    if (enrolled) return ExitCode::Ok;
    log::error("the kiosk is not added", {{"error", enrolled.error()}});
    const ErrorKind kind = enrolled.error().kind;
    const bool is_refused = kind == ErrorKind::InvalidInput || kind == ErrorKind::Conflict;
    return is_refused ? ExitCode::Refused : ExitCode::Failed;
}

}  // namespace otk::program
