#include "cli/printer_words.h"

#include <algorithm>
#include <array>

namespace otk::cli {
namespace {

constexpr std::array table{
    PrinterWords{"ready", ProcessState::Well, "принтер готов", ""},
    PrinterWords{"busy", ProcessState::Well, "печатает или занят", ""},
    PrinterWords{"paper_low", ProcessState::Attention, "бумаги мало", "приготовьте новый рулон"},
    PrinterWords{"paper_out", ProcessState::Broken, "нет бумаги",
        "вставьте рулон и закройте крышку, печать продолжится сама"},
    PrinterWords{"cover_open", ProcessState::Broken, "открыта крышка",
        "закройте её до щелчка, печать продолжится сама"},
    PrinterWords{"cutter", ProcessState::Broken, "замята бумага или застрял нож",
        "выключите принтер, откройте крышку, уберите замятую бумагу, включите принтер"},
    PrinterWords{"offline", ProcessState::Broken, "принтер не отвечает",
        "проверьте, включён ли он и подключён ли кабель"},
    PrinterWords{"absent", ProcessState::Broken, "принтер не найден",
        "проверьте питание и кабель; для очереди CUPS и линии RS-232 — имя в настройках"},
    PrinterWords{"no_permission", ProcessState::Broken, "система не даёт открыть принтер",
        "установите правило udev 60-otklik-printer.rules и подключите принтер заново"},
    PrinterWords{"unknown", ProcessState::Attention, "принтер не сообщает своё состояние",
        "напечатайте пробную листовку: otklik printer test"},
};

}  // namespace

const PrinterWords* printer_words(std::string_view state) {
    const auto* found = std::ranges::find(table, state, &PrinterWords::state);
    return found == table.end() ? nullptr : found;
}

}  // namespace otk::cli
