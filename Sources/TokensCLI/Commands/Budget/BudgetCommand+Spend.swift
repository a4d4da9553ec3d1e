import ArgumentParser
import Budgets

extension BudgetCommand {
    /// `tokens budget reserve`
    struct ReserveCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "reserve",
            abstract: "Hold the most that a request can cost; exit status 2 where it doesn't fit.",
            discussion: """
                The same id again answers the same, and holds once.

                EXAMPLES
                  tokens budget reserve agent --amount 0.0125 --id job-17 --ttl 600 --json
                """)

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: ArgumentHelp("The most it can cost.", valueName: "usd"))
        var amount: Money
        @Option(help: "The reservation's id; a new one where none is named.")
        var id: String?
        @Option(help: ArgumentHelp("After how many seconds the hold ends by itself.", valueName: "seconds"))
        var ttl: Int = ReservationRequest.usualLifetime
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                let request = ReservationRequest(
                    budget: name, id: id ?? ReservationID.random(), amount: amount, lifetime: ttl)
                switch try options.open().commit(.reserve(request)) {
                case .granted(let reservation): show(reservation, &output)
                case .refused(let refusal):
                    show(refusal, &output)
                    throw ExitCode(2)
                default: throw BudgetError.store("the ledger answered something else than was asked")
                }
            }
        }

        private func show(_ reservation: Reservation, _ output: inout Output) {
            guard options.json else {
                let left = reservation.remaining.map { ", \($0) remains" } ?? ""
                let warning = reservation.isWarning ? "; this is more than warns" : ""
                output.writeLine("\(reservation.id): \(reservation.amount) held\(left)\(warning)")
                return
            }
            output.writeLine(
                JSONValue.object([
                    .init("id", .string(reservation.id)), .init("granted", .bool(true)),
                    .init("remaining_usd", .optional(reservation.remaining?.amount)),
                    .init("warning", .bool(reservation.isWarning)),
                    .init("expires", .string(reservation.expires.description)),
                ]).description)
        }

        private func show(_ refusal: Refusal, _ output: inout Output) {
            guard options.json else {
                StandardError.write("tokens: \(OverBudget(refusal: refusal))")
                return
            }
            output.writeLine(
                JSONValue.object([
                    .init("granted", .bool(false)), .init("reason", .string(refusal.reason.code)),
                    .init("remaining_usd", .optional(refusal.remaining?.amount)),
                    .init("budget", .string(refusal.budget)), .init("limit_usd", .optional(refusal.limit?.amount)),
                    .init("resets", .optional(refusal.resets?.description)),
                ]).description)
        }
    }

    /// `tokens budget settle`
    struct SettleCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "settle",
            abstract: "Book what a request really cost, once, also after its hold ended or where it is more.",
            discussion: "EXAMPLES\n  tokens budget settle agent --id job-17 --amount 0.0098")

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: "The reservation's id.")
        var id: String
        @Option(help: ArgumentHelp("What it cost.", valueName: "usd"))
        var amount: Money
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.book(.settle(Settlement(budget: name, id: id, amount: amount)))
        }
    }

    /// `tokens budget release`
    struct ReleaseCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "release",
            abstract: "End a hold of which nothing was spent.",
            discussion: "EXAMPLES\n  tokens budget release agent --id job-17")

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: "The reservation's id.")
        var id: String
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                let store = try options.open()
                guard case .released(let wasOpen) = try store.commit(.release(budget: name, id: id)) else {
                    throw BudgetError.store("the ledger answered something else than was asked")
                }
                let remaining = try store.status(of: name).remaining
                if options.json {
                    output.writeLine(
                        JSONValue.object([
                            .init("id", .string(id)), .init("released", .bool(wasOpen)),
                            .init("remaining_usd", .optional(remaining?.amount)),
                        ]).description)
                } else {
                    output.writeLine(wasOpen ? "\(id): released" : "\(id): its hold had ended before")
                }
            }
        }
    }

    /// `tokens budget top-up`
    struct TopUpCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "top-up",
            abstract: "Add to a budget's balance, once an id.",
            discussion: "EXAMPLES\n  tokens budget top-up agent --amount 25 --id invoice-2026-11")

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: ArgumentHelp("What is added; below 0 to take away.", valueName: "usd"))
        var amount: Money
        @Option(help: "An id, so that the same top-up isn't booked twice.")
        var id: String?
        @Option(help: "What to write beside it.")
        var note: String?
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.book(.topUp(budget: name, id: id ?? ReservationID.random(), amount: amount, note: note))
        }
    }

    /// `tokens budget adjust`
    struct AdjustCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "adjust",
            abstract: "Correct what was spent, by an amount of either sign, once an id.",
            discussion: "EXAMPLES\n  tokens budget adjust agent --amount=-0.02 --id correction-3 --note 'billed twice'")

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: ArgumentHelp("What is added to what was spent.", valueName: "usd"))
        var amount: Money
        @Option(help: "An id, so that the same correction isn't booked twice.")
        var id: String?
        @Option(help: "What to write beside it.")
        var note: String?
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.book(.adjust(budget: name, id: id ?? ReservationID.random(), amount: amount, note: note))
        }
    }
}

extension BudgetOptions {
    /// Carries out what books an amount, and shows what was booked.
    fileprivate func book(_ command: LedgerCommand) throws {
        try run { output in
            guard case .booked(let booking) = try open().commit(command) else {
                throw BudgetError.store("the ledger answered something else than was asked")
            }
            guard json else {
                let left = booking.remaining.map { ", \($0) remains" } ?? ""
                let overrun = booking.overrun.isZero ? "" : "; \(booking.overrun) more than was held"
                output.writeLine("\(booking.id): \(booking.amount) booked\(left)\(overrun)")
                return
            }
            output.writeLine(
                JSONValue.object([
                    .init("id", .string(booking.id)), .init("amount_usd", .string(booking.amount.amount)),
                    .init("overrun_usd", .string(booking.overrun.amount)), .init("late", .bool(booking.isLate)),
                    .init("repeated", .bool(booking.isRepeated)),
                    .init("remaining_usd", .optional(booking.remaining?.amount)),
                ]).description)
        }
    }
}
