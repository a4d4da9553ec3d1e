import Synchronization

/// Calendars that were made, by zone: making one looks up files. What is kept is what would be made again.
enum Calendars {
    private static let made = Mutex<[String: BudgetCalendar]>([:])

    static func calendar(of budget: Budget) throws(BudgetError) -> BudgetCalendar {
        let name = budget.timeZone
        if let calendar = made.withLock({ $0[name] }) { return calendar }
        let calendar = try BudgetCalendar(timeZone: name)
        made.withLock { $0[name] = calendar }
        return calendar
    }
}
