#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"
#include "core/staff/attempts.h"
#include "core/staff/people.h"
#include "core/staff/pin_rule.h"

namespace otk::staff {

/// Digits of the number that stand before the PIN in what is typed.
constexpr std::size_t number_digits = 2;
constexpr std::size_t code_digits_min = number_digits + pin_digits_min;
constexpr std::size_t code_digits_max = number_digits + pin_digits_max;

struct Entered {
    int number = 0;
    std::string name;
};

enum class Refusal {
    WrongCode,
    Expired,  ///< the PIN is right, its last day is over
    Wait,     ///< not judged: too many failures just now
    Nobody,   ///< no PIN was set at this kiosk yet
};

struct Refused {
    Refusal why = Refusal::WrongCode;
    std::int64_t wait_ms = 0;  ///< until the next code is judged
};

using Answer = std::variant<Entered, Refused>;

/// Judges the codes that are typed at a kiosk: two digits of the person's number, then the PIN. The
/// number names who comes without a list of names before strangers, and costs one hash where a PIN
/// alone would cost one a person and be met by a guess at any of them. All people share one count
/// of failures. Belongs to one thread, which each code costs half a second.
class Door {
  public:
    /// True for a PIN that is taken back from afar; an error lets nobody in.
    using IsRevoked = std::function<Result<bool>(const PinId& pin)>;

    /// The longest wait that the count asks for begins with the object. Without `is_revoked` no PIN
    /// is revoked; a revoked one is as one that was never set.
    Door(Path state_folder, const Clock& clock, IsRevoked is_revoked = nullptr);

    /// An error if the attempt could not be counted or the files not be read: then nobody enters.
    /// Who enters is noted in the audit.
    Result<Answer> judge(std::string_view code);

    /// How long no code is judged from now on.
    Result<std::int64_t> wait_ms();

  private:
    Result<Answer> judge_now(std::string_view code);
    Result<bool> may_enter(const Person* person) const;

    Path m_state_folder;
    const Clock& m_clock;
    IsRevoked m_is_revoked;
    Attempts m_attempts;
    std::int64_t m_waits_since_ms;
};

}  // namespace otk::staff
