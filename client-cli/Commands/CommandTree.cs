using System.CommandLine;
using System.CommandLine.Help;
using DirectedExecution.Cli.Commands.Steering;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Governance;

namespace DirectedExecution.Cli.Commands;

/// <summary>All commands. Whoever looks for a verb finds its file here.</summary>
internal static class CommandTree
{
    public static RootCommand Create(CliHost host, out GlobalOptions global)
    {
        var options = global = new GlobalOptions();
        var root = new RootCommand("Human-directed execution of live procedures on Temporal.");
        global.AddTo(root);
        foreach (var command in Nouns(host, options).Concat(Steering(host, options)))
        {
            root.Add(command);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExitCodes(new HelpAction { MaxWidth = 120 });
        return root;
    }

    private static IEnumerable<Command> Steering(CliHost host, GlobalOptions global) =>
    [
        new ConfirmCommand(host, global),
        new DirectCommand(host, global),
        new VerifyCommand(host, global),
        new SkipCommand(host, global),
        new ReverseCommand(host, global),
        new PauseCommand(host, global),
        new ResumeCommand(host, global),
        new ReconcileCommand(host, global),
        new StopCommand(host, global),
        new CompleteCommand(host, global),
        new LeadCommand(host, global),
        new DecideCommand(host, global),
        new WithdrawCommand(host, global),
        new RedirectCommand(host, global),
        new NarrowCommand(host, global),
    ];

    private static IEnumerable<Command> Nouns(CliHost host, GlobalOptions global) =>
    [
        new Group(
            "run",
            "Runs: open, find, look at.",
            new Runs.StartCommand(host, global),
            new Runs.ListCommand(host, global),
            new Runs.ShowCommand(host, global),
            new Runs.WatchCommand(host, global)),
        new Group(
            "gate",
            "Gates: what waits for human judgement.",
            new Gates.ListCommand(host, global),
            new Gates.ShowCommand(host, global),
            new Gates.ApproveCommand(host, global),
            new Gates.DenyCommand(host, global),
            new Gates.RevokeCommand(host, global),
            new Gates.EditCommand(host, global),
            new Gates.AskCommand(host, global),
            new Gates.AnswerCommand(host, global),
            new Gates.DelayCommand(host, global),
            new Gates.ClaimCommand(host, global),
            new Gates.ReleaseCommand(host, global),
            new Gates.DelegateCommand(host, global),
            new Gates.EndDelegationCommand(host, global),
            new Gates.DecideCommand(host, global),
            new Gates.SimulateCommand(host, global)),
        new Group(
            "takeover",
            "Takeover of the lead, through the packet.",
            new Takeovers.OfferCommand(host, global),
            new Takeovers.RequestCommand(host, global),
            new Takeovers.ApproveCommand(host, global),
            new Takeovers.PacketCommand(host, global),
            new Takeovers.PointsCommand(host, global),
            new Takeovers.ReadBackCommand(host, global),
            new Takeovers.AcceptCommand(host, global),
            new Takeovers.CancelCommand(host, global)),
        new Group("contradiction", "Sources that disagree.", new Contradictions.ClearCommand(host, global)),
        new Group("block", "What keeps the run from going on.", new Blocks.ClearCommand(host, global)),
        new Group(
            "ledger",
            "The one record of a run.",
            new Ledgers.ShowCommand(host, global),
            new Ledgers.ExportCommand(host, global),
            new Ledgers.VerifyCommand(host, global),
            new Ledgers.DiffCommand(host, global),
            new Ledgers.DecisionsCommand(host, global)),
        new Group(
            "continuity", "Successions of runs.", new Continuities.VerifyCommand(host, global)),
        new Group(
            "server", "The embedded Temporal-compatible server.", new Servers.StartCommand(host, global),
            new Servers.BackupCommand(host, global)),
        new Group("worker", "The worker: workflows and tools.", new Workers.RunCommand(host, global)),
        new DevCommand(host, global),
        new DemoCommand(host, global),
        new Rehearsals.RehearseCommand(host, global),
        new Group(
            "rehearsal",
            "Rehearsal scripts as files: what the systems answer.",
            new Rehearsals.DraftCommand(host, global),
            new Rehearsals.LintCommand(host, global),
            new Procedures.SchemaCommand(host, global, "rehearsal", DocumentSchemas.Rehearsal)),
        new Group(
            "procedure",
            "Procedures as files.",
            new Procedures.LintCommand(host, global),
            new Procedures.SimulateCommand(host, global),
            new Procedures.DigestCommand(host, global, "procedure", Documents.DocumentDigests.Procedure),
            new Procedures.SchemaCommand(host, global, "procedure", DocumentSchemas.Procedure),
            new Procedures.GovernCommand(host, global, ApprovalKind.Approved),
            new Procedures.GovernCommand(host, global, ApprovalKind.Revoked),
            new Procedures.ApprovalsCommand(host, global)),
        new Group(
            "charter",
            "Charters as files.",
            new Charters.LintCommand(host, global),
            new Procedures.DigestCommand(host, global, "charter", Documents.DocumentDigests.Charter),
            new Procedures.SchemaCommand(host, global, "charter", DocumentSchemas.Charter)),
        new Group(
            "policy",
            "Risk policies: what asks for which gate.",
            new Policies.LintCommand(host, global),
            new Procedures.SchemaCommand(host, global, "risk policy", DocumentSchemas.Policy),
            new Policies.AdoptCommand(host, global)),
        new Group(
            "amendment",
            "Another version of charter or procedure in a running run.",
            new Amendments.ProposeCommand(host, global),
            new Amendments.ShowCommand(host, global),
            new Amendments.ApproveCommand(host, global),
            new Amendments.RejectCommand(host, global)),
        new Group(
            "annex",
            "Sensitive evidence, kept apart from the ledger.",
            new Annexes.ListCommand(host, global),
            new Annexes.ShowCommand(host, global),
            new Annexes.EraseCommand(host, global)),
        new Group(
            "keys", "Keys that payloads are encrypted with.", new Keys.NewCommand(host, global)),
        new Group(
            "codec", "Decryption for those who look from outside.", new Codecs.ServeCommand(host, global)),
    ];
}
