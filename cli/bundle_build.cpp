#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/bundle/bundle_file.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const Bytes archive = OTK_TRY(bundle::pack_bundle(arguments.path("DIR")));
    OTK_TRY(write_durably(out, archive, 0644));
    const bundle::PackedBundle packed = OTK_TRY(bundle::open_packed(archive));
    console.out << format("{}: bundle {}, {} files, {} bytes; sign it with: otklik bundle sign\n",
        out.string(), packed.manifest.sequence, packed.manifest.files.size(), archive.size());
    return ExitCode::Ok;
}

}  // namespace

Command bundle_build_command() {
    return {"bundle", "build", "Pack a bundle's folder into one archive, to be signed",
        {{OptionKind::Positional, "DIR", "The folder that otklik bundle assemble made", true},
            {OptionKind::Value, "--out", "The archive, .zip", true}},
        run};
}

}  // namespace otk::cli
