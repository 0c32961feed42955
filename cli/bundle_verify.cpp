#include <ostream>

#include "cli/bundle_keys.h"
#include "cli/commands.h"
#include "cli/opened_bundle.h"
#include "core/base/format.h"
#include "core/crypto/minisign.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const std::vector<crypto::PublicKey> trusted = OTK_TRY(trusted_keys(arguments));
    const Path file = arguments.path("FILE");
    const OpenedBundle opened = OTK_TRY(open_bundle_file(file, trusted));
    console.out << format("{}: bundle {}, valid from {}, signed by {}\n", file.string(),
        opened.content.manifest.sequence, opened.content.manifest.valid_from,
        crypto::minisign_key_text(opened.key));
    return ExitCode::Ok;
}

}  // namespace

Command bundle_verify_command() {
    return {"bundle", "verify",
        "Verify a bundle file's signature, then its content as a kiosk does before it draws",
        {{OptionKind::Positional, "FILE", "The bundle's file, .otkb", true}, trusted_key_option()},
        run};
}

}  // namespace otk::cli
