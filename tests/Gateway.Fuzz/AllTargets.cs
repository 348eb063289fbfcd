using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;
using Gateway.Drivers.Modbus.Client;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Files;
using Gateway.Fuzz.Targets.Http;
using Gateway.Fuzz.Targets.Link;
using Gateway.Fuzz.Targets.Modbus;
using Gateway.Fuzz.Targets.Mqtt;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Fuzz.Targets.Sheets;
using Gateway.Fuzz.Targets.Storage;
using Gateway.Fuzz.Targets.Texts;

namespace Gateway.Fuzz;

/// <summary>Every parser that faces a network or a person.</summary>
public static class AllTargets
{
    private static readonly Dictionary<string, Func<FuzzTarget>> s_makers = new(StringComparer.Ordinal)
    {
        ["modbus-tcp"] = () => new ModbusReplyTarget(ModbusFraming.Mbap, "modbus-tcp"),
        ["modbus-rtu"] = () => new ModbusReplyTarget(ModbusFraming.Rtu, "modbus-rtu"),
        ["modbus-dial-in"] = () => new DialInTarget(),
        ["mqtt-311"] = () => new MqttPacketsTarget(version5: false),
        ["mqtt-5"] = () => new MqttPacketsTarget(version5: true),
        ["mqtt-mapping"] = () => new MqttMappingTarget(),
        ["topics"] = () => new TopicTarget(),
        ["link-readings"] = () => new ReadingsTarget(),
        ["link-state"] = () => new LinkTarget<StateMessage>("link-state", LinkMessagesGood.State),
        ["link-event"] = () => new LinkTarget<EventMessage>("link-event", LinkMessagesGood.Event, message => _ = EventChain.Next(EventChain.Genesis, message)),
        ["link-transition"] = () => new LinkTarget<TransitionMessage>("link-transition", LinkMessagesGood.Transition),
        ["link-warning"] = () => new LinkTarget<WarningMessage>("link-warning", LinkMessagesGood.Warning),
        ["link-gap"] = () => new LinkTarget<GapMessage>("link-gap", LinkMessagesGood.Gap),
        ["link-table"] = () => new LinkTarget<TableMessage>("link-table", LinkMessagesGood.Table),
        ["link-receipt"] = () => new LinkTarget<ReceiptMessage>("link-receipt", LinkMessagesGood.Receipt),
        ["link-command"] = () => new LinkTarget<CommandMessage>("link-command", LinkMessagesGood.Command),
        ["link-answer"] = () => new LinkTarget<CommandAnswer>("link-answer", LinkMessagesGood.Answer),
        ["center-intake"] = () => new CenterIntakeTarget(),
        ["rule-expression"] = () => new ExpressionTarget(),
        ["rule-pack"] = () => new RulePackTarget(),
        ["small-texts"] = () => new TextsOfRulesTarget(),
        ["edge-json"] = () => new EdgeConfigurationTarget(),
        ["center-json"] = () => new CenterConfigurationTarget(),
        ["points-csv"] = () => new PointsCsvTarget(),
        ["replay-csv"] = () => new SampleCsvTarget(),
        ["center-sheets"] = () => new CenterSheetsTarget(),
        ["evidence-zip"] = () => new EvidenceTarget(),
        ["cap"] = () => new CapTarget(),
        ["cursors-anchors"] = () => new CursorTarget(),
        ["templates"] = () => new TemplateTarget(),
        ["influx-answers"] = () => new InfluxTarget(),
        ["log-readings"] = () => new LogCodecTarget(),
        ["log-records"] = () => new LogRecordsTarget(),
        ["history-blobs"] = () => new ChunkTarget(),
        ["log-file"] = () => new LogFileTarget(),
        ["edge-api"] = () => new EdgeApiTarget(),
        ["exchange-api"] = () => new ExchangeApiTarget(),
        ["center-api"] = () => new CenterApiTarget(),
    };

    public static IReadOnlyCollection<string> Names => s_makers.Keys;

    /// <exception cref="KeyNotFoundException">There is no such target.</exception>
    public static FuzzTarget Make(string name) => s_makers[name]();
}
