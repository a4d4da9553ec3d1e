/// What the body of a failure says, whatever its shape: `{"error":{…}}`, `{"error":"…"}`, flat, a list, or no JSON.
struct ErrorBody: Sendable {
    /// The provider's sentence; empty where it has none.
    var message = ""
    /// Its kinds and codes, in lowercase: `type`, `code`, `status`, a reason in the details.
    var labels: [String] = []
    /// The provider's name for the request.
    var requestID: String?
    /// The HTTP status that the body says, of a failure inside a stream.
    var status: Int?
    /// A delay that the body asks for, in seconds.
    var retryDelay: Double?
    /// When the limit ends, in milliseconds since 1970.
    var limitReset: Double?

    /// Reads a body.
    init(_ body: [UInt8]) {
        if let json = try? JSONValue(parsing: body) {
            self.init(json)
        } else {
            self.init(message: ErrorBody.text(of: body))
        }
    }

    private init(message: String) { self.message = message }

    /// Reads a body of JSON.
    init(_ json: JSONValue) {
        let object = json.asArray?.first ?? json
        read(object)
        if message.isEmpty, object.asObject == nil { message = object.string ?? object.description }
    }

    /// Whether JSON with a status of success, or inside a stream, says a failure.
    static func isError(_ json: JSONValue) -> Bool {
        if let error = json["error"], error != "" { return true }
        if json["object"] == "error" || json["type"] == "error" { return true }
        // DashScope: `code` and `message` beside no output.
        return json["code"] != nil && json["message"]?.string != nil && json["output"] == nil && json["choices"] == nil
    }

    private mutating func read(_ object: JSONValue) {
        requestID = (object["request_id"] ?? object["requestId"])?.string
        if let error = object["error"], error.asObject != nil { readInner(error) }
        readInner(object)
        if message.isEmpty, let text = object["error"]?.string ?? object["detail"]?.string { message = text }
        if message.isEmpty, let first = (object["errors"] ?? object["detail"])?.asArray?.first { readInner(first) }
        // The message of the provider behind a router.
        if let raw = object["error"]?["metadata"]?["raw"]?.string { message += ": " + raw }
    }

    private mutating func readInner(_ error: JSONValue) {
        if message.isEmpty {
            message = (error["message"] ?? error["Message"] ?? error["msg"] ?? error["error_msg"])?.string ?? ""
        }
        for key in ["code", "type", "status", "__type", "reason"] { add(error[key]) }
        if let details = error["details"] { read(details: details) }
        if let reset = error["metadata"]?["headers"]?["X-RateLimit-Reset"] {
            limitReset = Double(reset.string ?? reset.description)
        }
        if requestID == nil { requestID = error["request_id"]?.string }
        if status == nil { status = (error["status_code"] ?? error["raw_status_code"])?.integer }
    }

    /// A label, or a status in its place.
    private mutating func add(_ value: JSONValue?) {
        if let text = value?.string, !text.isEmpty { labels.append(text.lowercased()) }
        let number = value?.integer ?? value?.string.flatMap { Int($0) }
        if status == nil, let number, (400..<600).contains(number) { status = number }
    }

    /// Google's list of details, and Anthropic's object.
    private mutating func read(details: JSONValue) {
        add(details["error_code"])
        for detail in details.asArray ?? [] {
            add(detail["reason"])
            if let delay = detail["retryDelay"]?.string, delay.hasSuffix("s") { retryDelay = Double(delay.dropLast()) }
        }
    }

    /// The text of a body that is no JSON; of a page in HTML the words.
    private static func text(of body: [UInt8]) -> String {
        let text = String(decoding: body.prefix(Redaction.messageLimit), as: UTF8.self)
        guard text.contains("<") else { return text }
        var words = ""
        var isTag = false
        for character in text {
            if character == "<" {
                isTag = true
                words += " "
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                words.append(character)
            }
        }
        return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
