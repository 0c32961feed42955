#include "kiosk/model/staff_mode.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/staff/door.h"
#include "kiosk/model/state.h"

namespace otk::kiosk::model {
namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t ten_seconds_ms = 10'000;
constexpr std::int64_t second_ms = 1'000;

/// The first multiple of `step` that is not under `left`.
std::int64_t rounded_up(std::int64_t left, std::int64_t step) {
    return (std::max<std::int64_t>(left, 0) + step - 1) / step * step;
}

/// How fine the time that is left is told.
std::int64_t step_of(std::int64_t left_ms) {
    return left_ms > minute_ms ? minute_ms : ten_seconds_ms;
}

/// When the told time changes next.
std::int64_t next_step_ms(std::int64_t until_ms, std::int64_t now_ms, std::int64_t step) {
    const std::int64_t left = std::max<std::int64_t>(until_ms - now_ms, 0);
    return left == 0 ? now_ms : until_ms - (rounded_up(left, step) - step);
}

std::int64_t number_in(const std::string& text) {
    std::int64_t number = 0;
    const char* const begin = text.data() + (text.starts_with('+') ? 1 : 0);
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(begin, end, number);
    return error == std::errc() && stop == end ? number : 0;
}

/// So many days after the other, at least that one itself; as it was if it is no day.
std::string day_moved(
    const std::string& day, std::int64_t by, const std::string& first, std::int64_t days_max) {
    const Result<Day> from = parse_day(day);
    const Result<Day> earliest = parse_day(first);
    if (!from || !earliest) return day;
    const std::int64_t least = days_since_epoch(*earliest);
    const std::int64_t moved = std::clamp(days_since_epoch(*from) + by, least, least + days_max);
    return to_text(day_from_epoch(moved));
}

}  // namespace

bool takes_slips(PrinterCondition condition) {
    switch (condition) {
        case PrinterCondition::Ready:
        case PrinterCondition::Busy:
        case PrinterCondition::PaperLow:
        case PrinterCondition::Unknown:
            return true;
        case PrinterCondition::Unasked:
        case PrinterCondition::NoService:
        case PrinterCondition::PaperOut:
        case PrinterCondition::CoverOpen:
        case PrinterCondition::Cutter:
        case PrinterCondition::Offline:
        case PrinterCondition::Absent:
        case PrinterCondition::NoPermission:
            return false;
    }
    OTK_UNREACHABLE();
}

bool takes_orders(PrinterCondition condition) {
    return condition != PrinterCondition::Unasked && condition != PrinterCondition::NoService;
}

const StaffJob* paused_job(const StaffState& state) {
    const auto found = std::find_if(state.facts.jobs.begin(), state.facts.jobs.end(),
        [](const StaffJob& job) { return job.is_open() && job.paused; });
    return found != state.facts.jobs.end() ? &*found : nullptr;
}

const StaffJob* watched_job(const StaffState& state) {
    if (!state.watched) return nullptr;
    const auto found = std::find_if(state.facts.jobs.begin(), state.facts.jobs.end(),
        [&state](const StaffJob& job) { return job.id == *state.watched; });
    return found != state.facts.jobs.end() ? &*found : nullptr;
}

StaffMode::StaffMode(StaffState& state, Surroundings& surroundings, const Comfort& comfort,
    std::int64_t now_ms, Effects& effects)
    : m_state(state),
      m_surroundings(surroundings),
      m_comfort(comfort),
      m_now_ms(now_ms),
      m_touched_ms(now_ms) {
    order(effects, StaffOrderKind::Look);
    show_time();
}

void StaffMode::order(Effects& effects, StaffOrderKind kind, std::int64_t number, std::string text,
    std::string day) const {
    effects.staff_orders.push_back({kind, m_person, number, std::move(text), std::move(day)});
}

// Wishes

/// What the page that is shown has a key for. (The screens draw no other keys; a finger that was
/// faster than the frame meets this.)
bool StaffMode::is_offered(StaffWish wish) const {
    const StaffPage page = m_state.page;
    switch (wish) {
        case StaffWish::None:
            return false;
        case StaffWish::Leave:
            return page != StaffPage::Cleaning;
        case StaffWish::OpenCode:
            return page == StaffPage::Strip && !has_entered();
        case StaffWish::OpenStrip:
        case StaffWish::Digit:
        case StaffWish::EraseDigit:
            // Also while a code is judged or the next one has to wait: who types on is not ignored.
            return page == StaffPage::Code;
        case StaffWish::SubmitCode:
            return page == StaffPage::Code && !m_state.code_is_judged && m_state.code_wait_s == 0;
        case StaffWish::Resume:
            return page == StaffPage::Strip || page == StaffPage::Slips;
        case StaffWish::OpenMenu:
            return has_entered() && page != StaffPage::Menu && page != StaffPage::Cleaning;
        case StaffWish::OpenSlips:
        case StaffWish::OpenPlaces:
        case StaffWish::OpenDetails:
        case StaffWish::OpenScreenTest:
        case StaffWish::OpenAbout:
        case StaffWish::OpenComfort:
        case StaffWish::Clean:
            return page == StaffPage::Menu;
        case StaffWish::OpenPreview:
            return page == StaffPage::Slips && takes_orders(m_state.facts.printer);
        case StaffWish::BackToSlips:
            return page == StaffPage::Preview;
        case StaffWish::Brightness:
        case StaffWish::Volume:
            return page == StaffPage::Comfort;
        case StaffWish::JudgeTest:
            return page == StaffPage::Slips && has_test_to_judge() &&
                   !m_state.judgement.is_complete();
        case StaffWish::JudgeAgain:
            return page == StaffPage::Slips && has_test_to_judge();
        case StaffWish::Print:
            return page == StaffPage::Slips || page == StaffPage::Preview;
        case StaffWish::Copies:
        case StaffWish::PrintTest:
        case StaffWish::Pause:
        case StaffWish::Cancel:
        case StaffWish::WatchNone:
            return page == StaffPage::Slips;
        case StaffWish::ChoosePlace:
            return page == StaffPage::Places;
        case StaffWish::MovePlaceDay:
        case StaffWish::ConfirmPlace:
        case StaffWish::BackToPlaces:
            return page == StaffPage::PlaceDay;
        case StaffWish::TouchTest:
            return page == StaffPage::ScreenTest;
        case StaffWish::OpenRestart:
            return page == StaffPage::About;
        case StaffWish::Restart:
        case StaffWish::BackToAbout:
            return page == StaffPage::Restart;
    }
    OTK_UNREACHABLE();
}

void StaffMode::apply(const Intent& intent, std::int64_t now_ms, Effects& effects) {
    touched(now_ms);
    if (intent.kind != IntentKind::Staff || !is_offered(intent.wish)) return;
    ++m_revision;
    switch (intent.wish) {
        case StaffWish::None:
            return;
        case StaffWish::Leave:
            m_is_over = true;
            return;
        case StaffWish::OpenCode:
            return open(StaffPage::Code);
        case StaffWish::OpenStrip:
            return open(StaffPage::Strip);
        case StaffWish::Digit:
            return press_digit(intent.value);
        case StaffWish::EraseDigit:
            if (!m_code.empty()) m_code.pop_back();
            m_state.code_digits = m_code.size();
            return;
        case StaffWish::SubmitCode:
            return submit_code(effects);
        case StaffWish::OpenMenu:
            return open(StaffPage::Menu);
        case StaffWish::OpenSlips:
        case StaffWish::BackToSlips:
            return open(StaffPage::Slips);
        case StaffWish::OpenPreview:
            m_state.preview = PreviewState::Asked;
            order(effects, StaffOrderKind::Preview);
            return open(StaffPage::Preview);
        case StaffWish::OpenPlaces:
        case StaffWish::BackToPlaces:
            return open(StaffPage::Places);
        case StaffWish::OpenDetails:
            return open(StaffPage::Details);
        case StaffWish::OpenScreenTest:
            m_state.test_step = 0;
            m_state.test_touched = {};
            return open(StaffPage::ScreenTest);
        case StaffWish::OpenAbout:
        case StaffWish::BackToAbout:
            return open(StaffPage::About);
        case StaffWish::OpenRestart:
            return open(StaffPage::Restart);
        case StaffWish::OpenComfort:
            return open(StaffPage::Comfort);
        case StaffWish::Brightness:
            return change_brightness(intent.value, effects);
        case StaffWish::Volume:
            return change_volume(intent.value, effects);
        case StaffWish::JudgeTest:
            return judge_test(intent.value, effects);
        case StaffWish::JudgeAgain:
            m_state.judgement = {};
            return;
        case StaffWish::Clean:
            m_cleaning_until_ms = m_now_ms + cleaning_ms;
            order(effects, StaffOrderKind::Clean);
            open(StaffPage::Cleaning);
            return show_time();
        case StaffWish::Copies:
            return change_copies(intent.value);
        case StaffWish::Print:
            return order_slips(StaffOrderKind::Print, effects);
        case StaffWish::PrintTest:
            return order_slips(StaffOrderKind::PrintTest, effects);
        case StaffWish::Pause:
            return order_for_job(StaffOrderKind::Pause, effects);
        case StaffWish::Resume:
            return order_for_job(StaffOrderKind::Resume, effects);
        case StaffWish::Cancel:
            return order_for_job(StaffOrderKind::Cancel, effects);
        case StaffWish::WatchNone:
            m_state.watched.reset();
            return;
        case StaffWish::ChoosePlace:
            return choose_place(intent.value);
        case StaffWish::MovePlaceDay:
            return move_place_day(intent.value);
        case StaffWish::ConfirmPlace:
            return order(
                effects, StaffOrderKind::PlanPlace, 0, m_state.chosen_place, m_state.place_day);
        case StaffWish::TouchTest:
            return touch_test(intent.value);
        case StaffWish::Restart:
            m_is_over = true;
            return order(effects, StaffOrderKind::Restart);
    }
    OTK_UNREACHABLE();
}

void StaffMode::open(StaffPage page) {
    m_state.page = page;
    m_state.order_failed = false;
    m_state.place_failed = false;
    if (page == StaffPage::Code || page == StaffPage::Strip) {
        m_code.clear();
        m_state.code_digits = 0;
        m_state.code_problem = CodeProblem::None;
    }
    if (page == StaffPage::Slips && watched_job(m_state) == nullptr) m_state.watched.reset();
}

void StaffMode::press_digit(const std::string& digit) {
    const bool is_digit = digit.size() == 1 && digit[0] >= '0' && digit[0] <= '9';
    if (!is_digit || m_code.size() >= staff::code_digits_max) return;
    m_code += digit;
    m_state.code_digits = m_code.size();
    m_state.code_problem = CodeProblem::None;
}

void StaffMode::submit_code(Effects& effects) {
    if (m_code.size() < staff::code_digits_min) return;
    m_state.code_is_judged = true;
    m_attempt = m_now_ms;
    order(effects, StaffOrderKind::Judge, m_attempt, std::exchange(m_code, {}));
    m_state.code_digits = 0;
}

/// "+1" and "-1" count, "20" sets.
void StaffMode::change_copies(const std::string& by) {
    const bool counts = by.starts_with('+') || by.starts_with('-');
    const std::int64_t wanted = counts ? m_state.copies + number_in(by) : number_in(by);
    m_state.copies = static_cast<int>(std::clamp<std::int64_t>(wanted, 1, copies_max));
}

void StaffMode::order_slips(StaffOrderKind kind, Effects& effects) {
    // One tap is one order: the next one waits for the answer to this one.
    if (m_state.is_ordering || !takes_orders(m_state.facts.printer)) return;
    m_state.is_ordering = true;
    m_state.orders_test = kind == StaffOrderKind::PrintTest;
    m_state.order_failed = false;
    m_state.judgement = {};
    // What goes on is seen where the copies are chosen.
    if (m_state.page == StaffPage::Preview) open(StaffPage::Slips);
    order(effects, kind, kind == StaffOrderKind::Print ? m_state.copies : 1);
}

/// Resume is also a key of the strip, where no job is watched: then the paused one is meant.
void StaffMode::order_for_job(StaffOrderKind kind, Effects& effects) const {
    const StaffJob* job = watched_job(m_state);
    if (kind == StaffOrderKind::Resume && m_state.page == StaffPage::Strip) {
        job = paused_job(m_state);
    }
    if (job == nullptr || !job->is_open()) return;
    order(effects, kind, job->id);
}

bool StaffMode::has_test_to_judge() const {
    const StaffJob* const job = watched_job(m_state);
    return m_state.orders_test && job != nullptr && !job->is_open();
}

/// With the last answer the printer service is asked what they mean.
void StaffMode::judge_test(const std::string& answer, Effects& effects) {
    SlipJudgement& judgement = m_state.judgement;
    judgement.seen.push_back(answer == "yes");
    if (!judgement.is_complete()) return;
    std::string words;
    for (const bool is_good : judgement.seen) {
        if (!words.empty()) words += ' ';
        words += is_good ? "yes" : "no";
    }
    judgement.is_asked = true;
    order(effects, StaffOrderKind::Advise, 0, std::move(words));
}

void StaffMode::change_brightness(const std::string& by, Effects& effects) const {
    const std::int64_t wanted = m_comfort.brightness + number_in(by);
    const std::int64_t percent = std::clamp<std::int64_t>(wanted, brightness_min, brightness_max);
    if (percent != m_comfort.brightness) order(effects, StaffOrderKind::Brightness, percent);
}

void StaffMode::change_volume(const std::string& by, Effects& effects) const {
    const std::int64_t wanted = m_comfort.volume + number_in(by);
    const std::int64_t step = std::clamp<std::int64_t>(wanted, 1, Comfort::volume_most);
    if (step != m_comfort.volume) order(effects, StaffOrderKind::Volume, step);
}

void StaffMode::choose_place(const std::string& code) {
    const auto& places = m_surroundings.places;
    const bool is_known = std::any_of(places.begin(), places.end(),
        [&code](const PlaceChoice& place) { return place.code == code; });
    if (!is_known || m_state.facts.today.empty()) return;
    m_state.chosen_place = code;
    m_state.place_day = day_moved(m_state.facts.today, 1, m_state.facts.today, place_days_max);
    open(StaffPage::PlaceDay);
}

void StaffMode::move_place_day(const std::string& by) {
    m_state.place_day =
        day_moved(m_state.place_day, number_in(by), m_state.facts.today, place_days_max);
}

/// A colour field is touched anywhere, a cell where it is.
void StaffMode::touch_test(const std::string& cell) {
    if (m_state.test_step < test_colours) {
        ++m_state.test_step;
        return;
    }
    const auto index = static_cast<std::size_t>(number_in(cell));
    if (index < m_state.test_touched.size()) m_state.test_touched.at(index) = true;
}

// News

void StaffMode::touched(std::int64_t now_ms) {
    m_now_ms = now_ms;
    m_touched_ms = now_ms;
    show_time();
}

void StaffMode::tell(const StaffFacts& facts) {
    if (facts == m_state.facts) return;
    m_state.facts = facts;
    ++m_revision;
}

void StaffMode::tell(const CodeJudged& judged, std::int64_t now_ms) {
    m_now_ms = now_ms;
    // Somebody else's, who left before the answer came.
    if (!m_state.code_is_judged || judged.attempt != m_attempt) return;
    ++m_revision;
    m_state.code_is_judged = false;
    if (judged.number != 0) {
        m_person = judged.number;
        m_code.clear();
        m_state.code_digits = 0;
        m_state.person = judged.name;
        m_touched_ms = now_ms;
        open(StaffPage::Menu);
        return show_time();
    }
    m_state.code_problem = judged.problem;
    m_code_wait_until_ms = m_now_ms + judged.wait_ms;
    show_time();
}

void StaffMode::tell(const JobTaken& taken) {
    if (!m_state.is_ordering) return;
    ++m_revision;
    m_state.is_ordering = false;
    m_state.order_failed = taken.job == 0;
    if (taken.job != 0) m_state.watched = taken.job;
}

void StaffMode::tell(const SlipPreviewed& previewed) {
    if (m_state.page != StaffPage::Preview) return;
    ++m_revision;
    m_state.preview = previewed.png.empty() ? PreviewState::Refused : PreviewState::Shown;
}

void StaffMode::tell(const SlipAdvised& advised) {
    SlipJudgement& judgement = m_state.judgement;
    // One that was asked before the questions began anew is of another slip.
    if (!judgement.is_asked) return;
    ++m_revision;
    judgement.is_asked = false;
    judgement.has_failed = advised.model.empty();
    judgement.model = advised.model;
    judgement.description = advised.description;
}

void StaffMode::tell(const PlacePlanned& planned) {
    ++m_revision;
    m_state.place_failed = planned.code.empty();
    if (planned.code.empty()) return;
    const bool stays = planned.code == m_surroundings.place_code;
    m_surroundings.planned_place = stays ? std::string() : planned.code;
    m_surroundings.planned_place_day = stays ? std::string() : planned.day;
    if (m_state.page == StaffPage::PlaceDay) open(StaffPage::Places);
}

// Time

std::int64_t StaffMode::until_ms() const {
    return m_touched_ms + (has_entered() ? entered_ms : open_ms);
}

void StaffMode::tick(std::int64_t now_ms) {
    m_now_ms = now_ms;
    if (m_state.page == StaffPage::Cleaning) {
        if (m_now_ms >= m_cleaning_until_ms) {
            m_touched_ms = m_now_ms;
            ++m_revision;
            open(StaffPage::Menu);
        }
    } else if (m_now_ms >= until_ms()) {
        m_is_over = true;
    }
    show_time();
}

void StaffMode::show_time() {
    const std::int64_t left = until_ms() - m_now_ms;
    const auto left_s = static_cast<int>(rounded_up(left, step_of(left)) / second_ms);
    const bool is_cleaning = m_state.page == StaffPage::Cleaning;
    const auto cleaning_s = static_cast<int>(
        is_cleaning ? rounded_up(m_cleaning_until_ms - m_now_ms, second_ms) / second_ms : 0);
    const auto wait_s =
        static_cast<int>(rounded_up(m_code_wait_until_ms - m_now_ms, second_ms) / second_ms);
    if (left_s == m_state.left_s && cleaning_s == m_state.cleaning_left_s &&
        wait_s == m_state.code_wait_s) {
        return;
    }
    m_state.left_s = left_s;
    m_state.cleaning_left_s = cleaning_s;
    m_state.code_wait_s = wait_s;
    ++m_revision;
}

std::int64_t StaffMode::next_ms() const {
    if (m_state.page == StaffPage::Cleaning) {
        return next_step_ms(m_cleaning_until_ms, m_now_ms, second_ms);
    }
    const std::int64_t left = until_ms() - m_now_ms;
    std::int64_t next = next_step_ms(until_ms(), m_now_ms, step_of(left));
    if (m_state.code_wait_s > 0) {
        next = std::min(next, next_step_ms(m_code_wait_until_ms, m_now_ms, second_ms));
    }
    return next;
}

}  // namespace otk::kiosk::model
