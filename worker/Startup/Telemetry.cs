using DirectedExecution.Activities;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DirectedExecution.Worker.Startup;

/// <summary>
/// Sends spans and metrics of tool calls to an OTLP endpoint; without an endpoint there is none of it.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Telemetry(Uri endpoint)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("directed-worker");
        traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource(ToolTelemetry.Name)
            .AddOtlpExporter(options => options.Endpoint = endpoint)
            .Build();
        metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter(ToolTelemetry.Name)
            .AddOtlpExporter(options => options.Endpoint = endpoint)
            .Build();
    }

    public static Telemetry? Start(string? endpoint) => endpoint switch
    {
        null or "" => null,
        _ when Uri.TryCreate(endpoint, UriKind.Absolute, out var address) => new Telemetry(address),
        _ => throw new Configuration.SettingsException($"The OTLP endpoint must be an address, not '{endpoint}'."),
    };

    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }
}
