#include "tools/answer_rig/journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <string>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::answer_rig {
namespace {

using kiosk::writer::SaveKind;

const char* word_of(SaveKind kind) {
    switch (kind) {
        case SaveKind::Open:
            return "open";
        case SaveKind::Close:
            return "close";
        case SaveKind::Drop:
            return "drop";
    }
    OTK_UNREACHABLE();
}

}  // namespace

Result<Journal> Journal::open(const Path& path) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!file.is_open()) return tl::make_unexpected(error_from_errno("open", path, errno));
    return Journal(std::move(file));
}

Result<void> Journal::line(const std::string& text) const {
    const ssize_t written = ::write(m_file.number(), text.data(), text.size());
    if (written == static_cast<ssize_t>(text.size())) return {};
    return fail(ErrorKind::Io, "the journal cannot be written");
}

Result<void> Journal::given(std::uint64_t visit, std::uint64_t revision, SaveKind kind) const {
    return line(format("given {} {} {}\n", visit, revision, word_of(kind)));
}

Result<void> Journal::saved(std::uint64_t visit, std::uint64_t revision) const {
    return line(format("saved {} {}\n", visit, revision));
}

void Words::take(const kiosk::writer::Event& event) {
    const auto* const saved = std::get_if<kiosk::writer::Saved>(&event);
    if (saved == nullptr) return;
    const Result<void> written = m_journal.saved(saved->visit_id, saved->revision);
    const std::lock_guard lock(m_mutex);
    m_visit = saved->visit_id;
    m_revision = saved->revision;
    if (!written) m_failed = true;
    m_changed.notify_all();
}

bool Words::wait_for(std::uint64_t visit, std::uint64_t revision, std::int64_t milliseconds) {
    std::unique_lock lock(m_mutex);
    const bool told = m_changed.wait_for(lock, std::chrono::milliseconds(milliseconds),
        [&] { return m_failed || (m_visit == visit && m_revision >= revision); });
    return told && !m_failed;
}

bool Words::has_failed() const {
    const std::lock_guard lock(m_mutex);
    return m_failed;
}

}  // namespace otk::answer_rig
