/// Rules by model: by a name that also stands for its dated and suffixed forms, or by how a name begins.
struct ModelTable<Rule: Sendable>: Sendable {
    private struct Entry: Sendable {
        let name: String
        let isFamily: Bool
        let rule: Rule
    }

    /// Longest name first, so that the first that fits says most; names before families.
    private let entries: [Entry]
    /// How names begin, wherever that is in what a host calls the model; nil for where its own name begins.
    private let beginning: String?

    /// The rules of an array of objects with `names` and `families`.
    init(_ json: JSONValue?, beginning: String? = nil, _ rule: (JSONValue) -> Rule) {
        self.beginning = beginning
        func listed(_ object: JSONValue, _ key: String, isFamily: Bool) -> [Entry] {
            object[key].elements.compactMap(\.string).map { Entry(name: $0, isFamily: isFamily, rule: rule(object)) }
        }
        entries = json.elements.flatMap {
            listed($0, "names", isFamily: false) + listed($0, "families", isFamily: true)
        }.sorted { ($0.name.utf8.count, $1.isFamily ? 1 : 0) > ($1.name.utf8.count, $0.isFamily ? 1 : 0) }
    }

    /// The rule of a model, and whether the model itself is listed and not only its family.
    ///
    /// `gpt-4o` stands for `gpt-4o-2024-08-06` too. A maker before the name (`openai/gpt-4o`, `us.anthropic.claude-…`)
    /// and the `ft:` of a tuned model are passed over. O(listed names), and linear in the name's length.
    func rule(for model: String) -> (rule: Rule, isListed: Bool)? {
        let name = ownName(of: model)
        let match = entries.first { entry in
            guard name.hasPrefix(entry.name) else { return false }
            let next = name.dropFirst(entry.name.count).first
            return entry.isFamily || next == nil || next == "-" || next == ":" || next == "@"
        }
        return match.map { ($0.rule, !$0.isFamily) }
    }

    private func ownName(of model: String) -> Substring {
        var name = model[...]
        if let slash = name.lastIndex(of: "/") { name = name[name.index(after: slash)...] }
        if name.hasPrefix("ft:") { name = name.dropFirst(3) }
        guard let beginning, let start = name.indices.first(where: { name[$0...].hasPrefix(beginning) }) else {
            return name
        }
        return name[start...]
    }
}
