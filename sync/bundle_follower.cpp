#include "sync/bundle_follower.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "core/base/format.h"
#include "core/base/log.h"

namespace otk::sync {
namespace {

constexpr std::string_view file_ending = ".otkb";

bool is_folder(const Path& path) {
    std::error_code failed;
    return std::filesystem::is_directory(path, failed);
}

}  // namespace

BundleFollower::BundleFollower(
    Surroundings surroundings, const Clock& clock, Random& random, BundleSource& source)
    : m_surroundings(std::move(surroundings)),
      m_clock(clock),
      m_random(random),
      m_source(source),
      m_backoff(m_surroundings.backoff) {
    const auto spread = static_cast<std::uint64_t>(m_surroundings.interval_ms) + 1;
    m_due_ms = m_clock.monotonic_ms() + static_cast<std::int64_t>(m_random.below(spread));
}

std::int64_t BundleFollower::rest_ms() {
    const std::int64_t half_ms = m_surroundings.interval_ms / 2;
    return half_ms +
           static_cast<std::int64_t>(m_random.below(static_cast<std::uint64_t>(half_ms) + 1));
}

/// What the kiosk has to say now; an unreadable file says nothing new.
bool BundleFollower::report_changed() {
    const Result<Bytes> report = read_file(m_surroundings.report, wire::bundle_report_bytes_max);
    return report && *report != m_report;
}

std::int64_t BundleFollower::step() {
    const std::int64_t now_ms = m_clock.monotonic_ms();
    const bool is_due = now_ms >= m_due_ms;
    const bool has_news = m_backoff.failures() == 0 && !m_report.empty() && report_changed();
    if (is_due || has_news) {
        m_asked_s.reset();
        const Result<void> done = attempt();
        if (!done && !m_failed) log::warning("no word on bundles", {{"why", done.error()}});
        m_failed = !done;
        if (done) {
            m_backoff.after_success();
            m_due_ms = m_clock.monotonic_ms() + (m_fetch ? 0 : rest_ms());
        } else {
            m_due_ms = m_clock.monotonic_ms() + m_backoff.after_failure(m_random, m_asked_s);
        }
    }
    return std::max<std::int64_t>(0, m_due_ms - m_clock.monotonic_ms());
}

Result<void> BundleFollower::attempt() {
    if (!m_fetch) return send_report();
    return m_fetch->is_whole() ? lay_down() : fetch_piece();
}

Result<Bytes> BundleFollower::take(PostOutcome outcome) {
    m_asked_s = outcome.retry_after_s;
    return body_of(std::move(outcome));
}

Result<void> BundleFollower::send_report() {
    // A kiosk that is not enrolled says nothing.
    const Result<Bytes> report = read_file(m_surroundings.report, wire::bundle_report_bytes_max);
    if (!report && report.error().kind == ErrorKind::NotFound) return {};
    if (!report) return tl::make_unexpected(report.error());
    const Bytes answer = OTK_TRY(take(m_source.post_bundle_report(*report)));
    m_report = *report;
    const wire::BundleOffer offer = OTK_TRY(wire::decode_bundle_offer(text_of(answer)));
    if (offer.name.empty() || !is_folder(m_surroundings.incoming)) return {};
    // One at a time: whoever answers can fill no disk while the kiosk judges nothing.
    const std::vector<std::string> unjudged =
        OTK_TRY(list_files(m_surroundings.incoming, file_ending));
    if (unjudged.empty()) m_fetch = Fetch{offer, {}};
    return {};
}

Result<void> BundleFollower::fetch_piece() {
    Result<Bytes> piece =
        take(m_source.get_bundle_piece(m_fetch->offer.name, m_fetch->bytes.size()));
    if (!piece) {
        // Another one was published meanwhile: the next report tells.
        if (piece.error().kind == ErrorKind::NotFound) m_fetch.reset();
        return tl::make_unexpected(piece.error());
    }
    Bytes& bytes = m_fetch->bytes;
    bytes.insert(bytes.end(), piece->begin(), piece->end());
    if (piece->empty() || bytes.size() > m_fetch->offer.bytes) {
        m_fetch.reset();
        return fail(ErrorKind::Unavailable, "a bundle of another size than was offered");
    }
    return m_fetch->is_whole() ? lay_down() : Result<void>();
}

/// What a full disk refuses is kept for the next attempt, and not fetched again.
Result<void> BundleFollower::lay_down() {
    const std::string& name = m_fetch->offer.name;
    OTK_TRY(write_durably(
        m_surroundings.incoming / format("{}{}", name, file_ending), m_fetch->bytes, 0640));
    log::info("a bundle is fetched", {{"bundle", log::Shown{name}}});
    m_fetch.reset();
    return {};
}

}  // namespace otk::sync
