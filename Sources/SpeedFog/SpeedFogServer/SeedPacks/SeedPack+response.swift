import HTTPTypes
package import Hummingbird

extension SeedPack {
    /// Answers a request for the pack: all of it, the part asked for, or why there is no such part.
    package func response(to request: Request, fileName: String) -> Response {
        var headers: HTTPFields = [
            .contentType: "application/zip",
            .acceptRanges: "bytes",
            .eTag: self.etag,
            .cacheControl: "private, no-cache",
            .contentDisposition: "attachment; filename=\"\(fileName)\"",
        ]
        if self.isKnown(to: request) {
            return Response(status: .notModified, headers: headers)
        }
        var status = HTTPResponse.Status.ok
        var range: Range<Int64> = 0..<self.length
        switch self.range(for: request) {
        case .whole: break
        case .part(let part):
            status = .partialContent
            range = part
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(self.length)"
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(self.length)"
            headers[.contentDisposition] = nil
            headers[.contentType] = nil
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        let count = Int(range.upperBound - range.lowerBound)
        if request.method == .head {
            headers[.contentLength] = String(count)
            return Response(status: status, headers: headers, body: ResponseBody())
        }
        let body = ResponseBody(contentLength: count) { [range] writer in
            var pieces = self.pieces(in: range)
            while let piece = try await pieces.next() { try await writer.write(piece) }
            try await writer.finish(nil)
        }
        return Response(status: status, headers: headers, body: body)
    }

    private func range(for request: Request) -> ByteRange {
        guard request.method == .get else { return .whole }
        // A download that began with another pack must not go on with the bytes of this one; a date is no proof.
        if let condition = request.headers[.ifRange], condition != self.etag { return .whole }
        return ByteRange(header: request.headers[.range], length: self.length)
    }

    private func isKnown(to request: Request) -> Bool {
        guard let known = request.headers[.ifNoneMatch] else { return false }
        return known.split(separator: ",").contains { part in
            let tag = part.filter { $0 != " " }
            return tag == "*" || tag == self.etag || tag == "W/\(self.etag)"
        }
    }

    /// The name a browser saves a pack under.
    package static func fileName(username: String, isSolo: Bool = false) -> String {
        let kept = username.unicodeScalars.filter { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_")
        }
        let name = kept.isEmpty ? "unknown" : String(String.UnicodeScalarView(kept))
        return isSolo ? "speedfog_training_\(name).zip" : "speedfog_\(name).zip"
    }
}
