#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <deque>
#include <string>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/base/json.h"
#include "drivers/service/line_server.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace otk;
using service::LineReply;
using service::LineServer;

constexpr std::size_t strangers_count = 4;
constexpr std::int64_t step_ms = 50;
constexpr std::string_view news = R"({"told":true})";

/// What is answered to a line names the line without repeating it, as the service does.
std::string answer_to(std::string_view line) {
    return Json::object()
        .set("ok", true)
        .set("bytes", static_cast<std::int64_t>(line.size()))
        .set("first", static_cast<int>(line.empty() ? '\0' : line.front()))
        .dump();
}

LineReply handle(std::string_view line, uid_t) {
    OTK_ASSERT(line.size() <= LineServer::line_bytes_max);
    OTK_ASSERT(line.find('\n') == std::string_view::npos);
    return {answer_to(line), !line.empty() && line.front() == 'w'};
}

/// Somebody at the other end of the socket, who keeps account of what is owed to him.
class Stranger {
  public:
    bool is_connected() const { return m_socket.is_open(); }

    void connect(const Path& path) {
        m_socket = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.native().size());
        OTK_ASSERT(::connect(m_socket.number(), reinterpret_cast<const sockaddr*>(&address),
                       sizeof address) == 0);
    }

    void send(std::string_view text) {
        const ssize_t sent = ::send(m_socket.number(), text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0) return;  // closed by the server, or nobody reads on either side
        for (const char letter : text.substr(0, static_cast<std::size_t>(sent))) {
            if (letter == '\n') {
                m_owed.push_back(answer_to(m_half_line));
                m_half_line.clear();
            } else {
                m_half_line += letter;
            }
        }
    }

    /// Takes all that has come. True at the end of the connection.
    bool read() {
        std::array<char, 4096> part{};
        for (;;) {
            const ssize_t got = ::recv(m_socket.number(), part.data(), part.size(), 0);
            if (got <= 0) {
                take_lines();
                return got == 0 || errno != EAGAIN;
            }
            m_incoming.append(part.data(), static_cast<std::size_t>(got));
        }
    }

    void end_sending() { ::shutdown(m_socket.number(), SHUT_WR); }
    void vanish() { *this = Stranger(); }

    bool was_refused() const { return m_was_refused; }
    bool is_owed() const { return !m_owed.empty(); }

  private:
    void take_lines() {
        std::size_t begin = 0;
        for (;;) {
            const std::size_t end = m_incoming.find('\n', begin);
            if (end == std::string::npos) break;
            take(m_incoming.substr(begin, end - begin));
            begin = end + 1;
        }
        m_incoming.erase(0, begin);
    }

    void take(const std::string& line) {
        OTK_ASSERT(!m_was_refused);  // a refusal is the last word
        if (line == news) return;
        if (!m_owed.empty() && line == m_owed.front()) return m_owed.pop_front();
        const auto reply = Json::parse(line);
        OTK_ASSERT(reply && !reply->bool_at("ok").value());
        const bool is_put_off = reply->string_at("error").value() == "unavailable";
        if (is_put_off) {
            OTK_ASSERT(!m_owed.empty());
            return m_owed.pop_front();
        }
        m_was_refused = true;
    }

    Descriptor m_socket;
    std::string m_half_line;
    std::string m_incoming;
    std::deque<std::string> m_owed;
    bool m_was_refused = false;
};

/// What strangers do in turn, from the input's bytes: two for the deed, then what it sends.
class Scene {
  public:
    Scene(const Path& path, LineServer& server, test::ManualClock& clock)
        : m_path(path), m_server(server), m_clock(clock) {}

    void play(std::string_view script) {
        while (script.size() >= 2) {
            const auto deed = static_cast<unsigned char>(script[0]);
            const auto amount = static_cast<unsigned char>(script[1]);
            script.remove_prefix(2);
            const std::size_t sent = carry_out(deed % 8, amount, script.substr(0, amount));
            script.remove_prefix(sent);
            m_server.serve(handle);
            OTK_ASSERT(m_server.clients() <= strangers_count);
        }
        part();
    }

  private:
    std::size_t carry_out(unsigned deed, unsigned amount, std::string_view text) {
        Stranger& chosen = m_strangers[amount % strangers_count];
        switch (deed) {
            case 4:
                chosen.vanish();
                return 0;
            case 5:
                m_clock.advance_ms(amount * step_ms);
                m_has_waited = true;
                return 0;
            case 6:
                m_server.tell(news);
                return 0;
            case 7:
                if (chosen.is_connected() && chosen.read()) chosen.vanish();
                return 0;
            default:
                if (!m_strangers[deed].is_connected()) m_strangers[deed].connect(m_path);
                m_strangers[deed].send(text);
                return text.size();
        }
    }

    /// Whoever was not refused and did not dawdle gets an answer to each of his lines.
    void part() {
        for (Stranger& stranger : m_strangers) {
            if (!stranger.is_connected()) continue;
            stranger.end_sending();
            OTK_ASSERT(hears_the_end(stranger));
            OTK_ASSERT(m_has_waited || stranger.was_refused() || !stranger.is_owed());
            stranger.vanish();
        }
        m_server.serve(handle);
        OTK_ASSERT(m_server.clients() == 0);
    }

    /// Replies that were left unread fill the socket, and come round by round.
    bool hears_the_end(Stranger& stranger) {
        constexpr int rounds_max = 1000;
        for (int round = 0; round < rounds_max; ++round) {
            m_server.serve(handle);
            if (stranger.read()) return true;
        }
        return false;
    }

    const Path& m_path;
    LineServer& m_server;
    test::ManualClock& m_clock;
    std::array<Stranger, strangers_count> m_strangers;
    bool m_has_waited = false;
};

}  // namespace

/// Up to four clients of the printer service's socket at a time, over a real one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const test::TemporaryFolder folder;
    const Path path = folder / "socket";
    test::ManualClock clock;
    auto server = LineServer::listen(path, clock);
    OTK_ASSERT(server.has_value());
    Scene(path, *server, clock).play(text_of(ByteView(bytes, size)));
    return 0;
}
