#include "cli/stored_fields.h"

#include <array>

namespace otk::cli {
namespace {

using enum Keeper;

constexpr std::string_view open = "любой, у кого диск";
constexpr std::string_view by_server = "только сервер: его закрытым ключом";
constexpr std::string_view by_administrator = "администратор базы сервера";
constexpr std::string_view until_batch = "до пакета: 20 ответов или конец дня";
constexpr std::string_view until_backup = "до резервной копии на сервере или 30 дней";
constexpr std::string_view by_profile = "месяцы из профиля (24), затем стирается";
constexpr std::string_view for_ever = "постоянно";
constexpr std::string_view until_counted =
    "пока не станет известна анкета или ключ, не дольше срока из профиля";

constexpr std::array fields = {
    StoredField{Kiosk, "response", "id", "случайный номер, не растёт и ни с чем не связан", open,
        until_batch},
    StoredField{Kiosk, "response", "state", "черновик, закончен или отброшен", open, until_batch},
    StoredField{Kiosk, "response", "period", "которым ключом запечатано", open, until_batch},
    StoredField{Kiosk, "response", "form", "код анкеты", open, until_batch},
    StoredField{Kiosk, "response", "form_version", "её версия", open, until_batch},
    StoredField{Kiosk, "response", "bucket", "день; точнее времени нет", open, until_batch},
    StoredField{Kiosk, "response", "sealed",
        "содержание ответа, дополненное до 128, 512, 2048, 8192 или 16320 байт, и 40 байт шифра",
        by_server, until_batch},
    StoredField{Kiosk, "response", "hash", "контрольная сумма зашифрованного", open, until_batch},
    StoredField{
        Kiosk, "key_box", "period", "номер ключа периода (не дольше суток)", open, until_batch},
    StoredField{Kiosk, "key_box", "box",
        "ключ периода, зашифрованный для сервера; открытый — только в памяти киоска", by_server,
        until_batch},
    StoredField{
        Kiosk, "key_box_copy", "period", "то же второй раз, от порчи диска", open, until_batch},
    StoredField{Kiosk, "key_box_copy", "box", "то же второй раз", by_server, until_batch},
    StoredField{Kiosk, "batch", "*", "пакеты перемешанных запечатанных ответов и день пакета",
        by_server, until_backup},
    StoredField{Kiosk, "damaged", "*", "повреждённые запечатанные ответы, отложенные в сторону",
        by_server, "до разбора"},
    StoredField{Kiosk, "void", "*",
        "служебное: номера и дни пакетов, которые нельзя отправить; ответов нет", open,
        until_backup},
    StoredField{
        Kiosk, "buffer", "*", "служебное: номер буфера и что сказал о себе сервер", open, for_ever},
    StoredField{Kiosk, "salvaged", "*", "служебное: имена файлов, из которых спасены ответы", open,
        for_ever},
    StoredField{Server, "response", "day", "день ответа", by_administrator, by_profile},
    StoredField{
        Server, "response", "place", "место, где стоит киоск", by_administrator, by_profile},
    StoredField{Server, "response", "id", "новый случайный номер; номера с киоска здесь нет",
        by_administrator, by_profile},
    StoredField{Server, "response", "day_is_servers",
        "часам киоска не верили, день поставил сервер", by_administrator, by_profile},
    StoredField{Server, "response", "flagged", "похоже на баловство", by_administrator, by_profile},
    StoredField{Server, "response", "content", "содержание ответа без свободных текстов",
        by_administrator, by_profile},
    StoredField{Server, "free_text", "id", "случайный номер, с номером ответа не связан",
        by_administrator, by_profile},
    StoredField{Server, "free_text", "day", "день ответа", by_administrator, by_profile},
    StoredField{Server, "free_text", "place", "место", by_administrator, by_profile},
    StoredField{Server, "free_text", "form", "код анкеты", by_administrator, by_profile},
    StoredField{Server, "free_text", "version", "её версия", by_administrator, by_profile},
    StoredField{Server, "free_text", "question", "вопрос", by_administrator, by_profile},
    StoredField{Server, "free_text", "language", "язык", by_administrator, by_profile},
    StoredField{Server, "free_text", "text",
        "сам текст; телефоны, имена и номера закрыты ещё на киоске", by_administrator, by_profile},
    StoredField{
        Server, "parked_row", "number", "порядок отложенных", by_administrator, until_counted},
    StoredField{Server, "parked_row", "row_id", "случайный номер с киоска", by_administrator,
        until_counted},
    StoredField{Server, "parked_row", "key_box", "ключ периода, зашифрованный для сервера",
        by_server, until_counted},
    StoredField{Server, "parked_row", "sealed", "запечатанный ответ, который ещё нельзя посчитать",
        by_server, until_counted},
    StoredField{Server, "parked_row", "reason", "почему отложен", by_administrator, until_counted},
    StoredField{Server, "parked_row", "detail", "какой анкеты или ключа не хватает",
        by_administrator, until_counted},
    StoredField{
        Server, "parked_row", "received_day", "день получения", by_administrator, until_counted},
    StoredField{Server, "batch_row", "kiosk", "от какого киоска", by_administrator, for_ever},
    StoredField{Server, "batch_row", "row_prefix",
        "первые 8 байт номера с киоска: чтобы ответ не посчитать дважды; ответа рядом нет",
        by_administrator, for_ever},
    StoredField{Server, "batch", "*", "пакеты: номер, день, сколько ответов, расписка; ответов нет",
        by_administrator, for_ever},
    StoredField{Server, "test_count", "*", "сколько пробных ответов пришло; больше о них ничего",
        by_administrator, for_ever},
    StoredField{Server, "roll_up_day", "*", "сколько раз выбран вариант, по дню и месту",
        by_administrator, for_ever},
    StoredField{Server, "roll_up_quarter", "*", "то же по кварталу", by_administrator, for_ever},
    StoredField{Server, "asked_day", "*", "скольких спросили и сколько ответили, по дню и месту",
        by_administrator, for_ever},
    StoredField{Server, "asked_quarter", "*", "то же по кварталу", by_administrator, for_ever},
    StoredField{Server, "edition_cell", "*", "показанное и ждущее показа: спрошено и отвечено",
        by_administrator, for_ever},
    StoredField{Server, "edition_option", "*", "показанное и ждущее показа: по вариантам",
        by_administrator, for_ever},
    StoredField{Server, "edition", "*", "служебное: дни редакций", by_administrator, for_ever},
    StoredField{Server, "edition_due", "*", "служебное: дни, которые посмотрит следующая редакция",
        by_administrator, for_ever},
    StoredField{Server, "horizon", "*", "служебное: с какого дня ответы ещё хранятся",
        by_administrator, for_ever},
    StoredField{Server, "kiosk", "*", "киоски и их открытые ключи", by_administrator, for_ever},
    StoredField{Server, "former_key", "*", "служебное: прежние открытые ключи киосков",
        by_administrator, for_ever},
    StoredField{Server, "kiosk_place", "*", "где какой киоск стоял", by_administrator, for_ever},
    StoredField{Server, "holding", "*", "служебное: какие пакеты есть", by_administrator, for_ever},
    StoredField{Server, "backed_up", "*", "служебное: какие пакеты есть в копии", by_administrator,
        for_ever},
    StoredField{Server, "alarm", "*", "тревоги: киоск, день, вид", by_administrator, for_ever},
    StoredField{Server, "enrolment_code", "*", "служебное: коды для подключения киосков",
        by_administrator, for_ever},
    StoredField{Server, "bundle_report", "*",
        "служебное: какой набор анкет показывает киоск, какие ключи сервера ему нужны и хватает ли "
        "места на диске; о визитах ничего",
        by_administrator, for_ever},
    StoredField{Server, "form", "*", "тексты анкет", by_administrator, for_ever},
};

constexpr std::array members = {
    ContentMember{"v", "версия записи"},
    ContentMember{"form", "код анкеты"},
    ContentMember{"version", "её версия"},
    ContentMember{"place", "место"},
    ContentMember{"channel", "киоск, сайт или бумага"},
    ContentMember{"language", "язык экрана"},
    ContentMember{"layout", "вид оценок на экране"},
    ContentMember{"day", "день; часа и минуты нет"},
    ContentMember{"partial", "посетитель не дошёл до конца"},
    ContentMember{"flags", "почему похоже на баловство"},
    ContentMember{"test", "дано при испытании киоска"},
    ContentMember{"asked", "какие вопросы были показаны"},
    ContentMember{"answers", "ответы"},
};

}  // namespace

std::span<const StoredField> stored_fields() {
    return fields;
}

std::span<const ContentMember> content_members() {
    return members;
}

}  // namespace otk::cli
