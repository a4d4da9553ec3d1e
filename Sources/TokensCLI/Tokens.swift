import ArgumentParser

@main
struct Tokens: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tokens")
}
