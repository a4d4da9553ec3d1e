extension CalendarDate {
    /// The months since January of year 0.
    var month: Int {
        // Years are counted from March, in eras of 400 years of 146,097 days, so that a leap day ends its year.
        let days = daysSince1970 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        return (year + era * 400) * 12 + marchMonth + 2
    }
}
