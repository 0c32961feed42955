#include "drivers/preview/device.h"

#include <algorithm>
#include <utility>

#include "core/base/format.h"
#include "drivers/preview/code_page_letters.h"

namespace otk::preview {
namespace {

constexpr int cell_width = 12;
constexpr int cell_height = 24;
constexpr int baseline = 19;  // of the cell's 24 rows
// PT Mono is 0.6 em wide: 12 dots; a little taller, as font A fills its cell.
constexpr picture::Em em{20, 22};
constexpr int default_line_spacing = 30;  // 1/6 inch less the gap, as the reference gives it
constexpr int paper_dots_max = 20000;

picture::Bitmap cell_of(picture::Typeface& letters, const std::string& text, bool bold) {
    picture::Bitmap cell(cell_width, cell_height);
    letters.draw(cell, 0, baseline, text, em);
    if (!bold) return cell;
    // Emphasis is the same letter struck again a dot further.
    picture::Bitmap twice = cell;
    twice.stamp(cell, 1, 0);
    return twice;
}

}  // namespace

Device::Device(picture::Typeface& letters, const Facts& facts)
    : m_letters(letters),
      m_facts(facts),
      m_picture(facts.width_dots + 2 * facts.margin_dots, 0),
      m_y(facts.margin_dots) {
    reset();
}

void Device::reset() {
    if (has_pending_letters()) warn("ESC @ drops letters that were not printed yet");
    m_line.clear();
    m_band.reset();
    const auto first = m_facts.pages.find(0);
    m_page = first == m_facts.pages.end() ? std::string() : first->second;
    m_alignment = 0;
    m_bold = false;
    m_wide = 1;
    m_high = 1;
    set_default_line_spacing();
}

bool Device::set_page(int number) {
    const auto page = m_facts.pages.find(number);
    if (page == m_facts.pages.end()) return false;
    m_page = page->second;
    return true;
}

void Device::set_default_line_spacing() {
    m_line_spacing = default_line_spacing;
}

int Device::dots_of(int units) const {
    return units * m_facts.dots_per_inch / m_facts.units_per_inch;
}

void Device::put_letter(std::uint8_t byte) {
    auto letter = letter_of(m_page, byte);
    if (!letter) {
        warn(format("byte 0x{:02X} is no letter of page {}", byte, m_page));
        letter.emplace(1, '?');
    }
    if (m_band) warn("letters beside a bit image are not drawn here");
    const auto sum = [](int width, const Letter& one) { return width + one.wide * cell_width; };
    int width = m_wide * cell_width;
    for (const Letter& one : m_line)
        width = sum(width, one);
    if (width > m_facts.width_dots) {
        warn("a line is wider than the paper");
        end_line();
    }
    m_line.push_back({std::move(*letter), m_wide, m_high, m_bold});
}

int Device::left_for(int width) const {
    const int free = m_facts.width_dots - width;
    const int shift = m_alignment == 1 ? free / 2 : m_alignment == 2 ? free : 0;
    return m_facts.margin_dots + std::max(shift, 0);
}

void Device::put_band(const picture::Bitmap& band) {
    if (has_pending_letters()) warn("a bit image beside something else is not drawn here");
    if (band.width() > m_facts.width_dots) warn("a bit image wider than the paper");
    m_band = band;
}

void Device::print_band() {
    make_room(m_y + m_band->height());
    m_picture.stamp(*m_band, left_for(m_band->width()), m_y);
    m_band.reset();
}

void Device::print_line() {
    int width = 0;
    int tallest = 1;
    std::string text;
    for (const Letter& letter : m_line) {
        width += letter.wide * cell_width;
        tallest = std::max(tallest, letter.high);
        text += letter.text;
    }
    make_room(m_y + tallest * cell_height);
    int x = left_for(width);
    for (const Letter& letter : m_line) {
        // Letters of different heights stand on one baseline.
        const int top = m_y + (tallest - letter.high) * baseline;
        m_picture.stamp(
            cell_of(m_letters, letter.text, letter.bold), x, top, letter.wide, letter.high);
        x += letter.wide * cell_width;
    }
    m_texts.push_back(std::move(text));
    m_line.clear();
}

void Device::end_line() {
    int tallest = m_band ? m_band->height() : 0;
    for (const Letter& letter : m_line)
        tallest = std::max(tallest, letter.high * cell_height);
    if (m_band) print_band();
    if (!m_line.empty()) print_line();
    feed_dots(std::max(m_line_spacing, tallest));
}

void Device::feed(int units) {
    if (m_band) print_band();
    if (!m_line.empty()) print_line();
    feed_dots(dots_of(units));
}

void Device::feed_dots(int dots) {
    m_y = std::min(m_y + dots, paper_dots_max);
    make_room(m_y);
}

bool Device::put_raster(const picture::Bitmap& raster) {
    make_room(m_y + raster.height());
    m_picture.stamp(raster, left_for(raster.width()), m_y);
    feed_dots(raster.height());
    return raster.width() <= (m_facts.width_dots + 7) / 8 * 8;
}

void Device::cut() {
    ++m_cuts;
    feed_dots(m_facts.margin_dots);
}

void Device::make_room(int bottom) {
    const int needed = std::min(bottom, paper_dots_max) + m_facts.margin_dots;
    if (needed > m_picture.height()) m_picture.set_height(needed);
}

bool Device::is_at_end_of_paper() const {
    return m_y >= paper_dots_max;
}

Printout Device::take() {
    return {std::move(m_picture), std::move(m_texts), std::move(m_links), std::move(m_warnings),
        m_cuts, m_is_presented};
}

}  // namespace otk::preview
