import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// What takes the elements of an XML file, one after the other.
///
/// Names come without their prefix: makers of devices choose prefixes freely, and no two elements that matter share a
/// name in one place.
protocol XMLElementReader {
    mutating func open(_ name: String, in parent: String, attributes: [String: String])
    /// `text` is what stood in the element after its last child.
    mutating func close(_ name: String, in parent: String, text: String)
}

/// How the reading of an XML file ended.
enum XMLEnding: Equatable {
    case complete
    /// Read to its end in spite of a defect; says where and what.
    case flawed(String)
    /// Cut off, not well-formed, or nested too deep; says where and why.
    case broken(String)
}

/// Feeds an ``XMLElementReader`` from the parser of Foundation (libxml2), in pieces, without ever holding a tree.
///
/// A class because the parser asks for one.
final class XMLElements<Reader: XMLElementReader>: NSObject, XMLParserDelegate {
    /// Activity files nest nine deep.
    private let depthLimit: Int
    private let textLimit: Int
    private var reader: Reader
    private var path: [String] = [""]
    private var text = ""
    private var isRootClosed = false
    private var problem: String?

    private init(_ reader: Reader, textLimit: Int, depthLimit: Int) {
        self.reader = reader
        self.textLimit = textLimit
        self.depthLimit = depthLimit
    }

    /// Reads all of `source` into `reader`; what was read before a break stays.
    static func read(
        _ source: XMLSource,
        into reader: inout Reader,
        textLimit: Int,
        depthLimit: Int = 64
    ) -> XMLEnding {
        let elements = XMLElements(reader, textLimit: textLimit, depthLimit: depthLimit)
        source.bytes.withUnsafeBytes { bytes in
            guard let base = UnsafeMutableRawPointer(mutating: bytes.baseAddress), !source.range.isEmpty else { return }
            // The parser only reads, and is gone before the bytes are.
            let piece = Data(
                bytesNoCopy: base + source.range.lowerBound,
                count: source.range.count,
                deallocator: .none
            )
            let parser = XMLParser(stream: InputStream(data: piece))
            parser.shouldProcessNamespaces = false
            parser.shouldResolveExternalEntities = false
            parser.delegate = elements
            _ = parser.parse()
        }
        reader = elements.reader
        if elements.isRootClosed { return elements.problem.map { .flawed($0) } ?? .complete }
        return .broken(elements.problem ?? "it ends in the middle")
    }

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard self.path.count <= self.depthLimit else {
            self.stop(parser, "elements nest deeper than \(self.depthLimit) levels")
            return
        }
        let name = Self.local(elementName)
        self.reader.open(name, in: self.path[self.path.count - 1], attributes: attributes)
        self.path.append(name)
        self.text = ""
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard self.path.count > 1, let name = self.path.popLast() else { return }
        self.reader.close(name, in: self.path[self.path.count - 1], text: self.text)
        self.text = ""
        if self.path.count == 1 { self.isRootClosed = true }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if self.text.isEmpty && string.utf8.count <= self.textLimit {
            self.text = string
        } else {
            self.append(string)
        }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        self.append(String(decoding: block.prefix(self.textLimit), as: UTF8.self))
    }

    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
        self.stop(parser, "it declares entities")
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        // 200 to 299 are about namespaces (a prefix nobody declared), which are not looked at.
        guard self.problem == nil, !(200..<300).contains((error as NSError).code) else { return }
        self.problem = "it is not well-formed XML at line \(parser.lineNumber)"
    }

    private func append(_ string: String) {
        let room = self.textLimit - self.text.utf8.count
        guard room > 0 else { return }
        // Cutting by scalars keeps the text valid wherever the limit falls.
        self.text +=
            string.utf8.count <= room
            ? string : String(String.UnicodeScalarView(string.unicodeScalars.prefix(room / 4)))
    }

    private func stop(_ parser: XMLParser, _ reason: String) {
        self.problem = reason
        parser.abortParsing()
    }

    private static func local(_ name: String) -> String {
        guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
        return String(name[name.utf8.index(after: colon)...])
    }
}
