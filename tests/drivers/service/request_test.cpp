#include "drivers/service/request.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::service;

namespace {

void refuses(std::string_view line, std::string_view why) {
    CAPTURE(line);
    const auto request = parse_request(line);
    REQUIRE_FALSE(request);
    CAPTURE(request.error().context);
    CHECK(request.error().kind == ErrorKind::InvalidInput);
    CHECK(request.error().context.find(why) != std::string::npos);
    CHECK(request.error().context.find("SECRET") == std::string::npos);
}

}  // namespace

TEST_CASE("an order is read and written back the same") {
    const auto request = parse_request(
        R"({"op":"print","owner":"staff","copies":50,"slip":{"template":"phone","language":"ru",)"
        R"("link":"https://gorod.example/7K2F","address":"gorod.example/7K2F","place":"Зал 2, окно 7","until":""}})")
                             .value();
    CHECK(request.operation == Operation::Print);
    CHECK(request.owner == Owner::Staff);
    CHECK(request.copies == 50);
    CHECK(request.slip.template_name == "phone");
    CHECK(request.slip.fields.at("place") == "Зал 2, окно 7");
    CHECK(SlipOrder::parse(Json::parse(request.slip.to_json().dump()).value()).value() ==
          request.slip);
    CHECK(parse_request(R"({"op":"job","job":7})").value().job == 7);
    CHECK(
        parse_request(R"({"op":"print","owner":"visitor","slip":{"template":"p","language":"ru"}})")
            .value()
            .copies == 1);
}

TEST_CASE("a line that is not exactly an order is refused, its words are not repeated") {
    refuses("", "JSON");
    refuses("SECRET", "JSON");
    refuses("[]", "object");
    refuses(R"({"op":1})", "\"op\"");
    refuses(R"({"op":"SECRET"})", "unknown operation");
    refuses(R"({"op":"statsu"})", "did you mean \"status\"");
    refuses(R"({"op":"status","job":1})", "unknown member");
    refuses(R"({"op":"job"})", "\"job\"");
    refuses(R"({"op":"job","job":1.5})", "\"job\"");
    const auto print = [](std::string_view rest) {
        return R"({"op":"print",)" + std::string(rest) + "}";
    };
    const std::string slip = R"("slip":{"template":"phone","language":"ru"})";
    refuses(print(slip), "owner");
    refuses(print(R"("owner":"SECRET",)" + slip), "owner");
    refuses(print(R"("owner":"visitor","copies":2,)" + slip), "copies");
    refuses(print(R"("owner":"staff","copies":0,)" + slip), "copies");
    refuses(print(R"("owner":"staff","copies":501,)" + slip), "copies");
    refuses(
        print(R"("owner":"staff","slip":{"template":"../SECRET","language":"ru"})"), "template");
    refuses(
        print(R"("owner":"staff","slip":{"template":"phone","language":"ru","plaсe":"SECRET"})"),
        "did you mean \"place\"");
    refuses(
        print(R"("owner":"staff","slip":{"template":"phone","language":"ru","place":"SECRET\n"})"),
        "control");
    refuses(
        print(R"("owner":"staff","slip":{"template":"phone","language":"ru","place":1})"), "place");
    refuses(std::string(70'000, ' '), "larger");
    refuses(std::string(100, '['), "nested");
}
