using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Ledger;
using Spectre.Console;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// What a demo shows while it runs: a line when something is done, and on a terminal a sign of life until then.
/// </summary>
internal sealed class DemoProgress
{
    private readonly CommandOutput output;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private StatusContext? live;

    public DemoProgress(CommandOutput output) => this.output = output;

    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>Runs the whole with a spinner, where the console can show one.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        if (!output.Console.Profile.Capabilities.Interactive)
        {
            await work();
            return;
        }

        await output.Console.Status().Spinner(Spinner.Known.Line).StartAsync("starting", async context =>
        {
            live = context;
            await work();
            live = null;
        });
    }

    public void Heading(string text) => Line($"\n{text}");

    public void Doing(string text) => live?.Status(Markup.Escape(text));

    public void Done(string who, string what, string result) => Line(string.Create(
        CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,6:0.0} s  {who,-8} {what,-44} {result}"));

    public void Ledger(IEnumerable<LedgerEntry> entries)
    {
        if (!output.Json)
        {
            LedgerText.Write(output.Console, entries);
        }
    }

    private void Line(string text)
    {
        if (!output.Json)
        {
            output.Console.Line(text);
        }
    }
}
