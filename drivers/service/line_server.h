#pragma once

#include <sys/types.h>

#include <functional>
#include <list>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"

struct pollfd;

namespace otk::service {

/// What is answered to one line.
struct LineReply {
    std::string line;      ///< without its newline
    bool watches = false;  ///< from now on the client is also told what is new
};

/// The reply to one line; `user` is the client's, as the kernel says.
using LineHandler = std::function<LineReply(std::string_view line, uid_t user)>;

/// Serves lines on a Unix socket to many clients without ever waiting for one of them. Every limit
/// below ends with a reply that says so, as far as the client reads it, and a closed connection.
/// The process's one thread; the caller polls.
class LineServer {
  public:
    static constexpr std::size_t line_bytes_max = 64 * 1024;
    static constexpr std::size_t unsent_bytes_max = 1024 * 1024;
    static constexpr std::size_t clients_max = 64;
    static constexpr std::int64_t half_line_ms_max = 5'000;
    static constexpr std::int64_t unread_ms_max = 5'000;  ///< replies that the client does not take
    static constexpr std::int64_t idle_ms_max = 60'000;   ///< but for those who watch
    static constexpr std::size_t watchers_max = 16;
    static constexpr double requests_per_s_max = 200;  ///< of a client, once it used up `burst`
    static constexpr double requests_burst = 400;

    /// Listens at `path`, mode 0660. Takes the place of a socket that nobody serves; Conflict if
    /// somebody does.
    static Result<LineServer> listen(const Path& path, const Clock& clock);

    LineServer(LineServer&&) noexcept = default;
    LineServer& operator=(LineServer&&) = delete;
    ~LineServer();

    /// Appends what is to be polled.
    void watch(std::vector<pollfd>& watched) const;
    /// Does all that can be done now: accepts, reads, answers, closes.
    void serve(const LineHandler& handler);
    /// Gives a line to all who watch; it leaves with the next serve().
    void tell(std::string_view line);
    std::size_t watchers() const;
    /// Until some client's time is over; -1 if nobody's runs.
    std::int64_t wait_ms() const;

    std::size_t clients() const { return m_clients.size(); }

  private:
    struct Client {
        Descriptor socket;
        uid_t user;
        std::string incoming;
        std::string outgoing;
        std::int64_t line_since_ms;    ///< when its last line ended or its half line began
        std::int64_t unread_since_ms;  ///< when it last took some of a reply
        bool had_no_half_line = true;
        bool watches = false;
        double requests_left = requests_burst;
        std::int64_t requests_since_ms = 0;
        bool is_closing = false;  ///< once `outgoing` is empty
        bool is_gone = false;
    };

    LineServer(Path path, Descriptor socket, const Clock& clock)
        : m_path(std::move(path)), m_socket(std::move(socket)), m_clock(&clock) {}

    void accept_all();
    void read_from(Client& client);
    void answer_lines(Client& client, const LineHandler& handler);
    void write_to(Client& client);
    LineReply reply_to(std::string_view line, Client& client, const LineHandler& handler);
    bool may_ask(Client& client) const;
    void check_times(Client& client);
    void refuse(Client& client, std::string_view error, std::string_view message);
    std::int64_t ends_at_ms(const Client& client) const;

    Path m_path;
    Descriptor m_socket;
    const Clock* m_clock;
    std::list<Client> m_clients;
};

}  // namespace otk::service
