/// A provider's way to report usage, as data: where each count stands, and which counts include which.
///
/// The rules follow the providers' API references, as do the `counters` of the files in `Prices`.
public struct UsageFormat: Sendable {
    /// The name by which price files and callers refer to the format.
    public let name: String

    let rules: [UsageRule]
    /// Where a response carries its usage object; where none of them has one, the response itself may be it.
    let usagePaths: [UsageField]
    /// Where a response names its model.
    let modelPaths: [UsageField]
    /// Where a usage object lists work beside its own counts, and the types of the items that are such work.
    let furtherWork: (list: UsageField, types: [String])?

    init(
        _ name: String, usage: [UsageField] = ["usage", "response.usage"],
        model: [UsageField] = ["model", "response.model"], further: (list: UsageField, types: [String])? = nil,
        _ rules: [UsageRule]
    ) {
        self.name = name
        self.usagePaths = usage
        self.modelPaths = model
        self.furtherWork = further
        self.rules = rules
    }

    /// The format of a name; nil where there is none.
    public init?(named name: String) {
        guard let format = UsageFormat.all.first(where: { $0.name == name }) else { return nil }
        self = format
    }

    /// Every format, in the order of their names.
    public static let all: [UsageFormat] = [
        .anthropic, .deepSeek, .google, .groq, .mistral, .ollama, .openAI, .qwen, .xAI,
    ]

    /// Anthropic Messages: cached and written tokens are beside `input_tokens`; a write without a lifetime is a
    /// five-minute one. Compaction and advice by another model are billed beside the counts.
    public static let anthropic = UsageFormat(
        "anthropic", usage: ["usage", "message.usage"], model: ["model", "message.model"],
        further: ("iterations", ["compaction", "advisor_message"]),
        [
            UsageRule(.input, .whole, ["input_tokens"], isRequired: true),
            UsageRule(.cacheRead, .whole, ["cache_read_input_tokens"]),
            UsageRule(
                .cacheWrite5m, .whole, ["cache_creation_input_tokens"],
                ["cache_creation.ephemeral_5m_input_tokens", "cache_creation.ephemeral_1h_input_tokens"]),
            UsageRule(
                .cacheWrite1h, .part(of: .cacheWrite5m), ["cache_creation.ephemeral_1h_input_tokens"]),
            UsageRule(.output, .whole, ["output_tokens"]),
            UsageRule(.reasoning, .part(of: .output), ["output_tokens_details.thinking_tokens"]),
        ])

    /// OpenAI chat completions (`prompt_tokens`) and responses (`input_tokens`): everything is inside the totals.
    public static let openAI = UsageFormat("openai", openAIRules)

    /// Groq: as OpenAI; older servers put the usage under `x_groq`.
    public static let groq = UsageFormat("groq", usage: ["usage", "x_groq.usage", "response.usage"], openAIRules)

    /// Mistral: as OpenAI, with an older place for the cached count.
    public static let mistral = UsageFormat(
        "mistral", openAIInput(cached: [["prompt_tokens_details.cached_tokens"], ["num_cached_tokens"]]) + openAIOutput)

    /// xAI: chat completions count reasoning beside `completion_tokens`, responses inside `output_tokens`.
    public static let xAI = UsageFormat(
        "xai",
        openAIInput()
            + [
                UsageRule(.output, .whole, ["completion_tokens"], ["output_tokens"]),
                UsageRule(.reasoning, .whole, ["completion_tokens_details.reasoning_tokens"]),
                UsageRule(.reasoning, .part(of: .output), ["output_tokens_details.reasoning_tokens"]),
            ])

    /// DeepSeek: as OpenAI chat; hits and misses add up to `prompt_tokens`.
    public static let deepSeek = UsageFormat(
        "deepseek",
        [
            UsageRule(
                .input, .whole, ["prompt_tokens"], ["prompt_cache_hit_tokens", "prompt_cache_miss_tokens"],
                isRequired: true),
            UsageRule(
                .cacheRead, .part(of: .input), ["prompt_cache_hit_tokens"], ["prompt_tokens_details.cached_tokens"]),
        ] + openAIOutput)

    /// Qwen (Model Studio): as OpenAI chat; `cache_type` marks reads of a cache that the request asked for.
    public static let qwen = UsageFormat(
        "qwen",
        [
            UsageRule(.input, .whole, ["prompt_tokens"], ["input_tokens"], isRequired: true),
            UsageRule(
                .cacheRead, .part(of: .input), ["prompt_tokens_details.cached_tokens"],
                ["input_tokens_details.cached_tokens"],
                when: ("prompt_tokens_details.cache_type", "ephemeral", false)),
            UsageRule(
                .explicitCacheRead, .part(of: .input), ["prompt_tokens_details.cached_tokens"],
                when: ("prompt_tokens_details.cache_type", "ephemeral", true)),
            UsageRule(
                .cacheWrite, .part(of: .input), ["prompt_tokens_details.cache_creation_input_tokens"],
                ["prompt_tokens_details.cache_creation.ephemeral_5m_input_tokens"]),
        ] + openAIOutput)

    /// Google generateContent: cached and audio tokens are inside `promptTokenCount`; tool results and thoughts are
    /// counted beside.
    public static let google = UsageFormat(
        "google", usage: ["usageMetadata"], model: ["modelVersion"],
        [
            UsageRule(.input, .whole, ["promptTokenCount"], isRequired: true),
            UsageRule(.cacheRead, .part(of: .input), ["cachedContentTokenCount"]),
            UsageRule(.inputAudio, .part(of: .input), ["promptTokensDetails[AUDIO].tokenCount"]),
            UsageRule(.inputImage, .part(of: .input), ["promptTokensDetails[IMAGE].tokenCount"]),
            UsageRule(.inputAudio, .cachedPart, ["cacheTokensDetails[AUDIO].tokenCount"]),
            UsageRule(.inputImage, .cachedPart, ["cacheTokensDetails[IMAGE].tokenCount"]),
            UsageRule(.input, .whole, ["toolUsePromptTokenCount"]),
            UsageRule(.output, .whole, ["candidatesTokenCount"]),
            UsageRule(.outputAudio, .part(of: .output), ["candidatesTokensDetails[AUDIO].tokenCount"]),
            UsageRule(.outputImage, .part(of: .output), ["candidatesTokensDetails[IMAGE].tokenCount"]),
            UsageRule(.reasoning, .whole, ["thoughtsTokenCount"]),
        ])

    /// Ollama: its own counts at the top of the response, any of which may be absent, or OpenAI's.
    public static let ollama = UsageFormat(
        "ollama", usage: ["usage"],
        [
            UsageRule(.input, .whole, ["prompt_eval_count"], ["prompt_tokens"], ["input_tokens"]),
            UsageRule(.output, .whole, ["eval_count"], ["completion_tokens"], ["output_tokens"]),
        ])

    private static let openAIRules = openAIInput() + openAIOutput

    private static func openAIInput(
        cached: [[UsageField]] = [["prompt_tokens_details.cached_tokens"], ["input_tokens_details.cached_tokens"]]
    ) -> [UsageRule] {
        [
            UsageRule(.input, .whole, ["prompt_tokens"], ["input_tokens"], isRequired: true),
            UsageRule(.cacheRead, .part(of: .input), places: cached),
            UsageRule(
                .cacheWrite, .part(of: .input), ["prompt_tokens_details.cache_write_tokens"],
                ["input_tokens_details.cache_write_tokens"]),
            UsageRule(
                .inputAudio, .part(of: .input), ["prompt_tokens_details.audio_tokens"],
                ["input_tokens_details.audio_tokens"]),
            UsageRule(
                .inputImage, .part(of: .input), ["prompt_tokens_details.image_tokens"],
                ["input_tokens_details.image_tokens"]),
            UsageRule(
                .inputAudio, .cachedPart, ["prompt_tokens_details.cached_tokens_details.audio_tokens"],
                ["input_tokens_details.cached_tokens_details.audio_tokens"]),
            UsageRule(
                .inputImage, .cachedPart, ["prompt_tokens_details.cached_tokens_details.image_tokens"],
                ["input_tokens_details.cached_tokens_details.image_tokens"]),
        ]
    }

    private static let openAIOutput = [
        UsageRule(.output, .whole, ["completion_tokens"], ["output_tokens"]),
        UsageRule(
            .reasoning, .part(of: .output), ["completion_tokens_details.reasoning_tokens"],
            ["output_tokens_details.reasoning_tokens"]),
        UsageRule(
            .outputAudio, .part(of: .output), ["completion_tokens_details.audio_tokens"],
            ["output_tokens_details.audio_tokens"]),
    ]
}
