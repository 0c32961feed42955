// Point 4 of the checklist: at 200 % every text is twice as large, or has capitals of 9.8 mm where
// that is less, and none is lost. What falls short is named here and in docs/ARCHITECTURE.md.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "kiosk/look/glyphs.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;
using look::TextSize;

namespace {

/// Larger letters go down the ladder as their place needs, never under this.
constexpr float doubled_mm = 9.8F;
/// Steps that differ by less share their letters.
constexpr float hair_mm = 0.15F;

/// A letter and the height of a capital of its step.
struct Letter {
    char32_t letter;
    float caps_mm;
};
/// What each item shows, in the order in which it is drawn; under an empty name what stands in
/// none.
using Shown = std::map<std::string, std::vector<Letter>, std::less<>>;

std::string spelt(const std::vector<Letter>& letters) {
    std::string said;
    for (const Letter& one : letters) {
        const char32_t point = one.letter;
        if (point < 0x80) {
            said += static_cast<char>(point);
        } else if (point < 0x800) {
            said += static_cast<char>(0xC0U | (point >> 6U));
            said += static_cast<char>(0x80U | (point & 0x3FU));
        } else {
            said += static_cast<char>(0xE0U | (point >> 12U));
            said += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
            said += static_cast<char>(0x80U | (point & 0x3FU));
        }
    }
    return said;
}

/// Reads frames of one look letter by letter, by their places in the atlas.
class Reader {
  public:
    explicit Reader(std::shared_ptr<const look::Look> look)
        : m_look(std::move(look)), m_renderer(m_look, test::sample_pictures()) {}

    /// All sheets of the scene together.
    Shown shown(pictures::Scene scene) {
        Shown all;
        for (std::size_t sheet = 0; sheet < 20; ++sheet) {
            scene.state.sheet = sheet;
            bool goes_on = false;
            for (auto& [id, letters] : shown_on_sheet(scene, goes_on)) {
                // A key may say something else on another sheet.
                if (!all.emplace(id, letters).second) all.emplace(format("{}, {}", id, sheet), letters);
            }
            if (!goes_on) break;
        }
        return all;
    }

  private:
    struct Placed {
        Letter letter;
        float x;
        float y;
    };

    Shown shown_on_sheet(const pictures::Scene& scene, bool& goes_on) {
        const Frame frame = m_renderer.frame(scene);
        const std::vector<Placed> letters = letters_of(frame);
        const bool is_dialog = scene.state.overlay != model::Overlay::None;
        const std::size_t under = is_dialog ? begin_of_dialog(frame, letters) : 0;
        Shown shown;
        for (std::size_t at = under; at < letters.size(); ++at)
            shown[owner_of(frame, letters[at])].push_back(letters[at].letter);
        const Item* const next = test::find(frame, "next");
        goes_on = next != nullptr && next->intent->kind == model::IntentKind::TurnTo;
        return shown;
    }

    /// What a dialog lies over is drawn before its heading.
    static std::size_t begin_of_dialog(const Frame& frame, const std::vector<Placed>& letters) {
        std::u32string heading = look::decode(test::item(frame, "question").label);
        std::erase_if(heading, [](char32_t letter) { return letter == U' ' || letter == 0xA0; });
        const auto found = std::find_end(letters.begin(), letters.end(), heading.begin(),
            heading.end(),
            [](const Placed& one, char32_t letter) { return one.letter.letter == letter; });
        REQUIRE(found != letters.end());
        return static_cast<std::size_t>(found - letters.begin());
    }

    static std::string owner_of(const Frame& frame, const Placed& letter) {
        const Item* owner = nullptr;
        const auto area = [](const Item& item) { return item.rect.width * item.rect.height; };
        for (const Item& item : frame.items) {
            if (!item.rect.contains(letter.x, letter.y)) continue;
            if (owner == nullptr || area(item) < area(*owner)) owner = &item;
        }
        return owner != nullptr ? owner->id : std::string();
    }

    /// The letters that a frame may show: those of all its labels, and what stands around answers.
    static std::set<char32_t> alphabet_of(const Frame& frame) {
        std::set<char32_t> alphabet;
        const auto take = [&](std::string_view text) {
            for (const char32_t letter : look::decode(text))
                alphabet.insert(letter);
        };
        take("0123456789 — • · : . , ( )");
        for (const Item& item : frame.items)
            take(item.label);
        return alphabet;
    }

    void learn(const Frame& frame) {
        const std::uint64_t revision = m_look->atlas_image().revision;
        if (revision != m_revision) {
            m_known.clear();
            m_learnt.clear();
            m_revision = revision;
        }
        look::Glyphs& glyphs = m_look->glyphs();
        for (const char32_t letter : alphabet_of(frame)) {
            if (!m_learnt.insert(letter).second) continue;
            for (const look::TypeStep& step : look::type_ladder()) {
                if (!glyphs.has(step.type)) continue;
                const look::Glyph* const glyph = glyphs.find(step.type, letter);
                if (glyph == nullptr) continue;
                const float caps = look::caps_mm(step, m_look->text_size());
                m_known.emplace(std::pair(glyph->u0, glyph->v0), Letter{letter, caps});
            }
        }
    }

    std::vector<Placed> letters_of(const Frame& frame) {
        learn(frame);
        std::vector<Placed> letters;
        const ImDrawList& list = *frame.draw;
        for (int at = 0; at + 5 < list.IdxBuffer.Size; at += 3) {
            const ImDrawIdx* const index = &list.IdxBuffer[at];
            const bool is_quad = index[1] == index[0] + 1 && index[2] == index[0] + 2 &&
                                 index[3] == index[0] && index[4] == index[0] + 2;
            if (!is_quad) continue;
            const ImDrawVert& one = list.VtxBuffer[index[0]];
            const ImDrawVert& two = list.VtxBuffer[index[2]];
            // The mark of a trial is a veil.
            if ((one.col >> IM_COL32_A_SHIFT) != 255U || one.uv.x == two.uv.x) continue;
            const auto found = m_known.find({one.uv.x, one.uv.y});
            if (found == m_known.end()) continue;
            letters.push_back(
                {found->second, (one.pos.x + two.pos.x) / 2, (one.pos.y + two.pos.y) / 2});
        }
        return letters;
    }

    std::shared_ptr<const look::Look> m_look;
    pictures::Renderer m_renderer;
    std::map<std::pair<float, float>, Letter> m_known;
    std::set<char32_t> m_learnt;
    std::uint64_t m_revision = 0;
};

/// What falls short of a panel's doubled texts, and where.
class Comparison {
  public:
    explicit Comparison(const look::Panel& panel)
        : m_normal(test::look({.panel = panel})),
          m_large(test::look({.panel = panel, .text_size = TextSize::Large})) {}

    std::map<std::string, std::set<std::string>> run() {
        Reader normal(m_normal);
        Reader large(m_large);
        std::map<std::string, Shown> doubled;
        for (const pictures::Scene& scene : test::gallery(m_large))
            doubled.emplace(scene.name, large.shown(scene));
        for (const pictures::Scene& scene : test::gallery(m_normal)) {
            // Dialogs say the same over each form.
            const bool is_dialog = scene.state.overlay != model::Overlay::None;
            if (is_dialog && !scene.name.starts_with("reception")) continue;
            for (const auto& [id, letters] : normal.shown(scene))
                compare(scene.name, id, letters, doubled);
        }
        return std::move(m_found);
    }

  private:
    /// The smallest of each letter, and how many there are of it.
    struct Kind {
        float caps_mm = 1000;
        int count = 0;
    };
    using Kinds = std::map<char32_t, Kind>;

    static Kinds kinds_of(const std::vector<Letter>& letters) {
        Kinds kinds;
        for (const Letter& one : letters) {
            Kind& kind = kinds[one.letter];
            kind.caps_mm = std::min(kind.caps_mm, one.caps_mm);
            ++kind.count;
        }
        return kinds;
    }

    static bool has_all(const Kinds& whole, const Kinds& part) {
        return std::ranges::all_of(part, [&](const auto& one) {
            const auto found = whole.find(one.first);
            return found != whole.end() && found->second.count >= one.second.count;
        });
    }

    /// What other pages of its form may show after it was cut: answers and what they are called.
    static bool may_move(const std::string& id) {
        constexpr std::array parts{"name-", "choice-", "value-", "mark-", "question", "group",
            "hint", "head-", "scale-"};
        return std::ranges::any_of(
            parts, [&](const char* part) { return id.starts_with(part); });
    }

    /// Its own item, one that says it among other words, or its form's on another page.
    static std::optional<Kinds> find(const std::map<std::string, Shown>& doubled,
        const std::string& scene, const std::string& id, const std::vector<Letter>& letters) {
        const Kinds wanted = kinds_of(letters);
        const std::string said = spelt(letters);
        const auto in = [&](const Shown& shown) -> std::optional<Kinds> {
            const auto own = shown.find(id);
            if (own != shown.end() && has_all(kinds_of(own->second), wanted))
                return kinds_of(own->second);
            for (const auto& [other, more] : shown) {
                if (spelt(more).find(said) != std::string::npos) return kinds_of(more);
            }
            return std::nullopt;
        };
        const auto same = doubled.find(scene);
        if (same != doubled.end()) {
            std::optional<Kinds> found = in(same->second);
            if (found || !may_move(id)) return found;
        }
        const std::string form = scene.substr(0, scene.find('-'));
        const std::string language = scene.substr(scene.rfind('-'));
        for (const auto& [name, shown] : doubled) {
            if (!name.starts_with(form) || !name.ends_with(language)) continue;
            if (std::optional<Kinds> found = in(shown)) return found;
        }
        return std::nullopt;
    }

    /// The key that leads back to 100 % has another word; a field shows the end of a long text; the
    /// mark of a trial is a veil over other words; what stands in no item (a line's answer in words)
    /// moves with its line.
    static bool may_differ(const std::string& id) {
        return id == "larger" || id == "field" || id == "test" || id.empty();
    }

    void compare(const std::string& scene, const std::string& id,
        const std::vector<Letter>& letters, const std::map<std::string, Shown>& doubled) {
        const std::optional<Kinds> after = find(doubled, scene, id, letters);
        if (!after) {
            if (may_differ(id)) return;
            m_found[format("{}: lost", id)].insert(scene + " «" + spelt(letters) + "»");
            return;
        }
        float is = 0;
        float wanted = 0;
        for (const auto& [letter, before] : kinds_of(letters)) {
            const float least = std::min(2 * before.caps_mm, doubled_mm);
            const float now = after->at(letter).caps_mm;
            if (now >= least - hair_mm || least - now <= wanted - is) continue;
            is = now;
            wanted = least;
        }
        if (wanted > 0) m_found[format("{}: {:.1f} mm", id, is)].insert(scene);
    }

    std::shared_ptr<const look::Look> m_normal;
    std::shared_ptr<const look::Look> m_large;
    std::map<std::string, std::set<std::string>> m_found;
};

void check_doubled(const look::Panel& panel, const std::set<std::string>& known_short) {
    std::set<std::string> met;
    for (const auto& [what, scenes] : Comparison(panel).run()) {
        met.insert(what);
        std::string where;
        for (const std::string& scene : scenes)
            where += " " + scene;
        INFO(what << ":" << where);
        CHECK(known_short.contains(what));
    }
    for (const std::string& what : known_short) {
        INFO(what << " falls short no longer");
        CHECK(met.contains(what));
    }
}

/// Words over the columns of a table, what was hidden of a text, the hint and the remaining
/// questions of sheets, a letter of the keyboard: docs/ARCHITECTURE.md has the list in words.
const std::set<std::string> known_upright{"head-no: 7.2 mm", "head-no: 8.4 mm",
    "head-unsure: 7.2 mm", "head-unsure: 8.4 mm", "head-yes: 7.2 mm", "head-yes: 8.4 mm",
    "hidden: 7.2 mm", "hint: 8.4 mm", "key-t: 7.2 mm", "left: 7.2 mm"};

}  // namespace

TEST_CASE("every text of the usual panel is doubled at 200 % where it stands", "[.long]") {
    check_doubled(test::portrait, known_upright);
}
