#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::wire {

/// Appends little-endian integers and raw bytes.
class ByteWriter {
  public:
    void u8(std::uint8_t number) { m_bytes.push_back(number); }
    void u16(std::uint16_t number) { integer(number, 2); }
    void u32(std::uint32_t number) { integer(number, 4); }
    void u64(std::uint64_t number) { integer(number, 8); }
    void raw(ByteView bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }

    ByteView view() const { return m_bytes; }
    Bytes take() { return std::move(m_bytes); }

  private:
    void integer(std::uint64_t number, unsigned size) {
        for (unsigned index = 0; index < size; ++index) {
            m_bytes.push_back(static_cast<std::uint8_t>(number >> (8 * index)));
        }
    }

    Bytes m_bytes;
};

/// Reads what ByteWriter wrote; every read checks what is left, so no length can be believed wrongly.
class ByteReader {
  public:
    explicit ByteReader(ByteView bytes) : m_left(bytes) {}

    std::size_t left() const { return m_left.size(); }

    Result<std::uint8_t> u8() { return integer<std::uint8_t>(); }
    Result<std::uint16_t> u16() { return integer<std::uint16_t>(); }
    Result<std::uint32_t> u32() { return integer<std::uint32_t>(); }
    Result<std::uint64_t> u64() { return integer<std::uint64_t>(); }

    /// A view into what is read.
    Result<ByteView> raw(std::size_t size) {
        if (size > m_left.size()) return fail(ErrorKind::InvalidInput, "ends too early");
        const ByteView bytes = m_left.first(size);
        m_left = m_left.subspan(size);
        return bytes;
    }

    template <std::size_t Size>
    Result<std::array<std::uint8_t, Size>> array() {
        const ByteView bytes = OTK_TRY(raw(Size));
        std::array<std::uint8_t, Size> copy{};
        for (std::size_t index = 0; index < Size; ++index) {
            copy[index] = bytes[index];
        }
        return copy;
    }

    Result<void> expect(ByteView wanted, std::string_view what) {
        const ByteView bytes = OTK_TRY(raw(wanted.size()));
        if (text_of(bytes) != text_of(wanted)) {
            return fail(ErrorKind::InvalidInput, std::string("not ").append(what));
        }
        return {};
    }

    Result<void> end() const {
        if (!m_left.empty()) return fail(ErrorKind::InvalidInput, "bytes after the end");
        return {};
    }

  private:
    template <typename Number>
    Result<Number> integer() {
        const ByteView bytes = OTK_TRY(raw(sizeof(Number)));
        std::uint64_t number = 0;
        for (std::size_t index = 0; index < sizeof(Number); ++index) {
            number |= static_cast<std::uint64_t>(bytes[index]) << (8 * index);
        }
        return static_cast<Number>(number);
    }

    ByteView m_left;
};

}  // namespace otk::wire
