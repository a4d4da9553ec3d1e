import ArgumentParser
import Budgets
import Completions
import Pricing
import Providers

/// `tokens complete`: sends a request and prints its answer.
struct CompleteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complete",
        abstract: "Send a request to a model, and print its answer, usage and cost.",
        discussion: """
            The prompt is the argument, or standard input where neither it nor --request is given. On a terminal the \
            answer appears as it comes, and its usage is told on standard error. Keys are read from OPENAI_API_KEY, \
            ANTHROPIC_API_KEY, DASHSCOPE_API_KEY, and for another PROVIDER from PROVIDER_API_KEY; addresses, where \
            --base-url gives none, from OPENAI_BASE_URL and so on. Interrupted, it still tells what came and \
            what that cost. Exit status 1 where no provider answered, 2 where the budget refused it.

            EXAMPLES
              tokens complete -p anthropic -m claude-sonnet-4-5 "Say hello"
              git diff | tokens complete -p ollama -m llama3.2 --system "Review this"
              tokens complete -p openai -m gpt-4o --budget agent "Say hello"
              tokens complete -p openai -m gpt-4o --fallback anthropic:claude-sonnet-4-5 --json "Say hello"
            """)

    @OptionGroup var place: ProviderOptions
    @OptionGroup var content: ContentOptions
    @OptionGroup var prices: PriceOptions
    @OptionGroup var stores: StoreOptions

    @Option(help: ArgumentHelp("The budget that holds what it may cost, and books what it cost.", valueName: "name"))
    var budget: String?

    @Flag(help: "Print the answer as it comes; with --json, an event a line.")
    var stream = false

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let request = try content.request(model: place.model)
        let report = AnswerReport(isJSON: json, isStreaming: stream || !json && Output.isTerminal)
        let provider: any LLMProvider
        do {
            provider = try budgeted(place.provider(prices: prices.table()))
        } catch let error as ProviderError {
            report.fail(error)
            throw ExitCode.failure
        }
        let options = CallOptions(timeout: place.timeout.map { .seconds($0) })
        let status = Interruptible.run {
            await report.answer(request, from: provider, options: options)
        }
        if status != 0 { throw ExitCode(status) }
    }

    /// The provider as it spends from the budget that is named, if one is.
    private func budgeted(_ provider: any LLMProvider) throws -> any LLMProvider {
        guard let budget else { return provider }
        let store: any BudgetStore
        do {
            store = try stores.open()
            _ = try store.status(of: budget)
        } catch { throw CommandError(error) }
        return BudgetedProvider(
            provider, account: BudgetLedger(store: store).account(budget), prices: try prices.table())
    }
}
