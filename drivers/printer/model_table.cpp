#include <array>

#include "drivers/printer/models.h"

namespace otk::printer {
namespace {

// Rows of C++ and not a data file: the compiler checks every name and type, families share their
// pages by name, and nothing has to be read, or can fail, when a program starts. Where a source
// says "QR" of a printer only because it inherits it from a default, that is no fact.
//
// The sources: escpos-printer-db (github.com/receipt-print-hq/escpos-printer-db, data/profile);
// receipt-printer-encoder (npm @point-of-sale/receipt-printer-encoder, its printer definitions and
// code page mappings); OposWebkassa (github.com/VitalyKravtsov2016/OposWebkassa, drivers seen to
// print in Russian and Kazakh); makers' manuals as named.

constexpr std::array cp437_at_0{PageNumber{CodePage::Cp437, 0}};
constexpr std::array cp866_at_17{PageNumber{CodePage::Cp866, 17}, PageNumber{CodePage::Cp437, 0}};
/// Of Epson's printers since the TM-T88III, and of those who follow them.
constexpr std::array epson_old_pages{PageNumber{CodePage::Cp866, 17},
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp1252, 16},
    PageNumber{CodePage::Cp858, 19}};
/// Of Epson's printers since the TM-T88V.
constexpr std::array epson_pages{PageNumber{CodePage::Cp866, 17}, PageNumber{CodePage::Cp1251, 46},
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp1252, 16},
    PageNumber{CodePage::Cp858, 19}};
constexpr std::array tm_t88ii_pages{
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp1252, 16}};
constexpr std::array ct_s651_pages{PageNumber{CodePage::Cp866, 17},
    PageNumber{CodePage::Cp1251, 46}, PageNumber{CodePage::Cp437, 0},
    PageNumber{CodePage::Cp1252, 16}};
constexpr std::array citizen_pages{PageNumber{CodePage::Cp866, 7}, PageNumber{CodePage::Cp437, 0},
    PageNumber{CodePage::Cp1252, 16}, PageNumber{CodePage::Cp858, 2}};
constexpr std::array rongta_pages{PageNumber{CodePage::Cp866, 7}, PageNumber{CodePage::Cp1251, 6},
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp1252, 16},
    PageNumber{CodePage::Cp858, 19}};
/// Posiflex's Aura and Bixolon's newer printers number them alike.
constexpr std::array posiflex_pages{PageNumber{CodePage::Cp866, 17},
    PageNumber{CodePage::Cp1251, 28}, PageNumber{CodePage::Cp437, 0},
    PageNumber{CodePage::Cp858, 19}};
constexpr std::array bixolon_old_pages{
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp858, 19}};
constexpr std::array star_pages{PageNumber{CodePage::Cp866, 17}, PageNumber{CodePage::Cp437, 0},
    PageNumber{CodePage::Cp1252, 16}, PageNumber{CodePage::Cp858, 19}};
constexpr std::array star_own_pages{PageNumber{CodePage::Cp866, 10},
    PageNumber{CodePage::Cp1251, 34}, PageNumber{CodePage::Cp437, 1},
    PageNumber{CodePage::Cp1252, 32}, PageNumber{CodePage::Cp858, 4}};
constexpr std::array zj_5870_pages{PageNumber{CodePage::Cp866, 17}, PageNumber{CodePage::Cp437, 0},
    PageNumber{CodePage::Cp1252, 16}};
constexpr std::array netum_pages{PageNumber{CodePage::Cp866, 17}, PageNumber{CodePage::Cp1251, 73},
    PageNumber{CodePage::Cp437, 0}, PageNumber{CodePage::Cp1252, 16},
    PageNumber{CodePage::Cp858, 19}};

constexpr std::array gs_v_0_only{RasterCommand::GsV0};
constexpr std::array gs_v_0_first{RasterCommand::GsV0, RasterCommand::EscStar};
constexpr std::array graphics_first{
    RasterCommand::GsParenL, RasterCommand::GsV0, RasterCommand::EscStar};
constexpr std::array esc_star_only{RasterCommand::EscStar};

constexpr std::array tm_t20_usb{UsbId{0x04B8, 0x0E03}};
constexpr std::array tm_t20ii_usb{UsbId{0x04B8, 0x0E15}};
constexpr std::array tm_t20iii_usb{UsbId{0x04B8, 0x0E28}};
constexpr std::array tm_t20iv_usb{UsbId{0x04B8, 0x0E39}};
constexpr std::array epson_tm_usb{UsbId{0x04B8, 0x0202}};
constexpr std::array ct_s310ii_usb{UsbId{0x2730, 0x0FFF}};
constexpr std::array vkp80iii_usb{UsbId{0x0DD4, 0x0205}};
constexpr std::array srp_350_usb{UsbId{0x1504, 0x0006}};
constexpr std::array xp_t80_usb{UsbId{0x0FE6, 0x811E}};
constexpr std::array zjiang_usb{UsbId{0x0416, 0x5011}};

constexpr auto table = std::to_array<Model>({
    {
        .name = "generic-80",
        .description = "Любой принтер ESC/POS, лента 80 мм",
        .pages = cp866_at_17,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Partial,
        .source = "escpos-printer-db: 576 dots at 203 dpi, CP866 is ESC t 17 in 30 profiles; GS v "
                  "0 in 43 of 50. Neither native QR nor status: unknown printers may not have them",
    },
    {
        .name = "generic-58",
        .description = "Любой принтер ESC/POS, лента 58 мм, без ножа",
        .width_dots = 384,
        .pages = cp866_at_17,
        .rasters = gs_v_0_only,
        .source = "escpos-printer-db: NT-5890K, ZJ-5870 (384 dots at 203 dpi, no cutter), CP866 is "
                  "ESC t 17 in 30 profiles; otherwise as generic-80",
    },
    {
        .name = "generic-80-drawn",
        .description = "Любой принтер ESC/POS, лента 80 мм, буквы картинкой",
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Partial,
        .source = "generic-80 without its code page, for printers that number CP866 otherwise or have "
                  "none: Russian lines are drawn. CP437 is ESC t 0 in every profile of "
                  "escpos-printer-db",
    },
    {
        .name = "generic-58-drawn",
        .description = "Любой принтер ESC/POS, лента 58 мм, без ножа, буквы картинкой",
        .width_dots = 384,
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .source = "generic-58 without its code page, as generic-80-drawn",
    },
    {
        .name = "atol-rp-326",
        .description = "АТОЛ RP-326, лента 80 мм",
        .pages = rongta_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .source = "sold under that name by АТОЛ; kiosk installers drive it with the driver of "
                  "Rongta's RP326: see there",
    },
    {
        .name = "rongta-rp326",
        .description = "Rongta RP326, лента 80 мм",
        .pages = rongta_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .source = "escpos-printer-db: RP326 (pages; no GS ( L); OposWebkassa's driver for Rongta "
                  "(the same pages, 576 dots, 203 dpi, DLE EOT 1 to 4). Not found: cutter (partial "
                  "is what GS V 66 asks of any), native QR (that driver uses ESC Z)",
    },
    {
        .name = "rongta-rp332",
        .description = "Rongta RP332, лента 80 мм",
        .pages = rongta_pages,
        .rasters = gs_v_0_only,
        .native_qr = true,
        .cutter = Cutter::Full,
        .status = StatusDialect::EscposRealTime,
        .source = "escpos-printer-db: RP332 (pages, QR, full cut only, 72 mm at 203 dpi, no GS ( "
                  "L); status as RP326",
    },
    {
        .name = "epson-tm-t20",
        .description = "Epson TM-T20, лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = tm_t20_usb,
        .source = "USB id: two public device lists for python-escpos; no profile found, so only "
                  "what escpos-printer-db says of all later Epson printers: pages 0, 16, 17, 19, "
                  "576 dots at 203 dpi; no native QR",
    },
    {
        .name = "epson-tm-t20ii",
        .description = "Epson TM-T20II, лента 80 мм",
        .pages = epson_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = tm_t20ii_usb,
        .source = "escpos-printer-db: TM-T20II (576 dots, pages); receipt-printer-encoder 4.0: 203 "
                  "dpi, QR, cutter; USB id: python-escpos",
    },
    {
        .name = "epson-tm-t20iii",
        .description = "Epson TM-T20III, лента 80 мм",
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = tm_t20iii_usb,
        .source = "escpos-printer-db: TM-T20III (576 dots, 203 dpi, pages, some seen on paper); "
                  "receipt-printer-encoder 4.0: QR, cutter; USB id: lsusb in several public "
                  "projects",
    },
    {
        .name = "epson-tm-t20iv",
        .description = "Epson TM-T20IV, лента 80 мм",
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = tm_t20iv_usb,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns of 12 dots, pages, QR, cutter; "
                  "USB id: a public project that drives it beside a TM-T20III",
    },
    {
        .name = "epson-tm-t88ii",
        .description = "Epson TM-T88II, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = tm_t88ii_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "escpos-printer-db: TM-T88II (pages: no Cyrillic, so it is drawn); "
                  "receipt-printer-encoder 4.0: 180 dpi, 42 columns, no QR; GS P default y = 360: "
                  "Epson's TM-T88 manual",
    },
    {
        .name = "epson-tm-t88iii",
        .description = "Epson TM-T88III, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "escpos-printer-db: TM-T88III (512 dots, pages of its Technical Reference "
                  "Guide); receipt-printer-encoder 4.0: 180 dpi, no QR; GS P default y = 360: its "
                  "specification",
    },
    {
        .name = "epson-tm-t88iv",
        .description = "Epson TM-T88IV, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = epson_tm_usb,
        .source = "escpos-printer-db: TM-T88IV (pages); receipt-printer-encoder 4.0: 180 dpi, 42 "
                  "columns, QR; units as TM-T88III; USB id of its interface card UB-U05: usb.ids",
    },
    {
        .name = "epson-tm-t88v",
        .description = "Epson TM-T88V, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = epson_tm_usb,
        .source = "escpos-printer-db: TM-T88V (512 dots, pages); receipt-printer-encoder 4.0: 180 "
                  "dpi, QR; units as TM-T88III; USB id: Openbravo's web printer",
    },
    {
        .name = "epson-tm-t88vi",
        .description = "Epson TM-T88VI, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "receipt-printer-encoder 4.0: 180 dpi, 42 columns, pages, QR, cutter; width and "
                  "units as TM-T88V",
    },
    {
        .name = "epson-tm-t88vii",
        .description = "Epson TM-T88VII, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "receipt-printer-encoder 4.0: 180 dpi, 42 columns, pages, QR, cutter; width and "
                  "units as TM-T88V",
    },
    {
        .name = "epson-tm-t70",
        .description = "Epson TM-T70, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .usb = epson_tm_usb,
        .source = "escpos-printer-db: TM-T70 (512 dots, 180 dpi, pages, QR, partial cut only, GS v "
                  "0, GS ( L, ESC *); units as TM-T88III; USB id: usb.ids",
    },
    {
        .name = "epson-tm-t70ii",
        .description = "Epson TM-T70II, лента 80 мм",
        .width_dots = 512,
        .dots_per_inch = 180,
        .units_per_inch = 360,
        .pages = epson_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "escpos-printer-db: TM-T70II (as TM-T70, with all of Epson's pages)",
    },
    {
        .name = "epson-tm-m30ii",
        .description = "Epson TM-m30II, лента 80 мм",
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, pages, QR, cutter",
    },
    {
        .name = "epson-tm-m30iii",
        .description = "Epson TM-m30III, лента 80 мм",
        .pages = epson_pages,
        .rasters = graphics_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "escpos-printer-db: TM-m30III (576 dots, 203 dpi, pages 0, 16, 17, 46); "
                  "receipt-printer-encoder 4.0: QR, cutter",
    },
    {
        .name = "epson-tm-l90",
        .description = "Epson TM-L90, лента 80 мм",
        .units_per_inch = 406,
        .pages = epson_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "escpos-printer-db: TM-L90 (576 dots, pages of its Technical Reference Guide); "
                  "GS P defaults x = 203, y = 406: Epson's ESC/POS guide 10.01. QR only inherited "
                  "there: not used",
    },
    {
        .name = "citizen-ct-s310ii",
        .description = "Citizen CT-S310II, лента 80 мм",
        .pages = citizen_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .usb = ct_s310ii_usb,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, pages (its own numbers), QR, "
                  "cutter; USB id: lsusb of a CT-S310IIEBK; status DLE EOT 1 to 4: the terminal "
                  "driver of CyberPlat",
    },
    {
        .name = "citizen-ct-s651",
        .description = "Citizen CT-S651, лента 80 мм",
        .pages = ct_s651_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .source = "escpos-printer-db: CT-S651 (pages, QR, both cuts, GS v 0, GS ( L, ESC *). It "
                  "says 640 dots for 83 mm paper; its 48 columns are 576, which fit 80 mm too",
    },
    {
        .name = "custom-vkp80ii",
        .description = "Custom VKP80II, киоск, лента 80 мм, с выдачей",
        .pages = cp437_at_0,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Full,
        .presenter = Presenter::GsE,
        .status = StatusDialect::CustomKiosk,
        .source = "libvkp80ii, rastertovkp80: GS v 0, ESC i, GS e 2 and 5; GS e 3: Custom's own "
                  "example in a public C# client. Careful: 576 of its dots, no Cyrillic page is "
                  "known for sure, QR by GS ( k differs from Epson's",
    },
    {
        .name = "custom-vkp80iii",
        .description = "Custom VKP80III, киоск, лента 80 мм, с выдачей",
        .pages = epson_old_pages,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Full,
        .presenter = Presenter::GsE,
        .status = StatusDialect::CustomKiosk,
        .usb = vkp80iii_usb,
        .source =
            "vkp80iii (after Custom's Commands Manual 915DX010100): 576 dots at 203 dpi, "
            "pages 0, 16, 17, 19, GS v 0, full cut only, USB id, QR levels by other numbers "
            "than Epson's; GS e 3 and 5 after ESC i: VKP80III_Python_library. Not found: GS e "
            "2 (draw back), taken over from the VKP80II",
    },
    {
        .name = "custom-kpm180",
        .description = "Custom KPM180, киоск, лента 80 мм",
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Full,
        .source = "no command manual found: what all CUSTOM kiosk printers above have in common, "
                  "without presenter and status; no Cyrillic page is known",
    },
    {
        .name = "pyramid-reliance",
        .description = "Pyramid Reliance, киоск, лента 80 мм, с выдачей",
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Full,
        .presenter = Presenter::GsE,
        .status = StatusDialect::CustomKiosk,
        .source = "Pyramid's ESC/POS manual (PyramidTechnologies/escpos): ESC i cuts fully, GS e "
                  "2, 3, 5, 6, 18, 20, 32. Careful: 576 dots at 203 dpi, no Cyrillic page",
    },
    {
        .name = "star-tsp650ii",
        .description = "Star TSP650II в режиме ESC/POS, лента 80 мм",
        .pages = star_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, cutter, pages of Star's "
                  "ESC/POS mode. Its QR is known only in Star's own mode: not used",
    },
    {
        .name = "star-tsp600",
        .description = "Star TSP600 в режиме ESC/POS, лента 80 мм",
        .pages = star_own_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .source = "escpos-printer-db: TSP600 with ESC/POS emulation (pages: Star's own numbers, GS "
                  "v 0, ESC *). Careful: 576 dots at 203 dpi, no QR",
    },
    {
        .name = "posiflex-aura",
        .description = "Posiflex Aura PP-6900, PP-8000, PP-8800, лента 80 мм",
        .pages = posiflex_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposAutomatic,
        .source = "OposWebkassa's driver for Posiflex: pages, 576 dots at 203 dpi, GS v 0, ESC *, "
                  "DLE EOT and GS a. The Aura Command Manual has GS ( k, older ones of the series "
                  "ESC Z: QR not used",
    },
    {
        .name = "bixolon-srp-350",
        .description = "Bixolon (Samsung) SRP-350, лента 80 мм",
        .width_dots = 504,
        .dots_per_inch = 180,
        .units_per_inch = 180,
        .pages = bixolon_old_pages,
        .rasters = esc_star_only,
        .cutter = Cutter::Partial,
        .usb = srp_350_usb,
        .source = "receipt-printer-encoder 4.0: 180 dpi, 42 columns of 12 dots, pages (no "
                  "Cyrillic, so it is drawn), pictures by ESC *, no QR; USB id: two public lists",
    },
    {
        .name = "bixolon-srp-350iii",
        .description = "Bixolon SRP-350III, лента 80 мм",
        .width_dots = 504,
        .dots_per_inch = 180,
        .units_per_inch = 180,
        .pages = posiflex_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .source = "receipt-printer-encoder 4.0: 180 dpi, 42 columns of 12 dots, pages, QR, cutter",
    },
    {
        .name = "bixolon-srp-s300",
        .description = "Bixolon SRP-S300, лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .source = "escpos-printer-db: SRP-S300 (203 dpi, pages). It says 640 dots for wide paper; "
                  "its 48 columns are 576. QR only inherited there: not used",
    },
    {
        .name = "sewoo-lk-t21",
        .description = "Sewoo LK-T21, лента 80 мм",
        .width_dots = 504,
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .source = "LK-T21 Technical Manual: font A of 12 x 24 dots, DLE EOT 1 to 4. Not found: "
                  "width and pages, so 504 dots and no Cyrillic page",
    },
    {
        .name = "xprinter-xp-n160ii",
        .description = "Xprinter XP-N160II, лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, pages, QR, cutter. CP1251 is "
                  "23 there and 73 in OposWebkassa's driver: not used",
    },
    {
        .name = "xprinter-xp-t80",
        .description = "Xprinter XP-T80A, XP-T80Q, лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .status = StatusDialect::EscposRealTime,
        .usb = xp_t80_usb,
        .source = "receipt-printer-encoder 4.0: XP-T80Q (203 dpi, 48 columns, pages, QR, cutter); "
                  "USB id: lsusb of an XP-T80A; CP1251 as XP-N160II",
    },
    {
        .name = "xprinter-xp-58",
        .description = "Xprinter XP-58, лента 58 мм, без ножа",
        .width_dots = 384,
        .pages = epson_old_pages,
        .rasters = gs_v_0_only,
        .status = StatusDialect::EscposRealTime,
        .source = "OposWebkassa's driver for Xprinter: pages; otherwise as generic-58",
    },
    {
        .name = "pos-5890",
        .description = "POS-5890, POS-58 и родственные (Zjiang), лента 58 мм, без ножа",
        .width_dots = 384,
        .pages = epson_old_pages,
        .rasters = gs_v_0_only,
        .usb = zjiang_usb,
        .source = "escpos-printer-db: POS-5890 (pages; neither QR nor GS ( L nor cutter); "
                  "receipt-printer-encoder 4.0: 203 dpi, 32 columns; USB id: Web USB lists. CP1251 "
                  "is 23 in one and 73 in the other: not used",
    },
    {
        .name = "pos-8360",
        .description = "POS-8360 и родственные (Zjiang), лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_only,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .usb = zjiang_usb,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, pages, QR, cutter; USB id: "
                  "Web USB lists",
    },
    {
        .name = "zjiang-zj-5870",
        .description = "Zjiang ZJ-5870, лента 58 мм, без ножа",
        .width_dots = 384,
        .pages = zj_5870_pages,
        .rasters = gs_v_0_only,
        .source = "escpos-printer-db: ZJ-5870 (384 dots, 203 dpi, pages 0, 16, 17, no QR, no "
                  "cutter)",
    },
    {
        .name = "netum-nt-5890k",
        .description = "Netum NT-5890K, лента 58 мм, без ножа",
        .width_dots = 384,
        .pages = netum_pages,
        .rasters = gs_v_0_first,
        .source = "escpos-printer-db: NT-5890K (384 dots, pages, CP1251 is 73, no cutter). QR only "
                  "inherited there: not used",
    },
    {
        .name = "netum-nt-80-v-ul",
        .description = "Netum NT-80-V-UL, лента 80 мм",
        .pages = netum_pages,
        .rasters = gs_v_0_first,
        .cutter = Cutter::Partial,
        .source = "escpos-printer-db: NT-80-V-UL (576 dots, 203 dpi, pages, CP1251 is 73). QR only "
                  "inherited there: not used",
    },
    {
        .name = "seiko-rp-f10",
        .description = "Seiko RP-F10, лента 80 мм",
        .pages = epson_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .source = "escpos-printer-db: RP-F10-80mm (576 dots, 203 dpi, pages, QR, both cuts, GS v "
                  "0, GS ( L, ESC *)",
    },
    {
        .name = "fujitsu-fp-1000",
        .description = "Fujitsu FP-1000, лента 80 мм",
        .pages = epson_old_pages,
        .rasters = gs_v_0_first,
        .native_qr = true,
        .cutter = Cutter::Partial,
        .source = "receipt-printer-encoder 4.0: 203 dpi, 48 columns, pages, QR, cutter",
    },
    {
        .name = "shtrih-m",
        .description = "Штрих-М, принтер ESC/POS, лента 80 мм",
        .width_dots = 512,
        .pages = cp437_at_0,
        .rasters = gs_v_0_only,
        .source = "no public manual of its ESC/POS commands found: every value is the careful one "
                  "(no Cyrillic page, 512 dots, torn off by hand)",
    },
});

}  // namespace

std::span<const Model> models() {
    return table;
}

}  // namespace otk::printer
