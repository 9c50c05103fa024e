using System.Runtime.InteropServices;
using DirectedExecution.DevServer.Hosting;

const int Ok = 0;
const int Failed = 1;
const int BadUsage = 2;

using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    var options = StartDevArguments.Parse(args);
    using var loggers = new StandardErrorLoggers(options.LogLevel);
    await using var server = await DevServer.StartAsync(options, loggers, cancellation: stop.Token);
    await Console.Out.WriteLineAsync($"Server: {server.Address}");
    await server.Completion.WaitAsync(stop.Token);
    return Failed;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return Ok;
}
catch (DevServerException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return refusal.Message.Contains(StartDevArguments.Usage, StringComparison.Ordinal) ? BadUsage : Failed;
}
catch (Exception fault)
{
    await Console.Error.WriteLineAsync($"The server stopped: {fault.Message}");
    return Failed;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
