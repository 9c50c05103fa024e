using System.Text.Json;
using DirectedExecution.Cli.Directing;
using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>The way out: a table for people or the one envelope for programs; failures too.</summary>
internal sealed class CommandOutput
{
    public const string Schema = "directed/v1";

    private readonly CliHost host;

    public CommandOutput(CliHost host, bool json, bool color)
    {
        this.host = host;
        Json = json;
        var plain = !color || !string.IsNullOrEmpty(host.Variable("NO_COLOR"));
        Console = ConsoleOf(host, host.Out, !plain && host.OutIsTerminal && !json);
    }

    public bool Json { get; }

    /// <summary>For people; nothing is written to it in JSON mode.</summary>
    public IAnsiConsole Console { get; }

    public int Width => host.Width;

    /// <summary>
    /// Prints data: <paramref name="kind"/> and the data in the envelope, or what <paramref name="people"/> draws.
    /// </summary>
    public void Data<T>(string kind, T data, Action<IAnsiConsole> people)
    {
        if (!Json)
        {
            people(Console);
            return;
        }

        Envelope(new Envelope<T>(Schema, kind, true, data, null));
    }

    /// <summary>One of many data, as they come: one line each, for people or the envelope.</summary>
    public void Stream<T>(string kind, T data, string people)
    {
        if (Json)
        {
            var envelope = new Envelope<T>(Schema, kind, true, data, null);
            host.Out.WriteLine(JsonSerializer.Serialize(envelope, OutputJson.OneLine));
            return;
        }

        Say(people);
    }

    /// <summary>A remark for people; programs do without it.</summary>
    public void Say(string line)
    {
        if (!Json)
        {
            host.Out.WriteLine(Ascii(line));
        }
    }

    /// <summary>
    /// What is wrong, where, and what to do: a sentence on the error stream, and in JSON mode the envelope on the
    /// output.
    /// </summary>
    public void Failure(CliException failure)
    {
        host.Error.WriteLine(Ascii("directed: " + failure.Message));
        if (failure.Fix is not null)
        {
            host.Error.WriteLine(Ascii("  fix: " + failure.Fix));
        }

        if (Json)
        {
            var error = new ErrorView(
                failure.Code,
                (int)failure.ExitCode,
                failure.Message,
                failure.Fix,
                failure.Problems.IsEmpty ? null : failure.Problems);
            Envelope(new Envelope<object>(Schema, "error", false, null, error));
        }
    }

    /// <summary>
    /// The answer to a directive: accepted, or refused with code and sentence; then where the run stands and what is
    /// allowed.
    /// </summary>
    public void Answer(DirectiveReport report)
    {
        var view = DirectiveView.Of(report);
        if (Json)
        {
            var error = view.Refusal is { } no
                ? new ErrorView(Words.Code(no.Code), (int)RefusalExit.Of(no.Code), no.Sentence, null)
                : null;
            Envelope(new Envelope<DirectiveView>(Schema, "directive", error is null, view, error));
            return;
        }

        if (view.Refusal is { } refusal)
        {
            host.Error.WriteLine(Ascii($"directed: refused ({Words.Code(refusal.Code)}): {refusal.Sentence}"));
            host.Error.WriteLine(
                Ascii($"  the refusal stands in the ledger as the answer to directive {view.Directive}"));
        }
        else
        {
            var what = view.Instruction is null ? string.Empty : $": {view.Instruction}";
            Say($"accepted{(view.Recalled ? " before" : string.Empty)} (directive {view.Directive}){what}");
            if (view.Behind is { } behind)
            {
                Say(string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"  decided {behind} ledger entries ago; none of them concerns it"));
            }
        }

        if (host.IsInsideScreen)
        {
            return;
        }

        StatusText.Mode(Console, view.Status);
        Say($"waits for: {view.Status.WaitsFor}");
        StatusText.Allowed(Console, report.Run, report.Allowed);
    }

    private static IAnsiConsole ConsoleOf(CliHost host, TextWriter writer, bool color)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = color ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = host.Width;
        console.Profile.Capabilities.Unicode = host.Unicode;
        return console;
    }

    private void Envelope<T>(Envelope<T> envelope) =>
        host.Out.WriteLine(JsonSerializer.Serialize(envelope, OutputJson.Options));

    private string Ascii(string text) => host.Unicode ? text : AsciiText.Of(text);
}
