using System.CommandLine;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary>Which lane is meant, when it is not the lead of the whole run.</summary>
internal static class LaneOption
{
    public static Option<string?> Create() => new("--lane")
    {
        Description = "the lead of this lane only; the lead of the run keeps the rest",
        HelpName = "LANE",
    };

    public static LaneId? Of(string? lane) => lane is null ? null : new LaneId(lane);
}
