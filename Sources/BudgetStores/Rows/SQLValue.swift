import Budgets
/// A value of a database's column.
enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int)
    case text(String)

    init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
    init(_ number: Int?) { self = number.map(SQLValue.integer) ?? .null }
    init(_ money: Money?) { self = money.map { .text($0.amount) } ?? .null }

    var text: String? {
        switch self {
        case .null: nil
        case .integer(let number): String(number)
        case .text(let text): text
        }
    }
}

/// The values of a row, read one after the other; what can't be read says that the store is damaged.
struct RowReader {
    private let values: [SQLValue]
    private var next = 0

    init(_ values: [SQLValue]) {
        self.values = values
    }

    mutating func optionalText() throws(BudgetError) -> String? {
        guard next < values.count else { throw .corrupt("a row has too few columns") }
        defer { next += 1 }
        return values[next].text
    }

    mutating func text() throws(BudgetError) -> String {
        guard let text = try optionalText() else { throw .corrupt("a row lacks a value") }
        return text
    }

    mutating func optionalInteger() throws(BudgetError) -> Int? {
        guard let text = try optionalText() else { return nil }
        guard let number = Int(text) else { throw .corrupt("\"\(text)\" stands where a number should") }
        return number
    }

    mutating func integer() throws(BudgetError) -> Int {
        guard let number = try optionalInteger() else { throw .corrupt("a row lacks a number") }
        return number
    }

    mutating func optionalMoney(_ currency: Currency) throws(BudgetError) -> Money? {
        guard let text = try optionalText() else { return nil }
        do throws(MoneyError) { return try Money(text, currency: currency) } catch {
            throw .corrupt("\"\(text)\" stands where an amount should")
        }
    }

    mutating func money(_ currency: Currency) throws(BudgetError) -> Money {
        guard let money = try optionalMoney(currency) else { throw .corrupt("a row lacks an amount") }
        return money
    }

    mutating func currency() throws(BudgetError) -> Currency {
        let code = try text()
        guard let currency = Currency(code: code) else { throw .corrupt("\"\(code)\" stands where a currency should") }
        return currency
    }
}
