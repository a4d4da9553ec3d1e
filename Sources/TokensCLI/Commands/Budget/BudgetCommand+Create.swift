import ArgumentParser
import Budgets
import Foundation

extension BudgetCommand {
    /// `tokens budget create`
    struct CreateCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "create",
            abstract: "Make a budget, or change one: what isn't named stays.",
            discussion: """
                EXAMPLES
                  tokens budget create agent --daily 5 --monthly 100
                  tokens budget create agent --daily none
                """)

        @Argument(help: "The budget's name.")
        var name: String
        @Option(help: ArgumentHelp("The most that may be spent on one day.", valueName: "usd|none"))
        var daily: AmountOrNone?
        @Option(help: ArgumentHelp("The most that may be spent in one calendar month.", valueName: "usd|none"))
        var monthly: AmountOrNone?
        @Option(help: ArgumentHelp("The balance that it begins with; top-ups come on top.", valueName: "usd|none"))
        var balance: AmountOrNone?
        @Option(help: ArgumentHelp("A single reservation over this is granted with a warning.", valueName: "usd|none"))
        var warnAt: AmountOrNone?
        @Option(help: ArgumentHelp("A single reservation over this is refused.", valueName: "usd|none"))
        var hardStopAt: AmountOrNone?
        @Option(help: ArgumentHelp("The zone whose midnights begin its days; UTC for a new one.", valueName: "zone"))
        var timeZone: String?
        @Option(help: ArgumentHelp("The budget out of which it spends.", valueName: "name|none"))
        var parent: String?
        @OptionGroup var options: BudgetOptions

        func run() throws {
            try options.run { output in
                var change = BudgetChange()
                change.dailyLimit = AmountOrNone.setting(daily)
                change.monthlyLimit = AmountOrNone.setting(monthly)
                change.totalBalance = AmountOrNone.setting(balance)
                change.warnAt = AmountOrNone.setting(warnAt)
                change.hardStopAt = AmountOrNone.setting(hardStopAt)
                change.timeZone = timeZone
                if let parent { change.parent = parent == "none" ? .remove : .set(parent) }
                let store = try options.open(createsFile: true)
                _ = try store.commit(.configure(name, change))
                BudgetPrinter(try store.status(of: name)).write(to: &output, json: options.json)
            }
        }
    }

    /// An amount, or that there's none.
    enum AmountOrNone: ExpressibleByArgument {
        case amount(Money)
        case none

        init?(argument: String) {
            if argument == "none" {
                self = .none
            } else if let money = Money(argument: argument) {
                self = .amount(money)
            } else {
                return nil
            }
        }

        static func setting(_ option: AmountOrNone?) -> BudgetChange.Setting<Money> {
            switch option {
            case nil: .keep
            case .some(.none): .remove
            case .some(.amount(let money)): .set(money)
            }
        }
    }
}
