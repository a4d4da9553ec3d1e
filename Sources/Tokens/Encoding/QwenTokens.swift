/// The special tokens of Qwen's models, as dashscope 2.0.2 (Apache-2.0, Alibaba Cloud) and the published
/// models have them.
enum QwenTokens {
    private static let firstID: TokenID = 151643

    /// Those of the API's own tokenizer.
    static let api = numbered(chat + (0...204).map { "<|extra_\($0)|>" })

    /// Those of the models' files, from Qwen 2 to Qwen 3.
    static let openWeights = numbered(
        chat
            + [
                "object_ref_start", "object_ref_end", "box_start", "box_end", "quad_start", "quad_end",
                "vision_start", "vision_end", "vision_pad", "image_pad", "video_pad",
            ].map { "<|\($0)|>" }
            + ["<tool_call>", "</tool_call>"]
            + ["fim_prefix", "fim_middle", "fim_suffix", "fim_pad", "repo_name", "file_sep"].map { "<|\($0)|>" }
            + ["<tool_response>", "</tool_response>", "<think>", "</think>"])

    private static let chat = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]

    private static func numbered(_ names: [String]) -> [SpecialToken] {
        names.enumerated().map { SpecialToken(name: $1, id: firstID + TokenID($0)) }
    }
}
