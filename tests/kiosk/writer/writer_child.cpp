#include <unistd.h>

#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include "core/base/format.h"
#include "kiosk/writer/writer.h"

/// A kiosk without a screen, to be killed: `otk_writer_child FOLDER RUN VISITS`. Each visit saves three
/// revisions; each Saved is told on standard output, one write a line, after it was announced.
using namespace otk;
using namespace otk::kiosk::writer;

namespace {

std::mutex mutex;
std::condition_variable changed;
std::uint64_t saved_visit = 0;

void tell(const Event& event) {
    const auto* saved = std::get_if<Saved>(&event);
    if (saved == nullptr) return;
    const std::string line = format("{} {}\n", saved->visit_id, saved->revision);
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(2);
    const std::lock_guard lock(mutex);
    if (saved->revision == 3) saved_visit = saved->visit_id;
    changed.notify_one();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    const Path folder = argv[1];
    const std::string run = argv[2];
    const auto visits = static_cast<std::uint64_t>(std::strtoull(argv[3], nullptr, 10));
    auto writer = Writer::start({.state_folder = folder / "state",
                                    .outbox_folder = folder / "outbox",
                                    .inbox_folder = folder / "inbox",
                                    .freeze = Freeze::AtOnce},
        tell);
    for (std::uint64_t visit = 1; visit <= visits; ++visit) {
        for (std::uint64_t revision = 1; revision <= 3; ++revision) {
            writer->save(visit, revision,
                {.form_id = "reception",
                    .form_version = "1",
                    .place = "reception-7",
                    .channel = "kiosk",
                    .language = "ru",
                    .layout = 1,
                    .day = {},
                    .partial = revision < 3,
                    .asked = {"mark", "comment"},
                    .answers = {{"mark", std::to_string(revision)},
                        {"comment", format("{}/{}", run, visit)}}},
                revision < 3 ? SaveKind::Open : SaveKind::Close);
        }
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return saved_visit == visit; });
    }
    return writer->stop() ? 0 : 1;
}
