using System.CommandLine;
using System.Net;
using DirectedExecution.Cli.Connection;
using DirectedExecution.DevServer.Hosting;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary>The flags of the embedded server.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> ip = new("--ip")
    {
        Description = "address to listen on [default: 127.0.0.1]",
        HelpName = "IP",
    };

    private readonly Option<int?> port = new("--port", "-p")
    {
        Description = "port to listen on; 0 takes a free one [default: the port of the settings' address]",
        HelpName = "PORT",
    };

    private readonly Option<int?> httpPort = new("--http-port")
    {
        Description = "port of the HTTP API; 0 takes a free one [default: no HTTP API]",
        HelpName = "PORT",
    };

    private readonly Option<string?> file = new("--db-filename", "-f")
    {
        Description = "file that keeps everything [default: databaseFile of the settings]",
        HelpName = "FILE",
    };

    private readonly Option<bool> inMemory = new("--in-memory")
    {
        Description = "keep everything in memory; gone when the server ends",
    };

    private readonly Option<string[]> attributes = new("--search-attribute")
    {
        Description = "search attribute to register besides those of directed runs; repeatable",
        HelpName = "NAME=TYPE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string> logLevel = Level();

    private readonly Option<string?> certificate = Pem("--tls-cert", "the server's certificate; clients then use TLS");

    private readonly Option<string?> key = Pem("--tls-key", "the certificate's private key");

    private readonly Option<string?> clientAuthority =
        Pem("--tls-client-ca", "authorities of which clients must show a certificate");

    private readonly Option<string?> apiKeys = new("--api-key-file")
    {
        Description = "keys of which clients must show one, one a line",
        HelpName = "FILE",
    };

    private readonly Option<bool> headless = new("--headless")
    {
        Description = "accepted for compatibility: there is no Web UI inside",
    };

    private readonly Option<bool> stopsWithInput = StopOption.Create();

    public void AddTo(Command command)
    {
        Symbol[] all =
        [
            ip, port, httpPort, file, inMemory, attributes, logLevel, certificate, key, clientAuthority, apiKeys,
            headless, stopsWithInput,
        ];
        foreach (var option in all.Cast<Option>())
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(inMemory) && result.GetValue(file) is not null)
            {
                result.AddError("--in-memory and --db-filename exclude each other.");
            }
        });
    }

    public bool StopsWithInputOf(CommandContext context) => context.Get(stopsWithInput);

    /// <summary>The file, made absolute, with its folder; null when all is in memory.</summary>
    public string? FileOf(CommandContext context)
    {
        if (context.Get(inMemory))
        {
            return null;
        }

        var path = context.Host.FullPath(context.Get(file) ?? context.Settings.Shared.DatabaseFile);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public LogLevel LogLevelOf(CommandContext context) => context.Get(logLevel) switch
    {
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "error" => LogLevel.Error,
        "never" => LogLevel.None,
        _ => LogLevel.Warning,
    };

    public DevServerOptions Read(CommandContext context) => new()
    {
        Ip = context.Get(ip) ?? "127.0.0.1",
        Port = context.Get(port) ?? PortOf(context.Settings.Address),
        HttpPort = context.Get(httpPort),
        DbFilename = FileOf(context),
        Namespaces = context.Settings.Namespace == DevServerOptions.DefaultNamespace
            ? []
            : [context.Settings.Namespace],
        SearchAttributes = (context.Get(attributes) ?? []).Select(Pair).ToDictionary(
            pair => pair.Name, pair => pair.Type, StringComparer.Ordinal),
        LogLevel = LogLevelOf(context),
        TlsCertFile = PathOf(context, certificate),
        TlsKeyFile = PathOf(context, key),
        TlsClientCaFile = PathOf(context, clientAuthority),
        ApiKeyFile = PathOf(context, apiKeys),
    };

    private static string? PathOf(CommandContext context, Option<string?> option) =>
        context.Get(option) is { } path ? context.Host.FullPath(path) : null;

    private static Option<string?> Pem(string name, string what) => new(name)
    {
        Description = $"PEM file with {what}",
        HelpName = "FILE",
    };

    // Who types the next command in this folder must reach this server, not another one.
    private static int PortOf(string address)
    {
        var (host, port) = ServerAddress.Parse(address);
        return host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip))
            ? port
            : throw new CliException(
                ExitCode.BadUsage, "otherServer",
                $"the settings name {address} as the server, so commands would not reach one that is started here",
                "give --port, and --address to the commands; or use that server (directed worker run)");
    }

    private static (string Name, string Type) Pair(string text) =>
        text.Split('=') is [{ Length: > 0 } name, { Length: > 0 } type]
        ? (name, type)
        : throw new CliException(
            ExitCode.BadUsage, "badSearchAttribute", $"--search-attribute \"{text}\" is not of the form NAME=TYPE",
            "write for example Team=Keyword");

    private static Option<string> Level()
    {
        var option = new Option<string>("--log-level")
        {
            Description = "least level to log",
            HelpName = "debug|info|warn|error|never",
            DefaultValueFactory = _ => "warn",
        };
        option.AcceptOnlyFromAmong("debug", "info", "warn", "error", "never");
        return option;
    }
}
