import HTTPTypes
package import Hummingbird
import NIOCore
package import Vocabulary

/// A page that was rendered once and is answered to many. Only the server's time in it is new each time: pages correct
/// their viewers' clocks by it.
package struct RenderedPage: Sendable {
    private let beforeTime: ByteBuffer
    private let afterTime: ByteBuffer

    /// - Parameter moment: the time that stands in `html`, once.
    init(_ html: String, at moment: Moment) throws {
        guard let time = html.firstRange(of: moment.iso8601) else {
            throw TemplateError.missing(template: Templates.layout, neededBy: "the server's time in each page")
        }
        self.beforeTime = ByteBuffer(string: String(html[..<time.lowerBound]))
        self.afterTime = ByteBuffer(string: String(html[time.upperBound...]))
    }

    /// The page as it is answered at a moment.
    package func response(at moment: Moment) -> Response {
        let time = moment.iso8601
        var bytes = ByteBuffer()
        bytes.reserveCapacity(self.beforeTime.readableBytes + time.utf8.count + self.afterTime.readableBytes)
        bytes.writeImmutableBuffer(self.beforeTime)
        bytes.writeString(time)
        bytes.writeImmutableBuffer(self.afterTime)
        return .page(bytes, status: .ok)
    }
}

extension Response {
    /// A page as browsers get it.
    static func page(_ html: ByteBuffer, status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: html)
        )
    }
}
