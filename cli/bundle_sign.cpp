#include <array>
#include <ostream>

#include "cli/bundle_keys.h"
#include "cli/commands.h"
#include "core/base/format.h"
#include "core/bundle/bundle_file.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    if (!out.string().ends_with(bundle::bundle_file_ending)) {
        return fail(ErrorKind::InvalidInput,
            format("--out: a file that ends in {} expected", bundle::bundle_file_ending));
    }
    const Bytes archive = OTK_TRY(read_file(arguments.path("FILE"), bundle::bundle_file_bytes_max));
    const crypto::SigningKey key = OTK_TRY(open_bundle_key(arguments.path("--key"), console));
    const Bytes file = OTK_TRY(bundle::sign_bundle(archive, key));
    OTK_TRY(write_durably(out, file, 0644));
    const bundle::VerifiedBundle verified =
        OTK_TRY(bundle::verify_bundle(file, std::array{key.public_key()}));
    console.out << format("{}: {}, {} bytes\n", out.string(), verified.comment, file.size());
    return ExitCode::Ok;
}

}  // namespace

Command bundle_sign_command() {
    return {"bundle", "sign",
        "Sign an archive of otklik bundle build; best on a computer without a network",
        {{OptionKind::Positional, "FILE", "The archive", true},
            {OptionKind::Value, "--key", "The sealed key; its passphrase is asked for", true},
            {OptionKind::Value, "--out", "The bundle's file, .otkb: this is what kiosks take",
                true}},
        run};
}

}  // namespace otk::cli
