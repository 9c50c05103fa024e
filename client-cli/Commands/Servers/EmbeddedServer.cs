using DirectedExecution.DevServer.Hosting;
using Microsoft.Extensions.Logging;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary>Starts the embedded server; what keeps it from starting is one sentence.</summary>
internal static class EmbeddedServer
{
    public static async Task<Host> StartAsync(
        DevServerOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            return await Host.StartAsync(options, loggers, cancellation: cancellationToken);
        }
        catch (DevServerException refused)
        {
            throw new CliException(
                ExitCode.BadInput, "serverNotStarted", refused.Message.TrimEnd('.'), "choose another port or file, " +
                    "or end the server that has it");
        }
    }
}
