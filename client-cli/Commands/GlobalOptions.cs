using System.CommandLine;

namespace DirectedExecution.Cli.Commands;

/// <summary>Options that every verb takes, before or after its name.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Address { get; } = new("--address")
    {
        Description = "Temporal server, HOST:PORT [env: DIRECTED_ADDRESS, TEMPORAL_ADDRESS] [default: 127.0.0.1:7233]",
        HelpName = "HOST:PORT",
        Recursive = true,
    };

    public Option<string?> Namespace { get; } = new("--namespace", "-n")
    {
        Description = "Temporal namespace [env: DIRECTED_NAMESPACE, TEMPORAL_NAMESPACE] [default: default]",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string?> TaskQueue { get; } = new("--task-queue")
    {
        Description = "task queue of the worker [env: DIRECTED_TASK_QUEUE] [default: directed-execution]",
        HelpName = "NAME",
        Recursive = true,
    };

    public Option<string?> Config { get; } = new("--config")
    {
        Description = "settings file [env: DIRECTED_CONFIG] [default: temporal-dev.yaml of this folder, if any]",
        HelpName = "FILE",
        Recursive = true,
    };

    public Option<string> Output { get; } = CreateOutput();

    public Option<string?> As { get; } = new("--as")
    {
        Description = "the person who speaks, as named in the charter [env: DIRECTED_AS] [default: the operating " +
            "system's user]",
        HelpName = "PERSON",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "no colours, even on a terminal [env: NO_COLOR]",
        Recursive = true,
    };

    public void AddTo(Command root)
    {
        Symbol[] all = [Address, Namespace, TaskQueue, Config, Output, As, NoColor];
        foreach (var option in all.Cast<Option>())
        {
            root.Add(option);
        }
    }

    /// <summary>The options that were given and say which runs are meant and who speaks, as words again.</summary>
    public IReadOnlyList<string> Words(ParseResult parsed)
    {
        Option<string?>[] all = [Address, Namespace, TaskQueue, Config, As];
        return
        [
            .. all.Where(option => parsed.GetValue(option) is not null)
                .SelectMany(option => new[] { option.Name, parsed.GetValue(option)! }),
            .. parsed.GetValue(NoColor) ? [NoColor.Name] : Array.Empty<string>(),
        ];
    }

    private static Option<string> CreateOutput()
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "table for people, json for programs (one envelope for all commands)",
            HelpName = "table|json",
            DefaultValueFactory = _ => "table",
            Recursive = true,
        };
        option.AcceptOnlyFromAmong("table", "json");
        return option;
    }
}
