import Completions
import Foundation
import TrafficSupport

/// What a recorded answer says, read by the plainest means: dictionaries, and loops over lines.
struct PlainReading {
    var text = ""
    var reasoning = ""
    /// Calls: tool and arguments.
    var calls: [(name: String, arguments: String)] = []
    /// The provider's word for why the answer ended.
    var stopWord: String?
    var model: String?
    /// Whether the stream says a failure.
    var isError = false

    typealias Object = [String: Any]

    init(_ exchange: RecordedTraffic.Exchange) {
        let objects = exchange.isStream ? PlainReading.objects(exchange.text) : [exchange.object]
        for object in objects {
            if object["error"] is Object || object["error"] is String { isError = true }
            switch exchange.interface {
            case "messages": readMessages(object)
            case "ollama.chat", "ollama.generate": readOllama(object)
            default: readChat(object)
            }
        }
    }

    /// The objects of a stream: everything after `data:`, or lines that are objects themselves.
    private static func objects(_ text: String) -> [Object] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            var line = line
            if line.hasPrefix("data:") { line = line.dropFirst(5) }
            return try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object
        }
    }

    // MARK: Chat completions, and DashScope's own

    private mutating func readChat(_ object: Object) {
        if let name = object["model"] as? String, !name.isEmpty, model == nil { model = name }
        var choices = object["choices"] as? [Object] ?? []
        if let output = object["output"] as? Object {
            choices = output["choices"] as? [Object] ?? []
            if let said = output["text"] as? String { text += said }
            stopWord = output["finish_reason"] as? String ?? stopWord
        }
        guard let choice = choices.first(where: { ($0["index"] as? Int ?? 0) == 0 }) else { return }
        if let word = choice["finish_reason"] as? String, word != "null" { stopWord = word }
        let message = choice["delta"] as? Object ?? choice["message"] as? Object ?? [:]
        read(content: message["content"])
        let own = message["reasoning_content"] as? String ?? ""
        reasoning += own.isEmpty ? message["reasoning"] as? String ?? "" : own
        for call in message["tool_calls"] as? [Object] ?? [] { read(call: call) }
        if let function = message["function_call"] as? Object {
            let name = function["name"] as? String ?? ""
            if !name.isEmpty { calls.append((name, "")) }
            if !calls.isEmpty { calls[calls.count - 1].arguments += function["arguments"] as? String ?? "" }
        }
    }

    private mutating func read(content: Any?) {
        if let said = content as? String {
            text += said
        } else if let parts = content as? [Object] {
            for part in parts {
                text += part["text"] as? String ?? ""
                for thought in part["thinking"] as? [Object] ?? [] { reasoning += thought["text"] as? String ?? "" }
            }
        }
    }

    private var places: [Int: Int] = [:]

    private mutating func read(call: Object) {
        let function = call["function"] as? Object ?? [:]
        let name = function["name"] as? String ?? ""
        let index = call["index"] as? Int
        let arguments = function["arguments"] as? String ?? ""
        if let index, let place = places[index] {
            calls[place].arguments += arguments
        } else {
            if let index { places[index] = calls.count }
            calls.append((name, arguments))
        }
    }

    // MARK: Messages

    private var blocks: [Int: Int] = [:]

    private mutating func readMessages(_ object: Object) {
        switch object["type"] as? String {
        case "message", nil:
            model = object["model"] as? String
            stopWord = object["stop_reason"] as? String
            for block in object["content"] as? [Object] ?? [] { read(block: block) }
        case "message_start": model = (object["message"] as? Object)?["model"] as? String
        case "content_block_start":
            let block = object["content_block"] as? Object ?? [:]
            if block["type"] as? String == "tool_use" { blocks[object["index"] as? Int ?? 0] = calls.count }
            read(block: block)
        case "content_block_delta":
            let delta = object["delta"] as? Object ?? [:]
            if delta["type"] as? String == "text_delta" { text += delta["text"] as? String ?? "" }
            reasoning += delta["thinking"] as? String ?? ""
            if let place = blocks[object["index"] as? Int ?? 0] {
                calls[place].arguments += delta["partial_json"] as? String ?? ""
            }
        case "message_delta": stopWord = (object["delta"] as? Object)?["stop_reason"] as? String
        default: break
        }
    }

    private mutating func read(block: Object) {
        switch block["type"] as? String {
        case "text": text += block["text"] as? String ?? ""
        case "thinking": reasoning += block["thinking"] as? String ?? ""
        case "tool_use":
            let input = block["input"] as? Object ?? [:]
            let data = try? JSONSerialization.data(withJSONObject: input)
            calls.append(
                (block["name"] as? String ?? "", input.isEmpty ? "" : String(decoding: data ?? Data(), as: UTF8.self)))
        default: break
        }
    }

    // MARK: Ollama

    private mutating func readOllama(_ object: Object) {
        model = object["model"] as? String
        let message = object["message"] as? Object ?? [:]
        text += message["content"] as? String ?? object["response"] as? String ?? ""
        reasoning += message["thinking"] as? String ?? object["thinking"] as? String ?? ""
        for call in message["tool_calls"] as? [Object] ?? [] {
            let function = call["function"] as? Object ?? [:]
            let data = try? JSONSerialization.data(withJSONObject: function["arguments"] as? Object ?? [:])
            calls.append((function["name"] as? String ?? "", String(decoding: data ?? Data(), as: UTF8.self)))
        }
        stopWord = object["done_reason"] as? String ?? (object["done"] as? Bool == true ? "stop" : nil)
    }
}
