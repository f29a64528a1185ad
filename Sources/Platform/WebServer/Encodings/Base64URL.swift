import Foundation

/// Base64 for addresses and cookies, without padding.
package enum Base64URL {
    /// 32 bytes become 43 characters.
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
