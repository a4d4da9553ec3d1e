import Budgets
/// How a budget and its running totals lie in the table `budget`.
enum BudgetRow {
    static let columns = [
        "name", "currency", "definition", "balance", "spent", "estimated", "held", "day", "day_spent", "day_held",
        "month", "month_spent", "month_held",
    ]

    static func values(_ record: BudgetRecord) -> [SQLValue] {
        [
            .text(record.budget.name), .text(record.budget.currency.code),
            .text(BudgetDefinition(record.budget, record.zoneChange).json.description),
            SQLValue(record.balance), SQLValue(record.spent), SQLValue(record.estimated), SQLValue(record.held),
            .integer(record.day.period), SQLValue(record.day.spent), SQLValue(record.day.held),
            .integer(record.month.period), SQLValue(record.month.spent), SQLValue(record.month.held),
        ]
    }

    static func record(_ values: [SQLValue]) throws(BudgetError) -> BudgetRecord {
        var row = RowReader(values)
        let name = try row.text()
        let currency = try row.currency()
        let definition = try BudgetDefinition(parsing: row.text(), name: name, currency: currency)
        return BudgetRecord(
            budget: definition.budget, zoneChange: definition.zoneChange, balance: try row.optionalMoney(currency),
            spent: try row.money(currency), estimated: try row.money(currency), held: try row.money(currency),
            day: try totals(&row, currency), month: try totals(&row, currency))
    }

    static func totals(_ row: inout RowReader, _ currency: Currency) throws(BudgetError) -> PeriodTotals {
        PeriodTotals(period: try row.integer(), spent: try row.money(currency), held: try row.money(currency))
    }
}

/// What a budget is, as JSON: what doesn't change with what is spent.
struct BudgetDefinition {
    let budget: Budget
    let zoneChange: BudgetRecord.ZoneChange?

    init(_ budget: Budget, _ zoneChange: BudgetRecord.ZoneChange?) {
        self.budget = budget
        self.zoneChange = zoneChange
    }

    var json: JSONValue {
        var members: [JSONValue.Member] = [.init("time_zone", .string(budget.timeZone))]
        func add(_ key: String, _ text: String?) {
            if let text { members.append(.init(key, .string(text))) }
        }
        add("parent", budget.parent)
        add("daily_limit", budget.dailyLimit?.amount)
        add("monthly_limit", budget.monthlyLimit?.amount)
        add("total_balance", budget.totalBalance?.amount)
        add("warn_at", budget.warnAt?.amount)
        add("hard_stop_at", budget.hardStopAt?.amount)
        if let zoneChange {
            add("next_time_zone", zoneChange.timeZone)
            members.append(.init("next_time_zone_from", .number(JSONNumber(zoneChange.from.unixSeconds))))
        }
        if !budget.costTiers.isEmpty {
            members.append(.init("cost_tiers", .array(budget.costTiers.map(Self.json))))
        }
        if !budget.allocation.isEmpty {
            let shares = budget.allocation.map { JSONValue.Member($0.purpose, .number(JSONNumber($0.millionths))) }
            members.append(.init("allocation", .object(shares)))
        }
        return .object(members)
    }

    private static func json(_ tier: CostTier) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("name", .string(tier.name)), .init("models", .array(tier.models.map(JSONValue.string))),
        ]
        if let least = tier.leastRemaining { members.append(.init("least_remaining", .string(least.amount))) }
        return .object(members)
    }

    init(parsing text: String, name: String, currency: Currency) throws(BudgetError) {
        let json: JSONValue
        do throws(JSONError) { json = try JSONValue(parsing: Array(text.utf8)) } catch {
            throw .corrupt("the definition of \(name) isn't JSON")
        }
        func money(_ value: JSONValue?) throws(BudgetError) -> Money? {
            guard let text = value?.string else { return nil }
            do throws(MoneyError) { return try Money(text, currency: currency) } catch {
                throw .corrupt("the definition of \(name) has \"\(text)\" for an amount")
            }
        }
        var tiers: [CostTier] = []
        for tier in json["cost_tiers"]?.asArray ?? [] {
            tiers.append(
                CostTier(
                    name: tier["name"]?.string ?? "", models: (tier["models"]?.asArray ?? []).compactMap { $0.string },
                    leastRemaining: try money(tier["least_remaining"])))
        }
        budget = Budget(
            name: name, parent: json["parent"]?.string, timeZone: json["time_zone"]?.string ?? "UTC",
            currency: currency, dailyLimit: try money(json["daily_limit"]),
            monthlyLimit: try money(json["monthly_limit"]), totalBalance: try money(json["total_balance"]),
            warnAt: try money(json["warn_at"]), hardStopAt: try money(json["hard_stop_at"]), costTiers: tiers,
            allocation: (json["allocation"]?.asObject ?? []).map {
                Allocation(purpose: $0.key, millionths: $0.value.integer ?? 0)
            })
        if let zone = json["next_time_zone"]?.string, let from = json["next_time_zone_from"]?.integer {
            zoneChange = BudgetRecord.ZoneChange(timeZone: zone, from: Timestamp(unixSeconds: from))
        } else {
            zoneChange = nil
        }
    }
}
