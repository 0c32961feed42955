#pragma once

#include <cstdint>
#include <string>

#include "kiosk/model/effect.h"
#include "kiosk/model/intent.h"
#include "kiosk/model/staff_state.h"

namespace otk::kiosk::model {

struct Comfort;
struct Surroundings;

/// Staff's way through their pages, as pure as the Model that it is a part of: wishes, news and the
/// time go in, `state` and orders come out. It lives while the corner has been held and nobody has
/// left; no visit is open meanwhile. Wishes that the present page does not offer are without
/// effect, and none but those of the first two pages before a code was right.
class StaffMode {
  public:
    /// Without touch for so long: before and after a code was right.
    static constexpr std::int64_t open_ms = 30'000;
    static constexpr std::int64_t entered_ms = 180'000;
    static constexpr std::int64_t cleaning_ms = 30'000;
    static constexpr int copies_max = 100;
    /// Percent. Darker than that the words are hard to read.
    static constexpr int brightness_min = 20;
    static constexpr int brightness_max = 100;
    /// A place can be planned so far ahead.
    static constexpr std::int64_t place_days_max = 365;

    /// The references live as long as the object, but for `effects`.
    StaffMode(StaffState& state, Surroundings& surroundings, const Comfort& comfort,
        std::int64_t now_ms, Effects& effects);

    void apply(const Intent& intent, std::int64_t now_ms, Effects& effects);
    void touched(std::int64_t now_ms);
    void tell(const StaffFacts& facts);
    void tell(const CodeJudged& judged, std::int64_t now_ms);
    void tell(const JobTaken& taken);
    void tell(const SlipPreviewed& previewed);
    void tell(const SlipAdvised& advised);
    void tell(const PlacePlanned& planned);

    void tick(std::int64_t now_ms);
    /// When tick() has something to do next.
    std::int64_t next_ms() const;
    /// Somebody left, or nobody is there any more. The owner ends the mode and tells the effects.
    bool is_over() const { return m_is_over; }
    /// Another one: something that is shown has changed.
    std::uint64_t revision() const { return m_revision; }

  private:
    bool has_entered() const { return m_person != 0; }
    bool is_offered(StaffWish wish) const;
    void open(StaffPage page);
    void press_digit(const std::string& digit);
    void submit_code(Effects& effects);
    void change_copies(const std::string& by);
    void order_slips(StaffOrderKind kind, Effects& effects);
    void order_for_job(StaffOrderKind kind, Effects& effects) const;
    bool has_test_to_judge() const;
    void judge_test(const std::string& answer, Effects& effects);
    void change_brightness(const std::string& by, Effects& effects) const;
    void change_volume(const std::string& by, Effects& effects) const;
    void choose_place(const std::string& code);
    void move_place_day(const std::string& by);
    void touch_test(const std::string& cell);
    void order(Effects& effects, StaffOrderKind kind, std::int64_t number = 0,
        std::string text = {}, std::string day = {}) const;
    std::int64_t until_ms() const;
    void show_time();

    StaffState& m_state;
    Surroundings& m_surroundings;
    const Comfort& m_comfort;
    int m_person = 0;
    std::string m_code;
    /// Of the code that is judged: when it was submitted. An answer takes its time, and who asked
    /// may have left: it is nobody's who stands here later.
    std::int64_t m_attempt = 0;
    std::int64_t m_now_ms;
    std::int64_t m_touched_ms;
    std::int64_t m_cleaning_until_ms = 0;
    std::int64_t m_code_wait_until_ms = 0;
    bool m_is_over = false;
    std::uint64_t m_revision = 1;
};

}  // namespace otk::kiosk::model
