import Pricing
import Testing

@Suite("Moments and days")
struct TimestampTests {
    @Test(
        "A moment is read by RFC 3339 and written in UTC",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, "1970-01-01"), ("2026-01-31T12:00:00Z", 1_769_860_800, "2026-01-31T12:00:00Z"),
            ("2026-01-31", 1_769_817_600, "2026-01-31"),
            ("2026-01-31T20:00:00+08:00", 1_769_860_800, "2026-01-31T12:00:00Z"),
            ("2026-01-31t06:30:00.999999999-05:30", 1_769_860_800, "2026-01-31T12:00:00Z"),
            ("2024-02-29 23:59:60Z", 1_709_251_200, "2024-03-01"),
            ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
            ("0001-01-01", -62_135_596_800, "0001-01-01"), ("9999-12-31", 253_402_214_400, "9999-12-31"),
        ])
    func moments(_ text: String, _ seconds: Int, _ written: String) throws {
        let moment = try #require(Timestamp(text))
        #expect(moment.unixSeconds == seconds)
        #expect(moment.description == written)
    }

    @Test(
        "What is not a moment is nil",
        arguments: [
            "", "2026", "2026-1-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-31T12:00:00",
            "2026-01-31T12:00Z", "2026-01-31T24:00:00Z", "2026-01-31T12:60:00Z", "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00+8:00", "2026-01-31T12:00:00ZZ", "2026-01-31T12:00:00+08:00Z", "+026-01-31",
            "2026-01-31T-1:00:00Z", " 2026-01-31", "２026-01-31", "1900-02-29",
        ])
    func notMoments(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("Every day of 800 years follows the one before, also in the week")
    func calendar() throws {
        var date = try #require(CalendarDate(year: 1600, month: 1, day: 1))
        #expect(date.weekday == 6)
        for year in 1600..<2400 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let next = CalendarDate(year: year, month: month, day: day) else { continue }
                    if day + month > 2 || year > 1600 {
                        #expect(next.daysSince1970 == date.daysSince1970 + 1)
                        #expect(next.weekday == date.weekday % 7 + 1)
                    }
                    date = next
                }
            }
            #expect(CalendarDate(date.description) == date)
        }
    }
}
