using System.Runtime.InteropServices;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>The server as a process: <c>server start-dev …</c>, until SIGINT or SIGTERM.</summary>
internal static class Program
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int BadUsage = 2;

    public static async Task<int> Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var arguments = StartDevArguments.Parse(args);
            arguments.Options.Validate();
            return await ServeAsync(arguments, stop.Token);
        }
        catch (DevServerException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return BadUsage;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> ServeAsync(StartDevArguments arguments, CancellationToken stop)
    {
        using var loggers = new StandardErrorLoggers(arguments.Options.LogLevel);
        foreach (var (flag, value) in arguments.WithoutEffect)
        {
            HostLog.FlagWithoutEffect(loggers.CreateLogger(nameof(DevServer)), flag, value);
        }

        try
        {
            await using var server = await DevServer.StartAsync(arguments.Options, loggers, cancellation: stop);
            await Console.Out.WriteLineAsync($"Server: {server.Address}");
            if (server.HttpAddress is { } http)
            {
                await Console.Out.WriteLineAsync($"HTTP API: {http}");
            }

            await server.Completion.WaitAsync(stop);
            return Failed;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Ok;
        }
        catch (Exception fault)
        {
            await Console.Error.WriteLineAsync(
                fault is DevServerException ? fault.Message : $"The server stopped: {fault.Message}");
            return Failed;
        }
    }
}
