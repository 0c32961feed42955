#include "kiosk/shell/console_window.h"

#include <algorithm>
#include <array>
#include <utility>

#include <SDL.h>

#include "core/base/clock.h"
#include "kiosk/shell/display_wait.h"
#include "kiosk/shell/panel_size.h"

namespace otk::kiosk::shell {
namespace {

SDL_Event window_event(SDL_WindowEventID kind) {
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = static_cast<Uint8>(kind);
    return event;
}

class ConsoleWindow final : public Window {
  public:
    ConsoleWindow(const WindowOptions& options, std::unique_ptr<KmsPresenter> presenter,
        std::unique_ptr<ConsoleInput> input, std::unique_ptr<kms::PlugWatch> plugs)
        : m_options(options),
          m_presenter(std::move(presenter)),
          m_input(std::move(input)),
          m_plugs(std::move(plugs)) {}

    look::Panel panel() const override {
        const kms::Output& output = m_presenter->output();
        const kms::Mode& mode = output.shown_mode();
        return panel_of(mode.width_px, mode.height_px, {m_options.width_mm, m_options.height_mm},
            {static_cast<double>(output.connector.width_mm),
                static_cast<double>(output.connector.height_mm)});
    }

    Presenter& presenter() override { return *m_presenter; }

    bool wait(SDL_Event& event, std::optional<int> timeout_ms) override {
        // Pictures that were refused since the last wait have told as well.
        m_input->hold(!m_presenter->is_held());
        if (m_presenter->is_away()) {
            const int left = left_to_ask_ms();
            timeout_ms = std::min(timeout_ms.value_or(left), left);
        }
        std::array others{
            pollfd{m_presenter->descriptor(), POLLIN, 0}, pollfd{m_plugs->descriptor(), POLLIN, 0}};
        const bool got = m_input->wait(event, timeout_ms, others);
        if (others[0].revents != 0) m_presenter->take_flips();
        if (others[1].revents != 0 && m_plugs->take()) m_presenter->panels_changed();
        if (m_presenter->is_away() && left_to_ask_ms() == 0) come_back();
        m_input->hold(!m_presenter->is_held());
        return got;
    }

    std::function<void()> waker() const override { return m_input->waker(); }

  private:
    int left_to_ask_ms() const {
        return static_cast<int>(std::max<std::int64_t>(m_ask_at_ms - m_clock.monotonic_ms(), 0));
    }

    /// What is drawn anew then is told as SDL tells it.
    void come_back() {
        const look::Panel before = panel();
        if (!m_presenter->come_back()) {
            m_ask_at_ms = m_clock.monotonic_ms() + m_patience.next_ms();
            return;
        }
        m_patience.reset();
        const look::Panel now = panel();
        const bool is_as_large =
            before.width_px == now.width_px && before.height_px == now.height_px;
        m_input->push(
            window_event(is_as_large ? SDL_WINDOWEVENT_EXPOSED : SDL_WINDOWEVENT_SIZE_CHANGED));
    }

    WindowOptions m_options;
    std::unique_ptr<KmsPresenter> m_presenter;
    std::unique_ptr<ConsoleInput> m_input;
    std::unique_ptr<kms::PlugWatch> m_plugs;
    SystemClock m_clock;
    Patience m_patience;
    std::int64_t m_ask_at_ms = 0;  ///< when a display that is away is asked for again
};

}  // namespace

Result<std::unique_ptr<Window>> open_console_window(const WindowOptions& options) {
    auto card = OTK_TRY(kms::open_card());
    auto presenter = OTK_TRY(KmsPresenter::create(std::move(card), options.connector));
    auto input = OTK_TRY(ConsoleInput::open());
    auto plugs = OTK_TRY(kms::PlugWatch::open());
    return make_console_window(options, std::move(presenter), std::move(input), std::move(plugs));
}

std::unique_ptr<Window> make_console_window(const WindowOptions& options,
    std::unique_ptr<KmsPresenter> presenter, std::unique_ptr<ConsoleInput> input,
    std::unique_ptr<kms::PlugWatch> plugs) {
    return std::make_unique<ConsoleWindow>(
        options, std::move(presenter), std::move(input), std::move(plugs));
}

}  // namespace otk::kiosk::shell
