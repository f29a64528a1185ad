import Foundation

extension SampleRun {
    /// As Garmin's training centre wrote it, one lap.
    package var tcx: [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
            <Activities><Activity Sport="Running"><Id>\(self.time(0))</Id><Lap StartTime="\(self.time(0))">
            <TotalTimeSeconds>\(self.seconds)</TotalTimeSeconds><DistanceMeters>\(self.meters)</DistanceMeters>
            <AverageHeartRateBpm><Value>\(self.averageHeartRate)</Value></AverageHeartRateBpm>
            <Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>

            """
        for point in self.points {
            text += "<Trackpoint><Time>\(self.time(point.seconds))</Time><Position><LatitudeDegrees>\(point.latitude)"
            text += "</LatitudeDegrees><LongitudeDegrees>\(point.longitude)</LongitudeDegrees></Position>"
            text += "<AltitudeMeters>\(point.altitude)</AltitudeMeters><DistanceMeters>\(point.meters)</DistanceMeters>"
            text += "<HeartRateBpm><Value>\(point.heartRate)</Value></HeartRateBpm></Trackpoint>\n"
        }
        return Array((text + "</Track></Lap></Activity></Activities></TrainingCenterDatabase>\n").utf8)
    }

    /// A track with heart rates, without distances.
    package var gpx: [UInt8] {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gpx version="1.1" creator="sample" xmlns="http://www.topografix.com/GPX/1/1"
            xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
            <trk><name>a track</name><type>running</type><trkseg>

            """
        for point in self.points {
            text += "<trkpt lat=\"\(point.latitude)\" lon=\"\(point.longitude)\"><ele>\(point.altitude)</ele>"
            text += "<time>\(self.time(point.seconds))</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>"
            text += "\(point.heartRate)</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>\n"
        }
        return Array((text + "</trkseg></trk></gpx>\n").utf8)
    }

    private func time(_ seconds: Int) -> String {
        Date(timeIntervalSince1970: Double(self.start + seconds)).formatted(.iso8601)
    }
}
