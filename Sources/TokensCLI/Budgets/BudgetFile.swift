import Budgets
import Yams

/// What a `budget.yaml` says. Amounts are read as they are written, never as floating-point numbers.
struct BudgetFile {
    /// The budget's name; nil where the file has none.
    private(set) var name: String?
    /// What the budget is to have.
    private(set) var change = BudgetChange()
    private let path: String

    init(parsing text: String, path: String) throws {
        self.path = path
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw CommandError(code: "bad_budget_file", message: "\(path): \(error)")
        }
        guard var mapping = root?.mapping else { throw problem(root, "a budget is keys with values") }
        // Some files have it all below one key.
        if mapping.count == 1, let inner = mapping["budget"]?.mapping { mapping = inner }
        for (key, value) in mapping { try read(key, value) }
    }

    private mutating func read(_ key: Node, _ value: Node) throws {
        switch key.string {
        case "name": name = try text(value)
        case "parent": change.parent = .set(try text(value))
        case "time_zone", "timezone": change.timeZone = try text(value)
        case "daily_limit": change.dailyLimit = try setting(value)
        case "monthly_limit": change.monthlyLimit = try setting(value)
        case "total_balance": change.totalBalance = try setting(value)
        case "warn_at": change.warnAt = try setting(value)
        case "hard_stop_at": change.hardStopAt = try setting(value)
        case "cost_tiers": change.costTiers = try tiers(value)
        case "allocation": change.allocation = try allocation(value)
        default: throw problem(key, "\"\(key.string ?? "?")\" isn't a key of a budget")
        }
    }

    private func text(_ node: Node) throws -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw problem(node, "a text is missing") }
        return text
    }

    private func money(_ node: Node) throws -> Money {
        let text = (node.scalar?.string ?? "").drop { $0 == "$" }
        do throws(MoneyError) { return try Money(text) } catch { throw problem(node, "\"\(text)\" isn't an amount") }
    }

    private func setting(_ node: Node) throws -> BudgetChange.Setting<Money> {
        if node.null != nil { return .remove }
        return .set(try money(node))
    }

    /// `{cheap: [model, …], standard: {models: […], min_remaining: 5}}`, or a list of such with names.
    private func tiers(_ node: Node) throws -> [CostTier] {
        if let mapping = node.mapping {
            return try mapping.map { try tier(name: text($0.key), $0.value) }
        }
        guard let sequence = node.sequence else { throw problem(node, "tiers are names with their models") }
        return try sequence.map { node in
            guard let name = node["name"] else { throw problem(node, "a tier has a name") }
            return try tier(name: text(name), node)
        }
    }

    private func tier(name: String, _ node: Node) throws -> CostTier {
        if let models = node.sequence { return CostTier(name: name, models: try models.map(text)) }
        if let model = node.scalar?.string { return CostTier(name: name, models: model.isEmpty ? [] : [model]) }
        let least = try node["min_remaining"].map(money)
        return CostTier(name: name, models: try (node["models"]?.sequence ?? []).map(text), leastRemaining: least)
    }

    /// `{research: 0.3, drafts: 20%}`
    private func allocation(_ node: Node) throws -> [Allocation] {
        guard let mapping = node.mapping else { throw problem(node, "an allocation is purposes with their shares") }
        return try mapping.map { key, value in
            let written = try text(value)
            let isPercent = written.hasSuffix("%")
            let number = isPercent ? String(written.dropLast()) : written
            // A share is a decimal number as an amount is: 10⁻¹² of its unit is a millionth of 10⁻⁶.
            guard let share = try? Money(number) else { throw problem(value, "\"\(written)\" isn't a share") }
            let millionths = share.units / 1_000_000_000_000 / (isPercent ? 100 : 1)
            guard (0...1_000_000).contains(millionths) else {
                throw problem(value, "\"\(written)\" is more than the whole")
            }
            return Allocation(purpose: try text(key), millionths: Int(millionths))
        }
    }

    private func problem(_ node: Node?, _ what: String) -> CommandError {
        let line = node?.mark.map { ":\($0.line)" } ?? ""
        return CommandError(code: "bad_budget_file", message: "\(path)\(line): \(what)")
    }
}
