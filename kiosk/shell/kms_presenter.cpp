#include "kiosk/shell/kms_presenter.h"

#include <utility>

#include "core/base/format.h"
#include "core/base/log.h"
#include "kiosk/kms/output.h"

namespace otk::kiosk::shell {
namespace {

/// What who reads the log can do about it. (Where it is another kiosk's program, too.)
constexpr std::string_view held_remedy =
    "another program has the display: end the log-in on the console or the desktop there "
    "(systemctl disable --now display-manager), or switch back to the kiosk's console (chvt)";

}  // namespace

Result<std::unique_ptr<KmsPresenter>> KmsPresenter::create(
    std::unique_ptr<kms::Card> card, std::string connector) {
    std::unique_ptr<KmsPresenter> presenter(
        new KmsPresenter(std::move(card), std::move(connector)));
    OTK_TRY(presenter->find_panel());
    return presenter;
}

/// Its mode set, and a picture of its size begun.
Result<void> KmsPresenter::find_panel() {
    m_chain.reset();
    m_is_held = false;
    const std::vector<kms::Connector> connectors = OTK_TRY(m_card->connectors());
    m_output = OTK_TRY(kms::choose_output(connectors, m_connector));
    m_damage.forget();
    const kms::Mode& mode = m_output.shown_mode();
    m_pixels.assign(
        static_cast<std::size_t>(mode.width_px) * static_cast<std::size_t>(mode.height_px), 0);
    Result<std::unique_ptr<kms::FlipChain>> chain = kms::FlipChain::start(*m_card, m_output);
    if (!chain && chain.error().kind == ErrorKind::Permission) {
        m_is_held = true;
        return fail(ErrorKind::Conflict, format("{}: {}", held_remedy, chain.error().context));
    }
    m_chain = OTK_TRY(std::move(chain));
    return {};
}

raster::Surface KmsPresenter::surface() {
    const kms::Mode& mode = m_output.shown_mode();
    return {m_pixels.data(), mode.width_px, mode.height_px, mode.width_px};
}

Result<bool> KmsPresenter::present(const raster::Picture& picture) {
    if (is_away()) OTK_TRY(come_back());
    if (picture.bounds() != surface().area()) {
        return fail(ErrorKind::Unavailable, "the panel has another size now");
    }
    const std::vector<raster::Area> damage = m_damage.update(picture);
    if (damage.empty()) return false;
    for (const raster::Area& area : damage)
        picture.paint(surface(), area);
    OTK_TRY(hand_over(damage));
    return true;
}

Result<void> KmsPresenter::hand_over(const std::vector<raster::Area>& damage) {
    return noted(m_chain->show(surface(), damage));
}

/// What a failure means for the calls to come.
Result<void> KmsPresenter::noted(const Result<void>& done) {
    if (done) return done;
    // What is on the panel is not known any more.
    m_damage.forget();
    if (done.error().kind == ErrorKind::Permission) {
        find_held();
    } else {
        m_chain.reset();
    }
    return done;
}

/// Said once, when it happens: it may last for hours.
void KmsPresenter::find_held() {
    if (!m_is_held)
        log::warning("nothing is shown", {{"why", log::Shown{held_remedy}}});
    m_is_held = true;
}

Result<void> KmsPresenter::beat() {
    if (is_away()) return fail(ErrorKind::Unavailable, "the panel is away");
    take_flips();
    if (is_away() || m_chain->is_flipping()) {
        return fail(ErrorKind::Unavailable, "the panel did not take the last picture");
    }
    return hand_over({{0, 0, 1, 1}});
}

void KmsPresenter::take_flips() {
    if (is_away()) return;
    if (const Result<void> taken = noted(m_chain->take_flips()); !taken) {
        log::warning("the panel was lost", {{"error", taken.error()}});
    }
}

Result<void> KmsPresenter::come_back() {
    if (m_chain == nullptr) return find_panel();
    OTK_TRY(m_card->take_display());
    if (std::exchange(m_is_held, false)) log::info("the display is the kiosk's again");
    return noted(m_chain->restore());
}

/// Even the same panel, plugged in again, is dark until its mode is set.
void KmsPresenter::panels_changed() {
    log::info("a panel came or went");
    m_chain.reset();
    m_damage.forget();
}

std::string KmsPresenter::name() const {
    const kms::Mode& mode = m_output.shown_mode();
    return format("KMS: {} at {} Hz", m_output.connector.name, mode.refresh_hz);
}

}  // namespace otk::kiosk::shell
