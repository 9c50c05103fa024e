using Spectre.Console;

namespace DirectedExecution.Cli.Rendering;

/// <summary>A worker that has started. Programs wait for this line.</summary>
internal sealed record WorkerView(string Address, string Namespace, string TaskQueue)
{
    public const string Ready = "worker polls ";

    public void Write(IAnsiConsole console) => console.Line($"{Ready}{TaskQueue} at {Address}, namespace {Namespace}");
}
