using System.Globalization;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// Reads the command line <c>server start-dev …</c> as the SDKs' test environments and people write it. Flags that have no meaning
/// here but do no harm are accepted; unknown ones are refused.
/// </summary>
internal static class StartDevArguments
{
    public const string Usage =
        "usage: server start-dev [--ip IP] [--port N] [--db-filename FILE | --in-memory] [--namespace NAME]... " +
        "[--search-attribute NAME=TYPE]... [--log-level LEVEL]";

    private static readonly HashSet<string> IgnoredWithValue = new(StringComparer.Ordinal)
    {
        "--ui-port", "--ui-ip", "--ui-asset-path", "--ui-codec-endpoint", "--ui-public-path", "--http-port", "--metrics-port",
        "--log-format", "--log-config", "--dynamic-config-value", "--sqlite-pragma",
    };

    /// <exception cref="DevServerException">One sentence that names the flag.</exception>
    public static DevServerOptions Parse(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["server", "start-dev" or "start", ..])
        {
            throw new DevServerException(Usage);
        }

        var options = new DevServerOptions();
        var isInMemory = false;
        for (var at = 2; at < arguments.Count; at++)
        {
            var (flag, inline) = Split(arguments[at]);
            if (flag is "--headless" or "--in-memory")
            {
                isInMemory |= flag == "--in-memory";
                continue;
            }

            var value = inline ?? (++at < arguments.Count ? arguments[at] : throw new DevServerException($"{flag}: a value is missing."));
            options = Apply(options, flag, value);
        }

        return isInMemory && options.DbFilename is not null
            ? throw new DevServerException("--in-memory and --db-filename exclude each other.")
            : options;
    }

    private static (string Flag, string? Value) Split(string argument)
    {
        var equals = argument.StartsWith("--", StringComparison.Ordinal) ? argument.IndexOf('=', StringComparison.Ordinal) : -1;
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }

    private static DevServerOptions Apply(DevServerOptions options, string flag, string value) => flag switch
    {
        "--ip" => options with { Ip = value },
        "--port" or "-p" => options with { Port = Number(flag, value) },
        "--db-filename" or "-f" => options with { DbFilename = value },
        "--namespace" or "-n" => options with { Namespaces = [.. options.Namespaces, value] },
        "--search-attribute" => options with { SearchAttributes = Add(options.SearchAttributes, value) },
        "--log-level" => options with { LogLevel = Level(value) },
        _ when IgnoredWithValue.Contains(flag) => options,
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

    private static LogLevel Level(string value) => value.ToLowerInvariant() switch
    {
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "never" => LogLevel.None,
        _ => throw new DevServerException($"--log-level: '{value}' is unknown; known are debug, info, warn, error, never."),
    };
}
