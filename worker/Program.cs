using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using Microsoft.Extensions.Hosting;

// directed-worker [SETTINGS-FILE]: polls until it is told to stop.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
try
{
    var settings = SettingsReader.Read(args is [var file] ? file : null, Environment.GetEnvironmentVariable);
    using var host = await WorkerHost.CreateAsync(settings, WorkerHost.ConsoleLogging(settings), stop.Token);
    await Console.Out.WriteLineAsync(
        $"directed-worker polls {settings.TaskQueue} at {settings.Address}, namespace {settings.Namespace}");
    await host.RunAsync(stop.Token);
    return 0;
}
catch (SettingsException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 0;
}
