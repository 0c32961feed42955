#include "drivers/spool/staff_spool.h"

#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/database/database.h"

namespace otk::spool {
namespace {

using database::Database;
using database::Migration;
using database::Statement;

constexpr std::array migrations{
    Migration{R"(
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            slip TEXT NOT NULL,
            copies INTEGER NOT NULL CHECK (copies > 0),
            printed INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            unknown INTEGER NOT NULL DEFAULT 0,
            in_flight INTEGER NOT NULL DEFAULT 0 CHECK (in_flight IN (0, 1)),
            paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
            cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
            CHECK (printed + failed + unknown + in_flight <= copies)
        ) STRICT;
        -- Finished jobs are many, open ones few: only these are looked through.
        CREATE INDEX job_open ON job (id)
            WHERE cancelled = 0 AND printed + failed + unknown < copies;
    )"},
};

constexpr std::string_view kept_finished_jobs = "1000";
constexpr std::string_view is_open = "cancelled = 0 AND printed + failed + unknown < copies";
constexpr std::string_view columns =
    "id, slip, copies, printed, failed, unknown, in_flight, paused, cancelled";

Job job_in(const Statement& row) {
    const auto count = [&row](int column) { return static_cast<int>(row.integer(column)); };
    return {row.integer(0), std::string(row.text(1)), count(2), count(3), count(4), count(5),
        count(6) != 0, count(7) != 0, count(8) != 0};
}

std::string_view settled_column(port::Fate fate) {
    switch (fate) {
        case port::Fate::Printed:
            return ", printed = printed + 1";
        case port::Fate::Unknown:
            return ", unknown = unknown + 1";
        case port::Fate::NotStarted:
            return "";
    }
    OTK_UNREACHABLE();
}

}  // namespace

struct StaffSpool::Store {
    /// What waits, known without looking through all open jobs.
    struct Counts {
        std::int64_t jobs = 0;
        std::int64_t slips = 0;
    };

    Database database;
    std::optional<Counts> counts = std::nullopt;  ///< empty: to be counted anew

    Result<void> run(std::string_view sql, std::initializer_list<database::Value> values = {}) {
        Statement statement = OTK_TRY(database.prepare(sql));
        return statement.run(values);
    }

    /// After a change whose way to the disk failed, nobody knows the counts but the database.
    Result<void> change(std::string_view sql, std::initializer_list<database::Value> values) {
        Result<void> changed = run(sql, values);
        if (!changed) counts.reset();
        return changed;
    }

    Result<Counts*> waiting() {
        if (!counts) {
            Statement statement = OTK_TRY(database.prepare(
                format("SELECT count(*), coalesce(sum(copies - printed - failed - unknown), 0) "
                       "FROM job WHERE {}",
                    is_open)));
            OTK_ASSERT(OTK_TRY(statement.first()));
            counts = Counts{statement.integer(0), statement.integer(1)};
        }
        return &*counts;
    }

    Result<std::optional<Job>> job(
        std::string_view rest, std::initializer_list<database::Value> values) {
        Statement statement =
            OTK_TRY(database.prepare(format("SELECT {} FROM job {}", columns, rest)));
        if (!OTK_TRY(statement.first(values))) return std::optional<Job>();
        return std::optional(job_in(statement));
    }
};

StaffSpool::StaffSpool(std::unique_ptr<Store> store) : m_store(std::move(store)) {}
StaffSpool::StaffSpool(StaffSpool&&) noexcept = default;
StaffSpool& StaffSpool::operator=(StaffSpool&&) noexcept = default;
StaffSpool::~StaffSpool() = default;

Result<StaffSpool> StaffSpool::open(const Path& file) {
    auto store = std::make_unique<Store>(Store{OTK_TRY(in("spool", Database::open(file)))});
    OTK_TRY(in("spool", store->database.migrate(migrations)));
    // Nobody else owns the printer, so what is in flight now was in flight when we ended.
    OTK_TRY(in("spool",
        store->run("UPDATE job SET in_flight = 0, unknown = unknown + 1 WHERE in_flight = 1")));
    // Nobody looks at what was printed a year ago; the ids stay unique (AUTOINCREMENT).
    OTK_TRY(in("spool", store->run(format("DELETE FROM job WHERE NOT ({}) AND id <= "
                                          "(SELECT max(id) FROM job) - {}",
                            is_open, kept_finished_jobs))));
    return StaffSpool(std::move(store));
}

Result<std::int64_t> StaffSpool::add(std::string_view order, int copies) {
    OTK_ASSERT(copies > 0 && copies <= copies_max);
    Store::Counts* const waiting = OTK_TRY(m_store->waiting());
    if (waiting->jobs >= jobs_open_max) return fail(ErrorKind::Unavailable, "too many jobs wait");
    OTK_TRY(m_store->change(
        "INSERT INTO job (slip, copies) VALUES (?1, ?2)", {order, std::int64_t{copies}}));
    ++waiting->jobs;
    waiting->slips += copies;
    return m_store->database.last_row_id();
}

Result<std::optional<Job>> StaffSpool::next() {
    return m_store->job(
        format("WHERE {} AND paused = 0 AND in_flight = 0 ORDER BY id LIMIT 1", is_open), {});
}

Result<void> StaffSpool::begin_slip(std::int64_t job) {
    OTK_TRY(m_store->run("UPDATE job SET in_flight = 1 WHERE id = ?1 AND in_flight = 0", {job}));
    // Only after a COMMIT that failed without saying whether it holds.
    if (m_store->database.changes() != 1)
        return fail(ErrorKind::Conflict, "a slip is in flight already");
    return {};
}

Result<void> StaffSpool::end_slip(std::int64_t job, port::Fate fate) {
    // Without a slip in flight there is nothing to do: a COMMIT whose failure was reported may hold
    // all the same, and the caller tries again.
    OTK_TRY(m_store->change(format("UPDATE job SET in_flight = 0{} WHERE id = ?1 AND in_flight = 1",
                                settled_column(fate)),
        {job}));
    const bool is_settled = m_store->database.changes() == 1 && fate != port::Fate::NotStarted;
    if (is_settled && m_store->counts) {
        const auto found = OTK_TRY(find(job));
        // A cancelled job's slips waited no longer.
        if (found && !found->cancelled) {
            --m_store->counts->slips;
            m_store->counts->jobs -= found->settled() == found->copies ? 1 : 0;
        }
    }
    return {};
}

Result<void> StaffSpool::fail_rest(std::int64_t job) {
    m_store->counts.reset();
    return m_store->run(
        "UPDATE job SET failed = copies - printed - unknown WHERE id = ?1 AND in_flight = 0",
        {job});
}

Result<void> StaffSpool::cancel(std::int64_t job) {
    const auto found = OTK_TRY(find(job));
    if (!found) return fail(ErrorKind::NotFound, format("job {}", job));
    if (found->cancelled || found->settled() == found->copies) {
        return fail(ErrorKind::Conflict, format("job {} is over", job));
    }
    m_store->counts.reset();
    return m_store->run("UPDATE job SET cancelled = 1 WHERE id = ?1", {job});
}

Result<void> StaffSpool::set_paused(std::int64_t job, bool paused) {
    const auto found = OTK_TRY(find(job));
    if (!found) return fail(ErrorKind::NotFound, format("job {}", job));
    if (found->cancelled || found->settled() == found->copies) {
        return fail(ErrorKind::Conflict, format("job {} is over", job));
    }
    return m_store->run("UPDATE job SET paused = ?2 WHERE id = ?1", {job, std::int64_t{paused}});
}

Result<std::optional<Job>> StaffSpool::find(std::int64_t job) {
    return m_store->job("WHERE id = ?1", {job});
}

Result<std::vector<Job>> StaffSpool::last(int count) {
    Statement statement = OTK_TRY(
        m_store->database.prepare(format("SELECT {} FROM job ORDER BY id DESC LIMIT ?1", columns)));
    OTK_TRY(statement.bind({std::int64_t{count}}));
    std::vector<Job> jobs;
    while (OTK_TRY(statement.step()))
        jobs.push_back(job_in(statement));
    return jobs;
}

Result<std::int64_t> StaffSpool::slips_waiting() {
    const Store::Counts* const waiting = OTK_TRY(m_store->waiting());
    return waiting->slips;
}

}  // namespace otk::spool
