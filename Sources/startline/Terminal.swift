import Foundation
import Glibc

/// Standard output and standard error as a person sees them: colour on a terminal only, never with NO_COLOR.
struct Terminal: Sendable {
    /// The codes of ECMA-48 that the commands use.
    enum Style: String, Sendable {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    private let hasColour: Bool
    /// Progress is drawn over itself on a terminal, and told in lines now and then elsewhere.
    let redraws: Bool

    init() {
        let isPlain = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        self.hasColour = isatty(STDOUT_FILENO) == 1 && !isPlain
        self.redraws = isatty(STDERR_FILENO) == 1
    }

    func styled(_ text: String, _ style: Style) -> String {
        self.hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A line on standard output.
    func say(_ line: String) { Self.write(Array("\(line)\n".utf8)) }

    /// A line on standard error, where it does not get into what is piped on.
    func note(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

    /// Bytes on standard output. Where they can't go, nothing else can either: the command ends with exit code 1 and says why, quietly
    /// when whoever read has gone.
    static func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                let reason = errno
                if reason != EPIPE {
                    let words = "Error: Standard output can't be written: \(String(cString: strerror(reason))).\n"
                    _ = words.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
                }
                exit(1)
            }
        }
    }
}

extension String {
    /// Filled up with spaces to `width`; numbers stand right.
    func padded(_ width: Int, right: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - self.count))
        return right ? space + self : self + space
    }
}
