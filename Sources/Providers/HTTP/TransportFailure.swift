internal import AsyncHTTPClient
import Completions
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOPosix
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Why bytes didn't get to the provider or back.
struct TransportFailure: Error, Hashable {
    let code: ProviderError.Code
    let message: String
    /// Whether the provider was reached, and so may have worked on the request.
    let wasConnected: Bool

    /// The failure of an error of the client below; other errors stay what they are.
    static func reading(_ error: any Error) -> any Error {
        switch error {
        case let error as HTTPClientError: read(error)
        case is NIOConnectionError:
            TransportFailure(
                code: .connection, message: "The connection could not be made: \(error).", wasConnected: false)
        case let error as IOError
        where [ECONNREFUSED, ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL].contains(error.errnoCode):
            TransportFailure(
                code: .connection, message: "The connection could not be made: \(error).", wasConnected: false)
        case let error as ChannelError:
            if case .connectTimeout = error {
                read(.connectTimeout)
            } else {
                TransportFailure(code: .connection, message: "The connection broke.", wasConnected: true)
            }
        case is NIOHTTPDecompression.DecompressionError:
            TransportFailure(code: .badResponse, message: "The answer can't be unzipped: \(error).", wasConnected: true)
        case HTTPParserError.invalidEOFState:
            TransportFailure(
                code: .connection, message: "The connection ended before the answer did.", wasConnected: true)
        case is HTTPParserError:
            TransportFailure(code: .badResponse, message: "The answer is not HTTP: \(error).", wasConnected: true)
        case is CancellationError, is TransportFailure: error
        default:
            // Sockets' and TLS's own.
            TransportFailure(code: .connection, message: "The connection broke: \(error).", wasConnected: true)
        }
    }

    private static func read(_ error: HTTPClientError) -> any Error {
        switch error {
        case .cancelled: CancellationError()
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
            .getConnectionFromPoolTimeout:
            TransportFailure(
                code: .connection, message: "The connection could not be made in time.", wasConnected: false)
        case .readTimeout:
            TransportFailure(code: .timeout, message: "The provider fell silent.", wasConnected: true)
        case .writeTimeout, .deadlineExceeded:
            TransportFailure(
                code: .timeout, message: "The provider didn't take the request in time.", wasConnected: true)
        case .invalidURL, .emptyHost, .emptyScheme:
            TransportFailure(
                code: .badRequest, message: "The base URL is not one: it needs http:// or https:// and a host.",
                wasConnected: false)
        case .proxyAuthenticationRequired, .invalidProxyResponse:
            TransportFailure(
                code: .connection, message: "The proxy refuses: \(error.shortDescription).", wasConnected: false)
        default:
            if error.description.contains("unsupportedScheme") {
                TransportFailure(
                    code: .badRequest, message: "The base URL must begin with http:// or https://.", wasConnected: false
                )
            } else if error.description.contains("invalidHeaderField") {
                TransportFailure(
                    code: .badRequest, message: "A header field or the key has a character that HTTP doesn't allow.",
                    wasConnected: false)
            } else {
                TransportFailure(
                    code: .connection, message: "The connection broke: \(error.shortDescription).", wasConnected: true)
            }
        }
    }

    static func tooLarge(_ limit: Int) -> TransportFailure {
        TransportFailure(code: .badResponse, message: "The answer is larger than \(limit) bytes.", wasConnected: true)
    }

    /// The failure as one of the provider.
    func error(provider: String) -> ProviderError {
        ProviderError(code, message, provider: provider, isRetryable: code == .connection || code == .timeout)
    }
}
