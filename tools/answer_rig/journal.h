#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/writer/writer.h"

namespace otk::answer_rig {

/// What visitors gave and what they were told, kept on another disk than the kiosk's: the oracle. A
/// line is one write(2), so that a kill leaves whole lines:
///   given VISIT REVISION open|close|drop     before the writer is asked
///   saved VISIT REVISION                     when it said so: «recorded», "thank you"
/// Any thread.
class Journal {
  public:
    /// Appends to the file.
    static Result<Journal> open(const Path& path);
    Journal(Journal&& other) noexcept : m_file(std::move(other.m_file)) {}

    Result<void> given(
        std::uint64_t visit, std::uint64_t revision, kiosk::writer::SaveKind kind) const;
    Result<void> saved(std::uint64_t visit, std::uint64_t revision) const;

  private:
    explicit Journal(Descriptor file) : m_file(std::move(file)) {}
    Result<void> line(const std::string& text) const;

    Descriptor m_file;
};

/// What the writer's thread tells, for a visitor who waits for it.
class Words {
  public:
    explicit Words(const Journal& journal) : m_journal(journal) {}

    /// For Writer::start.
    void take(const kiosk::writer::Event& event);
    /// True when that revision of the visit (or a later one) is recorded; false after so many
    /// milliseconds, or if the journal failed.
    bool wait_for(std::uint64_t visit, std::uint64_t revision, std::int64_t milliseconds);
    /// The journal could not be written: nothing that is seen then proves anything.
    bool has_failed() const;

  private:
    const Journal& m_journal;
    mutable std::mutex m_mutex;  ///< guards what follows
    std::condition_variable m_changed;
    std::uint64_t m_visit = 0;
    std::uint64_t m_revision = 0;
    bool m_failed = false;
};

}  // namespace otk::answer_rig
