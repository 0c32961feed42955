#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "server/keys/administrator_log.h"
#include "server/program/commands.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

Result<std::string> revoke(const config::Config& config, const RevokeKiosk& wish) {
    const auto id = OTK_TRY(in("KIOSK", wire::KioskId::from_text(wish.id)));
    auto storage = OTK_TRY(open_store(config));
    const SystemClock clock;
    const std::string day = wish.undo ? std::string() : to_text(day_of(clock.unix_seconds()));
    bool is_known = false;
    const auto set = [&]() -> Result<void> {
        is_known = OTK_TRY(storage->set_revoked(id, day));
        return {};
    };
    OTK_TRY(in("revoke-kiosk", storage->in_transaction(set)));
    if (!is_known) return fail(ErrorKind::InvalidInput, "KIOSK: no kiosk with this id");
    OTK_TRY(keys::note(config.path("server.state_folder"), clock,
        format("revoke-kiosk kiosk={}{}", id.text(), wish.undo ? " undone" : "")));
    if (wish.undo) return std::string("its answers are taken again, also those that it kept\n");
    return std::string("nothing of it is taken from now on; what it holds stays on it\n");
}

}  // namespace

ExitCode revoke_kiosk(const config::Config& config, const RevokeKiosk& wish) {
    return last_word(revoke(config, wish));
}

}  // namespace otk::program
