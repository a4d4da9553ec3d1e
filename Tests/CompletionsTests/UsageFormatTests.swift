import Completions
import Testing

@Suite("What providers report becomes counters that don't overlap")
struct UsageFormatTests {
    private func usage(_ format: UsageFormat, _ text: String) throws -> Usage {
        try format.usage(from: JSONValue(parsing: text.utf8))
    }

    @Test("Anthropic counts cached and written input beside the input, reasoning inside the output")
    func anthropic() throws {
        let usage = try usage(
            .anthropic,
            """
            {"input_tokens":10,"cache_read_input_tokens":20,"cache_creation_input_tokens":7,"cache_creation":
            {"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4},"output_tokens":50,
            "output_tokens_details":{"thinking_tokens":30},"server_tool_use":{"web_search_requests":1}}
            """)
        #expect(
            usage
                == (try Usage([
                    .input: 10, .cacheRead: 20, .cacheWrite5m: 3, .cacheWrite1h: 4, .output: 20, .reasoning: 30,
                ])))
        #expect(usage.inputTokens == 37)
    }

    @Test(
        "A cache write whose lifetime Anthropic doesn't say is of five minutes",
        arguments: [
            #"{"input_tokens":1,"cache_creation_input_tokens":9}"#,
            #"{"input_tokens":1,"cache_creation_input_tokens":9,"cache_creation":null}"#,
            #"""
            {"input_tokens":1,"cache_creation_input_tokens":9,
            "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0}}
            """#,
            #"{"input_tokens":1,"cache_creation":{"ephemeral_5m_input_tokens":9}}"#,
        ])
    func aggregateWrite(_ text: String) throws {
        let usage = try usage(.anthropic, text)
        #expect(usage[.cacheWrite5m] == 9)
        #expect(usage.cacheWriteTokens == 9)
    }

    @Test("OpenAI counts everything inside the totals, under two names")
    func openAI() throws {
        let expected = try Usage([
            .input: 55, .cacheRead: 30, .cacheWrite: 10, .inputAudio: 5, .output: 60, .reasoning: 30, .outputAudio: 10,
        ])
        let chat = try usage(
            .openAI,
            """
            {"prompt_tokens":100,"completion_tokens":100,"total_tokens":200,"prompt_tokens_details":
            {"cached_tokens":30,"cache_write_tokens":10,"audio_tokens":5},"completion_tokens_details":
            {"reasoning_tokens":30,"audio_tokens":10,"rejected_prediction_tokens":7}}
            """)
        let responses = try usage(
            .openAI,
            """
            {"input_tokens":100,"output_tokens":100,"input_tokens_details":{"cached_tokens":30,
            "cache_write_tokens":10,"audio_tokens":5},"output_tokens_details":{"reasoning_tokens":30,
            "audio_tokens":10}}
            """)
        #expect(chat == expected)
        #expect(responses == expected)
    }

    @Test("Qwen marks the reads of a cache that the request asked for")
    func qwen() throws {
        let text = """
            {"prompt_tokens":100,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":40,
            "cache_creation_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":50},"cache_type":"TYPE"}}
            """
        let explicit = try usage(.qwen, text.replacing("TYPE", with: "ephemeral"))
        #expect(explicit == (try Usage([.input: 10, .explicitCacheRead: 40, .cacheWrite: 50, .output: 9])))
        let implicit = try usage(.qwen, text.replacing("TYPE", with: "implicit"))
        #expect(implicit == (try Usage([.input: 10, .cacheRead: 40, .cacheWrite: 50, .output: 9])))
    }

    @Test("DeepSeek's hits and misses add up to the prompt, and the hits stand in two places")
    func deepSeek() throws {
        let usage = try usage(
            .deepSeek,
            """
            {"prompt_tokens":100,"completion_tokens":5,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36,
            "prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":2}}
            """)
        #expect(usage == (try Usage([.input: 36, .cacheRead: 64, .output: 3, .reasoning: 2])))
    }

    @Test("Google counts tool results and thoughts beside, cached and audio inside")
    func google() throws {
        let usage = try usage(
            .google,
            """
            {"promptTokenCount":100,"toolUsePromptTokenCount":7,"cachedContentTokenCount":30,
            "promptTokensDetails":[{"modality":"TEXT","tokenCount":60},{"modality":"AUDIO","tokenCount":40}],
            "cacheTokensDetails":[{"modality":"AUDIO","tokenCount":10},{"modality":"TEXT","tokenCount":20}],
            "candidatesTokenCount":3,"thoughtsTokenCount":5}
            """)
        #expect(
            usage
                == (try Usage([
                    .input: 47, .cacheRead: 20, .inputAudio: 30, .cacheReadAudio: 10, .output: 3, .reasoning: 5,
                ])))
    }

    @Test("Cached audio that isn't told apart is the least that the other counts allow")
    func cachedAudio() throws {
        let usage = try usage(
            .openAI,
            #"{"prompt_tokens":100,"prompt_tokens_details":{"cached_tokens":70,"audio_tokens":50,"image_tokens":5}}"#)
        #expect(
            usage == (try Usage([.input: 0, .cacheRead: 45, .inputAudio: 25, .cacheReadAudio: 25, .inputImage: 5])))
        #expect(usage.inputTokens == 100)
    }

    @Test("Cached images that are told apart are cached input, not images")
    func cachedImages() throws {
        let usage = try usage(
            .google,
            """
            {"promptTokenCount":200,"cachedContentTokenCount":100,
            "promptTokensDetails":[{"modality":"IMAGE","tokenCount":100}],
            "cacheTokensDetails":[{"modality":"IMAGE","tokenCount":60}]}
            """)
        #expect(usage == (try Usage([.input: 60, .cacheRead: 100, .inputImage: 40])))
    }

    @Test("Anthropic lists compaction and advice beside the counts, and the messages that are in them already")
    func furtherUsages() throws {
        let object = try JSONValue(
            parsing: """
                {"input_tokens":2390,"output_tokens":121,"iterations":[
                {"type":"message","input_tokens":1128,"output_tokens":110},
                {"type":"advisor_message","model":"claude-opus-4-8","input_tokens":2518,"output_tokens":22},
                {"type":"compaction","input_tokens":60385,"output_tokens":522},
                {"type":"message","input_tokens":1262,"output_tokens":11}]}
                """.utf8)
        #expect(try UsageFormat.anthropic.usage(from: object) == Usage([.input: 2390, .output: 121]))
        let further = try UsageFormat.anthropic.furtherUsages(in: object)
        #expect(further.map(\.model) == ["claude-opus-4-8", nil])
        #expect(
            further.map(\.usage) == [
                try Usage([.input: 2518, .output: 22]), try Usage([.input: 60385, .output: 522]),
            ])
        #expect(try UsageFormat.openAI.furtherUsages(in: object).isEmpty)
        #expect(throws: UsageError.self) {
            try UsageFormat.anthropic.furtherUsages(
                in: ["iterations": [["type": "compaction", "input_tokens": "many"]]])
        }
    }

    @Test("xAI counts reasoning beside the output in chat, inside it in responses")
    func xAI() throws {
        let chat = try usage(
            .xAI,
            """
            {"prompt_tokens":10,"completion_tokens":3,"total_tokens":18,
            "completion_tokens_details":{"reasoning_tokens":5}}
            """)
        #expect(chat == (try Usage([.input: 10, .output: 3, .reasoning: 5])))
        let responses = try usage(
            .xAI, #"{"input_tokens":10,"output_tokens":8,"output_tokens_details":{"reasoning_tokens":5}}"#)
        #expect(responses == (try Usage([.input: 10, .output: 3, .reasoning: 5])))
    }

    @Test("Ollama's counts may be missing; what is missing is not reported")
    func ollama() throws {
        #expect(try usage(.ollama, #"{"eval_count":7,"total_duration":1}"#) == Usage([.output: 7]))
        #expect(try usage(.ollama, #"{"prompt_eval_count":null,"eval_count":null}"#) == Usage())
        #expect(try usage(.ollama, #"{"prompt_tokens":3,"completion_tokens":4}"#) == Usage([.input: 3, .output: 4]))
    }

    @Test("Null means missing at every level, and unknown fields mean nothing")
    func nulls() throws {
        let usage = try usage(
            .openAI,
            """
            {"prompt_tokens":1,"completion_tokens":2,"prompt_tokens_details":null,
            "completion_tokens_details":{"reasoning_tokens":null},"cost":0.12,"input":["x"]}
            """)
        #expect(usage == (try Usage([.input: 1, .output: 2])))
    }

    @Test(
        "Counts that can't be are errors that name the counter",
        arguments: [
            (#"{"prompt_tokens":-1}"#, .negative("prompt_tokens", -1)),
            (#"{"prompt_tokens":1.5}"#, .fractional("prompt_tokens", "1.5")),
            (#"{"prompt_tokens":"1"}"#, .notANumber("prompt_tokens")),
            (#"{"prompt_tokens":true}"#, .notANumber("prompt_tokens")),
            (#"{"prompt_tokens":1e30}"#, .tooLarge("prompt_tokens")),
            (#"{"prompt_tokens":1000000000000001}"#, .tooLarge("prompt_tokens")),
            (#"{"completion_tokens":1}"#, .missing("prompt_tokens")),
            (#"{"prompt_tokens":null}"#, .missing("prompt_tokens")),
            (#"[]"#, .notAnObject),
            (
                #"{"prompt_tokens":5,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":-2}}"#,
                .negative("completion_tokens_details.reasoning_tokens", -2)
            ),
        ] as [(String, UsageError)])
    func impossible(_ text: String, _ error: UsageError) throws {
        #expect(throws: error) { try usage(.openAI, text) }
    }

    @Test(
        "Counts that contradict each other are errors",
        arguments: [
            (UsageFormat.openAI, #"{"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":6}}"#),
            (
                UsageFormat.openAI,
                #"{"prompt_tokens":5,"prompt_tokens_details":{"cached_tokens":3,"cache_write_tokens":3}}"#
            ),
            (UsageFormat.openAI, #"{"prompt_tokens":5,"prompt_tokens_details":{"audio_tokens":6}}"#),
            (
                UsageFormat.openAI,
                #"{"prompt_tokens":5,"completion_tokens":1,"completion_tokens_details":{"reasoning_tokens":2}}"#
            ),
            (UsageFormat.openAI, #"{"prompt_tokens":5,"completion_tokens_details":{"reasoning_tokens":2}}"#),
            (UsageFormat.openAI, #"{"prompt_tokens":5,"input_tokens":6}"#),
            (
                UsageFormat.anthropic,
                #"""
                {"input_tokens":1,"cache_creation_input_tokens":9,
                "cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4}}
                """#
            ),
            (
                UsageFormat.deepSeek,
                #"{"prompt_tokens":9,"prompt_cache_hit_tokens":4,"prompt_cache_miss_tokens":4}"#
            ),
            (
                UsageFormat.deepSeek,
                #"{"prompt_tokens":9,"prompt_cache_hit_tokens":4,"prompt_tokens_details":{"cached_tokens":5}}"#
            ),
            (UsageFormat.google, #"{"promptTokenCount":5,"toolUsePromptTokenCount":9,"cachedContentTokenCount":6}"#),
            (
                UsageFormat.google,
                #"""
                {"promptTokenCount":9,"cachedContentTokenCount":2,"promptTokensDetails":[{"modality":"AUDIO",
                "tokenCount":8}],"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":3}]}
                """#
            ),
        ])
    func contradictions(_ format: UsageFormat, _ text: String) throws {
        let error = #expect(throws: UsageError.self) { try usage(format, text) }
        guard case .contradiction? = error else {
            Issue.record("\(text): \(String(describing: error))")
            return
        }
    }

    @Test("The usage, the model and the time are found in a whole response")
    func responses() throws {
        func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: text.utf8) }
        let groq = try parse(#"{"x_groq":{"usage":{"prompt_tokens":1}},"model":"m","created":5}"#)
        #expect(UsageFormat.groq.usageObject(in: groq) == ["prompt_tokens": .number(JSONNumber(1))])
        #expect(UsageFormat.groq.model(in: groq) == "m")
        #expect(UsageFormat.creationTime(in: groq) == .number(JSONNumber(5)))
        let event = try parse(#"{"type":"response.completed","response":{"model":"m","usage":{"input_tokens":2}}}"#)
        #expect(UsageFormat.openAI.usageObject(in: event) == ["input_tokens": .number(JSONNumber(2))])
        #expect(UsageFormat.openAI.model(in: event) == "m")
        let google = try parse(#"{"modelVersion":"m","usageMetadata":{"promptTokenCount":3}}"#)
        #expect(UsageFormat.google.usageObject(in: google) == ["promptTokenCount": .number(JSONNumber(3))])
        #expect(UsageFormat.google.model(in: google) == "m")
        let ollama = try parse(#"{"model":"m","created_at":"2026-02-03T04:05:06.5Z","eval_count":4}"#)
        #expect(UsageFormat.ollama.usageObject(in: ollama) == ollama)
        #expect(UsageFormat.openAI.usageObject(in: try parse(#"{"error":{}}"#)) == nil)
    }

    @Test(
        "The service tier and the region are those that the response reports",
        arguments: [
            (#"{"service_tier":"standard","inference_geo":"global"}"#, "{}", nil, nil),
            (#"{"service_tier":"batch","speed":"standard","inference_geo":"us"}"#, "{}", "batch", "us"),
            (#"{"service_tier":"standard","speed":"fast","inference_geo":"not_available"}"#, "{}", "fast", nil),
            ("{}", #"{"service_tier":"default"}"#, nil, nil),
            ("{}", #"{"service_tier":"priority"}"#, "priority", nil),
            (#"{"service_tier":"batch","speed":"fast"}"#, "{}", "batch fast", nil),
        ] as [(String, String, String?, String?)])
    func context(_ usage: String, _ response: String, _ tier: String?, _ region: String?) throws {
        let context = UsageContext(
            from: try JSONValue(parsing: usage.utf8), response: try JSONValue(parsing: response.utf8))
        #expect(context.serviceTier == tier)
        #expect(context.region == region)
    }
}
