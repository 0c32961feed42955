#include "core/form/reads.h"

#include <algorithm>
#include <utility>

#include "core/form/axes.h"
#include "core/form/evaluation.h"
#include "core/form/syntax.h"
#include "core/form/words.h"

namespace otk::form {
namespace {

using syntax::Kind;
using syntax::Node;
using syntax::NodeTest;
using syntax::Step;

/// Functions that ask for nodes and not for what is in them.
bool asks_for_nodes_only(const Node& call) {
    return call.text == "count" || call.text == "position" || call.text == "name" ||
           call.text == "local-name";
}

/// Functions that read the context node where they have no argument.
bool reads_context_by_default(const Node& call) {
    return call.children.empty() &&
           (call.text == "string" || call.text == "number" || call.text == "string-length" ||
               call.text == "normalize-space");
}

/// A number, perhaps with a minus, or a text.
std::optional<std::variant<double, std::string>> constant_of(const Node& node) {
    if (node.kind == Kind::Literal) return node.text;
    if (node.kind == Kind::Number) return node.number;
    const bool is_negative =
        node.kind == Kind::Negate && node.children.front().kind == Kind::Number;
    if (!is_negative) return {};
    return node.number * node.children.front().number;
}

/// A path that chooses by name and place only.
bool has_no_predicate(const Node& path) {
    return path.filters.empty() && std::all_of(path.steps.begin(), path.steps.end(),
                                       [](const Step& step) { return step.predicates.empty(); });
}

/// Follows the paths of one expression over the empty instance.
class Follower {
  public:
    Follower(const FormInstance& instance, NodeRef context, NodeRef current)
        : m_instance(instance), m_context(context), m_current(current) {}

    /// The value of this node is wanted somewhere: what its paths lead to is read.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    void read(const Node& node, const NodeSet& contexts) {
        switch (node.kind) {
            case Kind::Number:
            case Kind::Literal:
                return;
            case Kind::Answer:
            case Kind::Union:
            case Kind::Path:
                mark(follow(node, contexts));
                return;
            case Kind::Call:
                read_call(node, contexts);
                return;
            case Kind::Chain:
                if (put_comparison(node, contexts)) return;
                [[fallthrough]];
            case Kind::Negate:
                for (const Node& child : node.children)
                    read(child, contexts);
                return;
        }
    }

    Reads finish() {
        for (const Reads::Test& test : m_reads.tests)
            m_reads.questions.push_back(test.question);
        const std::vector<std::size_t>& counted = m_reads.counted;
        m_reads.questions.insert(m_reads.questions.end(), counted.begin(), counted.end());
        put_in_order(m_reads.questions);
        put_in_order(m_reads.counted);
        put_in_order(m_reads.beyond_tests);
        return std::move(m_reads);
    }

  private:
    static void put_in_order(std::vector<std::size_t>& questions) {
        std::sort(questions.begin(), questions.end());
        questions.erase(std::unique(questions.begin(), questions.end()), questions.end());
    }

    /// True if the chain was one answer beside one constant.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    bool put_comparison(const Node& chain, const NodeSet& contexts) {
        if (chain.operators.size() != 1) return false;
        const Comparison* comparison = std::get_if<Comparison>(&chain.operators.front());
        if (comparison == nullptr) return false;
        const Node& left = chain.children[0];
        const Node& right = chain.children[1];
        return put_test(left, *comparison, constant_of(right), contexts) ||
               put_test(right, mirrored(*comparison), constant_of(left), contexts);
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    bool put_test(const Node& answer, Comparison comparison,
        std::optional<std::variant<double, std::string>> constant, const NodeSet& contexts) {
        if (!constant) return false;
        const std::optional<std::size_t> question = question_named_by(answer, contexts);
        if (question) m_reads.tests.push_back({*question, comparison, std::move(*constant)});
        return question.has_value();
    }

    /// The one question whose element the node always stands for.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    std::optional<std::size_t> question_named_by(const Node& node, const NodeSet& contexts) {
        const bool names_one =
            node.kind == Kind::Answer || (node.kind == Kind::Path && has_no_predicate(node));
        if (!names_one) return {};
        const NodeSet nodes = follow(node, contexts);
        if (nodes.size() != 1) return {};
        const std::optional<std::size_t> question = m_instance.question_of(nodes.front());
        // Its text is another node, which an empty answer lacks.
        if (!question || !(m_instance.question(*question) == nodes.front())) return {};
        return question;
    }

    const Documents& documents() const { return m_instance.documents(); }

    void refuse(Reads::DeadEnd::Kind kind, std::string name, std::size_t position) {
        if (!m_reads.dead_end) m_reads.dead_end = {kind, std::move(name), position};
    }

    /// The nodes that a node-set may have.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    NodeSet follow(const Node& node, const NodeSet& contexts) {
        switch (node.kind) {
            case Kind::Answer:
                return question(node);
            case Kind::Path:
                return follow_path(node, contexts);
            case Kind::Union: {
                NodeSet all;
                for (const Node& child : node.children)
                    all.append(follow(child, contexts));
                all.sort();
                return all;
            }
            case Kind::Call:
                return follow_call(node, contexts);
            case Kind::Number:
            case Kind::Literal:
            case Kind::Negate:
            case Kind::Chain:
                break;
        }
        read(node, contexts);
        return {};
    }

    NodeSet question(const Node& node) {
        const auto found = documents().questions.find(node.text);
        if (found != documents().questions.end()) return NodeSet(found->second);
        refuse(Reads::DeadEnd::Kind::Question, node.text, node.position);
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    NodeSet follow_call(const Node& call, const NodeSet& contexts) {
        if (call.text == "current") return NodeSet(m_current);
        if (call.text == "instance") return instance(call, contexts);
        if (call.text == "randomize") {
            for (std::size_t index = 1; index < call.children.size(); ++index) {
                read(call.children[index], contexts);
            }
            return follow(call.children.front(), contexts);
        }
        read(call, contexts);
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    NodeSet instance(const Node& call, const NodeSet& contexts) {
        const Node& id = call.children.front();
        if (id.kind != Kind::Literal) {
            read(id, contexts);
            NodeSet all;
            for (const auto& [name, root] : documents().instances)
                all.push_back(root);
            all.sort();
            return all;
        }
        const auto found = documents().instances.find(id.text);
        if (found != documents().instances.end()) return NodeSet(found->second);
        refuse(Reads::DeadEnd::Kind::List, id.text, id.position);
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    NodeSet follow_path(const Node& path, const NodeSet& contexts) {
        NodeSet nodes = path.is_absolute ? NodeSet(documents().root) : contexts;
        if (!path.children.empty()) nodes = follow(path.children.front(), contexts);
        for (const Node& filter : path.filters)
            read(filter, nodes);
        for (const Step& step : path.steps) {
            if (nodes.empty()) return nodes;
            nodes = follow_step(step, nodes);
            if (nodes.empty()) refuse_step(path, step);
            for (const Node& predicate : step.predicates)
                read(predicate, nodes);
        }
        return nodes;
    }

    NodeSet follow_step(const Step& step, const NodeSet& contexts) {
        NodeSet nodes;
        for (const NodeRef context : contexts) {
            if (m_nodes_left == 0) break;
            walk_axis(documents().tree_of(context), context.node, step.axis, [&](NodeId id) {
                const NodeRef node{context.tree, id};
                if (may_take(step, node)) nodes.push_back(node);
                return --m_nodes_left > 0;
            });
        }
        nodes.sort();
        if (m_nodes_left == 0) refuse(Reads::DeadEnd::Kind::TooLong, "", step.position);
        return nodes;
    }

    /// An answer that is empty now is there later.
    bool may_take(const Step& step, NodeRef node) const {
        const bool is_text = documents().kind(node) == NodeKind::Text;
        const bool takes_text =
            step.test.kind == NodeTest::Kind::Text || step.test.kind == NodeTest::Kind::Node;
        return is_text ? takes_text : takes(step.test, step.axis, documents(), node);
    }

    void refuse_step(const Node& path, const Step& step) {
        const bool is_bare_name = !path.is_absolute && path.children.empty() &&
                                  &step == path.steps.data() && step.axis == Axis::Child &&
                                  step.test.kind == NodeTest::Kind::Name;
        using End = Reads::DeadEnd::Kind;
        const End name_kind = m_context == m_current ? End::BareName : End::Column;
        refuse(is_bare_name ? name_kind : End::Path, step.test.name, step.position);
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    void read_call(const Node& call, const NodeSet& contexts) {
        if (call.text == "selected" && call.children.size() == 2 && put_selection(call, contexts))
            return;
        if (call.text == "count-selected" && put_count(call, contexts)) return;
        if (reads_context_by_default(call)) mark(contexts);
        if (call.function != nullptr && call.function->returns == Function::Returns::Nodes) {
            mark(follow_call(call, contexts));
            return;
        }
        // The second argument of jr:choice-name names a select whose list is fixed.
        const bool names_question = call.text == "jr:choice-name";
        for (std::size_t index = 0; index < call.children.size(); ++index) {
            const Node& argument = call.children[index];
            if (asks_for_nodes_only(call) || (names_question && index == 1)) {
                mark_texts(follow(argument, contexts));
            } else {
                read(argument, contexts);
            }
        }
    }

    /// True if it asks one answer for one choice.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    bool put_selection(const Node& call, const NodeSet& contexts) {
        const Node& wanted = call.children[1];
        const bool is_one_word = wanted.kind == Kind::Literal &&
                                 words_of(wanted.text).size() == 1 &&
                                 words_of(wanted.text).front().size() == wanted.text.size();
        const bool is_put = is_one_word && put_test(call.children[0], Comparison::Equal,
                                               wanted.text, contexts);
        if (is_put) m_reads.tests.back().is_of_words = true;
        return is_put;
    }

    /// True if it counts the choices of one answer.
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    bool put_count(const Node& call, const NodeSet& contexts) {
        const auto question = question_named_by(call.children.front(), contexts);
        if (question) m_reads.counted.push_back(*question);
        return question.has_value();
    }

    /// Whether a text node is there depends on the answer.
    void mark_texts(const NodeSet& nodes) {
        for (const NodeRef node : nodes) {
            if (documents().kind(node) == NodeKind::Text) mark(NodeSet(node));
        }
    }

    /// The string-value of a node is all that is below it.
    void mark(const NodeSet& nodes) {
        for (const NodeRef node : nodes) {
            if (node.tree != 0) continue;
            const NodeId end = documents().tree_of(node).end(node.node);
            for (NodeId id = node.node; id < end; ++id) {
                const auto question = m_instance.question_of({0, id});
                if (!question) continue;
                m_reads.questions.push_back(*question);
                m_reads.beyond_tests.push_back(*question);
            }
        }
    }

    const FormInstance& m_instance;
    NodeRef m_context;  ///< of the whole expression
    NodeRef m_current;
    std::size_t m_nodes_left = StepBudget::steps_max;
    Reads m_reads;
};

}  // namespace

Reads reads_of(
    const Expression& expression, const FormInstance& instance, NodeRef context, NodeRef current) {
    Follower follower(instance, context, current);
    follower.read(expression.tree(), NodeSet(context));
    return follower.finish();
}

}  // namespace otk::form
