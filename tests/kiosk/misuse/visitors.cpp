#include "tests/kiosk/misuse/visitors.h"

#include "core/base/assert.h"

namespace otk::test {

using kiosk::misuse::TouchKind;

namespace {

constexpr std::int64_t tap_ms = 120;
constexpr std::int64_t between_taps_ms = 900;

}  // namespace

/// Half to twice the typical time, nearer to it than to the ends.
std::int64_t Hall::about(std::int64_t typical_ms) {
    const auto part = static_cast<std::int64_t>(m_random.below(101) + m_random.below(101));
    return part < 100 ? typical_ms / 2 + typical_ms * part / 200 : typical_ms * part / 100;
}

int Hall::number(int from, int to) {
    const auto numbers = static_cast<std::uint64_t>(to - from) + 1;
    return from + static_cast<int>(m_random.below(numbers));
}

void Hall::touch(TouchKind kind, std::int64_t typical_ms) {
    const std::int64_t from_ms = m_now_ms;
    m_now_ms += about(typical_ms);
    m_watch.touched({from_ms, m_now_ms, kind});
}

void Hall::rate(int mark) {
    touch(TouchKind::Acted, tap_ms);
    m_watch.mark_given(mark);
    m_watch.page_shown(m_now_ms);
}

void Hall::take_back() {
    touch(TouchKind::Acted, tap_ms);
    m_watch.mark_taken_back();
}

void Hall::page(std::int64_t reading_ms, int taps) {
    m_watch.page_shown(m_now_ms);
    wait(reading_ms);
    for (int tap = 0; tap < taps; ++tap) {
        touch(TouchKind::Acted, tap_ms);
        m_watch.answered_more();
        wait(between_taps_ms);
    }
    touch(TouchKind::Acted, tap_ms);
    m_watch.page_turned(m_now_ms);
}

void Hall::leave(Count& count) {
    ++count.visits;
    if (m_watch.verdict().is_flagged()) ++count.flagged;
    m_watch.visit_ended(m_now_ms);
}

void Hall::brisk(Count& count) {
    rate(any_mark());
    for (int pages = number(0, 3); pages > 0; --pages)
        page(1'300, number(0, 1));
    leave(count);
}

void Hall::thorough(Count& count) {
    rate(any_mark());
    for (int pages = number(2, 4); pages > 0; --pages)
        page(7'000, number(1, 4));
    for (int letters = number(0, 40); letters > 0; --letters) {
        touch(TouchKind::Acted, tap_ms);
        wait(450);
    }
    leave(count);
}

void Hall::trembling(Count& count) {
    const auto tremble = [&] {
        if (happens(40)) touch(TouchKind::Missed, 200);
        if (happens(30)) touch(TouchKind::Ignored, 1'500);  // the other hand holds the kiosk
        wait(1'200);
    };
    tremble();
    rate(any_mark());
    if (happens(40)) touch(TouchKind::Ignored, tap_ms);  // the second of two taps
    for (int pages = number(1, 3); pages > 0; --pages) {
        tremble();
        page(6'000, number(0, 2));
    }
    leave(count);
}

void Hall::doubting(Count& count) {
    rate(any_mark());
    for (int times = number(1, 2); times > 0; --times) {
        wait(2'500);
        take_back();
        wait(2'000);
        rate(any_mark());
    }
    page(4'000, number(0, 2));
    leave(count);
}

void Hall::one_after_the_other(
    Count& count, int people, std::int64_t gap_ms, unsigned agree_percent) {
    int mark = any_mark();
    for (int person = 0; person < people; ++person) {
        if (!happens(agree_percent)) mark = any_mark();
        rate(mark);
        if (happens(50)) page(2'500, number(0, 2));
        wait(1'200);
        touch(TouchKind::Acted, tap_ms);  // «Я следующий»
        leave(count);
        wait(gap_ms);
    }
}

void Hall::child(Count& count) {
    for (int burst = number(1, 3); burst > 0; --burst) {
        for (int taps = number(6, 18); taps > 0; --taps) {
            touch(happens(60) ? TouchKind::Missed : TouchKind::Ignored, 80);
            wait(110);
        }
        rate(any_mark());
    }
    leave(count);
}

void Hall::leaner(Count& count) {
    for (int times = number(4, 10); times > 0; --times) {
        touch(TouchKind::Ignored, 2'500);
        if (happens(30)) touch(TouchKind::Missed, 400);
        wait(300);
    }
    rate(any_mark());
    if (happens(50)) touch(TouchKind::Ignored, 20'000);
    leave(count);
}

void Hall::booster(Count& count) {
    const int mark = happens(50) ? 5 : 1;
    for (int times = number(3, 12); times > 0; --times) {
        rate(mark);
        wait(900);
        touch(TouchKind::Acted, tap_ms);
        leave(count);
        wait(1'100);
    }
}

void Hall::clicker(Count& count) {
    rate(any_mark());
    for (int pages = number(3, 5); pages > 0; --pages) {
        for (int taps = number(1, 4); taps > 0; --taps) {
            touch(TouchKind::Ignored, 70);
            wait(90);
        }
        page(250, 0);
    }
    leave(count);
}

void Hall::dirt(Count& count) {
    touch(TouchKind::Acted, 60'000);
    m_watch.mark_given(any_mark());
    leave(count);
}

void Hall::player(Count& count) {
    for (int times = number(3, 7); times > 0; --times) {
        rate(any_mark());
        for (int misses = number(1, 6); misses > 0; --misses) {
            touch(TouchKind::Missed, 100);
            wait(200);
        }
        take_back();
    }
    rate(any_mark());
    leave(count);
}

Hall::Count Hall::admit(VisitorKind kind) {
    m_now_ms += 60'000;
    Count count;
    switch (kind) {
        case VisitorKind::Brisk:
            brisk(count);
            break;
        case VisitorKind::Thorough:
            thorough(count);
            break;
        case VisitorKind::Trembling:
            trembling(count);
            break;
        case VisitorKind::Doubting:
            doubting(count);
            break;
        case VisitorKind::Family:
            one_after_the_other(count, 3, 2'500, 60);
            break;
        case VisitorKind::Queue:
            one_after_the_other(count, number(4, 8), 9'000, 30);
            break;
        case VisitorKind::Child:
            child(count);
            break;
        case VisitorKind::Leaner:
            leaner(count);
            break;
        case VisitorKind::Booster:
            booster(count);
            break;
        case VisitorKind::Clicker:
            clicker(count);
            break;
        case VisitorKind::Dirt:
            dirt(count);
            break;
        case VisitorKind::Player:
            player(count);
            break;
    }
    return count;
}

Quality quality(std::uint64_t seed, int rounds) {
    Hall hall(seed);
    Quality result;
    int misuse = 0;
    int caught = 0;
    int flagged = 0;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t index = 0; index < visitor_kinds.size(); ++index) {
            const Hall::Count count = hall.admit(visitor_kinds.at(index).kind);
            result.by_kind.at(index).visits += count.visits;
            result.by_kind.at(index).flagged += count.flagged;
            flagged += count.flagged;
            if (!visitor_kinds.at(index).is_misuse) continue;
            misuse += count.visits;
            caught += count.flagged;
        }
    }
    OTK_ASSERT(misuse > 0 && flagged > 0);
    result.recall = static_cast<double>(caught) / misuse;
    result.precision = static_cast<double>(caught) / flagged;
    return result;
}

}  // namespace otk::test
