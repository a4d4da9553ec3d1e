/// How long a provider asks to wait.
enum RetryAfter {
    /// The delay that headers ask for: `retry-after-ms`, or `retry-after` as seconds or as a date.
    ///
    /// Source: RFC 9110, section 10.2.3, and OpenAI's own header.
    static func delay(headers: [String: String], now: Int?) -> Duration? {
        if let text = headers["retry-after-ms"], let delay = Double(text).flatMap({ duration(seconds: $0 / 1000) }) {
            return delay
        }
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Double(text) { return duration(seconds: seconds) }
        guard let now, let date = HTTPDate(text) else { return nil }
        return duration(seconds: Double(date.unixSeconds - now))
    }

    /// A delay; nil for one that is no time at all, or that nobody means.
    static func duration(seconds: Double) -> Duration? {
        seconds > 0 && seconds < 1e9 ? .milliseconds(Int((seconds * 1000).rounded(.up))) : nil
    }
}

/// A date as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
struct HTTPDate: Hashable {
    /// Seconds since 1970-01-01T00:00:00Z.
    let unixSeconds: Int

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The date of a text in the one form that is sent today (RFC 9110, section 5.6.7); nil for anything else.
    init?(_ text: String) {
        let fields = text.split(separator: " ")
        guard fields.count == 6, fields[0].hasSuffix(","), fields[5] == "GMT",
            let day = Int(fields[1]), (1...31).contains(day),
            let month = HTTPDate.months.firstIndex(where: { $0 == fields[2] }),
            let year = Int(fields[3]), (1970...9999).contains(year)
        else { return nil }
        let clock = fields[4].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard clock.count == 3, let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second)
        else { return nil }
        let days = HTTPDate.days(year: year, month: month + 1, day: day)
        unixSeconds = days * 86_400 + hour * 3600 + minute * 60 + second
    }

    /// Days since 1970-01-01 in the Gregorian calendar, whose years begin in March here so that a leap day is the last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
