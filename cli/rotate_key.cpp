#include <ostream>

#include "cli/commands.h"
#include "core/base/file.h"

namespace otk::cli {
namespace {

constexpr unsigned order_mode = 0640;

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path inbox = arguments.path("--inbox");
    OTK_TRY(write_durably(inbox / "identity.rotate", {}, order_mode));
    console.out
        << "киоск сделает новый ключ подписи и перейдёт на него, когда сервер его примет; ничего "
           "из собранного не теряется\n";
    return ExitCode::Ok;
}

}  // namespace

Command rotate_key_command() {
    using enum OptionKind;
    return {"", "rotate-key", "Give this kiosk a new signing key, which the old one introduces",
        {{Value, "--inbox", "The kiosk's inbox", false, "/var/lib/otklik/inbox"}}, run};
}

}  // namespace otk::cli
