import Testing

@testable import Completions

@Suite("Patterns of names")
struct NamePatternTests {
    @Test("A dated snapshot needs a day that exists, and nothing after it")
    func dates() throws {
        let compact = try #require(NamePattern("claude-opus-5-<YYYYMMDD>"))
        #expect(compact.matches("claude-opus-5-20261224"))
        for name in [
            "claude-opus-5-20261399", "claude-opus-5-20260229", "claude-opus-5-2026122", "claude-opus-5-202612245",
            "claude-opus-5-20261224-x", "claude-opus-5-5-20261224", "claude-opus-5-", "claude-opus-5-+0261224",
            "Claude-opus-5-20261224", " claude-opus-5-20261224",
        ] { #expect(!compact.matches(name), "\(name)") }
        let dashed = try #require(NamePattern("gpt-6-sol-<YYYY-MM-DD>"))
        #expect(dashed.matches("gpt-6-sol-2026-12-24"))
        for name in ["gpt-6-sol-20261224", "gpt-6-sol-2026-12-32", "gpt-6-sol-2026/12/24", "gpt-6-sol-2026-1-224"] {
            #expect(!dashed.matches(name), "\(name)")
        }
    }

    @Test("A fine-tune carries organisation, suffix and job after its base")
    func fineTunes() throws {
        let pattern = try #require(NamePattern("ft:gpt-4o-mini-2024-07-18:<org>:<suffix>:<job>"))
        #expect(pattern.matches("ft:gpt-4o-mini-2024-07-18:acme:helper:9aBcDeFg"))
        #expect(pattern.matches("ft:gpt-4o-mini-2024-07-18:my-org::AbC12345"))
        for name in [
            "ft:gpt-4o-mini-2024-07-18:acme:helper", "ft:gpt-4o-mini-2024-07-18:acme:helper:",
            "ft:gpt-4o-mini-2024-07-18:acme:helper:a:b", "ft:gpt-4o-mini-2024-07-18:acme:helper:a-b",
            "ft:gpt-4o-mini:acme:helper:a",
        ] { #expect(!pattern.matches(name), "\(name)") }
    }

    @Test("A catch-all takes every name but the empty one and those with an excluded end")
    func catchAll() throws {
        let pattern = try #require(NamePattern("*", excludedSuffixes: ["-cloud", ":cloud"]))
        #expect(pattern.matches("my-private-finetune:latest"))
        #expect(!pattern.matches(""))
        #expect(!pattern.matches("gpt-oss:120b-cloud"))
        #expect(!pattern.matches("kimi:cloud"))
    }

    @Test("A template with an unknown placeholder is no pattern")
    func unknownPlaceholder() {
        for template in ["x-<YYMMDD>", "x-<", "x-<>", "x", "", "<org>:x"] {
            #expect(NamePattern(template) == nil, "\(template)")
        }
    }
}
