// What groups and matrices become, and how they fit into each other.

#include <catch2/catch.hpp>

#include "tests/core/xlsform/small_survey.h"

using namespace otk;
using test::compiled;
using test::form_of;
using test::header;
using test::told;

TEST_CASE("groups become pages or conditions") {
    const form::Form form = form_of(header + ",relevant,appearance\n"
        "text,a,А,A,,\n"
        "begin_group,outer,,,${a} = 1,\n"
        "text,b,Б,B,${a} != 2,\n"
        "begin group,page,Страница,Page,${b} = 3,field-list\n"
        "text,c,В,C,,\n"
        "hidden,h,,,,\n"
        "end group,,,,,\n"
        "end_group,,,,,\n"
        "text,d,Г,D,,\n");
    REQUIRE(form.pages.size() == 4);
    CHECK(form.pages[2].kind == form::PageKind::FieldList);
    CHECK(form.pages[2].title.in("en") == "Page");
    REQUIRE(form.groups.size() == 2);
    CHECK(form.groups[0].relevant->source() == "${a} = 1");
    CHECK_FALSE(form.groups[0].parent.has_value());
    CHECK(form.groups[1].relevant->source() == "${b} = 3");
    CHECK(form.groups[1].parent == 0U);
    CHECK(form.questions[1].relevant->source() == "${a} != 2");
    CHECK(form.questions[1].group == 0U);
    CHECK(form.questions[2].group == 1U);
    CHECK(form.questions[3].group == 1U);
    CHECK_FALSE(form.questions[4].group.has_value());
}

TEST_CASE("a matrix may be written with label and list-nolabel") {
    const std::string with_appearance = header + ",appearance\n";
    const std::string begin = "begin_group,g,,,field-list\n";
    const form::Form form = form_of(with_appearance + begin +
        "select_one abc,head,Оцените,Rate,label\nselect_one abc,a,А,A,list-nolabel\n"
        "select_one abc,b,Б,B,list-nolabel\nend_group,,,,\n");
    REQUIRE(form.pages.size() == 1);
    CHECK(form.pages[0].kind == form::PageKind::Matrix);
    CHECK(form.pages[0].title.in("ru") == "Оцените");
    CHECK(form.questions[0].kind == form::QuestionKind::Note);
    CHECK(form.questions[2].kind == form::QuestionKind::SelectOne);
    const auto refused = [&](const std::string& rows) {
        return told(compiled(with_appearance + begin + rows + "end_group,,,,\n")).front();
    };
    CHECK(refused("select_one abc,a,А,A,list-nolabel\n").find("this matrix has no first row") != std::string::npos);
    CHECK(refused("select_one abc,h,Х,H,label\nselect_one marks,a,А,A,list-nolabel\n")
              .find("have the list of its first row") != std::string::npos);
    CHECK(refused("text,t,Т,T,\nselect_one abc,h,Х,H,label\n").find("is not the first; write it directly below") !=
          std::string::npos);
    CHECK(refused("select_multiple abc,h,Х,H,label\n").find("make a matrix of select_one") != std::string::npos);
}

TEST_CASE("a group and a question beside it have names of their own, each of them") {
    const auto beside = [](const std::string& row, const std::string& name) {
        return "survey, row " + row + ", column B (name), \"" + name + "\": there is a question \"" + name +
               "\" beside this group; write another name: both would be one element of the response";
    };
    CHECK(told(compiled(header + "\ntext,x,И,X\nbegin_group,x,,\ntext,y,И,Y\nbegin_group,y,,\ntext,z,З,Z\n"
                                 "end_group,,,\nend_group,,,\n")) ==
          std::vector<std::string>{beside("3", "x"), beside("5", "y")});
    CHECK(told(compiled(header + "\nbegin_group,g,,\ntext,g,Г,G\nend_group,,,\n")).empty());
}

TEST_CASE("groups must fit into each other") {
    const std::string with_appearance = header + ",appearance\n";
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,field-list\ntext,a,А,A,\n")) ==
          std::vector<std::string>{"survey, row 2, column A (type), \"begin_group\": this group does not end;"
              " write end_group below its last question"});
    CHECK(told(compiled(with_appearance + "text,a,А,A,\nend_group,,,,\n")).front().find("no begin_group") !=
          std::string::npos);
    const std::string with_hint = header + ",hint::ru,hint::en\n";
    CHECK(told(compiled(with_hint + "begin_group,g,Г,G,п,h\ntext,a,А,A,,\nend_group,,,,,\n"))
              .front().find("write field-list") != std::string::npos);
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,w3\ntext,a,А,A,\nend_group,,,,\n"))
              .front().find("a group has no appearance \"w3\"") != std::string::npos);
    CHECK(form_of(with_appearance + "begin_group,g,Г,G,\ntext,a,А,A,\nend_group,,,,\n")
              .groups.front().label.in("en") == "G");
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,grid\ntext,a,А,A,\nend_group,,,,\n"))
              .front().find("write field-list or table-list, or empty the cell") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,field-list\nbegin_group,h,Х,H,table-list\ntext,a,А,A,\nend_group,,,,\nend_group,,,,\n"))
              .front().find("inside a page is not supported") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,field-list\nbegin_group,h,,,\ntext,a,А,A,\nend_group,,,,\nend_group,,,,\n")).empty());
    CHECK(told(compiled(with_appearance +
              "begin_group,g,,,\ntext,a,А,A,\nend_group,,,,\nbegin_group,g,,,\ntext,b,Б,B,\nend_group,,,,\n"))
              .front().find("there is a group \"g\" already") != std::string::npos);
    CHECK(told(compiled(with_appearance + "text,a,А,A,\nbegin_group,g,Г,G,field-list\nend_group,,,,\n"))
              .front().find("the group has no question to show") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,table-list\nselect_one abc,a,А,A,\nselect_one marks,b,Б,B,\nend_group,,,,\n"))
              .front().find("the lines of a table-list are select_one of one list") != std::string::npos);
}
