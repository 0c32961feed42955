#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kiosk/kms/card.h"
#include "kiosk/kms/flip_chain.h"
#include "kiosk/raster/damage.h"
#include "kiosk/shell/presenter.h"

namespace otk::kiosk::shell {

/// Paints in software what changed, and shows it by the kernel's mode setting: no X, no Wayland, no
/// Mesa. Where the display is taken away (a console switch) or the panel is unplugged every call
/// fails, and each tries to come back.
class KmsPresenter final : public Presenter {
  public:
    /// `connector`: its name; empty: choose_output()'s choice. Conflict: another program has the
    /// display.
    static Result<std::unique_ptr<KmsPresenter>> create(
        std::unique_ptr<kms::Card> card, std::string connector);

    Result<bool> present(const raster::Picture& picture) override;
    void forget() override { m_damage.forget(); }
    /// Unavailable, too, where the picture before is still not on the panel.
    Result<void> beat() override;
    bool is_held() const override { return m_is_held; }
    std::string name() const override;

    /// The panel as it was last found.
    const kms::Output& output() const { return m_output; }
    /// Readable: take_flips() has something to do.
    int descriptor() const { return m_card->descriptor(); }
    void take_flips();
    /// Nothing can be shown now.
    bool is_away() const { return m_is_held || m_chain == nullptr; }
    /// The display taken back, or the panel found again; what it shows then has to be drawn anew.
    Result<void> come_back();
    /// A panel came or went: it is looked for anew.
    void panels_changed();

  private:
    KmsPresenter(std::unique_ptr<kms::Card> card, std::string connector)
        : m_card(std::move(card)), m_connector(std::move(connector)) {}
    Result<void> find_panel();
    Result<void> hand_over(const std::vector<raster::Area>& damage);
    Result<void> noted(const Result<void>& done);
    void find_held();
    raster::Surface surface();

    std::unique_ptr<kms::Card> m_card;
    std::string m_connector;
    kms::Output m_output;
    std::unique_ptr<kms::FlipChain> m_chain;  ///< null: no panel
    bool m_is_held = false;                   ///< another program has the display
    raster::DamageFinder m_damage;
    std::vector<std::uint32_t> m_pixels;  ///< the picture
};

}  // namespace otk::kiosk::shell
