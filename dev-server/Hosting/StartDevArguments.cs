using System.Globalization;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The command line <c>server start-dev …</c> as the SDKs' test environments and people write it. Flags of the
/// official server that mean nothing here are accepted and noted; unknown ones are refused.
/// </summary>
/// <param name="Options">What was asked.</param>
/// <param name="WithoutEffect">
/// Accepted flags, with their values, of which the user should know that they change nothing.
/// </param>
internal sealed record StartDevArguments(
    DevServerOptions Options, IReadOnlyList<(string Flag, string Value)> WithoutEffect)
{
    public const string Usage =
        "usage: server start-dev [--ip IP] [--port N] [--http-port N] [--db-filename FILE | --in-memory] " +
        "[--namespace NAME]... [--search-attribute NAME=TYPE]... [--log-level LEVEL] [--time-skipping] " +
        "[--tls-cert FILE --tls-key FILE [--tls-client-ca FILE]] [--api-key-file FILE]";

    private const string EnableTimeSkipping = "--enable-time-skipping";

    private const string SetPragma = "--sqlite-pragma";
    private const string SetDynamicConfig = "--dynamic-config-value";
    private const string SuggestByEvents = "limit.historyCount.suggestContinueAsNew";
    private const string SuggestByBytes = "limit.historySize.suggestContinueAsNew";

    private static readonly HashSet<string> KnownElsewhere = new(StringComparer.Ordinal)
    {
        "--ui-port", "--ui-ip", "--ui-asset-path", "--ui-codec-endpoint", "--ui-public-path",
        "--metrics-port", "--log-format", "--log-config",
    };

    /// <summary>
    /// What the SDKs' test environments always set, which is so here anyway or told by the capabilities; and what has
    /// an effect here.
    /// </summary>
    private static readonly HashSet<string> ExpectedSettings = new(StringComparer.Ordinal)
    {
        "frontend.enableServerVersionCheck", "frontend.enableUpdateWorkflowExecution",
        "frontend.enableUpdateWorkflowExecutionAsyncAccepted", SuggestByEvents, SuggestByBytes,
    };

    /// <exception cref="DevServerException">One sentence that names the flag.</exception>
    public static StartDevArguments Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is [var port, ..] && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return new StartDevArguments(TestServer(arguments), []);
        }

        if (arguments is not ["server", "start-dev" or "start", ..])
        {
            throw new DevServerException(Usage);
        }

        var options = new DevServerOptions();
        var isInMemory = false;
        var withoutEffect = new List<(string, string)>();
        for (var at = 2; at < arguments.Count; at++)
        {
            var (flag, inline) = Split(arguments[at]);
            if (flag is "--headless" or "--in-memory" or "--time-skipping")
            {
                isInMemory |= flag == "--in-memory";
                options = flag == "--time-skipping"
                    ? options with { TimeSkipping = TimeSkippingMode.Locked }
                    : options;
                continue;
            }

            var value = inline ??
                (++at < arguments.Count ? arguments[at] : throw new DevServerException($"{flag}: a value is missing."));
            options = Apply(options, flag, value);
            if (flag == SetDynamicConfig && !ExpectedSettings.Contains(value.Split('=')[0]))
            {
                withoutEffect.Add((flag, value));
            }
        }

        return isInMemory && options.DbFilename is not null
            ? throw new DevServerException("--in-memory and --db-filename exclude each other.")
            : new StartDevArguments(options, withoutEffect);
    }

    /// <summary>The command line of the official test server: <c>PORT [--enable-time-skipping]</c>.</summary>
    private static DevServerOptions TestServer(IReadOnlyList<string> arguments) => arguments switch
    {
        [var port] => new DevServerOptions
        {
            Port = Number("PORT", port),
            TimeSkipping = TimeSkippingMode.Locked,
        },
        [var port, EnableTimeSkipping] => new DevServerOptions
        {
            Port = Number("PORT", port),
            TimeSkipping = TimeSkippingMode.Unlocked,
        },
        _ => throw new DevServerException(
            $"'{string.Join(' ', arguments)}': a test server takes PORT [{EnableTimeSkipping}]; {Usage}"),
    };

    private static (string Flag, string? Value) Split(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal)
            ? argument.IndexOf('=', StringComparison.Ordinal)
            : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static DevServerOptions Apply(DevServerOptions options, string flag, string value) => flag switch
    {
        "--ip" => options with { Ip = value },
        "--port" or "-p" => options with { Port = Number(flag, value) },
        "--http-port" => options with { HttpPort = Number(flag, value) },
        "--db-filename" or "-f" => options with { DbFilename = value },
        "--namespace" or "-n" => options with { Namespaces = [.. options.Namespaces, value] },
        "--search-attribute" => options with { SearchAttributes = Add(options.SearchAttributes, value) },
        "--log-level" => options with { LogLevel = Level(value) },
        "--tls-cert" => options with { TlsCertFile = value },
        "--tls-key" => options with { TlsKeyFile = value },
        "--tls-client-ca" => options with { TlsClientCaFile = value },
        "--api-key-file" => options with { ApiKeyFile = value },
        SetPragma => Pragma(options, value),
        SetDynamicConfig => Setting(options, value.Split('=', 2)),
        _ when KnownElsewhere.Contains(flag) => options,
        _ => throw new DevServerException($"{flag}: unknown flag; {Usage}"),
    };

    private static int Number(string flag, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new DevServerException($"{flag}: '{value}' is not a number.");

    private static Dictionary<string, string> Add(IReadOnlyDictionary<string, string> attributes, string value)
    {
        var parts = value.Split('=', 2);
        return parts.Length == 2
            ? new Dictionary<string, string>(attributes, StringComparer.Ordinal) { [parts[0]] = parts[1] }
            : throw new DevServerException($"--search-attribute: '{value}' is not of the form Name=Type.");
    }

    /// <summary>The journal is always a write-ahead log; how far a commit reaches can be chosen.</summary>
    private static DevServerOptions Pragma(DevServerOptions options, string value) => value.ToLowerInvariant() switch
    {
        "journal_mode=wal" => options,
        "synchronous=normal" or "synchronous=1" => options with { Durability = Durability.ProcessDeath },
        "synchronous=full" or "synchronous=2" => options with { Durability = Durability.PowerLoss },
        _ => throw new DevServerException(
            $"{SetPragma}: '{value}' is not supported; " +
            "known are synchronous=full, synchronous=normal and journal_mode=wal."),
    };

    private static DevServerOptions Setting(DevServerOptions options, string[] setting) => setting switch
    {
        [SuggestByEvents, var value] => options with { SuggestContinueAsNewEvents = Number(SuggestByEvents, value) },
        [SuggestByBytes, var value] => options with { SuggestContinueAsNewBytes = Number(SuggestByBytes, value) },
        _ => options,
    };

    private static LogLevel Level(string value) => value.ToLowerInvariant() switch
    {
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "never" => LogLevel.None,
        _ => throw new DevServerException(
            $"--log-level: '{value}' is unknown; known are debug, info, warn, error, never."),
    };
}
