#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/service_notify.h"
#include "kiosk/focus/focus.h"
#include "kiosk/model/model.h"
#include "kiosk/raster/picture.h"
#include "kiosk/shelf/shelf.h"
#include "kiosk/shell/backlight.h"
#include "kiosk/shell/bundle_desk.h"
#include "kiosk/shell/burn_in_shift.h"
#include "kiosk/shell/content.h"
#include "kiosk/shell/dressing.h"
#include "kiosk/shell/headset_watch.h"
#include "kiosk/shell/inspection.h"
#include "kiosk/shell/mailbox.h"
#include "kiosk/shell/opening_watch.h"
#include "kiosk/shell/page_layouts.h"
#include "kiosk/shell/picture_loader.h"
#include "kiosk/shell/place_plan.h"
#include "kiosk/shell/press_motion.h"
#include "kiosk/shell/print_client.h"
#include "kiosk/shell/server_reporter.h"
#include "kiosk/shell/settings.h"
#include "kiosk/shell/staff_call.h"
#include "kiosk/shell/staff_desk.h"
#include "kiosk/shell/status_reporter.h"
#include "kiosk/shell/touch_adapter.h"
#include "kiosk/shell/window.h"
#include "kiosk/speech/narrator.h"
#include "kiosk/speech/speaker.h"
#include "kiosk/widgets/frame.h"
#include "kiosk/writer/writer.h"

union SDL_Event;
struct SDL_KeyboardEvent;

namespace otk::kiosk::shell {

/// The drawing thread: waits for touches, letters and the next moment of the model, draws what
/// changed, and never touches disk, network or printer. A frame is made only when something
/// changed.
class Kiosk {
  public:
    Kiosk(Settings settings, Content content, std::unique_ptr<Window> window, Mailbox& mailbox,
        const Clock& clock);
    ~Kiosk();
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    void inspect_with(std::unique_ptr<Inspection> inspection);
    /// Takes signed bundles from now on; each is tried by the program itself with that
    /// configuration.
    void keep_bundles(shelf::Shelf shelf, Path config);

    /// Draws the first frame, starts the other threads, and runs until it is asked to end. True if
    /// everything that was asked of the writer is durable.
    Result<bool> run();

  private:
    model::Options model_options();
    std::optional<int> timeout_ms() const;
    void beat_if_due();
    static std::int64_t now_us();

    // kiosk_threads.cpp
    void start_threads();
    void start_bundle_desk();
    void start_speech();
    void watch_headset();

    // kiosk_input.cpp
    void take(const SDL_Event& event);
    void take_window_event(const SDL_Event& event);
    void take_finger(const SDL_Event& event);
    void take_mouse(const SDL_Event& event);
    void finger_down(const TouchAdapter::Finger& finger);
    void finger_moves(const TouchAdapter::Finger& finger);
    void finger_up(const TouchAdapter::Finger& finger);
    void act(const model::Intent& intent, std::int64_t now_ms);
    void take_key(const SDL_KeyboardEvent& event);
    void key_down(focus::KeyRole role, focus::Stroke stroke, std::int64_t now_ms);
    void key_up(focus::KeyRole role, std::int64_t now_ms);
    void change_volume(const char* by, std::int64_t now_ms);
    void ask_for_speech(std::int64_t now_ms);
    const std::string& held() const;

    // kiosk_effects.cpp
    void take_letters();
    void hear(const EndAsked&) { m_has_ended = true; }
    void hear(const PictureReady&) { m_must_draw = true; }
    void hear(const BundleDue&) { m_bundle_is_due = true; }
    void hear(const model::HeadsetChanged& headset);
    void hear(const model::PlacePlanned& planned);
    void hear(const model::SlipPreviewed& previewed);
    template <typename Event>
    void hear(const Event& event);
    void follow_plan(const model::PlacePlanned& planned);
    void carry_out(const model::Effects& effects);
    void take_staff_order(const model::StaffOrder& order);
    Slip slip_of_place(const std::string& language) const;
    void print_slip();
    void watch_printer();

    // kiosk_hours.cpp
    void watch_hours();
    void watch_light();
    void tell_comfort();
    void enter_staff_if_called();
    void end_where_it_stands_elsewhere();
    void end_for_another_bundle();

    // kiosk_drawing.cpp
    std::unique_ptr<Wardrobe> wardrobe() const;
    Result<Dressing*> dressing_of_state() const;
    bool is_nobody_there() const;
    void move_on();
    void draw_if_changed();
    void draw_focus(const look::Look& look);
    void say_what_is_new(Dressing& dressing);
    void draw();

    Settings m_settings;
    Content m_content;
    Mailbox& m_mailbox;
    const Clock& m_clock;
    std::unique_ptr<Window> m_window;
    std::unique_ptr<Wardrobe> m_wardrobe;
    OpeningWatch m_opening;
    PageLayouts m_page_layouts;
    std::unique_ptr<Inspection> m_inspection;
    model::Model m_model;  ///< asks for pages, so it comes after them
    TouchAdapter m_touch;
    focus::Focus m_focus;
    StaffCall m_call;
    PressMotion m_motion;
    BurnInShift m_shift;
    Frame m_frame;  ///< the one on the panel
    Frame m_aloud;  ///< the same, as others may hear it; only while somebody listens
    speech::Narrator m_narrator;
    BrightnessPlan m_brightness;
    int m_volume;  ///< step of speech at which a visit begins
    std::shared_ptr<Backlight> m_backlight;
    std::optional<BrightnessPlan::Step> m_light;  ///< as it was set last
    std::int64_t m_light_asked_ms = 0;            ///< not before then are the hours looked at again
    bool m_is_comfort_told = false;               ///< the model knows light and volume as they are
    raster::Picture m_picture;
    std::optional<ServiceNotify> m_notify;
    std::int64_t m_next_beat_ms = 0;
    std::int64_t m_place_asked_ms = 0;      ///< not before then is the day looked at again
    std::optional<std::int64_t> m_felt_us;  ///< a touch whose effect is not on the panel yet
    bool m_must_draw = true;
    bool m_shows_frames = true;
    bool m_has_ended = false;
    bool m_bundle_is_due = false;
    std::int64_t m_rest_before_bundle_ms;
    std::optional<std::int64_t> m_at_rest_since_ms;
    std::optional<shelf::Shelf> m_shelf;  ///< until the desk has it
    Path m_config;

    // Last, so that these threads end before what they speak to.
    std::unique_ptr<speech::Speaker> m_speaker;  ///< null: no voice
    std::unique_ptr<PictureLoader> m_pictures;
    std::unique_ptr<writer::Writer> m_writer;
    std::unique_ptr<PrintClient> m_printer;
    std::unique_ptr<BundleDesk> m_bundles;  ///< null: looked after by hand
    std::unique_ptr<StatusReporter> m_status;
    std::unique_ptr<ServerReporter> m_server_reporter;
    std::unique_ptr<StaffDesk> m_staff;
    std::unique_ptr<HeadsetWatch> m_headset;  ///< null: the machine's socket is not the visitors'
};

}  // namespace otk::kiosk::shell
