import Budgets
import Completions
import Pricing
import Tokens

/// An error as the command tells it: a stable code and a sentence.
struct CommandError: Error {
    var code: String
    var message: String

    init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: any Error) {
        switch error {
        case let error as CommandError: self = error
        case let error as EncodingError: self.init(code: error.code, message: error.description)
        case let error as CustomEncodingError: self.init(code: error.code, message: error.description)
        case let error as ModelFileError: self.init(code: error.code, message: error.description)
        case let error as JSONError: self.init(code: error.code, message: error.description)
        case let error as RecordedUsage.RecordError: self.init(code: error.code, message: error.description)
        case let error as RequestError: self.init(code: error.code, message: error.description)
        case let error as ProviderError: self.init(code: error.code.rawValue, message: error.description)
        case let error as PriceError: self.init(code: error.code, message: error.description)
        case let error as PriceTableError: self.init(code: error.code, message: error.description)
        case let error as MoneyError: self.init(code: error.code, message: error.description)
        case let error as BudgetError: self.init(code: error.code, message: error.description)
        case let error as InputError: self.init(code: error.code, message: error.description)
        default: self.init(code: "failed", message: "\(error)")
        }
    }

    static let notAString = CommandError(code: "bad_line", message: "the line isn't a JSON string")
    static let notAnArray = CommandError(code: "bad_line", message: "the line isn't a JSON array of token ids")

    /// `{"error":{"code":…,"message":…}}`
    var json: [UInt8] {
        Array(#"{"error":{"code":\#(JSONText.quoted(code)),"message":\#(JSONText.quoted(message))}}"#.utf8)
    }
}

extension CommandError: CustomStringConvertible {
    var description: String { message }
}
