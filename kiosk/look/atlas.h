#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace otk::kiosk::look {

/// A texture of one byte a pixel that fills up as letters and shadows are first drawn. It reserves
/// its whole address space at once, so that places in it never move, and takes memory only for what
/// is filled. Belongs to one thread.
class Atlas {
  public:
    static constexpr int height = 16384;
    /// Past this it begins anew: 4 MiB at the usual width, five times what a day's visits fill, and
    /// half of what a small graphics card takes as one texture.
    static constexpr int rows_enough = height / 4;
    /// What was painted is counted by bands of so many rows.
    static constexpr int band_rows = 64;
    using Bands = std::array<std::uint32_t, height / band_rows>;

    /// `width`: at least that of the widest letter; a power of two.
    explicit Atlas(int width);
    ~Atlas();
    Atlas(const Atlas&) = delete;
    Atlas& operator=(const Atlas&) = delete;

    struct Place {
        int x;
        int y;
    };
    /// Room of empty pixels with an empty rim at its right and below; none if it is full.
    std::optional<Place> take(int box_width, int box_height);
    std::uint8_t* row(const Place& place, int down);

    int width() const { return m_width; }
    const std::uint8_t* pixels() const { return m_pixels; }
    /// Another one when what was there is forgotten: the same place may then show something else. No
    /// other atlas has ever had it.
    std::uint64_t revision() const { return m_revision; }
    /// How many boxes were taken in each band since the last clear(); a card's copy is kept by it.
    const Bands& bands() const { return m_bands; }
    bool is_nearly_full() const { return m_next_y > rows_enough; }
    void clear();

    float u(float x) const { return x / static_cast<float>(m_width); }
    static float v(float y) { return y / static_cast<float>(height); }
    /// Where a white pixel lies whose neighbours are white too.
    Place white() const { return {1, 1}; }

  private:
    struct Shelf {
        int y;
        int height;
        int next_x;
    };
    std::size_t size_bytes() const;
    void paint_white();
    Place note(const Place& place, int box_height);

    int m_width;
    std::uint8_t* m_pixels;
    std::vector<Shelf> m_shelves;
    int m_next_y = 0;
    std::uint64_t m_revision;
    Bands m_bands{};
};

}  // namespace otk::kiosk::look
