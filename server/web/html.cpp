#include "server/web/html.h"

#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "server/web/texts.h"

namespace otk::web {
namespace {

// The five faces of the kiosk (100 × 100), drawn once and used by reference.
constexpr std::string_view symbols =
    R"svg(<svg class="hidden" aria-hidden="true" focusable="false"><defs>
<symbol id="face1" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="#D6453B" stroke="#12222B" stroke-width="4"/><g fill="none" stroke="#12222B" stroke-width="6" stroke-linecap="round"><path d="M22 37C27 36 33 32 37 27M78 37C73 36 67 32 63 27M29 77C35 58 65 58 71 77"/></g><ellipse cx="35" cy="46" rx="5" ry="6.5"/><ellipse cx="65" cy="46" rx="5" ry="6.5"/></symbol>
<symbol id="face2" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="#F08A3C" stroke="#12222B" stroke-width="4"/><path d="M32 72C40 62 60 62 68 72" fill="none" stroke="#12222B" stroke-width="6" stroke-linecap="round"/><ellipse cx="35" cy="42" rx="5" ry="6.5"/><ellipse cx="65" cy="42" rx="5" ry="6.5"/></symbol>
<symbol id="face3" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="#FBD24E" stroke="#12222B" stroke-width="4"/><path d="M31 67L69 67" fill="none" stroke="#12222B" stroke-width="6" stroke-linecap="round"/><ellipse cx="35" cy="42" rx="5" ry="6.5"/><ellipse cx="65" cy="42" rx="5" ry="6.5"/></symbol>
<symbol id="face4" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="#7CC68D" stroke="#12222B" stroke-width="4"/><path d="M29 60C36 76 64 76 71 60" fill="none" stroke="#12222B" stroke-width="6" stroke-linecap="round"/><ellipse cx="35" cy="41" rx="5" ry="6.5"/><ellipse cx="65" cy="41" rx="5" ry="6.5"/></symbol>
<symbol id="face5" viewBox="0 0 100 100"><circle cx="50" cy="50" r="46" fill="#269C8F" stroke="#12222B" stroke-width="4"/><path d="M24 44C26 33 40 33 42 44M58 44C60 33 74 33 76 44" fill="none" stroke="#12222B" stroke-width="6" stroke-linecap="round"/><path d="M25 56L75 56C75 74 64 84 50 84C36 84 25 74 25 56Z" stroke="#12222B" stroke-width="3" stroke-linejoin="round"/><path d="M37 78C41 69 59 69 63 78C56 82 44 82 37 78Z" fill="#FF9E8F"/></symbol>
</defs></svg>)svg";

constexpr std::string_view emblem =
    R"svg(<svg class="emblem" viewBox="0 0 48 58" aria-hidden="true" focusable="false"><path class="shield" d="M2 2H46V34C46 46 36 52 24 56C12 52 2 46 2 34Z"/><g class="sign" fill="none" stroke-width="3.4" stroke-linecap="round"><path d="M15 32V21A9 9 0 0 1 33 21V32"/><path d="M9 40C13 36 16 36 20 40S28 44 32 40S37 37 39 39"/><path d="M14 47C17 44 20 44 24 47S31 49 34 46"/></g></svg>)svg";

struct Refusal {
    int status;
    std::string_view title;
    std::string_view text;
    std::string_view english;
};

std::array<Refusal, 10> refusals() {
    return {{
        {400, texts().text("The request is not understood"), texts().text("Check the address"),
            "the request is malformed"},
        {403, texts().text("The page is closed"), texts().text("For employees only so far"),
            "not open to the outside"},
        {404, texts().text("There is no such page"),
            texts().text("A slip in the address, or the page has moved"), "no such address"},
        {405, texts().text("Not the way to ask here"),
            texts().text("The address takes another kind of request"),
            "this address does not take that method"},
        {408, texts().text("The request did not come"), texts().text("The connection was too slow"),
            "the request took too long"},
        {413, texts().text("The request is too large"),
            texts().text("The address does not take so much"),
            "the body is larger than this address takes"},
        {415, texts().text("Not the right kind of data"),
            texts().text("The address takes another kind of data"),
            "this address takes application/octet-stream"},
        {431, texts().text("The header is too long"),
            texts().text("The server does not take so much in a header"),
            "the header is too large"},
        {500, texts().text("The server has failed"), texts().text("The fault is ours"),
            "the server failed"},
        {503, texts().text("The server is busy"), texts().text("Try again in a minute"),
            "try again later"},
    }};
}

Refusal refusal_of(int status) {
    const std::array<Refusal, 10> known = refusals();
    const auto* const found = std::find_if(known.begin(), known.end(),
        [&](const Refusal& refusal) { return refusal.status == status; });
    return found == known.end() ? known[0] : *found;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe.push_back(letter);
        }
    }
    return safe;
}

std::string page(std::string_view title, std::string_view owner, std::string_view main) {
    return format(
        "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{} — {}</title>\n"
        "<link rel=\"stylesheet\" href=\"/style.css\">\n<link rel=\"icon\" "
        "href=\"/emblem.svg\">\n</head>\n"
        "<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n{}\n"
        "<header class=\"top\">{}<p class=\"owner\"><b>{}</b><span>{}</span></p></header>\n"
        "<main id=\"main\">\n{}</main>\n"
        "<footer class=\"plinth\"><p>{}</p></footer>\n</body>\n</html>\n",
        escaped(title), escaped(owner), texts().text("To the content"), symbols, emblem,
        escaped(owner), texts().text("Otklik: feedback"), main,
        texts().text("Answers are anonymous"));
}

std::string refusal_page(int status, std::string_view reason) {
    const Refusal refusal = refusal_of(status);
    const std::string detail =
        reason.empty() ? std::string() : format("<p class=\"detail\">{}</p>\n", escaped(reason));
    return page(refusal.title, texts().text("Otklik"),
        format(
            "<div class=\"refusal\"><svg class=\"face\" aria-hidden=\"true\" focusable=\"false\">"
            "<use href=\"#face2\"/></svg>\n"
            "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}<p><a class=\"key\" "
            "href=\"/\">{}</a></p></div>\n",
            refusal.title, refusal.text, detail, texts().text("To the summary")));
}

std::string refusal_reason(int status) {
    return std::string(refusal_of(status).english);
}

}  // namespace otk::web
