using Microsoft.Extensions.Hosting;

namespace DirectedExecution.Worker.Startup;

/// <summary>Makes the host own the telemetry, so that its end is the host's end.</summary>
internal sealed class TelemetryHolder(Telemetry telemetry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        telemetry.Dispose();
        return Task.CompletedTask;
    }
}
