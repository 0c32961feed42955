#include "drivers/port/link_port.h"

#include <deque>

#include <catch2/catch.hpp>

#include "tests/drivers/fake_printer.h"

using namespace otk;
using namespace otk::port;
using printer::StatusDialect;
using test::FakePrinter;

namespace {

/// A link without a wire: what the printer answers is there at once.
class DirectLink final : public Link {
  public:
    explicit DirectLink(FakePrinter& printer) : m_printer(printer) {}

    Result<void> open(const Deadline&) override {
        if (m_unreachable) return fail(*m_unreachable, "scripted");
        return {};
    }
    Sent send(ByteView bytes, const Deadline&) override {
        if (m_breaks_after) {
            const std::size_t count = std::min(*m_breaks_after, bytes.size());
            m_breaks_after.reset();
            m_printer.take(bytes.first(count));
            return {count, Error{ErrorKind::Unavailable, "scripted"}};
        }
        const Bytes answer = m_printer.take(bytes);
        m_heard.insert(m_heard.end(), answer.begin(), answer.end());
        return {bytes.size(), std::nullopt};
    }
    Result<Bytes> receive(const Deadline&) override {
        if (m_heard.empty()) return fail(ErrorKind::Unavailable, "nothing");
        const Bytes said{m_heard.front()};
        m_heard.pop_front();
        return said;
    }
    PrinterState line_state(const Deadline&) override { return m_line; }
    void close() override { m_heard.clear(); }

    std::optional<ErrorKind> m_unreachable;
    std::optional<std::size_t> m_breaks_after;
    PrinterState m_line = PrinterState::Unknown;

  private:
    FakePrinter& m_printer;
    std::deque<std::uint8_t> m_heard;
};

struct Setting {
    explicit Setting(StatusDialect dialect, Bytes take_back = {}) : printer(dialect) {
        auto made = std::make_unique<DirectLink>(printer);
        link = made.get();
        port.emplace(std::move(made),
            Talk{.dialect = dialect, .command_bytes_max = 100, .take_back = std::move(take_back)});
    }

    FakePrinter printer;
    DirectLink* link = nullptr;
    std::optional<LinkPort> port;
};

constexpr int deadline_ms = 1'000;
constexpr std::array dialects{
    StatusDialect::EscposRealTime, StatusDialect::EscposAutomatic, StatusDialect::CustomKiosk};

}  // namespace

TEST_CASE("every dialect tells what is wrong") {
    for (const StatusDialect dialect : dialects) {
        CAPTURE(static_cast<int>(dialect));
        Setting setting(dialect);
        for (const PrinterState state : {PrinterState::Ready, PrinterState::PaperLow,
                 PrinterState::PaperOut, PrinterState::CoverOpen, PrinterState::Cutter}) {
            CAPTURE(name_of(state));
            setting.printer.become(state);
            CHECK(setting.port->state(deadline_ms).value() == state);
        }
    }
}

TEST_CASE("a slip that ends is printed; one in which the paper ends is of unknown fate") {
    for (const StatusDialect dialect : dialects) {
        CAPTURE(static_cast<int>(dialect));
        Setting setting(dialect);
        CHECK(setting.port->print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
        setting.printer.become_after(80, PrinterState::PaperOut);
        const Delivery delivery = setting.port->print(Bytes(50, 'x'), deadline_ms);
        CHECK(delivery.fate == Fate::Unknown);
        CHECK(delivery.state == PrinterState::PaperOut);
        CHECK(delivery.error.value().context == "the printer stopped: paper_out");
        CHECK(setting.printer.printed().size() == 100);
    }
}

TEST_CASE("a printer that does not answer prints all the same") {
    for (const StatusDialect dialect : dialects) {
        Setting setting(dialect);
        setting.printer.fall_silent();
        CHECK(setting.port->state(deadline_ms).error().kind == ErrorKind::Unavailable);
        CHECK(setting.port->print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
        const int asked = setting.printer.enquiries();
        CHECK(setting.port->print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
        CHECK(setting.printer.enquiries() == asked);  // it is not waited for again
    }
}

TEST_CASE("a printer that babbles is not believed and prints all the same") {
    for (const StatusDialect dialect : dialects) {
        Setting setting(dialect);
        setting.printer.babble(Bytes(3, 0xFF));
        CHECK_FALSE(setting.port->state(deadline_ms).has_value());
        CHECK(setting.port->print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
    }
}

TEST_CASE("a way that cannot be opened is a state, and the slip never starts") {
    Setting setting(StatusDialect::EscposRealTime);
    for (const auto& [kind, state] : {std::pair{ErrorKind::NotFound, PrinterState::Absent},
             std::pair{ErrorKind::Permission, PrinterState::NoPermission},
             std::pair{ErrorKind::Conflict, PrinterState::Busy},
             std::pair{ErrorKind::Unavailable, PrinterState::Offline}}) {
        setting.link->m_unreachable = kind;
        CHECK(setting.port->state(deadline_ms).value() == state);
        const Delivery delivery = setting.port->print(Bytes(50, 'x'), deadline_ms);
        CHECK(delivery.fate == Fate::NotStarted);
        CHECK(delivery.state == state);
    }
    CHECK(setting.printer.printed().empty());
}

TEST_CASE("what a broken slip owes its last command is paid before the next one") {
    Setting setting(StatusDialect::None);
    setting.link->m_breaks_after = 10;
    CHECK(setting.port->print(Bytes(1'000, 'x'), deadline_ms).fate == Fate::Unknown);
    CHECK(setting.port->print(Bytes(5, 'y'), deadline_ms).fate == Fate::Printed);
    Bytes expected(10, 'x');
    expected.insert(expected.end(), 100, 0);  // the longest command
    expected.insert(expected.end(), 5, 'y');
    CHECK((setting.printer.printed() == expected));

    setting.link->m_breaks_after = 0;
    CHECK(setting.port->print(Bytes(5, 'z'), deadline_ms).fate == Fate::NotStarted);
    CHECK(setting.port->print(Bytes(5, 'z'), deadline_ms).fate == Fate::Printed);
    expected.insert(expected.end(), 5, 'z');
    CHECK((setting.printer.printed() == expected));
}

TEST_CASE("trouble on the line is believed of a printer that does not answer") {
    Setting setting(StatusDialect::EscposRealTime);
    setting.printer.fall_silent();
    setting.link->m_line = PrinterState::PaperOut;
    CHECK(setting.port->state(deadline_ms).value() == PrinterState::PaperOut);
    Setting mute(StatusDialect::None);
    mute.link->m_line = PrinterState::PaperOut;
    CHECK(mute.port->state(deadline_ms).value() == PrinterState::PaperOut);
}

TEST_CASE("a slip is drawn back while it waits in the mouth, and where the printer cannot tell") {
    const Bytes retract{0x1D, 'e', 2};
    Setting told(StatusDialect::CustomKiosk, retract);
    CHECK(told.port->take_back(deadline_ms).value() == PrinterState::Ready);
    CHECK(told.printer.printed().empty());  // it was taken
    told.printer.hold_out(true);
    told.printer.become(PrinterState::PaperLow);
    CHECK(told.port->take_back(deadline_ms).value() == PrinterState::PaperLow);
    CHECK((told.printer.printed() == retract));

    Setting silent(StatusDialect::CustomKiosk, retract);
    silent.printer.fall_silent();
    CHECK_FALSE(silent.port->take_back(deadline_ms));
    CHECK((silent.printer.printed() == retract));

    Setting mute(StatusDialect::EscposRealTime, retract);
    CHECK(mute.port->take_back(deadline_ms).value() == PrinterState::Ready);
    CHECK((mute.printer.printed() == retract));

    mute.link->m_breaks_after = 0;
    CHECK(mute.port->take_back(deadline_ms).error().kind == ErrorKind::Unavailable);
    mute.link->m_unreachable = ErrorKind::NotFound;
    CHECK(mute.port->take_back(deadline_ms).value() == PrinterState::Absent);
}

TEST_CASE("without a presenter nothing is drawn back") {
    Setting setting(StatusDialect::EscposRealTime);
    setting.printer.become(PrinterState::CoverOpen);
    CHECK(setting.port->take_back(deadline_ms).value() == PrinterState::CoverOpen);
    CHECK(setting.printer.printed().empty());
}
