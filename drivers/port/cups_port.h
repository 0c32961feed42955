#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/port/deadline.h"
#include "drivers/port/port.h"

namespace otk::port {

/// A queue of the system's print scheduler.
struct CupsQueue {
    std::string host = "/run/cups/cups.sock";  ///< a socket's path, or an address
    int port = 631;                            ///< for an address
    std::string name;

    /// "kiosk", or "127.0.0.1:8631/kiosk"; a queue's name is letters, digits, "-", "_" and ".".
    static Result<CupsQueue> parse(std::string_view text);

    friend bool operator==(const CupsQueue&, const CupsQueue&) = default;
};

/// What the scheduler says of a queue: printer-state, -state-reasons, -is-accepting-jobs,
/// -state-message (RFC 8011, 5.4.11 to 5.4.13 and 5.4.23).
struct QueueReport {
    int state = 0;
    std::vector<std::string> reasons;
    bool accepts_jobs = true;
    std::string message = {};  ///< printer-state-message, in English
    bool is_raw = false;       ///< no driver: what it is given goes to the printer as it is
    /// document-format-supported (RFC 8011, 5.4.22): whatever the scheduler can make of it.
    bool takes_pdf = true;
    bool takes_raster = false;
    std::vector<int> raster_dots_per_inch = {};  ///< pwg-raster-document-resolution-supported
};

PrinterState state_of(const QueueReport& report);

/// How the queue wants a page, whose printer has so many dots: a PDF (0) wherever it takes one,
/// else PWG raster with the printer's dots per inch, or with those that are nearest to it.
int page_dots_per_inch(const QueueReport& report, int printer_dots_per_inch);

/// True if no byte of the job can have left: its backend is still looking for the printer. The
/// reason connecting-to-device stands only while a name is looked up, so the words count too.
bool is_connecting(const QueueReport& report);

/// The MIME type by which the scheduler knows what to do with a slip: PDF, PWG raster, or else
/// bytes that go to the printer as they are.
std::string_view document_format(ByteView slip);

/// Hundredths of a millimetre, as IPP counts (media-size, PWG 5100.3).
struct PageSize {
    int width = 0;
    int height = 0;

    friend bool operator==(const PageSize&, const PageSize&) = default;
};

/// The size of a PDF's first page, as cairo writes it, or of a PWG raster's; none for anything
/// else.
std::optional<PageSize> page_size_of(ByteView page);

/// A queue of CUPS. A slip is printed when the scheduler says that its job is *completed*: it
/// knows of the printer what its backend knows, so this is its word and not ours. A job that has
/// not ended by the deadline is cancelled, so that it does not come out later. Each call has a
/// connection of its own. One thread.
class CupsPort final : public Port {
  public:
    CupsPort(CupsQueue queue, int printer_dots_per_inch)
        : m_queue(std::move(queue)), m_printer_dots_per_inch(printer_dots_per_inch) {}

    Delivery print(ByteView slip, int deadline_ms) override;
    Result<PrinterState> state(int deadline_ms) override;
    int page_dots_per_inch() const override { return m_page_dots_per_inch; }

  private:
    CupsQueue m_queue;
    int m_printer_dots_per_inch;
    std::atomic<int> m_page_dots_per_inch = 0;
    std::optional<Deadline> m_offline;  ///< until then a printer that a job did not reach is off
};

}  // namespace otk::port
