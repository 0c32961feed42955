#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/random.h"
#include "kiosk/misuse/watch.h"

namespace otk::test {

/// Who stands at the panel: the first six mean it.
enum class VisitorKind {
    Brisk,      ///< knows the kiosk: a mark, a page or two, gone
    Thorough,   ///< reads, ticks, writes
    Trembling,  ///< touches twice, slips beside the target, rests the hand on the glass
    Doubting,   ///< takes the mark back once or twice
    Family,     ///< three people one after the other, who may agree
    Queue,      ///< strangers one after the other in a busy hour
    Child,      ///< drums on the faces
    Leaner,     ///< elbow or bag on the glass, and a tap now and then
    Booster,    ///< the same mark again and again
    Clicker,    ///< through the pages without reading, drumming
    Dirt,       ///< a drop or a sticker holds a target
    Player,     ///< mark, back, mark, back, beside the targets
};

struct VisitorTraits {
    VisitorKind kind;
    std::string_view name;
    bool is_misuse = false;
};

inline constexpr std::array<VisitorTraits, 12> visitor_kinds{{
    {VisitorKind::Brisk, "brisk"},
    {VisitorKind::Thorough, "thorough"},
    {VisitorKind::Trembling, "trembling"},
    {VisitorKind::Doubting, "doubting"},
    {VisitorKind::Family, "family"},
    {VisitorKind::Queue, "queue"},
    {VisitorKind::Child, "child", true},
    {VisitorKind::Leaner, "leaner", true},
    {VisitorKind::Booster, "booster", true},
    {VisitorKind::Clicker, "clicker", true},
    {VisitorKind::Dirt, "dirt", true},
    {VisitorKind::Player, "player", true},
}};

/// Lets visitors use the panel and counts what the watch says of each visit. The times are those of
/// fingers and of reading, drawn around a typical value; the rules' thresholds are nowhere used.
class Hall {
  public:
    explicit Hall(std::uint64_t seed) : m_random(seed) {}

    struct Count {
        int visits = 0;
        int flagged = 0;
    };
    /// One visit, or of a group several in a row; somebody has stepped aside for a while before.
    Count admit(VisitorKind kind);

  private:
    std::int64_t about(std::int64_t typical_ms);
    bool happens(unsigned percent) { return m_random.below(100) < percent; }
    int number(int from, int to);
    int any_mark() { return number(1, 5); }

    void wait(std::int64_t typical_ms) { m_now_ms += about(typical_ms); }
    void touch(kiosk::misuse::TouchKind kind, std::int64_t typical_ms);
    void rate(int mark);
    void take_back();
    /// A page read for a while, a number of taps on it, then turned.
    void page(std::int64_t reading_ms, int taps);
    void leave(Count& count);

    void brisk(Count& count);
    void thorough(Count& count);
    void trembling(Count& count);
    void doubting(Count& count);
    void one_after_the_other(Count& count, int people, std::int64_t gap_ms, unsigned agree_percent);
    void child(Count& count);
    void leaner(Count& count);
    void booster(Count& count);
    void clicker(Count& count);
    void dirt(Count& count);
    void player(Count& count);

    SeededRandom m_random;
    kiosk::misuse::Watch m_watch;
    std::int64_t m_now_ms = 0;
};

/// The share of misuse that is flagged, and of what is flagged that is misuse, over `rounds` of
/// each kind.
struct Quality {
    double recall = 0;
    double precision = 0;
    std::array<Hall::Count, visitor_kinds.size()> by_kind{};
};
Quality quality(std::uint64_t seed, int rounds);

}  // namespace otk::test
