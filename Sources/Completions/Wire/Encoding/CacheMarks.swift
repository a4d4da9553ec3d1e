/// The places of a prompt that a provider is asked to keep in its cache, within what it takes.
struct CacheMarks {
    /// The mark after the tools and the system prompt.
    private(set) var system: JSONValue?
    /// The mark of a message, by its place.
    private(set) var messages: [Int: JSONValue] = [:]
    /// What was changed, in a sentence; nil where nothing was.
    private(set) var change: String?

    /// The marks of a request, of which the provider takes `most`: of too many, the earliest messages lose theirs.
    ///
    /// Source: docs.anthropic.com/en/docs/build-with-claude/prompt-caching: longer lifetimes must stand before shorter.
    init(_ request: CompletionRequest, most: Int) {
        var marked = request.messages.indices.filter { request.messages[$0].cache != nil }
        let room = most - (request.cache == nil ? 0 : 1)
        if marked.count > room {
            change = "Only the last \(room) marks for the cache were kept: the provider takes \(most) in all."
            marked.removeFirst(marked.count - room)
        }
        var longest = CacheLifetime.hour
        func mark(_ lifetime: CacheLifetime) -> JSONValue {
            if lifetime == .hour, longest == .fiveMinutes {
                change = "A mark for the cache lasts five minutes: one for an hour can't stand behind a shorter one."
            }
            if lifetime == .fiveMinutes { longest = .fiveMinutes }
            return longest == .hour ? ["type": "ephemeral", "ttl": "1h"] : ["type": "ephemeral"]
        }
        system = request.cache.map(mark)
        for index in marked { messages[index] = request.messages[index].cache.map(mark) }
    }
}
