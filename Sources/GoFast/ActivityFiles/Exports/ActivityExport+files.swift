import Archives

extension ActivityExport {
    /// Walks over an export; opens an inner archive when its turn comes, and forgets it afterwards.
    package struct Files: Sequence, IteratorProtocol, Sendable {
        /// An inner archive may unpack to this; several thousand activities have a tenth of it.
        static let innerArchive = UnpackLimits(bytes: 8 << 30, ratio: 250)

        private struct Level: Sendable {
            let source: ExportItems
            let items: [ExportItems.Item]
            /// What stands before the names.
            let prefix: String
            /// How many of the export's packed bytes one packed byte here stands for.
            let scale: Double
            /// How many archives lie around it.
            let depth: Int
            var next = 0
        }

        private var levels: [Level]
        private let unpackFolder: String
        /// Activity files seen so far in inner archives.
        package private(set) var innerFiles = 0

        init(_ export: ActivityExport) {
            let root = export.root
            self.unpackFolder = export.unpackFolder
            self.levels = [
                Level(source: root, items: root.candidates, prefix: "", scale: 1, depth: root.reader == nil ? 0 : 1)
            ]
        }

        package mutating func next() -> ExportEntry? {
            while let level = self.levels.last {
                guard level.next < level.items.count else {
                    self.levels.removeLast()
                    continue
                }
                self.levels[self.levels.count - 1].next += 1
                let item = level.items[level.next]
                guard ExportEntry.format(of: item.name) == "zip" else {
                    return level.source.entry(item, prefix: level.prefix, scale: level.scale)
                }
                do {
                    try self.open(item, in: level)
                } catch {
                    return level.source.entry(item, prefix: level.prefix, scale: level.scale, problem: error)
                }
            }
            return nil
        }

        private mutating func open(_ item: ExportItems.Item, in level: Level) throws(ExportProblem) {
            guard level.depth < 2 else { throw .tooDeep }
            do throws(ZipError) {
                let reader = try self.reader(of: item, in: level)
                let source = try ExportItems(archive: reader)
                let inner = source.candidates
                let size = inner.reduce(0.0) { $0 + Double($1.packedBytes) }
                let inside = Level(
                    source: source,
                    items: inner,
                    prefix: level.prefix + item.name + "/",
                    scale: size > 0 ? level.scale * Double(item.packedBytes) / size : 0,
                    depth: level.depth + 1
                )
                self.innerFiles += inner.count
                self.levels.append(inside)
            } catch {
                throw .archive(error)
            }
        }

        private func reader(of item: ExportItems.Item, in level: Level) throws(ZipError) -> ZipReader {
            switch item {
            case .file(let path, _, _, _): return try ZipReader(path: path)
            case .zipped(let surveyed):
                if let problem = surveyed.problem { throw problem }
                guard let outer = level.source.reader else { throw .notAnArchive }
                // On disk, not in memory: these have gigabytes.
                let file = try NewFile(unnamedIn: self.unpackFolder)
                try outer.forEachPiece(of: surveyed.entry, limits: Self.innerArchive) { (piece) throws(ZipError) in
                    try file.append(piece)
                }
                return try ZipReader(file.reopened())
            }
        }
    }
}
