#include <system_error>

#include "cli/bundle_keys.h"
#include "cli/commands.h"
#include "core/base/format.h"
#include "core/base/secret_line.h"
#include "core/crypto/minisign.h"

namespace otk::cli {
namespace {

Result<void> refuse_existing(const Path& file) {
    std::error_code failed;
    if (!std::filesystem::exists(file, failed)) return {};
    return fail(ErrorKind::Conflict,
        format(
            "{}: is there; a lost key cannot be made again, so name another file", file.string()));
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path secret_file = arguments.path("--out");
    const Path public_file = secret_file.string() + ".pub";
    OTK_TRY(refuse_existing(secret_file));
    OTK_TRY(refuse_existing(public_file));
    const std::string passphrase = OTK_TRY(
        read_secret_line(console.in, console.err, {.what = "passphrase", .again = " again"}));
    SystemRandom random;
    const crypto::SigningKey key = crypto::SigningKey::generate(random);
    const std::string sealed = OTK_TRY(seal_bundle_key(key, passphrase, random));
    const std::string text = crypto::minisign_key_text(key.public_key());
    OTK_TRY(write_durably(secret_file, bytes_of(sealed), 0600));
    OTK_TRY(write_durably(public_file,
        bytes_of(format("untrusted comment: signs bundles of Otklik\n{}\n", text)), 0644));
    console.out << format(
        "{}: keep it away from every server and kiosk\n{}: for keys.json and "
        "minisign -P: {}, in hexadecimal {}\n",
        secret_file.string(), public_file.string(), text, key.public_key().text());
    return ExitCode::Ok;
}

}  // namespace

Command bundle_new_key_command() {
    return {"bundle", "new-key", "Make a key that signs bundles, sealed by a passphrase",
        {{OptionKind::Value, "--out",
            "File for the sealed key; its public half is laid beside it as FILE.pub", true}},
        run};
}

}  // namespace otk::cli
