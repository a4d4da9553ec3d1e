/// The functions that a model may call, as OpenAI writes them into the system prompt: a TypeScript namespace.
struct ToolNamespace {
    /// What stands before the first function.
    static let head = "# Tools\n\n## functions\n\nnamespace functions {\n\n"
    /// What stands behind the last.
    static let tail = "} // namespace functions"

    /// Each function's comment and type, with the empty line behind it.
    let functions: [String]
    /// Why the text may not be the provider's.
    let doubt: SchemaDoubt?

    /// The namespace of some functions.
    init(_ functions: [ChatPrompt.Function]) {
        var doubt: SchemaDoubt?
        self.functions = functions.map { function in
            let comment = function.description.isEmpty ? "" : Comment.lines(function.description)
            var types = TypeScriptType(root: function.parameters)
            let parameters = types.parameters(function.parameters)
            if let found = types.doubt { doubt = max(doubt ?? found, found) }
            return comment + "type \(function.name) = (\(parameters.map { "_: " + $0 } ?? "")) => any;\n\n"
        }
        self.doubt = doubt
    }

    /// The functions and the tail.
    var body: String { functions.joined() + ToolNamespace.tail }
}
