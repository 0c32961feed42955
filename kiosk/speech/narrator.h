#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/speech/phrase.h"
#include "kiosk/widgets/frame.h"

namespace otk::kiosk::speech {

/// The narrator's own words, in the visit's language.
struct NarratorWords {
    std::string keyboard;     ///< what is said for the keys of the keyboard together
    std::string unavailable;  ///< behind the label of what cannot be pressed now
    std::string chosen;       ///< behind that of an answer; only where nobody else hears
};

/// A frame as it may be said: where others hear, its labels are without what the visitor answered
/// (Frame::discreet), and none is chosen. Places do not matter.
struct Scene {
    std::string screen;
    std::string language;
    const std::vector<Item>& items;
    std::string focused;  ///< empty: nothing is
};

/// Everything that the scene shows, in reading order, the keyboard's keys as one.
std::vector<Phrase> whole_page(const Scene& scene, const NarratorWords& words);

/// Decides what is said when. Pure; belongs to one thread.
///
/// Silent until it is asked. Then: the whole page, when it is asked and when somebody asks again;
/// a page that comes after it without what stands on every page; the item to which the focus goes;
/// a status (the mark is recorded, an answer is missing) when it appears.
class Narrator {
  public:
    void listen(bool on);
    /// All of the page once more, if anybody listens.
    void repeat() { m_must_say_all = true; }
    /// Whether the next frame may give something to say, or silence.
    bool has_to_look() const { return m_is_listening || m_must_hush; }

    /// A frame was drawn. Absent: nothing new is to be said; without phrases: silence.
    std::optional<Saying> seen(const Scene& scene, const NarratorWords& words);

  private:
    std::vector<Phrase> new_page(const Scene& scene, const NarratorWords& words) const;
    std::vector<Phrase> focused(const Scene& scene, const NarratorWords& words);
    bool has_moved_to(const Scene& scene);
    std::vector<Phrase> new_statuses(const Scene& scene);

    bool m_is_listening = false;
    bool m_must_say_all = false;
    bool m_must_hush = false;
    std::string m_page;     ///< what tells the last page from others
    std::string m_focused;  ///< the item and its label
    std::string m_line;     ///< the heading of the focused item's line in a table
    std::set<std::string> m_statuses;
};

}  // namespace otk::kiosk::speech
