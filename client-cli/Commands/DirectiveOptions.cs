using System.CommandLine;

namespace DirectedExecution.Cli.Commands;

/// <summary>What every command that instructs a run takes.</summary>
internal sealed class DirectiveOptions
{
    public Argument<string> Run { get; } = RunArgument.Create();

    public Option<string?> Reason { get; } = new("--reason")
    {
        Description = "why; stands in the ledger",
        HelpName = "TEXT",
    };

    public Option<string?> DirectiveId { get; } = new("--directive-id")
    {
        Description = "id of the directive; with the id of one that was sent before, its answer is asked for again " +
            "[default: a new one]",
        HelpName = "ID",
    };

    public Option<string?> Head { get; } = new("--head")
    {
        Description = "ledger head that the decision rests on, SEQUENCE:DIGEST [default: the head as of now]",
        HelpName = "SEQUENCE:DIGEST",
    };

    public Option<int?> Epoch { get; } = new("--epoch")
    {
        Description = "lead epoch that the issuer believes in [default: the one as of now]",
        HelpName = "N",
    };

    public Option<string?> SignKey { get; } = new("--sign-key")
    {
        Description = "key to sign with, where the charter asks for it: a private key, or a public one whose private " +
            "half the SSH agent holds [env: DIRECTED_SIGN_KEY]",
        HelpName = "FILE",
    };

    public Option<bool> Yes { get; } = new("--yes", "-y")
    {
        Description = "do not ask for confirmation on the terminal",
    };

    public Option<double> Timeout { get; } = new("--timeout")
    {
        Description = "seconds to wait until the run has judged the directive",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 30,
    };

    public void AddTo(Command command)
    {
        command.Add(Run);
        Symbol[] options = [Reason, DirectiveId, Head, Epoch, SignKey, Yes, Timeout];
        foreach (var option in options.Cast<Option>())
        {
            command.Add(option);
        }
    }
}
