using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Gateway.Core.Measurements;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Drivers.Mqtt.Protocol;

namespace Gateway.Drivers.Mqtt.Client;

/// <summary>Why there is no connection to a broker, in words for whoever can mend it. Names no secret.</summary>
internal static class ConnectionTrouble
{
    public static LocalizedText Describe(Exception error, MqttConnectionOptions options)
    {
        var place = $"{options.Host}:{options.Port}";
        return error switch
        {
            BrokerRefusedException refused => refused.Reason,
            MqttProtocolException { Refusal: { } reason } => Refusal(reason, error.Message),
            MqttProtocolException => new($"与消息服务器的连接中断：{error.Message}", error.Message),
            _ when AlertOf(error) is { } alert => Alert(alert, options),
            SocketException => new($"无法连接 {place}：{error.Message}", $"No connection to {place}: {error.Message}"),
            TimeoutException => new($"{place} 未按时应答：{error.Message}", error.Message),
            AuthenticationException => new($"与 {place} 的 TLS 握手失败（该端口是否启用 TLS？）：{Innermost(error)}", $"TLS with {place} failed (does that port speak TLS?): {Innermost(error)}"),
            CryptographicException => new(
                $"证书或密钥文件无法使用，请检查 tls.caFile、tls.certFile、tls.keyFile：{error.Message}",
                $"A certificate or key file cannot be used; look at tls.caFile, tls.certFile, tls.keyFile: {error.Message}"),
            FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException => new($"无法读取文件：{error.Message}", error.Message),
            EndOfStreamException when options.Tls is null => new(
                "消息服务器关闭了连接（若该端口要求 TLS，请填写 tls）", $"{error.Message} (if that port wants TLS, set tls)"),
            _ => new($"与消息服务器的连接中断：{error.Message}", error.Message),
        };
    }

    private static LocalizedText Refusal(byte reason, string message) => reason is 4 or 5 or 0x86 or 0x87
        ? new(
            $"消息服务器拒绝登录：用户名或密码不对，或该用户未获准（0x{reason:X2}）；请核对 username、passwordFile 与服务器的密码文件",
            $"{message} Look at username and passwordFile, and at the password file of the broker.")
        : new($"消息服务器拒绝连接：{message}", message);

    // With TLS 1.3 the broker looks at our certificate after the handshake is over for us: its refusal comes as an alert to the first read.
    private static LocalizedText Alert(string alert, MqttConnectionOptions options) => options.Tls?.CertFile is null
        ? new($"消息服务器要求客户端证书，请填写 tls.certFile 与 tls.keyFile（{alert}）", $"The broker wants a client certificate: set tls.certFile and tls.keyFile ({alert}).")
        : new(
            $"消息服务器拒绝了本机的客户端证书 tls.certFile：可能已过期，或不是其认可的机构签发的（{alert}）",
            $"The broker refuses our client certificate, tls.certFile: it expired, or is of an authority the broker does not know ({alert}).");

    private static string? AlertOf(Exception error)
    {
        var text = Innermost(error);
        return error is IOException or AuthenticationException && text.Contains("alert", StringComparison.OrdinalIgnoreCase) ? text : null;
    }

    private static string Innermost(Exception error) => error.GetBaseException().Message;
}
