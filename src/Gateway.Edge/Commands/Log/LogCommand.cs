using System.CommandLine;

namespace Gateway.Edge.Commands.Log;

/// <summary><c>gateway log verify|export|repair</c>: the durable log while no gateway runs on it.</summary>
internal static class LogCommand
{
    /// <summary>Exit code: something is wrong with the log, or was lost by its repair.</summary>
    public const int Faulty = 1;

    /// <summary>Exit code: the log is in use, is not there, or cannot be opened; or the result cannot be written.</summary>
    public const int CannotRead = 3;

    internal static readonly Option<string?> Data = new("--data")
    {
        Description = "Data folder that holds log.db; default the one of the configuration / 数据文件夹",
        Recursive = true,
    };

    internal static readonly Option<string?> Site = new("--site")
    {
        Description = "Id of the site, for the chain over the events; default the one of the configuration / 站点编号",
        Recursive = true,
    };

    public static Command Create() => new("log", "The durable log off line: check it, read it, repair it / 离线检查、导出、修复日志")
    {
        Data, Site, VerifyCommand.Create(), ExportCommand.Create(), RepairCommand.Create(),
    };
}
