import ActivityFiles
import TrainingMaths

/// Small files that the suites of TCX and GPX share.
enum XMLSamples {
    static let tcx = """
        <?xml version="1.0" encoding="UTF-8"?>
        <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
          xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">
         <Activities><Activity Sport="Running"><Id>2019-01-29T10:25:12.000Z</Id>
          <Lap StartTime="2019-01-29T10:25:13.000Z"><TotalTimeSeconds>20</TotalTimeSeconds>
           <DistanceMeters>60.5</DistanceMeters><MaximumSpeed>3.5</MaximumSpeed><Calories>7</Calories>
           <AverageHeartRateBpm><Value>117</Value></AverageHeartRateBpm>
           <MaximumHeartRateBpm><Value>145</Value></MaximumHeartRateBpm>
           <Intensity>Active</Intensity><TriggerMethod>Distance</TriggerMethod>
           <Track>
            <Trackpoint><Time>2019-01-29T10:25:13.000Z</Time>
             <Position><LatitudeDegrees>48.05249767</LatitudeDegrees><LongitudeDegrees>6.9482215</LongitudeDegrees></Position>
             <AltitudeMeters>926.146</AltitudeMeters><DistanceMeters>0.6</DistanceMeters>
             <HeartRateBpm><Value>109</Value></HeartRateBpm>
             <Extensions><ns3:TPX><ns3:Speed>2.5</ns3:Speed><ns3:RunCadence>84</ns3:RunCadence><ns3:Watts>210</ns3:Watts></ns3:TPX></Extensions>
            </Trackpoint>
            <Trackpoint><Time>2019-01-29T10:25:23.000Z</Time><DistanceMeters>30</DistanceMeters></Trackpoint>
           </Track>
           <Track/>
           <Track><Trackpoint><Time>2019-01-29T10:26:23.500Z</Time><DistanceMeters>31</DistanceMeters></Trackpoint></Track>
           <Extensions><ns3:LX><ns3:AvgSpeed>3</ns3:AvgSpeed><ns3:AvgRunCadence>85</ns3:AvgRunCadence></ns3:LX></Extensions>
          </Lap>
          <Lap StartTime="2019-01-29T10:26:33.500Z"><TotalTimeSeconds>10</TotalTimeSeconds>
           <DistanceMeters>30</DistanceMeters><Calories>3</Calories>
           <AverageHeartRateBpm><Value>150</Value></AverageHeartRateBpm><Intensity>Resting</Intensity>
           <TriggerMethod>Manual</TriggerMethod>
           <Track><Trackpoint><Time>2019-01-29T10:26:33.500Z</Time><DistanceMeters>61</DistanceMeters></Trackpoint></Track>
          </Lap>
          <Notes>Easy &amp; slow</Notes>
          <Training VirtualPartner="false"><Plan><Name>Not this</Name></Plan></Training>
          <Creator><Name>Polar M400</Name></Creator>
         </Activity></Activities>
         <Author><Name>Nor this</Name></Author>
        </TrainingCenterDatabase>
        """

    static let gpx = """
        <?xml version="1.0" encoding="UTF-8"?>
        <gpx creator="StravaGPX" version="1.1" xmlns="http://www.topografix.com/GPX/1/1"
          xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
         <metadata><name>A file</name><time>2015-12-11T00:00:00Z</time></metadata>
         <wpt lat="1" lon="2"><name>A place</name><ele>9</ele></wpt>
         <trk><name>Morgenlauf</name><type>9</type>
          <trkseg>
           <trkpt lat="57.011456" lon="9.992872"><ele>23.5</ele><time>2015-12-11T15:43:13.000+01:00</time>
            <extensions><power>230</power><gpxtpx:TrackPointExtension><gpxtpx:atemp>18.5</gpxtpx:atemp>
            <gpxtpx:hr>111</gpxtpx:hr><gpxtpx:cad>85</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions></trkpt>
           <trkpt lat="57.01147" lon="9.992874"><ele>23.6</ele><time>2015-12-11T15:43:13.994+01:00</time></trkpt>
          </trkseg>
          <trkseg/>
          <trkseg><trkpt lat="57.0115" lon="9.9929"><time>2015-12-11T15:44:13+01:00</time></trkpt></trkseg>
         </trk>
        </gpx>
        """

    static func decode(_ text: String) throws -> DecodedFile { try ActivityFile.decode(Array(text.utf8)) }

    static func activity(_ text: String) throws -> Activity { try Self.decode(text).activities[0] }

    /// A GPX file around `content`.
    static func gpx(around content: String) -> String { "<gpx version=\"1.1\">\(content)</gpx>" }

    static func track(_ points: String, type: String = "running") -> String {
        Self.gpx(around: "<trk><type>\(type)</type><trkseg>\(points)</trkseg></trk>")
    }

    static func point(_ content: String, latitude: String = "50", longitude: String = "5") -> String {
        "<trkpt lat=\"\(latitude)\" lon=\"\(longitude)\">\(content)</trkpt>"
    }
}
