using System.CommandLine;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Cli.Settings;

namespace DirectedExecution.Cli.Commands;

/// <summary>What a verb works with: its arguments, the settings in force, the way out to the reader.</summary>
internal sealed class CommandContext
{
    private readonly GlobalOptions global;
    private readonly Lazy<CliSettings> settings;

    public CommandContext(CliHost host, GlobalOptions global, ParseResult parsed, CancellationToken cancellationToken)
    {
        this.global = global;
        Host = host;
        Parsed = parsed;
        CancellationToken = cancellationToken;
        Output = new CommandOutput(
            host, json: parsed.GetValue(global.Output) == "json", color: !parsed.GetValue(global.NoColor));
        settings = new Lazy<CliSettings>(ReadSettings);
    }

    public CliHost Host { get; }

    public ParseResult Parsed { get; }

    public CommandOutput Output { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>Read when first needed: a verb that needs no server must not fail over a settings file.</summary>
    public CliSettings Settings => settings.Value;

    /// <summary>Whether a server was named on the command line.</summary>
    public bool NamesServer => Get(global.Address) is not null;

    /// <summary>The runs on the server of the settings.</summary>
    public Task<IRunGateway> ConnectAsync() => Host.Connect(Settings, CancellationToken);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <summary>The global options as they were given, to give them to another command.</summary>
    public IReadOnlyList<string> GlobalWords() => global.Words(Parsed);

    private CliSettings ReadSettings() => CliSettingsReader.Read(
        Host,
        new SettingsFlags(
            Get(global.Address), Get(global.Namespace), Get(global.TaskQueue), Get(global.Config), Get(global.As)));
}
