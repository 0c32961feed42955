#include <algorithm>
#include <vector>

#include "bench/figure.h"
#include "tools/fleet_sim/crew.h"

namespace otk::fleet_sim {
namespace {

using bench::Bar;
using bench::Better;
using bench::print_figure;

constexpr std::size_t questions_max = 1000;
/// A slow machine asks less, so that what is held does not get too old for the server meanwhile.
constexpr double asking_us_max = 20e6;
constexpr Bar answer_ms{Better::Lower, 10};

using Lines = std::vector<std::shared_ptr<Line>>;

std::size_t count_open(const Lines& lines) {
    return static_cast<std::size_t>(std::count_if(
        lines.begin(), lines.end(), [](const auto& line) { return line->is_open(); }));
}

/// One after another, each of a held connection taken by chance.
class Questions {
  public:
    Questions(const Stage& stage, const Lines& lines) : m_stage(stage), m_lines(lines) {}

    /// Milliseconds of each answer; none if one did not come.
    std::vector<double> ask() {
        ask_next();
        m_stage.network.run();
        return std::move(m_ms);
    }

  private:
    void ask_next() {
        if (m_ms.size() == questions_max || m_whole.microseconds() > asking_us_max)
            return m_stage.network.stop();
        const bench::Stopwatch watch;
        m_lines[m_stage.random.below(m_lines.size())]->get(
            "/healthz", [this, watch](const Answer& answer) {
                if (!answer.came || answer.status != 200) {
                    m_ms.clear();
                    return m_stage.network.stop();
                }
                m_ms.push_back(watch.microseconds() / 1000);
                ask_next();
            });
    }

    const Stage& m_stage;
    const Lines& m_lines;
    bench::Stopwatch m_whole;
    std::vector<double> m_ms;
};

}  // namespace

Result<bool> play_idle(const Stage& stage) {
    const auto wanted = static_cast<double>(stage.connections);
    const Footprint before = OTK_TRY(stage.server.footprint());
    Lines lines;
    for (std::size_t index = 0; index < stage.connections; ++index)
        lines.push_back(stage.network.line(index));
    const bench::Stopwatch opening;
    open_in_turn(stage.network, lines.size(),
        [&](std::size_t index, const Line::Opened& opened) { lines[index]->open(opened); });
    const double opening_s = opening.microseconds() / 1e6;
    const Footprint holding = OTK_TRY(stage.server.footprint());

    const std::vector<double> answers = Questions(stage, lines).ask();
    Crew crew(stage);
    const bool delivered = crew.deliver();
    const Footprint after = OTK_TRY(stage.server.footprint());
    const std::size_t held = count_open(lines);

    print_figure("fleet idle: connections held at the end", static_cast<double>(held), "",
        Bar{Better::Higher, wanted});
    print_figure("fleet idle: new connections", wanted / opening_s, "1/s");
    print_figure("fleet idle: the server's memory for a held connection",
        static_cast<double>(holding.memory_kib - before.memory_kib) / wanted, "KiB");
    print_figure("fleet idle: the server's memory at its peak",
        static_cast<double>(after.memory_kib_peak) / 1024, "MiB");
    const bool answered = !answers.empty();
    if (answered) {
        print_figure(
            "fleet idle: next request on a held connection, p50", bench::median(answers), "ms");
        print_figure("fleet idle: next request on a held connection, p99",
            bench::percentile(answers, 0.99), "ms", answer_ms);
    }
    if (delivered) {
        print_figure("fleet idle: a batch beside them, p50",
            bench::median(crew.deliveries().answer_ms), "ms");
    }
    for (const auto& line : lines)
        line->close();
    return delivered && answered && held == stage.connections;
}

}  // namespace otk::fleet_sim
