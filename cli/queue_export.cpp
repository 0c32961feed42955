#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/base/stick_file.h"
#include "core/wire/batch.h"

namespace otk::cli {
namespace {

constexpr std::string_view batch_suffix = ".batch";
constexpr std::string_view void_suffix = ".void";

/// Batches, and in the place of those that are given up their voids.
Result<std::vector<std::string>> files_to_send(const Path& outbox) {
    std::vector<std::string> files = OTK_TRY(list_files(outbox, void_suffix));
    std::erase_if(files,
        [](const std::string& file) { return !wire::parse_batch_file_name(file, void_suffix); });
    const std::set<std::string> voids(files.begin(), files.end());
    const std::vector<std::string> batches = OTK_TRY(list_files(outbox, batch_suffix));
    for (const std::string& file : batches) {
        const auto name = wire::parse_batch_file_name(file, batch_suffix);
        if (!name) continue;
        const std::string end = wire::batch_stem(name->buffer, name->number).append(void_suffix);
        if (!voids.contains(end)) files.push_back(file);
    }
    return files;
}

/// The kiosk may delete a delivered batch while we copy.
Result<bool> copy_batch(const Path& from, const Path& to) {
    const Result<Bytes> body = read_file(from, wire::batch_bytes_max);
    if (!body && body.error().kind == ErrorKind::NotFound) return false;
    if (!body) return tl::make_unexpected(body.error());
    OTK_TRY(write_to_stick(to, *body));
    return true;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path folder = arguments.path("FOLDER");
    const Path outbox = arguments.path("--outbox");
    const auto files = OTK_TRY(in("the kiosk's outbox", files_to_send(outbox)));
    OTK_TRY(make_folder(folder, 0755));
    std::size_t copied = 0;
    for (const std::string& file : files) {
        const bool is_copied = OTK_TRY(copy_batch(outbox / file, folder / file));
        if (is_copied) ++copied;
    }
    console.out << format("{} batches copied to {}\n", copied, folder.string());
    if (copied > 0) {
        console.out
            << "next: otklik-server import there, then otklik queue import here; until then "
               "the kiosk keeps them\n";
    }
    return ExitCode::Ok;
}

}  // namespace

Command queue_export_command() {
    using enum OptionKind;
    return {"queue", "export", "Copy the batches that wait to a USB stick",
        {{Positional, "FOLDER", "A folder on the stick; made if it is not there", true},
            {Value, "--outbox", "The kiosk's outbox", false, "/var/lib/otklik/outbox"}},
        run};
}

}  // namespace otk::cli
