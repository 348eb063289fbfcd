using System.Xml;
using System.Xml.Schema;
using Gateway.Notifications.Cap;

namespace Gateway.Notifications.Tests.Cap;

/// <summary>The structure of CAP 1.2 as a schema, written from the element table of the standard and judged by the framework's own validator: a second opinion beside ours.</summary>
internal static class CapSchema
{
    private static readonly XmlSchemaSet s_schemas = Load();

    /// <returns>What the schema finds wrong.</returns>
    public static IReadOnlyList<string> Errors(byte[] xml)
    {
        var errors = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = s_schemas };
        settings.ValidationEventHandler += (_, found) => errors.Add(found.Message);
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(new MemoryStream(xml), settings);
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (XmlException damage)
        {
            errors.Add(damage.Message);
        }

        return errors;
    }

    private static XmlSchemaSet Load()
    {
        var alert = Elements(
            "identifier:text sender:text sent:time status=Actual|Exercise|System|Test|Draft msgType=Alert|Update|Cancel|Ack|Error source:text? scope=Public|Restricted|Private "
            + "restriction:text? addresses:text? code:text* note:text? references:text? incidents:text?") + """<xs:element name="info" type="info" minOccurs="0" maxOccurs="unbounded"/>""";
        var info = Elements(
            "language:lang? category=Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other+ event:text "
            + "responseType=Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|None|AllClear* urgency=Immediate|Expected|Future|Past|Unknown severity=Extreme|Severe|Moderate|Minor|Unknown "
            + "certainty=Observed|Likely|Possible|Unlikely|Unknown audience:text? eventCode:pair* effective:time? onset:time? expires:time? senderName:text? headline:text? description:text? "
            + "instruction:text? web:uri? contact:text? parameter:pair* area:area*");
        var area = Elements("areaDesc:text polygon:text* circle:text* geocode:pair* altitude:number? ceiling:number?");
        var text = $"""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="{CapWriter.Namespace}" targetNamespace="{CapWriter.Namespace}" elementFormDefault="qualified">
              <xs:element name="alert"><xs:complexType><xs:sequence>{alert}<xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
              <xs:complexType name="info"><xs:sequence>{info}</xs:sequence></xs:complexType>
              <xs:complexType name="area"><xs:sequence>{area}</xs:sequence></xs:complexType>
              <xs:complexType name="pair"><xs:sequence><xs:element name="valueName" type="xs:string"/><xs:element name="value" type="xs:string"/></xs:sequence></xs:complexType>
              <xs:simpleType name="time"><xs:restriction base="xs:dateTime"><xs:pattern value="\d\d\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[-,+]\d\d:\d\d"/></xs:restriction></xs:simpleType>
            </xs:schema>
            """;
        var set = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(text));
        set.Add(XmlSchema.Read(reader, (_, found) => throw new XmlSchemaException(found.Message))!);
        set.Compile();
        return set;
    }

    // name:type or name=word|word, then ? * + for how often.
    private static string Elements(string table) => string.Concat(table.Split(' ').Select(Element));

    private static string Element(string entry)
    {
        var times = entry[^1] switch { '?' => """ minOccurs="0" """, '*' => """ minOccurs="0" maxOccurs="unbounded" """, '+' => """ maxOccurs="unbounded" """, _ => " " };
        entry = entry.TrimEnd('?', '*', '+');
        if (entry.Split('=') is [var word, var words])
        {
            var values = string.Concat(words.Split('|').Select(value => $"""<xs:enumeration value="{value}"/>"""));
            return $"""<xs:element name="{word}"{times}><xs:simpleType><xs:restriction base="xs:NMTOKEN">{values}</xs:restriction></xs:simpleType></xs:element>""";
        }

        var (name, type) = (entry.Split(':')[0], entry.Split(':')[1]);
        type = type switch { "text" => "xs:string", "lang" => "xs:language", "uri" => "xs:anyURI", "number" => "xs:decimal", _ => type };
        return $"""<xs:element name="{name}" type="{type}"{times}/>""";
    }
}
