using System.CommandLine;
using System.Globalization;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Takeovers;

/// <summary><c>takeover points RUN</c>: what the receiver has to read back. The answers stand in the packet.</summary>
internal sealed class PointsCommand : Verb
{
    private readonly Argument<string> run = RunArgument.Create();

    public PointsCommand(CliHost host, GlobalOptions global)
        : base(host, global, "points", "The points of the packet that the receiver reads back.") => Add(run);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var view = new RunView(gateway, new RunId(context.Get(run)), context.CancellationToken);
        await OpenTakeover.OfAsync(view);
        PointLine[] points = [
            .. (await view.StateAsync()).Takeover!.Points.Select(
                one => new PointLine(one.Id, one.Question, one.Confirmed))];
        context.Output.Data("takeoverPoints", points, console =>
        {
            var table = Tables.Of(console, "point", "question", "confirmed");
            foreach (var point in points)
            {
                table.Row(console, point.Id, point.Question, point.Confirmed ? "yes" : "no");
            }

            console.Write(table);
            console.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{points.Count(point => !point.Confirmed)} of {points.Length} to read back"));
            console.Line(
                "answers stand in the packet: ids as it writes them, in its order, with commas, or none; the state of "
                + "a step as its word there (pending, completed ...); the objective as it stands. Capitals and spaces "
                + "do not matter");
        });
        return ExitCode.Ok;
    }
}
