import Budgets
import Testing

@Suite("A budget's calendar")
struct CalendarTests {
    @Test(
        "ends days and months by its own zone's clocks, whatever jumps they make",
        arguments: [
            ("America/New_York", "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z", "2026-04-01T04:00:00Z"),
            ("America/New_York", "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z", "2026-12-01T05:00:00Z"),
            ("Europe/London", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("Asia/Kathmandu", "2028-02-28T18:15:00Z", "2028-02-29T18:15:00Z", "2028-02-29T18:15:00Z"),
            ("Asia/Shanghai", "2026-11-24T15:59:59Z", "2026-11-24T16:00:00Z", "2026-11-30T16:00:00Z"),
            // Midnight didn't exist: the clocks went from 23:59 to 1:00.
            ("America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T03:00:00Z", "2018-12-01T02:00:00Z"),
            // A whole day didn't exist: after Thursday came Saturday.
            ("Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
        ])
    func ends(zone: String, time: String, day: String, month: String) throws {
        let calendar = try BudgetCalendar(timeZone: zone)
        let time = try #require(Timestamp(time))
        #expect(calendar.nextDay(after: time) == Timestamp(day))
        #expect(calendar.nextMonth(after: time) == Timestamp(month))
    }

    @Test(
        "takes another zone from the next midnight on, so that no day's limit begins anew",
        arguments: StoreKind.allCases)
    func zoneChange(kind: StoreKind) throws {
        let (store, clock) = try kind.make(at: "2026-11-24T15:00:00Z")
        try store.configure("agent") { $0.dailyLimit = .set(try .usd("1")) }
        _ = try store.reserve("agent", "1", id: "a", lifetime: 86_400).get()
        try store.configure("agent") { $0.timeZone = "Asia/Shanghai" }
        clock.set("2026-11-24T16:00:00Z")
        #expect(try store.status(of: "agent").remaining == .usd("0"))
        clock.set("2026-11-25T00:00:00Z")
        try store.release("agent", "a")
        let status = try store.status(of: "agent")
        #expect(status.budget.timeZone == "Asia/Shanghai")
        #expect(status.dayEnds.description == "2026-11-25T16:00:00Z")
        #expect(try store.faults() == [])
    }

    @Test("refuses names that mean several zones", arguments: ["CET", "EST", "", "Mars/Olympus"])
    func unknown(name: String) {
        #expect(throws: BudgetError.unknownTimeZone(name)) { try BudgetCalendar(timeZone: name) }
    }
}
