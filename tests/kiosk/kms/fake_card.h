#pragma once

#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "kiosk/kms/card.h"

namespace otk::test {

/// A card in memory: what its panel shows can be looked at, and any call can be made to fail.
class FakeCard final : public kiosk::kms::Card {
  public:
    std::vector<kiosk::kms::Connector> plugged;
    std::optional<ErrorKind> set_mode_fails;
    std::optional<ErrorKind> flip_fails;
    std::optional<ErrorKind> take_display_fails;
    std::size_t buffers_max = 2;  ///< of memory

    /// The panel refreshes: a flip that was asked for is done.
    void refresh();
    /// What the panel shows; empty: no mode was set.
    std::vector<std::uint32_t> shown() const;
    std::size_t buffer_count() const { return m_buffers.size(); }
    bool has_flip_to_do() const { return m_next.has_value(); }
    int modes_set() const { return m_modes_set; }

    Result<std::vector<kiosk::kms::Connector>> connectors() override { return plugged; }
    Result<kiosk::kms::Buffer> make_buffer(int width_px, int height_px) override;
    void drop_buffer(const kiosk::kms::Buffer& buffer) override;
    Result<void> set_mode(
        const kiosk::kms::Output& output, const kiosk::kms::Buffer& buffer) override;
    Result<void> flip(const kiosk::kms::Output& output, const kiosk::kms::Buffer& buffer) override;
    int descriptor() const override { return -1; }
    Result<int> flips_done() override;
    Result<void> take_display() override;

  private:
    std::map<std::uint32_t, std::vector<std::uint32_t>> m_buffers;
    std::uint32_t m_last_id = 0;
    std::optional<std::uint32_t> m_shown;
    std::optional<std::uint32_t> m_next;
    int m_flips_done = 0;
    int m_modes_set = 0;
};

/// A panel of that size at that connector.
kiosk::kms::Connector panel_at(const char* name, int width_px, int height_px);

}  // namespace otk::test
