import ArgumentParser
import Budgets

/// Where budgets are kept, and how answers look.
struct BudgetOptions: ParsableArguments {
    @OptionGroup private var stores: StoreOptions

    @Flag(help: "Print JSON.")
    var json = false

    /// The ledger. A file that isn't there is made only where a budget may be made.
    func open(createsFile: Bool = false) throws -> any BudgetStore { try stores.open(createsFile: createsFile) }

    /// Runs what may fail; with `--json` the error is an answer, on standard output.
    func run(_ body: (inout Output) throws -> Void) throws {
        var output = Output()
        do {
            try body(&output)
        } catch let code as ExitCode {
            output.flush()
            throw code
        } catch  where json {
            output.write(CommandError(error).json)
            output.writeLine("")
            output.flush()
            throw ExitCode.failure
        } catch {
            output.flush()
            throw CommandError(error)
        }
        output.flush()
    }
}

extension Money: ExpressibleByArgument {
    public init?(argument: String) { try? self.init(argument) }
}
