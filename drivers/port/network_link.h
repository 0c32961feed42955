#pragma once

#include <string>
#include <string_view>

#include "core/base/file.h"
#include "drivers/port/link.h"

namespace otk::port {

/// Where a network printer listens. A number, never a name: looking a name up has no deadline.
struct NetworkAddress {
    std::string host;  ///< IPv4 or IPv6
    std::string port;  ///< 1 to 65535

    /// "192.0.2.7" (port 9100), "192.0.2.7:9100", "[2001:db8::7]:9100"; InvalidInput for all else.
    static Result<NetworkAddress> parse(std::string_view text);

    friend bool operator==(const NetworkAddress&, const NetworkAddress&) = default;
};

/// Raw TCP, by custom on port 9100. The connection is kept between slips and made anew when the
/// printer has closed or reset it; it is looked at before each slip. Sending returns when the
/// printer's side has acknowledged every byte. One thread.
class NetworkLink final : public Link {
  public:
    explicit NetworkLink(NetworkAddress address) : m_address(std::move(address)) {}

    Result<void> open(const Deadline& deadline) override;
    Sent send(ByteView bytes, const Deadline& deadline) override;
    Result<Bytes> receive(const Deadline& deadline) override;
    PrinterState line_state(const Deadline& deadline) override;
    void close() override;

  private:
    bool is_alive() const;
    Result<void> connect(const Deadline& deadline);
    Result<void> wait_for_acknowledgement(const Deadline& deadline);

    NetworkAddress m_address;
    Descriptor m_socket;
};

}  // namespace otk::port
