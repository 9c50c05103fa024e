using System.Globalization;
using System.Net;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Client;
using Temporalio.Common;
using ServerOptions = DirectedExecution.DevServer.Hosting.DevServerOptions;

namespace Temporalio.Testing;

/// <summary>What the options of an environment mean for the embedded server. What it cannot do is refused.</summary>
internal static class EmbeddedOptions
{
    private const string NoProgram = "the server is part of this process, there is no program to start";
    private const string NoDownload = "the server is part of this process, nothing is downloaded";

    /// <exception cref="NotSupportedException">An option that means nothing here is set.</exception>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ServerOptions Of(WorkflowEnvironmentStartLocalOptions options)
    {
        var server = options.DevServerOptions;
        RefuseProgram(server.ExistingPath, server.ExtraArgs);
        RefuseDownload(options.DownloadDirectory, server.DownloadVersion, server.DownloadTtl);
        Refuse(server.LogFormat != DevServerOptions.PlainFormat, nameof(server.LogFormat), "it logs to LoggerFactory");
        Refuse(options.UI, nameof(options.UI), "the embedded server has no Web UI");
        Refuse(options.UIPort != 0, nameof(options.UIPort), "the embedded server has no Web UI");
        return Listening(options) with
        {
            DbFilename = server.DatabaseFilename,
            SearchAttributes = (options.SearchAttributes ?? []).ToDictionary(key => key.Name, TypeName),
        };
    }

    /// <exception cref="NotSupportedException">An option that means nothing here is set.</exception>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public static ServerOptions Of(WorkflowEnvironmentStartTimeSkippingOptions options)
    {
        var server = options.TestServer;
        RefuseProgram(server.ExistingPath, server.ExtraArgs);
        RefuseDownload(options.DownloadDirectory, server.DownloadVersion, server.DownloadTtl);
        return Listening(options) with { TimeSkipping = TimeSkippingMode.Locked };
    }

    private static ServerOptions Listening(TemporalClientConnectOptions options)
    {
        Refuse(options.Tls is { Disabled: false }, nameof(options.Tls), "the server of an environment has no TLS");
        var endpoint = options.TargetHost is not { } target
            ? new IPEndPoint(IPAddress.Loopback, 0)
            : IPEndPoint.TryParse(target, out var asked)
                ? asked
                : throw new ArgumentException($"TargetHost must be ip:port for a local server, got '{target}'");
        return new ServerOptions
        {
            Ip = endpoint.Address.ToString(),
            Port = endpoint.Port,
            Namespaces = [options.Namespace],
        };
    }

    private static string TypeName(SearchAttributeKey key) => key.ValueType.ToString();

    private static void RefuseProgram(string? existingPath, IReadOnlyCollection<string>? extraArgs)
    {
        Refuse(existingPath is not null, nameof(DevServerOptions.ExistingPath), NoProgram);
        Refuse(extraArgs is not null, nameof(DevServerOptions.ExtraArgs), NoProgram);
    }

    private static void RefuseDownload(string? directory, string version, TimeSpan? ttl)
    {
        Refuse(directory is not null, nameof(WorkflowEnvironmentStartLocalOptions.DownloadDirectory), NoDownload);
        Refuse(version != DevServerOptions.AnyVersion, nameof(DevServerOptions.DownloadVersion), NoDownload);
        Refuse(ttl is not null, nameof(DevServerOptions.DownloadTtl), NoDownload);
    }

    private static void Refuse(bool isSet, string option, string reason)
    {
        if (isSet)
        {
            throw new NotSupportedException(
                string.Create(CultureInfo.InvariantCulture, $"{option} cannot be used here: {reason}."));
        }
    }
}
