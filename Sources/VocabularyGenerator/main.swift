// Makes the images of `Vocab/` from published files:
//
//     swift run -c release VocabularyGenerator SOURCE-FOLDER VOCAB-FOLDER
//
// SOURCE-FOLDER has rank files (cl100k_base.tiktoken, o200k_base.tiktoken, p50k_base.tiktoken, qwen.tiktoken;
// r50k_base is the first 50,256 lines of p50k_base), or Claude's pieces and characters (claude_v3.json,
// claude_v4_7.json, claude_classes.json), or both. Images whose file isn't there stay as they are.
// `Vocab/PROVENANCE.md` says where the files are from.

import Foundation

let arguments = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
guard arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: VocabularyGenerator SOURCE-FOLDER VOCAB-FOLDER\n".utf8))
    exit(64)
}
let folders = Folders(source: arguments[0], vocabularies: arguments[1])
try makeRankImages(in: folders)
try makeClaudeImages(in: folders)
