using Temporalio.Client;
using Temporalio.Testing;

namespace Testing.Tests.Managed;

/// <summary>Options of an external server are refused, never ignored.</summary>
public sealed class RefusedOptionTests
{
    public static TheoryData<string, WorkflowEnvironmentStartLocalOptions> Local => new()
    {
        { "DownloadDirectory", new() { DownloadDirectory = "/tmp" } },
        { "UI", new() { UI = true } },
        { "UIPort", new() { UIPort = 8233 } },
        { "Tls", new() { Tls = new TlsOptions() } },
        { "ExistingPath", new() { DevServerOptions = new() { ExistingPath = "/bin/temporal" } } },
        { "LogFormat", new() { DevServerOptions = new() { LogFormat = "json" } } },
        { "DownloadVersion", new() { DevServerOptions = new() { DownloadVersion = "latest" } } },
        { "ExtraArgs", new() { DevServerOptions = new() { ExtraArgs = ["--x"] } } },
        { "DownloadTtl", new() { DevServerOptions = new() { DownloadTtl = TimeSpan.FromDays(1) } } },
    };

    public static TheoryData<string, WorkflowEnvironmentStartTimeSkippingOptions> TimeSkipping => new()
    {
        { "DownloadDirectory", new() { DownloadDirectory = "/tmp" } },
        { "ExistingPath", new() { TestServer = new() { ExistingPath = "/bin/test-server" } } },
        { "DownloadVersion", new() { TestServer = new() { DownloadVersion = "latest" } } },
        { "ExtraArgs", new() { TestServer = new() { ExtraArgs = [] } } },
        { "DownloadTtl", new() { TestServer = new() { DownloadTtl = TimeSpan.FromDays(1) } } },
    };

    [Theory]
    [MemberData(nameof(Local))]
    public async Task StartLocal_OptionOfAProgram_IsRefused(string option, WorkflowEnvironmentStartLocalOptions options)
    {
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => WorkflowEnvironment.StartLocalAsync(options));

        Assert.StartsWith($"{option} cannot be used here", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TimeSkipping))]
    public async Task StartTimeSkipping_OptionOfAProgram_IsRefused(
        string option, WorkflowEnvironmentStartTimeSkippingOptions options)
    {
        var refusal =
            await Assert.ThrowsAsync<NotSupportedException>(() => WorkflowEnvironment.StartTimeSkippingAsync(options));

        Assert.StartsWith($"{option} cannot be used here", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartLocal_TargetHostWithoutAddress_IsWrong() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => WorkflowEnvironment.StartLocalAsync(new() { TargetHost = "somewhere:7233" }));

    [Fact]
    public async Task Nexus_Endpoint_IsRefused()
    {
        await using var environment = await WorkflowEnvironment.StartLocalAsync();

        await Assert.ThrowsAsync<NotSupportedException>(() => environment.CreateNexusEndpointAsync("n", "q"));
    }
}
