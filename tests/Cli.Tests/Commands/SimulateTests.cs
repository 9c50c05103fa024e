using System.Text.Json;
using Cli.Tests.Support;

namespace Cli.Tests.Commands;

/// <summary>A whole procedure before anything is started, without a server.</summary>
public sealed class SimulateTests
{
    private static readonly string[] Command =
    [
        "procedure", "simulate", "procedure.yaml", "--charter", "charter.yaml", "--policy", "policy.yaml", "--at",
        "2030-01-04T15:00Z",
    ];

    private const string Policy = """
        id: site
        version: "1"
        protectedEnvironments: [production]
        costLimit: { amount: 0, currency: EUR }
        gates:
          - { tier: acknowledge, approvers: [ben] }
          - { tier: review, approvers: [ben] }
          - { tier: approve, approvers: [ben] }
        """;

    [Fact]
    public async Task EachStep_SaysWhatItReadsAsksAndStopsAt()
    {
        using var sample = Prepared();

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder, Width = 200 }, Command);

        Assert.True(run.Code == 0, run.Error);
        string[] lines =
        [
            "shop 1 under sample; gates as if they opened at 2030-01-04 15:00:00.000Z",
            "open: Open the shop",
            "  before    shut from sensor (http): $.open Equals false",
            "  action    http, keyed",
            "  risk      approve",
            "  gate      pre action, approve",
            "            because: Production asks for Approve: It acts on production.",
            "            2030-01-04 15:00:00.000Z opens; told: ben, dana",
            "  way back  none: An opened shop was open.",
            "  stops     It is not completed unless opened and seen are as expected.",
        ];
        Assert.All(lines, line => Assert.Contains($"{line}\n", run.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        using var sample = Prepared();

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder }, [.. Command, "-o", "json"]);

        Assert.True(run.Code == 0, run.Error);
        using var document = JsonDocument.Parse(run.Out);
        Assert.Equal("procedureSimulation", document.RootElement.GetProperty("kind").GetString());
        var step = document.RootElement.GetProperty("data").GetProperty("steps")[0];
        Assert.Equal("open", step.GetProperty("id").GetString());
        var told = step.GetProperty("action").GetProperty("gates")[0].GetProperty("gate").GetProperty("moments")[0]
            .GetProperty("told");
        Assert.Equal(["ben", "dana"], told.EnumerateArray().Select(person => person.GetString()));
    }

    private static Sample Prepared()
    {
        var sample = new Sample().WithFiles();
        sample.Write("policy.yaml", Policy);
        return sample;
    }
}
