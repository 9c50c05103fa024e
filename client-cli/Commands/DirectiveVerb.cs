using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Commands;

/// <summary>A command that instructs a run: composes one directive, sends it, says what the run made of it.</summary>
internal abstract class DirectiveVerb : Verb
{
    private readonly DirectiveOptions options = new();
    private readonly DirectiveComposer composer;

    protected DirectiveVerb(CliHost host, GlobalOptions global, string name, string description)
        : base(host, global, name, description)
    {
        options.AddTo(this);
        composer = new DirectiveComposer(options);
    }

    /// <summary>What is instructed. May look at the run to find the one thing that is meant, never to choose.</summary>
    protected abstract Task<Instruction> InstructAsync(CommandContext context, RunView run);

    /// <summary>Asked on a terminal before anything is sent; null for what needs no second thought.</summary>
    protected virtual string? Question(DirectiveDraft draft) => null;

    /// <summary>What the command still waits for once the run has accepted; gives the exit code.</summary>
    protected virtual Task<ExitCode> AfterwardsAsync(CommandContext context, RunView run) =>
        Task.FromResult(ExitCode.Ok);

    protected sealed override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var gateway = await context.ConnectAsync();
        var run = new RunView(gateway, new RunId(context.Get(options.Run)), context.CancellationToken);
        var exchange = new DirectiveExchange(gateway, context.Host.Clock);
        if (context.Get(options.DirectiveId) is { } id
            && await exchange.RecallAsync(run.Run, new DirectiveId(id), context.CancellationToken) is { } known)
        {
            return await ReportAsync(context, run, known, instruction: null);
        }

        var draft = await composer.DraftAsync(context, run, await InstructAsync(context, run));
        if (!context.Get(options.Yes) && Question(draft) is { } question)
        {
            Confirmation.Ask(context, question);
        }

        var directive = await composer.SignedAsync(context, draft);
        var limit = TimeSpan.FromSeconds(context.Get(options.Timeout));
        var answer = await exchange.AskAsync(run.Run, directive, limit, context.CancellationToken);
        return await ReportAsync(context, run, answer, draft.Directive.Instruction);
    }

    private async Task<ExitCode> ReportAsync(
        CommandContext context, RunView run, DirectiveAnswer answer, Instruction? instruction)
    {
        var code = answer.Refusal is { } refusal ? RefusalExit.Of(refusal.Code) : await AfterwardsAsync(context, run);
        var state = await run.RenewAsync();
        context.Output.Answer(
            DirectiveReport.Of(
                answer, instruction, isRecalled: instruction is null, state, context.Host.Clock.GetUtcNow()));
        return code;
    }
}
