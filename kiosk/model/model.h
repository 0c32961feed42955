#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/random.h"
#include "core/form/visit.h"
#include "kiosk/misuse/watch.h"
#include "kiosk/model/effect.h"
#include "kiosk/model/intent.h"
#include "kiosk/model/staff_mode.h"
#include "kiosk/model/state.h"

namespace otk::kiosk::model {

struct Options {
    std::string place;                      ///< code of the place, stored with each response
    std::string channel = "kiosk";          ///< stored with each response
    std::string language = "ru";            ///< of the first screen and after each visitor
    std::int64_t idle_warning_ms = 40'000;  ///< without touch, until «Вы ещё здесь?»
    std::int64_t idle_reset_ms = 20'000;    ///< from then to the end of the visit
    std::int64_t thanks_ms = 40'000;
    bool reduced_motion = false;  ///< nothing breathes
    bool test = false;       ///< the kiosk is tried out: said on each screen and in each response
    std::uint64_t seed = 1;  ///< of the orders of shuffled choices, one after the other
    /// The day ("2026-11-22") for the expressions of a visit, "" while the clock is not trusted.
    std::function<std::string()> today = {};
    std::optional<Closed> closed = {};  ///< as the program starts
    /// The form's pages as the panel can show them in that view (form::VisitOptions::pages);
    /// absent: the form's own.
    std::function<std::shared_ptr<const std::vector<form::Page>>(const ViewOptions&)> pages = {};
};

/// The whole behaviour of the kiosk's screens around a visit, without disk, clock, screen or
/// thread: intents, events and the time go in, a State to draw and Effects to carry out come out.
/// Time is any monotonic clock in milliseconds and never goes back. Belongs to one thread.
///
/// Words that promise ("recorded", "thank you", the toast) appear only after the Saved of the
/// revision that holds what they promise; pages never wait for it.
class Model {
  public:
    static constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();
    static constexpr std::int64_t undo_ms = 7'000;
    static constexpr std::int64_t breath_period_ms = 20'000;
    static constexpr std::int64_t breath_ms = 2'000;
    /// Without touch for so long, nothing moves any more.
    static constexpr std::int64_t rest_after_ms = 60'000;
    static constexpr std::int64_t animation_step_ms = 33;
    /// Letters of one free text; a row holds 16 KiB.
    static constexpr std::size_t text_letters_max = 500;
    /// Letters of what is looked for in a list: longer than any word.
    static constexpr std::size_t query_letters_max = 40;

    Model(std::shared_ptr<const form::Form> form, Surroundings surroundings, Options options,
        std::int64_t now_ms);
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;

    const State& state() const { return m_state; }

    /// A visitor's wish, with the version of the layout on which it was given (1 or 2). One that
    /// the present screen does not offer is without effect.
    Effects apply(const Intent& intent, std::int64_t now_ms, int layout = 1);

    /// A finger touched the panel anywhere: somebody is there. Does not dismiss the idle warning.
    Effects touched(std::int64_t now_ms);
    /// A key of the keypad was pressed: the same, and until a finger comes or the visitor has left,
    /// the first screen asks as well whether he is still there.
    Effects keyed(std::int64_t now_ms);

    /// A finger has left the panel. Told before the intent that it may have meant; only for the
    /// flags of a response that looks like misuse, nothing that is shown depends on it.
    void felt(const misuse::Touch& touch) {
        if (!m_staff) m_watch.touched(touch);
    }

    /// Somebody held the corner: the visit ends as for a next visitor, and staff's pages are shown
    /// until is_over. Nothing of what follows becomes an answer or counts as a visitor's touch.
    Effects enter_staff(std::int64_t now_ms);

    /// While somebody stands on «Исправить» with the keypad its seven seconds do not run.
    void keep_toast(bool kept, std::int64_t now_ms);

    Effects tell(const Saved& saved, std::int64_t now_ms);
    Effects tell(const CannotRecord& event, std::int64_t now_ms);
    Effects tell(const Recovered& event, std::int64_t now_ms);
    Effects tell(const PlaceHours& hours, std::int64_t now_ms);
    Effects tell(const PrinterState& printer, std::int64_t now_ms);
    Effects tell(const SpeechReady& speech, std::int64_t now_ms);
    Effects tell(const HeadsetChanged& headset, std::int64_t now_ms);
    Effects tell(const PrintEnded& print, std::int64_t now_ms);
    /// As it is now, whoever set it.
    Effects tell(const Comfort& comfort, std::int64_t now_ms);
    Effects tell(const StaffFacts& facts, std::int64_t now_ms);
    Effects tell(const CodeJudged& judged, std::int64_t now_ms);
    Effects tell(const JobTaken& taken, std::int64_t now_ms);
    Effects tell(const SlipPreviewed& previewed, std::int64_t now_ms);
    Effects tell(const SlipAdvised& advised, std::int64_t now_ms);
    Effects tell(const PlacePlanned& planned, std::int64_t now_ms);

    /// Does what is due by now.
    Effects tick(std::int64_t now_ms);
    /// When tick() has something to do next; no_deadline at rest.
    std::int64_t next_deadline_ms() const;

    /// Nobody has begun anything, and no staff is there: the program may end and begin anew.
    bool is_at_rest() const;

    /// The program ends: the visit is closed as the idle end would.
    Effects shut_down(std::int64_t now_ms);

  private:
    /// What a step is compared with: has the state changed, has the page turned?
    struct Snapshot;
    Snapshot snapshot() const;
    Effects finish(Effects effects, const Snapshot& before) const;

    void begin_visit();
    void begin_next_visit();
    void settle_screen();
    bool is_spoken() const;
    void lay_out_pages();
    bool is_rate_page() const;
    bool asks_one_question() const;
    bool has_begun() const;
    bool is_watched_for_idle() const;
    bool offers_nothing() const;
    bool may_close() const;
    std::int64_t idle_warning_ms() const;
    std::int64_t next_breath_ms() const;
    std::int64_t next_idle_ms() const;

    form::Response with_what_the_panel_knows(form::Response response) const;
    void save_open(Effects& effects);
    void save(Effects& effects, form::Response response, SaveKind kind);
    bool save_last(Effects& effects, form::Response response);
    void abandon_visit(Effects& effects);
    void end_visit(Effects& effects);
    void reset_for_next_visitor(Effects& effects);
    void see_off();
    void forget_toast();

    int mark_of(const form::Question& question, const std::string& value) const;
    void choose(const Intent& intent, Effects& effects);
    void toggle(const Intent& intent);
    void advance(Effects& effects);
    void take_next(Effects& effects);
    void take_back(Effects& effects);
    void turn_to(std::string_view sheet);
    void begin_finding(std::size_t question);
    void show_found();
    void look_for(std::string query);
    void take_letter(const Intent& intent);
    void take_erasure(const Intent& intent);
    void take_new_line(const Intent& intent);
    void switch_letters(std::string_view letters);
    bool begins_with_letters() const;
    void take_done(Effects& effects);
    void undo(Effects& effects);
    void type(std::size_t question, const std::string& letter);
    void erase(std::size_t question);
    void put_text(std::size_t question, std::string draft);
    void put_typed(std::size_t question, std::string draft);
    std::vector<form::Problem> problems_of_page() const;
    void keep_masked_texts();

    bool means_something(IntentKind kind) const;
    void fulfil(const Intent& intent, Effects& effects);
    void switch_language(const std::string& code);
    void change_volume(const std::string& by);
    void print(Effects& effects);
    void close(Overlay overlay);

    void apply_to_staff(const Intent& intent, Effects& effects);
    void leave_staff_if_over(Effects& effects);
    Effects tell_staff(std::int64_t now_ms, const std::function<void(StaffMode&)>& tell);

    void tick_toast();
    void tick_idle(Effects& effects);
    void show_idle_left();
    void tick_thanks();
    void tick_breath();

    std::shared_ptr<const form::Form> m_form;
    Options m_options;
    State m_state;
    std::unique_ptr<form::Visit> m_visit;
    SeededRandom m_orders;  ///< a seed for each visit; no secret hangs on it
    std::int64_t m_now_ms;
    std::int64_t m_touched_ms;
    int m_layout = 1;
    bool m_can_record = true;
    std::optional<Closed> m_closed;  ///< as it was told last
    bool m_has_answered = false;     ///< this visit holds an answer, saved or not
    bool m_by_keys = false;          ///< what the visitor used last: keys, not the panel

    std::uint64_t m_visitor = 0;  ///< «Исправить» begins a visit of the same one
    std::uint64_t m_visit_id = 0;
    std::uint64_t m_revision = 0;  ///< of the visit's last save; 0: none yet
    std::optional<form::Response> m_last_saved;
    misuse::Watch m_watch;
    std::map<std::size_t, std::string> m_drafts;  ///< texts as typed; never leave this class
    std::optional<StaffMode> m_staff;             ///< writes m_state.staff, which is there with it

    int m_toast_mark = 0;                ///< 0: none waits or is shown
    std::uint64_t m_toast_revision = 0;  ///< whose commit the toast waits for
    std::int64_t m_toast_until_ms = 0;
    bool m_toast_kept = false;
    std::int64_t m_idle_until_ms = 0;
    std::int64_t m_thanks_until_ms = 0;
};

}  // namespace otk::kiosk::model
