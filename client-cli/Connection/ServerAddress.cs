using System.Globalization;

namespace DirectedExecution.Cli.Connection;

/// <summary>HOST:PORT, checked before anything is tried.</summary>
internal sealed record ServerAddress(string Host, int Port)
{
    public static ServerAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? text : text[..colon].Trim('[', ']');
        if (
            colon > 0 && host.Length > 0 && !text.Contains('/', StringComparison.Ordinal)
                && !text.Contains(' ', StringComparison.Ordinal)
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= ushort.MaxValue)
        {
            return new ServerAddress(host, port);
        }

        throw new CliException(
            ExitCode.BadUsage, "badAddress", $"\"{text}\" is not the address of a server",
            "write HOST:PORT, for example 127.0.0.1:7233, without http://");
    }

    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
