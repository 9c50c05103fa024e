using System.CommandLine;
using System.Net;
using DirectedExecution.Cli.Codecs;
using DirectedExecution.Cli.Commands.Servers;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.Cli.Commands.Codecs;

/// <summary><c>codec serve</c>: decrypts payloads for the Web UI and the official command line.</summary>
internal sealed class ServeCommand : Verb
{
    private const int DefaultPort = 8234;

    private readonly Option<string> ip = new("--ip")
    {
        Description = "address to listen on; another than loopback needs TLS",
        HelpName = "IP",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<int> port = new("--port", "-p")
    {
        Description = "port to listen on; 0 takes a free one",
        HelpName = "PORT",
        DefaultValueFactory = _ => DefaultPort,
    };

    private readonly Option<string?> apiKeys = new("--api-key-file")
    {
        Description = "keys of which callers must show one (Authorization: Bearer KEY), one a line",
        HelpName = "FILE",
    };

    private readonly Option<bool> anonymous = new("--anonymous")
    {
        Description = "let everybody on this machine have payloads decrypted, without a key; on loopback only",
    };

    private readonly Option<string[]> origins = new("--origin")
    {
        Description = "origin of the Web UI whose pages may ask, e.g. http://127.0.0.1:8233; repeatable",
        HelpName = "ORIGIN",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> certificate = new("--tls-cert")
    {
        Description = "PEM file with the endpoint's certificate", HelpName = "FILE",
    };

    private readonly Option<string?> certificateKey = new("--tls-key")
    {
        Description = "PEM file with the certificate's private key", HelpName = "FILE",
    };

    private readonly Option<bool> stopsWithInput = StopOption.Create();

    public ServeCommand(CliHost host, GlobalOptions global)
        : base(host, global, "serve", "Decrypt payloads for the Web UI and the official command line, over HTTP.")
    {
        Symbol[] all = [ip, port, apiKeys, anonymous, origins, certificate, certificateKey, stopsWithInput];
        foreach (var option in all.Cast<Option>())
        {
            Add(option);
        }

        Validators.Add(result =>
        {
            if (result.GetValue(anonymous) == result.GetValue(apiKeys) is not null)
            {
                result.AddError("Give either --api-key-file, or --anonymous.");
            }

            if (result.GetValue(certificate) is null != result.GetValue(certificateKey) is null)
            {
                result.AddError("--tls-cert and --tls-key need each other.");
            }
        });
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var keys = Keys(context);
        var options = Read(context);
        using var loggers = ServerLogging.Create(LogLevel.Information);
        await using var endpoint = await CodecEndpoint.StartAsync(
            options, keys, context.Settings.Namespace, loggers, context.CancellationToken);
        var view = new CodecView(endpoint.Address, context.Settings.Namespace, [.. keys.Ids]);
        context.Output.Data("codecStarted", view, view.Write);
        await Lifetime.UntilStoppedAsync(context, context.Get(stopsWithInput), endpoint.Completion);
        return ExitCode.Ok;
    }

    private static Keyring Keys(CommandContext context)
    {
        try
        {
            var keys = KeyringReader.Read(context.Settings.Shared.Encryption);
            return keys.Ids.Count > 0
                ? keys
                : throw new CliException(
                    ExitCode.BadInput, "noEncryption", "the settings name no key: there is nothing to decrypt with",
                    "name them under encryption in the settings file");
        }
        catch (SettingsException bad)
        {
            throw new CliException(
                ExitCode.BadInput, "badSettings", bad.Message.TrimEnd('.'), "mend encryption in the settings");
        }
    }

    private CodecOptions Read(CommandContext context)
    {
        if (!IPAddress.TryParse(context.Get(ip), out var address))
        {
            throw Misuse($"--ip {context.Get(ip)} is no IP address", "write for example 127.0.0.1");
        }

        (string, string)? tls = context.Get(certificate) is { } file && context.Get(certificateKey) is { } key
            ? (context.Host.FullPath(file), context.Host.FullPath(key))
            : null;
        if (!IPAddress.IsLoopback(address) && (tls is null || context.Get(anonymous)))
        {
            throw Misuse(
                "what is decrypted would cross the network in clear, or for everybody",
                "other addresses than loopback need --tls-cert, --tls-key and --api-key-file");
        }

        return new CodecOptions
        {
            Endpoint = new IPEndPoint(address, context.Get(port)),
            Keys = context.Get(apiKeys) is { } keys ? BearerKeys.OfFile(context.Host.FullPath(keys)) : null,
            Origins = [.. (context.Get(origins) ?? []).Select(origin => origin.TrimEnd('/'))],
            Tls = tls,
        };
    }

    private static CliException Misuse(string sentence, string fix) =>
        new(ExitCode.BadUsage, "badEndpoint", sentence, fix);
}
