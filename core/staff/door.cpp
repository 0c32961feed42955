#include "core/staff/door.h"

#include <algorithm>
#include <utility>

#include "core/base/local_day.h"
#include "core/crypto/password.h"
#include "core/staff/audit.h"

namespace otk::staff {
namespace {

/// 0 for what begins with no two digits: nobody has it.
int number_in(std::string_view code) {
    int number = 0;
    for (const char digit : code.substr(0, number_digits)) {
        if (digit < '0' || digit > '9') return 0;
        number = number * 10 + (digit - '0');
    }
    return number;
}

}  // namespace

Door::Door(Path state_folder, const Clock& clock, IsRevoked is_revoked)
    : m_state_folder(std::move(state_folder)),
      m_clock(clock),
      m_is_revoked(std::move(is_revoked)),
      m_attempts(m_state_folder),
      m_waits_since_ms(clock.monotonic_ms()) {}

Result<std::int64_t> Door::wait_ms() {
    const int failures = OTK_TRY(m_attempts.failures());
    const std::int64_t until = m_waits_since_ms + wait_ms_after(failures);
    return std::max<std::int64_t>(until - m_clock.monotonic_ms(), 0);
}

Result<bool> Door::may_enter(const Person* person) const {
    if (person == nullptr) return false;
    if (!m_is_revoked) return true;
    const bool is_revoked = OTK_TRY(in("revoked PINs", m_is_revoked(pin_id(*person))));
    return !is_revoked;
}

Result<Answer> Door::judge(std::string_view code) {
    const std::int64_t wait = OTK_TRY(wait_ms());
    if (wait > 0) return Answer(Refused{Refusal::Wait, wait});
    return judge_now(code);
}

Result<Answer> Door::judge_now(std::string_view code) {
    const People people = OTK_TRY(read_people(m_state_folder));
    if (people.all().empty()) return Answer(Refused{Refusal::Nobody, 0});
    // Counted first: who cuts the power when he sees "wrong" has had his try all the same.
    OTK_TRY(m_attempts.count_one());
    const Person* const person = people.find(number_in(code));
    const bool may = OTK_TRY(may_enter(person));
    // A number that nobody has takes as long as one that somebody has.
    const std::string& hash = person != nullptr ? person->hash : people.all().front().hash;
    const std::string_view pin = code.substr(std::min(code.size(), number_digits));
    const bool is_right = crypto::is_password_of(hash, pin) && may;
    m_waits_since_ms = m_clock.monotonic_ms();
    if (!is_right) {
        const std::int64_t wait = OTK_TRY(wait_ms());
        return Answer(Refused{Refusal::WrongCode, wait});
    }
    OTK_TRY(m_attempts.forget());
    if (day_of(m_clock.unix_seconds()) > person->expires) {
        return Answer(Refused{Refusal::Expired, 0});
    }
    OTK_TRY(note(m_state_folder, m_clock, person->number, Deed::Enter));
    return Answer(Entered{person->number, person->name});
}

}  // namespace otk::staff
