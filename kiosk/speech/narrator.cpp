#include "kiosk/speech/narrator.h"

#include <algorithm>
#include <utility>

#include "kiosk/model/intent_traits.h"

namespace otk::kiosk::speech {
namespace {

using model::IntentKind;

Phrase phrase_of(const Item& item, const NarratorWords& words) {
    const bool is_off = item.intent && !item.enabled;
    if (is_off) return {item.label + ". " + words.unavailable};
    return {item.is_chosen ? item.label + ", " + words.chosen : item.label};
}

/// What stands around every page: whose the kiosk is, and how it looks and sounds.
bool is_frame_of_pages(const Item& item) {
    if (item.id == "emblem" || item.id == "owner" || item.id == "place") return true;
    if (!item.intent) return false;
    const model::IntentPlace place = model::traits_of(item.intent->kind).place;
    return place == model::IntentPlace::View || place == model::IntentPlace::Voice;
}

/// Screens that have the same name and headings are the same page with other answers.
std::string name_of_page(const Scene& scene) {
    std::string name = scene.screen + "\n" + scene.language;
    for (const Item& item : scene.items) {
        if (item.role == Role::Heading) name += "\n" + item.label;
    }
    return name;
}

template <typename Wanted>
std::vector<Phrase> phrases_of(const Scene& scene, const NarratorWords& words, Wanted is_wanted) {
    std::vector<Phrase> phrases;
    bool has_keyboard = false;
    for (const Item& item : scene.items) {
        if (item.label.empty() || item.role == Role::Dialog || !is_wanted(item)) continue;
        if (item.role != Role::Key) {
            phrases.push_back(phrase_of(item, words));
        } else if (!std::exchange(has_keyboard, true)) {
            phrases.push_back({words.keyboard});
        }
    }
    return phrases;
}

/// What names the line that an item stands in: of a table or of one question among several.
const Item* line_of(const Scene& scene, const Item& item) {
    const Item* line = nullptr;
    for (const Item& before : scene.items) {
        if (&before == &item) return line;
        const bool names_line =
            before.role == Role::Heading &&
            (before.id.starts_with("name-") || before.id.starts_with("question-"));
        if (names_line) line = &before;
    }
    return line;
}

bool is_answer(const Item& item) {
    return item.intent &&
           (item.intent->kind == IntentKind::Choose || item.intent->kind == IntentKind::Toggle);
}

}  // namespace

std::vector<Phrase> whole_page(const Scene& scene, const NarratorWords& words) {
    return phrases_of(scene, words, [](const Item&) { return true; });
}

void Narrator::listen(bool on) {
    if (on == m_is_listening) return;
    m_is_listening = on;
    m_must_say_all = on;
    m_must_hush = !on;
}

std::vector<Phrase> Narrator::new_page(const Scene& scene, const NarratorWords& words) const {
    return phrases_of(scene, words, [](const Item& item) { return !is_frame_of_pages(item); });
}

std::vector<Phrase> Narrator::focused(const Scene& scene, const NarratorWords& words) {
    const auto item = std::find_if(scene.items.begin(), scene.items.end(),
        [&](const Item& one) { return one.id == scene.focused; });
    if (item == scene.items.end()) return {};
    std::vector<Phrase> phrases;
    const Item* const line = is_answer(*item) ? line_of(scene, *item) : nullptr;
    const std::string name = line != nullptr ? line->id : std::string();
    if (line != nullptr && name != m_line) phrases.push_back(phrase_of(*line, words));
    m_line = name;
    phrases.push_back(phrase_of(*item, words));
    return phrases;
}

std::vector<Phrase> Narrator::new_statuses(const Scene& scene) {
    std::set<std::string> there;
    std::vector<Phrase> phrases;
    for (const Item& item : scene.items) {
        if (item.role != Role::Status || item.label.empty()) continue;
        there.insert(item.id);
        if (!m_statuses.contains(item.id)) phrases.push_back({item.label});
    }
    m_statuses = std::move(there);
    return phrases;
}

/// The same item under another name is said anew: «Крупнее» became «Обычно»; and so is an answer
/// that is chosen now, or no more.
bool Narrator::has_moved_to(const Scene& scene) {
    const auto item = std::find_if(scene.items.begin(), scene.items.end(),
        [&](const Item& one) { return one.id == scene.focused; });
    std::string focused = scene.focused;
    if (item != scene.items.end()) focused += (item->is_chosen ? "\n+" : "\n") + item->label;
    const bool has_moved = std::exchange(m_focused, focused) != focused;
    return has_moved && item != scene.items.end();
}

std::optional<Saying> Narrator::seen(const Scene& scene, const NarratorWords& words) {
    if (std::exchange(m_must_hush, false)) return Saying{};
    if (!m_is_listening) {
        m_must_say_all = false;
        return std::nullopt;
    }
    const std::string page = name_of_page(scene);
    const bool is_new = std::exchange(m_page, page) != page;
    const bool has_moved = has_moved_to(scene);
    const std::vector<Phrase> statuses = new_statuses(scene);
    if (std::exchange(m_must_say_all, false)) return Saying{whole_page(scene, words), true};
    if (is_new) {
        m_line.clear();
        return Saying{new_page(scene, words), true};
    }
    if (has_moved) return Saying{focused(scene, words), true};
    if (!statuses.empty()) return Saying{statuses, false};
    return std::nullopt;
}

}  // namespace otk::kiosk::speech
