import Budgets

/// A budget's state, for people and programs.
struct BudgetPrinter {
    private let status: BudgetStatus
    private let candidates: [Affordability]?

    init(_ status: BudgetStatus, candidates: [Affordability]? = nil) {
        self.status = status
        self.candidates = candidates
    }

    func write(to output: inout Output, json: Bool) {
        if json {
            output.writeLine(self.json.description)
        } else {
            for line in lines { output.writeLine(line) }
        }
    }

    var json: JSONValue {
        let budget = status.budget
        var members: [JSONValue.Member] = [
            .init("name", .string(budget.name)),
            .init("spent_today_usd", .string(status.spentToday.amount)),
            .init("spent_month_usd", .string(status.spentThisMonth.amount)),
            .init("spent_usd", .string(status.spent.amount)),
            .init("estimated_usd", .string(status.estimated.amount)),
            .init("held_usd", .string(status.held.amount)),
            .init("balance_usd", .optional(status.balance?.amount)),
            .init("remaining_usd", .optional(status.remaining?.amount)),
            .init("daily_limit_usd", .optional(budget.dailyLimit?.amount)),
            .init("monthly_limit_usd", .optional(budget.monthlyLimit?.amount)),
            .init("warn_at_usd", .optional(budget.warnAt?.amount)),
            .init("hard_stop_at_usd", .optional(budget.hardStopAt?.amount)),
            .init("parent", .optional(budget.parent)),
            .init("time_zone", .string(budget.timeZone)),
            .init("day_ends", .string(status.dayEnds.description)),
            .init("month_ends", .string(status.monthEnds.description)),
        ]
        if let candidates { members.append(.init("candidates", .array(candidates.map(Self.json)))) }
        return .object(members)
    }

    private static func json(_ answer: Affordability) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("provider", .string(answer.candidate.provider)), .init("model", .string(answer.candidate.model)),
            .init("fits", .bool(answer.fits)),
        ]
        switch answer.estimate {
        case .success(let estimate): members.append(.init("max_cost", .string(estimate.upperBound.amount)))
        case .failure(let error): members.append(.init("reason", .string(error.description)))
        }
        if let refusal = answer.refusal { members.append(.init("reason", .string(refusal.code))) }
        return .object(members)
    }

    private var lines: [String] {
        var table = TextTable([(status.budget.name, .left), ("USD", .right), ("of", .right), ("until", .left)])
        let budget = status.budget
        table.add(["spent today", status.spentToday.amount, budget.dailyLimit?.amount ?? "", "\(status.dayEnds)"])
        table.add([
            "spent this month", status.spentThisMonth.amount, budget.monthlyLimit?.amount ?? "", "\(status.monthEnds)",
        ])
        table.add(["held", status.held.amount, "", ""])
        if let balance = status.balance { table.add(["balance", balance.amount, "", ""]) }
        table.add(["remaining", status.remaining?.amount ?? "no limit", "", ""])
        guard let candidates else { return table.lines }
        var fitting = TextTable([("model", .left), ("at most", .right), ("", .left)])
        for answer in candidates {
            let cost = (try? answer.estimate.get())?.upperBound.amount ?? "?"
            let verdict =
                answer.fits
                ? "fits" : answer.refusal?.code ?? answer.estimate.failure.map { $0.description } ?? ""
            fitting.add(["\(answer.candidate.provider):\(answer.candidate.model)", cost, verdict])
        }
        return table.lines + [""] + fitting.lines
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
