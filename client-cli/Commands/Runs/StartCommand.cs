using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands.Runs;

/// <summary><c>run start</c>: opens a run; nothing happens in it until the lead confirms the charter.</summary>
internal sealed class StartCommand : Verb
{
    private readonly Option<string?> charter = new("--charter")
    {
        Description = "charter, YAML or JSON",
        HelpName = "FILE",
    };
    private readonly Option<string?> procedure = new("--procedure")
    {
        Description = "procedure, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<string?> policy = new("--policy")
    {
        Description = "risk policy, YAML or JSON: the risk of each action then decides about gates",
        HelpName = "FILE",
    };

    private readonly Option<string?> rehearsal = new("--rehearsal")
    {
        Description = "rehearsal script: what the systems answer; with a charter that says mode: rehearsal",
        HelpName = "FILE",
    };

    private readonly Predecessor predecessor = new();

    private readonly Option<string?> signers = new("--allowed-signers")
    {
        Description = "whose keys sign directives, in OpenSSH's format; with a charter that says identity: signed",
        HelpName = "FILE",
    };

    private readonly Option<string?> id = new("--id")
    {
        Description = "id of the new run [default: the charter's id and a few random letters]",
        HelpName = "RUN",
    };

    private readonly Option<string?> registry = Procedures.RegistryOption.Optional();

    public StartCommand(CliHost host, GlobalOptions global)
        : base(host, global, "start", "Open a run from a charter and a procedure, or from a predecessor's packet.")
    {
        Add(charter);
        Add(procedure);
        predecessor.AddTo(this);
        Add(signers);
        Add(policy);
        Add(rehearsal);
        Add(id);
        Add(registry);
        Validators.Add(result =>
        {
            var documents = (result.GetValue(charter) is not null, result.GetValue(procedure) is not null);
            if ((documents, predecessor.Count(result)) is not (((true, true), 0) or ((false, false), 1)))
            {
                result.AddError(
                    "A run is started with --charter and --procedure, or with one of --from-packet, --from-run and " +
                    "--from-audit alone.");
            }

            if (predecessor.LacksChain(result))
            {
                result.AddError("--from-audit and --chain go together.");
            }

            if (predecessor.Count(result) > 0 && result.GetValue(signers) is not null)
            {
                result.AddError("A successor keeps the allowed signers of its packet; leave --allowed-signers out.");
            }

            if (predecessor.Count(result) > 0 && result.GetValue(rehearsal) is not null)
            {
                result.AddError("A successor goes on with the rehearsal script of its packet; leave --rehearsal out.");
            }

            if (predecessor.Count(result) > 0 && result.GetValue(policy) is not null)
            {
                result.AddError(
                    "A successor goes on under its predecessor's risk policy; directed policy adopt changes it.");
            }
        });
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        // All files are read and judged before anything is started.
        var opening = await predecessor.OpeningAsync(context) ?? OpeningFiles.Read(
            context.Host, context.Get(charter)!, context.Get(procedure)!, context.Get(signers),
            context.Get(registry), context.Get(policy), context.Get(rehearsal));
        var run = new RunId(context.Get(id) ?? $"{opening.Charter.Id}-{context.Host.NewId()[..6]}");
        var gateway = await context.ConnectAsync();
        await gateway.StartAsync(run, opening, context.CancellationToken);
        return await Opened.ReportAsync(context, gateway, run);
    }
}
